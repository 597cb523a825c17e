// SPDX-License-Identifier: GPL-3.0-or-later
// The local service on the wire: raw sockets, signatures, and each kind of fault.

#include "app/local/service.h"
#include "models/aws/sigv4.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

using namespace Qt::Literals::StringLiterals;
using namespace local;

namespace {

constexpr int kPatience = 10'000; // ms

struct Answer
{
    int status = 0; ///< 0: the connection ended without an answer
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    bool whole = false;

    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    QByteArray error() const { return headers.value("x-amzn-errortype"); }
};

} // namespace

class TestHttp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void signedListStages();
    void headAndBodyApart();
    void requestLineInParts();
    void largeBody();
    void threeRequestsOnOneConnection();
    void connectionClose();
    void refusedSignatures_data();
    void refusedSignatures();
    void sessionTokenMustBeSigned();
    void tagsInTheRawPath();
    void unknownPath();
    void brokenBodies();
    void ratesByOperation();
    void everyAnswerIsLabelled();
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

private:
    QByteArray request(const QByteArray &method, const QByteArray &target, const QByteArray &body,
        const aws::Credentials *credentials = nullptr, const QDateTime &time = {}, const aws::sigv4::Pairs &extra = {});
    QByteArray signedPost(const QByteArray &operation, const QByteArray &body = "{}")
    {
        return request("POST", '/' + operation, body);
    }
    Answer read(QTcpSocket *socket);
    Answer send(const QByteArray &bytes);
    Answer call(const QByteArray &operation, const QByteArray &body = "{}")
    {
        return send(signedPost(operation, body));
    }
    Answer control(const QByteArray &name, const QJsonObject &body);
    void fault(const QJsonObject &fault) { QCOMPARE(control("fault", fault).status, 200); }
    QJsonObject state();
    void connectTo(QTcpSocket *socket);

    QThread m_thread;
    Service *m_service = nullptr;
    aws::Credentials m_credentials;
};

// The service lives in a thread of its own, as the desk embeds it.
void TestHttp::init()
{
    m_service = new Service;
    m_service->moveToThread(&m_thread);
    m_thread.start();
    Options options;
    options.scenario = u"empty"_s;
    options.rates = qstrcmp(QTest::currentTestFunction(), "ratesByOperation") == 0;
    bool good = false;
    QString why;
    QMetaObject::invokeMethod(
        m_service, [&] { good = m_service->start(options, &why); }, Qt::BlockingQueuedConnection);
    QVERIFY2(good, qPrintable(why));
    m_credentials = {};
    m_credentials.accessKeyId = m_service->accessKeyId();
    m_credentials.secretAccessKey = m_service->secretAccessKey();
}

void TestHttp::cleanup()
{
    m_service->deleteLater();
    m_thread.quit();
    QVERIFY(m_thread.wait());
    m_service = nullptr;
}

QByteArray TestHttp::request(const QByteArray &method, const QByteArray &target, const QByteArray &body,
    const aws::Credentials *credentials, const QDateTime &time, const aws::sigv4::Pairs &extra)
{
    const QByteArray host = "127.0.0.1:" + QByteArray::number(m_service->port());
    aws::sigv4::Request wire {method, target.split('?').first(), {}, {{"host", host}}, body};
    const QList<QByteArray> parts =
        target.contains('?') ? target.mid(target.indexOf('?') + 1).split('&') : QList<QByteArray>();
    for (const QByteArray &part : parts) {
        const qsizetype equals = part.indexOf('=');
        wire.query.append(qMakePair(
            QByteArray::fromPercentEncoding(part.left(equals)), QByteArray::fromPercentEncoding(part.mid(equals + 1))));
    }
    if (!body.isEmpty())
        wire.headers += aws::sigv4::Pairs {{"content-type", "application/json"}};
    wire.headers += aws::sigv4::sign(wire, credentials ? *credentials : m_credentials, "us-east-1", "ivs",
        time.isValid() ? time : QDateTime::currentDateTimeUtc());
    QByteArray bytes = method + ' ' + target + " HTTP/1.1\r\n";
    for (const auto &[name, value] : wire.headers + extra)
        bytes += name + ": " + value + "\r\n";
    return bytes + "content-length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

void TestHttp::connectTo(QTcpSocket *socket)
{
    socket->connectToHost(QHostAddress::LocalHost, m_service->port());
    QVERIFY(socket->waitForConnected(kPatience));
}

Answer TestHttp::read(QTcpSocket *socket)
{
    QByteArray bytes;
    Answer answer;
    qsizetype head = -1;
    qsizetype size = 0;
    while (true) {
        head = bytes.indexOf("\r\n\r\n");
        if (head >= 0) {
            const QList<QByteArray> lines = bytes.left(head).split('\n');
            answer.status = lines.first().split(' ').value(1).toInt();
            for (const QByteArray &line : lines.mid(1)) {
                const qsizetype colon = line.indexOf(':');
                answer.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
            }
            size = answer.headers.value("content-length").toLongLong();
            answer.whole = bytes.size() >= head + 4 + size;
            if (answer.whole)
                break;
        }
        if (socket->bytesAvailable() == 0 && !socket->waitForReadyRead(kPatience))
            break;
        bytes += socket->readAll();
    }
    if (head >= 0)
        answer.body = bytes.mid(head + 4, size);
    return answer;
}

Answer TestHttp::send(const QByteArray &bytes)
{
    QTcpSocket socket;
    connectTo(&socket);
    socket.write(bytes);
    return read(&socket);
}

Answer TestHttp::control(const QByteArray &name, const QJsonObject &body)
{
    const QByteArray text = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return send("POST /_local/" + name + " HTTP/1.1\r\nHost: x\r\ncontent-length: " + QByteArray::number(text.size())
        + "\r\n\r\n" + text);
}

QJsonObject TestHttp::state() { return send("GET /_local/state HTTP/1.1\r\nHost: x\r\n\r\n").json(); }

void TestHttp::signedListStages()
{
    QCOMPARE(call("CreateStage", R"({"name":"one"})").status, 200);
    const Answer answer = call("ListStages");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()[u"stages"_s][0][u"name"_s].toString(), u"one"_s);
    QCOMPARE(call("ListStages", "").status, 200);
}

void TestHttp::headAndBodyApart()
{
    const QByteArray bytes = signedPost("CreateStage", R"({"name":"apart"})");
    const qsizetype head = bytes.indexOf("\r\n\r\n") + 4;
    QTcpSocket socket;
    connectTo(&socket);
    for (int round = 0; round < 3; ++round) {
        socket.write(bytes.left(head));
        QVERIFY(socket.waitForBytesWritten(kPatience));
        QTest::qSleep(30);
        socket.write(bytes.mid(head));
        const Answer answer = read(&socket);
        QCOMPARE(answer.status, 200);
    }
}

void TestHttp::requestLineInParts()
{
    const QByteArray bytes = signedPost("ListStages");
    QTcpSocket socket;
    connectTo(&socket);
    for (const QByteArray &part : {bytes.left(3), bytes.mid(3, 9), bytes.mid(12)}) {
        socket.write(part);
        QVERIFY(socket.waitForBytesWritten(kPatience));
        QTest::qSleep(30);
    }
    QCOMPARE(read(&socket).status, 200);
}

void TestHttp::largeBody()
{
    const QByteArray body = R"({"name":"large","ignored":")" + QByteArray(100'000, 'x') + "\"}";
    QTcpSocket socket;
    connectTo(&socket);
    for (int round = 0; round < 2; ++round) {
        socket.write(signedPost("CreateStage", body));
        QCOMPARE(read(&socket).status, 200);
    }
    const QByteArray wrong = R"({"name":")" + QByteArray(100'000, 'x') + "\"}";
    const Answer answer = call("CreateStage", wrong);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.error(), "ValidationException");
}

void TestHttp::threeRequestsOnOneConnection()
{
    QTcpSocket socket;
    connectTo(&socket);
    for (const QByteArray &name : {QByteArray("ListStages"), QByteArray("ListCompositions"), QByteArray("Nope")}) {
        socket.write(signedPost(name));
        QCOMPARE(read(&socket).status, name == "Nope" ? 404 : 200);
    }
    // In one segment, too.
    socket.write(signedPost("ListStages") + signedPost("ListPublicKeys") + signedPost("ListIngestConfigurations"));
    QByteArray bytes;
    while (bytes.count("HTTP/1.1 200") < 3 && socket.waitForReadyRead(kPatience))
        bytes += socket.readAll();
    QCOMPARE(bytes.count("HTTP/1.1 200"), 3);
    QVERIFY(bytes.indexOf("stages") < bytes.indexOf("publicKeys"));
}

void TestHttp::connectionClose()
{
    QTcpSocket socket;
    connectTo(&socket);
    socket.write(request("POST", "/ListStages", "{}", nullptr, {}, {{"connection", "close"}}));
    QCOMPARE(read(&socket).status, 200);
    QVERIFY(socket.state() == QAbstractSocket::UnconnectedState || socket.waitForDisconnected(kPatience));
}

void TestHttp::refusedSignatures_data()
{
    QTest::addColumn<QByteArray>("how");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("unsigned") << QByteArray("unsigned") << QByteArray("MissingAuthenticationTokenException");
    QTest::newRow("wrong secret") << QByteArray("secret") << QByteArray("InvalidSignatureException");
    QTest::newRow("unknown key") << QByteArray("key") << QByteArray("UnrecognizedClientException");
    QTest::newRow("stale") << QByteArray("stale") << QByteArray("InvalidSignatureException");
    QTest::newRow("from the future") << QByteArray("future") << QByteArray("InvalidSignatureException");
    QTest::newRow("another body") << QByteArray("body") << QByteArray("InvalidSignatureException");
    QTest::newRow("another scheme") << QByteArray("scheme") << QByteArray("IncompleteSignature");
}

void TestHttp::refusedSignatures()
{
    QFETCH(QByteArray, how);
    QFETCH(QByteArray, code);
    aws::Credentials credentials = m_credentials;
    QDateTime time = QDateTime::currentDateTimeUtc();
    if (how == "secret")
        credentials.secretAccessKey += u'x';
    if (how == "key")
        credentials.accessKeyId = u"AKIAWRONG"_s;
    if (how == "stale")
        time = time.addSecs(-310);
    if (how == "future")
        time = time.addSecs(310);
    QByteArray bytes = request("POST", "/CreateStage", R"({"name":"a"})", &credentials, time);
    if (how == "unsigned")
        bytes.replace("authorization:", "x-nothing:");
    if (how == "body")
        bytes.replace(R"("a")", R"("b")");
    if (how == "scheme")
        bytes.replace("AWS4-HMAC-SHA256", "Bearer");
    const Answer answer = send(bytes);
    QCOMPARE(answer.status, 403);
    QCOMPARE(answer.error(), code);
    if (how == "stale")
        QVERIFY(answer.json()[u"message"_s].toString().startsWith(u"Signature expired"_s));
    QCOMPARE(state()[u"calls"_s][u"CreateStage"_s][u"total"_s].toInt(), 1);
    QCOMPARE(state()[u"acted"_s][u"CreateStage"_s].toInt(), 0);
}

void TestHttp::sessionTokenMustBeSigned()
{
    aws::Credentials credentials = m_credentials;
    credentials.sessionToken = u"SESSION"_s;
    QCOMPARE(send(request("POST", "/ListStages", "{}", &credentials)).status, 200);
    const Answer answer =
        send(request("POST", "/ListStages", "{}", nullptr, {}, {{"x-amz-security-token", "SESSION"}}));
    QCOMPARE(answer.status, 403);
}

void TestHttp::tagsInTheRawPath()
{
    const QString arn = call("CreateStage").json()[u"stage"_s][u"arn"_s].toString();
    const QByteArray path = "/tags/" + arn.toUtf8().toPercentEncoding();
    QVERIFY(path.contains("%2F"));
    QCOMPARE(send(request("POST", path, R"({"tags":{"a b":"1","c/d":"2","e":""}})")).status, 200);
    QCOMPARE(send(request("DELETE", path + "?tagKeys=e&tagKeys=a%20b", "")).status, 200);
    const Answer answer = send(request("GET", path, ""));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()[u"tags"_s].toObject(), (QJsonObject {{u"c/d"_s, u"2"_s}}));
    QCOMPARE(send(request("GET", path + "x", "")).status, 404);
}

void TestHttp::unknownPath()
{
    for (const QByteArray &target :
        {QByteArray("/Nope"), QByteArray("/"), QByteArray("/tags/a/b"), QByteArray("/tags/")}) {
        const Answer answer = send(request("POST", target, "{}"));
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.error(), "UnknownOperationException");
    }
    QCOMPARE(send(request("GET", "/ListStages", "")).status, 404);
}

void TestHttp::brokenBodies()
{
    QCOMPARE(call("CreateStage", "{nonsense").error(), "SerializationException");
    QCOMPARE(call("CreateStage", "[]").error(), "SerializationException");
    const Answer type = call("CreateStage", R"({"name":5})");
    QCOMPARE(type.status, 400);
    QVERIFY(type.json()[u"exceptionMessage"_s].toString().contains(u"name"_s));
    const Answer missing = call("GetStage");
    QCOMPARE(missing.error(), "ValidationException");
    QVERIFY(missing.json()[u"exceptionMessage"_s].toString().contains(u"arn"_s));
}

void TestHttp::ratesByOperation()
{
    int throttled = 0;
    for (int i = 0; i < 12; ++i) {
        const Answer answer = call("ListStages");
        if (answer.status == 400 && answer.error() == "ThrottlingException")
            ++throttled;
        else
            QCOMPARE(answer.status, 200);
    }
    QVERIFY(throttled > 0);
    QCOMPARE(call("ListCompositions").status, 200);
}

void TestHttp::everyAnswerIsLabelled()
{
    for (const Answer &answer : {call("ListStages"), call("GetStage"), send(request("GET", "/x", ""))}) {
        QVERIFY(!answer.headers.value("x-amzn-requestid").isEmpty());
        QVERIFY(answer.headers.value("date").endsWith(" GMT"));
        QVERIFY(answer.headers.value("x-ivs-local-time").endsWith('Z'));
        QCOMPARE(answer.headers.value("x-ivs-local-speed"), "1");
        QCOMPARE(answer.error().isEmpty(), answer.status == 200);
    }
}

void TestHttp::faultStatusAndThrottle()
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

void TestHttp::faultLatency()
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

void TestHttp::faultDrop()
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

void TestHttp::faultTruncate()
{
    fault({{u"operation"_s, u"ListStages"_s}, {u"kind"_s, u"truncate"_s}, {u"value"_s, 5}});
    const Answer answer = call("ListStages");
    QCOMPARE(answer.status, 200);
    QVERIFY(!answer.whole);
    QCOMPARE(answer.body, R"({"sta)");
}

void TestHttp::faultDrip()
{
    fault({{u"operation"_s, u"ListStages"_s}, {u"kind"_s, u"drip"_s}, {u"value"_s, 1000}});
    QElapsedTimer timer;
    timer.start();
    const Answer answer = call("ListStages");
    QVERIFY(answer.whole);
    QCOMPARE(answer.json()[u"stages"_s].toArray().size(), 0);
    QVERIFY(timer.elapsed() >= 150);
}

void TestHttp::faultBig()
{
    fault({{u"operation"_s, u"ListStages"_s}, {u"kind"_s, u"big"_s}, {u"value"_s, 3}});
    const Answer answer = call("ListStages");
    QVERIFY(answer.whole);
    QVERIFY(answer.body.size() > 3 * 1024 * 1024);
    QVERIFY(answer.json().contains(u"stages"_s));
}

void TestHttp::faultSkew()
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

void TestHttp::faultGarbageAndExpired()
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

void TestHttp::faultPages()
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

void TestHttp::faultsQueueUp()
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

void TestHttp::nonsenseFaults_data()
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

void TestHttp::nonsenseFaults()
{
    QFETCH(QByteArray, body);
    const Answer answer = control("fault", QJsonDocument::fromJson(body).object());
    QCOMPARE(answer.status, 400);
    QVERIFY(!answer.json()[u"message"_s].toString().isEmpty());
}

void TestHttp::nonsenseControl_data()
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

void TestHttp::nonsenseControl()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const Answer answer = control(name, QJsonDocument::fromJson(body).object());
    QCOMPARE(answer.status, status);
    QVERIFY(!answer.json()[u"message"_s].toString().isEmpty());
}

void TestHttp::onlyLoopback()
{
    Service service;
    Options options;
    options.scenario = u"empty"_s;
    options.listenAddress = u"0.0.0.0"_s;
    QString why;
    QVERIFY(!service.start(options, &why));
    QVERIFY(why.contains(u"loopback"_s));
}

void TestHttp::busyPort()
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

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_http.moc"
