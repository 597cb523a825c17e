// SPDX-License-Identifier: GPL-3.0-or-later
// Times what a keystroke in the filter of a shown table costs, from the text to the painted rows, on the participants
// of one session of the embedded local service; and a changed sort. Prints a line of JSON for each.
// usage: bench_filter [--participants N]
#include "models/desk.h"
#include "tests/support/localservice.h"
#include "views/datatable.h"
#include "views/deskstyle.h"
#include "views/listpanel.h"
#include "views/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QJsonDocument>
#include <QJsonObject>

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

template <typename Act>
void measure(const QString &what, const DataTable &table, Act act)
{
    double worst = 0;
    double total = 0;
    constexpr int kTimes = 5;
    for (int i = 0; i < kTimes; ++i) {
        act(false);
        QCoreApplication::processEvents();
        QElapsedTimer timer;
        timer.start();
        act(true);
        QCoreApplication::processEvents();
        const double ms = double(timer.nsecsElapsed()) / 1e6;
        worst = std::max(worst, ms);
        total += ms;
    }
    const QJsonObject line {{u"what"_s, what}, {u"rows"_s, table.listModel()->rowCount()},
        {u"mean_ms"_s, total / kTimes}, {u"worst_ms"_s, worst}};
    std::puts(QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
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
        measure(u"filter “%1” → “%2”"_s.arg(from, to), *table, [&](bool on) { model->setFilterText(on ? to : from); });
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
    table->clearSelection();
    model->setFilterText({});
    measure(u"sort by user id"_s, *table, [&](bool on) {
        table->sortByColumn(on ? ParticipantModel::UserId : ParticipantModel::State, Qt::AscendingOrder);
    });
    measure(u"sort by first join"_s, *table, [&](bool on) {
        table->sortByColumn(on ? ParticipantModel::Joined : ParticipantModel::State, Qt::AscendingOrder);
    });
    return 0;
}
