// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/errortext.h"
#include "models/ivs/operations.h"
#include "tests/models/faultstest.h"
#include "tests/support/connection.h"
#include "tests/support/results.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using aws::ErrorKind;
using aws::Layer;
using aws::Result;

/// What goes wrong over real HTTP: what the asker is told, and how often a request arrived where it was sent to.
class TestFaults final : public FaultsTest
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void writes_data();
    void writes();
    void writeRefusedOnceSucceeds();
    void repeatableWrites_data();
    void repeatableWrites();
    void compositionStartsOnce();
    void clockOff_data();
    void clockOff();
    void clockOffForSeveralAtOnce();
    void wrongSecret();
    void unknownKey();
    void quotaEndsTheRetries();
    void readOnlyStopsEveryWrite();
    void invalidNeverLeaves();
};

void TestFaults::reads_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<int>("kind"); // -1: a value
    QTest::addColumn<int>("arrivals");
    const auto row = [](const char *name, const QString &fault, const QJsonValue &value, ErrorKind kind, int arrivals) {
        QTest::newRow(name) << fault << value << int(kind) << arrivals;
    };
    row("500", u"status"_s, 500, ErrorKind::ServiceFault, 3);
    row("503", u"status"_s, 503, ErrorKind::ServiceFault, 3);
    row("501", u"status"_s, 501, ErrorKind::ServiceFault, 1);
    row("throttle 400", u"throttle"_s, 400, ErrorKind::Throttled, 3);
    row("throttle 429", u"throttle"_s, 429, ErrorKind::Throttled, 3);
    row("drop before", u"drop"_s, u"before"_s, ErrorKind::NotReached, 3);
    row("drop after", u"drop"_s, u"after"_s, ErrorKind::NotReached, 3);
    row("truncate", u"truncate"_s, 10, ErrorKind::NotReached, 3);
    row("garbage", u"garbage"_s, {}, ErrorKind::UnreadableAnswer, 1);
    row("big", u"big"_s, 2, ErrorKind::UnreadableAnswer, 1);
    row("drip", u"drip"_s, 5, ErrorKind::TimedOut, 3);
    row("latency", u"latency"_s, 60'000, ErrorKind::TimedOut, 3);
    row("expired", u"expired"_s, {}, ErrorKind::ExpiredCredentials, 2);
    QTest::newRow("skew") << u"skew"_s << QJsonValue(600) << -1 << 2;
}

void TestFaults::reads()
{
    QFETCH(QString, fault);
    QFETCH(QJsonValue, value);
    QFETCH(int, kind);
    QFETCH(int, arrivals);
    const auto it = connection();
    shortenFor(fault, *it);
    QVERIFY(m_service->fault(u"GetStage"_s, fault, value, kMany));
    const auto answer = awaited(it->client.getStage({.arn = m_stage}));
    if (kind < 0) {
        QVERIFY_RESULT(answer);
    } else {
        QVERIFY_KIND(answer, ErrorKind(kind));
        QCOMPARE(answer.error().operation, u"GetStage"_s);
        QVERIFY(answer.error().sent);
        const ErrorText text = explain(answer.error());
        QVERIFY(!text.title.isEmpty() && !text.meaning.isEmpty() && !text.advice.isEmpty());
        QVERIFY(text.details.contains(u"GetStage"_s));
        QVERIFY(!text.meaning.contains(u"othing was sent"_s));
    }
    QCOMPARE(arrivedSince(u"GetStage"_s), arrivals);
    QCOMPARE(it->listener.records.size(), 1);
    QCOMPARE(it->listener.records.first().attempts, arrivals);
    // The next call is as good as ever.
    m_service->clearFaults();
    if (fault != u"skew"_s)
        QVERIFY_RESULT(awaited(it->client.getStage({.arn = m_stage})));
}

void TestFaults::writes_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("arrivals");
    QTest::addColumn<int>("acted");
    const auto row = [](const char *name, const QString &fault, const QJsonValue &value, ErrorKind kind, int arrivals,
                         int acted) { QTest::newRow(name) << fault << value << int(kind) << arrivals << acted; };
    // 1 + refusals: what was refused before it was acted on may leave again.
    row("throttle 400", u"throttle"_s, 400, ErrorKind::Throttled, 3, 0);
    row("throttle 429", u"throttle"_s, 429, ErrorKind::Throttled, 3, 0);
    row("expired", u"expired"_s, {}, ErrorKind::ExpiredCredentials, 2, 0);
    // Once, and nobody knows.
    row("500", u"status"_s, 500, ErrorKind::OutcomeUnknown, 1, 0);
    row("503", u"status"_s, 503, ErrorKind::OutcomeUnknown, 1, 0);
    row("drop before", u"drop"_s, u"before"_s, ErrorKind::OutcomeUnknown, 1, 0);
    row("drop after", u"drop"_s, u"after"_s, ErrorKind::OutcomeUnknown, 1, 1);
    row("truncate", u"truncate"_s, 10, ErrorKind::OutcomeUnknown, 1, 1);
    row("garbage", u"garbage"_s, {}, ErrorKind::OutcomeUnknown, 1, 1);
    row("big", u"big"_s, 2, ErrorKind::OutcomeUnknown, 1, 1);
    row("drip", u"drip"_s, 5, ErrorKind::OutcomeUnknown, 1, 1);
    row("latency", u"latency"_s, 60'000, ErrorKind::OutcomeUnknown, 1, 0);
    QTest::newRow("skew") << u"skew"_s << QJsonValue(-600) << -1 << 2 << 1;
}

void TestFaults::writes()
{
    QFETCH(QString, fault);
    QFETCH(QJsonValue, value);
    QFETCH(int, kind);
    QFETCH(int, arrivals);
    QFETCH(int, acted);
    const auto it = connection();
    shortenFor(fault, *it);
    QVERIFY(m_service->fault(u"CreateStage"_s, fault, value, kMany));
    const auto answer = awaited(it->client.createStage({.name = u"written"_s}));
    if (kind < 0)
        QVERIFY_RESULT(answer);
    else
        QVERIFY_KIND(answer, ErrorKind(kind));
    QCOMPARE(arrivedSince(u"CreateStage"_s), arrivals);
    QCOMPARE(actedSince(u"CreateStage"_s), acted);
    if (kind == int(ErrorKind::OutcomeUnknown)) {
        const ErrorText text = explain(answer.error());
        QVERIFY(text.title.contains(u"unknown"_s));
        QVERIFY(text.advice.contains(u"Check"_s));
    }
}

void TestFaults::writeRefusedOnceSucceeds()
{
    for (const QString &fault : {u"throttle"_s, u"expired"_s}) {
        init();
        const auto it = connection();
        QVERIFY(m_service->fault(u"CreateStage"_s, fault, fault == u"throttle"_s ? QJsonValue(400) : QJsonValue(), 1));
        QVERIFY_RESULT(awaited(it->client.createStage({.name = u"written"_s})));
        QCOMPARE(arrivedSince(u"CreateStage"_s), 2);
        QCOMPARE(actedSince(u"CreateStage"_s), 1);
    }
}

void TestFaults::repeatableWrites_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<bool>("acts");
    QTest::newRow("500") << u"status"_s << QJsonValue(500) << false;
    QTest::newRow("drop before") << u"drop"_s << QJsonValue(u"before"_s) << false;
    QTest::newRow("drop after") << u"drop"_s << QJsonValue(u"after"_s) << true;
    QTest::newRow("latency") << u"latency"_s << QJsonValue(60'000) << false;
    QTest::newRow("throttle") << u"throttle"_s << QJsonValue(400) << false;
}

void TestFaults::repeatableWrites()
{
    QFETCH(QString, fault);
    QFETCH(QJsonValue, value);
    QFETCH(bool, acts);
    const bool refused = fault == u"throttle"_s;
    const auto it = connection();
    shortenFor(fault, *it);
    QVERIFY(m_service->fault(u"TagResource"_s, fault, value, 1));
    QVERIFY(m_service->fault(u"UntagResource"_s, fault, value, 1));
    QVERIFY_RESULT(awaited(it->client.tagResource({.resourceArn = m_stage, .tags = {{u"team"_s, u"a b/ü"_s}}})));
    QCOMPARE(arrivedSince(u"TagResource"_s), 2);
    QCOMPARE(actedSince(u"TagResource"_s), acts ? 2 : 1);
    QVERIFY_RESULT(awaited(it->client.untagResource({.resourceArn = m_stage, .tagKeys = {u"team"_s}})));
    QCOMPARE(arrivedSince(u"UntagResource"_s), 2);
    QCOMPARE(actedSince(u"UntagResource"_s), acts ? 2 : 1);

    init();
    QVERIFY(m_service->fault(u"TagResource"_s, fault, value, kMany));
    QVERIFY(m_service->fault(u"UntagResource"_s, fault, value, kMany));
    const ErrorKind expected = refused ? ErrorKind::Throttled : ErrorKind::OutcomeUnknown;
    QVERIFY_KIND(awaited(it->client.tagResource({.resourceArn = m_stage, .tags = {{u"team"_s, u"x"_s}}})), expected);
    QCOMPARE(arrivedSince(u"TagResource"_s), 3);
    QVERIFY_KIND(awaited(it->client.untagResource({.resourceArn = m_stage, .tagKeys = {u"team"_s}})), expected);
    QCOMPARE(arrivedSince(u"UntagResource"_s), 3);
}

void TestFaults::compositionStartsOnce()
{
    const QString encoder = m_service->perform(u"CreateEncoderConfiguration"_s, {})
                                .value(u"encoderConfiguration"_s)
                                .toObject()
                                .value(u"arn"_s)
                                .toString();
    const QString storage =
        m_service->perform(u"CreateStorageConfiguration"_s, {{u"s3"_s, QJsonObject {{u"bucketName"_s, u"bucket"_s}}}})
            .value(u"storageConfiguration"_s)
            .toObject()
            .value(u"arn"_s)
            .toString();
    QVERIFY(!encoder.isEmpty() && !storage.isEmpty());
    ivs::StartCompositionRequest request;
    request.stageArn = m_stage;
    ivs::DestinationConfiguration destination;
    destination.s3 =
        ivs::S3DestinationConfiguration {.storageConfigurationArn = storage, .encoderConfigurationArns = {encoder}};
    request.destinations = {destination};
    const auto it = connection();
    QVERIFY(m_service->fault(u"StartComposition"_s, u"drop"_s, u"after"_s, 2));
    const int before = m_service->state().value(u"counts"_s).toObject().value(u"compositions"_s).toInt();
    const auto answer = awaited(it->client.startComposition(request));
    QVERIFY_RESULT(answer);
    QCOMPARE(arrivedSince(u"StartComposition"_s), 3);
    QCOMPARE(m_service->state().value(u"counts"_s).toObject().value(u"compositions"_s).toInt(), before + 1);
}

void TestFaults::clockOff_data()
{
    QTest::addColumn<int>("seconds");
    QTest::newRow("ten minutes ahead") << 600;
    QTest::newRow("ten minutes behind") << -600;
    QTest::newRow("a day behind") << -86'400;
}

void TestFaults::clockOff()
{
    QFETCH(int, seconds);
    const auto it = connection();
    it->clock.shiftWall(seconds);
    QVERIFY_RESULT(awaited(it->client.createStage({.name = u"clock"_s})));
    QCOMPARE(arrivedSince(u"CreateStage"_s), 2); // 1 + the refusal
    QCOMPARE(actedSince(u"CreateStage"_s), 1);
    QCOMPARE(it->listener.skews.size(), 1);
    QVERIFY(std::abs(it->listener.skews.first() + seconds) <= 3);
    QVERIFY(std::abs(it->caller.clockOffset() + seconds) <= 3);
    // From now on it is known.
    QVERIFY_RESULT(awaited(it->client.getStage({.arn = m_stage})));
    QCOMPARE(arrivedSince(u"GetStage"_s), 1);
    // The clock is put right under the running program: found again.
    it->clock.shiftWall(-seconds);
    QVERIFY_RESULT(awaited(it->client.getStage({.arn = m_stage})));
    QCOMPARE(arrivedSince(u"GetStage"_s), 3);
    QCOMPARE(it->listener.skews.size(), 2);
}

// Several calls are on their way when the skew is found: each is sent again, and the person is told once.
void TestFaults::clockOffForSeveralAtOnce()
{
    const auto it = connection();
    it->clock.shiftWall(600);
    Awaited<ivs::GetStageResponse> stage(it->client.getStage({.arn = m_stage}));
    Awaited<ivs::ListStagesResponse> stages(it->client.listStages({}));
    Awaited<ivs::ListStageSessionsResponse> sessions(it->client.listStageSessions({.stageArn = m_stage}));
    QTRY_VERIFY(stage.isThere() && stages.isThere() && sessions.isThere());
    QVERIFY_RESULT(*stage);
    QVERIFY_RESULT(*stages);
    QVERIFY_RESULT(*sessions);
    QCOMPARE(it->listener.skews.size(), 1);
}

void TestFaults::wrongSecret()
{
    aws::Credentials keys = Connection::keysOf(*m_service);
    keys.secretAccessKey += u'x';
    Connection wrong(QUrl(m_service->endpoint()), m_service->region(), keys);
    const auto answer = awaited(wrong.client.listStages({}));
    QVERIFY_KIND(answer, ErrorKind::Denied);
    QCOMPARE(answer.error().layer, Layer::Credentials);
    QCOMPARE(answer.error().code, u"InvalidSignatureException"_s);
    QCOMPARE(arrivedSince(u"ListStages"_s), 1);
    QVERIFY(wrong.listener.skews.isEmpty());
    QVERIFY(explain(answer.error()).advice.contains(u"secret access key"_s));
}

void TestFaults::unknownKey()
{
    aws::Credentials keys = Connection::keysOf(*m_service);
    keys.accessKeyId = u"AKIANOBODY"_s;
    Connection wrong(QUrl(m_service->endpoint()), m_service->region(), keys);
    const auto answer = awaited(wrong.client.listStages({}));
    QVERIFY_KIND(answer, ErrorKind::Denied);
    QCOMPARE(answer.error().code, u"UnrecognizedClientException"_s);
    QVERIFY(explain(answer.error()).title.contains(u"access key"_s));
    QCOMPARE(arrivedSince(u"ListStages"_s), 1);
}

// When everything fails for long the retries end, so that a console does not double a service's trouble.
void TestFaults::quotaEndsTheRetries()
{
    const auto it = connection(100);
    QVERIFY(m_service->fault(u"GetStage"_s, u"status"_s, 500, 1000));
    QVERIFY_KIND(awaited(it->client.getStage({.arn = m_stage})), ErrorKind::ServiceFault);
    QCOMPARE(arrivedSince(u"GetStage"_s), 100);
    QVERIFY_KIND(awaited(it->client.getStage({.arn = m_stage})), ErrorKind::ServiceFault);
    QCOMPARE(arrivedSince(u"GetStage"_s), 102); // 500 tokens at 5 each: one retry is left
}

void TestFaults::readOnlyStopsEveryWrite()
{
    const auto it = connection();
    it->guard.setReason(aws::ReadOnlyReason::Option, true);
    const QJsonObject before = m_service->state().value(u"calls"_s).toObject();
    int writes = 0;
    for (const aws::Operation &operation : ivs::operations()) {
        if (!operation.writes)
            continue;
        ++writes;
        aws::Request request;
        request.operation = &operation;
        request.pathArgument = m_stage;
        request.body = "{}";
        const auto answer = awaited(it->caller.send(request, aws::Lane::Person));
        QVERIFY_KIND(answer, ErrorKind::ReadOnly);
        QCOMPARE(answer.error().operation, QString::fromLatin1(operation.name));
        QVERIFY(!answer.error().sent);
    }
    QCOMPARE(writes, 20);
    QVERIFY_KIND(awaited(it->client.createStage({.name = u"no"_s})), ErrorKind::ReadOnly);
    QVERIFY_KIND(awaited(it->client.deleteStage({.arn = m_stage})), ErrorKind::ReadOnly);
    QVERIFY_KIND(awaited(it->client.untagResource({.resourceArn = m_stage, .tagKeys = {u"a"_s}})), ErrorKind::ReadOnly);
    QCOMPARE(m_service->state().value(u"calls"_s).toObject(), before);
    QVERIFY_RESULT(awaited(it->client.getStage({.arn = m_stage}))); // reads pass
}

void TestFaults::invalidNeverLeaves()
{
    const auto it = connection();
    const auto answer = awaited(it->client.createStage({.name = QString(129, u'x')}));
    QVERIFY_KIND(answer, ErrorKind::Invalid);
    QCOMPARE(answer.error().field, u"name"_s);
    QCOMPARE(answer.error().operation, u"CreateStage"_s);
    QVERIFY(!answer.error().sent);
    QCOMPARE(arrivedSince(u"CreateStage"_s), 0);
    QVERIFY(explain(answer.error()).meaning.contains(u"name"_s));
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
