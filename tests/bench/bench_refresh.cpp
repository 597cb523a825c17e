// SPDX-License-Identifier: GPL-3.0-or-later
// A shown table of 10,000 rows, sorted and filtered, is read again, with 5 % of the rows changed and 1 % gone and new:
// how long the longest turn of the event loop is in which pages enter the model, and that in which rows go at the end.
// The pages are handed in, twenty at a time as they do who come at the fastest. Prints a line of JSON for each sort.
// usage: bench_refresh [--rows N]
#include "tests/bench/turnwatch.h"
#include "tests/models/handfedlist.h"
#include "tests/support/manualclock.h"
#include "views/datatable.h"
#include "views/deskstyle.h"
#include "views/theme.h"

#include <QCommandLineParser>
#include <QJsonDocument>

#include <cstdio>
#include <random>

using namespace Qt::Literals::StringLiterals;

int main(int argc, char **argv)
{
    TurnWatch application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({u"rows"_s, u"How many."_s, u"N"_s, u"10000"_s});
    parser.process(application);
    const int rows = std::max(100, parser.value(u"rows"_s).toInt());
    Theme theme;
    DeskStyle::install(&theme);
    ManualClock wall;
    ServiceClock clock(&wall);
    TimeText times;
    for (const bool sorted : {false, true}) {
        HandFedList model(&clock, &times);
        // Without its panel: that would ask a service.
        DataTable table({&theme, [](const QString &) {}});
        table.setListModel(&model);
        table.resize(1100, 700);
        table.sortByColumn(sorted ? HandFedList::Name : -1, Qt::AscendingOrder);
        model.setFilterText(u"!name-7"_s);
        table.show();
        std::mt19937 random(3);
        const auto made = [&](int i) {
            return stage(i, u"name-%1"_s.arg(random() % 100'000), random() % 2 ? u"st-on"_s : QString());
        };
        QList<ivs::StageSummary> all;
        for (int i = 0; i < rows; ++i)
            all << made(i);
        double merge = 0;
        double drop = 0;
        // A turn is what is done and what is painted after it.
        const auto turn = [](double *longest, auto act) {
            QElapsedTimer timer;
            timer.start();
            act();
            QCoreApplication::processEvents();
            *longest = std::max(*longest, double(timer.nsecsElapsed()) / 1e6);
        };
        const auto load = [&] {
            model.begin();
            constexpr int kBatch = 2000;
            for (qsizetype from = 0; from < all.size(); from += kBatch)
                turn(&merge, [&] { model.arrive({all.mid(from, kBatch)}); });
            turn(&drop, [&] { model.complete(); });
        };
        load();
        table.setCurrentKey(model.keyAt(model.rowCount() / 2));
        const double firstMerge = std::exchange(merge, 0);
        drop = 0;
        constexpr int kTimes = 10;
        double least = 0;
        for (int i = 0; i < kTimes; ++i) {
            merge = 0;
            for (int n = rows / 20; n > 0; --n) {
                const auto at = qsizetype(random() % std::size_t(all.size()));
                const QString arn = all[at].arn;
                all[at] = made(0);
                all[at].arn = arn;
            }
            for (int n = rows / 100; n > 0; --n) {
                all.removeAt(qsizetype(random() % std::size_t(all.size())));
                all << made(rows + i * rows + n);
            }
            load();
            least = i == 0 ? merge : std::min(least, merge);
        }
        const QJsonObject line {{u"what"_s, u"refresh of %1 rows"_s.arg(rows)}, {u"sorted"_s, sorted},
            {u"longestMergeOfTheFirstLoadMs"_s, firstMerge}, {u"longestMergeMs"_s, merge},
            {u"longestMergeOfTheBestRefreshMs"_s, least}, {u"longestRemovalMs"_s, drop}};
        std::puts(QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    }
    return 0;
}
