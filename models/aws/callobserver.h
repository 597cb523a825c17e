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

/// What the one who asks for a write wants kept beside it.
struct WriteNote
{
    QByteArray before; ///< JSON of what the write is about to replace, for undo; empty when it is not known
    quint64 undoes = 0; ///< id of the journal's entry that this write takes back; 0 for none
};

/// A write that is about to leave. Its parameters have been through Caller::Setup::redact: no secret gets in here.
struct WriteRecord
{
    quint64 id = 0; ///< counts the writes of the process from 1; the same at the beginning and at the end
    QDateTime time; ///< UTC
    const Operation *operation = nullptr;
    QString region;
    QString accessKeyId; ///< with which it is signed: an identity, no secret
    QString accountId; ///< empty when it is not known yet
    QByteArray parameters; ///< JSON object: members of path, query and body; without secrets
    WriteNote note;
};

/// How a write ended. Without failure it was carried out.
struct WriteResult
{
    QDateTime time; ///< UTC
    std::optional<Error> failure;
    int httpStatus = 0; ///< of the last answer, 0 without one
    QString requestId;
    QString made; ///< ARN or id of what was created; empty for other writes
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
    /// A write leaves, for the first time, as soon as it is kept (Caller::Setup::keep). One that is called back before
    /// its turn is never told.
    virtual void writeBegan(const WriteRecord &record) { Q_UNUSED(record) }
    /// Once for each writeBegan(), at the latest when the Caller goes.
    virtual void writeEnded(const WriteRecord &record, const WriteResult &result)
    {
        Q_UNUSED(record)
        Q_UNUSED(result)
    }
    virtual void timeSeen(const TimeRecord &record) { Q_UNUSED(record) }
    /// The clock of this machine was found \a seconds behind (positive) or ahead of the service's, and corrected.
    virtual void skewFound(qint64 seconds) { Q_UNUSED(seconds) }
};

} // namespace aws
