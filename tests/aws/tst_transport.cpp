// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/transport.h"

#include "tests/aws/transporthelp.h"
#include "tests/support/rawserver.h"
#include "tests/support/results.h"

#include <QElapsedTimer>
#include <QSignalSpy>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using aws::ErrorKind;
using aws::HttpAnswer;
using aws::HttpRequest;
using aws::Layer;
using aws::Result;
using aws::Transport;

namespace {

QByteArray headerOf(const RawServer::Request &request, const QByteArray &name)
{
    const QList<QByteArray> lines = request.head.split('\n');
    for (const QByteArray &line : lines) {
        if (line.toLower().startsWith(name + ':'))
            return line.mid(name.size() + 1).trimmed();
    }
    return {};
}

// A port on loopback that takes connections into its backlog, which is full, so that a further one hangs.
class DeafPort
{
public:
    DeafPort()
        : m_listener(socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        bind(m_listener, reinterpret_cast<const sockaddr *>(&address), size);
        listen(m_listener, 0);
        getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
        for (int &filler : m_fillers) {
            filler = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
            [[maybe_unused]] const int begun = connect(filler, reinterpret_cast<const sockaddr *>(&address), size);
        }
    }
    ~DeafPort()
    {
        for (const int filler : m_fillers)
            close(filler);
        close(m_listener);
    }
    Q_DISABLE_COPY_MOVE(DeafPort)

    QUrl url() const { return QUrl(u"http://127.0.0.1:%1/ListStages"_s.arg(m_port)); }

private:
    int m_listener;
    int m_fillers[4] {};
    quint16 m_port = 0;
};

} // namespace

class TestTransport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void answers();
    void anyStatusIsAnAnswer_data();
    void anyStatusIsAnAnswer();
    void onceOnAFreshConnection_data();
    void onceOnAFreshConnection();
    void onceOnAReusedConnection_data();
    void onceOnAReusedConnection();
    void announcedCloseIsNoFailure();
    void noRedirects();
    void pathBytesAreExact();
    void headersOfOurOwn();
    void noCookies();
    void refused();
    void unknownHost();
    void connectTimeout();
    void deadlineAgainstADrip();
    void silentServer();
    void answerTooLarge();
    void truncated();
    void notHttp();
    void aborted();
    void transportGone();
};

void TestTransport::init() { forgetProxies(); }

void TestTransport::answers()
{
    RawServer server([](const RawServer::Request &) {
        return RawServer::answer(200, "{\"stages\":[]}", "X-Amzn-RequestId: r1\r\nx-two: 2\r\n");
    });
    Transport transport;
    const Result<HttpAnswer> answer = awaited(transport.send(requestTo(server.url(u"/ListStages"_s))));
    QVERIFY_RESULT(answer);
    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->body, "{\"stages\":[]}");
    QCOMPARE(answer->header("x-amzn-requestid"), "r1");
    QCOMPARE(answer->header("X-TWO"), "2");
    QVERIFY(answer->header("x-none").isNull());
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().first().line, "POST /ListStages HTTP/1.1");
    QCOMPARE(server.requests().first().body, "{}");
}

void TestTransport::anyStatusIsAnAnswer_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 201, 300, 400, 401, 402, 403, 404, 408, 409, 413, 418, 429, 500, 501, 502, 503, 504})
        QTest::addRow("%d", status) << status;
}

void TestTransport::anyStatusIsAnAnswer()
{
    QFETCH(int, status);
    // Some answers ask for a password in HTTP's own way; nobody has one to give.
    RawServer server([&](const RawServer::Request &) {
        return RawServer::answer(status, "{\"message\":\"m\"}", status == 401 ? "WWW-Authenticate: Basic\r\n" : "");
    });
    Transport transport;
    for (const char *method : {"POST", "GET", "DELETE"}) {
        const QByteArray body = qstrcmp(method, "POST") == 0 ? "{}" : "";
        const Result<HttpAnswer> answer = awaited(transport.send(requestTo(server.url(u"/x"_s), method, body)));
        QVERIFY_RESULT(answer);
        QCOMPARE(answer->status, status);
        QCOMPARE(answer->body, "{\"message\":\"m\"}");
    }
    QCOMPARE(server.requests().size(), 3);
}

void TestTransport::onceOnAFreshConnection_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("POST") << QByteArray("POST") << QByteArray("{\"name\":\"a\"}");
    QTest::newRow("POST, empty") << QByteArray("POST") << QByteArray();
    QTest::newRow("POST, large") << QByteArray("POST") << QByteArray(300'000, 'x');
    QTest::newRow("GET") << QByteArray("GET") << QByteArray();
    QTest::newRow("DELETE") << QByteArray("DELETE") << QByteArray();
}

// The server takes the request and hangs up without an answer: left to itself, QNetworkAccessManager sends it again.
void TestTransport::onceOnAFreshConnection()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    RawServer server([](const RawServer::Request &) { return RawServer::Reply {{}, true}; });
    Transport transport;
    const Result<HttpAnswer> answer = awaited(transport.send(requestTo(server.url(u"/x"_s), method, body)));
    QVERIFY_KIND(answer, ErrorKind::NotReached);
    QCOMPARE(answer.error().layer, Layer::Connection);
    QVERIFY(answer.error().sent);
    // Nothing more comes after the answer either.
    Transport other;
    RawServer fence([](const RawServer::Request &) { return RawServer::answer(200, "{}"); });
    QVERIFY_RESULT(awaited(other.send(requestTo(fence.url(u"/fence"_s)))));
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().first().line, method + " /x HTTP/1.1");
}

void TestTransport::onceOnAReusedConnection_data() { onceOnAFreshConnection_data(); }

void TestTransport::onceOnAReusedConnection()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    RawServer server([](const RawServer::Request &request) {
        return request.line.contains("/first") ? RawServer::answer(200, "{}") : RawServer::Reply {{}, true};
    });
    Transport transport;
    QVERIFY_RESULT(awaited(transport.send(requestTo(server.url(u"/first"_s)))));
    const Result<HttpAnswer> answer = awaited(transport.send(requestTo(server.url(u"/x"_s), method, body)));
    QVERIFY_KIND(answer, ErrorKind::NotReached);
    QVERIFY(answer.error().sent);
    Transport other;
    QVERIFY_RESULT(awaited(other.send(requestTo(server.url(u"/first"_s)))));
    QCOMPARE(server.requests().size(), 3);
    QCOMPARE(server.requests()[1].connection, server.requests()[0].connection);
    QCOMPARE(server.requests()[1].line, method + " /x HTTP/1.1");
    QVERIFY(server.requests()[2].line.contains("/first"));
}

// A server that says that it will hang up after its answer costs nothing.
void TestTransport::announcedCloseIsNoFailure()
{
    RawServer server([](const RawServer::Request &) {
        RawServer::Reply reply = RawServer::answer(200, "{}", "Connection: close\r\n");
        reply.close = true;
        return reply;
    });
    Transport transport;
    for (int i = 0; i < 3; ++i) {
        QVERIFY_RESULT(awaited(transport.send(requestTo(server.url(u"/x"_s)))));
        QTRY_VERIFY(server.findChildren<QTcpSocket *>().isEmpty());
    }
    QCOMPARE(server.requests().size(), 3);
    QCOMPARE(server.connections(), 3);
}

void TestTransport::noRedirects()
{
    RawServer target([](const RawServer::Request &) { return RawServer::answer(200, "{}"); });
    for (const int status : {301, 302, 303, 307, 308}) {
        RawServer server([&](const RawServer::Request &) {
            return RawServer::answer(status, "moved", "Location: " + target.url(u"/stolen"_s).toEncoded() + "\r\n");
        });
        Transport transport;
        const Result<HttpAnswer> answer = awaited(transport.send(requestTo(server.url(u"/x"_s))));
        QVERIFY_RESULT(answer);
        QCOMPARE(answer->status, status);
        QCOMPARE(server.requests().size(), 1);
    }
    QCOMPARE(target.requests().size(), 0);
}

void TestTransport::pathBytesAreExact()
{
    RawServer server([](const RawServer::Request &) { return RawServer::answer(200, "{}"); });
    Transport transport;
    const QByteArray path = "/base/tags/arn%3Aaws%3Aivs%3Aus-west-2%3A123456789012%3Astage%2FAbCdef1G2hij";
    const QByteArray query = "?tagKeys=team&tagKeys=a%20b%2Bc%2F%3D%21%2A%27%28%29%F0%9F%8E%A5";
    for (const char *method : {"GET", "DELETE", "POST"}) {
        HttpRequest request =
            requestTo(QUrl::fromEncoded(server.url().toEncoded() + path + query, QUrl::StrictMode), method, {});
        QVERIFY_RESULT(awaited(transport.send(request)));
        QCOMPARE(server.requests().last().line, QByteArray(method) + ' ' + path + query + " HTTP/1.1");
    }
}

void TestTransport::headersOfOurOwn()
{
    RawServer server([](const RawServer::Request &) { return RawServer::answer(200, "{}"); });
    Transport transport;
    HttpRequest request = requestTo(server.url(u"/x"_s));
    request.headers.append(
        qMakePair(QByteArray("authorization"), QByteArray("AWS4-HMAC-SHA256 Credential=x, Signature=y")));
    request.headers.append(qMakePair(QByteArray("x-amz-date"), QByteArray("20260102T030405Z")));
    QVERIFY_RESULT(awaited(transport.send(request)));
    const RawServer::Request &seen = server.requests().first();
    QCOMPARE(headerOf(seen, "host"), server.url().authority().toLatin1());
    QCOMPARE(headerOf(seen, "authorization"), "AWS4-HMAC-SHA256 Credential=x, Signature=y");
    QCOMPARE(headerOf(seen, "x-amz-date"), "20260102T030405Z");
    QCOMPARE(headerOf(seen, "content-type"), "application/json");
    QCOMPARE(headerOf(seen, "content-length"), "2");
    QVERIFY(headerOf(seen, "user-agent").startsWith("stagedesk/"));
    QCOMPARE(headerOf(seen, "accept-language"), "en"); // nobody's locale leaves this machine
    // A bodyless request carries no type.
    QVERIFY_RESULT(awaited(transport.send(requestTo(server.url(u"/y"_s), "GET", {}))));
    QVERIFY(headerOf(server.requests().last(), "content-type").isEmpty());
}

void TestTransport::noCookies()
{
    RawServer server([](const RawServer::Request &) {
        return RawServer::answer(200, "{}", "Set-Cookie: session=secret; Path=/\r\n");
    });
    Transport transport;
    QVERIFY_RESULT(awaited(transport.send(requestTo(server.url(u"/x"_s)))));
    QVERIFY_RESULT(awaited(transport.send(requestTo(server.url(u"/x"_s)))));
    QVERIFY(headerOf(server.requests().last(), "cookie").isEmpty());
}

void TestTransport::refused()
{
    quint16 port = 0;
    {
        QTcpServer passing;
        QVERIFY(passing.listen(QHostAddress::LocalHost));
        port = passing.serverPort();
    }
    Transport transport;
    for (const QByteArray &body : {QByteArray("{}"), QByteArray()}) {
        const Result<HttpAnswer> answer = awaited(transport.send(
            requestTo(QUrl(u"http://127.0.0.1:%1/x"_s.arg(port)), body.isEmpty() ? "DELETE" : "POST", body)));
        QVERIFY_KIND(answer, ErrorKind::NotReached);
        QCOMPARE(answer.error().layer, Layer::Connection);
        QVERIFY(!answer.error().sent);
        QVERIFY(!answer.error().message.isEmpty());
    }
}

void TestTransport::unknownHost()
{
    Transport transport;
    const Result<HttpAnswer> answer = awaited(transport.send(requestTo(QUrl(u"https://no-such-host.invalid/x"_s))));
    QVERIFY_KIND(answer, ErrorKind::NotReached);
    QCOMPARE(answer.error().layer, Layer::NameLookup);
    QVERIFY(!answer.error().sent);
}

void TestTransport::connectTimeout()
{
    const DeafPort port;
    Transport transport;
    transport.setLimits({.connectTimeout = 200, .deadline = 20'000});
    QElapsedTimer timer;
    timer.start();
    const Result<HttpAnswer> answer = awaited(transport.send(requestTo(port.url())));
    QVERIFY_KIND(answer, ErrorKind::TimedOut);
    QCOMPARE(answer.error().layer, Layer::Connection);
    QVERIFY(!answer.error().sent);
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
}

// A byte now and then keeps Qt's own transfer timeout content for ever.
void TestTransport::deadlineAgainstADrip()
{
    RawServer server([](const RawServer::Request &) {
        RawServer::Reply reply = RawServer::answer(200, QByteArray(100'000, 'x'));
        reply.dripEvery = 20;
        return reply;
    });
    Transport transport;
    transport.setLimits({.connectTimeout = 10'000, .deadline = 400});
    const Result<HttpAnswer> answer = awaited(transport.send(requestTo(server.url(u"/x"_s))));
    QVERIFY_KIND(answer, ErrorKind::TimedOut);
    QCOMPARE(answer.error().layer, Layer::Service);
    QVERIFY(answer.error().sent);
    QCOMPARE(server.requests().size(), 1);
}

void TestTransport::silentServer()
{
    RawServer server([](const RawServer::Request &) { return RawServer::Reply {}; });
    Transport transport;
    transport.setLimits({.connectTimeout = 10'000, .deadline = 200});
    for (const char *method : {"POST", "GET", "DELETE"}) {
        const QByteArray body = qstrcmp(method, "POST") == 0 ? "{}" : "";
        const Result<HttpAnswer> answer = awaited(transport.send(requestTo(server.url(u"/x"_s), method, body)));
        QVERIFY_KIND(answer, ErrorKind::TimedOut);
        QVERIFY(answer.error().sent);
    }
    QCOMPARE(server.requests().size(), 3);
}

void TestTransport::answerTooLarge()
{
    RawServer server([](const RawServer::Request &) { return RawServer::answer(200, QByteArray(100'001, 'x')); });
    Transport transport;
    transport.setLimits({.answerSize = 100'000});
    const Result<HttpAnswer> answer = awaited(transport.send(requestTo(server.url(u"/x"_s))));
    QVERIFY_KIND(answer, ErrorKind::UnreadableAnswer);
    QVERIFY(answer.error().sent);
    transport.setLimits({.answerSize = 100'001});
    QVERIFY_RESULT(awaited(transport.send(requestTo(server.url(u"/x"_s)))));
    QCOMPARE(server.requests().size(), 2);
}

void TestTransport::truncated()
{
    for (const char *method : {"POST", "GET", "DELETE"}) {
        RawServer server([](const RawServer::Request &) {
            return RawServer::Reply {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"stages\":[", true};
        });
        Transport transport;
        const QByteArray body = qstrcmp(method, "POST") == 0 ? "{}" : "";
        const Result<HttpAnswer> answer = awaited(transport.send(requestTo(server.url(u"/x"_s), method, body)));
        QVERIFY(!answer.has_value()); // never half an answer for a whole one
        QVERIFY(answer.error().sent);
        QCOMPARE(server.requests().size(), 1);
    }
}

void TestTransport::notHttp()
{
    RawServer server([](const RawServer::Request &) {
        return RawServer::Reply {"220 mail.example ESMTP ready\r\n\r\n", true};
    });
    Transport transport;
    const Result<HttpAnswer> answer = awaited(transport.send(requestTo(server.url(u"/x"_s))));
    QVERIFY(!answer.has_value());
    QVERIFY(answer.error().sent);
    QCOMPARE(server.requests().size(), 1);
}

void TestTransport::aborted()
{
    RawServer server([](const RawServer::Request &) { return RawServer::Reply {}; });
    Transport transport;
    aws::Call<HttpAnswer> *call = transport.send(requestTo(server.url(u"/x"_s)));
    Awaited<HttpAnswer> result(call);
    QTRY_COMPARE(server.requests().size(), 1);
    call->abort();
    QVERIFY(!result.isThere());
    QTRY_VERIFY(result.isThere());
    QVERIFY_KIND(*result, ErrorKind::Canceled);
    QTRY_VERIFY(server.findChildren<QTcpSocket *>().isEmpty()); // the connection is closed as well
    QCOMPARE(result.count(), 1);
}

void TestTransport::transportGone()
{
    RawServer server([](const RawServer::Request &) { return RawServer::Reply {}; });
    auto transport = std::make_unique<Transport>();
    Awaited<HttpAnswer> result(transport->send(requestTo(server.url(u"/x"_s))));
    QTRY_COMPARE(server.requests().size(), 1);
    transport.reset();
    QTRY_VERIFY(server.findChildren<QTcpSocket *>().isEmpty());
    QVERIFY(result.count() <= 1);
}

QTEST_GUILESS_MAIN(TestTransport)
#include "tst_transport.moc"
