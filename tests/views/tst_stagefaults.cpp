// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/stagelists.h"
#include "views/messagebar.h"
#include "views/page.h"

using namespace Qt::Literals::StringLiterals;

/// What the stages page shows when the service refuses, fails or goes away.
class TestStageFaults final : public StageLists
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { close(); }
    void errorsKeepRowsAndCanBeTriedAgain_data();
    void errorsKeepRowsAndCanBeTriedAgain();
    void errorOfOneListStaysThere();
    void hiddenErrorStaysHidden();
    void unreachableServiceComesBack();
    void serviceGoesAwayInTheMiddle();
    void closingWhileCallsAreInFlight();
};

void TestStageFaults::errorsKeepRowsAndCanBeTriedAgain_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("title");
    QTest::newRow("expired") << u"expired"_s << QJsonValue() << u"The credentials have expired"_s;
    QTest::newRow("denied") << u"status"_s << QJsonValue(403) << u"Permission denied"_s;
    QTest::newRow("fault") << u"status"_s << QJsonValue(500) << u"The service failed"_s;
    QTest::newRow("throttled") << u"throttle"_s << QJsonValue(429) << u"The service is throttling"_s;
    QTest::newRow("garbage") << u"garbage"_s << QJsonValue() << u"The answer can't be read"_s;
    QTest::newRow("broken off") << u"drop"_s << QJsonValue(u"before"_s) << u"The answer was lost"_s;
}

void TestStageFaults::errorsKeepRowsAndCanBeTriedAgain()
{
    QFETCH(QString, kind);
    QFETCH(QJsonValue, value);
    QFETCH(QString, title);
    open();
    clickRow(table(u"Stages"_s), 0);
    TRY_SETTLED(m_workspace->participants());
    TRY_SETTLED(m_workspace->sessions());
    const QString chosen = table(u"Stages"_s)->currentKey();
    const int people = m_workspace->participants()->rowCount();
    QVERIFY(m_service->fault(u"*"_s, kind, value, 1000));
    readAll();
    const StageModel *stages = m_workspace->stages();
    QCOMPARE(stages->state().phase, ListState::Phase::Failed);
    QVERIFY(stages->state().isWhole);
    QCOMPARE(stages->rowCount(), 25);
    QCOMPARE(m_workspace->participants()->rowCount(), people);
    QCOMPARE(table(u"Stages"_s)->currentKey(), chosen);
    QTRY_VERIFY2(readable(m_desk->window()).contains(title), qPrintable(readable(m_desk->window())));
    QVERIFY(panel(u"Stages"_s)->completenessLine()->text().contains(u"refresh failed, shown as of"_s));
    QVERIFY(table(u"Stages"_s)->isVisible());
    // It fails a second time, then it is mended. A fault of the connection is told once, others by each list.
    const auto tryAgain = [this] {
        const auto buttons = m_desk->window()->findChildren<QPushButton *>();
        for (QPushButton *each : buttons) {
            if (each->isVisible() && each->text() == u"Try again")
                click(each);
        }
    };
    QVERIFY(visibleButton(u"Try again"_s));
    const QPoint place = panel(u"Stages"_s)->mapTo(m_desk->window(), QPoint());
    tryAgain();
    QVERIFY(stages->state().isBusy());
    QVERIFY(visibleButton(u"Try again"_s)); // it stands until the answer is there, so that nothing jumps
    TRY_SETTLED(stages);
    QCOMPARE(panel(u"Stages"_s)->mapTo(m_desk->window(), QPoint()), place);
    QTRY_VERIFY(!m_workspace->sessions()->state().isBusy() && !m_workspace->participants()->state().isBusy());
    QTRY_VERIFY(visibleButton(u"Try again"_s));
    m_service->clearFaults();
    tryAgain();
    QTRY_VERIFY(isSettled(stages) && isSettled(m_workspace->sessions()) && isSettled(m_workspace->participants()));
    QTRY_VERIFY(!visibleButton(u"Try again"_s));
    QCOMPARE(stages->state().phase, ListState::Phase::Complete);
    QCOMPARE(stages->rowCount(), 25);
    QVERIFY(!readable(m_desk->window()).contains(title));
}

void TestStageFaults::errorOfOneListStaysThere()
{
    open();
    clickRow(table(u"Stages"_s), 0);
    TRY_SETTLED(m_workspace->participants());
    QVERIFY(m_service->fault(u"ListParticipants"_s, u"status"_s, 500, 1000));
    readAll();
    QTRY_VERIFY(panel(u"Participants"_s)->messageBar()->isVisible());
    QVERIFY(!panel(u"Stages"_s)->messageBar()->isVisible());
    QCOMPARE(m_workspace->stages()->state().phase, ListState::Phase::Complete);
    QVERIFY(m_workspace->participants()->rowCount() > 0);
}

// Who has read a message and put it away does not want it back with every refresh that fails in the same way.
void TestStageFaults::hiddenErrorStaysHidden()
{
    open();
    QVERIFY(m_service->fault(u"ListStages"_s, u"status"_s, 500, 1000));
    readAll();
    MessageBar *bar = panel(u"Stages"_s)->messageBar();
    QTRY_VERIFY(bar->isVisible());
    click(named<QToolButton>(bar, u"Hide this message"_s));
    QVERIFY(!bar->isVisible());
    readAll();
    QCOMPARE(m_workspace->stages()->state().phase, ListState::Phase::Failed);
    QVERIFY(!bar->isVisible());
    m_service->clearFaults();
    QVERIFY(m_service->fault(u"ListStages"_s, u"status"_s, 403, 1000));
    readAll();
    QTRY_VERIFY(bar->isVisible()); // another one is news
}

void TestStageFaults::unreachableServiceComesBack()
{
    local::Options options = LocalService::standing(u"demo"_s);
    open(options);
    options.listenPort = quint16(QUrl(m_service->endpoint()).port());
    m_service->stop();
    readAll();
    QTRY_VERIFY2(
        readable(m_desk->window()).contains(u"The service can't be reached"_s), qPrintable(readable(m_desk->window())));
    QCOMPARE(m_workspace->stages()->rowCount(), 25);
    QVERIFY(visibleButton(u"Try again"_s));
    m_service = std::make_unique<LocalService>(options);
    click(visibleButton(u"Try again"_s));
    TRY_SETTLED(m_workspace->stages());
    QCOMPARE(m_workspace->stages()->state().phase, ListState::Phase::Complete);
    QTRY_VERIFY(!visibleButton(u"Try again"_s));
}

void TestStageFaults::serviceGoesAwayInTheMiddle()
{
    openScale(350);
    const ParticipantModel *participants = m_workspace->participants();
    QVERIFY(m_service->fault(u"ListParticipants"_s, u"latency"_s, 300, 4));
    clickRow(table(u"Stages"_s), 0);
    QTRY_VERIFY(participants->state().loaded >= 100);
    m_service->stop();
    TRY_SETTLED(participants);
    QCOMPARE(participants->state().phase, ListState::Phase::Failed);
    QVERIFY(!participants->state().isWhole);
    QVERIFY(participants->rowCount() >= 100);
    QVERIFY(table(u"Participants"_s)->isVisible());
    QVERIFY(panel(u"Participants"_s)->completenessLine()->text().contains(u"partial: loading failed"_s));
    QTRY_VERIFY(visibleButton(u"Try again"_s));
    QVERIFY(withText<QToolButton>(m_desk->window(), u"Published ≥ %1"_s.arg(participants->counts().published)));
}

void TestStageFaults::closingWhileCallsAreInFlight()
{
    open();
    clickRow(table(u"Stages"_s), 0);
    TRY_SETTLED(m_workspace->participants());
    clickRow(table(u"Participants"_s), 0);
    QVERIFY(m_service->fault(u"*"_s, u"latency"_s, 500, 100));
    QTest::keyClick(m_desk->window(), Qt::Key_F5);
    clickRow(table(u"Stages"_s), 1);
    QVERIFY(m_workspace->stages()->state().isBusy());
    QVERIFY(m_workspace->participants()->state().isBusy());
    const QPointer<Workspace> workspace = m_workspace;
    m_desk->desk()->close(m_workspace);
    QVERIFY(!workspace);
    QVERIFY(!m_desk->window()->page());
    QVERIFY(readable(m_desk->window()).contains(u"No connection is open"_s));
    // The next one works as the first did.
    m_service->clearFaults();
    m_workspace = m_desk->connectTo(*m_service);
    TRY_SETTLED(m_workspace->stages());
    QCOMPARE(m_workspace->stages()->rowCount(), 25);
    // The window goes first, then what it showed.
    QVERIFY(m_service->fault(u"*"_s, u"latency"_s, 300, 100));
    QTest::keyClick(m_desk->window(), Qt::Key_F5);
    clickRow(table(u"Stages"_s), 0);
    m_desk.reset();
}

QTEST_MAIN(TestStageFaults)
#include "tst_stagefaults.moc"
