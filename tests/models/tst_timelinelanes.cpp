// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive.h"
#include "models/compositionhistory.h"
#include "models/desk.h"
#include "models/journal.h"
#include "models/stageacts.h"
#include "models/timelinelanes.h"
#include "models/timelineloader.h"
#include "models/undertaking.h"
#include "models/watch.h"
#include "tests/support/localservice.h"
#include "tests/support/manualclock.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// What stands above the participants of a timeline: what the watch saw of compositions and when it did not look, and
/// what was done here.
class TestTimelineLanes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void bothStandFromTheStart();
    void compositionFromBeginningToEnd();
    void timesNotWatchedAreTold();
    void rememberedByTheNextRun();
    void whatEndedUnseenIsOpen();
    void atOnceLieSideBySide();
    void ownActionsWithTheirOutcome();
    void actionsOfAnotherStageAreNotHere();

private:
    void open();
    void look(int seconds)
    {
        QSignalSpy watched(m_workspace->watch(), &Watch::watched);
        m_clock->advance(seconds * 1000);
        QTRY_COMPARE(watched.size(), 1);
    }
    void pass(int seconds) { m_service->control(u"advance"_s, {{u"seconds"_s, seconds}}); }
    QString enter(const QString &user)
    {
        const QJsonObject answer =
            m_service->perform(u"CreateParticipantToken"_s, {{u"stageArn"_s, m_stage}, {u"userId"_s, user}});
        const QJsonObject seat =
            m_service->control(u"join"_s, {{u"token"_s, answer[u"participantToken"_s][u"token"_s]}});
        m_session = seat[u"sessionId"_s].toString();
        return seat[u"participantId"_s].toString();
    }
    QString compose();
    void showSession();
    const TimelineLane &lane(int number) const
    {
        return m_workspace->timeline()->timeline().lanes()[std::size_t(number)];
    }
    std::vector<TimelineLane::Item> items(int number, bool unwatched = false) const
    {
        std::vector<TimelineLane::Item> found;
        for (const TimelineLane::Item &item : lane(number).items) {
            if (item.unwatched == unwatched)
                found.push_back(item);
        }
        return found;
    }
    void carryOut(Undertaking *act)
    {
        act->start();
        QTRY_VERIFY(act->isFinished());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<Desk> m_desk;
    Workspace *m_workspace = nullptr;
    QString m_stage;
    QString m_session;
};

void TestTimelineLanes::open()
{
    m_desk.reset();
    QProcessEnvironment environment;
    environment.insert(u"HOME"_s, m_folder->path());
    environment.insert(u"AWS_ACCESS_KEY_ID"_s, m_service->accessKeyId());
    environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, m_service->secretAccessKey());
    m_desk = std::make_unique<Desk>(environment, m_clock.get(), [] { return 0.0; });
    m_desk->governor()->setShares({.unlimited = true});
    m_desk->setStoreFolder(m_folder->filePath(u"store"_s));
    const aws::Result<Workspace *> opened =
        m_desk->open({.choice = {.profile = {}, .region = m_service->region(), .endpointUrl = m_service->endpoint()},
            .readOnly = false});
    QVERIFY(opened);
    m_workspace = *opened;
    QTRY_VERIFY(m_workspace->watch()->asOf().isValid());
    QTRY_VERIFY(m_workspace->archive()->store()->state() == store::Store::State::Ready);
}

void TestTimelineLanes::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_unique<ManualClock>();
    m_service = std::make_unique<LocalService>();
    m_stage = m_service->perform(u"CreateStage"_s, {{u"name"_s, u"show"_s}})[u"stage"_s][u"arn"_s].toString();
    open();
}

void TestTimelineLanes::cleanup()
{
    m_desk.reset();
    m_service.reset();
}

QString TestTimelineLanes::compose()
{
    const auto storage = m_service->perform(u"CreateStorageConfiguration"_s,
        {{u"name"_s, u"archive"_s}, {u"s3"_s, QJsonObject {{u"bucketName"_s, u"lane-recordings"_s}}}});
    const auto encoder = m_service->perform(u"CreateEncoderConfiguration"_s, {{u"name"_s, u"hd"_s}});
    const QJsonObject s3 {
        {u"storageConfigurationArn"_s, storage[u"storageConfiguration"_s][u"arn"_s]},
        {u"encoderConfigurationArns"_s, QJsonArray {encoder[u"encoderConfiguration"_s][u"arn"_s]}},
    };
    const auto answer = m_service->perform(u"StartComposition"_s,
        {{u"stageArn"_s, m_stage}, {u"destinations"_s, QJsonArray {QJsonObject {{u"s3"_s, s3}}}}});
    return answer[u"composition"_s][u"arn"_s].toString();
}

void TestTimelineLanes::showSession()
{
    m_workspace->stages()->setWatched(true);
    m_workspace->sessions()->setStage(m_stage);
    m_workspace->sessions()->setWatched(true);
    m_workspace->participants()->setSession(m_stage, m_session, true);
    m_workspace->participants()->setWatched(true);
    m_workspace->timeline()->setWatched(true);
    QTRY_VERIFY(m_workspace->sessions()->record(m_session));
    QTRY_VERIFY(m_workspace->participants()->state().isWhole);
    m_workspace->timelineLanes()->setWatched(true);
    QTRY_VERIFY(m_workspace->timeline()->timeline().start().isValid());
}

void TestTimelineLanes::bothStandFromTheStart()
{
    enter(u"host"_s);
    showSession();
    QCOMPARE(int(m_workspace->timeline()->timeline().lanes().size()), 2);
    QCOMPARE(lane(0).name, u"Compositions"_s);
    QCOMPARE(lane(1).name, u"Own actions"_s);
    QVERIFY(lane(0).items.empty() && lane(1).items.empty());
}

void TestTimelineLanes::compositionFromBeginningToEnd()
{
    enter(u"host"_s);
    const QString arn = compose();
    look(60);
    showSession();
    QTRY_COMPARE(int(items(0).size()), 1);
    QCOMPARE(items(0)[0].key, arn);
    QCOMPARE(items(0)[0].to, TimelineSpan::kGoesOn);
    pass(70); // nobody publishes: silence stops it
    look(10);
    QTRY_VERIFY(items(0)[0].to != TimelineSpan::kGoesOn);
    QVERIFY(items(0)[0].endTold && !items(0)[0].failed);
    // The service forgets it.
    pass(400);
    look(60);
    pass(3600);
    look(60);
    QVERIFY(!m_workspace->compositions()->record(arn));
    QCOMPARE(int(items(0).size()), 1);
}

void TestTimelineLanes::timesNotWatchedAreTold()
{
    enter(u"host"_s);
    showSession();
    QVERIFY(items(0, true).empty());
    const QDateTime before = m_workspace->watch()->asOf();
    pass(3600);
    look(60);
    QTRY_COMPARE(int(items(0, true).size()), 1);
    QCOMPARE(items(0, true)[0].from, before.toMSecsSinceEpoch());
    // What has ended in the five minutes before a look is still in the list.
    QCOMPARE(items(0, true)[0].to, m_workspace->watch()->asOf().addSecs(-300).toMSecsSinceEpoch());
}

void TestTimelineLanes::rememberedByTheNextRun()
{
    enter(u"host"_s);
    const QString arn = compose();
    look(60);
    QTRY_VERIFY(!m_workspace->accountId().isEmpty());
    pass(70);
    look(10);
    const auto record = [&] { return m_workspace->compositionHistory()->record(arn); };
    QTRY_VERIFY(
        record() && record()->isEndTold() && record()->changes.last().what == store::CompositionChange::What::Silent);
    const store::CompositionRecord told = *record();
    pass(290);
    look(60); // watched all the time
    pass(100); // the service has forgotten it now
    open();
    showSession();
    QTRY_VERIFY(record());
    QCOMPARE(record()->summary, told.summary);
    QCOMPARE(record()->changes.first(2), told.changes.first(2));
    QTRY_COMPARE(int(items(0).size()), 1);
    QVERIFY(!m_workspace->compositions()->record(arn)); // nobody else knows of it
    QVERIFY(items(0, true).empty());
}

void TestTimelineLanes::whatEndedUnseenIsOpen()
{
    enter(u"host"_s);
    pass(30);
    const QString arn = compose();
    pass(6);
    look(60);
    QTRY_VERIFY(!m_workspace->accountId().isEmpty());
    const QDateTime last = m_workspace->watch()->asOf();
    m_desk.reset();
    pass(6);
    m_service->perform(u"StopComposition"_s, {{u"arn"_s, arn}});
    pass(3600);
    open();
    showSession();
    QTRY_COMPARE(int(items(0).size()), 1);
    QTRY_VERIFY(!items(0)[0].endTold);
    QVERIFY(std::abs(items(0)[0].to - last.toMSecsSinceEpoch()) < 1000);
    QVERIFY(items(0)[0].words.contains(u"unseen"_s));
    QCOMPARE(int(items(0, true).size()), 1);
}

void TestTimelineLanes::atOnceLieSideBySide()
{
    enter(u"host"_s);
    compose();
    compose();
    look(60);
    showSession();
    QTRY_COMPARE(int(items(0).size()), 2);
    QCOMPARE(lane(0).tracks, 2);
    QVERIFY(items(0)[0].track != items(0)[1].track);
}

void TestTimelineLanes::ownActionsWithTheirOutcome()
{
    const QString guest = enter(u"guest-1"_s);
    showSession();
    QTRY_VERIFY(m_workspace->participants()->record(guest));
    StageActs *acts = m_workspace->stageActs();
    carryOut(acts->disconnectParticipants(m_stage, {{guest, m_session, u"guest-1"_s}}, {}));
    QTRY_COMPARE(int(items(1).size()), 1);
    QTRY_COMPARE(items(1)[0].words, u"Disconnect guest-1"_s);
    QCOMPARE(items(1)[0].participantId, guest);
    QCOMPARE(items(1)[0].from, items(1)[0].to);
    QVERIFY(!items(1)[0].failed);
    const qulonglong id = items(1)[0].key.toULongLong();
    QVERIFY(m_workspace->journal()->indexOf(id) >= 0);
    // At the service's time, whatever this machine's clock says.
    const qint64 now = m_workspace->clock()->now().toMSecsSinceEpoch();
    QVERIFY(items(1)[0].from <= now && now - items(1)[0].from < 60'000);

    QVERIFY(m_service->fault(u"UpdateStage"_s, u"status"_s, 403));
    ivs::Stage before;
    before.arn = m_stage;
    before.name = u"show"_s;
    carryOut(acts->updateStage({.arn = m_stage, .name = u"other"_s}, before));
    QTRY_COMPARE(int(items(1).size()), 2);
    QTRY_VERIFY(items(1)[1].failed);
    QVERIFY2(items(1)[1].words.startsWith(u"Change the stage, failed"_s), qPrintable(items(1)[1].words));
    QVERIFY(items(1)[1].participantId.isEmpty());
}

void TestTimelineLanes::actionsOfAnotherStageAreNotHere()
{
    enter(u"host"_s);
    const QString other = m_service->perform(u"CreateStage"_s, {{u"name"_s, u"b"_s}})[u"stage"_s][u"arn"_s].toString();
    showSession();
    ivs::Stage before;
    before.arn = other;
    before.name = u"b"_s;
    carryOut(m_workspace->stageActs()->updateStage({.arn = other, .name = u"c"_s}, before));
    before.arn = m_stage;
    before.name = u"show"_s;
    carryOut(m_workspace->stageActs()->updateStage({.arn = m_stage, .name = u"d"_s}, before));
    QTRY_COMPARE(int(items(1).size()), 1);
    QTRY_COMPARE(items(1)[0].words, u"Change the stage"_s);
}

QTEST_GUILESS_MAIN(TestTimelineLanes)
#include "tst_timelinelanes.moc"
