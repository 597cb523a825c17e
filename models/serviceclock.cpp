// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/serviceclock.h"

ServiceClock::ServiceClock(aws::Clock *wall, QObject *parent)
    : QObject(parent)
    , m_wall(wall)
{
}

QDateTime ServiceClock::now() const
{
    if (m_simulated)
        return m_anchor.addMSecs(qint64(double(m_wall->elapsed() - m_anchoredAt) * m_speed));
    return m_wall->now().addSecs(m_correction);
}

void ServiceClock::after(qint64 milliseconds, QObject *guard, std::function<void()> fn)
{
    m_wall->after(milliseconds, guard, std::move(fn));
}

void ServiceClock::timeSeen(const aws::TimeRecord &record)
{
    if (record.localTime.isValid()) {
        m_simulated = true;
        m_anchor = record.localTime.toUTC();
        m_anchoredAt = m_wall->elapsed();
        m_speed = record.localSpeed;
        return;
    }
    if (!record.date.isValid())
        return;
    // Date has whole seconds and is older than its arrival: below two seconds nothing is known to be wrong.
    const qint64 difference = record.received.secsTo(record.date);
    m_correction = std::abs(difference) < 2 ? 0 : difference;
}
