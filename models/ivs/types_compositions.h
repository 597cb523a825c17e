// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types_enums.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>

/// Server-side compositions: what is composed, how it is laid out and where it goes.
namespace ivs {

/// Tiles of equal size, the featured participant larger. The geometry is the service's and may change.
struct GridConfiguration
{
    QString featuredParticipantAttribute; ///< name of the token attribute that is "true" for the featured one
    std::optional<bool> omitStoppedVideo; ///< false when left out
    Enum<VideoAspectRatio> videoAspectRatio; ///< Video (16:9) when left out; tiles that are not featured
    Enum<VideoFillMode> videoFillMode; ///< when left out: Cover in tiles, Contain for the featured one
    std::optional<int> gridGap; ///< pixels; 2 by the text, 0 by the model: send it
    QString participantOrderAttribute; ///< integers, ascending; others after them by arrival

    bool operator==(const GridConfiguration &) const = default;
};

/// One participant fills the frame, another lies over it.
struct PipConfiguration
{
    QString featuredParticipantAttribute; ///< name of the token attribute that is "true" for the featured one
    std::optional<bool> omitStoppedVideo; ///< false when left out
    Enum<VideoFillMode> videoFillMode; ///< Cover when left out
    std::optional<int> gridGap; ///< pixels; 0 when left out
    QString pipParticipantAttribute; ///< when left out, nobody lies over the frame
    Enum<PipBehavior> pipBehavior; ///< Static when left out; Dynamic grows to the full frame when the others leave
    std::optional<int> pipOffset; ///< pixels from the nearest edges; 0 when left out
    Enum<PipPosition> pipPosition; ///< BottomRight when left out
    std::optional<int> pipWidth; ///< pixels; when left out, from the frame and the video's aspect
    std::optional<int> pipHeight; ///< pixels; when left out, from the frame and the video's aspect
    QString participantOrderAttribute; ///< integers, ascending; others after them by arrival

    bool operator==(const PipConfiguration &) const = default;
};

/// Grid or picture in picture; grid with its defaults when neither is given.
struct LayoutConfiguration
{
    std::optional<GridConfiguration> grid;
    std::optional<PipConfiguration> pip;

    bool operator==(const LayoutConfiguration &) const = default;
};

/// Output to a low-latency IVS channel of the same account and region, which must be offline.
struct ChannelDestinationConfiguration
{
    QString channelArn;
    QString encoderConfigurationArn;

    bool operator==(const ChannelDestinationConfiguration &) const = default;
};

/// HLS settings of a composition's recording.
struct CompositionRecordingHlsConfiguration
{
    std::optional<int> targetSegmentDurationSeconds; ///< 2 to 10; 2 when left out

    bool operator==(const CompositionRecordingHlsConfiguration &) const = default;
};

/// How a composition is recorded.
struct RecordingConfiguration
{
    std::optional<CompositionRecordingHlsConfiguration> hlsConfiguration;
    Enum<RecordingConfigurationFormat> format;

    bool operator==(const RecordingConfiguration &) const = default;
};

/// Thumbnails of a composition's recording; none when it is left out (inferred).
struct CompositionThumbnailConfiguration
{
    std::optional<int> targetIntervalSeconds; ///< 1 to 86400; 60 when left out
    QList<Enum<ThumbnailStorageType>> storage; ///< Sequential when left out

    bool operator==(const CompositionThumbnailConfiguration &) const = default;
};

/// Output to an S3 bucket.
struct S3DestinationConfiguration
{
    QString storageConfigurationArn;
    QList<QString> encoderConfigurationArns; ///< exactly one
    std::optional<RecordingConfiguration> recordingConfiguration;
    QList<CompositionThumbnailConfiguration> thumbnailConfigurations; ///< at most one

    bool operator==(const S3DestinationConfiguration &) const = default;
};

/// Exactly one of channel and s3.
struct DestinationConfiguration
{
    QString name;
    std::optional<ChannelDestinationConfiguration> channel;
    std::optional<S3DestinationConfiguration> s3;

    bool operator==(const DestinationConfiguration &) const = default;
};

/// Where a recording lies.
struct S3Detail
{
    QString recordingPrefix; ///< use it as it comes: it can't be built from the ids

    bool operator==(const S3Detail &) const = default;
};

/// What is known of an output once it has begun.
struct DestinationDetail
{
    std::optional<S3Detail> s3;

    bool operator==(const DestinationDetail &) const = default;
};

/// An output of a composition.
struct Destination
{
    QString id;
    Enum<DestinationState> state;
    QDateTime startTime;
    QDateTime endTime;
    DestinationConfiguration configuration;
    std::optional<DestinationDetail> detail;

    bool operator==(const Destination &) const = default;
};

/// An output as ListCompositions tells it.
struct DestinationSummary
{
    QString id;
    Enum<DestinationState> state;
    QDateTime startTime;
    QDateTime endTime;

    bool operator==(const DestinationSummary &) const = default;
};

/// Gone from all answers five minutes after it ends; no call tells why it failed (fact sheet 8).
struct Composition
{
    QString arn;
    QString stageArn;
    Enum<CompositionState> state;
    LayoutConfiguration layout; ///< default when the answer says null
    QList<Destination> destinations;
    QMap<QString, QString> tags;
    QDateTime startTime;
    QDateTime endTime; ///< absent while it lives

    bool operator==(const Composition &) const = default;
};

/// A composition as ListCompositions tells it: no layout, no destination configurations.
struct CompositionSummary
{
    QString arn;
    QString stageArn;
    QList<DestinationSummary> destinations;
    Enum<CompositionState> state;
    QMap<QString, QString> tags;
    QDateTime startTime;
    QDateTime endTime; ///< absent while it lives

    bool operator==(const CompositionSummary &) const = default;
};

/// One or two destinations; two are exactly one channel and one s3.
struct StartCompositionRequest
{
    QString stageArn;
    QString idempotencyToken; ///< the client fills in a UUID when it is left out
    std::optional<LayoutConfiguration> layout;
    QList<DestinationConfiguration> destinations;
    QMap<QString, QString> tags;

    bool operator==(const StartCompositionRequest &) const = default;
};

struct StartCompositionResponse
{
    std::optional<Composition> composition;

    bool operator==(const StartCompositionResponse &) const = default;
};

/// Ends it in order: the destinations first, then the composition.
struct StopCompositionRequest
{
    QString arn;

    bool operator==(const StopCompositionRequest &) const = default;
};

struct StopCompositionResponse
{
    bool operator==(const StopCompositionResponse &) const = default;
};

struct GetCompositionRequest
{
    QString arn;

    bool operator==(const GetCompositionRequest &) const = default;
};

struct GetCompositionResponse
{
    std::optional<Composition> composition;

    bool operator==(const GetCompositionResponse &) const = default;
};

/// Whether both filters may be given together is not documented.
struct ListCompositionsRequest
{
    QString filterByStageArn;
    QString filterByEncoderConfigurationArn;
    QString nextToken;
    std::optional<int> maxResults;

    bool operator==(const ListCompositionsRequest &) const = default;
};

struct ListCompositionsResponse
{
    QList<CompositionSummary> compositions;
    QString nextToken;

    bool operator==(const ListCompositionsResponse &) const = default;
};

} // namespace ivs
