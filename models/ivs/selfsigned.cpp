// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/selfsigned.h"

#include "models/ivs/arn.h"
#include "models/ivs/jwt.h"
#include "models/ivs/textrules.h"
#include "models/ivs/types.h"
#include "models/ivs/validation.h"

#include <QUuid>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ivs {

namespace {

constexpr auto kConnectionEvents = "wss://global.events.live-video.net"_L1;
constexpr int kLongestId = 64;

class Faults
{
public:
    void add(const QString &member, const QString &message)
    {
        if (!message.isEmpty())
            found.append({member, message});
    }

    QList<FieldFault> found;
};

QString idProblem(const QString &id)
{
    const bool spelled = std::ranges::all_of(id, [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-';
    });
    return !id.isEmpty() && id.size() <= kLongestId && spelled ? QString()
                                                               : u"must be 1 to 64 letters, digits and hyphens"_s;
}

QString lifeProblem(const QDateTime &issued, const QDateTime &expires, qint64 longest)
{
    if (!expires.isValid())
        return u"is missing"_s;
    const qint64 seconds = expires.toSecsSinceEpoch() - issued.toSecsSinceEpoch();
    if (seconds <= 0)
        return u"must be after it was issued"_s;
    return seconds > longest ? u"must be at most %1 days after it was issued"_s.arg(longest / (24 * 3600)) : QString();
}

void checkTimes(const QDateTime &issued, const QDateTime &expires, qint64 longest, Faults *faults)
{
    if (!issued.isValid())
        faults->add(u"issued"_s, u"is missing"_s);
    else
        faults->add(u"expires"_s, lifeProblem(issued, expires, longest));
}

// Keys belong to one account and region: there no key of another one is known.
QString keyProblem(const QString &keyArn, const QString &account, const QString &region)
{
    if (const QString problem = textProblem(keyArn, rules::kPublicKeyArn); !problem.isEmpty())
        return problem;
    const std::optional<Arn> key = Arn::parse(keyArn);
    if (key->account != account)
        return u"is a key of account %1, not of %2"_s.arg(key->account, account);
    return key->region == region ? QString() : u"is a key of region %1, not of %2"_s.arg(key->region, region);
}

QString attributesProblem(const QMap<QString, QString> &attributes)
{
    ParticipantTokenConfiguration asked;
    asked.attributes = attributes;
    const std::optional<aws::Error> error = validate(asked);
    return error ? error->message : QString();
}

QJsonObject headerOf(const QString &publicKeyArn)
{
    return {{u"alg"_s, u"ES384"_s}, {u"typ"_s, u"JWT"_s}, {u"kid"_s, publicKeyArn}};
}

QJsonObject payloadOf(const ParticipantClaims &claims)
{
    QJsonObject capabilities;
    if (claims.publish)
        capabilities.insert(u"allow_publish"_s, true);
    if (claims.subscribe)
        capabilities.insert(u"allow_subscribe"_s, true);
    QJsonObject payload {
        {u"exp"_s, claims.expires.toSecsSinceEpoch()},
        {u"iat"_s, claims.issued.toSecsSinceEpoch()},
        {u"jti"_s, claims.participantId},
        {u"resource"_s, claims.stageArn},
        {u"topic"_s, Arn::parse(claims.stageArn)->resourceId},
        {u"events_url"_s, claims.eventsUrl},
        {u"whip_url"_s, claims.whipUrl},
        {u"capabilities"_s, capabilities},
        {u"version"_s, u"1.0"_s},
    };
    if (!claims.userId.isEmpty())
        payload.insert(u"user_id"_s, claims.userId);
    // The documentation calls all but user_id mandatory and attributes optional: an object, empty or not, keeps both.
    QJsonObject attributes;
    for (auto it = claims.attributes.begin(); it != claims.attributes.end(); ++it)
        attributes.insert(it.key(), it.value());
    payload.insert(u"attributes"_s, attributes);
    return payload;
}

QJsonObject payloadOf(const ConnectionClaims &claims)
{
    return {
        {u"exp"_s, claims.expires.toSecsSinceEpoch()},
        {u"iat"_s, claims.issued.toSecsSinceEpoch()},
        {u"jti"_s, claims.id},
        {u"account_id"_s, claims.accountId},
        {u"region"_s, claims.region},
        {u"events_url"_s, QString(kConnectionEvents)},
        {u"version"_s, u"1.0"_s},
    };
}

template <typename C>
tl::expected<QString, FieldFault> signedClaims(
    const es384::PrivateKey &key, const QString &publicKeyArn, const C &claims)
{
    const QList<FieldFault> faults = faultsOf(claims, publicKeyArn);
    if (!faults.isEmpty())
        return tl::unexpected(faults.first());
    const QByteArray text = jwtText(headerOf(publicKeyArn), payloadOf(claims));
    return QString::fromLatin1(jwtToken(text, key.sign(text)));
}

} // namespace

QList<FieldFault> faultsOf(const ParticipantClaims &claims, const QString &publicKeyArn)
{
    Faults faults;
    faults.add(u"participantId"_s, idProblem(claims.participantId));
    const QString stageProblem = textProblem(claims.stageArn, rules::kStageArn);
    faults.add(u"stageArn"_s, stageProblem);
    if (claims.eventsUrl.isEmpty())
        faults.add(u"eventsUrl"_s, u"is missing"_s);
    if (claims.whipUrl.isEmpty())
        faults.add(u"whipUrl"_s, u"is missing"_s);
    faults.add(u"userId"_s, textProblem(claims.userId, rules::kParticipantTokenUserId));
    faults.add(u"attributes"_s, attributesProblem(claims.attributes));
    if (!claims.publish && !claims.subscribe)
        faults.add(u"capabilities"_s, u"must be publish, subscribe or both"_s);
    checkTimes(claims.issued, claims.expires, kLongestParticipantToken, &faults);
    if (stageProblem.isEmpty()) {
        const std::optional<Arn> stage = Arn::parse(claims.stageArn);
        faults.add(u"publicKeyArn"_s, keyProblem(publicKeyArn, stage->account, stage->region));
    }
    return faults.found;
}

QList<FieldFault> faultsOf(const ConnectionClaims &claims, const QString &publicKeyArn)
{
    Faults faults;
    faults.add(u"id"_s, idProblem(claims.id));
    if (claims.accountId.isEmpty())
        faults.add(u"accountId"_s, u"is missing"_s);
    if (claims.region.isEmpty())
        faults.add(u"region"_s, u"is missing"_s);
    checkTimes(claims.issued, claims.expires, kLongestConnectionToken, &faults);
    if (!claims.accountId.isEmpty() && !claims.region.isEmpty())
        faults.add(u"publicKeyArn"_s, keyProblem(publicKeyArn, claims.accountId, claims.region));
    return faults.found;
}

tl::expected<QString, FieldFault> signedToken(
    const es384::PrivateKey &key, const QString &publicKeyArn, const ParticipantClaims &claims)
{
    return signedClaims(key, publicKeyArn, claims);
}

tl::expected<QString, FieldFault> signedToken(
    const es384::PrivateKey &key, const QString &publicKeyArn, const ConnectionClaims &claims)
{
    return signedClaims(key, publicKeyArn, claims);
}

QString newTokenId() { return QUuid::createUuid().toString(QUuid::WithoutBraces); }

} // namespace ivs
