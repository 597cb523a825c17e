// SPDX-License-Identifier: GPL-3.0-or-later
// Times what the next start of the program shows from the store while the service does not answer: the stages in the
// shown window, then a session's people, their timeline. First fills a store as a former run would have. Prints a line
// of JSON for each start.
// usage: bench_store [--stages N] [--participants N] [--events N of each] [--runs N]
#include "models/archive.h"
#include "models/desk.h"
#include "models/store/store.h"
#include "models/timelineloader.h"
#include "tests/bench/stallmeter.h"
#include "tests/support/localservice.h"
#include "views/colorscheme.h"
#include "views/datatable.h"
#include "views/deskstyle.h"
#include "views/mainwindow.h"
#include "views/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Size
{
    int stages = 0;
    int participants = 0;
    int events = 0; // of each participant
};

struct Place
{
    LocalService *service;
    QTemporaryDir *home;
    Theme *theme;
    ColorScheme *scheme;
    QString stageArn;
    QString sessionId;

    QProcessEnvironment environment() const
    {
        QProcessEnvironment made;
        made.insert(u"HOME"_s, home->path());
        made.insert(u"AWS_ACCESS_KEY_ID"_s, service->accessKeyId());
        made.insert(u"AWS_SECRET_ACCESS_KEY"_s, service->secretAccessKey());
        made.insert(u"AWS_ACCOUNT_ID"_s, u"123456789012"_s);
        return made;
    }
    ConnectionRequest request() const
    {
        return {.choice = {.region = service->region(), .endpointUrl = service->endpoint()}};
    }
};

template <typename Done>
bool waitUntil(Done done)
{
    QElapsedTimer timer;
    timer.start();
    while (!done()) {
        if (timer.elapsed() > 120000)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    }
    return true;
}

QList<ivs::Event> eventsOf(const QString &participantId, const QDateTime &joined, int count)
{
    QList<ivs::Event> events;
    const auto add = [&](ivs::EventName name, int second) {
        ivs::Event event;
        event.name = name;
        event.participantId = participantId;
        event.eventTime = joined.addSecs(second);
        if (name == ivs::EventName::SubscribeStarted || name == ivs::EventName::SubscribeStopped)
            event.remoteParticipantId = u"Publisher%1"_s.arg(second / 2 % 12);
        events.append(event);
    };
    add(ivs::EventName::Joined, 0);
    for (int i = 1; i < count - 1; ++i)
        add(i % 2 ? ivs::EventName::SubscribeStarted : ivs::EventName::SubscribeStopped, i * 10);
    add(ivs::EventName::Left, count * 10);
    return events;
}

bool fill(const Place &where, const Size &size)
{
    aws::SystemClock clock;
    Desk desk(where.environment(), &clock);
    desk.setStoreFolder(where.home->filePath(u"stagedesk"_s));
    const aws::Result<Workspace *> opened = desk.open(where.request());
    if (!opened)
        return false;
    const Archive *archive = (*opened)->archive();
    store::Store *store = archive->store();
    quint64 ticket = 0;
    quint64 saved = 0;
    QObject::connect(store, &store::Store::saved, store, [&saved](quint64 upTo) { saved = upTo; });
    if (!waitUntil([&] { return store->state() != store::Store::State::Opening && archive->place().isKnown(); }))
        return false;

    const QDateTime now = clock.now();
    const QDateTime began = now.addDays(-1);
    QList<ivs::StageSummary> stages;
    for (int i = 0; i < size.stages; ++i) {
        const QString id = u"%1"_s.arg(i, 12, 36, QChar(u'0'));
        ivs::StageSummary stage;
        stage.arn = u"arn:aws:ivs:%1:123456789012:stage/%2"_s.arg(where.service->region(), id);
        stage.name = u"stage %1"_s.arg(i);
        stage.tags.insert(u"team"_s, u"night %1"_s.arg(i % 7));
        stages.append(stage);
    }
    QElapsedTimer timer;
    timer.start();
    store->putStages(archive->place(), now, stages);
    store->putSessions(archive->place(), where.stageArn, now, {{where.sessionId, began, began.addSecs(7200)}}, true);
    const store::SessionKey key {archive->place(), where.stageArn, where.sessionId};
    QList<ivs::ParticipantSummary> people;
    for (int i = 0; i < size.participants; ++i) {
        ivs::ParticipantSummary person;
        person.participantId = u"P%1"_s.arg(i, 11, 10, QChar(u'0'));
        person.userId = u"user-%1"_s.arg(i);
        person.state = ivs::ParticipantState::Disconnected;
        person.firstJoinTime = began.addSecs(i % 3600);
        person.published = i % 100 == 0;
        people.append(person);
    }
    store->putParticipants(key, now, people);
    ticket = store->seal(key, now, {});
    for (const ivs::ParticipantSummary &person : std::as_const(people)) {
        ticket = store->putEvents(
            key, person.participantId, now, eventsOf(person.participantId, person.firstJoinTime, size.events));
    }
    if (!waitUntil([&] { return saved >= ticket; }))
        return false;
    const QJsonObject line {{u"what"_s, u"filled"_s}, {u"stages"_s, size.stages},
        {u"participants"_s, size.participants}, {u"events"_s, size.participants * size.events},
        {u"seconds"_s, double(timer.nsecsElapsed()) / 1e9},
        {u"mb"_s, double(QFileInfo(store->path()).size()) / 1024 / 1024}};
    std::puts(QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    return true;
}

// Tells when a view painted itself for the first time while it had rows.
class Painted final : public QObject
{
public:
    explicit Painted(const QElapsedTimer &timer)
        : m_timer(timer)
    {
    }
    void follow(QAbstractItemView *view)
    {
        m_view = view;
        view->viewport()->installEventFilter(this);
    }
    double ms = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && ms == 0 && m_view->model()->rowCount() > 0)
            ms = double(m_timer.nsecsElapsed()) / 1e6;
        return false;
    }

private:
    const QElapsedTimer &m_timer;
    QAbstractItemView *m_view = nullptr;
};

bool start(const Place &where, const Size &size)
{
    where.service->clearFaults();
    for (const QString &operation : {u"ListStages"_s, u"ListStageSessions"_s, u"GetStage"_s})
        where.service->fault(operation, u"latency"_s, 600'000, 100);
    QElapsedTimer timer;
    timer.start();
    const auto ms = [&] { return double(timer.nsecsElapsed()) / 1e6; };
    StallMeter stalls;
    Painted painted(timer);
    QSettings settings(where.home->filePath(u"stagedesk.conf"_s), QSettings::IniFormat);
    aws::SystemClock clock;
    Desk desk(where.environment(), &clock);
    desk.governor()->setShares({.unlimited = true});
    desk.setStoreFolder(where.home->filePath(u"stagedesk"_s));
    MainWindow window(ViewContext {where.theme, [](const QString &) {}}, &desk, where.scheme, &settings);
    window.showPage(u"stages"_s);
    window.connectTo(where.request());
    Workspace *workspace = window.workspace();
    if (!workspace)
        return false;
    double rows = 0;
    const auto tables = window.findChildren<DataTable *>();
    for (DataTable *table : tables) {
        if (table->listModel() == workspace->stages())
            painted.follow(table);
    }
    QObject::connect(workspace->stages(), &QAbstractItemModel::rowsInserted, &window, [&] {
        if (rows == 0)
            rows = ms();
    });
    window.show();
    const double shown = ms();
    if (!waitUntil([&] { return painted.ms > 0 && workspace->stages()->rowCount() == size.stages; }))
        return false;
    const double whole = ms();
    workspace->sessions()->setWatched(true, &window);
    workspace->sessions()->setStage(where.stageArn);
    if (!waitUntil([&] { return workspace->sessions()->rowCount() == 1; }))
        return false;
    const double session = ms();
    workspace->participants()->setWatched(true, &window);
    const StallMeter peopleStalls;
    workspace->participants()->setSession(where.stageArn, where.sessionId, false);
    if (!waitUntil([&] { return workspace->participants()->rowCount() == size.participants; }))
        return false;
    const double people = ms();
    const double peopleStall = peopleStalls.longestMs();
    workspace->timeline()->setWatched(true);
    if (!waitUntil([&] { return workspace->timeline()->timeline().rowCount() == size.participants; }))
        return false;
    const double timeline = ms();
    const QJsonObject line {{u"what"_s, u"start"_s}, {u"window_shown_ms"_s, shown}, {u"first_rows_ms"_s, rows},
        {u"first_paint_ms"_s, painted.ms}, {u"all_stages_ms"_s, whole}, {u"sessions_ms"_s, session - whole},
        {u"participants_ms"_s, people - session}, {u"participants_stall_ms"_s, peopleStall},
        {u"timeline_ms"_s, timeline - people}, {u"events"_s, workspace->timeline()->timeline().eventCount()},
        {u"longest_stall_ms"_s, stalls.longestMs()}};
    std::puts(QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"stages"_s, u"How many."_s, u"N"_s, u"1000"_s},
        {u"participants"_s, u"How many, of one session."_s, u"N"_s, u"1000"_s},
        {u"events"_s, u"How many of each."_s, u"N"_s, u"100"_s}, {u"runs"_s, u"Starts."_s, u"N"_s, u"5"_s}});
    parser.process(application);
    const Size size {
        parser.value(u"stages"_s).toInt(), parser.value(u"participants"_s).toInt(), parser.value(u"events"_s).toInt()};
    ColorScheme scheme;
    Theme theme;
    DeskStyle::install(&theme);
    LocalService service;
    QTemporaryDir home;
    const Place where {&service, &home, &theme, &scheme,
        u"arn:aws:ivs:%1:123456789012:stage/%2"_s.arg(service.region(), QString(12, u'0')), u"st-bench"_s};
    if (!fill(where, size))
        return 1;
    for (int i = 0; i < parser.value(u"runs"_s).toInt(); ++i) {
        if (!start(where, size))
            return 1;
    }
    return 0;
}
