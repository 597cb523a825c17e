// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stagesessionmodel.h"

#include "models/ivs/operations.h"
#include "models/serviceclock.h"
#include "models/timetext.h"

#include <QLocale>

namespace {

bool isActive(const ivs::StageSessionSummary &session) { return !session.endTime.isValid(); }

} // namespace

StageSessionModel::StageSessionModel(ivs::Client *client, ServiceClock *clock, TimeText *times, QObject *parent)
    : PagedModel(client, ivs::kListStageSessions, clock, times, parent)
{
    setColumns({
        {tr("State"), Qt::AlignLeft, false, false, 84, tr("Active until the service gives the session an end."),
            QStringLiteral("state")},
        {tr("Started"), Qt::AlignLeft, false, false, 140, {}, QStringLiteral("started"), false, true},
        {tr("Duration"), Qt::AlignRight, false, true, 88, {}, QStringLiteral("duration")},
        {tr("Ended"), Qt::AlignLeft, false, false, 140, {}, QStringLiteral("ended"), false, true},
        {tr("Session id"), Qt::AlignLeft, true, false, 150, {}, QStringLiteral("session-id")},
    });
}

void StageSessionModel::setStage(const QString &stageArn)
{
    if (this->stageArn() == stageArn)
        return;
    if (stageArn.isEmpty())
        askNothing();
    else
        ask({.stageArn = stageArn, .maxResults = 100});
}

QString StageSessionModel::counted(int count) const
{
    return count == 1 ? tr("1 session") : tr("%1 sessions").arg(QLocale().toString(count));
}

ivs::StageSessionSummary StageSessionModel::made(
    ivs::StageSessionSummary &&item, const ivs::StageSessionSummary *) const
{
    return std::move(item);
}

QString StageSessionModel::text(int row, int column) const
{
    const ivs::StageSessionSummary &session = at(row);
    switch (column) {
    case State:
        return isActive(session) ? tr("On air") : tr("Ended");
    case Started:
        return times()->dateTime(session.startTime);
    case Duration: {
        if (!session.startTime.isValid())
            return TimeText::unknown();
        const QDateTime end = isActive(session) ? clock()->now() : session.endTime;
        return TimeText::clock(session.startTime.secsTo(end));
    }
    case Ended:
        return isActive(session) ? QString() : times()->dateTime(session.endTime);
    default:
        return session.sessionId;
    }
}

Tone StageSessionModel::tone(int row, int column) const
{
    if (column != State)
        return Tone::None;
    return isActive(at(row)) ? Tone::OnAir : Tone::Idle;
}

int StageSessionModel::compare(int a, int b, int column) const
{
    const ivs::StageSessionSummary &left = at(a);
    const ivs::StageSessionSummary &right = at(b);
    const auto sign = [](qint64 x, qint64 y) { return x < y ? -1 : int(x > y); };
    const auto span = [this](const ivs::StageSessionSummary &session) {
        return session.startTime.secsTo(isActive(session) ? clock()->now() : session.endTime);
    };
    switch (column) {
    case State:
        return int(isActive(right)) - int(isActive(left));
    case Started:
        return sign(left.startTime.toMSecsSinceEpoch(), right.startTime.toMSecsSinceEpoch());
    case Duration:
        return sign(span(left), span(right));
    case Ended:
        return isActive(left) || isActive(right)
            ? int(isActive(left)) - int(isActive(right))
            : sign(left.endTime.toMSecsSinceEpoch(), right.endTime.toMSecsSinceEpoch());
    default:
        return left.sessionId.compare(right.sessionId);
    }
}

QByteArray StageSessionModel::rawJson(const QString &sessionId) const
{
    const ivs::StageSessionSummary *found = record(sessionId);
    return found ? written(*found) : QByteArray();
}

std::optional<ListModel::Request> StageSessionModel::request(const QString &sessionId) const
{
    if (!record(sessionId))
        return {};
    return asked(ivs::kGetStageSession, ivs::GetStageSessionRequest {.stageArn = stageArn(), .sessionId = sessionId});
}
