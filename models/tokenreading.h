// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/arn.h"
#include "models/ivs/jwt.h"

#include <QDateTime>
#include <QMap>
#include <QStringList>

#include <optional>

/// A pasted token as it reads: no call, no key, no clock. Every text in it is foreign.
struct TokenReading
{
    enum class Kind {
        Nothing, ///< no text
        TooLarge, ///< more than 1 MB: nothing was read
        NoToken, ///< neither header nor claims can be read
        Participant,
        Connection,
    };

    Kind kind = Kind::Nothing;
    ivs::Jwt jwt;
    bool hadSpaces = false; ///< between the letters, where mail and terminals break lines; read without them

    // The header
    QString algorithm; ///< `alg`: ES384 signed by somebody's own key, KMS minted by the service (fact sheet 7.1)
    QString type; ///< `typ`
    QString keyArn; ///< `kid`

    // Claims that are there and of the right type; others are empty, and named by tokenProblems()
    QString participantId; ///< `jti`
    QString stageArn; ///< `resource`
    QString topic; ///< should be the id of the stage
    QString eventsUrl;
    QString whipUrl;
    QString userId;
    QString version;
    QString accountId; ///< of connection tokens
    QString region; ///< of connection tokens
    QMap<QString, QString> attributes; ///< those that are texts, and of thousands the first
    bool attributesAreTexts = true;
    qsizetype attributeBytes = 0; ///< of all their names and values, in UTF-8
    bool publish = false;
    bool subscribe = false;
    QDateTime issued; ///< `iat`
    QDateTime expires; ///< `exp`

    /// Header and payload can be read and the signature was made by the service: nobody else can check it, and nothing
    /// of it is promised.
    bool isMintedByService() const { return algorithm == QLatin1String("KMS"); }
    /// There is something to show.
    bool isToken() const { return kind == Kind::Participant || kind == Kind::Connection; }
    /// The stage, when the token names one.
    std::optional<ivs::Arn> stage() const;
};

/// The last second of the year 9999. A time behind it was written in milliseconds.
inline constexpr double kLatestTokenTime = 253'402'300'799.0;

/// Reads what somebody pasted. Space around it, quotes and `Bearer` before it are no part of a token.
TokenReading readToken(const QString &pasted);
