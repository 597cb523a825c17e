// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/rules.h"
#include "models/ivs/shape.h"
#include "models/ivs/types_participants.h"

namespace ivs {

template <>
struct Shape<Participant>
{
    using S = Participant;
    static constexpr const char *name = "Participant";
    static constexpr auto members = std::tuple {member("participantId", &S::participantId, rules::kParticipantId),
        member("userId", &S::userId, rules::kUserId), member("state", &S::state),
        member("firstJoinTime", &S::firstJoinTime), member("attributes", &S::attributes, rules::kParticipantAttributes),
        member("published", &S::published), member("ispName", &S::ispName, rules::kParticipantClientAttribute),
        member("osName", &S::osName, rules::kParticipantClientAttribute),
        member("osVersion", &S::osVersion, rules::kParticipantClientAttribute),
        member("browserName", &S::browserName, rules::kParticipantClientAttribute),
        member("browserVersion", &S::browserVersion, rules::kParticipantClientAttribute),
        member("sdkVersion", &S::sdkVersion, rules::kParticipantClientAttribute),
        member("recordingS3BucketName", &S::recordingS3BucketName, rules::kParticipantRecordingS3BucketName),
        member("recordingS3Prefix", &S::recordingS3Prefix, rules::kParticipantRecordingS3Prefix),
        member("recordingState", &S::recordingState), member("protocol", &S::protocol),
        member("replicationType", &S::replicationType), member("replicationState", &S::replicationState),
        member("sourceStageArn", &S::sourceStageArn, rules::kStageArn),
        member("sourceSessionId", &S::sourceSessionId, rules::kStageSessionId),
        member("redundantIngest", &S::redundantIngest),
        member("ingestConfigurationArn", &S::ingestConfigurationArn, rules::kIngestConfigurationArn)};
};

template <>
struct Shape<ParticipantSummary>
{
    using S = ParticipantSummary;
    static constexpr const char *name = "ParticipantSummary";
    static constexpr auto members = std::tuple {member("participantId", &S::participantId, rules::kParticipantId),
        member("userId", &S::userId, rules::kUserId), member("state", &S::state),
        member("firstJoinTime", &S::firstJoinTime), member("published", &S::published),
        member("recordingState", &S::recordingState), member("replicationType", &S::replicationType),
        member("replicationState", &S::replicationState),
        member("sourceStageArn", &S::sourceStageArn, rules::kStageArn),
        member("sourceSessionId", &S::sourceSessionId, rules::kStageSessionId),
        member("redundantIngest", &S::redundantIngest),
        member("ingestConfigurationArn", &S::ingestConfigurationArn, rules::kIngestConfigurationArn)};
};

template <>
struct Shape<ExchangedParticipantToken>
{
    using S = ExchangedParticipantToken;
    static constexpr const char *name = "ExchangedParticipantToken";
    static constexpr auto members =
        std::tuple {member("capabilities", &S::capabilities, rules::kParticipantTokenCapabilities),
            member("attributes", &S::attributes, rules::kParticipantTokenAttributes),
            member("userId", &S::userId, rules::kParticipantTokenUserId), member("expirationTime", &S::expirationTime)};
};

template <>
struct Shape<Event>
{
    using S = Event;
    static constexpr const char *name = "Event";
    static constexpr auto members = std::tuple {member("name", &S::name),
        member("participantId", &S::participantId, rules::kParticipantId), member("eventTime", &S::eventTime),
        member("remoteParticipantId", &S::remoteParticipantId, rules::kParticipantId),
        member("errorCode", &S::errorCode), member("destinationStageArn", &S::destinationStageArn, rules::kStageArn),
        member("destinationSessionId", &S::destinationSessionId, rules::kStageSessionId),
        member("replica", &S::replica), member("previousToken", &S::previousToken), member("newToken", &S::newToken)};
};

template <>
struct Shape<ParticipantReplica>
{
    using S = ParticipantReplica;
    static constexpr const char *name = "ParticipantReplica";
    static constexpr auto members = std::tuple {required("sourceStageArn", &S::sourceStageArn, rules::kStageArn),
        required("participantId", &S::participantId, rules::kParticipantId),
        required("sourceSessionId", &S::sourceSessionId, rules::kStageSessionId),
        required("destinationStageArn", &S::destinationStageArn, rules::kStageArn),
        required("destinationSessionId", &S::destinationSessionId, rules::kStageSessionId),
        required("replicationState", &S::replicationState)};
};

template <>
struct Shape<GetParticipantRequest>
{
    using S = GetParticipantRequest;
    static constexpr const char *name = "GetParticipantRequest";
    static constexpr auto members = std::tuple {required("stageArn", &S::stageArn, rules::kStageArn),
        required("sessionId", &S::sessionId, rules::kStageSessionId),
        required("participantId", &S::participantId, rules::kParticipantId)};
};

template <>
struct Shape<GetParticipantResponse>
{
    using S = GetParticipantResponse;
    static constexpr const char *name = "GetParticipantResponse";
    static constexpr auto members = std::tuple {member("participant", &S::participant)};
};

template <>
struct Shape<ListParticipantsRequest>
{
    using S = ListParticipantsRequest;
    static constexpr const char *name = "ListParticipantsRequest";
    static constexpr auto members = std::tuple {required("stageArn", &S::stageArn, rules::kStageArn),
        required("sessionId", &S::sessionId, rules::kStageSessionId),
        member("filterByUserId", &S::filterByUserId, rules::kUserId),
        member("filterByPublished", &S::filterByPublished), member("filterByState", &S::filterByState),
        member("nextToken", &S::nextToken, rules::kPaginationToken),
        member("maxResults", &S::maxResults, rules::kMaxParticipantResults),
        member("filterByRecordingState", &S::filterByRecordingState)};
};

template <>
struct Shape<ListParticipantsResponse>
{
    using S = ListParticipantsResponse;
    static constexpr const char *name = "ListParticipantsResponse";
    static constexpr auto members = std::tuple {
        required("participants", &S::participants), member("nextToken", &S::nextToken, rules::kPaginationToken)};
};

template <>
struct Shape<ListParticipantEventsRequest>
{
    using S = ListParticipantEventsRequest;
    static constexpr const char *name = "ListParticipantEventsRequest";
    static constexpr auto members = std::tuple {required("stageArn", &S::stageArn, rules::kStageArn),
        required("sessionId", &S::sessionId, rules::kStageSessionId),
        required("participantId", &S::participantId, rules::kParticipantId),
        member("nextToken", &S::nextToken, rules::kPaginationToken),
        member("maxResults", &S::maxResults, rules::kMaxParticipantEventResults)};
};

template <>
struct Shape<ListParticipantEventsResponse>
{
    using S = ListParticipantEventsResponse;
    static constexpr const char *name = "ListParticipantEventsResponse";
    static constexpr auto members =
        std::tuple {required("events", &S::events), member("nextToken", &S::nextToken, rules::kPaginationToken)};
};

template <>
struct Shape<DisconnectParticipantRequest>
{
    using S = DisconnectParticipantRequest;
    static constexpr const char *name = "DisconnectParticipantRequest";
    static constexpr auto members = std::tuple {required("stageArn", &S::stageArn, rules::kStageArn),
        required("participantId", &S::participantId, rules::kParticipantTokenId),
        member("reason", &S::reason, rules::kDisconnectParticipantReason)};
};

template <>
struct Shape<DisconnectParticipantResponse>
{
    static constexpr const char *name = "DisconnectParticipantResponse";
    static constexpr auto members = std::tuple {};
};

template <>
struct Shape<StartParticipantReplicationRequest>
{
    using S = StartParticipantReplicationRequest;
    static constexpr const char *name = "StartParticipantReplicationRequest";
    static constexpr auto members = std::tuple {required("sourceStageArn", &S::sourceStageArn, rules::kStageArn),
        required("destinationStageArn", &S::destinationStageArn, rules::kStageArn),
        required("participantId", &S::participantId, rules::kParticipantId),
        member("reconnectWindowSeconds", &S::reconnectWindowSeconds, rules::kReconnectWindowSeconds),
        member("attributes", &S::attributes, rules::kParticipantAttributes)};
};

template <>
struct Shape<StartParticipantReplicationResponse>
{
    static constexpr const char *name = "StartParticipantReplicationResponse";
    static constexpr auto members = std::tuple {};
};

template <>
struct Shape<StopParticipantReplicationRequest>
{
    using S = StopParticipantReplicationRequest;
    static constexpr const char *name = "StopParticipantReplicationRequest";
    static constexpr auto members = std::tuple {required("sourceStageArn", &S::sourceStageArn, rules::kStageArn),
        required("destinationStageArn", &S::destinationStageArn, rules::kStageArn),
        required("participantId", &S::participantId, rules::kParticipantId)};
};

template <>
struct Shape<StopParticipantReplicationResponse>
{
    static constexpr const char *name = "StopParticipantReplicationResponse";
    static constexpr auto members = std::tuple {};
};

template <>
struct Shape<ListParticipantReplicasRequest>
{
    using S = ListParticipantReplicasRequest;
    static constexpr const char *name = "ListParticipantReplicasRequest";
    static constexpr auto members = std::tuple {required("sourceStageArn", &S::sourceStageArn, rules::kStageArn),
        required("participantId", &S::participantId, rules::kParticipantId),
        member("nextToken", &S::nextToken, rules::kPaginationToken),
        member("maxResults", &S::maxResults, rules::kMaxParticipantReplicaResults)};
};

template <>
struct Shape<ListParticipantReplicasResponse>
{
    using S = ListParticipantReplicasResponse;
    static constexpr const char *name = "ListParticipantReplicasResponse";
    static constexpr auto members =
        std::tuple {required("replicas", &S::replicas), member("nextToken", &S::nextToken, rules::kPaginationToken)};
};

} // namespace ivs
