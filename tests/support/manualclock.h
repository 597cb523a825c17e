// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/clock.h"

#include <QPointer>

#include <vector>

/// A clock that a test steps by hand. Wall time starts at the present, so that signatures are good, and moves with
/// advance() only. What is due at once still comes from the event loop, as with the real clock.
class ManualClock final : public aws::Clock
{
    Q_OBJECT

public:
    explicit ManualClock(QObject *parent = nullptr);

    QDateTime now() const override { return m_start.addMSecs(m_elapsed); }
    qint64 elapsed() const override { return m_elapsed; }
    void after(qint64 milliseconds, QObject *guard, std::function<void()> fn) override;

    /// Puts wall time \a seconds ahead of what it was (behind when negative); timers are left alone.
    void shiftWall(qint64 seconds) { m_start = m_start.addSecs(seconds); }
    /// Moves on by \a milliseconds and runs what falls due on the way, in order, each at its own moment.
    void advance(qint64 milliseconds);
    /// Callbacks that wait and whose guard lives.
    int pending() const;
    /// Milliseconds until the next of them, -1 when there is none.
    qint64 untilNext() const;

private:
    struct Entry
    {
        qint64 due;
        quint64 number;
        QPointer<QObject> guard;
        std::function<void()> fn;
    };
    void runDue(qint64 until);

    QDateTime m_start;
    qint64 m_elapsed = 0;
    quint64 m_number = 0;
    std::vector<Entry> m_entries;
};
