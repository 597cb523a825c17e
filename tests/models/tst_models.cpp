// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/desk.h"
#include "tests/support/localservice.h"
#include "tests/support/manualclock.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using aws::ErrorKind;
using Phase = ListState::Phase;
using Pause = ListState::Pause;

/// The lists against the local service over HTTP, each watched by QAbstractItemModelTester.
class TestModels final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void nothingUntilSomebodyLooks();
    void pagesAndCompleteness();
    void stopAndResume();
    void pauseWhileHidden();
    void hiddenAndShownInOneTurn();
    void staleAnswersAreDropped();
    void reloadFromWithinADelivery();
    void faultsKeepTheRows_data();
    void faultsKeepTheRows();
    void emptyPageIsNoEnd();
    void repeatedTokenFails();
    void serviceGoesAwayInTheMiddle();
    void goneAfterACompleteLoadOnly();
    void onAirSinceForWantedRowsOnly();
    void activeSessionIsToldWhenTheListIsWhole();
    void sessionsParticipantsEvents();
    void details();
    void detailDropsTheOldAnswer();
    void unwatchedAsksNothing();
    void refreshesByItself();

private:
    QString createStage(const QString &name)
    {
        return m_service->perform(u"CreateStage"_s, {{u"name"_s, name}})
            .value(u"stage"_s)
            .toObject()
            .value(u"arn"_s)
            .toString();
    }
    void createStages(int count)
    {
        for (int i = 0; i < count; ++i)
            createStage(u"stage-%1"_s.arg(i, 3, 10, QChar(u'0')));
    }
    QJsonObject join(const QString &stageArn, const QString &user)
    {
        const QString token =
            m_service->perform(u"CreateParticipantToken"_s, {{u"stageArn"_s, stageArn}, {u"userId"_s, user}})
                .value(u"participantToken"_s)
                .toObject()
                .value(u"token"_s)
                .toString();
        return m_service->control(u"join"_s, {{u"token"_s, token}});
    }
    StageModel *stages() const { return m_workspace->stages(); }
    Phase phase() const { return stages()->state().phase; }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<Desk> m_desk;
    Workspace *m_workspace = nullptr;
};

void TestModels::init()
{
    m_service = std::make_unique<LocalService>();
    m_clock = std::make_unique<ManualClock>();
    // No jitter: a read that meets a connection just closed leaves again at once, though the clock stands.
    m_desk = std::make_unique<Desk>(QProcessEnvironment(), m_clock.get(), [] { return 0.0; });
    m_desk->governor()->setShares({.unlimited = true});
    m_workspace = m_desk->openLocal(
        m_service->endpoint(), m_service->region(), m_service->accessKeyId(), m_service->secretAccessKey());
    for (QAbstractItemModel *model : std::initializer_list<QAbstractItemModel *> {
             m_workspace->stages(), m_workspace->sessions(), m_workspace->participants(), m_workspace->events()})
        new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::QtTest, model);
}

void TestModels::cleanup()
{
    m_desk.reset();
    m_clock.reset();
    m_service.reset();
}

void TestModels::nothingUntilSomebodyLooks()
{
    createStages(3);
    QCOMPARE(phase(), Phase::NotAsked);
    QCOMPARE(m_service->arrived(u"ListStages"_s), 0);
    stages()->setWatched(true);
    QCOMPARE(phase(), Phase::Loading);
    QTRY_COMPARE(phase(), Phase::Complete);
    QCOMPARE(m_service->arrived(u"ListStages"_s), 1);
}

void TestModels::pagesAndCompleteness()
{
    createStages(250);
    QSignalSpy resets(stages(), &QAbstractItemModel::modelReset);
    stages()->setWatched(true);
    QTRY_COMPARE(phase(), Phase::Complete);
    QCOMPARE(stages()->rowCount(), 250);
    QCOMPARE(m_service->arrived(u"ListStages"_s), 3);
    const ListState state = stages()->state();
    QVERIFY(state.isWhole && !state.isBusy() && !state.error);
    QCOMPARE(state.pages, 3);
    QCOMPARE(state.loaded, 250);
    QCOMPARE(state.shown, 250);
    QVERIFY(state.asOf.isValid());
    QVERIFY(!state.isStale(m_workspace->clock()->now()));
    QCOMPARE(m_workspace->accountId(), u"123456789012"_s); // of the first ARN
    QCOMPARE(resets.count(), 0);
    // A refresh of the same changes nothing.
    QSignalSpy changes(stages(), &QAbstractItemModel::dataChanged);
    QSignalSpy layouts(stages(), &QAbstractItemModel::layoutChanged);
    stages()->reload();
    QCOMPARE(phase(), Phase::Complete);
    QVERIFY(stages()->state().refreshing);
    QTRY_VERIFY(!stages()->state().refreshing);
    QCOMPARE(m_service->arrived(u"ListStages"_s), 6);
    QCOMPARE(changes.count() + layouts.count() + resets.count(), 0);
}

void TestModels::stopAndResume()
{
    createStages(350);
    // The first page comes, the second is kept back: the list is stopped in its middle.
    QVERIFY(m_service->fault(u"ListStages"_s, u"latency"_s, 1, 1));
    QVERIFY(m_service->fault(u"ListStages"_s, u"latency"_s, 60'000, 10));
    stages()->setWatched(true);
    QTRY_COMPARE(stages()->rowCount(), 100);
    QTRY_COMPARE(m_service->arrived(u"ListStages"_s), 2);
    stages()->stop();
    QTRY_COMPARE(phase(), Phase::Partial);
    QCOMPARE(stages()->rowCount(), 100);
    m_service->clearFaults();
    const int arrived = m_service->arrived(u"ListStages"_s);
    QCOMPARE(stages()->state().pause, Pause::ByPerson);
    QVERIFY(!stages()->state().isWhole);
    QVERIFY(!stages()->state().asOf.isValid());
    // Hiding and showing does not undo what the person did.
    stages()->setWatched(false);
    stages()->setWatched(true);
    QCOMPARE(phase(), Phase::Partial);
    QCOMPARE(m_service->arrived(u"ListStages"_s), arrived);
    QSignalSpy removed(stages(), &QAbstractItemModel::rowsRemoved);
    stages()->resume();
    QCOMPARE(phase(), Phase::Loading);
    QTRY_COMPARE(phase(), Phase::Complete);
    QCOMPARE(stages()->rowCount(), 350);
    QCOMPARE(removed.count(), 0);
    // Page by page, the one under way at most twice.
    QVERIFY(m_service->arrived(u"ListStages"_s) <= 5);
}

void TestModels::pauseWhileHidden()
{
    createStages(350);
    QVERIFY(m_service->fault(u"ListStages"_s, u"latency"_s, 100, 50));
    stages()->setWatched(true);
    QTRY_VERIFY(stages()->rowCount() >= 100);
    stages()->setWatched(false);
    QTRY_COMPARE(phase(), Phase::Partial);
    QCOMPARE(stages()->state().pause, Pause::Hidden);
    const int rows = stages()->rowCount();
    QVERIFY(rows < 350);
    m_service->clearFaults();
    stages()->setWatched(true);
    QCOMPARE(phase(), Phase::Loading);
    QTRY_COMPARE(phase(), Phase::Complete);
    QCOMPARE(stages()->rowCount(), 350);
}

void TestModels::hiddenAndShownInOneTurn()
{
    createStages(250);
    QVERIFY(m_service->fault(u"ListStages"_s, u"latency"_s, 50, 1));
    stages()->setWatched(true);
    stages()->setWatched(false);
    stages()->setWatched(true);
    QTRY_COMPARE(phase(), Phase::Complete); // not paused for ever
    QCOMPARE(stages()->rowCount(), 250);
}

void TestModels::staleAnswersAreDropped()
{
    const QString first = createStage(u"first"_s);
    const QString second = createStage(u"second"_s);
    QVERIFY(join(first, u"of first"_s).contains(u"participantId"_s));
    StageSessionModel *sessions = m_workspace->sessions();
    sessions->setWatched(true);
    QVERIFY(m_service->fault(u"ListStageSessions"_s, u"latency"_s, 200, 1));
    sessions->setStage(first);
    QTRY_COMPARE(m_service->arrived(u"ListStageSessions"_s), 1);
    sessions->setStage(second);
    QTRY_COMPARE(sessions->state().phase, Phase::Complete);
    QCOMPARE(sessions->rowCount(), 0);
    sessions->setStage(first);
    QTRY_COMPARE(sessions->rowCount(), 1);
    sessions->setStage({});
    QCOMPARE(sessions->rowCount(), 0);
    QCOMPARE(sessions->state().phase, Phase::NotAsked);
}

// Whoever hears of a page may ask for another list on the spot.
void TestModels::reloadFromWithinADelivery()
{
    createStages(250);
    int reloads = 0;
    connect(stages(), &QAbstractItemModel::rowsInserted, this, [&] {
        if (reloads++ == 0)
            stages()->reload();
    });
    stages()->setWatched(true);
    QTRY_COMPARE(phase(), Phase::Complete);
    QCOMPARE(stages()->rowCount(), 250);
    stages()->disconnect(this);
}

void TestModels::faultsKeepTheRows_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<int>("kind");
    QTest::newRow("garbage") << u"garbage"_s << QJsonValue() << int(ErrorKind::UnreadableAnswer);
    QTest::newRow("truncate") << u"truncate"_s << QJsonValue(20) << int(ErrorKind::NotReached);
    QTest::newRow("500") << u"status"_s << QJsonValue(500) << int(ErrorKind::ServiceFault);
    QTest::newRow("throttle") << u"throttle"_s << QJsonValue(400) << int(ErrorKind::Throttled);
    QTest::newRow("expired") << u"expired"_s << QJsonValue() << int(ErrorKind::ExpiredCredentials);
}

void TestModels::faultsKeepTheRows()
{
    QFETCH(QString, fault);
    QFETCH(QJsonValue, value);
    QFETCH(int, kind);
    createStages(30);
    stages()->setWatched(true);
    QTRY_COMPARE(phase(), Phase::Complete);
    const QDateTime asOf = stages()->state().asOf;
    QVERIFY(m_service->fault(u"ListStages"_s, fault, value, 50));
    QSignalSpy resets(stages(), &QAbstractItemModel::modelReset);
    stages()->reload();
    // Retries wait on the clock that stands.
    QTRY_VERIFY(phase() == Phase::Failed || (m_clock->advance(500), false));
    QCOMPARE(stages()->rowCount(), 30);
    const ListState state = stages()->state();
    QVERIFY(state.isWhole);
    QCOMPARE(state.asOf, asOf); // as old as it was
    QVERIFY(state.error);
    QCOMPARE(state.error->kind, ErrorKind(kind));
    QCOMPARE(state.error->operation, u"ListStages"_s);
    m_service->clearFaults();
    stages()->reload();
    QTRY_VERIFY(phase() == Phase::Complete && !stages()->state().refreshing);
    QVERIFY(!stages()->state().error);
    QCOMPARE(resets.count(), 0);
}

void TestModels::emptyPageIsNoEnd()
{
    createStages(150);
    QVERIFY(m_service->fault(u"ListStages"_s, u"empty-page"_s, {}, 1));
    stages()->setWatched(true);
    QTRY_COMPARE(phase(), Phase::Complete);
    QCOMPARE(stages()->rowCount(), 150);
}

void TestModels::repeatedTokenFails()
{
    createStages(250);
    QVERIFY(m_service->fault(u"ListStages"_s, u"repeat-token"_s, {}, 50));
    stages()->setWatched(true);
    QTRY_COMPARE(phase(), Phase::Failed);
    QVERIFY(stages()->rowCount() >= 100);
    QCOMPARE(stages()->state().error->kind, ErrorKind::UnreadableAnswer);
    QCOMPARE(stages()->state().error->field, u"nextToken"_s);
    QVERIFY(!stages()->state().isWhole);
    QVERIFY(m_service->arrived(u"ListStages"_s) <= 3); // no circle
}

void TestModels::serviceGoesAwayInTheMiddle()
{
    createStages(250);
    stages()->setWatched(true);
    QTRY_VERIFY(stages()->rowCount() >= 100);
    m_service->stop();
    stages()->reload();
    QTRY_VERIFY(phase() == Phase::Failed || (m_clock->advance(20'000), false));
    QVERIFY(stages()->rowCount() >= 100);
    QCOMPARE(stages()->state().error->kind, ErrorKind::NotReached);
}

void TestModels::goneAfterACompleteLoadOnly()
{
    const QString doomed = createStage(u"doomed"_s);
    createStages(150);
    stages()->setWatched(true);
    QTRY_COMPARE(phase(), Phase::Complete);
    m_service->perform(u"DeleteStage"_s, {{u"arn"_s, doomed}});
    // The second page fails: nobody knows whether it was there.
    QVERIFY(m_service->fault(u"ListStages"_s, u"repeat-token"_s, {}, 50));
    stages()->reload();
    QTRY_COMPARE(phase(), Phase::Failed);
    QVERIFY(stages()->rowOfKey(doomed) >= 0);
    m_service->clearFaults();
    stages()->reload();
    QTRY_VERIFY(phase() == Phase::Complete && !stages()->state().refreshing);
    QCOMPARE(stages()->rowOfKey(doomed), -1);
    QCOMPARE(stages()->rowCount(), 150);
}

void TestModels::onAirSinceForWantedRowsOnly()
{
    const QString wanted = createStage(u"wanted"_s);
    const QString other = createStage(u"other"_s);
    const QString idle = createStage(u"idle"_s);
    join(wanted, u"a"_s);
    join(other, u"b"_s);
    m_service->control(u"advance"_s, {{u"seconds"_s, 125}});
    stages()->setWatched(true);
    QTRY_COMPARE(phase(), Phase::Complete);
    QCOMPARE(stages()->onAirCount(), 2);
    QCOMPARE(m_service->arrived(u"GetStageSession"_s), 0);
    const auto since = [&](const QString &arn) {
        return stages()->index(stages()->rowOfKey(arn), StageModel::Since).data().toString();
    };
    QCOMPARE(since(wanted), TimeText::unknown());
    QCOMPARE(since(idle), QString());
    stages()->wantDetails({wanted, idle, u"nobody"_s});
    stages()->wantDetails({wanted});
    QTRY_COMPARE(since(wanted), u"02:05"_s);
    QCOMPARE(since(other), TimeText::unknown());
    QCOMPARE(m_service->arrived(u"GetStageSession"_s), 1);
    // Kept over a refresh, and not asked again.
    stages()->reload();
    QTRY_VERIFY(!stages()->state().refreshing);
    QCOMPARE(since(wanted), u"02:05"_s);
    stages()->wantDetails({wanted});
    QCOMPARE(m_service->arrived(u"GetStageSession"_s), 1);
    stages()->setShow(StageModel::Show::Idle);
    QCOMPARE(stages()->rowCount(), 1);
    QCOMPARE(stages()->keyAt(0), idle);
}

void TestModels::activeSessionIsToldWhenTheListIsWhole()
{
    const QString arn = createStage(u"a"_s);
    const QString gone = createStage(u"b"_s);
    createStage(u"c"_s);
    join(gone, u"x"_s);
    stages()->setWatched(true);
    QTRY_COMPARE(phase(), Phase::Complete);
    QSet<QString> told;
    connect(stages(), &StageModel::activeSessionChanged, this, [&](const QString &stage, const QString &session) {
        told.insert(stage);
        // What the list says of it is what was told, and every row is sound.
        const StageRecord *record = stages()->record(stage);
        QCOMPARE(record ? record->stage.activeSessionId : QString(), session);
        for (int row = 0; row < stages()->rowCount(); ++row)
            QVERIFY(!stages()->index(row, StageModel::Name).data().toString().isEmpty());
    });
    join(arn, u"y"_s);
    m_service->perform(u"DeleteStage"_s, {{u"arn"_s, gone}});
    stages()->reload();
    QTRY_VERIFY(!stages()->state().refreshing && told.contains(arn));
    QTRY_COMPARE(stages()->rowOfKey(gone), -1);
    QTRY_VERIFY(told.contains(gone));
    stages()->disconnect(this);
}

void TestModels::sessionsParticipantsEvents()
{
    const QString arn = createStage(u"show"_s);
    const QJsonObject host = join(arn, u"<b>host</b>"_s);
    const QString session = host.value(u"sessionId"_s).toString();
    const QString hostId = host.value(u"participantId"_s).toString();
    const QJsonObject guest = join(arn, u"guest"_s);
    m_service->control(u"publish"_s, {{u"stageArn"_s, arn}, {u"participantId"_s, hostId}});
    m_service->control(u"leave"_s, {{u"stageArn"_s, arn}, {u"participantId"_s, guest.value(u"participantId"_s)}});

    StageSessionModel *sessions = m_workspace->sessions();
    sessions->setWatched(true);
    sessions->setStage(arn);
    QTRY_COMPARE(sessions->state().phase, Phase::Complete);
    QCOMPARE(sessions->keyAt(0), session);
    QCOMPARE(sessions->index(0, StageSessionModel::State).data(ListModel::ToneRole).toInt(), int(Tone::OnAir));

    ParticipantModel *participants = m_workspace->participants();
    participants->setWatched(true);
    participants->setSession(arn, session, true);
    QTRY_COMPARE(participants->state().phase, Phase::Complete);
    QCOMPARE(participants->rowCount(), 2);
    const ParticipantModel::Counts counts {.connected = 1, .disconnected = 1, .published = 1};
    QCOMPARE(participants->counts(), counts);
    QCOMPARE(participants->index(participants->rowOfKey(hostId), ParticipantModel::UserId).data().toString(),
        u"<b>host</b>"_s);
    participants->setFilter({.state = ivs::ParticipantState::Connected});
    QCOMPARE(participants->rowCount(), 1);
    QCOMPARE(participants->keyAt(0), hostId);
    QCOMPARE(participants->counts(), counts); // of the loaded, whatever is shown
    participants->setFilter({});
    // It ends while it is shown: how everybody ended is read once more.
    const int arrived = m_service->arrived(u"ListParticipants"_s);
    m_service->control(u"leave"_s, {{u"stageArn"_s, arn}, {u"participantId"_s, hostId}});
    participants->setSession(arn, session, false);
    QTRY_COMPARE(participants->counts().disconnected, 2);
    QCOMPARE(m_service->arrived(u"ListParticipants"_s), arrived + 1);

    ParticipantEventModel *events = m_workspace->events();
    events->setWatched(true);
    events->setParticipant(arn, session, hostId, false);
    QTRY_COMPARE(events->state().phase, Phase::Complete);
    QVERIFY(events->rowCount() >= 3);
    QStringList names;
    for (int row = 0; row < events->rowCount(); ++row)
        names.append(events->index(row, ParticipantEventModel::What).data().toString());
    QVERIFY(names.contains(u"Joined"_s) && names.contains(u"Publish started"_s) && names.contains(u"Left"_s));
    // Alike events keep their keys from load to load.
    QSignalSpy inserted(events, &QAbstractItemModel::rowsInserted);
    events->reload();
    QTRY_VERIFY(!events->state().refreshing);
    QCOMPARE(inserted.count(), 0);
}

void TestModels::details()
{
    const QString arn = createStage(u"show"_s);
    const QJsonObject host = join(arn, u"host"_s);
    StageDetail *stage = m_workspace->stageDetail();
    stage->setStage(arn);
    QVERIFY(stage->isLoading());
    QTRY_VERIFY(stage->stage());
    QCOMPARE(stage->stage()->name, u"show"_s);
    QVERIFY(stage->asOf().isValid() && !stage->error() && !stage->isLoading());
    ParticipantDetail *participant = m_workspace->participantDetail();
    participant->setParticipant(arn, host.value(u"sessionId"_s).toString(), host.value(u"participantId"_s).toString());
    QTRY_VERIFY(participant->participant());
    QCOMPARE(participant->participant()->userId, u"host"_s);
    // A failed reload keeps what was shown.
    QVERIFY(m_service->fault(u"GetStage"_s, u"garbage"_s, {}, 50));
    stage->reload();
    QTRY_VERIFY(stage->error());
    QCOMPARE(stage->error()->kind, ErrorKind::UnreadableAnswer);
    QVERIFY(stage->stage());
    stage->setStage({});
    QVERIFY(!stage->stage() && !stage->error() && !stage->isLoading());
}

void TestModels::detailDropsTheOldAnswer()
{
    const QString first = createStage(u"first"_s);
    const QString second = createStage(u"second"_s);
    QVERIFY(m_service->fault(u"GetStage"_s, u"latency"_s, 200, 1));
    StageDetail *detail = m_workspace->stageDetail();
    detail->setStage(first);
    QTRY_COMPARE(m_service->arrived(u"GetStage"_s), 1);
    detail->setStage(second);
    QTRY_VERIFY(detail->stage());
    QCOMPARE(detail->stage()->name, u"second"_s);
    QVERIFY(!detail->isLoading());
}

void TestModels::refreshesByItself()
{
    createStages(2);
    stages()->setWatched(true);
    QTRY_COMPARE(phase(), Phase::Complete);
    createStage(u"late"_s);
    m_clock->advance(9'990);
    QVERIFY(!stages()->state().refreshing);
    m_clock->advance(20);
    QVERIFY(stages()->state().refreshing);
    QTRY_COMPARE(stages()->rowCount(), 3);
    QTRY_VERIFY(!stages()->state().refreshing);

    // What fails is asked again later and later.
    QVERIFY(m_service->fault(u"ListStages"_s, u"expired"_s, {}, 2));
    m_clock->advance(10'010);
    QTRY_COMPARE(phase(), Phase::Failed);
    QCOMPARE(stages()->rowCount(), 3);
    m_clock->advance(19'980);
    QVERIFY(!stages()->state().refreshing);
    m_clock->advance(30);
    QVERIFY(stages()->state().refreshing);
    QTRY_COMPARE(phase(), Phase::Complete);
    QTRY_VERIFY(!stages()->state().refreshing);

    stages()->setWatched(false);
    const int before = m_service->arrived(u"ListStages"_s);
    m_clock->advance(60'000);
    QVERIFY(!stages()->state().refreshing);
    QCOMPARE(m_service->arrived(u"ListStages"_s), before);
}

void TestModels::unwatchedAsksNothing()
{
    const QString arn = createStage(u"show"_s);
    m_workspace->sessions()->setStage(arn);
    m_workspace->participants()->setSession(arn, u"st-1234567890123"_s, true);
    m_workspace->events()->setParticipant(arn, u"st-1234567890123"_s, u"abcdefghijkl"_s, true);
    QCoreApplication::processEvents();
    const QJsonObject calls = m_service->state().value(u"calls"_s).toObject();
    QVERIFY(calls.isEmpty());
}

QTEST_GUILESS_MAIN(TestModels)
#include "tst_models.moc"
