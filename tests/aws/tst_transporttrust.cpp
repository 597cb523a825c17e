// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/transport.h"

#include "tests/aws/transporthelp.h"
#include "tests/support/certificate.h"
#include "tests/support/rawserver.h"
#include "tests/support/results.h"

#include <QTemporaryFile>

using namespace Qt::Literals::StringLiterals;
using aws::ErrorKind;
using aws::HttpAnswer;
using aws::Layer;
using aws::Result;
using aws::Transport;

/// Through whom a request goes and whom it trusts: proxies and certificates.
class TestTransportTrust final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { forgetProxies(); }
    void neverThroughAProxyOnLoopback();
    void proxyFaultIsTheProxys();
    void selfSignedIsRefused();
    void ownBundleIsTrusted();
    void bundleIsThisTransportsOnly();
    void unusableBundle();
    void loopback_data();
    void loopback();
};

void TestTransportTrust::neverThroughAProxyOnLoopback()
{
    RawServer proxy([](const RawServer::Request &) { return RawServer::answer(502, "proxy"); });
    const Variable variable("http_proxy", proxy.url().toEncoded());
    RawServer server([](const RawServer::Request &) { return RawServer::answer(200, "{}"); });
    Transport transport;
    for (const QString &host : {u"127.0.0.1"_s, u"localhost"_s}) {
        QUrl url = server.url(u"/x"_s);
        url.setHost(host);
        const Result<HttpAnswer> answer = awaited(transport.send(requestTo(url)));
        QVERIFY_RESULT(answer);
        QCOMPARE(answer->status, 200);
    }
    QCOMPARE(proxy.requests().size(), 0);
    QCOMPARE(server.requests().size(), 2);
}

void TestTransportTrust::proxyFaultIsTheProxys()
{
    RawServer proxy([](const RawServer::Request &) {
        return RawServer::answer(407, "who are you?", "Proxy-Authenticate: Basic realm=\"office\"\r\n");
    });
    const Variable variable("https_proxy", proxy.url().toEncoded());
    {
        Transport transport;
        const Result<HttpAnswer> answer =
            awaited(transport.send(requestTo(QUrl(u"https://ivsrealtime.example.invalid/x"_s))));
        QVERIFY_KIND(answer, ErrorKind::NotReached);
        QCOMPARE(answer.error().layer, Layer::Proxy);
    }
    QVERIFY(proxy.requests().size() >= 1);
    QVERIFY(proxy.requests().first().line.startsWith("CONNECT "));
    proxy.shutDown();
    Transport transport;
    const Result<HttpAnswer> answer =
        awaited(transport.send(requestTo(QUrl(u"https://ivsrealtime.example.invalid/x"_s))));
    QVERIFY_KIND(answer, ErrorKind::NotReached);
    QCOMPARE(answer.error().layer, Layer::Proxy);
    QVERIFY(!answer.error().sent);
    const Variable nowhere("https_proxy", "http://no-such-proxy.invalid:3128");
    const Result<HttpAnswer> unknown =
        awaited(transport.send(requestTo(QUrl(u"https://ivsrealtime.example.invalid/x"_s))));
    QVERIFY_KIND(unknown, ErrorKind::NotReached);
    QCOMPARE(unknown.error().layer, Layer::Proxy);
    QVERIFY(!unknown.error().sent);
}

void TestTransportTrust::selfSignedIsRefused()
{
    RawServer server(
        [](const RawServer::Request &) { return RawServer::answer(200, "{}"); }, TestCertificate::make().server);
    Transport transport;
    const Result<HttpAnswer> answer = awaited(transport.send(requestTo(server.url(u"/x"_s))));
    QVERIFY_KIND(answer, ErrorKind::NotReached);
    QCOMPARE(answer.error().layer, Layer::Tls);
    QVERIFY(!answer.error().sent);
    QCOMPARE(server.requests().size(), 0);
}

void TestTransportTrust::ownBundleIsTrusted()
{
    const TestCertificate certificate = TestCertificate::make();
    RawServer server([](const RawServer::Request &) { return RawServer::answer(200, "{}"); }, certificate.server);
    QTemporaryFile bundle;
    QVERIFY(bundle.open());
    bundle.write("# our own\n" + certificate.pem);
    bundle.flush();
    Transport transport;
    QVERIFY_RESULT(transport.setCaBundle(bundle.fileName()));
    const Result<HttpAnswer> answer = awaited(transport.send(requestTo(server.url(u"/x"_s))));
    QVERIFY_RESULT(answer);
    QCOMPARE(answer->status, 200);
    // It is trusted for what it is made out to, not for any name.
    QUrl elsewhere = server.url(u"/x"_s);
    elsewhere.setHost(u"other.localhost"_s);
    const Result<HttpAnswer> wrongName = awaited(transport.send(requestTo(elsewhere)));
    QVERIFY_KIND(wrongName, ErrorKind::NotReached);
    QVERIFY(wrongName.error().layer == Layer::Tls || wrongName.error().layer == Layer::NameLookup);
    QCOMPARE(server.requests().size(), 1);

    // A bundle that holds another authority is no better than none.
    QTemporaryFile wrong;
    QVERIFY(wrong.open());
    wrong.write(TestCertificate::make().pem);
    wrong.flush();
    Transport stranger;
    QVERIFY_RESULT(stranger.setCaBundle(wrong.fileName()));
    const Result<HttpAnswer> refusal = awaited(stranger.send(requestTo(server.url(u"/x"_s))));
    QVERIFY_KIND(refusal, ErrorKind::NotReached);
    QCOMPARE(refusal.error().layer, Layer::Tls);
}

// Several connections are open at once: the bundle of one says nothing about the others.
void TestTransportTrust::bundleIsThisTransportsOnly()
{
    const TestCertificate certificate = TestCertificate::make();
    RawServer server([](const RawServer::Request &) { return RawServer::answer(200, "{}"); }, certificate.server);
    QTemporaryFile bundle;
    QVERIFY(bundle.open());
    bundle.write(certificate.pem);
    bundle.flush();
    Transport trusting;
    QVERIFY_RESULT(trusting.setCaBundle(bundle.fileName()));
    Transport other;
    const Result<HttpAnswer> answer = awaited(other.send(requestTo(server.url(u"/x"_s))));
    QVERIFY_KIND(answer, ErrorKind::NotReached);
    QCOMPARE(answer.error().layer, Layer::Tls);
    QVERIFY_RESULT(awaited(trusting.send(requestTo(server.url(u"/x"_s)))));
}

void TestTransportTrust::unusableBundle()
{
    Transport transport;
    const Result<aws::Nothing> missing = transport.setCaBundle(u"/nowhere/bundle.pem"_s);
    QVERIFY(!missing.has_value());
    QCOMPARE(missing.error().layer, Layer::Tls);
    QVERIFY(missing.error().message.contains(u"/nowhere/bundle.pem"_s));
    QTemporaryFile empty;
    QVERIFY(empty.open());
    empty.write("no certificate\n");
    empty.flush();
    const Result<aws::Nothing> useless = transport.setCaBundle(empty.fileName());
    QVERIFY(!useless.has_value());
    QCOMPARE(useless.error().layer, Layer::Tls);
    QVERIFY(useless.error().message.contains(empty.fileName()));
}

void TestTransportTrust::loopback_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("is");
    QTest::newRow("localhost") << u"http://localhost:1/x"_s << true;
    QTest::newRow("LOCALHOST") << u"http://LOCALHOST/"_s << true;
    QTest::newRow("name below it") << u"http://ivs.localhost/"_s << false;
    QTest::newRow("127.0.0.1") << u"http://127.0.0.1/"_s << true;
    QTest::newRow("127.9.9.9") << u"http://127.9.9.9/"_s << true;
    QTest::newRow("::1") << u"http://[::1]:80/"_s << true;
    QTest::newRow("network") << u"http://192.168.0.1/"_s << false;
    QTest::newRow("all") << u"http://0.0.0.0/"_s << false;
    QTest::newRow("link local") << u"http://[fe80::1]/"_s << false;
    QTest::newRow("name that only ends alike") << u"http://notlocalhost/"_s << false;
    QTest::newRow("name that only begins alike") << u"http://localhost.example/"_s << false;
    QTest::newRow("number that is a name") << u"http://127.0.0.1.example/"_s << false;
    QTest::newRow("service") << u"https://ivsrealtime.us-east-1.amazonaws.com/"_s << false;
}

void TestTransportTrust::loopback()
{
    QFETCH(QString, url);
    QFETCH(bool, is);
    QCOMPARE(aws::isLoopback(QUrl(url)), is);
}

QTEST_GUILESS_MAIN(TestTransportTrust)
#include "tst_transporttrust.moc"
