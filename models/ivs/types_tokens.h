// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types_enums.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>

/// Participant tokens. The service does not keep them: what CreateParticipantToken or CreateStage answers is the only
/// copy.
namespace ivs {

/// A token as the service minted it. `token` is secret.
struct ParticipantToken
{
    QString participantId; ///< made together with the token
    QString token; ///< secret; an empty answer never brings it back
    QString userId;
    QMap<QString, QString> attributes;
    std::optional<int> duration; ///< minutes; documented samples leave it out, so derive it from expirationTime
    QList<Enum<ParticipantTokenCapability>> capabilities;
    QDateTime expirationTime;

    bool operator==(const ParticipantToken &) const = default;
};

/// What a token made together with a stage shall say.
struct ParticipantTokenConfiguration
{
    std::optional<int> duration; ///< minutes, 1 to 20160; 720 when left out
    QString userId; ///< at most 128 characters; every participant sees it
    QMap<QString, QString> attributes; ///< at most 1 KB in all; every participant sees them
    QList<Enum<ParticipantTokenCapability>> capabilities; ///< both when left out

    bool operator==(const ParticipantTokenConfiguration &) const = default;
};

/// One token for one participant. Every call makes another (no client token): a repeat makes a second.
struct CreateParticipantTokenRequest
{
    QString stageArn;
    std::optional<int> duration; ///< minutes, 1 to 20160; 720 when left out
    QString userId; ///< at most 128 characters; every participant sees it
    QMap<QString, QString> attributes; ///< at most 1 KB in all; every participant sees them
    QList<Enum<ParticipantTokenCapability>> capabilities; ///< both when left out

    bool operator==(const CreateParticipantTokenRequest &) const = default;
};

struct CreateParticipantTokenResponse
{
    std::optional<ParticipantToken> participantToken;

    bool operator==(const CreateParticipantTokenResponse &) const = default;
};

} // namespace ivs
