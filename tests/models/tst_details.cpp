// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/modelstest.h"

#include <QJsonArray>
#include <QSignalSpy>

using namespace Qt::Literals::StringLiterals;
using aws::ErrorKind;
using Phase = ListState::Phase;

/// What hangs on what was chosen: sessions, participants, events, details; and when lists are read by themselves.
class TestDetails final : public ModelsTest
{
    Q_OBJECT

private Q_SLOTS:
    void sessionsParticipantsEvents();
    void details();
    void detailDropsTheOldAnswer();
    void refreshesByItself();
    void unwatchedAsksNothing();
};

void TestDetails::sessionsParticipantsEvents()
{
    const QString arn = createStage(u"show"_s);
    const QString hostId = join(arn, u"<b>host</b>"_s);
    const QString session = m_session;
    const QString guest = join(arn, u"guest"_s);
    m_service->control(u"publish"_s, {{u"stageArn"_s, arn}, {u"participantId"_s, hostId}});
    m_service->act(u"leave"_s, arn, guest);

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

void TestDetails::details()
{
    const QString arn = createStage(u"show"_s);
    const QString host = join(arn, u"host"_s);
    StageDetail *stage = m_workspace->stageDetail();
    stage->setStage(arn);
    QVERIFY(stage->isLoading());
    QTRY_VERIFY(stage->stage());
    QCOMPARE(stage->stage()->name, u"show"_s);
    QVERIFY(stage->asOf().isValid() && !stage->error() && !stage->isLoading());
    ParticipantDetail *participant = m_workspace->participantDetail();
    participant->setParticipant(arn, m_session, host);
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

void TestDetails::detailDropsTheOldAnswer()
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

void TestDetails::refreshesByItself()
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

void TestDetails::unwatchedAsksNothing()
{
    const QString arn = createStage(u"show"_s);
    m_workspace->sessions()->setStage(arn);
    m_workspace->participants()->setSession(arn, u"st-1234567890123"_s, true);
    m_workspace->events()->setParticipant(arn, u"st-1234567890123"_s, u"abcdefghijkl"_s, true);
    QCoreApplication::processEvents();
    const QJsonObject calls = m_service->state().value(u"calls"_s).toObject();
    QVERIFY(calls.isEmpty());
}

QTEST_GUILESS_MAIN(TestDetails)
#include "tst_details.moc"
