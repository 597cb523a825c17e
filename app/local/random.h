// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <random>

namespace local {

/// Seeded randomness: the same seed gives the same ids and the same evening. No standard distribution is used, as
/// they differ between libraries.
class Random
{
public:
    explicit Random(quint64 seed)
        : m_engine(seed)
    {
    }

    /// 0 … \a bound - 1; 0 when \a bound is below 2.
    int below(int bound) { return bound < 2 ? 0 : int(m_engine() % quint64(bound)); }
    /// \a low … \a high, both included.
    int between(int low, int high) { return low + below(high - low + 1); }
    bool oneIn(int n) { return below(n) == 0; }
    /// Letters and digits, as the service's ids.
    QString id(int length);
    QString hex(int length);
    /// In the form of a UUID of version 4.
    QString uuid();

private:
    QString pick(QLatin1StringView alphabet, int length);

    std::mt19937_64 m_engine;
};

} // namespace local
