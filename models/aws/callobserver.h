// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/error.h"
#include "models/aws/operation.h"

#include <QDateTime>

#include <optional>

namespace aws {

/// What may be remembered of one call: no body, no header, no path argument, so that no secret can get in.
struct CallRecord
{
    QDateTime time; ///< UTC, when the call was asked for
    const Operation *operation = nullptr;
    QString region;
    qint64 milliseconds = 0; ///< from asking to result, waiting for the budget included
    qint64 waited = 0; ///< of these, milliseconds spent waiting for the budget
    int attempts = 0; ///< how often it left this machine
    int httpStatus = 0; ///< of the last answer, 0 without one
    QString requestId;
    std::optional<ErrorKind> failure;
};

/// What an answer tells about the service's time.
struct TimeRecord
{
    QDateTime received; ///< wall time of this machine
    QDateTime date; ///< the Date header; invalid without one
    QDateTime localTime; ///< ivs-local's simulated time; invalid for the real service
    double localSpeed = 1; ///< simulated seconds a second
};

/// Hears of every call of a Caller. Journal, request log and service clock are wired to it by the Workspace.
class CallObserver
{
public:
    virtual ~CallObserver() = default;
    virtual void callFinished(const CallRecord &record) { Q_UNUSED(record) }
    virtual void timeSeen(const TimeRecord &record) { Q_UNUSED(record) }
    /// The clock of this machine was found \a seconds behind (positive) or ahead of the service's, and corrected.
    virtual void skewFound(qint64 seconds) { Q_UNUSED(seconds) }
};

} // namespace aws
