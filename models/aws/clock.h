// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QElapsedTimer>
#include <QObject>

#include <functional>

namespace aws {

/// Wall time and timers, handed in so that a test can step them. Signing, retry and governor use this one; what a
/// person sees (ages, "as of") reads ServiceClock.
class Clock : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Wall time, UTC.
    virtual QDateTime now() const = 0;
    /// Milliseconds since some fixed moment; never goes back.
    virtual qint64 elapsed() const = 0;
    /// Runs \a fn once from the event loop, \a milliseconds from now, unless \a guard is gone by then.
    virtual void after(qint64 milliseconds, QObject *guard, std::function<void()> fn) = 0;
};

class SystemClock final : public Clock
{
    Q_OBJECT

public:
    explicit SystemClock(QObject *parent = nullptr);

    QDateTime now() const override;
    qint64 elapsed() const override;
    void after(qint64 milliseconds, QObject *guard, std::function<void()> fn) override;

private:
    QElapsedTimer m_timer;
};

} // namespace aws
