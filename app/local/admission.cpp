// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/simulation.h"

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

constexpr int kDefaultMinutes = 720;

ivs::ExchangedParticipantToken tokenOf(const ParticipantRecord &person)
{
    ivs::ExchangedParticipantToken token;
    if (person.mayPublish)
        token.capabilities.append(ivs::ParticipantTokenCapability::Publish);
    if (person.maySubscribe)
        token.capabilities.append(ivs::ParticipantTokenCapability::Subscribe);
    token.attributes = person.attributes;
    if (!person.userId.isEmpty())
        token.userId = person.userId;
    token.expirationTime = toDateTime(person.tokenExpires);
    return token;
}

} // namespace

ivs::StageEndpoints Simulation::endpointsOf(const StageRecord &stage) const
{
    ivs::StageEndpoints endpoints;
    endpoints.events = u"wss://global.events.live-video.net"_s;
    endpoints.whip = u"https://%1.global-bm.whip.live-video.net"_s.arg(stage.hex);
    endpoints.rtmp = u"rtmp://%1.global-contribute.live-video.net:1935/app/"_s.arg(stage.hex);
    endpoints.rtmps = u"rtmps://%1.global-contribute.live-video.net:443/app/"_s.arg(stage.hex);
    return endpoints;
}

ivs::ParticipantToken Simulation::issueToken(StageRecord &stage, const ivs::ParticipantTokenConfiguration &wish)
{
    const int minutes = wish.duration.value_or(kDefaultMinutes);
    const ivs::StageEndpoints endpoints = endpointsOf(stage);
    Claims claims;
    claims.participantId = m_world.random.id(12);
    claims.stageArn = stage.arn;
    claims.topic = stage.id;
    claims.eventsUrl = endpoints.events;
    claims.whipUrl = endpoints.whip;
    claims.userId = wish.userId;
    claims.attributes = wish.attributes;
    // Both when the wish names none (fact sheet 7.1).
    claims.publish = wish.capabilities.isEmpty();
    claims.subscribe = wish.capabilities.isEmpty();
    for (const auto &capability : wish.capabilities) {
        claims.publish = claims.publish || capability == ivs::ParticipantTokenCapability::Publish;
        claims.subscribe = claims.subscribe || capability == ivs::ParticipantTokenCapability::Subscribe;
    }
    claims.issuedAt = m_now / kSecond * kSecond;
    claims.expiresAt = claims.issuedAt + minutes * kMinute;

    ivs::ParticipantToken token;
    token.participantId = claims.participantId;
    token.token = mintToken(claims, m_tokenSecret);
    token.userId = wish.userId;
    token.attributes = wish.attributes;
    token.duration = minutes;
    if (claims.publish)
        token.capabilities.append(ivs::ParticipantTokenCapability::Publish);
    if (claims.subscribe)
        token.capabilities.append(ivs::ParticipantTokenCapability::Subscribe);
    token.expirationTime = toDateTime(claims.expiresAt);

    ++m_world.tokensIssued;
    m_world.tokens.insert(claims.participantId, {stage.arn, claims.expiresAt});
    at(claims.expiresAt, [this, id = claims.participantId] { m_world.tokens.remove(id); });
    return token;
}

tl::expected<Claims, QString> Simulation::readClaims(const QByteArray &token) const
{
    const KeyFinder findKey = [this](const QString &arn) {
        const KeyRecord *key = m_world.keys.find(arn);
        return key ? key->data.publicKeyMaterial.toUtf8() : QByteArray();
    };
    return readToken(token, m_tokenSecret, findKey, m_now);
}

tl::expected<Seat, QString> Simulation::admit(const QByteArray &token)
{
    const auto claims = readClaims(token);
    if (!claims)
        return tl::unexpected(claims.error());
    StageRecord *stage = m_world.stages.find(claims->stageArn);
    if (!stage)
        return tl::unexpected(u"resource: no such stage"_s);
    if (claims->topic != stage->id)
        return tl::unexpected(u"topic: not the id of the stage"_s);
    const ivs::StageEndpoints endpoints = endpointsOf(*stage);
    if (claims->eventsUrl != endpoints.events || claims->whipUrl != endpoints.whip)
        return tl::unexpected(u"events_url, whip_url: not the endpoints of the stage"_s);
    if (!claims->publish && !claims->subscribe)
        return tl::unexpected(u"capabilities: the token allows nothing"_s);
    if (stage->barred.contains(claims->participantId))
        return tl::unexpected(u"the participant was disconnected: its token can't be used again"_s);
    // Our choice: who is connected stays when the token expires; only joining needs a good one.
    Entry entry;
    entry.participantId = claims->participantId;
    entry.userId = claims->userId;
    entry.attributes = claims->attributes;
    entry.mayPublish = claims->publish;
    entry.maySubscribe = claims->subscribe;
    entry.tokenExpires = claims->expiresAt;
    entry.selfSigned = claims->selfSigned;
    return join(*stage, entry);
}

std::optional<QString> Simulation::exchange(const Seat &seat, const QByteArray &token)
{
    const Found who = present(seat);
    if (!who)
        return u"the participant is not connected"_s;
    if (!who.person->selfSigned)
        return u"only self-signed tokens can be exchanged"_s;
    const auto claims = readClaims(token);
    if (!claims)
        return claims.error();
    const ivs::StageEndpoints endpoints = endpointsOf(*who.stage);
    if (!claims->selfSigned)
        return u"only self-signed tokens can be exchanged"_s;
    if (claims->participantId != who.person->id || claims->stageArn != who.stage->arn || claims->topic != who.stage->id
        || claims->eventsUrl != endpoints.events || claims->whipUrl != endpoints.whip)
        return u"topic, resource, jti, whip_url and events_url must stay as they are"_s;
    auto detail = std::make_shared<EventDetail>();
    detail->previousToken = tokenOf(*who.person);
    ParticipantRecord &person = *who.person;
    person.userId = claims->userId;
    person.attributes = claims->attributes;
    person.mayPublish = claims->publish;
    person.maySubscribe = claims->subscribe;
    person.tokenExpires = claims->expiresAt;
    detail->newToken = tokenOf(person);
    note(person, ivs::EventName::TokenExchanged).detail = std::move(detail);
    if (!person.mayPublish)
        unpublish(seat);
    Found subscriber = who;
    while (!person.maySubscribe && !person.subscribedTo.empty())
        dropSubscription(subscriber, person.subscribedTo.size() - 1);
    return std::nullopt;
}

} // namespace local
