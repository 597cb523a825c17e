// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/endpoint.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using aws::EndpointQuestion;

class TestEndpoint final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hosts_data();
    void hosts();
    void overrides_data();
    void overrides();
    void refusals_data();
    void refusals();
    void regions();
};

// Fact sheet 1.1.
void TestEndpoint::hosts_data()
{
    QTest::addColumn<QString>("region");
    QTest::addColumn<bool>("fips");
    QTest::addColumn<bool>("dualStack");
    QTest::addColumn<QString>("partition");
    QTest::addColumn<QString>("url");
    const auto row = [](const char *region, bool fips, bool dualStack, const char *partition, const char *url) {
        QTest::addRow("%s %d %d", region, int(fips), int(dualStack))
            << QString::fromLatin1(region) << fips << dualStack << QString::fromLatin1(partition)
            << QString::fromLatin1(url);
    };
    row("us-east-1", false, false, "aws", "https://ivsrealtime.us-east-1.amazonaws.com");
    row("us-east-1", true, false, "aws", "https://ivsrealtime-fips.us-east-1.amazonaws.com");
    row("us-east-1", false, true, "aws", "https://ivsrealtime.us-east-1.api.aws");
    row("us-east-1", true, true, "aws", "https://ivsrealtime-fips.us-east-1.api.aws");
    row("mars-north-7", false, false, "aws", "https://ivsrealtime.mars-north-7.amazonaws.com");
    row("cn-north-1", false, false, "aws-cn", "https://ivsrealtime.cn-north-1.amazonaws.com.cn");
    row("cn-north-1", false, true, "aws-cn", "https://ivsrealtime.cn-north-1.api.amazonwebservices.com.cn");
    row("us-gov-west-1", true, true, "aws-us-gov", "https://ivsrealtime-fips.us-gov-west-1.api.aws");
    row("eusc-de-east-1", false, false, "aws-eusc", "https://ivsrealtime.eusc-de-east-1.amazonaws.eu");
    row("eusc-de-east-1", false, true, "aws-eusc", "https://ivsrealtime.eusc-de-east-1.api.amazonwebservices.eu");
    row("us-iso-east-1", false, false, "aws-iso", "https://ivsrealtime.us-iso-east-1.c2s.ic.gov");
    row("us-isob-east-1", false, true, "aws-iso-b", "https://ivsrealtime.us-isob-east-1.api.aws.scloud");
    row("eu-isoe-west-1", false, false, "aws-iso-e", "https://ivsrealtime.eu-isoe-west-1.cloud.adc-e.uk");
    row("us-isof-south-1", false, false, "aws-iso-f", "https://ivsrealtime.us-isof-south-1.csp.hci.ic.gov");
}

void TestEndpoint::hosts()
{
    QFETCH(QString, region);
    QFETCH(bool, fips);
    QFETCH(bool, dualStack);
    QFETCH(QString, partition);
    QFETCH(QString, url);
    const auto answer = aws::endpointUrl({u"ivsrealtime"_s, region, {}, fips, dualStack});
    QVERIFY(answer.has_value());
    QCOMPARE(answer->toString(), url);
    QCOMPARE(aws::partitionOf(region).id, partition);
}

void TestEndpoint::overrides_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("url");
    QTest::newRow("https") << u"https://proxy.example"_s << u"https://proxy.example"_s;
    QTest::newRow("slashes at the end") << u"https://proxy.example/base//"_s << u"https://proxy.example/base"_s;
    QTest::newRow("encoded path") << u"https://h.example/a%2Fb"_s << u"https://h.example/a%2Fb"_s;
    QTest::newRow("http on loopback") << u"http://127.0.0.1:4571"_s << u"http://127.0.0.1:4571"_s;
    QTest::newRow("http on localhost") << u"http://localhost:4571/"_s << u"http://localhost:4571"_s;
    QTest::newRow("http on ::1") << u"http://[::1]:4571/x"_s << u"http://[::1]:4571/x"_s;
}

void TestEndpoint::overrides()
{
    QFETCH(QString, given);
    QFETCH(QString, url);
    const auto answer = aws::endpointUrl({u"ivsrealtime"_s, u"us-east-1"_s, given});
    QVERIFY2(answer.has_value(), answer ? "" : qPrintable(answer.error().message));
    QCOMPARE(answer->toString(QUrl::FullyEncoded), url);
}

void TestEndpoint::refusals_data()
{
    QTest::addColumn<EndpointQuestion>("question");
    QTest::addColumn<QString>("word"); // of the sentence
    const QString prefix = u"ivsrealtime"_s;
    const QString region = u"us-east-1"_s;
    QTest::newRow("no region") << EndpointQuestion {prefix, {}} << u"AWS_REGION"_s;
    QTest::newRow("no region at all") << EndpointQuestion {prefix, u"US EAST"_s} << u"us-east-1"_s;
    QTest::newRow("host in a region") << EndpointQuestion {prefix, u"evil.example/x"_s} << u"region"_s;
    QTest::newRow("FIPS and override") << EndpointQuestion {prefix, region, u"https://h.example"_s, true} << u"FIPS"_s;
    QTest::newRow("dual-stack and override")
        << EndpointQuestion {prefix, region, u"https://h.example"_s, false, true} << u"dual-stack"_s;
    const auto refused = [&](const char *name, const QString &given, const QString &word) {
        QTest::newRow(name) << EndpointQuestion {prefix, region, given} << word;
    };
    refused("http elsewhere", u"http://10.0.0.1:4571"_s, u"https"_s);
    refused("http to a name", u"http://localhost.example"_s, u"https"_s);
    refused("no scheme", u"localhost:4571"_s, u"endpoint"_s);
    refused("another scheme", u"ftp://127.0.0.1"_s, u"endpoint"_s);
    refused("no host", u"https:///x"_s, u"endpoint"_s);
    refused("words", u"not a url"_s, u"endpoint"_s);
    refused("password", u"https://me:secret@h.example"_s, u"password"_s);
    refused("query", u"https://h.example/?a=b"_s, u"query"_s);
    refused("fragment", u"https://h.example/#a"_s, u"fragment"_s);
}

void TestEndpoint::refusals()
{
    QFETCH(EndpointQuestion, question);
    QFETCH(QString, word);
    const auto answer = aws::endpointUrl(question);
    QVERIFY(!answer.has_value());
    QCOMPARE(answer.error().kind, aws::ErrorKind::NoCredentials);
    QCOMPARE(answer.error().layer, aws::Layer::Configuration);
    QVERIFY2(answer.error().message.contains(word), qPrintable(answer.error().message));
    QVERIFY(!answer.error().message.contains(u"secret"_s));
    QVERIFY2(answer.error().message.endsWith(u'.'), qPrintable(answer.error().message));
}

void TestEndpoint::regions()
{
    const QStringList regions = aws::ivsRealtimeRegions();
    QCOMPARE(regions.size(), 7);
    QCOMPARE(QSet<QString>(regions.begin(), regions.end()).size(), 7);
    for (const QString &region : regions)
        QCOMPARE(aws::partitionOf(region).id, u"aws"_s);
}

QTEST_GUILESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
