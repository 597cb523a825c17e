// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/manualclock.h"

#include <algorithm>

ManualClock::ManualClock(QObject *parent)
    : Clock(parent)
    , m_start(QDateTime::currentDateTimeUtc())
{
}

void ManualClock::after(qint64 milliseconds, QObject *guard, std::function<void()> fn)
{
    m_entries.push_back({m_elapsed + std::max<qint64>(0, milliseconds), m_number++, guard, std::move(fn)});
    if (milliseconds <= 0)
        QMetaObject::invokeMethod(
            this, [this] { runDue(m_elapsed); }, Qt::QueuedConnection);
}

void ManualClock::advance(qint64 milliseconds)
{
    const qint64 until = m_elapsed + milliseconds;
    runDue(until);
    m_elapsed = until;
}

void ManualClock::runDue(qint64 until)
{
    for (;;) {
        // Looked up anew each time: a callback may ask for another.
        const auto next = std::min_element(m_entries.begin(), m_entries.end(),
            [](const Entry &a, const Entry &b) { return a.due != b.due ? a.due < b.due : a.number < b.number; });
        if (next == m_entries.end() || next->due > until)
            return;
        const Entry entry = std::move(*next);
        m_entries.erase(next);
        m_elapsed = std::max(m_elapsed, entry.due);
        if (entry.guard)
            entry.fn();
    }
}

int ManualClock::pending() const
{
    return int(std::count_if(m_entries.begin(), m_entries.end(), [](const Entry &entry) { return entry.guard; }));
}

qint64 ManualClock::untilNext() const
{
    qint64 least = -1;
    for (const Entry &entry : m_entries) {
        if (entry.guard && (least < 0 || entry.due - m_elapsed < least))
            least = entry.due - m_elapsed;
    }
    return least;
}
