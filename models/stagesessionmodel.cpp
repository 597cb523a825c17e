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
        {tr("Peak publishers"), Qt::AlignRight, false, false, 112,
            tr("The most who published at one moment, once the events of those who published were read."),
            QStringLiteral("peak-publishers")},
        {tr("Users"), Qt::AlignRight, false, false, 68, tr("Distinct user ids, once the participants were listed."),
            QStringLiteral("users")},
        {tr("Errors"), Qt::AlignRight, false, false, 68, tr("Error events, once everybody's events were read."),
            QStringLiteral("errors")},
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

void StageSessionModel::setFigures(const QString &sessionId, const SessionFigures &figures)
{
    m_figures.insert(sessionId, figures);
    if (const int known = recordOf(sessionId); known >= 0)
        recordChanged(known);
}

std::pair<int, bool> StageSessionModel::figure(int row, int column) const
{
    const auto found = m_figures.constFind(at(row).sessionId);
    if (found == m_figures.cend())
        return {-1, false};
    switch (column) {
    case Peak:
        return {found->known > 0 || found->publishersKnown ? found->peakPublishers : -1, found->publishersKnown};
    case Users:
        return {found->people > 0 || found->usersKnown ? found->users : -1, found->usersKnown};
    default:
        return {found->known > 0 || found->everybody ? found->errors : -1, found->everybody};
    }
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
    case Peak:
    case Users:
    case Errors: {
        // What is known of a part is a lower bound and says so.
        const auto [value, whole] = figure(row, column);
        if (value < 0)
            return TimeText::unknown();
        return (whole ? QString() : QStringLiteral("≥ ")) + QLocale().toString(value);
    }
    default:
        return session.sessionId;
    }
}

QString StageSessionModel::rawText(int row, int column) const
{
    if (column == Peak || column == Users || column == Errors) {
        const auto [value, whole] = figure(row, column);
        return whole ? QString::number(value) : value < 0 ? QString() : QStringLiteral(">=") + QString::number(value);
    }
    return text(row, column);
}

QString StageSessionModel::hint(int, int column) const
{
    if (column == Peak || column == Errors)
        return tr("Not known: open this session's timeline and read the events of its participants.");
    return column == Users ? tr("Not known: the participants of this session have not been listed.") : QString();
}

Tone StageSessionModel::tone(int row, int column) const
{
    if (column == Errors)
        return figure(row, column).first > 0 ? Tone::Failed : Tone::None;
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
    case Peak:
    case Users:
    case Errors:
        return sign(figure(a, column).first, figure(b, column).first);
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
