// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/views/deskwindow.h"
#include "views/completenessline.h"
#include "views/datatable.h"
#include "views/emptystate.h"
#include "views/listpanel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

/// The stages page as a person uses it: real clicks and keys on the shown window over a local service. The base of the
/// tests of its lists.
class StageLists : public QObject
{
    Q_OBJECT

protected:
    void open(const local::Options &options)
    {
        m_service = std::make_unique<LocalService>(options);
        m_desk = std::make_unique<DeskWindow>();
        m_workspace = m_desk->connectTo(*m_service);
        QVERIFY(m_desk->show());
        TRY_SETTLED(m_workspace->stages());
    }
    void open(const QString &scenario = QStringLiteral("demo")) { open(LocalService::standing(scenario)); }
    void openScale(int participants)
    {
        local::Options options = LocalService::standing(QStringLiteral("scale"));
        options.participants = participants;
        open(options);
    }
    void close()
    {
        m_desk.reset();
        m_service.reset();
    }
    DataTable *table(const QString &name) const { return named<DataTable>(m_desk->window(), name); }
    ListPanel *panel(const QString &name) const
    {
        for (QWidget *each = table(name); each; each = each->parentWidget()) {
            if (auto *found = qobject_cast<ListPanel *>(each))
                return found;
        }
        return nullptr;
    }
    QToolButton *button(const QString &list, const QString &name) const
    {
        return named<QToolButton>(panel(list)->completenessLine(), name);
    }
    QPushButton *visibleButton(const QString &words) const { return withText<QPushButton>(m_desk->window(), words); }
    QString createStage(const QString &name) { return m_service->createStage(name); }
    QString join(const QString &stageArn, const QString &userId = {}, const QJsonObject &attributes = {})
    {
        return m_service->join(stageArn, userId, attributes).participantId;
    }
    void leave(const QString &stageArn, const QString &participantId)
    {
        m_service->act(QStringLiteral("leave"), stageArn, participantId);
        m_service->control(QStringLiteral("advance"), {{QStringLiteral("seconds"), 3600}});
    }
    // F5, and all the lists come to rest.
    void readAll()
    {
        QTest::keyClick(m_desk->window(), Qt::Key_F5);
        QVERIFY(m_workspace->stages()->state().isBusy());
        TRY_SETTLED(m_workspace->stages());
        QTRY_VERIFY(!m_workspace->sessions()->state().isBusy() && !m_workspace->participants()->state().isBusy()
            && !m_workspace->events()->state().isBusy());
    }
    static void click(QWidget *widget) { QTest::mouseClick(widget, Qt::LeftButton, {}, widget->rect().center()); }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<DeskWindow> m_desk;
    Workspace *m_workspace = nullptr;
};
