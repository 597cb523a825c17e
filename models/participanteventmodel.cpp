// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/participanteventmodel.h"

#include "models/eventerrors.h"
#include "models/ivs/operations.h"
#include "models/stagemodel.h"
#include "models/timetext.h"

#include <QLocale>

using ivs::EventName;

QString eventName(const ivs::Enum<EventName> &name)
{
    if (!name.isKnown())
        return name.text();
    switch (*name.value()) {
    case EventName::Joined:
        return ParticipantEventModel::tr("Joined");
    case EventName::Left:
        return ParticipantEventModel::tr("Left");
    case EventName::PublishStarted:
        return ParticipantEventModel::tr("Publish started");
    case EventName::PublishStopped:
        return ParticipantEventModel::tr("Publish stopped");
    case EventName::SubscribeStarted:
        return ParticipantEventModel::tr("Subscribe started");
    case EventName::SubscribeStopped:
        return ParticipantEventModel::tr("Subscribe stopped");
    case EventName::PublishError:
        return ParticipantEventModel::tr("Publish error");
    case EventName::SubscribeError:
        return ParticipantEventModel::tr("Subscribe error");
    case EventName::JoinError:
        return ParticipantEventModel::tr("Join error");
    case EventName::ReplicationStarted:
        return ParticipantEventModel::tr("Replication started");
    case EventName::ReplicationStopped:
        return ParticipantEventModel::tr("Replication stopped");
    case EventName::TokenExchanged:
        return ParticipantEventModel::tr("Token exchanged");
    }
    return name.text();
}

ParticipantEventModel::ParticipantEventModel(ivs::Client *client, ServiceClock *clock, TimeText *times, QObject *parent)
    : PagedModel(client, ivs::kListParticipantEvents, clock, times, parent)
{
    setColumns({
        {tr("Time"), Qt::AlignLeft, false, false, 170, {}, QStringLiteral("time"), false, true},
        {tr("Event"), Qt::AlignLeft, false, false, 150, {}, QStringLiteral("event")},
        {tr("Error"), Qt::AlignLeft, false, false, 190, {}, QStringLiteral("error")},
        {tr("Details"), Qt::AlignLeft, false, false, 300, {}, QStringLiteral("details")},
    });
}

void ParticipantEventModel::setParticipant(
    const QString &stageArn, const QString &sessionId, const QString &participantId, bool live)
{
    m_live = live;
    if (stageArn.isEmpty() || sessionId.isEmpty() || participantId.isEmpty()) {
        askNothing();
        return;
    }
    if (question() && question()->stageArn == stageArn && question()->sessionId == sessionId
        && question()->participantId == participantId)
        return;
    ask({.stageArn = stageArn, .sessionId = sessionId, .participantId = participantId, .maxResults = 100});
}

QString ParticipantEventModel::counted(int count) const
{
    return count == 1 ? tr("1 event") : tr("%1 events").arg(QLocale().toString(count));
}

void ParticipantEventModel::loadBegins()
{
    PagedModel::loadBegins();
    m_alike.clear();
}

QString ParticipantEventModel::key(const ivs::Event &item)
{
    const QString base = item.eventTime.toString(Qt::ISODateWithMs) + u'/' + item.name.text() + u'/'
        + item.remoteParticipantId + u'/' + item.errorCode.text();
    return base + u'/' + QString::number(m_alike[base]++);
}

ivs::Event ParticipantEventModel::made(ivs::Event &&item, const ivs::Event *) const { return std::move(item); }

QString ParticipantEventModel::text(int row, int column) const
{
    const ivs::Event &event = at(row);
    switch (column) {
    case Time:
        return times()->preciseDateTime(event.eventTime);
    case What:
        return eventName(event.name);
    case Error:
        return event.errorCode.text();
    case Detail: {
        QStringList parts;
        if (event.errorCode.isSet())
            parts << eventErrorAdvice(event.errorCode);
        if (!event.remoteParticipantId.isEmpty())
            parts << tr("publisher %1").arg(event.remoteParticipantId);
        if (!event.destinationStageArn.isEmpty())
            parts << tr("into stage %1").arg(idOfArn(event.destinationStageArn));
        if (event.replica.value_or(false))
            parts << tr("replica");
        if (event.newToken && !event.newToken->userId.isEmpty())
            parts << tr("now %1").arg(event.newToken->userId);
        parts.removeAll(QString());
        return parts.join(QStringLiteral(" · "));
    }
    default:
        return {};
    }
}

Tone ParticipantEventModel::tone(int row, int column) const
{
    return column == What && at(row).errorCode.isSet() ? Tone::Failed : Tone::None;
}

int ParticipantEventModel::compare(int a, int b, int column) const
{
    if (column == Time) {
        const qint64 x = at(a).eventTime.toMSecsSinceEpoch();
        const qint64 y = at(b).eventTime.toMSecsSinceEpoch();
        return x < y ? -1 : int(x > y);
    }
    return text(a, column).compare(text(b, column), Qt::CaseInsensitive);
}

QByteArray ParticipantEventModel::rawJson(const QString &key) const
{
    const ivs::Event *found = record(key);
    return found ? written(*found) : QByteArray();
}
