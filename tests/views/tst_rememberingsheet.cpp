// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/remembering.h"
#include "tests/views/deskwindow.h"
#include "views/actionregistry.h"
#include "views/confirmation.h"
#include "views/datatable.h"
#include "views/rememberingsheet.h"
#include "views/stagespage.h"

#include <QContextMenuEvent>
#include <QJsonObject>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

/// The sheet over the store, and what is forgotten from the rows: Cancel first, a second click, closing meanwhile.
class TestRememberingSheet final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_desk.reset(); }
    void limits();
    void limitsAreNotLostInSilence();
    void forgetAUser();
    void forgetFromTheRows();
    void closedWhileForgetting();
    void nothingRemembered();

private:
    QWidget *window() const { return m_desk->window(); }
    RememberingSheet *open()
    {
        m_desk->window()
            ->findChild<ActionRegistry *>(QString(), Qt::FindDirectChildrenOnly)
            ->action(u"window.remembering"_s)
            ->trigger();
        return sheet();
    }
    RememberingSheet *sheet() const
    {
        const auto all = window()->findChildren<RememberingSheet *>();
        for (RememberingSheet *each : all) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    Confirmation *question() const
    {
        const auto all = window()->findChildren<Confirmation *>();
        for (Confirmation *each : all) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    static void click(QWidget *widget) { QTest::mouseClick(widget, Qt::LeftButton, {}, widget->rect().center()); }
    static QPushButton *push(const QWidget *root, const QString &words) { return withText<QPushButton>(root, words); }
    DataTable *table(const QString &name) const { return named<DataTable>(window(), name); }
    QAction *action(const QString &id) const { return window()->findChild<StagesPage *>()->actions()->action(id); }
    qint64 participants() const
    {
        m_workspace->remembering()->readUsage();
        return m_workspace->remembering()->usage() ? m_workspace->remembering()->usage()->participants : -1;
    }
    void showStage();

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<DeskWindow> m_desk;
    std::unique_ptr<QTemporaryDir> m_folder;
    Workspace *m_workspace = nullptr;
};

void TestRememberingSheet::init()
{
    m_service = std::make_unique<LocalService>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_desk = std::make_unique<DeskWindow>();
    m_desk->desk()->setStoreFolder(m_folder->path());
    const QString stage =
        m_service->perform(u"CreateStage"_s, {{u"name"_s, u"show"_s}})[u"stage"_s][u"arn"_s].toString();
    for (const QString &user : {u"ann"_s, u"bob"_s}) {
        const auto token =
            m_service->perform(u"CreateParticipantToken"_s, {{u"stageArn"_s, stage}, {u"userId"_s, user}});
        m_service->control(u"join"_s, {{u"token"_s, token[u"participantToken"_s][u"token"_s]}});
    }
    m_workspace = m_desk->connectTo(*m_service);
    QVERIFY(m_desk->show());
    TRY_SETTLED(m_workspace->stages());
}

// The stage, its session and the two who take part.
void TestRememberingSheet::showStage()
{
    clickRow(table(u"Stages"_s), 0);
    QTRY_COMPARE(m_workspace->participants()->rowCount(), 2);
    QTRY_COMPARE(participants(), 2);
}

void TestRememberingSheet::limits()
{
    QVERIFY(open());
    QTRY_VERIFY(readable(sheet()).contains(u"Participants"_s));
    QVERIFY(!push(sheet(), u"Save"_s)->isEnabled()); // nothing was changed
    auto *cap = named<QSpinBox>(sheet(), u"At most"_s);
    auto *age = named<QSpinBox>(sheet(), u"Keep sessions"_s);
    QVERIFY(cap && age);
    QCOMPARE(cap->value(), 512);
    QCOMPARE(age->text(), u"for ever"_s);
    cap->setFocus();
    cap->selectAll();
    QTest::keyClicks(cap, u"64"_s);
    age->setFocus();
    age->selectAll();
    QTest::keyClicks(age, u"30"_s);
    click(push(sheet(), u"Save"_s));
    QTRY_VERIFY(!sheet());
    QCOMPARE(m_workspace->remembering()->megabytes(), 64);
    QCOMPARE(m_workspace->remembering()->days(), 30);
    QVERIFY(open());
    QCOMPARE(named<QSpinBox>(sheet(), u"At most"_s)->value(), 64);
    click(push(sheet(), u"Cancel"_s));
    QTRY_VERIFY(!sheet());
}

void TestRememberingSheet::limitsAreNotLostInSilence()
{
    QVERIFY(open());
    auto *age = named<QSpinBox>(sheet(), u"Keep sessions"_s);
    age->setFocus();
    age->selectAll();
    QTest::keyClicks(age, u"7"_s);
    click(push(sheet(), u"Cancel"_s));
    QVERIFY(sheet());
    click(push(sheet(), u"Keep editing"_s));
    click(push(sheet(), u"Save"_s));
    QTRY_VERIFY(!sheet());
    QCOMPARE(m_workspace->remembering()->days(), 7);
}

void TestRememberingSheet::forgetAUser()
{
    showStage();
    QVERIFY(open());
    QPushButton *forget = push(sheet(), u"Forget…"_s);
    QVERIFY(!forget->isEnabled());
    auto *user = named<QLineEdit>(sheet(), u"User id"_s);
    user->setFocus();
    QTest::keyClicks(user, u"ann"_s);
    click(forget);
    QVERIFY(question());
    QVERIFY(readable(question()).contains(u"journal"_s) && readable(question()).contains(u"register"_s));
    click(push(question(), u"Cancel"_s));
    QTRY_VERIFY(!question());
    QTRY_COMPARE(participants(), 2);
    click(forget);
    QTest::keyClick(question()->focusWidget(), Qt::Key_Return); // Cancel is the default
    QTRY_VERIFY(!question());
    QTRY_COMPARE(participants(), 2);
    click(forget);
    QSignalSpy forgotten(m_workspace->remembering(), &Remembering::forgotten);
    click(push(question(), u"Forget the user"_s));
    QVERIFY(!forget->isEnabled()); // a second click finds nothing to press
    QTRY_COMPARE(forgotten.size(), 1);
    QTRY_COMPARE(participants(), 1);
    QVERIFY2(readable(window()).contains(u"Forgotten: 1 participant"_s), qPrintable(readable(window())));
    QVERIFY(user->text().isEmpty());
}

void TestRememberingSheet::forgetFromTheRows()
{
    showStage();
    QVERIFY(!action(u"participant.forget"_s)->isEnabled());
    clickRow(table(u"Participants"_s), 0);
    QVERIFY(action(u"participant.forget"_s)->isEnabled());
    QTRY_VERIFY(m_workspace->participants()->rowCount() == 2);
    for (const QString &name : {u"Participants"_s, u"Sessions"_s}) {
        DataTable *rows = table(name);
        if (name == u"Sessions"_s)
            clickRow(rows, 0);
        QStringList offered;
        QTimer::singleShot(0, this, [&offered] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            QVERIFY(menu);
            for (const QAction *each : menu->actions())
                offered << each->text();
            menu->close();
        });
        QContextMenuEvent event(QContextMenuEvent::Mouse, rows->visualRect(rows->model()->index(0, 0)).center(),
            rows->viewport()->mapToGlobal(rows->visualRect(rows->model()->index(0, 0)).center()));
        QApplication::sendEvent(rows->viewport(), &event);
        QTRY_VERIFY(!offered.isEmpty());
        QVERIFY2(offered.join(u' ').contains(u"For&get this"_s), qPrintable(offered.join(u' ')));
        QTRY_VERIFY(!QApplication::activePopupWidget());
    }
    action(u"session.forget"_s)->trigger();
    QVERIFY(question());
    click(push(question(), u"Cancel"_s));
    QTRY_VERIFY(!question());
    QTRY_COMPARE(participants(), 2);
    action(u"session.forget"_s)->trigger();
    click(push(question(), u"Forget the session"_s));
    QTRY_COMPARE(participants(), 0);
    QTRY_VERIFY2(readable(window()).contains(u"Forgotten: 1 session"_s), qPrintable(readable(window())));
}

void TestRememberingSheet::closedWhileForgetting()
{
    showStage();
    QVERIFY(open());
    auto *user = named<QLineEdit>(sheet(), u"User id"_s);
    user->setFocus();
    QTest::keyClicks(user, u"bob"_s);
    click(push(sheet(), u"Forget…"_s));
    click(push(question(), u"Forget the user"_s));
    m_desk->desk()->close(m_workspace);
    m_desk.reset();
}

void TestRememberingSheet::nothingRemembered()
{
    DeskWindow bare;
    QVERIFY(bare.show());
    bare.connectTo(*m_service);
    auto *registry = bare.window()->findChild<ActionRegistry *>(QString(), Qt::FindDirectChildrenOnly);
    QCOMPARE(registry->reason(u"window.remembering"_s), u"nothing is remembered"_s);
}

QTEST_MAIN(TestRememberingSheet)
#include "tst_rememberingsheet.moc"
