// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/local/simulation.h"

#include <memory>
#include <vector>

namespace local {

/// How a crowd behaves.
struct CrowdPlan
{
    int hosts = 2; ///< come at once, publish and stay
    int watchers = 10; ///< at most so many at a time
    int early = 0; ///< so many of them come in the first minutes
    Millis gap = 30 * kSecond; ///< between two arrivals, half to one and a half of it
    Millis stay = 20 * kMinute; ///< of a watcher, half to one and a half of it
    int handEvery = 8; ///< one watcher in so many comes on stage for a while; 0: nobody
    int errorEvery = 20; ///< one of those in so many fails to publish; 0: nobody
    Millis until = 0; ///< when everybody leaves; 0: never
};

/// Seeded people who come to one stage, publish, watch and leave. It lives in the simulation's queue.
class Crowd : public std::enable_shared_from_this<Crowd>
{
public:
    Crowd(Simulation *simulation, quint64 stage, const CrowdPlan &plan, quint64 seed);

    /// Lets it begin at \a time.
    void beginAt(Millis time);

    /// A believable person. \a number makes ids differ.
    static Entry person(Random *random, World *world, int number, bool host);

private:
    StageRecord *stage() const { return m_simulation->world().stages.bySerial(m_stage); }
    Millis around(Millis mean) { return mean / 2 + mean * m_random.below(1000) / 1000; }
    bool isOver() const { return m_plan.until > 0 && m_simulation->now() >= m_plan.until; }
    void begin();
    void scheduleArrival();
    void arrive();
    void keepHostsOnAir();
    void watchAll(const Seat &seat);
    void takeTheStage(const Seat &seat);
    void end();

    Simulation *m_simulation;
    quint64 m_stage;
    CrowdPlan m_plan;
    Random m_random;
    std::vector<Entry> m_hosts;
    int m_came = 0;
};

/// Makes a crowd and lets it begin.
void gather(Simulation *simulation, const StageRecord &stage, const CrowdPlan &plan, int seed, Millis time);

} // namespace local
