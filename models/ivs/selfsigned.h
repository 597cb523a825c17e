// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/es384.h"
#include "models/ivs/fieldfault.h"

#include <QDateTime>
#include <QList>
#include <QMap>

/// Tokens that are signed here instead of minted by the service: no call is made, and no network is needed once the
/// stage is known (fact sheet 7.2, 7.3).
namespace ivs {

/// What a participant token says. Times count in whole seconds.
struct ParticipantClaims
{
    QString participantId; ///< newTokenId(); 1 to 64 letters, digits and hyphens, of one token only
    QString stageArn;
    QString eventsUrl; ///< exactly StageEndpoints::events
    QString whipUrl; ///< exactly StageEndpoints::whip
    QString userId; ///< at most 128 characters; every participant sees it; may be empty
    QMap<QString, QString> attributes; ///< at most 1 KB in all; every participant sees them
    bool publish = true;
    bool subscribe = true; ///< at least one of the two
    QDateTime issued;
    QDateTime expires; ///< at most 14 days after it was issued; AWS recommends 12 hours

    bool operator==(const ParticipantClaims &) const = default;
};

/// What a connection token says: a client connects ahead of its participant token, which it doesn't replace.
struct ConnectionClaims
{
    QString id; ///< newTokenId(); as ParticipantClaims::participantId
    QString accountId;
    QString region; ///< home region of the public key
    QDateTime issued;
    QDateTime expires; ///< at most 4 weeks after it was issued

    bool operator==(const ConnectionClaims &) const = default;
};

/// The longest that a participant token may last, in seconds.
inline constexpr qint64 kLongestParticipantToken = qint64(14) * 24 * 3600;
/// The same of a connection token.
inline constexpr qint64 kLongestConnectionToken = qint64(28) * 24 * 3600;

/// Everything that is wrong with what a token shall say, each with the name of its member; empty when it can be signed.
/// \a publicKeyArn is the ARN that the service gave the public half; its fault is at `publicKeyArn`.
QList<FieldFault> faultsOf(const ParticipantClaims &claims, const QString &publicKeyArn);
QList<FieldFault> faultsOf(const ConnectionClaims &claims, const QString &publicKeyArn);

/// A token, which is a secret; or the first of the faults. Whether \a key is the private half of \a publicKeyArn only
/// the caller can know. May be called from several threads.
tl::expected<QString, FieldFault> signedToken(
    const es384::PrivateKey &key, const QString &publicKeyArn, const ParticipantClaims &claims);
tl::expected<QString, FieldFault> signedToken(
    const es384::PrivateKey &key, const QString &publicKeyArn, const ConnectionClaims &claims);

/// A new id for one token, of letters, digits and hyphens. The documented form takes `_` too, but GetParticipant and
/// the replication don't.
QString newTokenId();

} // namespace ivs
