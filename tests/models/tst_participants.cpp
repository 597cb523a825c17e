// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/participantdetailsloader.h"
#include "models/timelineloader.h"
#include "tests/models/desktest.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace Qt::Literals::StringLiterals;
using Asked = ParticipantModel::Asked;
using Filter = ParticipantModel::Filter;
using ivs::ParticipantState;

/// What narrows the list of participants, at the service and here, and what fills its cells.
class TestParticipants final : public DeskTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void asksTheServiceForSome_data();
    void asksTheServiceForSome();
    void askedCountIsNotEverybody();
    void anotherSessionAsksForEverybody();
    void anyCombinationHere();
    void detailsAfterALook();
    void detailsOfManyPacedAndStopped();
    void detailsEndWithTheSession();
    void detailsStopWithTheConnection();
    void errorsOnceEventsAreKnown();
    void capabilitiesAfterAnExchange();
    void sessionFigures();

private:
    QString join(const QString &user, const QJsonObject &attributes = {})
    {
        return DeskTest::join(m_arn, user, attributes);
    }
    void act(const QString &name, const QString &id) { QVERIFY(m_service->act(name, m_arn, id)); }
    QString text(const QString &id, int column, int role = Qt::DisplayRole) const
    {
        return people()->index(people()->rowOfKey(id), column).data(role).toString();
    }
    void settle() { QTRY_VERIFY(people()->state().phase == ListState::Phase::Complete && !people()->state().isBusy()); }
    ParticipantModel *people() const { return m_workspace->participants(); }
    ParticipantDetailsLoader *details() const { return m_workspace->participantDetails(); }

    QString m_arn;
    QString m_host; ///< published, connected
    QString m_guest; ///< connected
    QString m_gone; ///< published, left
};

void TestParticipants::init()
{
    open();
    watch(people());
    m_arn = createStage(u"show"_s);
    m_host = join(u"host"_s, {{u"seat"_s, u"front"_s}});
    m_guest = join(u"guest"_s);
    m_gone = join(u"guest"_s);
    act(u"publish"_s, m_host);
    act(u"publish"_s, m_gone);
    act(u"leave"_s, m_gone);
    people()->setWatched(true, this);
    people()->setSession(m_arn, m_session, true);
    settle();
}

void TestParticipants::asksTheServiceForSome_data()
{
    QTest::addColumn<Asked>("asked");
    QTest::addColumn<QStringList>("users");
    QTest::newRow("everybody") << Asked() << QStringList {u"guest"_s, u"guest"_s, u"host"_s};
    QTest::newRow("connected") << Asked {.state = ParticipantState::Connected} << QStringList {u"guest"_s, u"host"_s};
    QTest::newRow("gone") << Asked {.state = ParticipantState::Disconnected} << QStringList {u"guest"_s};
    QTest::newRow("published") << Asked {.published = true} << QStringList {u"guest"_s, u"host"_s};
    QTest::newRow("never published") << Asked {.published = false} << QStringList {u"guest"_s};
    QTest::newRow("user id") << Asked {.userId = u"guest"_s} << QStringList {u"guest"_s, u"guest"_s};
    QTest::newRow("recording") << Asked {.recording = ivs::ParticipantRecordingFilterByRecordingState::Active}
                               << QStringList();
    // It takes one at a time: the first that is set counts, and nothing is refused.
    QTest::newRow("two") << Asked {.userId = u"host"_s, .state = ParticipantState::Disconnected}
                         << QStringList {u"host"_s};
}

void TestParticipants::asksTheServiceForSome()
{
    QFETCH(Asked, asked);
    QFETCH(QStringList, users);
    people()->ask(asked);
    settle();
    QVERIFY(!people()->state().error);
    QStringList found;
    for (int row = 0; row < people()->rowCount(); ++row)
        found << people()->index(row, ParticipantModel::UserId).data().toString();
    found.sort();
    QCOMPARE(found, users);
}

void TestParticipants::askedCountIsNotEverybody()
{
    QCOMPARE(people()->counted(3), u"3 participants"_s);
    people()->ask({.published = true});
    settle();
    QCOMPARE(people()->counted(2), u"2 participants that were asked for"_s);
    const int calls = m_service->arrived(u"ListParticipants"_s);
    people()->ask({.published = true}); // the same again asks nothing
    QVERIFY(!people()->state().isBusy());
    QCOMPARE(m_service->arrived(u"ListParticipants"_s), calls);
    QCOMPARE(people()->sessionId(), m_session);
}

void TestParticipants::anotherSessionAsksForEverybody()
{
    people()->ask({.published = true});
    people()->setSession({}, {}, false);
    QVERIFY(people()->asked().isEverybody());
    people()->ask({.published = true}); // of no session
    QVERIFY(people()->asked().isEverybody());
    people()->setSession(m_arn, m_session, true);
    settle();
    QCOMPARE(people()->rowCount(), 3);
}

void TestParticipants::anyCombinationHere()
{
    people()->setFilter({.state = ParticipantState::Connected, .published = true});
    QCOMPARE(people()->rowCount(), 1);
    QCOMPARE(people()->keyAt(0), m_host);
    people()->setFilter({.state = ParticipantState::Connected, .published = false});
    QCOMPARE(people()->keyAt(0), m_guest);
    people()->setFilter({.published = true, .from = ParticipantModel::From::Client});
    QCOMPARE(people()->rowCount(), 2);
    people()->setFilter({.from = ParticipantModel::From::Replica});
    QCOMPARE(people()->rowCount(), 0);
    people()->setFilter({.recording = ivs::ParticipantRecordingState::Failed});
    QCOMPARE(people()->rowCount(), 0);
    QVERIFY(people()->isFiltered());
    people()->clearFilter();
    QCOMPARE(people()->rowCount(), 3);
}

void TestParticipants::detailsAfterALook()
{
    const int attributes = ParticipantModel::Attributes;
    QCOMPARE(text(m_host, attributes), TimeText::unknown());
    QVERIFY(text(m_host, attributes, Qt::ToolTipRole).contains(u"Not asked yet"_s));
    QVERIFY(text(m_host, attributes, ListModel::RawRole).isEmpty()); // a dash is no value to copy
    QVERIFY(!people()->details(m_host));
    m_workspace->participantDetail()->setParticipant(m_arn, m_session, m_host);
    QTRY_COMPARE(text(m_host, attributes), u"seat=front"_s);
    QCOMPARE(text(m_guest, attributes), TimeText::unknown());
    QVERIFY(text(m_host, ParticipantModel::Browser) != TimeText::unknown());
    // Kept over a refresh and another question; found by the filter.
    people()->ask({.published = true});
    settle();
    QCOMPARE(text(m_host, attributes), u"seat=front"_s);
    people()->setFilterText(u"front"_s);
    QCOMPARE(people()->rowCount(), 1);
}

void TestParticipants::detailsOfManyPacedAndStopped()
{
    QStringList ids {m_host, m_guest, m_gone};
    for (int i = 0; i < 20; ++i)
        ids << join(u"more"_s);
    people()->reload();
    settle();
    details()->start({m_host});
    QTRY_VERIFY(people()->details(m_host));
    QTRY_VERIFY(!details()->isRunning());
    QVERIFY(m_service->fault(u"GetParticipant"_s, u"latency"_s, 50, 100));
    details()->start(ids);
    QCOMPARE(details()->total(), 22); // one is known
    QTRY_VERIFY(details()->done() >= 2);
    details()->stop();
    QVERIFY(!details()->isRunning());
    const int arrived = m_service->arrived(u"GetParticipant"_s);
    QVERIFY(arrived < 15);
    m_service->clearFaults();
    details()->start(ids);
    QTRY_VERIFY(!details()->isRunning());
    QCOMPARE(details()->done(), details()->total());
    QCOMPARE(details()->failed(), 0);
    for (const QString &id : std::as_const(ids))
        QVERIFY(people()->details(id));
    details()->start(ids);
    QVERIFY(!details()->isRunning());
    QCOMPARE(details()->total(), 0);
}

void TestParticipants::detailsEndWithTheSession()
{
    QVERIFY(m_service->fault(u"GetParticipant"_s, u"latency"_s, 100, 10));
    details()->start({m_host, m_guest});
    QTRY_VERIFY(m_service->arrived(u"GetParticipant"_s) > 0);
    people()->setSession({}, {}, false);
    QVERIFY(!details()->isRunning());
    QVERIFY(!people()->details(m_host));
}

void TestParticipants::detailsStopWithTheConnection()
{
    QVERIFY(m_service->fault(u"GetParticipant"_s, u"expired"_s, {}, 100));
    QStringList ids {m_host, m_guest, m_gone};
    for (int i = 0; i < 10; ++i)
        ids << u"nobody%1"_s.arg(i);
    details()->start(ids);
    QTRY_VERIFY(!details()->isRunning() || (m_clock->advance(500), false));
    QVERIFY(details()->error() && details()->failed() == 1);
    QVERIFY(details()->done() < details()->total());
}

void TestParticipants::errorsOnceEventsAreKnown()
{
    const int errors = ParticipantModel::Errors;
    QCOMPARE(text(m_host, errors), TimeText::unknown());
    QVERIFY(text(m_host, errors, Qt::ToolTipRole).contains(u"have not been read"_s));
    people()->takeEvents(m_host, {.errors = 2});
    people()->takeEvents(m_guest, {.errors = 0});
    QCOMPARE(text(m_host, errors), u"2"_s);
    QCOMPARE(text(m_guest, errors), QString());
    people()->sort(errors, Qt::DescendingOrder);
    QCOMPARE(people()->keyAt(0), m_host);
    people()->setFilter({.withErrors = true});
    QCOMPARE(people()->rowCount(), 1);
    // A look at one's events tells them too, and the timeline needs not ask again.
    ParticipantEventModel *events = m_workspace->events();
    events->setWatched(true, this);
    events->setParticipant(m_arn, m_session, m_gone, true);
    QTRY_COMPARE(m_workspace->timeline()->timeline().rowCount(), 1);
    m_workspace->timeline()->setWatched(true);
    m_workspace->timeline()->setVisible({m_gone});
    QVERIFY(!m_workspace->timeline()->isBusy());
    QCOMPARE(m_service->arrived(u"ListParticipantEvents"_s), 1);
}

void TestParticipants::capabilitiesAfterAnExchange()
{
    QCOMPARE(text(m_host, ParticipantModel::Capabilities), TimeText::unknown());
    QVERIFY(text(m_host, ParticipantModel::Capabilities, Qt::ToolTipRole).contains(u"exchanged"_s));
    people()->takeEvents(m_host,
        {.capabilities = {ivs::ParticipantTokenCapability::Publish, ivs::ParticipantTokenCapability::Subscribe}});
    QCOMPARE(text(m_host, ParticipantModel::Capabilities), u"PUBLISH, SUBSCRIBE"_s);
}

void TestParticipants::sessionFigures()
{
    StageSessionModel *sessions = m_workspace->sessions();
    new QAbstractItemModelTester(sessions, QAbstractItemModelTester::FailureReportingMode::QtTest, sessions);
    sessions->setWatched(true, this);
    sessions->setStage(m_arn);
    QTRY_COMPARE(sessions->state().phase, ListState::Phase::Complete);
    const auto cell = [sessions](int column, int role = Qt::DisplayRole) {
        return sessions->index(0, column).data(role).toString();
    };
    QCOMPARE(cell(StageSessionModel::Peak), TimeText::unknown());
    QVERIFY(cell(StageSessionModel::Peak, Qt::ToolTipRole).contains(u"Not known"_s));
    QVERIFY(cell(StageSessionModel::Users, Qt::ToolTipRole).contains(u"Not known"_s));
    sessions->setFigures(m_session, {.known = 1, .people = 3, .peakPublishers = 2, .errors = 1, .users = 2});
    QCOMPARE(cell(StageSessionModel::Peak), u"≥ 2"_s);
    QCOMPARE(cell(StageSessionModel::Errors), u"≥ 1"_s);
    QCOMPARE(cell(StageSessionModel::Errors, ListModel::ToneRole), QString::number(int(Tone::Failed)));
    sessions->setFigures(m_session,
        {.known = 3, .people = 3, .everybody = true, .peakPublishers = 2, .publishersKnown = true, .usersKnown = true});
    QCOMPARE(cell(StageSessionModel::Peak), u"2"_s);
    QCOMPARE(cell(StageSessionModel::Users), u"0"_s);
    QCOMPARE(cell(StageSessionModel::Errors), u"0"_s);
}

QTEST_GUILESS_MAIN(TestParticipants)
#include "tst_participants.moc"
