// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types_enums.h"

#include <QList>
#include <QMap>
#include <QString>

#include <optional>

/// Encoder, storage and ingest configurations.
namespace ivs {

/// What an encoder makes. Width and height even, width × height at most 2,073,600.
struct Video
{
    std::optional<int> width; ///< pixels, 2 to 1920; 1280 when left out
    std::optional<int> height; ///< pixels, 2 to 1920; 720 when left out
    std::optional<double> framerate; ///< frames a second, 1 to 60; 30 when left out
    std::optional<int> bitrate; ///< bits a second, 1 to 8,500,000; 2,500,000 when left out

    bool operator==(const Video &) const = default;
};

/// There is no update: delete it and make another.
struct EncoderConfiguration
{
    QString arn;
    QString name;
    std::optional<Video> video;
    QMap<QString, QString> tags;

    bool operator==(const EncoderConfiguration &) const = default;
};

/// An encoder configuration as its list tells it: no video.
struct EncoderConfigurationSummary
{
    QString arn;
    QString name;
    QMap<QString, QString> tags;

    bool operator==(const EncoderConfigurationSummary &) const = default;
};

struct CreateEncoderConfigurationRequest
{
    QString name;
    std::optional<Video> video;
    QMap<QString, QString> tags;

    bool operator==(const CreateEncoderConfigurationRequest &) const = default;
};

struct CreateEncoderConfigurationResponse
{
    std::optional<EncoderConfiguration> encoderConfiguration;

    bool operator==(const CreateEncoderConfigurationResponse &) const = default;
};

/// Refused while a composition uses it.
struct DeleteEncoderConfigurationRequest
{
    QString arn;

    bool operator==(const DeleteEncoderConfigurationRequest &) const = default;
};

struct DeleteEncoderConfigurationResponse
{
    bool operator==(const DeleteEncoderConfigurationResponse &) const = default;
};

struct GetEncoderConfigurationRequest
{
    QString arn;

    bool operator==(const GetEncoderConfigurationRequest &) const = default;
};

struct GetEncoderConfigurationResponse
{
    std::optional<EncoderConfiguration> encoderConfiguration;

    bool operator==(const GetEncoderConfigurationResponse &) const = default;
};

struct ListEncoderConfigurationsRequest
{
    QString nextToken;
    std::optional<int> maxResults;

    bool operator==(const ListEncoderConfigurationsRequest &) const = default;
};

struct ListEncoderConfigurationsResponse
{
    QList<EncoderConfigurationSummary> encoderConfigurations;
    QString nextToken;

    bool operator==(const ListEncoderConfigurationsResponse &) const = default;
};

/// The bucket that recordings go to: same region and account as the stage.
struct S3StorageConfiguration
{
    QString bucketName; ///< 3 to 63 characters

    bool operator==(const S3StorageConfiguration &) const = default;
};

/// A place for recordings. Creating one also edits the bucket's policy.
struct StorageConfiguration
{
    QString arn;
    QString name;
    std::optional<S3StorageConfiguration> s3;
    QMap<QString, QString> tags;

    bool operator==(const StorageConfiguration &) const = default;
};

/// A storage configuration as its list tells it.
struct StorageConfigurationSummary
{
    QString arn;
    QString name;
    std::optional<S3StorageConfiguration> s3;
    QMap<QString, QString> tags;

    bool operator==(const StorageConfigurationSummary &) const = default;
};

struct CreateStorageConfigurationRequest
{
    QString name;
    S3StorageConfiguration s3;
    QMap<QString, QString> tags;

    bool operator==(const CreateStorageConfigurationRequest &) const = default;
};

struct CreateStorageConfigurationResponse
{
    std::optional<StorageConfiguration> storageConfiguration;

    bool operator==(const CreateStorageConfigurationResponse &) const = default;
};

/// Refused while a composition uses it or a stage records to it.
struct DeleteStorageConfigurationRequest
{
    QString arn;

    bool operator==(const DeleteStorageConfigurationRequest &) const = default;
};

struct DeleteStorageConfigurationResponse
{
    bool operator==(const DeleteStorageConfigurationResponse &) const = default;
};

struct GetStorageConfigurationRequest
{
    QString arn;

    bool operator==(const GetStorageConfigurationRequest &) const = default;
};

struct GetStorageConfigurationResponse
{
    std::optional<StorageConfiguration> storageConfiguration;

    bool operator==(const GetStorageConfigurationResponse &) const = default;
};

struct ListStorageConfigurationsRequest
{
    QString nextToken;
    std::optional<int> maxResults;

    bool operator==(const ListStorageConfigurationsRequest &) const = default;
};

struct ListStorageConfigurationsResponse
{
    QList<StorageConfigurationSummary> storageConfigurations;
    QString nextToken;

    bool operator==(const ListStorageConfigurationsResponse &) const = default;
};

/// One of the two physical streams of a redundant ingest.
struct RedundantIngestCredential
{
    QString participantId;
    QString streamKey; ///< secret

    bool operator==(const RedundantIngestCredential &) const = default;
};

/// An RTMP or RTMPS entry to a stage. `streamKey` is secret. insecureIngest is never told back.
struct IngestConfiguration
{
    QString name;
    QString arn;
    Enum<IngestProtocol> ingestProtocol;
    QString streamKey; ///< secret
    QString stageArn; ///< empty when it is attached to no stage
    QString participantId; ///< of the virtual participant, when the ingest is redundant
    Enum<IngestConfigurationState> state;
    QString userId;
    std::optional<bool> redundantIngest;
    QList<RedundantIngestCredential> redundantIngestCredentials; ///< two, when redundantIngest is true
    QMap<QString, QString> attributes;
    QMap<QString, QString> tags;

    bool operator==(const IngestConfiguration &) const = default;
};

/// An ingest configuration as its list tells it: no stream key, no attributes, no tags.
struct IngestConfigurationSummary
{
    QString name;
    QString arn;
    Enum<IngestProtocol> ingestProtocol;
    QString stageArn; ///< empty when it is attached to no stage
    QString participantId;
    Enum<IngestConfigurationState> state;
    QString userId;
    std::optional<bool> redundantIngest;

    bool operator==(const IngestConfigurationSummary &) const = default;
};

/// There is no client token: a repeat makes a second configuration.
struct CreateIngestConfigurationRequest
{
    QString name;
    QString stageArn; ///< may be empty: the stream key is no good until one is set
    QString userId;
    QMap<QString, QString> attributes;
    Enum<IngestProtocol> ingestProtocol;
    std::optional<bool> insecureIngest; ///< must be true for Rtmp; false when left out
    std::optional<bool> redundantIngest;
    QMap<QString, QString> tags;

    bool operator==(const CreateIngestConfigurationRequest &) const = default;
};

struct CreateIngestConfigurationResponse
{
    std::optional<IngestConfiguration> ingestConfiguration;

    bool operator==(const CreateIngestConfigurationResponse &) const = default;
};

/// Refused while somebody publishes through it, unless forced.
struct DeleteIngestConfigurationRequest
{
    QString arn;
    std::optional<bool> force; ///< disconnects first; false when left out

    bool operator==(const DeleteIngestConfigurationRequest &) const = default;
};

struct DeleteIngestConfigurationResponse
{
    bool operator==(const DeleteIngestConfigurationResponse &) const = default;
};

struct GetIngestConfigurationRequest
{
    QString arn;

    bool operator==(const GetIngestConfigurationRequest &) const = default;
};

struct GetIngestConfigurationResponse
{
    std::optional<IngestConfiguration> ingestConfiguration;

    bool operator==(const GetIngestConfigurationResponse &) const = default;
};

/// At most one of the two filters.
struct ListIngestConfigurationsRequest
{
    QString filterByStageArn;
    Enum<IngestConfigurationState> filterByState;
    QString nextToken;
    std::optional<int> maxResults;

    bool operator==(const ListIngestConfigurationsRequest &) const = default;
};

struct ListIngestConfigurationsResponse
{
    QList<IngestConfigurationSummary> ingestConfigurations;
    QString nextToken;

    bool operator==(const ListIngestConfigurationsResponse &) const = default;
};

/// Refused while the configuration is active.
struct UpdateIngestConfigurationRequest
{
    QString arn;
    QString stageArn; ///< empty detaches it
    std::optional<bool> redundantIngest;

    bool operator==(const UpdateIngestConfigurationRequest &) const = default;
};

struct UpdateIngestConfigurationResponse
{
    std::optional<IngestConfiguration> ingestConfiguration;

    bool operator==(const UpdateIngestConfigurationResponse &) const = default;
};

} // namespace ivs
