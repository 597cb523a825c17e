// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/local/clock.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <tl/expected.hpp>

#include <functional>

/// Participant tokens as text: minted here, or signed by an application with its own key (fact sheet 7).
namespace local {

struct Claims
{
    QString participantId; ///< jti
    QString stageArn; ///< resource
    QString topic; ///< the stage's id
    QString eventsUrl;
    QString whipUrl;
    QString userId;
    QMap<QString, QString> attributes;
    bool publish = false;
    bool subscribe = false;
    Millis issuedAt = 0;
    Millis expiresAt = 0;
    bool selfSigned = false;
};

/// The PEM of an imported key, empty when there is none of that ARN.
using KeyFinder = std::function<QByteArray(const QString &keyArn)>;

/// A token in the form of a JWT. Our choice: its signature is an HMAC, as only this service checks it.
QString mintToken(const Claims &claims, const QByteArray &secret);

/// What a token says, when its form, signature and time are good at \a now; else the reason in a few words.
/// Reads foreign bytes.
tl::expected<Claims, QString> readToken(
    const QByteArray &token, const QByteArray &secret, const KeyFinder &findKey, Millis now);

} // namespace local
