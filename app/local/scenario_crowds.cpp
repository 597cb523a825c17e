// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/crowd.h"
#include "app/local/scenario.h"

using namespace Qt::Literals::StringLiterals;

namespace local {

/// A thousand stages, three hundred of them live.
void buildBusy(Simulation *simulation, quint32 seed, Millis start)
{
    constexpr int kStages = 1000;
    constexpr int kLive = 300;
    Random random(seed + 11);
    const QStringList kinds {u"room"_s, u"class"_s, u"auction"_s, u"match"_s, u"clinic"_s};
    const QStringList teams {u"studio"_s, u"learning"_s, u"commerce"_s, u"sport"_s};
    for (int i = 0; i < kStages; ++i) {
        const QString name = kinds[random.below(int(kinds.size()))] + u"-%1"_s.arg(i + 1, 4, 10, QChar(u'0'));
        StageRecord &stage = simulation->createStage(name,
            {{u"team"_s, teams[random.below(int(teams.size()))]}, {u"env"_s, random.oneIn(5) ? u"test"_s : u"prod"_s}});
        if (i % 10 >= kLive * 10 / kStages)
            continue;
        CrowdPlan plan;
        plan.hosts = random.between(1, 3);
        plan.watchers = random.between(3, 8);
        plan.early = plan.watchers / 2;
        plan.gap = 4 * kMinute;
        plan.stay = 25 * kMinute;
        gather(simulation, stage, plan, random.below(1'000'000), start - random.between(1, 100) * kMinute);
    }
}

/// One stage, 12 publishers and 10,000 subscribers.
void buildStadium(Simulation *simulation, quint32 seed, Millis start)
{
    constexpr int kSubscribers = 10'000;
    World &world = simulation->world();
    // Everybody watches everybody on stage: an account with such an event has had this quota raised.
    world.quotas.subscriptions = 200'000;
    Random random(seed + 12);
    StageRecord &stage = simulation->createStage(u"stadium-final"_s, {{u"team"_s, u"sport"_s}, {u"env"_s, u"prod"_s}});
    CrowdPlan plan;
    plan.hosts = 12;
    plan.watchers = kSubscribers;
    plan.gap = 2 * kSecond;
    plan.stay = 5 * kHour;
    plan.handEvery = 0;
    const Millis opened = start - 90 * kMinute;
    plan.early = kSubscribers;
    gather(simulation, stage, plan, random.below(1'000'000), opened);
}

/// One ended session with very many people.
void buildScale(Simulation *simulation, int participants, Millis start)
{
    World &world = simulation->world();
    Random random(13);
    StageRecord &stage = simulation->createStage(u"scale"_s, {{u"team"_s, u"load"_s}, {u"env"_s, u"test"_s}});
    const Millis from = start - 5 * kHour;
    const Millis doors = 2 * kHour;
    std::vector<Seat> seats;
    seats.reserve(size_t(participants));
    const int hosts = std::min(participants, 12);
    for (int i = 0; i < participants; ++i) {
        simulation->advanceTo(from + doors * i / participants);
        seats.push_back(simulation->join(stage, Crowd::person(&random, &world, i, i < hosts)));
        if (i < hosts)
            simulation->publish(seats.back());
        else
            simulation->subscribe(seats.back(), stage.activeSession()->people[size_t(i % hosts)].id);
    }
    for (int i = participants - 1; i >= 0; --i) {
        simulation->advanceTo(from + doors + kHour * (participants - i) / participants);
        simulation->leave(seats[size_t(i)]);
    }
}

} // namespace local
