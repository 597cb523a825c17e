// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pairrows.h"

class StageModel;

/// Where participants shall be shown too, while it is filled in.
struct ReplicationDraft
{
    QString sourceStageArn;
    QString destinationStageArn; ///< another stage of this account and region
    int reconnectSeconds = 0; ///< 0 to 300
    PairRows attributes; ///< laid over those of the token

    /// Each fault with the path of its member in StartParticipantReplicationRequest.
    QList<DraftFault> faults() const;
};

/// A stage that can be chosen by typing.
struct StageOption
{
    QString arn;
    QString words; ///< `evening-show · FpK2…`, unlike any other's
};

/// The loaded stages but \a except, by name.
QList<StageOption> stageOptions(const StageModel &stages, const QString &except);
/// The ARN that somebody means who typed \a text: the words of an option, the name of the only stage of that name, or
/// an ARN. Empty when nothing or several fit.
QString stageMeant(const StageModel &stages, const QString &text, const QString &except);

/// What is wrong with the reason of a DisconnectParticipant (at most 128 characters), or an empty text.
QString disconnectReasonProblem(const QString &reason);
