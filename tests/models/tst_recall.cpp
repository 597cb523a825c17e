// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/modelstest.h"

using namespace Qt::Literals::StringLiterals;
using Phase = ListState::Phase;

/// What is remembered of a list and what the service says of it, in every order in which they can come.
class TestRecall final : public ModelsTest
{
    Q_OBJECT

private Q_SLOTS:
    void answerAfterTheCompleteList();
    void aLiveOnesEventsOnce();
    void nothingStartsWhileItWaits();
    void closedInTheMiddle();
};

void TestRecall::answerAfterTheCompleteList()
{
    createStages(2);
    StageModel::Memory::Recalled answer;
    StageModel::Memory memory;
    memory.recall = [&](const ivs::ListStagesRequest &, QObject *, const StageModel::Memory::Recalled &fn) {
        answer = fn;
    };
    stages()->setMemory(memory);
    stages()->setWatched(true);
    QTRY_COMPARE(phase(), Phase::Complete);
    QVERIFY(answer);
    ivs::StageSummary gone;
    gone.arn = u"arn:aws:ivs:us-east-1:123456789012:stage/gone"_s;
    answer({gone, stages()->records().front().stage}, m_clock->now().addDays(-1), false);
    QCOMPARE(stages()->rowCount(), 2);
    QVERIFY(!stages()->contains(gone.arn));
    QVERIFY(!stages()->state().isRemembered);
}

void TestRecall::aLiveOnesEventsOnce()
{
    const QString stage = createStage(u"show"_s);
    const QString id = join(stage, u"ann"_s);
    ParticipantEventModel *events = m_workspace->events();
    events->setWatched(true);
    events->setParticipant(stage, m_session, id, true);
    QTRY_COMPARE(events->state().phase, Phase::Complete);
    const std::vector<ivs::Event> told = events->records();
    QVERIFY(!told.empty());

    ParticipantEventModel::Memory::Recalled answer;
    ParticipantEventModel::Memory memory;
    memory.recall = [&](const ivs::ListParticipantEventsRequest &, QObject *,
                        const ParticipantEventModel::Memory::Recalled &fn) { answer = fn; };
    events->setMemory(memory);
    const int asked = m_service->arrived(u"ListParticipantEvents"_s);
    events->forget();
    QVERIFY(answer);
    QVERIFY(events->state().isBusy());
    answer(QList<ivs::Event>(told.begin(), told.end()), m_clock->now(), false);
    QCOMPARE(events->rowCount(), int(told.size()));
    QTRY_COMPARE(m_service->arrived(u"ListParticipantEvents"_s), asked + 1);
    QTRY_VERIFY(events->state().isWhole);
    QCOMPARE(events->rowCount(), int(told.size()));
}

// By hand, or hidden and shown again: a load beside what is remembered would count alike events twice.
void TestRecall::nothingStartsWhileItWaits()
{
    const QString stage = createStage(u"show"_s);
    const QString id = join(stage, u"ann"_s);
    ParticipantEventModel *events = m_workspace->events();
    ParticipantEventModel::Memory::Recalled answer;
    ParticipantEventModel::Memory memory;
    memory.recall = [&](const ivs::ListParticipantEventsRequest &, QObject *,
                        const ParticipantEventModel::Memory::Recalled &fn) { answer = fn; };
    events->setMemory(memory);
    events->setWatched(true);
    events->setParticipant(stage, m_session, id, true);
    QVERIFY(answer);
    events->reload();
    events->setWatched(false);
    events->setWatched(true);
    events->resume();
    stages()->setWatched(true); // a round trip in between
    QTRY_COMPARE(phase(), Phase::Complete);
    QCOMPARE(m_service->arrived(u"ListParticipantEvents"_s), 0);
    events->setWatched(false);
    answer({}, {}, false);
    QCOMPARE(events->state().phase, Phase::NotAsked);
    events->setWatched(true);
    QTRY_COMPARE(events->state().phase, Phase::Complete);
    QCOMPARE(m_service->arrived(u"ListParticipantEvents"_s), 1);
}

void TestRecall::closedInTheMiddle()
{
    ParticipantModel::Memory::Recalled answer;
    ParticipantModel::Memory memory;
    memory.recall = [&](const ivs::ListParticipantsRequest &, QObject *, const ParticipantModel::Memory::Recalled &fn) {
        answer = fn;
    };
    ParticipantModel *participants = m_workspace->participants();
    participants->setMemory(memory);
    participants->setWatched(true);
    participants->setSession(createStage(u"show"_s), u"st-0123456789abc"_s, false);
    QVERIFY(answer);
    QList<ivs::ParticipantSummary> people;
    for (int i = 0; i < 10'000; ++i) {
        ivs::ParticipantSummary person;
        person.participantId = QString::number(i);
        people.append(person);
    }
    answer(people, m_clock->now(), true);
    QVERIFY(participants->rowCount() > 0 && participants->rowCount() < 10'000);
    m_desk->close(m_workspace);
    m_workspace = nullptr;
    QCoreApplication::processEvents();
}

QTEST_GUILESS_MAIN(TestRecall)
#include "tst_recall.moc"
