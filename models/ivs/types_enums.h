// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/enum.h"

#include <array>

/// The enumerations of the service, each with its words on the wire in the same order.
namespace ivs {

/// Present in the session, or not any more.
enum class ParticipantState { Connected, Disconnected };

template <>
struct EnumWords<ParticipantState>
{
    static constexpr const char *name = "ParticipantState";
    static constexpr std::array words {"CONNECTED", "DISCONNECTED"};
};

/// Of an individual participant recording.
enum class ParticipantRecordingState { Starting, Active, Stopping, Stopped, Failed, Disabled };

template <>
struct EnumWords<ParticipantRecordingState>
{
    static constexpr const char *name = "ParticipantRecordingState";
    static constexpr std::array words {"STARTING", "ACTIVE", "STOPPING", "STOPPED", "FAILED", "DISABLED"};
};

/// ParticipantRecordingState without Disabled: what ListParticipants can filter by.
enum class ParticipantRecordingFilterByRecordingState { Starting, Active, Stopping, Stopped, Failed };

template <>
struct EnumWords<ParticipantRecordingFilterByRecordingState>
{
    static constexpr const char *name = "ParticipantRecordingFilterByRecordingState";
    static constexpr std::array words {"STARTING", "ACTIVE", "STOPPING", "STOPPED", "FAILED"};
};

/// How a participant publishes.
enum class ParticipantProtocol { Unknown, Whip, Rtmp, Rtmps };

template <>
struct EnumWords<ParticipantProtocol>
{
    static constexpr const char *name = "ParticipantProtocol";
    static constexpr std::array words {"UNKNOWN", "WHIP", "RTMP", "RTMPS"};
};

/// Whether a participant is a replica, has some, or neither.
enum class ReplicationType { Source, Replica, None };

template <>
struct EnumWords<ReplicationType>
{
    static constexpr const char *name = "ReplicationType";
    static constexpr std::array words {"SOURCE", "REPLICA", "NONE"};
};

/// Of one replica.
enum class ReplicationState { Active, Stopped };

template <>
struct EnumWords<ReplicationState>
{
    static constexpr const char *name = "ReplicationState";
    static constexpr std::array words {"ACTIVE", "STOPPED"};
};

/// What a token lets its participant do.
enum class ParticipantTokenCapability { Publish, Subscribe };

template <>
struct EnumWords<ParticipantTokenCapability>
{
    static constexpr const char *name = "ParticipantTokenCapability";
    static constexpr std::array words {"PUBLISH", "SUBSCRIBE"};
};

/// What is recorded of a participant; None: thumbnails only.
enum class ParticipantRecordingMediaType { AudioVideo, AudioOnly, None };

template <>
struct EnumWords<ParticipantRecordingMediaType>
{
    static constexpr const char *name = "ParticipantRecordingMediaType";
    static constexpr std::array words {"AUDIO_VIDEO", "AUDIO_ONLY", "NONE"};
};

/// Whether thumbnails are made.
enum class ThumbnailRecordingMode { Interval, Disabled };

template <>
struct EnumWords<ThumbnailRecordingMode>
{
    static constexpr const char *name = "ThumbnailRecordingMode";
    static constexpr std::array words {"INTERVAL", "DISABLED"};
};

/// All thumbnails one after the other, or only the latest.
enum class ThumbnailStorageType { Sequential, Latest };

template <>
struct EnumWords<ThumbnailStorageType>
{
    static constexpr const char *name = "ThumbnailStorageType";
    static constexpr std::array words {"SEQUENTIAL", "LATEST"};
};

/// What happened to a participant (fact sheet 4).
enum class EventName {
    Joined,
    Left,
    PublishStarted,
    PublishStopped,
    SubscribeStarted,
    SubscribeStopped,
    PublishError,
    SubscribeError,
    JoinError,
    ReplicationStarted,
    ReplicationStopped,
    TokenExchanged
};

template <>
struct EnumWords<EventName>
{
    static constexpr const char *name = "EventName";
    static constexpr std::array words {"JOINED", "LEFT", "PUBLISH_STARTED", "PUBLISH_STOPPED", "SUBSCRIBE_STARTED",
        "SUBSCRIBE_STOPPED", "PUBLISH_ERROR", "SUBSCRIBE_ERROR", "JOIN_ERROR", "REPLICATION_STARTED",
        "REPLICATION_STOPPED", "TOKEN_EXCHANGED"};
};

/// Why a publish, subscribe or join failed (fact sheet 4).
enum class EventErrorCode {
    InsufficientCapabilities,
    QuotaExceeded,
    PublisherNotFound,
    BitrateExceeded,
    ResolutionExceeded,
    StreamDurationExceeded,
    InvalidAudioCodec,
    InvalidVideoCodec,
    InvalidProtocol,
    InvalidStreamKey,
    ReuseOfStreamKey,
    BFramePresent,
    InvalidInput,
    InternalServerException
};

template <>
struct EnumWords<EventErrorCode>
{
    static constexpr const char *name = "EventErrorCode";
    static constexpr std::array words {"INSUFFICIENT_CAPABILITIES", "QUOTA_EXCEEDED", "PUBLISHER_NOT_FOUND",
        "BITRATE_EXCEEDED", "RESOLUTION_EXCEEDED", "STREAM_DURATION_EXCEEDED", "INVALID_AUDIO_CODEC",
        "INVALID_VIDEO_CODEC", "INVALID_PROTOCOL", "INVALID_STREAM_KEY", "REUSE_OF_STREAM_KEY", "B_FRAME_PRESENT",
        "INVALID_INPUT", "INTERNAL_SERVER_EXCEPTION"};
};

/// Life of a composition; Failed and Stopped vanish after five minutes.
enum class CompositionState { Starting, Active, Stopping, Failed, Stopped };

template <>
struct EnumWords<CompositionState>
{
    static constexpr const char *name = "CompositionState";
    static constexpr std::array words {"STARTING", "ACTIVE", "STOPPING", "FAILED", "STOPPED"};
};

/// Life of one output of a composition.
enum class DestinationState { Starting, Active, Stopping, Reconnecting, Failed, Stopped };

template <>
struct EnumWords<DestinationState>
{
    static constexpr const char *name = "DestinationState";
    static constexpr std::array words {"STARTING", "ACTIVE", "STOPPING", "RECONNECTING", "FAILED", "STOPPED"};
};

/// File format of a recording.
enum class RecordingConfigurationFormat { Hls };

template <>
struct EnumWords<RecordingConfigurationFormat>
{
    static constexpr const char *name = "RecordingConfigurationFormat";
    static constexpr std::array words {"HLS"};
};

/// Of grid tiles: Video 16:9, Square 1:1, Portrait 3:4; what Auto does is not documented.
enum class VideoAspectRatio { Auto, Video, Square, Portrait };

template <>
struct EnumWords<VideoAspectRatio>
{
    static constexpr const char *name = "VideoAspectRatio";
    static constexpr std::array words {"AUTO", "VIDEO", "SQUARE", "PORTRAIT"};
};

/// How a video fills its tile.
enum class VideoFillMode { Fill, Cover, Contain };

template <>
struct EnumWords<VideoFillMode>
{
    static constexpr const char *name = "VideoFillMode";
    static constexpr std::array words {"FILL", "COVER", "CONTAIN"};
};

/// Dynamic: the picture in picture grows to the full frame when the others leave.
enum class PipBehavior { Static, Dynamic };

template <>
struct EnumWords<PipBehavior>
{
    static constexpr const char *name = "PipBehavior";
    static constexpr std::array words {"STATIC", "DYNAMIC"};
};

/// The corner that the picture in picture lies in.
enum class PipPosition { TopLeft, TopRight, BottomLeft, BottomRight };

template <>
struct EnumWords<PipPosition>
{
    static constexpr const char *name = "PipPosition";
    static constexpr std::array words {"TOP_LEFT", "TOP_RIGHT", "BOTTOM_LEFT", "BOTTOM_RIGHT"};
};

/// Whether an encoder is sending.
enum class IngestConfigurationState { Active, Inactive };

template <>
struct EnumWords<IngestConfigurationState>
{
    static constexpr const char *name = "IngestConfigurationState";
    static constexpr std::array words {"ACTIVE", "INACTIVE"};
};

/// Rtmp is unencrypted and must be allowed by insecureIngest.
enum class IngestProtocol { Rtmp, Rtmps };

template <>
struct EnumWords<IngestProtocol>
{
    static constexpr const char *name = "IngestProtocol";
    static constexpr std::array words {"RTMP", "RTMPS"};
};

/// How soon viewers of a channel see it.
enum class ChannelLatencyMode { Normal, Low };

template <>
struct EnumWords<ChannelLatencyMode>
{
    static constexpr const char *name = "ChannelLatencyMode";
    static constexpr std::array words {"NORMAL", "LOW"};
};

/// What a channel takes (fact sheet 8): Basic up to 480p at 1.5 Mbit/s or else 3.5 Mbit/s, the others up to 1080p at
/// 8.5 Mbit/s.
enum class ChannelType { Basic, Standard, AdvancedSd, AdvancedHd };

template <>
struct EnumWords<ChannelType>
{
    static constexpr const char *name = "ChannelType";
    static constexpr std::array words {"BASIC", "STANDARD", "ADVANCED_SD", "ADVANCED_HD"};
};

/// Of the advanced types of channel.
enum class TranscodePreset { HigherBandwidthDelivery, ConstrainedBandwidthDelivery };

template <>
struct EnumWords<TranscodePreset>
{
    static constexpr const char *name = "TranscodePreset";
    static constexpr std::array words {"HIGHER_BANDWIDTH_DELIVERY", "CONSTRAINED_BANDWIDTH_DELIVERY"};
};

/// Of a channel's stream.
enum class StreamState { Live, Offline };

template <>
struct EnumWords<StreamState>
{
    static constexpr const char *name = "StreamState";
    static constexpr std::array words {"LIVE", "OFFLINE"};
};

/// Whether a channel gets enough.
enum class StreamHealth { Healthy, Starving, Unknown };

template <>
struct EnumWords<StreamHealth>
{
    static constexpr const char *name = "StreamHealth";
    static constexpr std::array words {"HEALTHY", "STARVING", "UNKNOWN"};
};

} // namespace ivs
