// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/error.h"
#include "models/aws/operation.h"

#include <QDateTime>
#include <QObject>

#include <array>

namespace aws {

class Clock;

/// The one place that decides whether a writing operation may leave. It stands where requests are made and reads the
/// operations table, so that read-only holds for every code path, whatever a button says. Asked when a write is made,
/// and again when it leaves.
class WriteGuard : public QObject
{
    Q_OBJECT

public:
    /// \a clock times the unlocking; not owned.
    explicit WriteGuard(Clock *clock, QObject *parent = nullptr);

    /// Lays a reason on the connection, or takes it off.
    void setReason(ReadOnlyReason reason, bool holds);
    bool hasReason(ReadOnlyReason reason) const { return m_reasons[std::size_t(reason)]; }
    /// What forbids writing now; nothing when writing is allowed.
    std::optional<ReadOnlyReason> lockedReason() const;
    bool isReadOnly() const { return lockedReason().has_value(); }
    bool allows(const Operation &operation) const { return !operation.writes || !isReadOnly(); }
    /// The error of a write that allows() forbids.
    Error refusal(const Operation &operation) const;

    /// unlock() would allow writing: nothing holds but what it lifts (ReadOnlyReason::Production).
    bool canUnlock() const;
    /// Lifts ReadOnlyReason::Production for that long, from now, and no other reason. It ends by itself, also when the
    /// machine slept meanwhile or its clock was set.
    void unlock(qint64 milliseconds);
    void lock();
    /// Milliseconds until the lock falls again; 0 when nothing is unlocked.
    qint64 unlockedFor() const;

Q_SIGNALS:
    /// What is allowed, or why not, may be another now.
    void changed();

private:
    Clock *m_clock;
    std::array<bool, 3> m_reasons {};
    qint64 m_unlockedUntil = -1; ///< Clock::elapsed(); it stands while the machine sleeps
    QDateTime m_unlockedUntilTime; ///< wall time: it may be set back
    quint64 m_unlocking = 0; ///< a timer of an earlier unlocking does nothing
};

} // namespace aws
