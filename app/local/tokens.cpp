// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/tokens.h"

#include "models/ivs/es384.h"
#include "models/ivs/jwt.h"

#include <QCryptographicHash>
#include <QJsonObject>
#include <QMessageAuthenticationCode>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

constexpr double kLongestSeconds = 14.0 * 24 * 3600;
constexpr qsizetype kLargest = 16 * 1024;

QByteArray mac(const QByteArray &text, const QByteArray &secret)
{
    return QMessageAuthenticationCode::hash(text, secret, QCryptographicHash::Sha384);
}

bool isParticipantId(const QString &id)
{
    return !id.isEmpty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-'
            || c == u'_';
    });
}

// A whole number of seconds, or a negative one when it is none.
double seconds(const QJsonValue &value)
{
    const double number = value.toDouble(-1);
    return number == std::floor(number) && number < 1e11 ? number : -1;
}

tl::unexpected<QString> refuse(const QString &why) { return tl::unexpected(why); }

// The members and limits of fact sheet 7.2; empty when all is well.
QString problemOf(const QJsonObject &payload, bool selfSigned)
{
    if (!isParticipantId(payload["jti"_L1].toString()))
        return u"jti: 1 to 64 letters, digits, hyphens or underscores"_s;
    for (const char16_t *name : {u"resource", u"topic", u"events_url", u"whip_url"}) {
        if (payload[QString::fromUtf16(name)].toString().isEmpty())
            return QString::fromUtf16(name) + u": missing"_s;
    }
    if (payload["version"_L1].toString() != "1.0"_L1)
        return u"version: must be \"1.0\""_s;
    const double issued = seconds(payload["iat"_L1]);
    const double expires = seconds(payload["exp"_L1]);
    if (issued < 0)
        return u"iat: must be a whole number of seconds"_s;
    if (expires < 0)
        return u"exp: must be a whole number of seconds"_s;
    if (selfSigned && expires - issued > kLongestSeconds)
        return u"exp: at most 14 days after iat"_s;
    if (!payload["capabilities"_L1].isObject())
        return u"capabilities: must be an object"_s;
    const QJsonObject capabilities = payload["capabilities"_L1].toObject();
    for (auto it = capabilities.begin(); it != capabilities.end(); ++it) {
        if (!it->isBool())
            return u"capabilities: must be true or false"_s;
    }
    const QJsonValue user = payload["user_id"_L1];
    if (!user.isUndefined() && (!user.isString() || user.toString().toUcs4().size() > 128))
        return u"user_id: a text of at most 128 characters"_s;
    const QJsonValue attributes = payload["attributes"_L1];
    if (!attributes.isUndefined() && !attributes.isObject())
        return u"attributes: must be an object of texts"_s;
    qsizetype size = 0;
    const QJsonObject map = attributes.toObject();
    for (auto it = map.begin(); it != map.end(); ++it) {
        if (!it->isString())
            return u"attributes: must be an object of texts"_s;
        size += it.key().toUtf8().size() + it->toString().toUtf8().size();
    }
    // Our choice: the kilobyte counts names and values in UTF-8.
    return size > 1024 ? u"attributes: more than 1 KB"_s : QString();
}

Claims claimsOf(const QJsonObject &payload, bool selfSigned)
{
    Claims claims;
    claims.participantId = payload["jti"_L1].toString();
    claims.stageArn = payload["resource"_L1].toString();
    claims.topic = payload["topic"_L1].toString();
    claims.eventsUrl = payload["events_url"_L1].toString();
    claims.whipUrl = payload["whip_url"_L1].toString();
    claims.userId = payload["user_id"_L1].toString();
    const QJsonObject attributes = payload["attributes"_L1].toObject();
    for (auto it = attributes.begin(); it != attributes.end(); ++it)
        claims.attributes.insert(it.key(), it->toString());
    const QJsonObject capabilities = payload["capabilities"_L1].toObject();
    claims.publish = capabilities["allow_publish"_L1].toBool();
    claims.subscribe = capabilities["allow_subscribe"_L1].toBool();
    claims.issuedAt = Millis(payload["iat"_L1].toDouble()) * kSecond;
    claims.expiresAt = Millis(payload["exp"_L1].toDouble()) * kSecond;
    claims.selfSigned = selfSigned;
    return claims;
}

} // namespace

QString mintToken(const Claims &claims, const QByteArray &secret)
{
    QJsonObject attributes;
    for (auto it = claims.attributes.begin(); it != claims.attributes.end(); ++it)
        attributes.insert(it.key(), it.value());
    QJsonObject payload {
        {u"exp"_s, claims.expiresAt / kSecond},
        {u"iat"_s, claims.issuedAt / kSecond},
        {u"jti"_s, claims.participantId},
        {u"resource"_s, claims.stageArn},
        {u"topic"_s, claims.topic},
        {u"events_url"_s, claims.eventsUrl},
        {u"whip_url"_s, claims.whipUrl},
        {u"capabilities"_s,
            QJsonObject {{u"allow_publish"_s, claims.publish}, {u"allow_subscribe"_s, claims.subscribe}}},
        {u"version"_s, u"1.0"_s},
    };
    if (!claims.userId.isEmpty())
        payload.insert(u"user_id"_s, claims.userId);
    if (!attributes.isEmpty())
        payload.insert(u"attributes"_s, attributes);
    const QByteArray text = ivs::jwtText({{u"alg"_s, u"KMS"_s}, {u"typ"_s, u"JWT"_s}}, payload);
    return QString::fromLatin1(ivs::jwtToken(text, mac(text, secret)));
}

tl::expected<Claims, QString> readToken(
    const QByteArray &token, const QByteArray &secret, const KeyFinder &findKey, Millis now)
{
    const ivs::Jwt jwt = ivs::readJwt(token.size() > kLargest ? QByteArray() : token);
    if (!jwt.isWellFormed())
        return refuse(u"the token is malformed"_s);
    const QString algorithm = jwt.header["alg"_L1].toString();
    const bool selfSigned = algorithm == "ES384"_L1;
    if (selfSigned) {
        const QByteArray pem = findKey(jwt.header["kid"_L1].toString());
        if (pem.isEmpty())
            return refuse(u"kid: no such public key"_s);
        if (!ivs::es384::verify(pem, jwt.signedText, jwt.signature))
            return refuse(u"the token's signature is wrong"_s);
    } else if (algorithm != "KMS"_L1 || jwt.signature != mac(jwt.signedText, secret)) {
        return refuse(u"the token's signature is wrong"_s);
    }
    if (const QString problem = problemOf(jwt.payload, selfSigned); !problem.isEmpty())
        return refuse(problem);
    const Claims claims = claimsOf(jwt.payload, selfSigned);
    if (claims.expiresAt <= now)
        return refuse(u"the token has expired"_s);
    return claims;
}

} // namespace local
