// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/control.h"

#include "app/local/faults.h"
#include "app/local/simulation.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>

#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

constexpr double kLongestAdvance = 366.0 * 24 * 3600;

ControlAnswer refuse(int status, const QString &message) { return {status, {{u"message"_s, message}}}; }
ControlAnswer nonsense(const QString &message) { return refuse(400, message); }

// What is wrong with the members of a body: a missing or unknown one, or one that is no text.
std::optional<QString> problemOf(const QJsonObject &body, const QStringList &required, const QStringList &optional)
{
    for (const QString &name : required) {
        if (!body[name].isString() || body[name].toString().isEmpty())
            return u"%1: a text that is not empty is required"_s.arg(name);
    }
    for (const QString &name : body.keys()) {
        if (!required.contains(name) && !optional.contains(name))
            return u"unknown member \"%1\""_s.arg(name);
    }
    return std::nullopt;
}

// An event error code by its word; false when the word is none.
bool readError(const QJsonObject &body, EventError *error)
{
    const QJsonValue value = body[u"error"_s];
    if (value.isUndefined())
        return true;
    *error = ivs::Enum<ivs::EventErrorCode>::fromText(value.toString()).value();
    return error->has_value();
}

ControlAnswer noted(EventError error)
{
    QJsonObject body;
    if (error)
        body.insert(u"errorCode"_s, ivs::Enum<ivs::EventErrorCode>(*error).text());
    return {200, body};
}

} // namespace

ControlAnswer Control::perform(const QByteArray &name, const QJsonObject &body)
{
    if (name == "join")
        return join(body);
    if (name == "leave" || name == "publish" || name == "unpublish" || name == "subscribe" || name == "unsubscribe"
        || name == "exchange")
        return participant(name, body);
    if (name == "ingest")
        return ingest(body);
    if (name == "composition")
        return composition(body);
    if (name == "channel")
        return channel(body);
    if (name == "recording")
        return recording(body);
    if (name == "advance")
        return advance(body);
    if (name == "fault") {
        if (const auto problem = m_faults->add(body))
            return nonsense(*problem);
        return {200, {{u"pending"_s, m_faults->pending()}}};
    }
    return refuse(404, u"unknown control request"_s);
}

ControlAnswer Control::join(const QJsonObject &body)
{
    if (const auto problem = problemOf(body, {u"token"_s}, {}))
        return nonsense(*problem);
    const auto seat = m_simulation->admit(body[u"token"_s].toString().toUtf8());
    if (!seat)
        return refuse(403, seat.error());
    const Found who = m_simulation->find(*seat);
    return {200,
        {{u"participantId"_s, who.person->id}, {u"sessionId"_s, who.session->id}, {u"stageArn"_s, who.stage->arn}}};
}

ControlAnswer Control::participant(const QByteArray &name, const QJsonObject &body)
{
    QStringList required {u"stageArn"_s, u"participantId"_s};
    QStringList optional;
    if (name == "subscribe" || name == "unsubscribe")
        required.append(u"remoteParticipantId"_s);
    if (name == "exchange")
        required.append(u"token"_s);
    if (name == "publish" || name == "subscribe" || name == "unpublish" || name == "unsubscribe")
        optional.append(u"error"_s);
    if (const auto problem = problemOf(body, required, optional))
        return nonsense(*problem);
    EventError error;
    if (!readError(body, &error))
        return nonsense(u"error: not an EventErrorCode"_s);
    const StageRecord *stage = m_simulation->world().stages.find(body[u"stageArn"_s].toString());
    if (!stage)
        return nonsense(u"stageArn: no such stage"_s);
    const auto seat = m_simulation->seatOf(*stage, body[u"participantId"_s].toString());
    if (!seat || !m_simulation->find(*seat).person->connected)
        return nonsense(u"participantId: nobody of that id is connected to the stage"_s);
    const QString remote = body[u"remoteParticipantId"_s].toString();
    if (name == "publish")
        return noted(m_simulation->publish(*seat, error));
    if (name == "subscribe")
        return noted(m_simulation->subscribe(*seat, remote, error));
    if (name == "unpublish") {
        if (!m_simulation->find(*seat).person->publishing)
            return nonsense(u"participantId: is not publishing"_s);
        // An error ends the publication as well.
        if (error)
            return noted(m_simulation->publish(*seat, error));
        m_simulation->unpublish(*seat);
    }
    if (name == "unsubscribe") {
        if (!m_simulation->unsubscribe(*seat, remote))
            return nonsense(u"remoteParticipantId: there is no such subscription"_s);
        if (error)
            return noted(m_simulation->subscribe(*seat, remote, error));
    }
    if (name == "leave")
        m_simulation->leave(*seat);
    if (name == "exchange") {
        if (const auto why = m_simulation->exchange(*seat, body[u"token"_s].toString().toUtf8()))
            return refuse(403, *why);
    }
    return {};
}

ControlAnswer Control::ingest(const QJsonObject &body)
{
    if (const auto problem = problemOf(body, {u"streamKey"_s}, {u"active"_s, u"error"_s}))
        return nonsense(*problem);
    if (!body[u"active"_s].isBool())
        return nonsense(u"active: true or false is required"_s);
    EventError failure;
    if (!readError(body, &failure))
        return nonsense(u"error: not an EventErrorCode"_s);
    EventError error;
    const auto why = m_simulation->feed(body[u"streamKey"_s].toString(), body[u"active"_s].toBool(), failure, &error);
    return why ? refuse(403, *why) : noted(error);
}

ControlAnswer Control::composition(const QJsonObject &body)
{
    if (const auto problem = problemOf(body, {u"arn"_s, u"event"_s}, {u"destinationId"_s, u"code"_s}))
        return nonsense(*problem);
    CompositionRecord *record = m_simulation->world().compositions.find(body[u"arn"_s].toString());
    if (!record)
        return nonsense(u"arn: no such composition"_s);
    const QString destination = body[u"destinationId"_s].toString();
    const QString event = body[u"event"_s].toString();
    bool done = false;
    // The code goes into an EventBridge event, which no call of this service tells.
    if (event == u"fail"_s)
        done = m_simulation->failComposition(*record, destination);
    else if (event == u"reconnect"_s || event == u"recover"_s)
        done = m_simulation->reconnectDestination(*record, destination, event == u"recover"_s);
    else
        return nonsense(u"event: fail, reconnect or recover"_s);
    return done ? ControlAnswer {} : nonsense(u"the composition or destination is not in a state for that"_s);
}

ControlAnswer Control::channel(const QJsonObject &body)
{
    if (const auto problem = problemOf(body, {u"id"_s}, {u"name"_s, u"type"_s, u"live"_s}))
        return nonsense(*problem);
    static const QRegularExpression good(u"^[A-Za-z0-9-]{1,64}$"_s);
    const QString id = body[u"id"_s].toString();
    if (!good.match(id).hasMatch())
        return nonsense(u"id: letters, digits and -"_s);
    const auto type = ivs::Enum<ivs::ChannelType>::fromText(body[u"type"_s].toString(u"STANDARD"_s)).value();
    if (!type)
        return nonsense(u"type: not a ChannelType"_s);
    ChannelRecord *record = m_simulation->world().channels.find(m_simulation->world().arnOf("channel"_L1, id));
    if (!record)
        record = &m_simulation->addChannel(id, body[u"name"_s].toString(id), *type);
    if (const QJsonValue live = body[u"live"_s]; live.isBool())
        record->liveSince = live.toBool() ? std::optional(m_simulation->now()) : std::nullopt;
    return {200, {{u"arn"_s, record->arn}}};
}

ControlAnswer Control::recording(const QJsonObject &body)
{
    if (const auto problem = problemOf(body, {u"stageArn"_s, u"participantId"_s, u"event"_s}, {u"code"_s}))
        return nonsense(*problem);
    if (body[u"event"_s].toString() != u"fail"_s)
        return nonsense(u"event: fail"_s);
    const StageRecord *stage = m_simulation->world().stages.find(body[u"stageArn"_s].toString());
    const auto seat = stage ? m_simulation->seatOf(*stage, body[u"participantId"_s].toString()) : std::optional<Seat>();
    if (!seat)
        return nonsense(u"nobody of that id is in the live session of that stage"_s);
    if (!m_simulation->failRecording(*seat))
        return nonsense(u"participantId: is not being recorded"_s);
    return {};
}

ControlAnswer Control::advance(const QJsonObject &body)
{
    if (const auto problem = problemOf(body, {}, {u"seconds"_s}))
        return nonsense(*problem);
    const double seconds = body[u"seconds"_s].toDouble(-1);
    if (!(seconds >= 0) || seconds > kLongestAdvance)
        return nonsense(u"seconds: a number from 0 to %1"_s.arg(kLongestAdvance, 0, 'f', 0));
    m_clock->advance(Millis(seconds * 1000));
    m_simulation->advanceTo(m_clock->now());
    return {200, {{u"time"_s, toIso(m_simulation->now())}}};
}

} // namespace local
