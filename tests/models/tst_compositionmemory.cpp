// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/blackboxtest.h"

using namespace Qt::Literals::StringLiterals;
using Change = store::CompositionChange;
using Reason = CompositionEnd::Reason;

/// The black box over several runs and several connections: nothing is lost, and nothing told twice.
class TestCompositionMemory final : public BlackBoxTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void restartInBetween();
    void endsBetweenTwoRuns();
    void ownStartIsKnownAtOnce();
    void secondConnectionWritesNothingTwice();
    void oldestGoFirst();
};

void TestCompositionMemory::restartInBetween()
{
    publish(u"host"_s);
    const QString arn = compose();
    look(60);
    QTRY_VERIFY(record(arn).detail);
    pass(6);
    open(); // the program is started anew, and sees it active
    QTRY_COMPARE(course(arn), u"STARTING ACTIVE"_s);
    carryOut(m_workspace->compositionActs()->stop({arn}, {}));
    open();
    pass(10);
    look(10);
    QTRY_VERIFY(record(arn).isEndTold());
    QCOMPARE(reason(arn), Reason::AskedToStop);
    pass(1000);
    open();
    // From the black box alone.
    QTRY_COMPARE(reason(arn), Reason::AskedToStop);
    QVERIFY(!m_workspace->compositions()->record(arn));
    QVERIFY(record(arn).detail);
    QCOMPARE(course(arn).count(u"ACTIVE"_s), 1); // nothing is told twice
    QCOMPARE(course(arn).count(u"STOPPED"_s), 1);
    QCOMPARE(record(arn).stageName, u"show"_s);
}

void TestCompositionMemory::endsBetweenTwoRuns()
{
    publish(u"host"_s);
    const QString arn = compose();
    pass(6);
    look(60);
    QTRY_VERIFY(record(arn).detail);
    const QDateTime last = m_workspace->watch()->asOf();
    m_testers.clear();
    m_desk.reset();
    m_service->perform(u"StopComposition"_s, {{u"arn"_s, arn}});
    pass(3600);
    open();
    QTRY_VERIFY(record(arn).isLost());
    QCOMPARE(record(arn).ended(), last);
    QCOMPARE(reason(arn), Reason::Unknown);
    const auto holes = m_workspace->compositionHistory()->unwatched(last, m_workspace->watch()->asOf());
    QCOMPARE(holes.size(), 1);
    QCOMPARE(holes.first().from, last);
    // It is told where it lies in the history.
    CompositionLineModel *lines = m_workspace->compositionLines();
    lines->setComposition(arn);
    const int row = lines->rowCount() - 2;
    QVERIFY(lines->index(row, CompositionLineModel::What).data().toString().startsWith(u"Not watched"_s));
    const CompositionRecordModel *rows = m_workspace->compositionRecords();
    QCOMPARE(rows->rowCount(), 1);
    QCOMPARE(rows->index(0, CompositionRecordModel::State).data().toString(), u"Gone"_s);
    QCOMPARE(rows->index(0, CompositionRecordModel::Reason).data().toString(), u"not known"_s);
    QVERIFY(rows->index(0, CompositionRecordModel::Ended).data().toString().startsWith(u"≤"_s));
}

void TestCompositionMemory::ownStartIsKnownAtOnce()
{
    publish(u"host"_s);
    CompositionDraft draft;
    draft.stageArn = m_stage;
    draft.channel.on = false;
    draft.recording.on = true;
    draft.recording.storageArn = m_storage;
    draft.recording.encoderArn = m_encoder;
    draft.idempotencyToken = CompositionDraft::newToken();
    carryOut(m_workspace->compositionActs()->start(draft));
    QCOMPARE(m_workspace->compositionHistory()->records().size(), 1);
    const CompositionHistory::Record known = *m_workspace->compositionHistory()->records().cbegin();
    QCOMPARE(known.changes.first().source, Change::Source::Answer);
    QVERIFY(known.detail && known.isRunning());
    QTRY_VERIFY(m_workspace->compositions()->record(known.summary.arn));
    QVERIFY(record(known.summary.arn).isRunning());
}

void TestCompositionMemory::secondConnectionWritesNothingTwice()
{
    publish(u"host"_s);
    Workspace *second = connectAgain();
    QVERIFY(second);
    second->stages()->setWatched(true);
    QTRY_VERIFY(!second->accountId().isEmpty() && m_desk->leads(m_workspace) && !m_desk->leads(second));
    const QString arn = compose();
    pass(6);
    look(60);
    QTRY_VERIFY(record(arn).detail);
    second->compositions()->setWatched(true, this); // its page is open
    look(60);
    QTRY_VERIFY(second->compositionHistory()->record(arn));
    // What the one does, the other knows.
    Undertaking *stop = second->compositionActs()->stop({arn}, {});
    stop->start();
    QTRY_VERIFY(stop->isFinished());
    pass(10);
    look(60);
    QTRY_VERIFY(record(arn).isEndTold());
    QCOMPARE(reason(arn), Reason::AskedToStop);
    open();
    QTRY_COMPARE(reason(arn), Reason::AskedToStop);
    QCOMPARE(course(arn).count(u"STOPPED"_s), 1);
    QCOMPARE(std::count_if(record(arn).changes.begin(), record(arn).changes.end(),
                 [](const Change &each) { return each.what == Change::What::Asked; }),
        1);
}

void TestCompositionMemory::oldestGoFirst()
{
    CompositionHistory *history = m_workspace->compositionHistory();
    const QDateTime now = m_workspace->watch()->asOf();
    std::vector<ivs::CompositionSummary> many;
    for (int i = 0; i < CompositionHistory::kMostRecords + 5; ++i) {
        ivs::CompositionSummary each;
        each.arn = u"arn:composition/%1"_s.arg(i);
        each.stageArn = m_stage;
        each.state = ivs::CompositionState::Active;
        each.startTime = now.addSecs(-10'000 + i);
        many.push_back(each);
    }
    history->listed(many, now.addSecs(1));
    QCOMPARE(history->records().size(), CompositionHistory::kMostRecords);
    QVERIFY(!history->record(u"arn:composition/4"_s));
    QVERIFY(history->record(u"arn:composition/5"_s));
    QCOMPARE(m_workspace->compositionRecords()->rowCount(), CompositionHistory::kMostRecords);
}

QTEST_GUILESS_MAIN(TestCompositionMemory)
#include "tst_compositionmemory.moc"
