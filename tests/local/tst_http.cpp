// SPDX-License-Identifier: GPL-3.0-or-later
// The local service on the wire: raw sockets, signatures, and each kind of fault.

#include "app/local/service.h"
#include "models/aws/sigv4.h"
#include "tests/local/httptest.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

using namespace Qt::Literals::StringLiterals;
using namespace local;

class TestHttp final : public HttpTest
{
    Q_OBJECT

private Q_SLOTS:
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
};

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

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_http.moc"
