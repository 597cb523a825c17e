// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QHash>

namespace aws {
struct Operation;
}

namespace local {

/// Calls per second and operation, by the wall clock: a bucket that holds one second's worth. For a client whose own
/// clock runs \a speed times as fast as the wall's, so do the buckets.
class Rates
{
public:
    explicit Rates(bool enforced, double speed = 1)
        : m_enforced(enforced)
        , m_speed(speed)
    {
        m_wall.start();
    }

    /// Takes one call; false when the bucket is empty.
    bool take(const aws::Operation &operation);

private:
    struct Bucket
    {
        double level = 0;
        qint64 filledAt = 0; ///< ms of m_wall
    };

    bool m_enforced;
    double m_speed;
    QElapsedTimer m_wall;
    QHash<QByteArray, Bucket> m_buckets;
};

} // namespace local
