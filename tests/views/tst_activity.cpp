// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/deskwindow.h"

#include "models/journal.h"
#include "models/stageacts.h"
#include "models/undertaking.h"
#include "views/activitypage.h"
#include "views/datatable.h"
#include "views/entrypanel.h"
#include "views/messagebar.h"
#include "views/undodialog.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

/// The Activity page by hand: what was done and asked, in full, and undone on request.
class TestActivity final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void emptyAtFirst();
    void writesAndCalls();
    void parametersArePlainText();
    void undoAsks();
    void undoOnProductionAsksForTheName();
    void undoSaysWhatChangedSince();
    void whatCantBeUndoneSaysWhy();
    void closedWhileAsked();
    void serviceGoneWhileAsked();
    void footerSaysWhetherItIsKept();

private:
    void carryOut(Undertaking *act)
    {
        act->start();
        QTRY_VERIFY(act->isFinished());
    }
    void rename(const QString &to)
    {
        ivs::Stage before;
        before.arn = m_stage;
        before.name = u"one"_s;
        carryOut(m_workspace->stageActs()->updateStage({.arn = m_stage, .name = to}, before));
    }
    QString nameNow()
    {
        return m_service->perform(u"GetStage"_s, {{u"arn"_s, m_stage}})[u"stage"_s].toObject()[u"name"_s].toString();
    }
    MainWindow *window() { return m_desk->window(); }
    ActivityPage *page() { return window()->findChild<ActivityPage *>(); }
    DataTable *writes() { return named<DataTable>(page(), u"Journal"_s); }
    DataTable *calls() { return named<DataTable>(page(), u"Requests"_s); }
    QString shown() { return readable(page()->findChild<EntryPanel *>()); } ///< of the chosen write
    UndoDialog *question() { return window()->findChild<UndoDialog *>(); }
    QPushButton *undoButton() { return withText<QPushButton>(page()->findChild<EntryPanel *>(), u"Undo…"_s); }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<DeskWindow> m_desk;
    Workspace *m_workspace = nullptr;
    QString m_stage;
};

void TestActivity::init()
{
    m_service = std::make_unique<LocalService>();
    m_stage = m_service->perform(u"CreateStage"_s, {{u"name"_s, u"one"_s}})[u"stage"_s].toObject()[u"arn"_s].toString();
    m_desk = std::make_unique<DeskWindow>();
    m_desk->desk()->setStoreFolder(m_desk->home() + u"/store"_s);
    QVERIFY(m_desk->show());
    m_workspace = m_desk->connectTo(*m_service);
    TRY_SETTLED(m_workspace->stages());
    window()->showPage(u"activity"_s);
    QVERIFY(page());
}

void TestActivity::cleanup() { m_desk.reset(); }

void TestActivity::emptyAtFirst()
{
    QTRY_VERIFY(readable(page()).contains(u"Nothing has been changed"_s));
    QVERIFY(readable(page()).contains(u"Choose a write"_s));
    QVERIFY(calls()->model()->rowCount() > 0); // the list of stages was read
    QCOMPARE(window()->pageId(), u"activity"_s);
}

void TestActivity::writesAndCalls()
{
    rename(u"two"_s);
    QTRY_COMPARE(writes()->model()->rowCount(), 1);
    QTRY_COMPARE(calls()->model()->index(0, 1).data().toString(), u"UpdateStage"_s);
    carryOut(m_workspace->stageActs()->deleteStages({u"arn:aws:ivs:us-east-1:123456789012:stage/missing00000"_s}));
    QCOMPARE(writes()->model()->rowCount(), 2);
    auto *trouble = withText<QToolButton>(page(), u"Not done"_s);
    QVERIFY(trouble);
    QTest::mouseClick(trouble, Qt::LeftButton);
    QCOMPARE(writes()->model()->rowCount(), 1);
    QTest::mouseClick(trouble, Qt::LeftButton);
    QCOMPARE(writes()->model()->rowCount(), 2);
    clickRow(writes(), 0);
    QVERIFY(shown().contains(u"DeleteStage"_s));
    QTRY_VERIFY(shown().contains(u"ResourceNotFoundException"_s));
    QVERIFY(shown().contains(u"HTTP 404"_s));
}

void TestActivity::parametersArePlainText()
{
    carryOut(m_workspace->stageActs()->disconnectParticipants(
        m_stage, {{u"abcdefghijkl"_s, {}, {}}}, u"<b>late</b>\u202E"_s));
    clickRow(writes(), 0);
    auto *text = named<QPlainTextEdit>(page(), u"Parameters of the chosen write"_s);
    QVERIFY(text);
    QVERIFY(text->toPlainText().contains(u"\"reason\": \"<b>late</b>⟨202E⟩\""_s));
    rename(u"two"_s);
    clickRow(writes(), 0);
    QVERIFY(text->toPlainText().contains(u"\"name\": \"two\""_s));
    QVERIFY(text->toPlainText().contains(u"\"name\": \"one\""_s)); // what was there before
}

void TestActivity::undoAsks()
{
    rename(u"two"_s);
    clickRow(writes(), 0);
    QVERIFY(undoButton()->isEnabled());
    QTest::mouseClick(undoButton(), Qt::LeftButton);
    QVERIFY(question());
    QTRY_VERIFY(withText<QPushButton>(question(), u"Undo"_s)->isEnabled());
    QVERIFY(readable(question()).contains(u"as this write left it"_s));
    auto *table = named<QTableWidget>(question(), u"What will change"_s);
    QCOMPARE(table->rowCount(), 1);
    QCOMPARE(table->item(0, 1)->text(), u"two"_s);
    QCOMPARE(table->item(0, 3)->text(), u"one"_s);
    QTest::keyClick(question(), Qt::Key_Return); // Cancel is the default
    QTRY_VERIFY(!question());
    QCOMPARE(nameNow(), u"two"_s);

    QTest::mouseClick(undoButton(), Qt::LeftButton);
    QTRY_VERIFY(withText<QPushButton>(question(), u"Undo"_s)->isEnabled());
    QTest::mouseClick(withText<QPushButton>(question(), u"Undo"_s), Qt::LeftButton);
    QTRY_VERIFY(page()->findChild<MessageBar *>()->text().contains(u"Undone"_s));
    QCOMPARE(nameNow(), u"one"_s);
    QCOMPARE(m_service->arrived(u"UpdateStage"_s), 2);
    QCOMPARE(writes()->model()->rowCount(), 2);
    QTRY_VERIFY(shown().contains(u"Undone by"_s)); // the chosen one still is
    clickRow(writes(), 0);
    QTRY_VERIFY(shown().contains(u"Undoes"_s));
}

void TestActivity::undoOnProductionAsksForTheName()
{
    rename(u"two"_s);
    m_workspace->guard()->setReason(aws::ReadOnlyReason::Production, true);
    m_workspace->guard()->unlock(60'000);
    const QString name = m_workspace->stages()->record(m_stage)->stage.name;
    clickRow(writes(), 0);
    QTest::mouseClick(undoButton(), Qt::LeftButton);
    auto *typed = named<QLineEdit>(question(), u"Type the name to go on"_s);
    QVERIFY(typed);
    QVERIFY(readable(question()).contains(u"“%1”"_s.arg(name)));
    QTRY_VERIFY(readable(question()).contains(u"as this write left it"_s));
    QVERIFY(!withText<QPushButton>(question(), u"Undo"_s)->isEnabled());
    QTest::keyClicks(typed, name.chopped(1));
    QVERIFY(!withText<QPushButton>(question(), u"Undo"_s)->isEnabled());
    QTest::keyClicks(typed, name.last(1));
    QVERIFY(withText<QPushButton>(question(), u"Undo"_s)->isEnabled());
    QTest::keyClick(typed, Qt::Key_Return); // Enter in the field is not the verb
    QTRY_VERIFY(!question());
    QCOMPARE(nameNow(), u"two"_s);
    QTest::mouseClick(undoButton(), Qt::LeftButton);
    QTest::keyClicks(named<QLineEdit>(question(), u"Type the name to go on"_s), name);
    QTRY_VERIFY(withText<QPushButton>(question(), u"Undo"_s)->isEnabled());
    QTest::mouseClick(withText<QPushButton>(question(), u"Undo"_s), Qt::LeftButton);
    QTRY_COMPARE(nameNow(), u"one"_s);
}

void TestActivity::undoSaysWhatChangedSince()
{
    rename(u"two"_s);
    m_service->perform(u"UpdateStage"_s, {{u"arn"_s, m_stage}, {u"name"_s, u"three"_s}});
    clickRow(writes(), 0);
    QTest::mouseClick(undoButton(), Qt::LeftButton);
    QTRY_VERIFY(withText<QPushButton>(question(), u"Undo anyway"_s));
    QVERIFY(readable(question()).contains(u"changed since"_s));
    QCOMPARE(named<QTableWidget>(question(), u"What will change"_s)->item(0, 2)->text(), u"three"_s);
    QTest::mouseClick(withText<QPushButton>(question(), u"Cancel"_s), Qt::LeftButton);
    QTRY_VERIFY(!question());
    QCOMPARE(nameNow(), u"three"_s);
}

void TestActivity::whatCantBeUndoneSaysWhy()
{
    carryOut(m_workspace->stageActs()->deleteStages({m_stage}));
    clickRow(writes(), 0);
    QVERIFY(!undoButton()->isEnabled());
    QVERIFY(shown().contains(u"can be undone"_s));
}

void TestActivity::closedWhileAsked()
{
    rename(u"two"_s);
    clickRow(writes(), 0);
    QVERIFY(m_service->fault(u"GetStage"_s, u"latency"_s, 500));
    QTest::mouseClick(undoButton(), Qt::LeftButton);
    QVERIFY(question());
    QVERIFY(!withText<QPushButton>(question(), u"Undo"_s)->isEnabled()); // it is not known yet what is there
    m_desk->desk()->close(m_workspace);
    QTRY_VERIFY(!question());
    QVERIFY(!page());
}

void TestActivity::serviceGoneWhileAsked()
{
    rename(u"two"_s);
    clickRow(writes(), 0);
    m_service->stop();
    QTest::mouseClick(undoButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(readable(question()).contains(u"can't be read"_s), 15000);
    QVERIFY(!withText<QPushButton>(question(), u"Undo"_s)->isEnabled());
}

void TestActivity::footerSaysWhetherItIsKept()
{
    QVERIFY(readable(window()).contains(u"journal: saved"_s));
    QStringList said;
    QObject::connect(m_workspace->journal(), &Journal::keepingChanged, this, [&] { said << readable(window()); });
    rename(u"two"_s);
    QTRY_VERIFY(!said.isEmpty() && said.last().contains(u"journal: saved"_s));
    QVERIFY(said.first().contains(u"journal: saving"_s));
    // Without a folder nothing is kept, and that is said.
    m_desk->desk()->close(m_workspace);
    m_desk->desk()->setStoreFolder({});
    m_workspace = m_desk->connectTo(*m_service);
    QVERIFY(readable(window()).contains(u"journal: not kept: there is no store"_s));
}

QTEST_MAIN(TestActivity)
#include "tst_activity.moc"
