// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/rules.h"
#include "models/ivs/shape.h"
#include "models/ivs/types_stages.h"

namespace ivs {

template <>
struct Shape<ParticipantRecordingHlsConfiguration>
{
    using S = ParticipantRecordingHlsConfiguration;
    static constexpr const char *name = "ParticipantRecordingHlsConfiguration";
    static constexpr auto members = std::tuple {member("targetSegmentDurationSeconds", &S::targetSegmentDurationSeconds,
        rules::kParticipantRecordingTargetSegmentDurationSeconds)};
};

template <>
struct Shape<ParticipantThumbnailConfiguration>
{
    using S = ParticipantThumbnailConfiguration;
    static constexpr const char *name = "ParticipantThumbnailConfiguration";
    static constexpr auto members = std::tuple {
        member("targetIntervalSeconds", &S::targetIntervalSeconds, rules::kThumbnailIntervalSeconds),
        member("storage", &S::storage, rules::kThumbnailStorageTypeList), member("recordingMode", &S::recordingMode)};
};

template <>
struct Shape<AutoParticipantRecordingConfiguration>
{
    using S = AutoParticipantRecordingConfiguration;
    static constexpr const char *name = "AutoParticipantRecordingConfiguration";
    static constexpr auto members = std::tuple {required("storageConfigurationArn", &S::storageConfigurationArn,
                                                    rules::kAutoParticipantRecordingStorageConfigurationArn),
        member("mediaTypes", &S::mediaTypes, rules::kParticipantRecordingMediaTypeList),
        member("thumbnailConfiguration", &S::thumbnailConfiguration),
        member("recordingReconnectWindowSeconds", &S::recordingReconnectWindowSeconds,
            rules::kParticipantRecordingReconnectWindowSeconds),
        member("hlsConfiguration", &S::hlsConfiguration),
        member("recordParticipantReplicas", &S::recordParticipantReplicas)};
};

template <>
struct Shape<StageEndpoints>
{
    using S = StageEndpoints;
    static constexpr const char *name = "StageEndpoints";
    static constexpr auto members = std::tuple {member("events", &S::events, rules::kStageEndpoint),
        member("whip", &S::whip, rules::kStageEndpoint), member("rtmp", &S::rtmp, rules::kStageEndpoint),
        member("rtmps", &S::rtmps, rules::kStageEndpoint)};
};

template <>
struct Shape<Stage>
{
    using S = Stage;
    static constexpr const char *name = "Stage";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kStageArn),
        member("name", &S::name, rules::kStageName),
        member("activeSessionId", &S::activeSessionId, rules::kStageSessionId), member("tags", &S::tags, rules::kTags),
        member("autoParticipantRecordingConfiguration", &S::autoParticipantRecordingConfiguration),
        member("endpoints", &S::endpoints)};
};

template <>
struct Shape<StageSummary>
{
    using S = StageSummary;
    static constexpr const char *name = "StageSummary";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kStageArn),
        member("name", &S::name, rules::kStageName),
        member("activeSessionId", &S::activeSessionId, rules::kStageSessionId), member("tags", &S::tags, rules::kTags)};
};

template <>
struct Shape<StageSession>
{
    using S = StageSession;
    static constexpr const char *name = "StageSession";
    static constexpr auto members = std::tuple {member("sessionId", &S::sessionId, rules::kStageSessionId),
        member("startTime", &S::startTime), member("endTime", &S::endTime)};
};

template <>
struct Shape<StageSessionSummary>
{
    using S = StageSessionSummary;
    static constexpr const char *name = "StageSessionSummary";
    static constexpr auto members = std::tuple {member("sessionId", &S::sessionId, rules::kStageSessionId),
        member("startTime", &S::startTime), member("endTime", &S::endTime)};
};

template <>
struct Shape<CreateStageRequest>
{
    using S = CreateStageRequest;
    static constexpr const char *name = "CreateStageRequest";
    static constexpr auto members = std::tuple {member("name", &S::name, rules::kStageName),
        member("participantTokenConfigurations", &S::participantTokenConfigurations,
            rules::kParticipantTokenConfigurations),
        member("tags", &S::tags, rules::kTags),
        member("autoParticipantRecordingConfiguration", &S::autoParticipantRecordingConfiguration)};
};

template <>
struct Shape<CreateStageResponse>
{
    using S = CreateStageResponse;
    static constexpr const char *name = "CreateStageResponse";
    static constexpr auto members =
        std::tuple {member("stage", &S::stage), member("participantTokens", &S::participantTokens)};
};

template <>
struct Shape<DeleteStageRequest>
{
    using S = DeleteStageRequest;
    static constexpr const char *name = "DeleteStageRequest";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kStageArn)};
};

template <>
struct Shape<DeleteStageResponse>
{
    static constexpr const char *name = "DeleteStageResponse";
    static constexpr auto members = std::tuple {};
};

template <>
struct Shape<GetStageRequest>
{
    using S = GetStageRequest;
    static constexpr const char *name = "GetStageRequest";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kStageArn)};
};

template <>
struct Shape<GetStageResponse>
{
    using S = GetStageResponse;
    static constexpr const char *name = "GetStageResponse";
    static constexpr auto members = std::tuple {member("stage", &S::stage)};
};

template <>
struct Shape<ListStagesRequest>
{
    using S = ListStagesRequest;
    static constexpr const char *name = "ListStagesRequest";
    static constexpr auto members = std::tuple {member("nextToken", &S::nextToken, rules::kPaginationToken),
        member("maxResults", &S::maxResults, rules::kMaxStageResults)};
};

template <>
struct Shape<ListStagesResponse>
{
    using S = ListStagesResponse;
    static constexpr const char *name = "ListStagesResponse";
    static constexpr auto members =
        std::tuple {required("stages", &S::stages), member("nextToken", &S::nextToken, rules::kPaginationToken)};
};

template <>
struct Shape<UpdateStageRequest>
{
    using S = UpdateStageRequest;
    static constexpr const char *name = "UpdateStageRequest";
    static constexpr auto members =
        std::tuple {required("arn", &S::arn, rules::kStageArn), member("name", &S::name, rules::kStageName),
            member("autoParticipantRecordingConfiguration", &S::autoParticipantRecordingConfiguration)};
};

template <>
struct Shape<UpdateStageResponse>
{
    using S = UpdateStageResponse;
    static constexpr const char *name = "UpdateStageResponse";
    static constexpr auto members = std::tuple {member("stage", &S::stage)};
};

template <>
struct Shape<GetStageSessionRequest>
{
    using S = GetStageSessionRequest;
    static constexpr const char *name = "GetStageSessionRequest";
    static constexpr auto members = std::tuple {required("stageArn", &S::stageArn, rules::kStageArn),
        required("sessionId", &S::sessionId, rules::kStageSessionId)};
};

template <>
struct Shape<GetStageSessionResponse>
{
    using S = GetStageSessionResponse;
    static constexpr const char *name = "GetStageSessionResponse";
    static constexpr auto members = std::tuple {member("stageSession", &S::stageSession)};
};

template <>
struct Shape<ListStageSessionsRequest>
{
    using S = ListStageSessionsRequest;
    static constexpr const char *name = "ListStageSessionsRequest";
    static constexpr auto members = std::tuple {required("stageArn", &S::stageArn, rules::kStageArn),
        member("nextToken", &S::nextToken, rules::kPaginationToken),
        member("maxResults", &S::maxResults, rules::kMaxStageSessionResults)};
};

template <>
struct Shape<ListStageSessionsResponse>
{
    using S = ListStageSessionsResponse;
    static constexpr const char *name = "ListStageSessionsResponse";
    static constexpr auto members = std::tuple {
        required("stageSessions", &S::stageSessions), member("nextToken", &S::nextToken, rules::kPaginationToken)};
};

} // namespace ivs
