// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "tests/support/localservice.h"

#include <QDir>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char kSecret[] = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY";
constexpr char kSession[] = "IQoJb3JpZ2luX2VjSessionTokenThatNobodyMaySee";

} // namespace

/// The two programs from outside: options, exit codes, what they say.
class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void good_data();
    void good();
    void bad_data();
    void bad();
    void refusedWithUsage_data();
    void refusedWithUsage();
    void helpAndVersion();
    void unwritableLogFile();
    void noDisplay();
    void unreachableDisplay();
    void goesOnAfter_data();
    void goesOnAfter();
    void localEndsOnSigterm();
    void unknownScenario();
    void secretsStaySecret();
    void logFileIsPrivate();
    void localServiceAlone();
    void secondStartHandsOver();

private:
    struct Outcome
    {
        int code = -1;
        bool crashed = true;
        QString out;
        QString err;
    };
    void begin(QProcess &process, const QString &program, const QStringList &arguments) const;
    Outcome run(const QStringList &arguments, const QString &program = QStringLiteral(STAGEDESK_PROGRAM)) const;
    static QStringList lines(const QString &text) { return text.split(u'\n', Qt::SkipEmptyParts); }

    std::unique_ptr<QTemporaryDir> m_home;
    QProcessEnvironment m_environment;
};

void TestCommandLine::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    QVERIFY(m_home->isValid());
    m_environment = {};
    const QProcessEnvironment system = QProcessEnvironment::systemEnvironment();
    // What the programs need of the machine; sanitizers and library paths of the build that is tested come along.
    for (const QString &name :
        {u"PATH"_s, u"LD_LIBRARY_PATH"_s, u"ASAN_OPTIONS"_s, u"UBSAN_OPTIONS"_s, u"LSAN_OPTIONS"_s}) {
        if (system.contains(name))
            m_environment.insert(name, system.value(name));
    }
    QVERIFY(QDir(m_home->path()).mkpath(u"run"_s));
    QFile::setPermissions(m_home->filePath(u"run"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    m_environment.insert(u"HOME"_s, m_home->path());
    m_environment.insert(u"XDG_RUNTIME_DIR"_s, m_home->filePath(u"run"_s));
    m_environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    m_environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
}

void TestCommandLine::begin(QProcess &process, const QString &program, const QStringList &arguments) const
{
    process.setProcessEnvironment(m_environment);
    process.start(program, arguments);
}

TestCommandLine::Outcome TestCommandLine::run(const QStringList &arguments, const QString &program) const
{
    QProcess process;
    begin(process, program, arguments);
    Outcome outcome;
    if (!process.waitForFinished(20000)) {
        process.kill();
        process.waitForFinished();
        outcome.err = u"did not end: "_s + QString::fromUtf8(process.readAllStandardError());
        return outcome;
    }
    outcome.code = process.exitCode();
    outcome.crashed = process.exitStatus() == QProcess::CrashExit;
    outcome.out = QString::fromUtf8(process.readAllStandardOutput());
    outcome.err = QString::fromUtf8(process.readAllStandardError());
    return outcome;
}

void TestCommandLine::good_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("local") << QStringList {u"--local"_s};
    QTest::newRow("scenario") << QStringList {u"--local"_s, u"--scenario"_s, u"trouble"_s};
    QTest::newRow("scenario with =") << QStringList {u"--local"_s, u"--scenario=trouble"_s};
    QTest::newRow("profile") << QStringList {u"--profile"_s, u"studio"_s, u"--region"_s, u"eu-west-1"_s};
    QTest::newRow("endpoint") << QStringList {u"--endpoint-url"_s, u"https://example.com"_s, u"--read-only"_s};
    QTest::newRow("log") << QStringList {u"--log-level"_s, u"debug"_s, u"--log-file"_s, u"x.log"_s};
    QTest::newRow("short") << QStringList {u"-h"_s};
}

void TestCommandLine::good()
{
    QFETCH(QStringList, arguments);
    const auto line = parseCommandLine(arguments);
    QVERIFY2(line, qPrintable(line ? QString() : line.error()));
    const auto valueOf = [&arguments](const QString &option) {
        const qsizetype at = arguments.indexOf(option);
        return at < 0 ? QString() : arguments.value(at + 1);
    };
    QCOMPARE(line->local, arguments.contains(u"--local"_s));
    QCOMPARE(line->connection.choice.profile, valueOf(u"--profile"_s));
    QCOMPARE(line->connection.choice.region, valueOf(u"--region"_s));
    QCOMPARE(line->connection.choice.endpointUrl, valueOf(u"--endpoint-url"_s));
    QCOMPARE(line->connection.readOnly, arguments.contains(u"--read-only"_s));
    QCOMPARE(line->logFile, valueOf(u"--log-file"_s));
    QCOMPARE(line->logLevel, valueOf(u"--log-level"_s) == u"debug" ? QtDebugMsg : QtWarningMsg);
    QCOMPARE(line->help, arguments.contains(u"-h"_s));
    if (arguments.join(u' ').contains(u"trouble"_s))
        QCOMPARE(line->scenario, u"trouble"_s);
}

void TestCommandLine::bad_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named"); // what the sentence must name
    QTest::newRow("unknown option") << QStringList {u"--frobnicate"_s} << u"frobnicate"_s;
    QTest::newRow("unknown short option") << QStringList {u"-z"_s} << u"z"_s;
    QTest::newRow("a word") << QStringList {u"demo"_s} << u"demo"_s;
    QTest::newRow("value missing") << QStringList {u"--profile"_s} << u"profile"_s;
    QTest::newRow("value empty") << QStringList {u"--profile"_s, QString()} << u"--profile"_s;
    QTest::newRow("region empty") << QStringList {u"--region="_s} << u"--region"_s;
    QTest::newRow("value for a switch") << QStringList {u"--local=yes"_s} << u"local"_s;
    QTest::newRow("local and profile") << QStringList {u"--local"_s, u"--profile"_s, u"p"_s} << u"--profile"_s;
    QTest::newRow("local and endpoint") << QStringList {u"--local"_s, u"--endpoint-url"_s, u"http://x"_s}
                                        << u"--endpoint-url"_s;
    QTest::newRow("scenario alone") << QStringList {u"--scenario"_s, u"demo"_s} << u"--local"_s;
    QTest::newRow("log level") << QStringList {u"--log-level"_s, u"loud"_s} << u"loud"_s;
    QTest::newRow("option of Qt") << QStringList {u"-style=windows"_s} << u"s"_s;
}

void TestCommandLine::bad()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const auto line = parseCommandLine(arguments);
    QVERIFY(!line);
    QVERIFY2(line.error().contains(named), qPrintable(line.error()));
    QVERIFY2(!line.error().contains(u'\n'), qPrintable(line.error()));
    QVERIFY2(line.error().endsWith(u'.'), qPrintable(line.error()));
}

void TestCommandLine::refusedWithUsage_data() { bad_data(); }

// Exit code 2 and one line on standard error, before anything is opened.
void TestCommandLine::refusedWithUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const Outcome outcome = run(arguments);
    QVERIFY2(!outcome.crashed, qPrintable(outcome.err));
    QCOMPARE(outcome.code, 2);
    QVERIFY(outcome.out.isEmpty());
    QCOMPARE(lines(outcome.err).size(), 1);
    QVERIFY2(outcome.err.startsWith(u"stagedesk: "_s) && outcome.err.contains(named), qPrintable(outcome.err));
}

// Without a display, without a home, and whatever else stands beside it.
void TestCommandLine::helpAndVersion()
{
    m_environment.remove(u"QT_QPA_PLATFORM"_s);
    m_environment.remove(u"HOME"_s);
    for (const QStringList &arguments : {QStringList {u"--help"_s}, QStringList {u"-h"_s, u"--local"_s}}) {
        const Outcome help = run(arguments);
        QCOMPARE(help.code, 0);
        QVERIFY2(help.err.isEmpty(), qPrintable(help.err));
        for (const QString &option : {u"--local"_s, u"--scenario"_s, u"--profile"_s, u"--region"_s, u"--endpoint-url"_s,
                 u"--read-only"_s, u"--log-level"_s, u"--log-file"_s, u"--help"_s, u"--version"_s})
            QVERIFY2(help.out.contains(option), qPrintable(option));
        // What a person can type: the program's name without its folder, no wildcard for hidden options.
        QVERIFY2(lines(help.out).value(0).contains(u"stagedesk"_s), qPrintable(lines(help.out).value(0)));
    }
    const Outcome version = run({u"--version"_s});
    QCOMPARE(version.code, 0);
    QVERIFY2(version.err.isEmpty(), qPrintable(version.err));
    static const QRegularExpression form(u"^stagedesk \\d+\\.\\d+\\.\\d+\n$"_s);
    QVERIFY2(version.out.contains(form), qPrintable(version.out));
}

void TestCommandLine::unwritableLogFile()
{
    const Outcome outcome = run({u"--local"_s, u"--log-file"_s, m_home->filePath(u"no/such/folder/x.log"_s)});
    QCOMPARE(outcome.code, 1);
    QCOMPARE(lines(outcome.err).size(), 1);
    QVERIFY2(outcome.err.contains(u"no/such/folder/x.log"_s), qPrintable(outcome.err));
}

void TestCommandLine::noDisplay()
{
    m_environment.remove(u"QT_QPA_PLATFORM"_s);
    const Outcome outcome = run({u"--local"_s});
    QVERIFY2(!outcome.crashed, qPrintable(outcome.err));
    QCOMPARE(outcome.code, 1);
    QCOMPARE(lines(outcome.err).size(), 1);
    QVERIFY2(outcome.err.contains(u"display"_s), qPrintable(outcome.err));
}

void TestCommandLine::unreachableDisplay()
{
    m_environment.remove(u"QT_QPA_PLATFORM"_s);
    m_environment.insert(u"DISPLAY"_s, u":4711"_s);
    const Outcome outcome = run({u"--local"_s});
    QVERIFY2(!outcome.crashed, qPrintable(outcome.err));
    QCOMPARE(outcome.code, 1);
    QVERIFY2(lines(outcome.err).last().startsWith(u"stagedesk: "_s), qPrintable(outcome.err));
    QVERIFY2(lines(outcome.err).last().contains(u":4711"_s), qPrintable(outcome.err));
}

void TestCommandLine::goesOnAfter_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("config");
    QTest::newRow("missing profile") << QStringList {u"--profile"_s, u"nobody"_s} << QByteArray();
    QTest::newRow("broken config file") << QStringList() << QByteArray("[default\nregion us-east-1\n");
    QTest::newRow("config file of zeros") << QStringList() << QByteArray(300, '\0');
    QTest::newRow("no region") << QStringList() << QByteArray();
    QTest::newRow("unreachable endpoint")
        << QStringList {u"--region"_s, u"us-east-1"_s, u"--endpoint-url"_s, u"http://127.0.0.1:9"_s} << QByteArray();
    QTest::newRow("http to another host")
        << QStringList {u"--region"_s, u"us-east-1"_s, u"--endpoint-url"_s, u"http://192.0.2.1"_s} << QByteArray();
    QTest::newRow("nonsense for a URL") << QStringList {u"--region"_s, u"us-east-1"_s, u"--endpoint-url"_s, u"::"_s}
                                        << QByteArray();
    QTest::newRow("unknown region") << QStringList {u"--region"_s, u"moon-base-1"_s} << QByteArray();
}

// The window says what is wrong and lets it be mended: the program goes on, and ends when it is told to. That its file
// of settings is written shows that it had come to its event loop and has closed its window.
void TestCommandLine::goesOnAfter()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, config);
    QVERIFY(QDir(m_home->path()).mkpath(u".aws"_s));
    QFile file(m_home->filePath(u".aws/config"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(config) == config.size());
    file.close();
    QProcess process;
    begin(process, QStringLiteral(STAGEDESK_PROGRAM), arguments + QStringList {u"--log-level"_s, u"debug"_s});
    QVERIFY(process.waitForStarted());
    // The signal is heard only once the window stands: told again until then, it would end the program before.
    const auto isUp = [&process] {
        QFile maps(u"/proc/%1/status"_s.arg(process.processId()));
        if (!maps.open(QIODevice::ReadOnly))
            return false;
        for (const QByteArray &line : maps.readAll().split('\n')) {
            if (line.startsWith("SigCgt:")) // bit 14: SIGTERM is caught
                return bool(line.mid(7).trimmed().toULongLong(nullptr, 16) & (1ull << 14));
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isUp(), 15000);
    QCOMPARE(process.state(), QProcess::Running);
    process.terminate();
    QVERIFY(process.waitForFinished(15000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(QFile::exists(m_home->filePath(u".config/stagedesk.conf"_s)));
}

void TestCommandLine::localEndsOnSigterm()
{
    QProcess process;
    begin(process, QStringLiteral(STAGEDESK_PROGRAM), {u"--local"_s, u"--log-level"_s, u"debug"_s});
    QByteArray said;
    const auto says = [&](const QByteArray &words) {
        process.waitForReadyRead(50);
        said += process.readAllStandardError();
        return said.contains(words);
    };
    QTRY_VERIFY_WITH_TIMEOUT(says("ListStages"), 20000);
    process.terminate();
    QVERIFY(process.waitForFinished(15000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

void TestCommandLine::unknownScenario()
{
    const Outcome outcome = run({u"--local"_s, u"--scenario"_s, u"no-such-evening"_s});
    QVERIFY2(!outcome.crashed, qPrintable(outcome.err));
    QCOMPARE(outcome.code, 1);
    QCOMPARE(lines(outcome.err).size(), 1);
    QVERIFY2(outcome.err.contains(u"no-such-evening"_s), qPrintable(outcome.err));
}

void TestCommandLine::secretsStaySecret()
{
    LocalService service;
    m_environment.insert(u"AWS_ACCESS_KEY_ID"_s, service.accessKeyId());
    m_environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, QString::fromLatin1(kSecret));
    m_environment.insert(u"AWS_SESSION_TOKEN"_s, QString::fromLatin1(kSession));
    m_environment.insert(u"QT_LOGGING_RULES"_s, u"*=true"_s); // all that Qt's own parts have to say too
    for (const bool toFile : {false, true}) {
        const QString log = m_home->filePath(u"stagedesk.log"_s);
        QStringList arguments {
            u"--region"_s, service.region(), u"--endpoint-url"_s, service.endpoint(), u"--log-level"_s, u"debug"_s};
        if (toFile)
            arguments << u"--log-file"_s << log;
        const int before = service.arrived(u"ListStages"_s);
        QProcess process;
        begin(process, QStringLiteral(STAGEDESK_PROGRAM), arguments);
        QTRY_VERIFY_WITH_TIMEOUT(service.arrived(u"ListStages"_s) > before, 20000);
        QByteArray said;
        const auto answered = [&] {
            process.waitForReadyRead(50);
            said += process.readAllStandardError() + process.readAllStandardOutput();
            QFile file(log);
            return (toFile && file.open(QIODevice::ReadOnly) ? file.readAll() : said).contains("stagedesk.calls");
        };
        QTRY_VERIFY_WITH_TIMEOUT(answered(), 20000);
        process.terminate();
        QVERIFY(process.waitForFinished(15000));
        said += process.readAllStandardError() + process.readAllStandardOutput();
        QFile file(log);
        if (toFile) {
            QVERIFY(file.open(QIODevice::ReadOnly));
            said += file.readAll();
        }
        QVERIFY(said.contains("ListStages"));
        QVERIFY(!said.contains(kSecret));
        QVERIFY(!said.contains(kSession));
        QVERIFY(!said.contains("Signature="));
        QFile settings(m_home->filePath(u".config/stagedesk.conf"_s));
        QVERIFY(settings.open(QIODevice::ReadOnly));
        QVERIFY(!settings.readAll().contains(kSecret));
    }
}

void TestCommandLine::logFileIsPrivate()
{
    const QString log = m_home->filePath(u"stagedesk.log"_s);
    const Outcome outcome = run({u"--local"_s, u"--scenario"_s, u"no-such-evening"_s, u"--log-file"_s, log});
    QCOMPARE(outcome.code, 1);
    QVERIFY(QFile::exists(log));
    QCOMPARE(QFile::permissions(log) & ~(QFile::ReadUser | QFile::WriteUser), QFile::ReadOwner | QFile::WriteOwner);
}

void TestCommandLine::localServiceAlone()
{
    const QString program = QStringLiteral(IVS_LOCAL_PROGRAM);
    const Outcome help = run({u"--help"_s}, program);
    QCOMPARE(help.code, 0);
    QVERIFY(help.err.isEmpty());
    for (const QString &option : {u"--listen"_s, u"--region"_s, u"--account"_s, u"--scenario"_s, u"--seed"_s,
             u"--speed"_s, u"--quotas"_s, u"--rates"_s, u"--faults"_s, u"--participants"_s})
        QVERIFY2(help.out.contains(option), qPrintable(option));
    for (const QStringList &arguments : {QStringList {u"--frobnicate"_s}, QStringList {u"--listen"_s},
             QStringList {u"--listen"_s, u"0.0.0.0:0"_s}, QStringList {u"--speed"_s, u"-1"_s},
             QStringList {u"--scenario"_s, u"no-such-evening"_s}, QStringList {u"--quotas"_s, u"maybe"_s},
             QStringList {u"--account"_s, u"me"_s}, QStringList {u"--faults"_s, u"{"_s}, QStringList {u"demo"_s}}) {
        const Outcome outcome = run(arguments, program);
        QVERIFY2(!outcome.crashed, qPrintable(outcome.err));
        QVERIFY2(outcome.code == 2, qPrintable(arguments.join(u' ') + u": "_s + outcome.err));
        QCOMPARE(lines(outcome.err).size(), 1);
        QVERIFY2(outcome.err.startsWith(u"ivs-local: "_s), qPrintable(outcome.err));
    }
    QProcess process;
    begin(process, program, {u"--scenario"_s, u"empty"_s});
    QVERIFY(process.waitForReadyRead(15000));
    const QJsonObject ready = QJsonDocument::fromJson(process.readLine()).object();
    for (const QString &member : {u"endpoint"_s, u"region"_s, u"accountId"_s, u"accessKeyId"_s, u"secretAccessKey"_s})
        QVERIFY2(!ready.value(member).toString().isEmpty(), qPrintable(member));
    // A port that is taken: one sentence, and the first goes on.
    const QString address = ready.value(u"endpoint"_s).toString().section(u"//"_s, 1);
    const Outcome second = run({u"--listen"_s, address}, program);
    QCOMPARE(second.code, 1);
    QCOMPARE(lines(second.err).size(), 1);
    process.terminate();
    QVERIFY(process.waitForFinished(15000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

void TestCommandLine::secondStartHandsOver()
{
    LocalService one;
    LocalService two;
    m_environment.insert(u"AWS_ACCESS_KEY_ID"_s, one.accessKeyId());
    m_environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, one.secretAccessKey());
    const auto options = [](const LocalService &service) {
        return QStringList {u"--region"_s, service.region(), u"--endpoint-url"_s, service.endpoint()};
    };
    QProcess first;
    begin(first, QStringLiteral(STAGEDESK_PROGRAM), options(one));
    QTRY_VERIFY_WITH_TIMEOUT(one.arrived(u"ListCompositions"_s) > 0, 15000);
    // The second one ends; what it was asked to open is opened by the first.
    const Outcome second = run(options(two));
    QCOMPARE(second.code, 0);
    QVERIFY2(second.err.isEmpty(), qPrintable(second.err));
    QTRY_VERIFY_WITH_TIMEOUT(two.arrived(u"ListCompositions"_s) > 0, 15000);
    QCOMPARE(run({}).code, 0); // comes to the front, and opens nothing
    QCOMPARE(first.state(), QProcess::Running);
    // A local one is always its own, and so is one with another store.
    QCOMPARE(run({u"--local"_s, u"--scenario"_s, u"no-such-evening"_s}).code, 1);
    LocalService three;
    QProcess other;
    m_environment.insert(u"XDG_DATA_HOME"_s, m_home->filePath(u"other"_s));
    begin(other, QStringLiteral(STAGEDESK_PROGRAM), options(three));
    QTRY_VERIFY_WITH_TIMEOUT(three.arrived(u"ListCompositions"_s) > 0, 15000);
    QCOMPARE(other.state(), QProcess::Running);
    // One that was killed leaves nothing that keeps the next from starting.
    other.kill();
    QVERIFY(other.waitForFinished(15000));
    LocalService four;
    begin(other, QStringLiteral(STAGEDESK_PROGRAM), options(four));
    QTRY_VERIFY_WITH_TIMEOUT(four.arrived(u"ListCompositions"_s) > 0, 15000);
    QCOMPARE(other.state(), QProcess::Running);
    for (QProcess *each : {&first, &other}) {
        each->terminate();
        QVERIFY(each->waitForFinished(15000));
        QCOMPARE(each->exitCode(), 0);
    }
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
