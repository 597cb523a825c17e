// SPDX-License-Identifier: GPL-3.0-or-later
// How long the timeline takes to paint a frame. Prints one line for each way of moving; never fails by time.
// usage: bench_timeline [--people N] [--events N] [--frames N]
#include "models/aws/clock.h"
#include "models/serviceclock.h"
#include "models/timetext.h"
#include "views/deskstyle.h"
#include "views/theme.h"
#include "views/timelineview.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QWindow>

#include <algorithm>
#include <cstdio>
#include <random>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kBegan = 1'700'000'000'000;
constexpr qint64 kLength = 4 * 3600 * 1000;

// Comes, publishes and subscribes by turns, meets errors, goes: what makes the most to paint.
QList<ivs::Event> story(std::mt19937 *random, int count)
{
    QList<ivs::Event> events;
    for (int i = 0; i < count; ++i) {
        ivs::Event event;
        constexpr ivs::EventName names[] = {ivs::EventName::PublishStarted, ivs::EventName::SubscribeStarted,
            ivs::EventName::PublishStopped, ivs::EventName::SubscribeStopped};
        event.name = i == 0 ? ivs::EventName::Joined : i == count - 1 ? ivs::EventName::Left : names[i % 4];
        if (i % 17 == 5) {
            event.name = ivs::EventName::PublishError;
            event.errorCode = ivs::EventErrorCode((*random)() % 14);
        }
        event.remoteParticipantId = u"host"_s;
        event.eventTime =
            QDateTime::fromMSecsSinceEpoch(kBegan + kLength * i / count + qint64((*random)() % 60'000), Qt::UTC);
        events << event;
    }
    return events;
}

template <typename Move>
void measure(const char *name, TimelineView *view, int frames, Move move)
{
    std::vector<double> times;
    for (int i = 0; i < frames; ++i) {
        move(i);
        QElapsedTimer timer;
        timer.start();
        view->viewport()->repaint();
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
        QCoreApplication::processEvents();
    }
    std::sort(times.begin(), times.end());
    std::printf("%-22s %5d frames  median %6.2f ms  95%% %6.2f ms  longest %6.2f ms\n", name, frames,
        times[times.size() / 2], times[times.size() * 95 / 100], times.back());
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions(
        {{u"people"_s, u"Rows."_s, u"N"_s, u"1000"_s}, {u"events"_s, u"Events in all."_s, u"N"_s, u"100000"_s},
            {u"frames"_s, u"Frames of each kind."_s, u"N"_s, u"200"_s}});
    parser.process(application);
    const int people = std::max(1, parser.value(u"people"_s).toInt());
    const int events = std::max(people, parser.value(u"events"_s).toInt());
    const int frames = std::max(1, parser.value(u"frames"_s).toInt());

    Theme theme;
    DeskStyle::install(&theme);
    aws::SystemClock wall;
    ServiceClock clock(&wall);
    TimeText times;
    SessionTimeline timeline;
    timeline.setBounds(QDateTime::fromMSecsSinceEpoch(kBegan, Qt::UTC),
        QDateTime::fromMSecsSinceEpoch(kBegan + kLength + 60'000, Qt::UTC));
    std::mt19937 random(5);
    std::vector<TimelinePerson> rows;
    QList<QList<ivs::Event>> stories;
    for (int i = 0; i < people; ++i) {
        rows.push_back({u"id%1"_s.arg(i), u"guest-%1"_s.arg(i), false, true, kBegan});
        stories << story(&random, events / people);
    }
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < people; ++i)
        timeline.setEvents(rows[std::size_t(i)].id, stories[i], {});
    std::printf("%d rows, %d events read into spans in %.1f ms; ", people, timeline.eventCount(),
        double(timer.nsecsElapsed()) / 1e6);
    timer.restart();
    const int peak = timeline.figures().peakPublishers;
    std::printf("figures (peak of %d publishers) in %.1f ms\n", peak, double(timer.nsecsElapsed()) / 1e6);

    TimelineView view({&theme, {}}, &clock, &times);
    view.resize(1400, 900);
    view.setTimeline(&timeline, false);
    view.setPeople(std::move(rows));
    view.show();
    // Before the window is on screen nothing is painted, and everything takes no time at all.
    while (!view.windowHandle()->isExposed())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    measure("everything, scrolled", &view, frames,
        [&](int i) { view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() * i / frames); });
    measure("zoomed in and out", &view, frames, [&](int i) { view.zoom(i % 40 < 20 ? 1.3 : 1 / 1.3); });
    view.fit();
    view.zoom(20);
    measure("moved sideways", &view, frames,
        [&](int i) { view.horizontalScrollBar()->setValue(view.horizontalScrollBar()->maximum() * i / frames); });
    SessionTimeline dense;
    dense.setEvents(u"one"_s, story(&random, events), {});
    view.setTimeline(&dense, false);
    view.setPeople({{u"one"_s, u"busy"_s, false, true, kBegan}});
    measure("all events in one row", &view, frames, [&](int i) { view.zoom(i % 40 < 20 ? 1.3 : 1 / 1.3); });
    return 0;
}
