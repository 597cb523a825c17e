// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>

#include <algorithm>

/// How late a timer of 2 ms came at the worst: that long the event loop stood. One that is always due would tell it to
/// the microsecond, and take a core away from what is measured.
class StallMeter final : public QObject
{
public:
    StallMeter()
    {
        m_turn.start();
        startTimer(kInterval, Qt::PreciseTimer);
    }
    double longestMs() const { return m_longest; }

protected:
    void timerEvent(QTimerEvent *) override
    {
        m_longest = std::max(m_longest, double(m_turn.nsecsElapsed()) / 1e6 - kInterval);
        m_turn.start();
    }

private:
    static constexpr int kInterval = 2; // ms
    QElapsedTimer m_turn;
    double m_longest = 0;
};
