// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/participantmodel.h"

#include "models/ivs/operations.h"
#include "models/timetext.h"

#include <QLocale>

using ivs::ParticipantState;
using ivs::ParticipantSummary;

namespace {

// Words of a filter that is kept.
constexpr QLatin1StringView kRecording("recording=");
constexpr QLatin1StringView kFrom("from=");

} // namespace

ParticipantModel::ParticipantModel(ivs::Client *client, ServiceClock *clock, TimeText *times, QObject *parent)
    : PagedModel(client, ivs::kListParticipants, clock, times, parent)
{
    setColumns({
        {tr("State"), Qt::AlignLeft, false, false, 128, {}, QStringLiteral("state")},
        {tr("User id"), Qt::AlignLeft, false, false, 170, tr("As the token's maker chose it; need not be unique."),
            QStringLiteral("user-id")},
        {tr("Published"), Qt::AlignLeft, false, false, 88,
            tr("Has ever published in this session. The list does not tell who is publishing now."),
            QStringLiteral("published")},
        {tr("First joined"), Qt::AlignLeft, false, false, 140, {}, QStringLiteral("first-joined"), false, true},
        {tr("Recording"), Qt::AlignLeft, false, false, 104, tr("Individual participant recording."),
            QStringLiteral("recording")},
        {tr("Origin"), Qt::AlignLeft, false, false, 76, tr("Replica, source of replicas, or ingest."),
            QStringLiteral("origin")},
        {tr("Errors"), Qt::AlignRight, false, false, 64, tr("Error events, where the events were read."),
            QStringLiteral("errors")},
        {tr("Protocol"), Qt::AlignLeft, false, false, 80, tr("Where the details were asked."),
            QStringLiteral("protocol")},
        {tr("Replication"), Qt::AlignLeft, false, false, 100, tr("Whether a replica or a source is replicated now."),
            QStringLiteral("replication")},
        {tr("Attributes"), Qt::AlignLeft, false, false, 180, tr("Where the details were asked."),
            QStringLiteral("attributes")},
        {tr("Capabilities"), Qt::AlignLeft, false, false, 120,
            tr("The service tells them only when a token is exchanged, in the events."),
            QStringLiteral("capabilities")},
        {tr("Browser"), Qt::AlignLeft, false, false, 110, tr("Where the details were asked."),
            QStringLiteral("browser")},
        {tr("System"), Qt::AlignLeft, false, false, 110, tr("Where the details were asked."), QStringLiteral("system")},
        {tr("SDK"), Qt::AlignLeft, false, false, 90, tr("Where the details were asked."), QStringLiteral("sdk")},
        {tr("Network"), Qt::AlignLeft, false, false, 140, tr("The provider (ISP), where the details were asked."),
            QStringLiteral("network")},
        {tr("Participant id"), Qt::AlignLeft, true, false, 130, {}, QStringLiteral("participant-id")},
    });
}

void ParticipantModel::setSession(const QString &stageArn, const QString &sessionId, bool live)
{
    if (this->stageArn() == stageArn && this->sessionId() == sessionId) {
        // It ended while it was shown: one more load tells how everybody ended.
        const bool ended = m_live && !live;
        m_live = live;
        if (ended && isWatched())
            reload();
        return;
    }
    m_live = live;
    m_asked = {};
    m_details.clear();
    m_told.clear();
    if (stageArn.isEmpty() || sessionId.isEmpty())
        askNothing();
    else
        askService(stageArn, sessionId);
}

void ParticipantModel::ask(const Asked &asked)
{
    if (m_asked == asked || sessionId().isEmpty())
        return;
    m_asked = {};
    if (!asked.userId.isEmpty())
        m_asked.userId = asked.userId;
    else if (asked.published)
        m_asked.published = asked.published;
    else if (asked.state)
        m_asked.state = asked.state;
    else
        m_asked.recording = asked.recording;
    askService(stageArn(), sessionId());
    Q_EMIT filterChanged();
}

void ParticipantModel::askService(const QString &stageArn, const QString &sessionId)
{
    ivs::ListParticipantsRequest request;
    request.stageArn = stageArn;
    request.sessionId = sessionId;
    request.maxResults = 100;
    request.filterByUserId = m_asked.userId;
    request.filterByPublished = m_asked.published;
    if (m_asked.state)
        request.filterByState = *m_asked.state;
    if (m_asked.recording)
        request.filterByRecordingState = *m_asked.recording;
    PagedModel::ask(request);
}

void ParticipantModel::takeDetails(const ivs::Participant &participant)
{
    m_details.insert(participant.participantId, participant);
    if (const int known = recordOf(participant.participantId); known >= 0)
        recordChanged(known);
}

const ivs::Participant *ParticipantModel::details(const QString &participantId) const
{
    const auto found = m_details.constFind(participantId);
    return found == m_details.cend() ? nullptr : &*found;
}

void ParticipantModel::takeEvents(const QString &participantId, const Told &told)
{
    const auto found = m_told.constFind(participantId);
    if (found != m_told.cend() && *found == told)
        return;
    m_told.insert(participantId, told);
    if (const int known = recordOf(participantId); known >= 0)
        recordChanged(known);
}

const ParticipantModel::Told *ParticipantModel::told(const ParticipantSummary &participant) const
{
    const auto found = m_told.constFind(participant.participantId);
    return found == m_told.cend() ? nullptr : &*found;
}

void ParticipantModel::setFilter(const Filter &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    rebuildOrder();
    Q_EMIT filterChanged();
}

QString ParticipantModel::quickFilter() const
{
    QStringList words;
    if (m_filter.state)
        words << (*m_filter.state == ParticipantState::Connected ? QStringLiteral("connected")
                                                                 : QStringLiteral("disconnected"));
    if (m_filter.published)
        words << (*m_filter.published ? QStringLiteral("published") : QStringLiteral("never-published"));
    if (m_filter.recording)
        words << kRecording + ivs::Enum<ivs::ParticipantRecordingState>(*m_filter.recording).text();
    if (m_filter.from)
        words << kFrom + QString::number(int(*m_filter.from));
    if (m_filter.withErrors)
        words << QStringLiteral("errors");
    return words.join(u' ');
}

void ParticipantModel::setQuickFilter(const QString &word)
{
    Filter filter;
    const QStringList words = word.split(u' ');
    if (words.contains(QLatin1String("connected")))
        filter.state = ParticipantState::Connected;
    else if (words.contains(QLatin1String("disconnected")))
        filter.state = ParticipantState::Disconnected;
    if (words.contains(QLatin1String("published")))
        filter.published = true;
    else if (words.contains(QLatin1String("never-published")))
        filter.published = false;
    filter.withErrors = words.contains(QLatin1String("errors"));
    for (const QString &each : words) {
        if (each.startsWith(kRecording))
            filter.recording = ivs::Enum<ivs::ParticipantRecordingState>::fromText(each.mid(kRecording.size())).value();
        bool number = false;
        const int from = each.startsWith(kFrom) ? QStringView(each).mid(kFrom.size()).toInt(&number) : 0;
        if (number && from >= 0 && from <= int(From::Replica))
            filter.from = From(from);
    }
    setFilter(filter);
}

void ParticipantModel::clearFilter()
{
    ListModel::clearFilter();
    setFilter({});
}

QString ParticipantModel::counted(int count) const
{
    const QString people = count == 1 ? tr("1 participant") : tr("%1 participants").arg(QLocale().toString(count));
    // A complete answer to a narrower question is not everybody.
    return m_asked.isEverybody() ? people : tr("%1 that were asked for").arg(people);
}

ParticipantSummary ParticipantModel::made(ParticipantSummary &&item, const ParticipantSummary *) const
{
    return std::move(item);
}

void ParticipantModel::tally(const ParticipantSummary *was, const ParticipantSummary *is)
{
    const auto count = [this](const ParticipantSummary &participant, int by) {
        if (participant.state == ParticipantState::Connected)
            m_counts.connected += by;
        else if (participant.state == ParticipantState::Disconnected)
            m_counts.disconnected += by;
        if (participant.published.value_or(false))
            m_counts.published += by;
    };
    if (was)
        count(*was, -1);
    if (is)
        count(*is, 1);
}

void ParticipantModel::clearRecords()
{
    PagedModel::clearRecords();
    m_counts = {};
}

int ParticipantModel::compare(int a, int b, int column) const
{
    const ParticipantSummary &left = at(a);
    const ParticipantSummary &right = at(b);
    switch (column) {
    case State:
        return int(right.state == ParticipantState::Connected) - int(left.state == ParticipantState::Connected);
    case UserId:
        return left.userId.compare(right.userId);
    case Published:
        return int(right.published.value_or(false)) - int(left.published.value_or(false));
    case Joined: {
        const qint64 x = left.firstJoinTime.toMSecsSinceEpoch();
        const qint64 y = right.firstJoinTime.toMSecsSinceEpoch();
        return x < y ? -1 : int(x > y);
    }
    case Errors: {
        const auto errors = [this](const ParticipantSummary &who) { return told(who) ? told(who)->errors : -1; };
        return errors(left) - errors(right);
    }
    case Recording:
    case Origin:
    case Protocol:
    case Replication:
    case Attributes:
    case Capabilities:
    case Browser:
    case System:
    case Sdk:
    case Network:
        return text(a, column).compare(text(b, column), Qt::CaseInsensitive);
    default:
        return left.participantId.compare(right.participantId);
    }
}

bool ParticipantModel::accepts(int row) const
{
    const ParticipantSummary &participant = at(row);
    if (m_filter.state && !(participant.state == *m_filter.state))
        return false;
    if (m_filter.published && participant.published.value_or(false) != *m_filter.published)
        return false;
    if (m_filter.recording && !(participant.recordingState == *m_filter.recording))
        return false;
    if (m_filter.from && participantFrom(participant) != *m_filter.from)
        return false;
    return !m_filter.withErrors || (told(participant) && told(participant)->errors > 0);
}

QByteArray ParticipantModel::rawJson(const QString &participantId) const
{
    const ParticipantSummary *found = record(participantId);
    return found ? written(*found) : QByteArray();
}

std::optional<ListModel::Request> ParticipantModel::request(const QString &participantId) const
{
    if (!record(participantId))
        return {};
    return PagedModel::asked(ivs::kGetParticipant,
        ivs::GetParticipantRequest {.stageArn = stageArn(), .sessionId = sessionId(), .participantId = participantId});
}
