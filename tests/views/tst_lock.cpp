// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/deskwindow.h"

#include "views/connectionheader.h"
#include "views/lockbutton.h"
#include "views/unlockdialog.h"

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

/// Production opens locked and is unlocked by its name, for a while; marks are given in the menu of the connection.
class TestLock final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void opensLocked();
    void unlockByName();
    void closedWhileAsked();
    void marksInTheMenu();
    void readOnlyProfile();
    void unknownAccountIsNotTrusted();

private:
    Workspace *open()
    {
        QFile keys(m_desk->home() + u"/.aws/credentials"_s);
        if (!keys.open(QIODevice::WriteOnly))
            return nullptr;
        keys.write("[studio]\naws_access_key_id = " + m_service->accessKeyId().toLatin1()
            + "\naws_secret_access_key = " + m_service->secretAccessKey().toLatin1() + '\n');
        keys.close();
        const auto opened = m_desk->desk()->open(
            {.choice = {.profile = u"studio"_s, .region = u"us-east-1"_s, .endpointUrl = m_service->endpoint()}});
        return opened ? *opened : nullptr;
    }
    LockButton *button() { return m_desk->window()->findChild<LockButton *>(); }
    UnlockDialog *question() { return m_desk->window()->findChild<UnlockDialog *>(); }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<DeskWindow> m_desk;
};

void TestLock::init()
{
    m_service = std::make_unique<LocalService>(LocalService::standing(u"demo"_s));
    m_desk = std::make_unique<DeskWindow>();
    QVERIFY(m_desk->show());
}

void TestLock::cleanup() { m_desk.reset(); }

void TestLock::opensLocked()
{
    Workspace *free = open();
    QVERIFY(free);
    QVERIFY(!button()->isVisible());
    m_desk->desk()->close(free);
    m_desk->desk()->environments()->markProfile(u"studio"_s, Environment::Production);
    Workspace *guarded = open();
    QVERIFY(guarded->guard()->isReadOnly());
    QVERIFY(button()->isVisible());
    QCOMPARE(button()->text(), u"Locked: unlock…"_s);
    QCOMPARE(button()->accessibleName(), button()->text());
    QVERIFY(readable(m_desk->window()).contains(u"production"_s));
}

void TestLock::unlockByName()
{
    m_desk->desk()->environments()->markProfile(u"studio"_s, Environment::Production);
    Workspace *guarded = open();
    QTest::mouseClick(button(), Qt::LeftButton);
    QVERIFY(question());
    QTest::mouseClick(withText<QPushButton>(question(), u"Cancel"_s), Qt::LeftButton);
    QTRY_VERIFY(!question());
    QVERIFY(guarded->guard()->isReadOnly());

    QTest::mouseClick(button(), Qt::LeftButton);
    auto *name = question()->findChild<QLineEdit *>();
    auto *unlock = withText<QPushButton>(question(), u"Unlock"_s);
    QVERIFY(!unlock->isEnabled());
    QTest::keyClicks(name, u"studi"_s);
    QVERIFY(!unlock->isEnabled());
    QTest::keyClick(name, Qt::Key_Return); // Cancel is the default
    QTRY_VERIFY(!question());
    QVERIFY(guarded->guard()->isReadOnly());

    QTest::mouseClick(button(), Qt::LeftButton);
    unlock = withText<QPushButton>(question(), u"Unlock"_s);
    QTest::keyClicks(question()->findChild<QLineEdit *>(), u"studio"_s);
    QVERIFY(unlock->isEnabled());
    QTest::mouseClick(unlock, Qt::LeftButton);
    QTRY_VERIFY(!question());
    QVERIFY(!guarded->guard()->isReadOnly());
    QVERIFY2(button()->text().startsWith(u"Unlocked 1"_s), qPrintable(button()->text()));
    QTest::mouseClick(button(), Qt::LeftButton); // lock now
    QVERIFY(guarded->guard()->isReadOnly());
    QCOMPARE(button()->text(), u"Locked: unlock…"_s);
}

void TestLock::closedWhileAsked()
{
    m_desk->desk()->environments()->markProfile(u"studio"_s, Environment::Production);
    Workspace *guarded = open();
    QTest::mouseClick(button(), Qt::LeftButton);
    QVERIFY(question());
    m_desk->desk()->close(guarded);
    QTRY_VERIFY(!question());
    QVERIFY(!button()->isVisible());
}

void TestLock::marksInTheMenu()
{
    Workspace *workspace = open();
    TRY_SETTLED(workspace->stages());
    QMenu *menu = m_desk->window()->findChild<ConnectionHeader *>()->connectionButton()->menu();
    const auto entry = [menu](const QString &under, const QString &words) -> QAction * {
        Q_EMIT menu->aboutToShow();
        for (QAction *action : menu->actions()) {
            if (!action->menu() || !action->text().contains(under))
                continue;
            for (QAction *choice : action->menu()->actions()) {
                if (choice->text() == words)
                    return choice;
            }
        }
        return nullptr;
    };
    QVERIFY(entry(u"studio"_s, u"nothing"_s)->isChecked());
    entry(u"studio"_s, u"production"_s)->trigger();
    QCOMPARE(workspace->environment(), Environment::Production);
    QVERIFY(workspace->guard()->canUnlock());
    QVERIFY(entry(u"studio"_s, u"production"_s)->isChecked());
    entry(u"123456789012"_s, u"development"_s)->trigger(); // the account's mark stands first
    QCOMPARE(workspace->environment(), Environment::Development);
    QVERIFY(!workspace->guard()->isReadOnly());
    QVERIFY(readable(m_desk->window()).contains(u"development"_s));
}

void TestLock::readOnlyProfile()
{
    m_desk->desk()->environments()->setReadOnly(u"studio"_s, true);
    Workspace *workspace = open();
    QCOMPARE(workspace->guard()->lockedReason(), std::optional(aws::ReadOnlyReason::Profile));
    QCOMPARE(button()->text(), u"read-only"_s);
    QVERIFY(!button()->isEnabled());
    m_desk->desk()->environments()->setReadOnly(u"studio"_s, false);
    QVERIFY(!workspace->guard()->isReadOnly());
    QVERIFY(!button()->isVisible());
}

// Until the first answer tells the account it may be the one that is marked.
void TestLock::unknownAccountIsNotTrusted()
{
    m_desk->desk()->environments()->markAccount(u"999999999999"_s, Environment::Production);
    QVERIFY(m_service->fault(u"ListStages"_s, u"latency"_s, 300));
    Workspace *workspace = open();
    QVERIFY(workspace->accountId().isEmpty());
    QVERIFY(workspace->guard()->isReadOnly());
    QTRY_VERIFY(!workspace->accountId().isEmpty());
    QVERIFY(!workspace->guard()->isReadOnly());
}

QTEST_MAIN(TestLock)
#include "tst_lock.moc"
