// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/clock.h"

#include <QTimer>

#include <algorithm>
#include <limits>

namespace aws {

SystemClock::SystemClock(QObject *parent)
    : Clock(parent)
{
    m_timer.start();
}

QDateTime SystemClock::now() const { return QDateTime::currentDateTimeUtc(); }

qint64 SystemClock::elapsed() const { return m_timer.elapsed(); }

void SystemClock::after(qint64 milliseconds, QObject *guard, std::function<void()> fn)
{
    const int interval = int(std::clamp<qint64>(milliseconds, 0, std::numeric_limits<int>::max()));
    QTimer::singleShot(interval, guard, std::move(fn));
}

} // namespace aws
