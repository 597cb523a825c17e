// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/error.h"
#include "models/aws/operation.h"

#include <functional>

namespace aws {

/// AWS's retry quota: a bucket that stops a client from retrying for ever when everything fails (fact sheet 1.4).
class RetryQuota
{
public:
    static constexpr int kCapacity = 500;

    /// Takes what a retry after \a error costs; false when the bucket is empty.
    bool take(const Error &error);
    /// Gives back what the last retry cost, or 1 after a success at the first try.
    void giveBack(int cost);
    int available() const { return m_available; }
    static int cost(const Error &error);

private:
    int m_available = kCapacity;
};

/// What a call has been through when its next step is decided.
struct Attempts
{
    int sent = 1; ///< attempts that were made
    int limit = 3; ///< AWS_MAX_ATTEMPTS
    bool skewCorrected = false; ///< the clock was corrected before, once
    bool credentialsRenewed = false; ///< the credentials were read anew before, once
};

enum class NextStep {
    GiveUp,
    Wait, ///< send again after retryDelay()
    CorrectClock, ///< correct the clock by the answer's Date and send again at once
    RenewCredentials, ///< read the credentials anew and send again
};

/// Whether a request leaves again. A read: after anything that may pass. A write: only after the service refused it
/// before acting, or when its row in the operations table says that a second one changes nothing.
/// \a skewSeen says that the answer's Date is 4 minutes or more off.
NextStep nextStep(const Operation &operation, const Error &error, const Attempts &attempts, bool skewSeen);

/// Milliseconds to wait before retry \a index (0 for the first): full jitter over min(2^index, 20) seconds.
/// \a random gives [0, 1). \a hint is x-amz-retry-after in milliseconds, or -1: never less than the jittered time
/// and at most 5 s more.
qint64 retryDelay(int index, qint64 hint, const std::function<double()> &random);

/// What a person is told when no attempt is left: a write that may have been carried out becomes OutcomeUnknown.
Error finalError(const Operation &operation, Error error);

} // namespace aws
