// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>

namespace ivs {

/// What a text may be made of. Only where the service's own pattern is one that real values keep (fact sheet 1.2).
enum class Pattern {
    Any,
    Name, ///< letters, digits, `-` and `_`
    PageToken, ///< base64 in both alphabets
    BucketName, ///< small letters, digits, `-` and `.`
    PublicKey, ///< PEM with a PUBLIC KEY block
};

/// The limits of one kind of member, checked in requests before they are sent and never in answers.
struct Rule
{
    double minimum; ///< characters of a text, items of a list or map, or the number itself
    double maximum;
    Pattern pattern = Pattern::Any;
    const char *arnResource = nullptr; ///< it is an ARN of this kind of resource; "" for any kind
    const Rule *item = nullptr; ///< of each item of a list or value of a map
    const Rule *key = nullptr; ///< of each key of a map
    double bytes = std::numeric_limits<double>::infinity(); ///< of all keys and values of a map together, in UTF-8
};

/// The rules under the service's own names.
namespace rules {

inline constexpr double kUnlimited = std::numeric_limits<double>::infinity();

constexpr Rule text(double minimum, double maximum, Pattern pattern = Pattern::Any)
{
    return {minimum, maximum, pattern};
}
constexpr Rule arn(double minimum, const char *resource) { return {minimum, 128, Pattern::Any, resource}; }
constexpr Rule number(double minimum, double maximum = kUnlimited) { return {minimum, maximum}; }
constexpr Rule list(double minimum, double maximum) { return {minimum, maximum}; }
constexpr Rule list(double minimum, double maximum, const Rule &item)
{
    return {minimum, maximum, Pattern::Any, nullptr, &item};
}

/// No limits.
inline constexpr Rule kAny {0, kUnlimited};

// ARNs. The partition is not looked at: the service's patterns name only `aws`. An empty one has a meaning where the
// minimum is 0.
inline constexpr Rule kAutoParticipantRecordingStorageConfigurationArn = arn(0, "storage-configuration");
inline constexpr Rule kChannelArn = arn(1, "channel");
inline constexpr Rule kCompositionArn = arn(1, "composition");
inline constexpr Rule kEncoderConfigurationArn = arn(1, "encoder-configuration");
inline constexpr Rule kIngestConfigurationArn = arn(1, "ingest-configuration");
inline constexpr Rule kIngestConfigurationStageArn = arn(0, "stage");
inline constexpr Rule kPublicKeyArn = arn(1, "public-key");
inline constexpr Rule kResourceArn = arn(1, "");
inline constexpr Rule kStageArn = arn(1, "stage");
inline constexpr Rule kStorageConfigurationArn = arn(1, "storage-configuration");

// Texts with a pattern
inline constexpr Rule kAttributeKey = text(0, 128, Pattern::Name);
inline constexpr Rule kChannelName = text(0, 128, Pattern::Name);
inline constexpr Rule kCompositionClientToken = text(1, 64, Pattern::Name);
inline constexpr Rule kDestinationConfigurationName = text(0, 128, Pattern::Name);
inline constexpr Rule kEncoderConfigurationName = text(0, 128, Pattern::Name);
inline constexpr Rule kIngestConfigurationName = text(0, 128, Pattern::Name);
inline constexpr Rule kPaginationToken = text(0, 1024, Pattern::PageToken);
inline constexpr Rule kPublicKeyMaterial = text(0, kUnlimited, Pattern::PublicKey);
inline constexpr Rule kPublicKeyName = text(0, 128, Pattern::Name);
inline constexpr Rule kS3BucketName = text(3, 63, Pattern::BucketName);
inline constexpr Rule kStageName = text(0, 128, Pattern::Name);
inline constexpr Rule kStorageConfigurationName = text(0, 128, Pattern::Name);

// Texts with a length only; characters are Unicode code points
inline constexpr Rule kDisconnectParticipantReason = text(0, 128);
inline constexpr Rule kParticipantClientAttribute = text(0, 128);
inline constexpr Rule kParticipantId = text(0, 64);
inline constexpr Rule kParticipantRecordingS3BucketName = text(0, 63);
inline constexpr Rule kParticipantRecordingS3Prefix = text(0, 256);
inline constexpr Rule kParticipantTokenId = text(0, 64);
inline constexpr Rule kParticipantTokenUserId = text(0, 128);
inline constexpr Rule kStageEndpoint = text(0, 2048);
inline constexpr Rule kStageSessionId = text(16, 16);
inline constexpr Rule kTagKey = text(1, 128);
inline constexpr Rule kTagValue = text(0, 256);
inline constexpr Rule kUserId = text(0, 128);

// Numbers
inline constexpr Rule kBitrate = number(1, 8'500'000);
inline constexpr Rule kCompositionRecordingTargetSegmentDurationSeconds = number(2, 10);
inline constexpr Rule kFramerate = number(1, 60);
inline constexpr Rule kGridGap = number(0);
inline constexpr Rule kHeight = number(2, 1'920);
inline constexpr Rule kMaxChannelResults = number(1, 100);
inline constexpr Rule kMaxCompositionResults = number(1, 100);
inline constexpr Rule kMaxEncoderConfigurationResults = number(1, 100);
inline constexpr Rule kMaxIngestConfigurationResults = number(1, 100);
inline constexpr Rule kMaxParticipantEventResults = number(1, 100);
inline constexpr Rule kMaxParticipantReplicaResults = number(1, 50);
inline constexpr Rule kMaxParticipantResults = number(1, 100);
inline constexpr Rule kMaxPublicKeyResults = number(1, 100);
inline constexpr Rule kMaxStageResults = number(1, 100);
inline constexpr Rule kMaxStageSessionResults = number(1, 100);
inline constexpr Rule kMaxStorageConfigurationResults = number(1, 100);
inline constexpr Rule kMaxStreamResults = number(1, 100);
inline constexpr Rule kParticipantRecordingReconnectWindowSeconds = number(0, 300);
inline constexpr Rule kParticipantRecordingTargetSegmentDurationSeconds = number(2, 10);
inline constexpr Rule kParticipantTokenDurationMinutes = number(1, 20'160);
inline constexpr Rule kPipHeight = number(1);
inline constexpr Rule kPipOffset = number(0);
inline constexpr Rule kPipWidth = number(1);
inline constexpr Rule kReconnectWindowSeconds = number(0, 300);
inline constexpr Rule kThumbnailIntervalSeconds = number(1, 86'400);
inline constexpr Rule kWidth = number(2, 1'920);

// Lists
inline constexpr Rule kCompositionThumbnailConfigurationList = list(0, 1);
inline constexpr Rule kDestinationConfigurationList = list(1, 2);
inline constexpr Rule kDestinationList = list(1, 2);
inline constexpr Rule kDestinationSummaryList = list(1, 2);
inline constexpr Rule kEncoderConfigurationArnList = list(1, 1, kEncoderConfigurationArn);
inline constexpr Rule kParticipantRecordingMediaTypeList = list(0, 1);
inline constexpr Rule kParticipantTokenCapabilities = list(0, 2);
inline constexpr Rule kParticipantTokenConfigurations = list(0, 12);
inline constexpr Rule kTagKeyList = list(0, 50, kTagKey);
inline constexpr Rule kThumbnailStorageTypeList = list(0, 2);

// Maps
inline constexpr Rule kTags {0, 50, Pattern::Any, nullptr, &kTagValue, &kTagKey};
// How the service counts its 1 KB is not documented: the bytes of all keys and values are our reading.
inline constexpr Rule kParticipantAttributes {0, kUnlimited, Pattern::Any, nullptr, nullptr, nullptr, 1024};
inline constexpr Rule kParticipantTokenAttributes = kParticipantAttributes;

} // namespace rules

} // namespace ivs
