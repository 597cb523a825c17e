// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/retry.h"

#include <algorithm>
#include <cmath>

namespace aws {

int RetryQuota::cost(const Error &error) { return error.kind == ErrorKind::TimedOut ? 10 : 5; }

bool RetryQuota::take(const Error &error)
{
    const int price = cost(error);
    if (m_available < price)
        return false;
    m_available -= price;
    return true;
}

void RetryQuota::giveBack(int cost) { m_available = std::min(kCapacity, m_available + cost); }

NextStep nextStep(const Operation &operation, const Error &error, const Attempts &attempts, bool skewSeen)
{
    if (attempts.sent >= attempts.limit)
        return NextStep::GiveUp;
    if (error.isClockSkew() && skewSeen)
        return attempts.skewCorrected ? NextStep::GiveUp : NextStep::CorrectClock;
    if (error.kind == ErrorKind::ExpiredCredentials)
        return attempts.credentialsRenewed ? NextStep::GiveUp : NextStep::RenewCredentials;
    if (error.kind == ErrorKind::Throttled)
        return NextStep::Wait;
    // A write that never left (connection refused) was not refused by the service either: it is reported, not repeated.
    if (operation.writes && !operation.repeatable)
        return NextStep::GiveUp;
    return error.isTransient() ? NextStep::Wait : NextStep::GiveUp;
}

qint64 retryDelay(int index, qint64 hint, const std::function<double()> &random)
{
    const double ceiling = std::min(std::pow(2.0, index), 20.0) * 1000.0;
    const auto jittered = qint64(random() * ceiling);
    return hint < 0 ? jittered : std::clamp(hint, jittered, jittered + 5000);
}

Error finalError(const Operation &operation, Error error)
{
    if (operation.writes && error.mayHaveActed())
        error.kind = ErrorKind::OutcomeUnknown;
    return error;
}

} // namespace aws
