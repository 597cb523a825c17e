// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/views/deskwindow.h"
#include "views/actionregistry.h"
#include "views/datatable.h"
#include "views/sidesheet.h"
#include "views/stagespage.h"

#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

/// The stages page over a local service, with what the tests of its sheets and questions do on it.
class StageDesk
{
public:
    explicit StageDesk(bool readOnly = false, const QSize &size = {1280, 800})
        : m_desk(std::make_unique<DeskWindow>())
        , m_workspace(m_desk->connectTo(m_service, readOnly))
    {
        m_shown = m_desk->show(size);
    }

    bool isShown() const { return m_shown; }
    LocalService &service() { return m_service; }
    DeskWindow &desk() { return *m_desk; }
    Workspace *workspace() const { return m_workspace; }
    QWidget *window() const { return m_desk->window(); }
    /// Closes the program's window and everything behind it.
    void close() { m_desk.reset(); }
    StagesPage *page() const { return m_desk->window()->findChild<StagesPage *>(); }
    QAction *action(const char *id) const { return page()->actions()->action(QLatin1StringView(id)); }
    DataTable *table(const char *name) const { return named<DataTable>(page(), QString::fromLatin1(name)); }
    /// The sheet that is open; null when there is none.
    SideSheet *sheet() const
    {
        const auto all = page()->findChildren<SideSheet *>();
        for (SideSheet *each : all) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    QPushButton *push(const QString &words) const { return withText<QPushButton>(page(), words); }
    QLineEdit *field(const QString &name) const { return named<QLineEdit>(sheet(), name); }
    QString words() const { return sheet() ? readable(sheet()) : QString(); }

    QString createStage(const QString &name, const QJsonObject &more = {}) { return m_service.createStage(name, more); }
    QJsonObject stage(const QString &arn)
    {
        return m_service.perform(QStringLiteral("GetStage"), {{QStringLiteral("arn"), arn}})
            .value(QStringLiteral("stage"))
            .toObject();
    }
    /// A participant who is connected to the stage.
    QString join(const QString &stageArn, const QString &userId)
    {
        return m_service.join(stageArn, userId).participantId;
    }
    void reload() { m_workspace->stages()->reload(); }
    /// Clicks the tool button with these words, once it is on screen.
    static void press(const QWidget *root, const QString &words)
    {
        QTRY_VERIFY2(withText<QToolButton>(root, words), qPrintable(words));
        click(withText<QToolButton>(root, words));
    }
    static void click(QWidget *widget) { QTest::mouseClick(widget, Qt::LeftButton, {}, widget->rect().center()); }
    static void type(QLineEdit *field, const QString &text)
    {
        field->setFocus();
        field->selectAll();
        if (text.isEmpty())
            QTest::keyClick(field, Qt::Key_Delete);
        else
            QTest::keyClicks(field, text);
    }

private:
    LocalService m_service;
    std::unique_ptr<DeskWindow> m_desk;
    Workspace *m_workspace;
    bool m_shown = false;
};
