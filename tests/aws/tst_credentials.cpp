// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/credentialsproviders.h"

#include "tests/support/results.h"

#include <QFile>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using aws::ChainCredentials;
using aws::Credentials;
using aws::ErrorKind;
using aws::Result;
using aws::SharedConfig;

namespace {

QProcessEnvironment environmentOf(const QList<QPair<QString, QString>> &variables)
{
    QProcessEnvironment environment;
    for (const auto &[name, value] : variables)
        environment.insert(name, value);
    return environment;
}

Result<Credentials> profileOf(const QByteArray &config, const QByteArray &credentials, const QString &name = u"p"_s)
{
    return aws::profileCredentials(SharedConfig::parse(config, credentials, u"config"_s, u"credentials"_s), name);
}

} // namespace

class TestCredentials final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void given();
    void environment();
    void halfOfAKey();
    void staticKeys();
    void profileWithoutKeys();
    void otherWays_data();
    void otherWays();
    void missingProfile();
    void chosenProfileDropsTheEnvironment();
    void namedByTheEnvironmentDoesNot();
    void halfAKeyInTheEnvironmentIsNoFallThrough();
    void readAnewAfterInvalidate();
    void failuresAreNotKept();

private:
    void writeCredentials(const QByteArray &text)
    {
        QFile file(m_home->filePath(u"credentials"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QProcessEnvironment withFile(const QList<QPair<QString, QString>> &variables = {})
    {
        QProcessEnvironment environment = environmentOf(variables);
        environment.insert(u"AWS_CONFIG_FILE"_s, m_home->filePath(u"config"_s));
        environment.insert(u"AWS_SHARED_CREDENTIALS_FILE"_s, m_home->filePath(u"credentials"_s));
        return environment;
    }

    std::unique_ptr<QTemporaryDir> m_home;
    const QList<QPair<QString, QString>> m_keys {
        {u"AWS_ACCESS_KEY_ID"_s, u"AKIAENV"_s}, {u"AWS_SECRET_ACCESS_KEY"_s, u"env secret"_s}};
};

void TestCredentials::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    writeCredentials("[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = s\n"
                     "[dev]\naws_access_key_id = AKIADEV\naws_secret_access_key = s\n");
}

void TestCredentials::given()
{
    Credentials keys;
    keys.accessKeyId = u"AKIA"_s;
    keys.secretAccessKey = u"secret"_s;
    aws::GivenCredentials provider(keys);
    const Result<Credentials> answer = awaited(provider.credentials());
    QVERIFY_RESULT(answer);
    QCOMPARE(*answer, keys);
    aws::GivenCredentials nothing(Credentials {});
    QVERIFY_KIND(awaited(nothing.credentials()), ErrorKind::NoCredentials);
}

void TestCredentials::environment()
{
    QVERIFY(!aws::environmentCredentials({}).has_value());
    QVERIFY(!aws::environmentCredentials(environmentOf({{u"AWS_ACCESS_KEY_ID"_s, {}}})).has_value());
    auto variables = m_keys;
    variables.append({u"AWS_SESSION_TOKEN"_s, u"token"_s});
    variables.append({u"AWS_ACCOUNT_ID"_s, u"123456789012"_s});
    variables.append({u"AWS_CREDENTIAL_EXPIRATION"_s, u"2030-01-02T03:04:05Z"_s});
    const auto found = aws::environmentCredentials(environmentOf(variables));
    QVERIFY(found.has_value());
    QVERIFY_RESULT(*found);
    QCOMPARE((*found)->accessKeyId, u"AKIAENV"_s);
    QCOMPARE((*found)->secretAccessKey, u"env secret"_s);
    QCOMPARE((*found)->sessionToken, u"token"_s);
    QCOMPARE((*found)->accountId, u"123456789012"_s);
    QCOMPARE((*found)->expiration, QDateTime({2030, 1, 2}, {3, 4, 5}, Qt::UTC));
    QVERIFY(!(*found)->source.isEmpty());
    QVERIFY(!(*found)->source.contains(u"secret"_s));
    // The older name stands first (fact sheet 10.1).
    variables.append({u"AWS_SECURITY_TOKEN"_s, u"older"_s});
    QCOMPARE((*aws::environmentCredentials(environmentOf(variables)))->sessionToken, u"older"_s);
}

void TestCredentials::halfOfAKey()
{
    const auto found = aws::environmentCredentials(environmentOf({m_keys[0]}));
    QVERIFY(found.has_value());
    QVERIFY_KIND(*found, ErrorKind::NoCredentials);
    QVERIFY(found->error().message.contains(u"AWS_SECRET_ACCESS_KEY"_s));
    QVERIFY(!aws::environmentCredentials(environmentOf({m_keys[1]})).has_value());
    const Result<Credentials> half = profileOf({}, "[p]\naws_access_key_id = A\n");
    QVERIFY_KIND(half, ErrorKind::NoCredentials);
    QVERIFY(half.error().message.contains(u"aws_secret_access_key"_s));
}

void TestCredentials::staticKeys()
{
    const Result<Credentials> answer = profileOf("[profile p]\naws_access_key_id = C\nregion = r\n",
        "[p]\naws_access_key_id = K\naws_secret_access_key = S\naws_session_token = T\naws_account_id = 1\n");
    QVERIFY_RESULT(answer);
    QCOMPARE(answer->accessKeyId, u"K"_s);
    QCOMPARE(answer->secretAccessKey, u"S"_s);
    QCOMPARE(answer->sessionToken, u"T"_s);
    QCOMPARE(answer->accountId, u"1"_s);
    QVERIFY(answer->source.contains(u"“p”"_s) && answer->source.contains(u"credentials"_s));
    QVERIFY_RESULT(profileOf("[profile p]\naws_access_key_id = C\naws_secret_access_key = S\n", {}));
}

void TestCredentials::profileWithoutKeys()
{
    const Result<Credentials> answer = profileOf("[profile p]\nregion = r\n", {});
    QVERIFY_KIND(answer, ErrorKind::NoCredentials);
    QVERIFY(answer.error().message.contains(u"aws configure"_s));
    const Result<Credentials> broken = profileOf("[profile p]\nnonsense\n", "[p]\naws_access_key_id = K\n");
    QVERIFY(!broken.has_value());
    QVERIFY(broken.error().message.contains(u"line 2"_s));
}

void TestCredentials::otherWays_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QByteArray>("credentials");
    QTest::addColumn<QString>("named"); // empty: the static keys are taken
    const QByteArray keys = "aws_access_key_id = K\naws_secret_access_key = S\n";
    QTest::newRow("role") << QByteArray("[profile p]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = q\n")
                          << QByteArray() << u"role_arn"_s;
    QTest::newRow("role before keys") << QByteArray("[profile p]\nrole_arn = arn:aws:iam::1:role/x\n") << "[p]\n" + keys
                                      << u"role_arn"_s;
    QTest::newRow("Identity Center") << QByteArray("[profile p]\nsso_session = s\nsso_account_id = 1\n") << QByteArray()
                                     << u"sso_account_id"_s;
    QTest::newRow("Identity Center before keys")
        << QByteArray("[profile p]\nsso_role_name = admin\n") << "[p]\n" + keys << u"sso_role_name"_s;
    QTest::newRow("process") << QByteArray("[profile p]\ncredential_process = /bin/x\n") << QByteArray()
                             << u"credential_process"_s;
    QTest::newRow("login") << QByteArray("[profile p]\nlogin_session = x\n") << QByteArray() << u"login_session"_s;
    QTest::newRow("keys in the credentials file before a process")
        << QByteArray("[profile p]\ncredential_process = /bin/x\n") << "[p]\n" + keys << QString();
    QTest::newRow("a process before keys in the configuration file")
        << "[profile p]\ncredential_process = /bin/x\n" + keys << QByteArray() << u"credential_process"_s;
}

// What can't be done yet is called by its name, with a way that works.
void TestCredentials::otherWays()
{
    QFETCH(QByteArray, config);
    QFETCH(QByteArray, credentials);
    QFETCH(QString, named);
    const Result<Credentials> answer = profileOf(config, credentials);
    if (named.isEmpty()) {
        QVERIFY_RESULT(answer);
        return;
    }
    QVERIFY_KIND(answer, ErrorKind::NoCredentials);
    QVERIFY2(answer.error().message.contains(named), qPrintable(answer.error().message));
    QVERIFY(answer.error().message.contains(u"export-credentials --profile p"_s));
}

void TestCredentials::missingProfile()
{
    const Result<Credentials> answer = profileOf({}, {}, u"default"_s);
    QVERIFY_KIND(answer, ErrorKind::NoCredentials);
    QVERIFY(answer.error().message.contains(u"AWS_ACCESS_KEY_ID"_s));
    QVERIFY(answer.error().message.contains(u"credentials"_s));
    const Result<Credentials> broken = profileOf("[default\n", {}, u"default"_s);
    QVERIFY2(broken.error().message.contains(u"line 1"_s), qPrintable(broken.error().message));
}

void TestCredentials::chosenProfileDropsTheEnvironment()
{
    ChainCredentials chosen(withFile(m_keys), u"dev"_s, true);
    const Result<Credentials> answer = awaited(chosen.credentials());
    QVERIFY_RESULT(answer);
    QCOMPARE(answer->accessKeyId, u"AKIADEV"_s);
}

void TestCredentials::namedByTheEnvironmentDoesNot()
{
    ChainCredentials named(withFile(m_keys), u"dev"_s, false);
    QCOMPARE(awaited(named.credentials())->accessKeyId, u"AKIAENV"_s);
    ChainCredentials without(withFile(), u"dev"_s, false);
    QCOMPARE(awaited(without.credentials())->accessKeyId, u"AKIADEV"_s);
}

void TestCredentials::halfAKeyInTheEnvironmentIsNoFallThrough()
{
    ChainCredentials chain(withFile({m_keys[0]}), u"default"_s, false);
    const Result<Credentials> answer = awaited(chain.credentials());
    QVERIFY_KIND(answer, ErrorKind::NoCredentials);
    QVERIFY(answer.error().message.contains(u"AWS_SECRET_ACCESS_KEY"_s));
}

void TestCredentials::readAnewAfterInvalidate()
{
    ChainCredentials chain(withFile(), u"default"_s, false);
    QCOMPARE(awaited(chain.credentials())->accessKeyId, u"AKIADEFAULT"_s);
    writeCredentials("[default]\naws_access_key_id = AKIANEW\naws_secret_access_key = s\n");
    QCOMPARE(awaited(chain.credentials())->accessKeyId, u"AKIADEFAULT"_s);
    chain.invalidate();
    QCOMPARE(awaited(chain.credentials())->accessKeyId, u"AKIANEW"_s);
}

void TestCredentials::failuresAreNotKept()
{
    writeCredentials("[default]\naws_access_key_id = A\n");
    ChainCredentials chain(withFile(), u"default"_s, false);
    QVERIFY_KIND(awaited(chain.credentials()), ErrorKind::NoCredentials);
    writeCredentials("[default]\naws_access_key_id = AKIAMENDED\naws_secret_access_key = s\n");
    QCOMPARE(awaited(chain.credentials())->accessKeyId, u"AKIAMENDED"_s);
}

QTEST_GUILESS_MAIN(TestCredentials)
#include "tst_credentials.moc"
