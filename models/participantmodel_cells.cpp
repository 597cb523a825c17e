// SPDX-License-Identifier: GPL-3.0-or-later
// What the cells of the list of participants say, and why some say nothing.
#include "models/participantmodel.h"
#include "models/stagemodel.h"
#include "models/timetext.h"

#include <QLocale>

using ivs::ParticipantRecordingState;
using ivs::ParticipantState;
using ivs::ParticipantSummary;
using ivs::ReplicationType;

namespace {

QString versioned(const QString &name, const QString &version)
{
    return version.isEmpty() ? name : name + u' ' + version;
}

} // namespace

QString recordingText(const ivs::Enum<ParticipantRecordingState> &state)
{
    if (!state.isKnown())
        return state.text();
    switch (*state.value()) {
    case ParticipantRecordingState::Starting:
        return ParticipantModel::tr("Starting");
    case ParticipantRecordingState::Active:
        return ParticipantModel::tr("Recording");
    case ParticipantRecordingState::Stopping:
        return ParticipantModel::tr("Stopping");
    case ParticipantRecordingState::Stopped:
        return ParticipantModel::tr("Recorded");
    case ParticipantRecordingState::Failed:
        return ParticipantModel::tr("Failed");
    case ParticipantRecordingState::Disabled:
        return {};
    }
    return {};
}

ParticipantModel::From participantFrom(const ParticipantSummary &participant)
{
    if (participant.replicationType == ReplicationType::Replica)
        return ParticipantModel::From::Replica;
    if (participant.replicationType == ReplicationType::Source)
        return ParticipantModel::From::Source;
    return participant.ingestConfigurationArn.isEmpty() ? ParticipantModel::From::Client
                                                        : ParticipantModel::From::Ingest;
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
    case Recording:
        return recordingText(participant.recordingState);
    case Origin:
        switch (participantFrom(participant)) {
        case From::Replica:
            return tr("Replica");
        case From::Source:
            return tr("Source");
        case From::Ingest:
            return tr("Ingest");
        case From::Client:
            return {};
        }
        return {};
    case Replication:
        if (!participant.replicationState.isKnown())
            return participant.replicationState.text();
        return participant.replicationState == ivs::ReplicationState::Active ? tr("Active") : tr("Stopped");
    case Errors:
        if (const Told *events = told(participant))
            return events->errors > 0 ? QLocale().toString(events->errors) : QString();
        return TimeText::unknown();
    case Capabilities: {
        const Told *events = told(participant);
        if (!events || events->capabilities.isEmpty())
            return TimeText::unknown();
        QStringList words;
        for (const auto &capability : events->capabilities)
            words << capability.text();
        return words.join(QStringLiteral(", "));
    }
    case Protocol:
    case Attributes:
    case Browser:
    case System:
    case Sdk:
    case Network:
        return details(participant.participantId) ? detailText(participant, column) : TimeText::unknown();
    default:
        return participant.participantId;
    }
}

QString ParticipantModel::detailText(const ParticipantSummary &participant, int column) const
{
    const ivs::Participant &details = *this->details(participant.participantId);
    switch (column) {
    case Protocol:
        return details.protocol.text();
    case Attributes:
        return tagsText(details.attributes);
    case Browser:
        return versioned(details.browserName, details.browserVersion);
    case System:
        return versioned(details.osName, details.osVersion);
    case Sdk:
        return details.sdkVersion;
    default:
        return details.ispName;
    }
}

QString ParticipantModel::rawText(int row, int column) const
{
    const ParticipantSummary &participant = at(row);
    switch (column) {
    case Origin:
        return participant.replicationType == ReplicationType::Replica ? participant.sourceStageArn
                                                                       : participant.ingestConfigurationArn;
    case Errors:
        return told(participant) ? QString::number(told(participant)->errors) : QString();
    case Capabilities:
        return told(participant) && !told(participant)->capabilities.isEmpty() ? text(row, column) : QString();
    case Protocol:
    case Attributes:
    case Browser:
    case System:
    case Sdk:
    case Network:
        return details(participant.participantId) ? detailText(participant, column) : QString();
    default:
        return text(row, column);
    }
}

// Why a cell is unknown, and what tells it.
QString ParticipantModel::hint(int row, int column) const
{
    const ParticipantSummary &participant = at(row);
    switch (column) {
    case Errors:
        return told(participant) ? QString() : tr("Not known: its events have not been read. The timeline reads them.");
    case Capabilities:
        return tr("Not known: the service tells a participant's capabilities only when its token is exchanged.");
    case Protocol:
    case Attributes:
    case Browser:
    case System:
    case Sdk:
    case Network:
        return details(participant.participantId)
            ? QString()
            : tr("Not asked yet: choose the participant, or load the details of the rows shown.");
    default:
        return {};
    }
}

Tone ParticipantModel::tone(int row, int column) const
{
    const ParticipantSummary &participant = at(row);
    if (column == State)
        return participant.state == ParticipantState::Connected ? Tone::Good : Tone::Idle;
    if (column == Errors)
        return told(participant) && told(participant)->errors > 0 ? Tone::Failed : Tone::None;
    if (column == Recording && participant.recordingState == ParticipantRecordingState::Failed)
        return Tone::Failed;
    if (column == Recording && participant.recordingState == ParticipantRecordingState::Active)
        return Tone::Good;
    return Tone::None;
}
