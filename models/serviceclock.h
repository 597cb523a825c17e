// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/callobserver.h"
#include "models/aws/clock.h"

/// The time that people see: every age, countdown, expiry and "as of" reads it. It is the wall clock corrected by the
/// service's Date, and follows ivs-local's simulated time where the answers carry it. Signing, retry and governor use
/// aws::Clock instead.
class ServiceClock final : public QObject, public aws::CallObserver
{
    Q_OBJECT

public:
    explicit ServiceClock(aws::Clock *wall, QObject *parent = nullptr);

    QDateTime now() const;
    /// Runs \a fn once after that much wall time, unless \a guard is gone by then: refreshes are for people, and wait
    /// in their time whatever the simulated clock does.
    void after(qint64 milliseconds, QObject *guard, std::function<void()> fn);
    /// The time comes from ivs-local and may run faster than the wall's, or stand.
    bool isSimulated() const { return m_simulated; }

    void timeSeen(const aws::TimeRecord &record) override;

private:
    aws::Clock *m_wall;
    qint64 m_correction = 0; ///< seconds, service's minus this machine's
    bool m_simulated = false;
    QDateTime m_anchor; ///< simulated time at m_anchoredAt
    qint64 m_anchoredAt = 0; ///< aws::Clock::elapsed()
    double m_speed = 1;
};
