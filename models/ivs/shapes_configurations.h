// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/rules.h"
#include "models/ivs/shape.h"
#include "models/ivs/types_configurations.h"

namespace ivs {

template <>
struct Shape<Video>
{
    using S = Video;
    static constexpr const char *name = "Video";
    static constexpr auto members =
        std::tuple {member("width", &S::width, rules::kWidth), member("height", &S::height, rules::kHeight),
            member("framerate", &S::framerate, rules::kFramerate), member("bitrate", &S::bitrate, rules::kBitrate)};
};

template <>
struct Shape<EncoderConfiguration>
{
    using S = EncoderConfiguration;
    static constexpr const char *name = "EncoderConfiguration";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kEncoderConfigurationArn),
        member("name", &S::name, rules::kEncoderConfigurationName), member("video", &S::video),
        member("tags", &S::tags, rules::kTags)};
};

template <>
struct Shape<EncoderConfigurationSummary>
{
    using S = EncoderConfigurationSummary;
    static constexpr const char *name = "EncoderConfigurationSummary";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kEncoderConfigurationArn),
        member("name", &S::name, rules::kEncoderConfigurationName), member("tags", &S::tags, rules::kTags)};
};

template <>
struct Shape<CreateEncoderConfigurationRequest>
{
    using S = CreateEncoderConfigurationRequest;
    static constexpr const char *name = "CreateEncoderConfigurationRequest";
    static constexpr auto members = std::tuple {member("name", &S::name, rules::kEncoderConfigurationName),
        member("video", &S::video), member("tags", &S::tags, rules::kTags)};
};

template <>
struct Shape<CreateEncoderConfigurationResponse>
{
    using S = CreateEncoderConfigurationResponse;
    static constexpr const char *name = "CreateEncoderConfigurationResponse";
    static constexpr auto members = std::tuple {member("encoderConfiguration", &S::encoderConfiguration)};
};

template <>
struct Shape<DeleteEncoderConfigurationRequest>
{
    using S = DeleteEncoderConfigurationRequest;
    static constexpr const char *name = "DeleteEncoderConfigurationRequest";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kEncoderConfigurationArn)};
};

template <>
struct Shape<DeleteEncoderConfigurationResponse>
{
    static constexpr const char *name = "DeleteEncoderConfigurationResponse";
    static constexpr auto members = std::tuple {};
};

template <>
struct Shape<GetEncoderConfigurationRequest>
{
    using S = GetEncoderConfigurationRequest;
    static constexpr const char *name = "GetEncoderConfigurationRequest";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kEncoderConfigurationArn)};
};

template <>
struct Shape<GetEncoderConfigurationResponse>
{
    using S = GetEncoderConfigurationResponse;
    static constexpr const char *name = "GetEncoderConfigurationResponse";
    static constexpr auto members = std::tuple {member("encoderConfiguration", &S::encoderConfiguration)};
};

template <>
struct Shape<ListEncoderConfigurationsRequest>
{
    using S = ListEncoderConfigurationsRequest;
    static constexpr const char *name = "ListEncoderConfigurationsRequest";
    static constexpr auto members = std::tuple {member("nextToken", &S::nextToken, rules::kPaginationToken),
        member("maxResults", &S::maxResults, rules::kMaxEncoderConfigurationResults)};
};

template <>
struct Shape<ListEncoderConfigurationsResponse>
{
    using S = ListEncoderConfigurationsResponse;
    static constexpr const char *name = "ListEncoderConfigurationsResponse";
    static constexpr auto members = std::tuple {required("encoderConfigurations", &S::encoderConfigurations),
        member("nextToken", &S::nextToken, rules::kPaginationToken)};
};

template <>
struct Shape<S3StorageConfiguration>
{
    using S = S3StorageConfiguration;
    static constexpr const char *name = "S3StorageConfiguration";
    static constexpr auto members = std::tuple {required("bucketName", &S::bucketName, rules::kS3BucketName)};
};

template <>
struct Shape<StorageConfiguration>
{
    using S = StorageConfiguration;
    static constexpr const char *name = "StorageConfiguration";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kStorageConfigurationArn),
        member("name", &S::name, rules::kStorageConfigurationName), member("s3", &S::s3),
        member("tags", &S::tags, rules::kTags)};
};

template <>
struct Shape<StorageConfigurationSummary>
{
    using S = StorageConfigurationSummary;
    static constexpr const char *name = "StorageConfigurationSummary";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kStorageConfigurationArn),
        member("name", &S::name, rules::kStorageConfigurationName), member("s3", &S::s3),
        member("tags", &S::tags, rules::kTags)};
};

template <>
struct Shape<CreateStorageConfigurationRequest>
{
    using S = CreateStorageConfigurationRequest;
    static constexpr const char *name = "CreateStorageConfigurationRequest";
    static constexpr auto members = std::tuple {member("name", &S::name, rules::kStorageConfigurationName),
        required("s3", &S::s3), member("tags", &S::tags, rules::kTags)};
};

template <>
struct Shape<CreateStorageConfigurationResponse>
{
    using S = CreateStorageConfigurationResponse;
    static constexpr const char *name = "CreateStorageConfigurationResponse";
    static constexpr auto members = std::tuple {member("storageConfiguration", &S::storageConfiguration)};
};

template <>
struct Shape<DeleteStorageConfigurationRequest>
{
    using S = DeleteStorageConfigurationRequest;
    static constexpr const char *name = "DeleteStorageConfigurationRequest";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kStorageConfigurationArn)};
};

template <>
struct Shape<DeleteStorageConfigurationResponse>
{
    static constexpr const char *name = "DeleteStorageConfigurationResponse";
    static constexpr auto members = std::tuple {};
};

template <>
struct Shape<GetStorageConfigurationRequest>
{
    using S = GetStorageConfigurationRequest;
    static constexpr const char *name = "GetStorageConfigurationRequest";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kStorageConfigurationArn)};
};

template <>
struct Shape<GetStorageConfigurationResponse>
{
    using S = GetStorageConfigurationResponse;
    static constexpr const char *name = "GetStorageConfigurationResponse";
    static constexpr auto members = std::tuple {member("storageConfiguration", &S::storageConfiguration)};
};

template <>
struct Shape<ListStorageConfigurationsRequest>
{
    using S = ListStorageConfigurationsRequest;
    static constexpr const char *name = "ListStorageConfigurationsRequest";
    static constexpr auto members = std::tuple {member("nextToken", &S::nextToken, rules::kPaginationToken),
        member("maxResults", &S::maxResults, rules::kMaxStorageConfigurationResults)};
};

template <>
struct Shape<ListStorageConfigurationsResponse>
{
    using S = ListStorageConfigurationsResponse;
    static constexpr const char *name = "ListStorageConfigurationsResponse";
    static constexpr auto members = std::tuple {required("storageConfigurations", &S::storageConfigurations),
        member("nextToken", &S::nextToken, rules::kPaginationToken)};
};

template <>
struct Shape<RedundantIngestCredential>
{
    using S = RedundantIngestCredential;
    static constexpr const char *name = "RedundantIngestCredential";
    static constexpr auto members = std::tuple {
        member("participantId", &S::participantId, rules::kParticipantId), member("streamKey", &S::streamKey)};
};

template <>
struct Shape<IngestConfiguration>
{
    using S = IngestConfiguration;
    static constexpr const char *name = "IngestConfiguration";
    static constexpr auto members = std::tuple {member("name", &S::name, rules::kIngestConfigurationName),
        required("arn", &S::arn, rules::kIngestConfigurationArn), required("ingestProtocol", &S::ingestProtocol),
        required("streamKey", &S::streamKey), required("stageArn", &S::stageArn, rules::kIngestConfigurationStageArn),
        required("participantId", &S::participantId, rules::kParticipantId), required("state", &S::state),
        member("userId", &S::userId, rules::kUserId), member("redundantIngest", &S::redundantIngest),
        member("redundantIngestCredentials", &S::redundantIngestCredentials),
        member("attributes", &S::attributes, rules::kParticipantAttributes), member("tags", &S::tags, rules::kTags)};
};

template <>
struct Shape<IngestConfigurationSummary>
{
    using S = IngestConfigurationSummary;
    static constexpr const char *name = "IngestConfigurationSummary";
    static constexpr auto members = std::tuple {member("name", &S::name, rules::kIngestConfigurationName),
        required("arn", &S::arn, rules::kIngestConfigurationArn), required("ingestProtocol", &S::ingestProtocol),
        required("stageArn", &S::stageArn, rules::kIngestConfigurationStageArn),
        required("participantId", &S::participantId, rules::kParticipantId), required("state", &S::state),
        member("userId", &S::userId, rules::kUserId), member("redundantIngest", &S::redundantIngest)};
};

template <>
struct Shape<CreateIngestConfigurationRequest>
{
    using S = CreateIngestConfigurationRequest;
    static constexpr const char *name = "CreateIngestConfigurationRequest";
    static constexpr auto members = std::tuple {member("name", &S::name, rules::kIngestConfigurationName),
        member("stageArn", &S::stageArn, rules::kIngestConfigurationStageArn),
        member("userId", &S::userId, rules::kUserId),
        member("attributes", &S::attributes, rules::kParticipantAttributes),
        required("ingestProtocol", &S::ingestProtocol), member("insecureIngest", &S::insecureIngest),
        member("redundantIngest", &S::redundantIngest), member("tags", &S::tags, rules::kTags)};
};

template <>
struct Shape<CreateIngestConfigurationResponse>
{
    using S = CreateIngestConfigurationResponse;
    static constexpr const char *name = "CreateIngestConfigurationResponse";
    static constexpr auto members = std::tuple {member("ingestConfiguration", &S::ingestConfiguration)};
};

template <>
struct Shape<DeleteIngestConfigurationRequest>
{
    using S = DeleteIngestConfigurationRequest;
    static constexpr const char *name = "DeleteIngestConfigurationRequest";
    static constexpr auto members =
        std::tuple {required("arn", &S::arn, rules::kIngestConfigurationArn), member("force", &S::force)};
};

template <>
struct Shape<DeleteIngestConfigurationResponse>
{
    static constexpr const char *name = "DeleteIngestConfigurationResponse";
    static constexpr auto members = std::tuple {};
};

template <>
struct Shape<GetIngestConfigurationRequest>
{
    using S = GetIngestConfigurationRequest;
    static constexpr const char *name = "GetIngestConfigurationRequest";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kIngestConfigurationArn)};
};

template <>
struct Shape<GetIngestConfigurationResponse>
{
    using S = GetIngestConfigurationResponse;
    static constexpr const char *name = "GetIngestConfigurationResponse";
    static constexpr auto members = std::tuple {member("ingestConfiguration", &S::ingestConfiguration)};
};

template <>
struct Shape<ListIngestConfigurationsRequest>
{
    using S = ListIngestConfigurationsRequest;
    static constexpr const char *name = "ListIngestConfigurationsRequest";
    static constexpr auto members = std::tuple {member("filterByStageArn", &S::filterByStageArn, rules::kStageArn),
        member("filterByState", &S::filterByState), member("nextToken", &S::nextToken, rules::kPaginationToken),
        member("maxResults", &S::maxResults, rules::kMaxIngestConfigurationResults)};
};

template <>
struct Shape<ListIngestConfigurationsResponse>
{
    using S = ListIngestConfigurationsResponse;
    static constexpr const char *name = "ListIngestConfigurationsResponse";
    static constexpr auto members = std::tuple {required("ingestConfigurations", &S::ingestConfigurations),
        member("nextToken", &S::nextToken, rules::kPaginationToken)};
};

template <>
struct Shape<UpdateIngestConfigurationRequest>
{
    using S = UpdateIngestConfigurationRequest;
    static constexpr const char *name = "UpdateIngestConfigurationRequest";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kIngestConfigurationArn),
        member("stageArn", &S::stageArn, rules::kIngestConfigurationStageArn),
        member("redundantIngest", &S::redundantIngest)};
};

template <>
struct Shape<UpdateIngestConfigurationResponse>
{
    using S = UpdateIngestConfigurationResponse;
    static constexpr const char *name = "UpdateIngestConfigurationResponse";
    static constexpr auto members = std::tuple {member("ingestConfiguration", &S::ingestConfiguration)};
};

} // namespace ivs
