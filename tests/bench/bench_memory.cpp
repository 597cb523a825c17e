// SPDX-License-Identifier: GPL-3.0-or-later
// Measures what the program keeps resident: the main window connected and idle, with one session of many participants
// loaded and shown, and with many events of them read besides. The service runs in a process of its own, so that its
// memory is not counted. Prints one line of JSON; the design's limits are 120 MB idle and 350 MB with 100,000 of each.
// usage: bench_memory [--participants N] [--events N]
#include "app/local/service.h"
#include "models/desk.h"
#include "models/timelineloader.h"
#include "views/colorscheme.h"
#include "views/deskstyle.h"
#include "views/mainwindow.h"
#include "views/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>

#include <cstdio>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace {

double residentMb()
{
    QFile statm(u"/proc/self/statm"_s);
    if (!statm.open(QIODevice::ReadOnly))
        return -1;
    return statm.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / 1024 / 1024;
}

void turn(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
}

bool waitFor(const ListModel *model)
{
    for (int i = 0; i < 6000 && !(model->state().isWhole && !model->state().isBusy()); ++i)
        turn(50);
    return model->state().isWhole;
}

int serve(int participants)
{
    local::Options options;
    options.scenario = u"scale"_s;
    options.speed = 0;
    options.rates = false;
    options.participants = participants;
    local::Service service;
    QString why;
    if (!service.start(options, &why)) {
        std::fprintf(stderr, "bench_memory: %s\n", qPrintable(why));
        return 1;
    }
    std::printf("%s %s %s %s\n", qPrintable(service.endpoint()), qPrintable(service.region()),
        qPrintable(service.accessKeyId()), qPrintable(service.secretAccessKey()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}

// A visit as the service tells it.
QList<ivs::Event> visit(const QString &participantId, int count, const QDateTime &joined)
{
    constexpr ivs::EventName kNames[] {ivs::EventName::PublishStarted, ivs::EventName::SubscribeStarted,
        ivs::EventName::SubscribeStopped, ivs::EventName::PublishStopped};
    QList<ivs::Event> events;
    for (int i = 0; i < count; ++i) {
        ivs::Event event;
        event.name = i == 0 ? ivs::EventName::Joined : i == count - 1 ? ivs::EventName::Left : kNames[i % 4];
        event.participantId = participantId;
        event.participantId.detach(); // each event of an answer has its own
        event.eventTime = joined.addSecs(i * 20);
        events << event;
    }
    return events;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"participants"_s, u"How many."_s, u"N"_s, u"100000"_s},
        {u"events"_s, u"How many, of the first thousand."_s, u"N"_s, u"100000"_s}, {u"serve"_s, u"The service."_s}});
    parser.process(application);
    if (parser.isSet(u"serve"_s))
        return serve(parser.value(u"participants"_s).toInt());

    QProcess service;
    service.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    service.start(
        QCoreApplication::applicationFilePath(), {u"--serve"_s, u"--participants"_s, parser.value(u"participants"_s)});
    while (!service.canReadLine()) {
        if (!service.waitForReadyRead(60000))
            return 1;
    }
    const QStringList ready = QString::fromLatin1(service.readLine()).trimmed().split(u' ');

    Theme theme;
    DeskStyle::install(&theme);
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"stagedesk.conf"_s), QSettings::IniFormat);
    ColorScheme scheme;
    aws::SystemClock clock;
    Desk desk(QProcessEnvironment(), &clock);
    desk.governor()->setShares({.unlimited = true});
    MainWindow window({&theme, [](const QString &) {}}, &desk, &scheme, &settings);
    window.resize(1400, 880);
    window.show();
    Workspace *workspace = desk.openLocal(ready[0], ready[1], ready[2], ready[3]);
    window.showPage(u"stages"_s);
    if (!waitFor(workspace->stages()))
        return 1;
    const QString stage = workspace->stages()->keyAt(0);
    workspace->sessions()->setWatched(true);
    workspace->sessions()->setStage(stage);
    if (!waitFor(workspace->sessions()))
        return 1;
    turn(3000);
    const double idle = residentMb();

    ParticipantModel *people = workspace->participants();
    people->setWatched(true);
    people->setSession(stage, workspace->sessions()->keyAt(0), false);
    if (!waitFor(people))
        return 1;
    turn(3000);
    const double loaded = residentMb();

    const int events = parser.value(u"events"_s).toInt();
    const int persons = std::clamp(people->rowCount(), 1, 1000);
    for (int i = 0; i < persons; ++i) {
        const QString id = people->keyAt(i);
        const QDateTime joined = people->record(id)->firstJoinTime;
        workspace->timeline()->take(people->sessionId(), id, visit(id, events / persons, joined), joined);
    }
    turn(3000);
    const QJsonObject result {{u"idleMb"_s, idle}, {u"participants"_s, people->rowCount()},
        {u"withParticipantsMb"_s, loaded}, {u"events"_s, workspace->timeline()->timeline().eventCount()},
        {u"withEventsMb"_s, residentMb()}};
    std::puts(QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
    service.terminate();
    service.waitForFinished();
    return 0;
}
