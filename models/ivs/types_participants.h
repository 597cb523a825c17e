// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types_enums.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>

/// Participants of a stage session, their events and their replicas in other stages.
namespace ivs {

/// One participant of one session, with the details that lists leave out.
struct Participant
{
    QString participantId;
    QString userId;
    Enum<ParticipantState> state;
    QDateTime firstJoinTime;
    QMap<QString, QString> attributes;
    std::optional<bool> published; ///< has ever published in this session, not: is publishing now
    QString ispName;
    QString osName;
    QString osVersion;
    QString browserName;
    QString browserVersion;
    QString sdkVersion;
    QString recordingS3BucketName;
    QString recordingS3Prefix; ///< stops before the timestamp folder
    Enum<ParticipantRecordingState> recordingState;
    Enum<ParticipantProtocol> protocol;
    Enum<ReplicationType> replicationType;
    Enum<ReplicationState> replicationState;
    QString sourceStageArn; ///< of replicas only
    QString sourceSessionId; ///< of replicas only
    std::optional<bool> redundantIngest;
    QString ingestConfigurationArn;

    bool operator==(const Participant &) const = default;
};

/// A participant as ListParticipants tells it: no attributes, no client details. Lists of these grow to 100,000.
struct ParticipantSummary
{
    QString participantId;
    QString userId;
    Enum<ParticipantState> state;
    QDateTime firstJoinTime;
    std::optional<bool> published; ///< has ever published in this session, not: is publishing now
    Enum<ParticipantRecordingState> recordingState;
    Enum<ReplicationType> replicationType;
    Enum<ReplicationState> replicationState;
    QString sourceStageArn; ///< of replicas only
    QString sourceSessionId; ///< of replicas only
    std::optional<bool> redundantIngest;
    QString ingestConfigurationArn;

    bool operator==(const ParticipantSummary &) const = default;
};

/// What a token said, before or after an exchange. Never the token itself.
struct ExchangedParticipantToken
{
    QList<Enum<ParticipantTokenCapability>> capabilities;
    QMap<QString, QString> attributes;
    QString userId;
    QDateTime expirationTime;

    bool operator==(const ExchangedParticipantToken &) const = default;
};

/// Something that happened to a participant (fact sheet 4).
struct Event
{
    Enum<EventName> name;
    QString participantId;
    QDateTime eventTime;
    QString remoteParticipantId; ///< the publisher, in subscribe events
    Enum<EventErrorCode> errorCode; ///< of error events only
    QString destinationStageArn; ///< of replication events only
    QString destinationSessionId; ///< of replication events only
    std::optional<bool>
        replica; ///< the participant (in subscribe events the remote one) is a replica; false when left out
    std::optional<ExchangedParticipantToken> previousToken; ///< of TokenExchanged only
    std::optional<ExchangedParticipantToken> newToken; ///< of TokenExchanged only

    bool operator==(const Event &) const = default;
};

/// A participant of one stage that also appears in another.
struct ParticipantReplica
{
    QString sourceStageArn;
    QString participantId;
    QString sourceSessionId;
    QString destinationStageArn;
    QString destinationSessionId;
    Enum<ReplicationState> replicationState;

    bool operator==(const ParticipantReplica &) const = default;
};

struct GetParticipantRequest
{
    QString stageArn;
    QString sessionId;
    QString participantId;

    bool operator==(const GetParticipantRequest &) const = default;
};

struct GetParticipantResponse
{
    std::optional<Participant> participant;

    bool operator==(const GetParticipantResponse &) const = default;
};

/// At most one of the four filters.
struct ListParticipantsRequest
{
    QString stageArn;
    QString sessionId;
    QString filterByUserId;
    std::optional<bool> filterByPublished;
    Enum<ParticipantState> filterByState;
    QString nextToken;
    std::optional<int> maxResults;
    Enum<ParticipantRecordingFilterByRecordingState> filterByRecordingState;

    bool operator==(const ListParticipantsRequest &) const = default;
};

struct ListParticipantsResponse
{
    QList<ParticipantSummary> participants;
    QString nextToken;

    bool operator==(const ListParticipantsResponse &) const = default;
};

/// Events of one participant in one session. Their order is not documented.
struct ListParticipantEventsRequest
{
    QString stageArn;
    QString sessionId;
    QString participantId;
    QString nextToken;
    std::optional<int> maxResults;

    bool operator==(const ListParticipantEventsRequest &) const = default;
};

struct ListParticipantEventsResponse
{
    QList<Event> events;
    QString nextToken;

    bool operator==(const ListParticipantEventsResponse &) const = default;
};

/// The participant's token can't be used to join again.
struct DisconnectParticipantRequest
{
    QString stageArn;
    QString participantId;
    QString reason; ///< at most 128 characters

    bool operator==(const DisconnectParticipantRequest &) const = default;
};

struct DisconnectParticipantResponse
{
    bool operator==(const DisconnectParticipantResponse &) const = default;
};

/// The participant must be publishing in the source stage; each call replicates in one direction.
struct StartParticipantReplicationRequest
{
    QString sourceStageArn;
    QString destinationStageArn;
    QString participantId;
    std::optional<int> reconnectWindowSeconds; ///< 0 to 300; 0 when left out
    QMap<QString, QString> attributes; ///< laid over those of the token; at most 1 KB in all

    bool operator==(const StartParticipantReplicationRequest &) const = default;
};

struct StartParticipantReplicationResponse
{
    bool operator==(const StartParticipantReplicationResponse &) const = default;
};

/// Ends one replication.
struct StopParticipantReplicationRequest
{
    QString sourceStageArn;
    QString destinationStageArn;
    QString participantId;

    bool operator==(const StopParticipantReplicationRequest &) const = default;
};

struct StopParticipantReplicationResponse
{
    bool operator==(const StopParticipantReplicationResponse &) const = default;
};

struct ListParticipantReplicasRequest
{
    QString sourceStageArn;
    QString participantId;
    QString nextToken;
    std::optional<int> maxResults; ///< 1 to 50, not 100 as elsewhere

    bool operator==(const ListParticipantReplicasRequest &) const = default;
};

struct ListParticipantReplicasResponse
{
    QList<ParticipantReplica> replicas;
    QString nextToken;

    bool operator==(const ListParticipantReplicasResponse &) const = default;
};

} // namespace ivs
