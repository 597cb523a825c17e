// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/rules.h"
#include "models/ivs/shape.h"
#include "models/ivs/types_compositions.h"

namespace ivs {

template <>
struct Shape<GridConfiguration>
{
    using S = GridConfiguration;
    static constexpr const char *name = "GridConfiguration";
    static constexpr auto members =
        std::tuple {member("featuredParticipantAttribute", &S::featuredParticipantAttribute, rules::kAttributeKey),
            member("omitStoppedVideo", &S::omitStoppedVideo), member("videoAspectRatio", &S::videoAspectRatio),
            member("videoFillMode", &S::videoFillMode), member("gridGap", &S::gridGap, rules::kGridGap),
            member("participantOrderAttribute", &S::participantOrderAttribute, rules::kAttributeKey)};
};

template <>
struct Shape<PipConfiguration>
{
    using S = PipConfiguration;
    static constexpr const char *name = "PipConfiguration";
    static constexpr auto members =
        std::tuple {member("featuredParticipantAttribute", &S::featuredParticipantAttribute, rules::kAttributeKey),
            member("omitStoppedVideo", &S::omitStoppedVideo), member("videoFillMode", &S::videoFillMode),
            member("gridGap", &S::gridGap, rules::kGridGap),
            member("pipParticipantAttribute", &S::pipParticipantAttribute, rules::kAttributeKey),
            member("pipBehavior", &S::pipBehavior), member("pipOffset", &S::pipOffset, rules::kPipOffset),
            member("pipPosition", &S::pipPosition), member("pipWidth", &S::pipWidth, rules::kPipWidth),
            member("pipHeight", &S::pipHeight, rules::kPipHeight),
            member("participantOrderAttribute", &S::participantOrderAttribute, rules::kAttributeKey)};
};

template <>
struct Shape<LayoutConfiguration>
{
    using S = LayoutConfiguration;
    static constexpr const char *name = "LayoutConfiguration";
    static constexpr auto members = std::tuple {member("grid", &S::grid), member("pip", &S::pip)};
};

template <>
struct Shape<ChannelDestinationConfiguration>
{
    using S = ChannelDestinationConfiguration;
    static constexpr const char *name = "ChannelDestinationConfiguration";
    static constexpr auto members = std::tuple {required("channelArn", &S::channelArn, rules::kChannelArn),
        member("encoderConfigurationArn", &S::encoderConfigurationArn, rules::kEncoderConfigurationArn)};
};

template <>
struct Shape<CompositionRecordingHlsConfiguration>
{
    using S = CompositionRecordingHlsConfiguration;
    static constexpr const char *name = "CompositionRecordingHlsConfiguration";
    static constexpr auto members = std::tuple {member("targetSegmentDurationSeconds", &S::targetSegmentDurationSeconds,
        rules::kCompositionRecordingTargetSegmentDurationSeconds)};
};

template <>
struct Shape<RecordingConfiguration>
{
    using S = RecordingConfiguration;
    static constexpr const char *name = "RecordingConfiguration";
    static constexpr auto members =
        std::tuple {member("hlsConfiguration", &S::hlsConfiguration), member("format", &S::format)};
};

template <>
struct Shape<CompositionThumbnailConfiguration>
{
    using S = CompositionThumbnailConfiguration;
    static constexpr const char *name = "CompositionThumbnailConfiguration";
    static constexpr auto members =
        std::tuple {member("targetIntervalSeconds", &S::targetIntervalSeconds, rules::kThumbnailIntervalSeconds),
            member("storage", &S::storage, rules::kThumbnailStorageTypeList)};
};

template <>
struct Shape<S3DestinationConfiguration>
{
    using S = S3DestinationConfiguration;
    static constexpr const char *name = "S3DestinationConfiguration";
    static constexpr auto members = std::tuple {
        required("storageConfigurationArn", &S::storageConfigurationArn, rules::kStorageConfigurationArn),
        required("encoderConfigurationArns", &S::encoderConfigurationArns, rules::kEncoderConfigurationArnList),
        member("recordingConfiguration", &S::recordingConfiguration),
        member("thumbnailConfigurations", &S::thumbnailConfigurations, rules::kCompositionThumbnailConfigurationList)};
};

template <>
struct Shape<DestinationConfiguration>
{
    using S = DestinationConfiguration;
    static constexpr const char *name = "DestinationConfiguration";
    static constexpr auto members = std::tuple {member("name", &S::name, rules::kDestinationConfigurationName),
        member("channel", &S::channel), member("s3", &S::s3)};
};

template <>
struct Shape<S3Detail>
{
    using S = S3Detail;
    static constexpr const char *name = "S3Detail";
    static constexpr auto members = std::tuple {required("recordingPrefix", &S::recordingPrefix)};
};

template <>
struct Shape<DestinationDetail>
{
    using S = DestinationDetail;
    static constexpr const char *name = "DestinationDetail";
    static constexpr auto members = std::tuple {member("s3", &S::s3)};
};

template <>
struct Shape<Destination>
{
    using S = Destination;
    static constexpr const char *name = "Destination";
    static constexpr auto members =
        std::tuple {required("id", &S::id), required("state", &S::state), member("startTime", &S::startTime),
            member("endTime", &S::endTime), required("configuration", &S::configuration), member("detail", &S::detail)};
};

template <>
struct Shape<DestinationSummary>
{
    using S = DestinationSummary;
    static constexpr const char *name = "DestinationSummary";
    static constexpr auto members = std::tuple {required("id", &S::id), required("state", &S::state),
        member("startTime", &S::startTime), member("endTime", &S::endTime)};
};

template <>
struct Shape<Composition>
{
    using S = Composition;
    static constexpr const char *name = "Composition";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kCompositionArn),
        required("stageArn", &S::stageArn, rules::kStageArn), required("state", &S::state),
        required("layout", &S::layout), required("destinations", &S::destinations, rules::kDestinationList),
        member("tags", &S::tags, rules::kTags), member("startTime", &S::startTime), member("endTime", &S::endTime)};
};

template <>
struct Shape<CompositionSummary>
{
    using S = CompositionSummary;
    static constexpr const char *name = "CompositionSummary";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kCompositionArn),
        required("stageArn", &S::stageArn, rules::kStageArn),
        required("destinations", &S::destinations, rules::kDestinationSummaryList), required("state", &S::state),
        member("tags", &S::tags, rules::kTags), member("startTime", &S::startTime), member("endTime", &S::endTime)};
};

template <>
struct Shape<StartCompositionRequest>
{
    using S = StartCompositionRequest;
    static constexpr const char *name = "StartCompositionRequest";
    static constexpr auto members = std::tuple {required("stageArn", &S::stageArn, rules::kStageArn),
        member("idempotencyToken", &S::idempotencyToken, rules::kCompositionClientToken), member("layout", &S::layout),
        required("destinations", &S::destinations, rules::kDestinationConfigurationList),
        member("tags", &S::tags, rules::kTags)};
};

template <>
struct Shape<StartCompositionResponse>
{
    using S = StartCompositionResponse;
    static constexpr const char *name = "StartCompositionResponse";
    static constexpr auto members = std::tuple {member("composition", &S::composition)};
};

template <>
struct Shape<StopCompositionRequest>
{
    using S = StopCompositionRequest;
    static constexpr const char *name = "StopCompositionRequest";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kCompositionArn)};
};

template <>
struct Shape<StopCompositionResponse>
{
    static constexpr const char *name = "StopCompositionResponse";
    static constexpr auto members = std::tuple {};
};

template <>
struct Shape<GetCompositionRequest>
{
    using S = GetCompositionRequest;
    static constexpr const char *name = "GetCompositionRequest";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kCompositionArn)};
};

template <>
struct Shape<GetCompositionResponse>
{
    using S = GetCompositionResponse;
    static constexpr const char *name = "GetCompositionResponse";
    static constexpr auto members = std::tuple {member("composition", &S::composition)};
};

template <>
struct Shape<ListCompositionsRequest>
{
    using S = ListCompositionsRequest;
    static constexpr const char *name = "ListCompositionsRequest";
    static constexpr auto members = std::tuple {member("filterByStageArn", &S::filterByStageArn, rules::kStageArn),
        member("filterByEncoderConfigurationArn", &S::filterByEncoderConfigurationArn, rules::kEncoderConfigurationArn),
        member("nextToken", &S::nextToken, rules::kPaginationToken),
        member("maxResults", &S::maxResults, rules::kMaxCompositionResults)};
};

template <>
struct Shape<ListCompositionsResponse>
{
    using S = ListCompositionsResponse;
    static constexpr const char *name = "ListCompositionsResponse";
    static constexpr auto members = std::tuple {
        required("compositions", &S::compositions), member("nextToken", &S::nextToken, rules::kPaginationToken)};
};

} // namespace ivs
