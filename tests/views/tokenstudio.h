// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/views/deskwindow.h"
#include "views/handoversheet.h"
#include "views/mintform.h"
#include "views/page.h"
#include "views/stagefield.h"

#include <QAbstractButton>
#include <QLineEdit>

#include <memory>

/// The token studio over a local service with one stage, and what its tests do in it.
class TokenStudioTest : public QObject
{
    Q_OBJECT

protected Q_SLOTS:
    void init()
    {
        using namespace Qt::Literals::StringLiterals;
        m_service = std::make_unique<LocalService>();
        m_service->createStage(u"evening"_s);
        m_desk = std::make_unique<DeskWindow>();
        m_workspace = m_desk->connectTo(*m_service);
        QVERIFY(m_desk->show());
        m_desk->window()->showPage(u"tokens"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->stages()->state().isWhole, kWait);
    }
    void cleanup()
    {
        m_desk.reset();
        m_service.reset();
    }

protected:
    static constexpr int kWait = 15000;

    QWidget *page() const { return m_desk->window()->page(); }
    template <typename T>
    T *shown() const
    {
        const auto all = page()->findChildren<T *>();
        for (T *each : all) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    void press(const QString &words)
    {
        const auto all = page()->findChildren<QAbstractButton *>();
        for (QAbstractButton *each : all) {
            if (each->text().remove(QLatin1Char('&')) == words && each->isVisible()) {
                QTest::mouseClick(each, Qt::LeftButton, {}, each->rect().center());
                return;
            }
        }
        QFAIL(qPrintable(words));
    }
    void type(QLineEdit *field, const QString &text)
    {
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    }
    void fill()
    {
        type(page()->findChild<StageField *>(), QStringLiteral("evening"));
        QTest::keyClick(page()->findChild<StageField *>(), Qt::Key_Escape); // the proposals
        type(named<QLineEdit>(page(), QStringLiteral("User id")), QStringLiteral("guest-3"));
    }
    void mintOne()
    {
        fill();
        press(QStringLiteral("Mint"));
        QTRY_VERIFY_WITH_TIMEOUT(shown<HandOverSheet>(), kWait);
    }
    QString token()
    {
        press(QStringLiteral("Copy"));
        return m_desk->copiedSecret;
    }
    int arrived() { return m_service->arrived(QStringLiteral("CreateParticipantToken")); }

    /// Goes round with Tab; the controls of the sheet that were not met.
    static QString unreached(const QWidget *sheet)
    {
        QSet<const QWidget *> reached;
        for (int i = 0; i < 60; ++i) {
            reached.insert(QApplication::focusWidget());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        QStringList missed;
        const auto all = sheet->findChildren<QWidget *>();
        for (const QWidget *each : all) {
            const auto *one = qobject_cast<const QAbstractButton *>(each);
            const bool inGroup = one && one->autoExclusive(); // the arrow keys move in it
            if (each->isVisible() && each->isEnabled() && (each->focusPolicy() & Qt::TabFocus) && !each->focusProxy()
                && !inGroup && !reached.contains(each))
                missed << QLatin1StringView(each->metaObject()->className()) + QLatin1Char(' ')
                        + each->accessibleName();
        }
        return missed.join(QStringLiteral("; "));
    }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<DeskWindow> m_desk;
    Workspace *m_workspace = nullptr;
};
