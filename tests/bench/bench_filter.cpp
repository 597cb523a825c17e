// SPDX-License-Identifier: GPL-3.0-or-later
// Times what a keystroke in the filter of a shown table costs, from the text to the painted rows, on the participants
// of one session of the embedded local service; a changed sort; an export. Prints a line of JSON for each.
// usage: bench_filter [--participants N]
#include "models/desk.h"
#include "models/tableexport.h"
#include "tests/bench/turnwatch.h"
#include "tests/support/localservice.h"
#include "views/datatable.h"
#include "views/deskstyle.h"
#include "views/listpanel.h"
#include "views/theme.h"

#include <QCommandLineParser>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace {

bool waitFor(const ListModel *model, int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (model->state().phase <= ListState::Phase::Loading || model->state().isBusy()) {
        if (timer.elapsed() > milliseconds)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    }
    return model->state().isWhole;
}

QJsonObject line(const QString &what, const DataTable &table, double first, double total, double turn)
{
    return {{u"what"_s, what}, {u"rows"_s, table.listModel()->rowCount()}, {u"least_ms"_s, first},
        {u"most_ms"_s, total}, {u"longest_turn_ms"_s, turn}};
}

// From the act to the painted rows, and the longest turn of the event loop on the way: of five times the least, since
// others use the machine too, and the most.
template <typename Act>
void measure(const QString &what, const DataTable &table, TurnWatch *watch, Act act)
{
    double least = 0;
    double most = 0;
    double turn = 0;
    constexpr int kTimes = 5;
    const auto settle = [&](double first) {
        double longest = first;
        do {
            QElapsedTimer timer;
            timer.start();
            QCoreApplication::processEvents();
            longest = std::max(longest, double(timer.nsecsElapsed()) / 1e6);
        } while (table.listModel()->state().isOrdering());
        QElapsedTimer timer;
        timer.start();
        QCoreApplication::processEvents(); // painted
        return std::max(longest, double(timer.nsecsElapsed()) / 1e6);
    };
    watch->forgetTurns();
    for (int i = 0; i < kTimes; ++i) {
        act(false);
        settle(0);
        QElapsedTimer timer;
        timer.start();
        act(true);
        const double longest = settle(double(timer.nsecsElapsed()) / 1e6);
        const double ms = double(timer.nsecsElapsed()) / 1e6;
        least = i == 0 ? ms : std::min(least, ms);
        most = std::max(most, ms);
        turn = i == 0 ? longest : std::min(turn, longest);
    }
    QJsonObject all = line(what, table, least, most, turn);
    all.insert(u"longest_event"_s, watch->toJson()[u"byProcessor"_s]);
    std::puts(QJsonDocument(all).toJson(QJsonDocument::Compact).constData());
}

void measureExport(TableExport::Format format, const DataTable &table, TurnWatch *watch)
{
    QTemporaryDir folder;
    double least = 0;
    double most = 0;
    double turn = 0;
    constexpr int kTimes = 3;
    watch->forgetTurns();
    for (int i = 0; i < kTimes; ++i) {
        TableExport work(table.listModel(), {.format = format, .path = folder.filePath(u"rows"_s)});
        bool done = false;
        QObject::connect(&work, &TableExport::finished, &work, [&done] { done = true; });
        QElapsedTimer timer;
        timer.start();
        work.start();
        double longest = double(timer.nsecsElapsed()) / 1e6;
        while (!done) {
            QElapsedTimer step;
            step.start();
            QCoreApplication::processEvents();
            longest = std::max(longest, double(step.nsecsElapsed()) / 1e6);
        }
        const double ms = double(timer.nsecsElapsed()) / 1e6;
        least = i == 0 ? ms : std::min(least, ms);
        most = std::max(most, ms);
        turn = i == 0 ? longest : std::min(turn, longest);
    }
    QJsonObject all =
        line(format == TableExport::Format::Csv ? u"export as CSV"_s : u"export as JSON"_s, table, least, most, turn);
    all.insert(u"longest_event"_s, watch->toJson()[u"byProcessor"_s]);
    std::puts(QJsonDocument(all).toJson(QJsonDocument::Compact).constData());
}

} // namespace

int main(int argc, char **argv)
{
    TurnWatch application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({u"participants"_s, u"How many."_s, u"N"_s, u"100000"_s});
    parser.process(application);
    Theme theme;
    DeskStyle::install(&theme);
    local::Options options = LocalService::standing(u"scale"_s);
    options.participants = parser.value(u"participants"_s).toInt();
    const LocalService service(options);
    aws::SystemClock clock;
    Desk desk(QProcessEnvironment(), &clock);
    desk.governor()->setShares({.unlimited = true});
    Workspace *workspace =
        desk.openLocal(service.endpoint(), service.region(), service.accessKeyId(), service.secretAccessKey());
    workspace->stages()->setWatched(true);
    workspace->sessions()->setWatched(true);
    if (!waitFor(workspace->stages(), 10000))
        return 1;
    const QString stage = workspace->stages()->keyAt(0);
    workspace->sessions()->setStage(stage);
    if (!waitFor(workspace->sessions(), 10000))
        return 1;

    ParticipantModel *model = workspace->participants();
    const ViewContext context {&theme, [](const QString &) {}};
    ListPanel panel(context, model, {u"Participants"_s, {}, {}});
    DataTable *table = panel.table();
    panel.resize(1100, 700);
    table->sortByColumn(ParticipantModel::UserId, Qt::DescendingOrder);
    panel.show();
    model->setSession(stage, workspace->sessions()->keyAt(0), false);
    if (!waitFor(model, 600000))
        return 1;

    const auto filter = [&](const QString &from, const QString &to) {
        measure(u"filter “%1” → “%2”"_s.arg(from, to), *table, &application,
            [&](bool on) { model->setFilterText(on ? to : from); });
    };
    filter({}, u"a"_s);
    filter(u"a"_s, u"an"_s);
    filter(u"an"_s, {});
    filter({}, u"no such person"_s);
    filter({}, u"!a"_s);
    filter({}, u"14"_s);
    filter({}, u"first-joined:14:0"_s);
    filter({}, u"connected !published"_s);
    table->selectAll();
    filter({}, u"an"_s);
    filter(u"an"_s, {});
    table->selectAll();
    filter(u"a"_s, {}); // what is selected is scattered over the whole
    table->clearSelection();
    model->setFilterText({});
    measure(u"sort by user id"_s, *table, &application, [&](bool on) {
        table->sortByColumn(on ? ParticipantModel::UserId : ParticipantModel::State, Qt::AscendingOrder);
    });
    measure(u"sort by first join"_s, *table, &application, [&](bool on) {
        table->sortByColumn(on ? ParticipantModel::Joined : ParticipantModel::State, Qt::AscendingOrder);
    });
    measure(u"sort by recording"_s, *table, &application, [&](bool on) {
        table->sortByColumn(on ? ParticipantModel::Recording : ParticipantModel::State, Qt::AscendingOrder);
    });
    measureExport(TableExport::Format::Csv, *table, &application);
    measureExport(TableExport::Format::Json, *table, &application);
    return 0;
}
