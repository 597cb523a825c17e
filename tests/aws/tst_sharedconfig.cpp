// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/sharedconfig.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using aws::ConfigProblem;
using aws::SharedConfig;

namespace {

SharedConfig parsed(const QByteArray &config, const QByteArray &credentials = {})
{
    return SharedConfig::parse(config, credentials, u"config"_s, u"credentials"_s);
}

void write(const QString &path, const QByteArray &text)
{
    QVERIFY(QDir().mkpath(path.section(u'/', 0, -2)));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

// The grammar of fact sheet 10.2.
class TestSharedConfig final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sectionsOfTheConfigFile();
    void sectionsOfTheCredentialsFile();
    void quotedNames();
    void keysAndValues();
    void comments();
    void nested();
    void valueOverLines();
    void byteOrderMarkAndLineEnds();
    void credentialsWin();
    void noInheritance();
    void badLineIsNumberedAndSpoilsItsProfileOnly();
    void badLineIsNotRepeated();
    void duplicateSection();
    void brokenSectionLine();
    void lineBeforeAnySection();
    void nonsense();
    void missingFiles();
    void placesFromTheEnvironment();
    void homeSign();
    void unreadableFile();
};

void TestSharedConfig::sectionsOfTheConfigFile()
{
    const SharedConfig files = parsed("[default]\nregion = us-east-1\n"
                                      "[profile dev]\nregion = eu-west-1\n"
                                      "[bare]\nregion = no-where-1\n"
                                      "[sso-session work]\nsso_region = us-west-2\n"
                                      "[services local]\nivs_realtime =\n  endpoint_url = http://127.0.0.1:1\n"
                                      "[profile aa]\nregion = ap-south-1\n");
    const QStringList expected {u"default"_s, u"aa"_s, u"dev"_s};
    QCOMPARE(files.profiles(), expected); // a bare name is no profile there
    QCOMPARE(files.profile(u"default"_s).value(u"region"_s), u"us-east-1"_s);
    QCOMPARE(files.profile(u"dev"_s).value(u"region"_s), u"eu-west-1"_s);
    QVERIFY(!files.hasProfile(u"bare"_s));
    QVERIFY(!files.hasProfile(u"work"_s));
    QVERIFY(!files.hasProfile(u"local"_s));
    QCOMPARE(files.ssoSession(u"work"_s).value(u"sso_region"_s), u"us-west-2"_s);
    QCOMPARE(
        files.services(u"local"_s).nested.value(u"ivs_realtime"_s).value(u"endpoint_url"_s), u"http://127.0.0.1:1"_s);
    QVERIFY(files.problems().isEmpty());
    QVERIFY(!parsed("[profile default]\nregion = x\n").profiles().isEmpty());
}

void TestSharedConfig::sectionsOfTheCredentialsFile()
{
    const SharedConfig files = parsed({}, "[dev]\naws_access_key_id = A\n[profile x]\naws_access_key_id = B\n");
    QCOMPARE(files.profile(u"dev"_s).value(u"aws_access_key_id"_s), u"A"_s);
    QVERIFY(!files.hasProfile(u"x"_s)); // `profile x` there is a profile of that whole name
    QCOMPARE(files.profile(u"profile x"_s).value(u"aws_access_key_id"_s), u"B"_s);
}

void TestSharedConfig::quotedNames()
{
    const SharedConfig files = parsed("[profile \"my p\"]\nregion = a\n[profile 'other one']\nregion = b\n"
                                      "[ profile   spaced ]\nregion = c\n[profile\ttabbed]\nregion = d\n"
                                      "[profile \"]\nregion = e\n");
    QCOMPARE(files.profile(u"my p"_s).value(u"region"_s), u"a"_s);
    QCOMPARE(files.profile(u"other one"_s).value(u"region"_s), u"b"_s);
    QCOMPARE(files.profile(u"spaced"_s).value(u"region"_s), u"c"_s);
    QCOMPARE(files.profile(u"tabbed"_s).value(u"region"_s), u"d"_s);
}

void TestSharedConfig::keysAndValues()
{
    const SharedConfig files = parsed("[default]\nRegion=us-east-1\nca_bundle :  /a b/c.pem  \n"
                                      "aws_secret_access_key = a+b/c=d==\nempty =\n"
                                      "endpoint_url = http://127.0.0.1:4571/x?y=z\nregion = us-west-2\n");
    const aws::ConfigSection profile = files.profile(u"default"_s);
    QCOMPARE(profile.value(u"region"_s), u"us-west-2"_s); // the later one
    QCOMPARE(profile.value(u"ca_bundle"_s), u"/a b/c.pem"_s);
    QCOMPARE(profile.value(u"aws_secret_access_key"_s), u"a+b/c=d=="_s);
    QCOMPARE(profile.value(u"endpoint_url"_s), u"http://127.0.0.1:4571/x?y=z"_s);
    QVERIFY(profile.values.contains(u"empty"_s));
    QVERIFY(profile.value(u"empty"_s).isEmpty());
    QVERIFY(profile.problems.isEmpty());
}

void TestSharedConfig::comments()
{
    const SharedConfig files = parsed("# first\n; second\n[default] # behind a section\n  # indented\n"
                                      "region = us-east-1 # a part of the value\n\n\t\nca_bundle = a;b\n");
    const aws::ConfigSection profile = files.profile(u"default"_s);
    QCOMPARE(profile.value(u"region"_s), u"us-east-1 # a part of the value"_s); // as the AWS CLI has it
    QCOMPARE(profile.value(u"ca_bundle"_s), u"a;b"_s);
    QVERIFY(profile.problems.isEmpty());
    QVERIFY(files.problems().isEmpty());
}

void TestSharedConfig::nested()
{
    const SharedConfig files = parsed("[services s]\nivs_realtime =\n  ENDPOINT_URL = http://127.0.0.1:1\n"
                                      "  # within\n\n\tother = 2\nivs =\n  endpoint_url = http://127.0.0.1:2\n"
                                      "[profile p]\nservices = s\ns3 =\n  max = 1\nregion = r\n");
    const aws::ConfigSection services = files.services(u"s"_s);
    QCOMPARE(services.nested.value(u"ivs_realtime"_s).value(u"endpoint_url"_s), u"http://127.0.0.1:1"_s);
    QCOMPARE(services.nested.value(u"ivs_realtime"_s).value(u"other"_s), u"2"_s);
    QCOMPARE(services.nested.value(u"ivs"_s).value(u"endpoint_url"_s), u"http://127.0.0.1:2"_s);
    QCOMPARE(files.profile(u"p"_s).nested.value(u"s3"_s).value(u"max"_s), u"1"_s);
    QCOMPARE(files.profile(u"p"_s).value(u"region"_s), u"r"_s);
    QVERIFY(services.problems.isEmpty());
}

void TestSharedConfig::valueOverLines()
{
    const SharedConfig files = parsed("[default]\ncredential_process = /bin/tool\n  --one = two\nregion = r\n");
    QCOMPARE(files.profile(u"default"_s).value(u"credential_process"_s), u"/bin/tool\n--one = two"_s);
    QCOMPARE(files.profile(u"default"_s).value(u"region"_s), u"r"_s);
}

void TestSharedConfig::byteOrderMarkAndLineEnds()
{
    const SharedConfig files = parsed("\xEF\xBB\xBF[default]\r\nregion = us-east-1\r\n", "\xEF\xBB\xBF[dev]\r\nx = 1");
    QCOMPARE(files.profile(u"default"_s).value(u"region"_s), u"us-east-1"_s);
    QCOMPARE(files.profile(u"dev"_s).value(u"x"_s), u"1"_s);
    QVERIFY(files.problems().isEmpty());
}

void TestSharedConfig::credentialsWin()
{
    const SharedConfig files = parsed("[default]\naws_access_key_id = C\naws_secret_access_key = CS\nregion = r\n"
                                      "[profile dev]\nregion = d\n",
        "[default]\naws_access_key_id = K\n[dev]\naws_access_key_id = D\n");
    const aws::ConfigSection profile = files.profile(u"default"_s);
    QCOMPARE(profile.value(u"aws_access_key_id"_s), u"K"_s);
    QCOMPARE(profile.files.value(u"aws_access_key_id"_s), u"credentials"_s);
    QCOMPARE(profile.value(u"aws_secret_access_key"_s), u"CS"_s);
    QCOMPARE(profile.files.value(u"aws_secret_access_key"_s), u"config"_s);
    QCOMPARE(profile.value(u"region"_s), u"r"_s);
    QCOMPARE(files.profile(u"dev"_s).value(u"region"_s), u"d"_s);
    QCOMPARE(files.profile(u"dev"_s).value(u"aws_access_key_id"_s), u"D"_s);
}

void TestSharedConfig::noInheritance()
{
    const SharedConfig files = parsed("[default]\nregion = us-east-1\n[profile dev]\noutput = json\n");
    QVERIFY(files.profile(u"dev"_s).value(u"region"_s).isEmpty());
    QVERIFY(files.profile(u"nobody"_s).values.isEmpty());
}

void TestSharedConfig::badLineIsNumberedAndSpoilsItsProfileOnly()
{
    const SharedConfig files = parsed("[default]\nregion = us-east-1\n\n[profile bad]\nregion = x\nwhat is this\n"
                                      "= nothing\n[profile good]\nregion = y\n");
    const QList<ConfigProblem> problems = files.profile(u"bad"_s).problems;
    QCOMPARE(problems.size(), 2);
    QCOMPARE(problems[0].file, u"config"_s);
    QCOMPARE(problems[0].line, 6);
    QVERIFY(!problems[0].words.isEmpty());
    QCOMPARE(problems[1].line, 7);
    QVERIFY(files.profile(u"default"_s).problems.isEmpty());
    QVERIFY(files.profile(u"good"_s).problems.isEmpty());
    QVERIFY(files.problems().isEmpty());
    QCOMPARE(parsed({}, "[a]\nx\n").profile(u"a"_s).problems.first().file, u"credentials"_s);
}

void TestSharedConfig::badLineIsNotRepeated()
{
    const SharedConfig files = parsed({}, "[default]\nwJalrXUtnFEMI/K7MDENG\n");
    QCOMPARE(files.profile(u"default"_s).problems.size(), 1);
    QVERIFY(!files.profile(u"default"_s).problems.first().words.contains(u"wJalr"_s));
}

void TestSharedConfig::duplicateSection()
{
    const SharedConfig files = parsed("[profile a]\nregion = 1\n[profile b]\nregion = 2\n[profile a]\nregion = 3\n");
    QCOMPARE(files.profile(u"a"_s).problems.size(), 1);
    QCOMPARE(files.profile(u"a"_s).problems.first().line, 5);
    QVERIFY(files.profile(u"b"_s).problems.isEmpty());
    // The same name in both files is no duplicate.
    QVERIFY(parsed("[default]\na = 1\n", "[default]\nb = 2\n").profile(u"default"_s).problems.isEmpty());
}

void TestSharedConfig::brokenSectionLine()
{
    const SharedConfig files = parsed("[profile a\nregion = 1\n[profile b]\nregion = 2\n");
    QVERIFY(!files.hasProfile(u"a"_s));
    QCOMPARE(files.problems().size(), 1);
    QCOMPARE(files.problems().first().line, 1);
    QCOMPARE(files.profile(u"b"_s).value(u"region"_s), u"2"_s);
}

void TestSharedConfig::lineBeforeAnySection()
{
    const SharedConfig files = parsed("region = 1\n[default]\nregion = 2\n");
    QCOMPARE(files.problems().size(), 1);
    QCOMPARE(files.problems().first().line, 1);
    QCOMPARE(files.profile(u"default"_s).value(u"region"_s), u"2"_s);
}

void TestSharedConfig::nonsense()
{
    for (const QByteArray &text : {QByteArray("\0\0[", 3), QByteArray("]\n[]\n[[[]]]\n=\n:\n"),
             QByteArray("[default]\n  a\n b = c\n"), QByteArray(100'000, '['), QByteArray("\xff\xfe[\0d\0]\0", 8)}) {
        const SharedConfig files = parsed(text, text);
        for (const QString &name : files.profiles())
            files.profile(name);
    }
}

void TestSharedConfig::missingFiles()
{
    const QTemporaryDir home;
    QProcessEnvironment environment;
    environment.insert(u"HOME"_s, home.path());
    const SharedConfig files = SharedConfig::load(environment);
    QVERIFY(files.profiles().isEmpty());
    QVERIFY(files.problems().isEmpty());
    QCOMPARE(files.configFile(), home.filePath(u".aws/config"_s));
    QCOMPARE(files.credentialsFile(), home.filePath(u".aws/credentials"_s));
}

void TestSharedConfig::placesFromTheEnvironment()
{
    const QTemporaryDir home;
    write(home.filePath(u".aws/config"_s), "[profile usual]\nregion = 1\n");
    write(home.filePath(u".aws/credentials"_s), "[usual]\naws_access_key_id = U\n");
    write(home.filePath(u"other config"_s), "[profile other]\nregion = 2\n");
    write(home.filePath(u"other credentials"_s), "[other]\naws_access_key_id = O\n");
    QProcessEnvironment environment;
    environment.insert(u"HOME"_s, home.path());
    QCOMPARE(SharedConfig::load(environment).profiles(), QStringList {u"usual"_s});
    QCOMPARE(SharedConfig::load(environment).profile(u"usual"_s).values.size(), 2);
    environment.insert(u"AWS_CONFIG_FILE"_s, home.filePath(u"other config"_s));
    const QStringList both {u"other"_s, u"usual"_s};
    QCOMPARE(SharedConfig::load(environment).profiles(), both);
    environment.insert(u"AWS_SHARED_CREDENTIALS_FILE"_s, home.filePath(u"other credentials"_s));
    const SharedConfig files = SharedConfig::load(environment);
    QCOMPARE(files.profiles(), QStringList {u"other"_s});
    QCOMPARE(files.profile(u"other"_s).values.size(), 2);
}

void TestSharedConfig::homeSign()
{
    const QTemporaryDir home;
    write(home.filePath(u"elsewhere/config"_s), "[profile tilde]\nregion = 1\n");
    QProcessEnvironment environment;
    environment.insert(u"HOME"_s, home.path());
    environment.insert(u"AWS_CONFIG_FILE"_s, u"~/elsewhere/config"_s);
    QCOMPARE(SharedConfig::load(environment).profiles(), QStringList {u"tilde"_s});
}

void TestSharedConfig::unreadableFile()
{
    const QTemporaryDir home;
    QVERIFY(QDir().mkpath(home.filePath(u".aws/config"_s))); // a folder where the file should be
    QProcessEnvironment environment;
    environment.insert(u"HOME"_s, home.path());
    const SharedConfig files = SharedConfig::load(environment);
    QCOMPARE(files.problems().size(), 1);
    QCOMPARE(files.problems().first().file, home.filePath(u".aws/config"_s));
    QCOMPARE(files.problems().first().line, 0);
}

QTEST_GUILESS_MAIN(TestSharedConfig)
#include "tst_sharedconfig.moc"
