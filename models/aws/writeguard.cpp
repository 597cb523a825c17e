// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/writeguard.h"

#include "models/aws/clock.h"

#include <algorithm>

namespace aws {

WriteGuard::WriteGuard(Clock *clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

void WriteGuard::setReason(ReadOnlyReason reason, bool holds)
{
    bool &held = m_reasons[std::size_t(reason)];
    if (held == holds)
        return;
    held = holds;
    // A mark that is laid on anew begins locked.
    if (reason == ReadOnlyReason::Production)
        m_unlockedUntil = -1;
    Q_EMIT changed();
}

std::optional<ReadOnlyReason> WriteGuard::lockedReason() const
{
    for (const ReadOnlyReason reason : {ReadOnlyReason::Option, ReadOnlyReason::Profile}) {
        if (hasReason(reason))
            return reason;
    }
    if (hasReason(ReadOnlyReason::Production) && unlockedFor() == 0)
        return ReadOnlyReason::Production;
    return {};
}

Error WriteGuard::refusal(const Operation &operation) const
{
    Error error;
    error.kind = ErrorKind::ReadOnly;
    error.operation = QString::fromLatin1(operation.name);
    error.readOnly = lockedReason();
    return error;
}

bool WriteGuard::canUnlock() const { return lockedReason() == ReadOnlyReason::Production; }

void WriteGuard::unlock(qint64 milliseconds)
{
    m_unlockedUntil = m_clock->elapsed() + milliseconds;
    m_unlockedUntilTime = m_clock->now().addMSecs(milliseconds);
    m_clock->after(milliseconds, this, [this, unlocking = ++m_unlocking] {
        if (unlocking == m_unlocking)
            lock();
    });
    Q_EMIT changed();
}

void WriteGuard::lock()
{
    if (m_unlockedUntil < 0)
        return;
    m_unlockedUntil = -1;
    Q_EMIT changed();
}

qint64 WriteGuard::unlockedFor() const
{
    if (m_unlockedUntil < 0)
        return 0;
    const qint64 left = std::min(m_unlockedUntil - m_clock->elapsed(), m_clock->now().msecsTo(m_unlockedUntilTime));
    return std::max<qint64>(0, left);
}

} // namespace aws
