// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/participantmodel.h"

#include "models/ivs/operations.h"
#include "models/timetext.h"

#include <QLocale>

using ivs::ParticipantRecordingState;
using ivs::ParticipantState;
using ivs::ParticipantSummary;
using ivs::ReplicationType;

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
    if (stageArn.isEmpty() || sessionId.isEmpty())
        askNothing();
    else
        ask({.stageArn = stageArn, .sessionId = sessionId, .maxResults = 100});
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
    setFilter(filter);
}

void ParticipantModel::clearFilter()
{
    ListModel::clearFilter();
    setFilter({});
}

QString ParticipantModel::counted(int count) const
{
    return count == 1 ? tr("1 participant") : tr("%1 participants").arg(QLocale().toString(count));
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

QString ParticipantModel::text(int row, int column) const
{
    const ParticipantSummary &participant = at(row);
    switch (column) {
    case State:
        if (participant.state == ParticipantState::Connected)
            return tr("Connected");
        if (participant.state == ParticipantState::Disconnected)
            return tr("Disconnected");
        return participant.state.isSet() ? participant.state.text() : TimeText::unknown();
    case UserId:
        return participant.userId;
    case Published:
        return participant.published.value_or(false) ? tr("Published") : QString();
    case Joined:
        return times()->dateTime(participant.firstJoinTime);
    case Recording: {
        const auto recording = participant.recordingState;
        if (!recording.isSet() || recording == ParticipantRecordingState::Disabled)
            return {};
        switch (recording.value().value_or(ParticipantRecordingState::Disabled)) {
        case ParticipantRecordingState::Starting:
            return tr("Starting");
        case ParticipantRecordingState::Active:
            return tr("Recording");
        case ParticipantRecordingState::Stopping:
            return tr("Stopping");
        case ParticipantRecordingState::Stopped:
            return tr("Recorded");
        case ParticipantRecordingState::Failed:
            return tr("Failed");
        case ParticipantRecordingState::Disabled:
            return recording.text();
        }
        return {};
    }
    case Origin:
        if (participant.replicationType == ReplicationType::Replica)
            return tr("Replica");
        if (participant.replicationType == ReplicationType::Source)
            return tr("Source");
        return participant.ingestConfigurationArn.isEmpty() ? QString() : tr("Ingest");
    default:
        return participant.participantId;
    }
}

QString ParticipantModel::rawText(int row, int column) const
{
    const ParticipantSummary &participant = at(row);
    if (column == Origin) {
        return participant.replicationType == ReplicationType::Replica ? participant.sourceStageArn
                                                                       : participant.ingestConfigurationArn;
    }
    return text(row, column);
}

Tone ParticipantModel::tone(int row, int column) const
{
    const ParticipantSummary &participant = at(row);
    if (column == State)
        return participant.state == ParticipantState::Connected ? Tone::Good : Tone::Idle;
    if (column == Recording && participant.recordingState == ParticipantRecordingState::Failed)
        return Tone::Failed;
    if (column == Recording && participant.recordingState == ParticipantRecordingState::Active)
        return Tone::Good;
    return Tone::None;
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
    case Recording:
        return text(a, column).compare(text(b, column));
    case Origin:
        return text(a, column).compare(text(b, column));
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
    return true;
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
    return asked(ivs::kGetParticipant,
        ivs::GetParticipantRequest {.stageArn = stageArn(), .sessionId = sessionId(), .participantId = participantId});
}
