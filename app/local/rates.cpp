// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/rates.h"

#include "models/aws/operation.h"

#include <algorithm>

namespace local {

bool Rates::take(const aws::Operation &operation)
{
    if (!m_enforced)
        return true;
    const auto now = qint64(double(m_wall.elapsed()) * m_speed);
    const double capacity = operation.callsPerSecond;
    auto it = m_buckets.find(operation.name);
    if (it == m_buckets.end())
        it = m_buckets.insert(operation.name, {capacity, now});
    it->level = std::min(capacity, it->level + double(now - it->filledAt) * capacity / 1000.0);
    it->filledAt = now;
    if (it->level < 1)
        return false;
    it->level -= 1;
    return true;
}

} // namespace local
