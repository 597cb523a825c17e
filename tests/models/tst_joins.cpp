// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/faultstest.h"

#include "models/ivs/operations.h"

using namespace Qt::Literals::StringLiterals;
using aws::ErrorKind;
using aws::Layer;
using aws::Result;

/// Reads that are joined, and what becomes of a call whose asker or service goes away.
class TestJoins final : public FaultsTest
{
    Q_OBJECT

private Q_SLOTS:
    void identicalReadsJoin();
    void joinedReadsPart();
    void notJoinedAcrossAWrite();
    void abortedWriteIsUnknown();
    void abortedReadIsCanceled();
    void serviceGone();
    void callerGone();
    void recordsHoldNoSecret();
};

void TestJoins::identicalReadsJoin()
{
    const auto it = connection();
    Awaited<ivs::GetStageResponse> first(it->client.getStage({.arn = m_stage}));
    Awaited<ivs::GetStageResponse> second(it->client.getStage({.arn = m_stage}));
    Awaited<ivs::ListStagesResponse> other(it->client.listStages({.maxResults = 5}));
    Awaited<ivs::ListStagesResponse> another(it->client.listStages({.maxResults = 6}));
    QTRY_VERIFY(first.isThere() && second.isThere() && other.isThere() && another.isThere());
    QVERIFY_RESULT(*first);
    QVERIFY_RESULT(*second);
    QCOMPARE((*first)->stage, (*second)->stage);
    QCOMPARE(arrivedSince(u"GetStage"_s), 1);
    QCOMPARE(arrivedSince(u"ListStages"_s), 2); // another question is another request
    // What has ended is asked anew.
    QVERIFY_RESULT(awaited(it->client.getStage({.arn = m_stage})));
    QCOMPARE(arrivedSince(u"GetStage"_s), 2);
    // Writes never join.
    Awaited<ivs::CreateStageResponse> one(it->client.createStage({.name = u"twin"_s}));
    Awaited<ivs::CreateStageResponse> two(it->client.createStage({.name = u"twin"_s}));
    QTRY_VERIFY(one.isThere() && two.isThere());
    QCOMPARE(arrivedSince(u"CreateStage"_s), 2);
}

void TestJoins::joinedReadsPart()
{
    const auto it = connection();
    aws::Call<ivs::GetStageResponse> *call = it->client.getStage({.arn = m_stage});
    Awaited<ivs::GetStageResponse> leaver(call);
    Awaited<ivs::GetStageResponse> stayer(it->client.getStage({.arn = m_stage}));
    call->abort();
    QTRY_VERIFY(leaver.isThere() && stayer.isThere());
    QVERIFY_KIND(*leaver, ErrorKind::Canceled);
    QVERIFY_RESULT(*stayer);
    QCOMPARE(arrivedSince(u"GetStage"_s), 1);
}

void TestJoins::notJoinedAcrossAWrite()
{
    const auto it = connection();
    it->transport.setLimits({.deadline = 10'000});
    QVERIFY(m_service->fault(u"GetStage"_s, u"latency"_s, 300, 1));
    Awaited<ivs::GetStageResponse> before(it->client.getStage({.arn = m_stage}));
    QTRY_COMPARE(arrivedSince(u"GetStage"_s), 1);
    QVERIFY_RESULT(awaited(it->client.updateStage({.arn = m_stage, .name = u"renamed"_s})));
    QVERIFY(!before.isThere());
    const auto after = awaited(it->client.getStage({.arn = m_stage}));
    QVERIFY_RESULT(after);
    QCOMPARE(after->stage->name, u"renamed"_s);
    QCOMPARE(arrivedSince(u"GetStage"_s), 2);
    QTRY_VERIFY(before.isThere());
    QVERIFY_RESULT(*before);
}

// Nobody listens any more, but the request has left.
void TestJoins::abortedWriteIsUnknown()
{
    const auto it = connection();
    it->transport.setLimits({.deadline = 10'000});
    QVERIFY(m_service->fault(u"CreateStage"_s, u"latency"_s, 60'000, 1));
    aws::Call<ivs::CreateStageResponse> *call = it->client.createStage({.name = u"left"_s});
    Awaited<ivs::CreateStageResponse> result(call);
    QTRY_COMPARE(arrivedSince(u"CreateStage"_s), 1);
    call->abort();
    QTRY_VERIFY(result.isThere());
    QVERIFY_KIND(*result, ErrorKind::OutcomeUnknown);
    // One that has not left yet is simply canceled.
    it->governor.setShares({.watching = 0.4, .person = 0.0});
    for (int i = 0; i < 5; ++i) {
        aws::Call<ivs::CreateStageResponse> *waiting = it->client.createStage({.name = u"waits"_s});
        if (i < 4)
            continue;
        Awaited<ivs::CreateStageResponse> canceled(waiting);
        waiting->abort();
        QTRY_VERIFY(canceled.isThere());
        QVERIFY_KIND(*canceled, ErrorKind::Canceled);
    }
}

void TestJoins::abortedReadIsCanceled()
{
    const auto it = connection();
    QVERIFY(m_service->fault(u"GetStage"_s, u"latency"_s, 60'000, 1));
    aws::Call<ivs::GetStageResponse> *call = it->client.getStage({.arn = m_stage});
    Awaited<ivs::GetStageResponse> result(call);
    QTRY_COMPARE(arrivedSince(u"GetStage"_s), 1);
    call->abort();
    QTRY_VERIFY(result.isThere());
    QVERIFY_KIND(*result, ErrorKind::Canceled);
    QCOMPARE(it->listener.records.size(), 1);
}

void TestJoins::serviceGone()
{
    auto passing = std::make_unique<LocalService>();
    Connection it(*passing);
    QVERIFY_RESULT(awaited(it.client.listStages({})));
    passing->stop();
    const auto read = awaited(it.client.listStages({}));
    QVERIFY_KIND(read, ErrorKind::NotReached);
    QCOMPARE(read.error().layer, Layer::Connection);
    const auto write = awaited(it.client.createStage({.name = u"x"_s}));
    QVERIFY_KIND(write, ErrorKind::NotReached); // refused: it never left
    QVERIFY(!write.error().sent);
}

// A connection is closed with calls in flight: everybody hears.
void TestJoins::callerGone()
{
    auto it = connection();
    QVERIFY(m_service->fault(u"*"_s, u"latency"_s, 60'000, kMany));
    Awaited<ivs::GetStageResponse> read(it->client.getStage({.arn = m_stage}));
    Awaited<ivs::CreateStageResponse> write(it->client.createStage({.name = u"x"_s}));
    QTRY_COMPARE(arrivedSince(u"GetStage"_s), 1);
    QTRY_COMPARE(arrivedSince(u"CreateStage"_s), 1);
    it.reset();
    QTRY_VERIFY(read.isThere() && write.isThere());
    QVERIFY_KIND(*read, ErrorKind::Canceled);
    QVERIFY_KIND(*write, ErrorKind::OutcomeUnknown);
}

void TestJoins::recordsHoldNoSecret()
{
    const auto it = connection();
    QVERIFY_RESULT(awaited(it->client.getStage({.arn = m_stage})));
    QVERIFY(m_service->fault(u"GetStage"_s, u"status"_s, 500, 1));
    QVERIFY_RESULT(awaited(it->client.getStage({.arn = m_stage})));
    QCOMPARE(it->listener.records.size(), 2);
    const aws::CallRecord &record = it->listener.records.last();
    QCOMPARE(record.operation, &ivs::kGetStage);
    QCOMPARE(record.region, m_service->region());
    QCOMPARE(record.attempts, 2);
    QCOMPARE(record.httpStatus, 200);
    QVERIFY(!record.requestId.isEmpty());
    QVERIFY(!record.failure);
}

QTEST_GUILESS_MAIN(TestJoins)
#include "tst_joins.moc"
