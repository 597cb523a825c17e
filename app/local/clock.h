// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QElapsedTimer>
#include <QTimeZone>

namespace local {

/// Simulated time, in milliseconds since 1970 UTC.
using Millis = qint64;

constexpr Millis kSecond = 1000;
constexpr Millis kMinute = 60 * kSecond;
constexpr Millis kHour = 60 * kMinute;
constexpr Millis kDay = 24 * kHour;

inline QDateTime toDateTime(Millis time) { return QDateTime::fromMSecsSinceEpoch(time, Qt::UTC); }
/// ISO 8601, UTC, with milliseconds.
inline QString toIso(Millis time) { return toDateTime(time).toString(Qt::ISODateWithMs); }

/// The clock that rules all state: runs at \a speed times the wall clock from a start, and can be put forward.
class Clock
{
public:
    Clock(Millis start, double speed)
        : m_base(start)
        , m_speed(speed)
    {
        m_elapsed.start();
    }

    Millis now() const { return m_base + Millis(double(m_elapsed.elapsed()) * m_speed); }
    double speed() const { return m_speed; }
    void advance(Millis by) { m_base += by; }

private:
    Millis m_base;
    double m_speed; ///< 0: only advance() moves it
    QElapsedTimer m_elapsed;
};

} // namespace local
