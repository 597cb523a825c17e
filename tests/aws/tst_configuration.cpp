// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/configuration.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using aws::Configuration;
using aws::ConfigurationChoice;
using aws::Result;
using aws::SharedConfig;

namespace {

using Variables = QList<QPair<QString, QString>>;

Result<Configuration> resolved(const ConfigurationChoice &choice, const Variables &variables, const QByteArray &config)
{
    QProcessEnvironment environment;
    for (const auto &[name, value] : variables)
        environment.insert(name, value);
    return aws::resolveConfiguration(choice, environment,
        SharedConfig::parse(config, {}, u"~/.aws/config"_s, u"~/.aws/credentials"_s), u"ivs_realtime"_s,
        u"ivsrealtime"_s);
}

QString endpointOf(const ConfigurationChoice &choice, const Variables &variables, const QByteArray &config)
{
    const Result<Configuration> answer = resolved(choice, variables, config);
    return answer ? answer->endpoint.toString() : answer.error().message;
}

} // namespace

class TestConfiguration final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void profile();
    void missingProfile();
    void missingProfileBesideABrokenLine();
    void brokenProfile();
    void region();
    void noRegion();
    void endpoint();
    void companion();
    void ignoredEndpoints();
    void fipsAndDualStack();
    void caBundle();
    void maxAttempts();
    void httpsOnly();
};

void TestConfiguration::profile()
{
    const QByteArray config = "[default]\nregion = r-default-1\n[profile a]\nregion = r-a-1\n"
                              "[profile b]\nregion = r-b-1\n[profile c]\nregion = r-c-1\n";
    const Variables both {{u"AWS_PROFILE"_s, u"a"_s}, {u"AWS_DEFAULT_PROFILE"_s, u"b"_s}};
    Result<Configuration> answer = resolved({.profile = u"c"_s}, both, config);
    QVERIFY(answer.has_value());
    QCOMPARE(answer->profile, u"c"_s);
    QCOMPARE(answer->region, u"r-c-1"_s);
    QVERIFY(answer->profileChosen);
    answer = resolved({}, both, config);
    QCOMPARE(answer->profile, u"a"_s);
    QCOMPARE(answer->region, u"r-a-1"_s);
    QVERIFY(!answer->profileChosen); // by the environment: its keys still win
    QCOMPARE(resolved({}, {both[1]}, config)->profile, u"b"_s);
    QCOMPARE(resolved({}, {{u"AWS_PROFILE"_s, {}}}, config)->profile, u"default"_s);
    // Nobody needs a file.
    answer = resolved({.region = u"us-east-1"_s}, {}, {});
    QVERIFY(answer.has_value());
    QCOMPARE(answer->profile, u"default"_s);
    QCOMPARE(answer->maxAttempts, 3);
    QVERIFY(answer->caBundle.isEmpty());
    QVERIFY(!answer->endpointOverridden);
}

void TestConfiguration::missingProfile()
{
    Result<Configuration> answer =
        resolved({.profile = u"prod"_s}, {}, "[default]\nregion = r-1\n[profile dev]\nregion = r-2\n");
    QVERIFY(!answer.has_value());
    QCOMPARE(answer.error().layer, aws::Layer::Configuration);
    QCOMPARE(answer.error().message, u"The profile “prod” does not exist. There are: default, dev."_s);
    answer = resolved({}, {{u"AWS_PROFILE"_s, u"prod"_s}}, {});
    QVERIFY(!answer.has_value());
    QVERIFY(answer.error().message.contains(u"“prod”"_s));
    QVERIFY(answer.error().message.contains(u"~/.aws/config"_s));
    QVERIFY(answer.error().message.contains(u"~/.aws/credentials"_s));
}

void TestConfiguration::missingProfileBesideABrokenLine()
{
    const Result<Configuration> answer = resolved({.profile = u"dev"_s}, {}, "[profile dev\nregion = r-1\n");
    QVERIFY(!answer.has_value());
    QVERIFY2(answer.error().message.contains(u"~/.aws/config, line 1"_s), qPrintable(answer.error().message));
}

void TestConfiguration::brokenProfile()
{
    const QByteArray config = "[profile dev]\nregion = r-1\nnonsense\n[profile ok]\nregion = r-2\n";
    const Result<Configuration> answer = resolved({.profile = u"dev"_s}, {}, config);
    QVERIFY(!answer.has_value());
    QCOMPARE(
        answer.error().message, u"The profile “dev” is broken. ~/.aws/config, line 3: The line is no key = value."_s);
    QVERIFY(resolved({.profile = u"ok"_s}, {}, config).has_value());
}

void TestConfiguration::region()
{
    const QByteArray config = "[default]\nregion = r-file-1\n";
    const Variables both {{u"AWS_REGION"_s, u"r-new-1"_s}, {u"AWS_DEFAULT_REGION"_s, u"r-old-1"_s}};
    QCOMPARE(resolved({.region = u"r-given-1"_s}, both, config)->region, u"r-given-1"_s);
    QCOMPARE(resolved({}, both, config)->region, u"r-new-1"_s);
    QCOMPARE(resolved({}, {both[1]}, config)->region, u"r-old-1"_s);
    QCOMPARE(resolved({}, {}, config)->region, u"r-file-1"_s);
}

void TestConfiguration::noRegion()
{
    const Result<Configuration> answer = resolved({}, {}, {});
    QVERIFY(!answer.has_value());
    QCOMPARE(answer.error().layer, aws::Layer::Configuration);
    QVERIFY(answer.error().message.contains(u"AWS_REGION"_s));
    // An endpoint of one's own needs a region as well: the signature does.
    QVERIFY(!resolved({.endpointUrl = u"http://127.0.0.1:1"_s}, {}, {}).has_value());
}

void TestConfiguration::endpoint()
{
    const QByteArray config = "[default]\nregion = us-east-1\nendpoint_url = https://profile.example\nservices = s\n"
                              "[services s]\nivs_realtime =\n  endpoint_url = https://services.example\n"
                              "ivs =\n  endpoint_url = https://wrong.example\n";
    const Variables both {{u"AWS_ENDPOINT_URL_IVS_REALTIME"_s, u"https://own.example"_s},
        {u"AWS_ENDPOINT_URL"_s, u"https://all.example"_s}};
    QCOMPARE(endpointOf({.endpointUrl = u"https://given.example"_s}, both, config), u"https://given.example"_s);
    QCOMPARE(endpointOf({}, both, config), u"https://own.example"_s);
    QCOMPARE(endpointOf({}, {both[1]}, config), u"https://all.example"_s);
    QCOMPARE(endpointOf({}, {}, config), u"https://services.example"_s);
    QCOMPARE(endpointOf({}, {}, "[default]\nregion = us-east-1\nendpoint_url = https://profile.example\n"),
        u"https://profile.example"_s);
    QCOMPARE(endpointOf({}, {}, "[default]\nregion = us-east-1\n"), u"https://ivsrealtime.us-east-1.amazonaws.com"_s);
    QVERIFY(resolved({}, both, config)->endpointOverridden);
    QVERIFY(!resolved({}, {}, "[default]\nregion = us-east-1\n")->endpointOverridden);
    // Only the chosen profile counts, and another service's variable does not.
    QCOMPARE(endpointOf({.profile = u"dev"_s}, {{u"AWS_ENDPOINT_URL_IVS"_s, u"https://wrong.example"_s}},
                 config + "[profile dev]\nregion = us-west-2\n"),
        u"https://ivsrealtime.us-west-2.amazonaws.com"_s);
}

void TestConfiguration::companion()
{
    const QByteArray plain = "[default]\nregion = us-east-1\n";
    const QByteArray config = plain
        + "endpoint_url = https://profile.example\nservices = s\n[services s]\nivs =\n"
          "  endpoint_url = https://services.example\n";
    const auto companionOf = [](const ConfigurationChoice &choice, const Variables &variables, const QByteArray &text) {
        QProcessEnvironment environment;
        for (const auto &[name, value] : variables)
            environment.insert(name, value);
        const Result<QUrl> found = aws::resolveCompanion(*resolved(choice, variables, text), choice, environment,
            SharedConfig::parse(text, {}, u"~/.aws/config"_s, u"~/.aws/credentials"_s), u"ivs"_s, u"ivs"_s);
        return found ? found->toString() : found.error().message;
    };
    const Variables own {{u"AWS_ENDPOINT_URL_IVS"_s, u"https://own.example"_s}};
    const Variables all {{u"AWS_ENDPOINT_URL"_s, u"https://all.example"_s}};
    QCOMPARE(companionOf({}, {}, plain), u"https://ivs.us-east-1.amazonaws.com"_s);
    QCOMPARE(companionOf({}, own + all, config), u"https://own.example"_s);
    QCOMPARE(companionOf({}, all, config), u"https://all.example"_s);
    QCOMPARE(companionOf({}, {}, config), u"https://services.example"_s);
    // What was chosen by hand for the first service leads both, unless the second one has a place of its own.
    const ConfigurationChoice chosen {.endpointUrl = u"https://given.example"_s};
    QCOMPARE(companionOf(chosen, all, plain), u"https://given.example"_s);
    QCOMPARE(companionOf(chosen, own, plain), u"https://own.example"_s);
    QCOMPARE(companionOf(chosen, {}, config), u"https://services.example"_s);
    // A stand-in on this machine does so too, another host of the first service alone does not.
    QCOMPARE(companionOf({}, {{u"AWS_ENDPOINT_URL_IVS_REALTIME"_s, u"http://127.0.0.1:1"_s}}, plain),
        u"http://127.0.0.1:1"_s);
    QCOMPARE(companionOf({}, {{u"AWS_ENDPOINT_URL_IVS_REALTIME"_s, u"https://vpce.example"_s}}, plain),
        u"https://ivs.us-east-1.amazonaws.com"_s);
}

void TestConfiguration::ignoredEndpoints()
{
    const QByteArray config = "[default]\nregion = us-east-1\nendpoint_url = https://profile.example\n";
    const QString usual = u"https://ivsrealtime.us-east-1.amazonaws.com"_s;
    const Variables ignore {
        {u"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"_s, u"TRUE"_s}, {u"AWS_ENDPOINT_URL"_s, u"https://all.example"_s}};
    QCOMPARE(endpointOf({}, ignore, config), usual);
    QCOMPARE(endpointOf({}, {}, config + "ignore_configured_endpoint_urls = true\n"), usual);
    QCOMPARE(endpointOf({.endpointUrl = u"https://given.example"_s}, ignore, config), u"https://given.example"_s);
    QCOMPARE(endpointOf({}, {{u"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"_s, u"false"_s}},
                 config + "ignore_configured_endpoint_urls = true\n"),
        u"https://profile.example"_s);
}

void TestConfiguration::fipsAndDualStack()
{
    const QByteArray config = "[default]\nregion = us-east-1\n";
    QCOMPARE(endpointOf({}, {{u"AWS_USE_FIPS_ENDPOINT"_s, u"true"_s}}, config),
        u"https://ivsrealtime-fips.us-east-1.amazonaws.com"_s);
    QCOMPARE(endpointOf({}, {{u"AWS_USE_DUALSTACK_ENDPOINT"_s, u"true"_s}}, config),
        u"https://ivsrealtime.us-east-1.api.aws"_s);
    QCOMPARE(endpointOf({}, {}, config + "use_fips_endpoint = true\nuse_dualstack_endpoint = true\n"),
        u"https://ivsrealtime-fips.us-east-1.api.aws"_s);
    QCOMPARE(endpointOf({}, {{u"AWS_USE_FIPS_ENDPOINT"_s, u"false"_s}}, config + "use_fips_endpoint = true\n"),
        u"https://ivsrealtime.us-east-1.amazonaws.com"_s);
    QVERIFY(!resolved({.endpointUrl = u"https://given.example"_s}, {{u"AWS_USE_FIPS_ENDPOINT"_s, u"true"_s}}, config)
                 .has_value());
}

void TestConfiguration::caBundle()
{
    const QByteArray config = "[default]\nregion = us-east-1\nca_bundle = /file.pem\n";
    QCOMPARE(resolved({}, {{u"AWS_CA_BUNDLE"_s, u"/variable.pem"_s}}, config)->caBundle, u"/variable.pem"_s);
    QCOMPARE(resolved({}, {}, config)->caBundle, u"/file.pem"_s);
}

void TestConfiguration::maxAttempts()
{
    const QByteArray config = "[default]\nregion = us-east-1\nmax_attempts = 7\n";
    QCOMPARE(resolved({}, {{u"AWS_MAX_ATTEMPTS"_s, u"5"_s}}, config)->maxAttempts, 5);
    QCOMPARE(resolved({}, {}, config)->maxAttempts, 7);
    for (const QString &nonsense : {u"0"_s, u"-1"_s, u"many"_s, u"2.5"_s}) {
        const Result<Configuration> answer = resolved({}, {{u"AWS_MAX_ATTEMPTS"_s, nonsense}}, config);
        QVERIFY(!answer.has_value());
        QVERIFY(answer.error().message.contains(nonsense));
        QVERIFY(answer.error().message.contains(u"AWS_MAX_ATTEMPTS"_s));
    }
}

void TestConfiguration::httpsOnly()
{
    const QByteArray config = "[default]\nregion = us-east-1\n";
    QVERIFY(resolved({.endpointUrl = u"http://127.0.0.1:4571"_s}, {}, config).has_value());
    const Result<Configuration> answer = resolved({}, {{u"AWS_ENDPOINT_URL"_s, u"http://other.example"_s}}, config);
    QVERIFY(!answer.has_value());
    QCOMPARE(answer.error().layer, aws::Layer::Configuration);
    QVERIFY(answer.error().message.contains(u"https"_s));
}

QTEST_GUILESS_MAIN(TestConfiguration)
#include "tst_configuration.moc"
