// SPDX-License-Identifier: GPL-3.0-or-later
// Watches the wall of scenario `busy` (1,000 stages, 300 on air) for an hour that runs faster than the wall clock: the
// program's clock, the service's state and its limits on calls all at the same speed. Prints one line of JSON: calls by
// operation against the share of the limit, throttles, memory over the hour, the longest stall of the event loop and
// the event that took longest.
// usage: bench_hour [--minutes N] [--speed X]
#include "app/local/service.h"
#include "models/desk.h"
#include "models/ivs/client.h"
#include "models/overviewmodel.h"
#include "models/settingsfile.h"
#include "tests/bench/turnwatch.h"
#include "views/colorscheme.h"
#include "views/deskstyle.h"
#include "views/mainwindow.h"
#include "views/theme.h"

#include <QCommandLineParser>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <map>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace {

/// The wall's time for signatures; everything that is measured in spans runs faster.
class FastClock final : public aws::Clock
{
public:
    explicit FastClock(double speed)
        : m_speed(speed)
    {
        m_timer.start();
    }
    QDateTime now() const override { return QDateTime::currentDateTimeUtc(); }
    qint64 elapsed() const override { return qint64(double(m_timer.nsecsElapsed()) / 1e6 * m_speed); }
    void after(qint64 milliseconds, QObject *guard, std::function<void()> fn) override
    {
        QTimer::singleShot(int(double(std::max<qint64>(0, milliseconds)) / m_speed), Qt::PreciseTimer, guard, fn);
    }

private:
    double m_speed;
    QElapsedTimer m_timer;
};

/// What left, by operation and second.
class Tally final : public aws::CallObserver
{
public:
    explicit Tally(const aws::Clock *clock)
        : m_clock(clock)
    {
    }
    void callFinished(const aws::CallRecord &record) override
    {
        const qint64 second = m_clock->elapsed() / 1000;
        Row &row = m_rows[QString::fromLatin1(record.operation->name)];
        row.limit = record.operation->callsPerSecond;
        row.seconds[second] += record.attempts;
        row.calls += record.attempts;
        row.repeats += std::max(0, record.attempts - 1);
        row.failures += int(record.failure.has_value());
    }
    QJsonObject toJson(double seconds) const
    {
        QJsonObject all;
        for (const auto &[name, row] : m_rows) {
            // Within ten seconds: an answer's second is not that in which its request left.
            int most = 0;
            for (const auto &[second, calls] : row.seconds) {
                int window = 0;
                for (auto it = row.seconds.find(second); it != row.seconds.end() && it->first < second + 10; ++it)
                    window += it->second;
                most = std::max(most, window);
            }
            all.insert(name,
                QJsonObject {{u"calls"_s, row.calls}, {u"perSecond"_s, row.calls / seconds},
                    {u"share"_s, row.calls / seconds / row.limit},
                    {u"busiestTenSecondsShare"_s, most / 10.0 / row.limit}, {u"repeats"_s, row.repeats},
                    {u"failures"_s, row.failures}});
        }
        return all;
    }

private:
    struct Row
    {
        int calls = 0;
        int limit = 1;
        int repeats = 0; ///< a call that was throttled leaves again
        int failures = 0;
        std::map<qint64, int> seconds;
    };
    const aws::Clock *m_clock;
    std::map<QString, Row> m_rows;
};

double residentMb()
{
    QFile statm(u"/proc/self/statm"_s);
    if (!statm.open(QIODevice::ReadOnly))
        return -1;
    return statm.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / 1024 / 1024;
}

// The service in a process of its own, so that its memory is not counted; its clock moves with the program's.
int serve(QCoreApplication *application, double speed)
{
    local::Options options;
    options.scenario = u"busy"_s;
    options.speed = 0;
    options.clientSpeed = speed;
    local::Service service;
    QString why;
    if (!service.start(options, &why)) {
        std::fprintf(stderr, "bench_hour: %s\n", qPrintable(why));
        return 1;
    }
    std::printf("%s %s %s %s\n", qPrintable(service.endpoint()), qPrintable(service.region()),
        qPrintable(service.accessKeyId()), qPrintable(service.secretAccessKey()));
    std::fflush(stdout);
    QTimer step;
    QElapsedTimer real;
    real.start();
    double done = 0;
    QObject::connect(&step, &QTimer::timeout, application, [&] {
        const double due = double(real.elapsed()) / 1000.0 * speed;
        static_cast<void>(service.perform(u"/_local/advance"_s, {{u"seconds"_s, due - done}}));
        done = due;
    });
    step.start(50);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", qEnvironmentVariableIsSet("DISPLAY") ? "xcb" : "offscreen");
    TurnWatch application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"minutes"_s, u"How long, in the program's time."_s, u"N"_s, u"60"_s},
        {u"speed"_s, u"How much faster than the wall clock."_s, u"X"_s, u"30"_s}, {u"serve"_s, u"The service."_s}});
    parser.process(application);
    const double speed = parser.value(u"speed"_s).toDouble();
    if (parser.isSet(u"serve"_s))
        return serve(&application, speed);

    QProcess service;
    service.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    service.start(QCoreApplication::applicationFilePath(), {u"--serve"_s, u"--speed"_s, parser.value(u"speed"_s)});
    while (!service.canReadLine()) {
        if (!service.waitForReadyRead(60000))
            return 1;
    }
    const QStringList ready = QString::fromLatin1(service.readLine()).trimmed().split(u' ');

    Theme theme;
    DeskStyle::install(&theme);
    QTemporaryDir folder;
    SettingsFile settings(folder.filePath(u"stagedesk.conf"_s));
    ColorScheme scheme;
    FastClock clock(speed);
    Tally tally(&clock); // calls that end with the connection are told too
    Desk desk(QProcessEnvironment(), &clock);
    MainWindow window({&theme, [](const QString &) {}}, &desk, &scheme, &settings);
    window.showPage(u"overview"_s);
    window.resize(1400, 880);
    window.show();
    Workspace *workspace = desk.openLocal(ready[0], ready[1], ready[2], ready[3]);
    workspace->client()->caller()->addObserver(&tally);

    const double minutes = parser.value(u"minutes"_s).toDouble();
    const qint64 began = clock.elapsed();
    QJsonArray memory;
    QElapsedTimer turn;
    turn.start();
    double stall = 0;
    double work = 0; // waiting and others' work on the machine don't count in it
    qint64 next = 0;
    qint64 warm = -1;
    while (double(clock.elapsed() - began) < minutes * 60'000) {
        const double before = TurnWatch::cpuMs();
        QCoreApplication::processEvents();
        work = std::max(work, TurnWatch::cpuMs() - before);
        stall = std::max(stall, double(turn.nsecsElapsed()) / 1e6);
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
        turn.start();
        if (warm < 0 && desk.overview()->rowCount() > 200)
            warm = clock.elapsed() - began;
        if (clock.elapsed() - began >= next) {
            memory.append(residentMb());
            next += qint64(minutes * 60'000 / 12);
        }
    }
    memory.append(residentMb());
    const double seconds = double(clock.elapsed() - began) / 1000;
    int counted = 0;
    for (int row = 0; row < desk.overview()->rowCount(); ++row)
        counted += int(desk.overview()->rowAt(row)->facts.countedAt.isValid());
    QJsonObject result {{u"minutes"_s, seconds / 60}, {u"speed"_s, speed}, {u"onAir"_s, desk.overview()->rowCount()},
        {u"counted"_s, counted}, {u"operations"_s, tally.toJson(seconds)}, {u"residentMb"_s, memory},
        {u"longestTurnMs"_s, stall}, {u"longestTurnProcessorMs"_s, work}, {u"longestEvent"_s, application.toJson()},
        {u"firstRowsAfterSeconds"_s, double(warm) / 1000}};
    std::puts(QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
    service.terminate();
    service.waitForFinished();
    return 0;
}
