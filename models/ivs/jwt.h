// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>

namespace ivs {

/// What is wrong with the form of a token, whatever it says.
enum class JwtFault {
    TooLarge, ///< more than kLargestJwt; nothing of it was read
    NotThreeParts, ///< not header.payload.signature; as many as there are were read
    HeaderEncoding, ///< not unpadded base64url
    HeaderNotJson, ///< not one JSON object
    PayloadEncoding,
    PayloadNotJson,
    SignatureEncoding,
    SignatureMissing, ///< the third part is empty
};

/// A JSON Web Token taken apart (RFC 7519 in the compact form of RFC 7515), as far as it goes.
struct Jwt
{
    QByteArray signedText; ///< header.payload as they came: what the signature is over
    QJsonObject header; ///< empty when it can't be read
    QJsonObject payload;
    QByteArray signature; ///< decoded; nobody has checked it
    QList<JwtFault> faults; ///< in the order of the parts; empty when the form is good

    bool isWellFormed() const { return faults.isEmpty(); }
};

/// Larger texts are not looked at.
inline constexpr qsizetype kLargestJwt = 1024 * 1024;

/// Reads foreign bytes, whatever they are; space around them must be gone already. Never fails: what can't be read is
/// left empty and named. Of members with the same name the last counts.
Jwt readJwt(const QByteArray &text);

/// Header and payload as they are signed: unpadded base64url of compact JSON, with the dot between them.
QByteArray jwtText(const QJsonObject &header, const QJsonObject &payload);
/// The whole token.
QByteArray jwtToken(const QByteArray &signedText, const QByteArray &signature);

} // namespace ivs
