// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/local/httptest.h"

#include <QElapsedTimer>
#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;
using namespace local;

/// Each kind of fault that can be asked of the local service, on the wire; what it refuses; where it listens.
class TestHttpFaults final : public HttpTest
{
    Q_OBJECT

private Q_SLOTS:
    void faultStatusAndThrottle();
    void faultLatency();
    void faultDrop();
    void faultTruncate();
    void faultDrip();
    void faultBig();
    void faultSkew();
    void faultGarbageAndExpired();
    void faultPages();
    void faultsQueueUp();
    void nonsenseFaults_data();
    void nonsenseFaults();
    void nonsenseControl_data();
    void nonsenseControl();
    void onlyLoopback();
    void busyPort();
};

void TestHttpFaults::faultStatusAndThrottle()
{
    fault({{u"operation"_s, u"*"_s}, {u"kind"_s, u"status"_s}, {u"value"_s, 503}, {u"count"_s, 2}});
    QCOMPARE(call("CreateStage").status, 503);
    QCOMPARE(call("CreateStage").error(), "ServiceUnavailable");
    fault({{u"operation"_s, u"CreateStage"_s}, {u"kind"_s, u"throttle"_s}, {u"value"_s, 429}});
    fault({{u"operation"_s, u"CreateStage"_s}, {u"kind"_s, u"throttle"_s}, {u"value"_s, 400}});
    QCOMPARE(call("CreateStage").status, 429);
    QCOMPARE(call("CreateStage").error(), "ThrottlingException");
    QCOMPARE(call("CreateStage").status, 200);
    const QJsonObject after = state();
    const QJsonValue calls = after[u"calls"_s][u"CreateStage"_s];
    QCOMPARE(calls[u"total"_s].toInt(), 5);
    QCOMPARE(calls[u"503"_s].toInt(), 2);
    QCOMPARE(calls[u"200"_s].toInt(), 1);
    QCOMPARE(after[u"acted"_s][u"CreateStage"_s].toInt(), 1);
}

void TestHttpFaults::faultLatency()
{
    fault({{u"operation"_s, u"ListStages"_s}, {u"kind"_s, u"latency"_s}, {u"value"_s, 400}});
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(call("ListStages").status, 200);
    QVERIFY(timer.elapsed() >= 390);
    // Whoever goes away meanwhile harms nobody.
    fault({{u"operation"_s, u"ListStages"_s}, {u"kind"_s, u"latency"_s}, {u"value"_s, 100}});
    {
        QTcpSocket socket;
        connectTo(&socket);
        socket.write(signedPost("ListStages"));
        QVERIFY(socket.waitForBytesWritten(kPatience));
    }
    QTest::qSleep(200);
    QCOMPARE(call("ListStages").status, 200);
}

void TestHttpFaults::faultDrop()
{
    fault({{u"operation"_s, u"CreateStage"_s}, {u"kind"_s, u"drop"_s}, {u"value"_s, u"before"_s}});
    fault({{u"operation"_s, u"CreateStage"_s}, {u"kind"_s, u"drop"_s}, {u"value"_s, u"after"_s}});
    QCOMPARE(call("CreateStage").status, 0);
    QCOMPARE(state()[u"counts"_s][u"stages"_s].toInt(), 0);
    QCOMPARE(call("CreateStage").status, 0);
    const QJsonObject after = state();
    QCOMPARE(after[u"counts"_s][u"stages"_s].toInt(), 1);
    QCOMPARE(after[u"calls"_s][u"CreateStage"_s][u"dropped"_s].toInt(), 2);
    QCOMPARE(after[u"acted"_s][u"CreateStage"_s].toInt(), 1);
}

void TestHttpFaults::faultTruncate()
{
    fault({{u"operation"_s, u"ListStages"_s}, {u"kind"_s, u"truncate"_s}, {u"value"_s, 5}});
    const Answer answer = call("ListStages");
    QCOMPARE(answer.status, 200);
    QVERIFY(!answer.whole);
    QCOMPARE(answer.body, R"({"sta)");
}

void TestHttpFaults::faultDrip()
{
    fault({{u"operation"_s, u"ListStages"_s}, {u"kind"_s, u"drip"_s}, {u"value"_s, 1000}});
    QElapsedTimer timer;
    timer.start();
    const Answer answer = call("ListStages");
    QVERIFY(answer.whole);
    QCOMPARE(answer.json()[u"stages"_s].toArray().size(), 0);
    QVERIFY(timer.elapsed() >= 150);
}

void TestHttpFaults::faultBig()
{
    fault({{u"operation"_s, u"ListStages"_s}, {u"kind"_s, u"big"_s}, {u"value"_s, 3}});
    const Answer answer = call("ListStages");
    QVERIFY(answer.whole);
    QVERIFY(answer.body.size() > 3 * 1024 * 1024);
    QVERIFY(answer.json().contains(u"stages"_s));
}

void TestHttpFaults::faultSkew()
{
    fault({{u"operation"_s, u"ListStages"_s}, {u"kind"_s, u"skew"_s}, {u"value"_s, 600}, {u"count"_s, 2}});
    const Answer answer = call("ListStages");
    QCOMPARE(answer.error(), "InvalidSignatureException");
    QDateTime date = QLocale::c().toDateTime(
        QString::fromLatin1(answer.headers.value("date")), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    date.setTimeSpec(Qt::UTC);
    const qint64 ahead = QDateTime::currentDateTimeUtc().secsTo(date);
    QVERIFY(ahead > 590 && ahead <= 600);
    QCOMPARE(send(request("POST", "/ListStages", "{}", nullptr, date)).status, 200);
}

void TestHttpFaults::faultGarbageAndExpired()
{
    fault({{u"operation"_s, u"ListStages"_s}, {u"kind"_s, u"garbage"_s}});
    fault({{u"operation"_s, u"ListStages"_s}, {u"kind"_s, u"expired"_s}});
    const Answer garbage = call("ListStages");
    QCOMPARE(garbage.status, 200);
    QVERIFY(QJsonDocument::fromJson(garbage.body).isNull());
    const Answer expired = call("ListStages");
    QCOMPARE(expired.status, 403);
    QCOMPARE(expired.error(), "ExpiredTokenException");
}

void TestHttpFaults::faultPages()
{
    for (int i = 0; i < 4; ++i)
        call("CreateStage");
    fault({{u"operation"_s, u"ListStages"_s}, {u"kind"_s, u"empty-page"_s}});
    const Answer empty = call("ListStages", R"({"maxResults":2})");
    QCOMPARE(empty.json()[u"stages"_s].toArray().size(), 0);
    const auto next = [](const Answer &answer) {
        return QJsonDocument(QJsonObject {{u"maxResults"_s, 2}, {u"nextToken"_s, answer.json()[u"nextToken"_s]}})
            .toJson();
    };
    const Answer first = call("ListStages", next(empty));
    QCOMPARE(first.json()[u"stages"_s].toArray().size(), 2);
    // Waits for a request that has a token.
    fault({{u"operation"_s, u"ListStages"_s}, {u"kind"_s, u"repeat-token"_s}});
    QCOMPARE(call("ListStages").json()[u"stages"_s].toArray().size(), 4);
    const Answer last = call("ListStages", next(first));
    QCOMPARE(last.json()[u"stages"_s].toArray().size(), 2);
    QCOMPARE(last.json()[u"nextToken"_s], first.json()[u"nextToken"_s]);
}

void TestHttpFaults::faultsQueueUp()
{
    fault({{u"operation"_s, u"ListStages"_s}, {u"kind"_s, u"status"_s}, {u"value"_s, 500}, {u"count"_s, 2}});
    fault({{u"operation"_s, u"*"_s}, {u"kind"_s, u"status"_s}, {u"value"_s, 502}, {u"count"_s, 9}});
    QCOMPARE(call("ListStages").status, 500);
    QCOMPARE(call("ListCompositions").status, 502);
    QCOMPARE(call("ListStages").status, 500);
    QCOMPARE(call("ListStages").status, 502);
    fault({{u"operation"_s, u"*"_s}, {u"count"_s, 0}});
    QCOMPARE(call("ListStages").status, 200);
}

void TestHttpFaults::nonsenseFaults_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("operation") << QByteArray(R"({"operation":"Nope","kind":"garbage"})");
    QTest::newRow("kind") << QByteArray(R"({"operation":"*","kind":"nope"})");
    QTest::newRow("value") << QByteArray(R"({"operation":"*","kind":"status","value":42})");
    QTest::newRow("throttle") << QByteArray(R"({"operation":"*","kind":"throttle","value":401})");
    QTest::newRow("drop") << QByteArray(R"({"operation":"*","kind":"drop"})");
    QTest::newRow("count") << QByteArray(R"({"operation":"*","kind":"garbage","count":-1})");
    QTest::newRow("stray") << QByteArray(R"({"operation":"*","kind":"garbage","cuont":1})");
}

void TestHttpFaults::nonsenseFaults()
{
    QFETCH(QByteArray, body);
    const Answer answer = control("fault", QJsonDocument::fromJson(body).object());
    QCOMPARE(answer.status, 400);
    QVERIFY(!answer.json()[u"message"_s].toString().isEmpty());
}

void TestHttpFaults::nonsenseControl_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("unknown") << QByteArray("nope") << QByteArray("{}") << 404;
    QTest::newRow("join") << QByteArray("join") << QByteArray("{}") << 400;
    QTest::newRow("bad token") << QByteArray("join") << QByteArray(R"({"token":"x.y.z"})") << 403;
    QTest::newRow("leave") << QByteArray("leave") << QByteArray(R"({"stageArn":"x","participantId":"y"})") << 400;
    QTest::newRow("publish") << QByteArray("publish") << QByteArray(R"({"stageArn":5})") << 400;
    QTest::newRow("advance") << QByteArray("advance") << QByteArray(R"({"seconds":-1})") << 400;
    QTest::newRow("advance text") << QByteArray("advance") << QByteArray(R"({"seconds":"1"})") << 400;
    QTest::newRow("composition") << QByteArray("composition") << QByteArray(R"({"arn":"x","event":"fail"})") << 400;
    QTest::newRow("ingest") << QByteArray("ingest") << QByteArray(R"({"streamKey":"x"})") << 400;
}

void TestHttpFaults::nonsenseControl()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const Answer answer = control(name, QJsonDocument::fromJson(body).object());
    QCOMPARE(answer.status, status);
    QVERIFY(!answer.json()[u"message"_s].toString().isEmpty());
}

void TestHttpFaults::onlyLoopback()
{
    Service service;
    Options options;
    options.scenario = u"empty"_s;
    options.listenAddress = u"0.0.0.0"_s;
    QString why;
    QVERIFY(!service.start(options, &why));
    QVERIFY(why.contains(u"loopback"_s));
}

void TestHttpFaults::busyPort()
{
    Service service;
    Options options;
    options.scenario = u"empty"_s;
    options.listenPort = m_service->port();
    QString why;
    QVERIFY(!service.start(options, &why));
    QCOMPARE(service.failure(), Service::Failure::Network);
    QVERIFY(why.contains(QString::number(m_service->port())));
}

QTEST_GUILESS_MAIN(TestHttpFaults)
#include "tst_httpfaults.moc"
