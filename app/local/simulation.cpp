// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/simulation.h"

namespace local {

Simulation::Simulation(quint64 seed, Millis start)
    : m_world(seed)
    , m_now(start)
    , m_tokenSecret(m_world.random.hex(64).toLatin1())
{
}

void Simulation::advanceTo(Millis time)
{
    while (!m_queue.empty() && m_queue.top().time <= time) {
        // top() is const, and a copy of the function would allocate: it is popped right away.
        Task task = std::move(const_cast<Task &>(m_queue.top()));
        m_queue.pop();
        m_now = std::max(m_now, task.time);
        task.what();
    }
    m_now = std::max(m_now, time);
}

void Simulation::at(Millis time, std::function<void()> what)
{
    m_queue.push({std::max(time, m_now), m_order++, std::move(what)});
}

} // namespace local
