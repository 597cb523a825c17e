// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/operation.h"

#include <QByteArrayView>

#include <array>
#include <span>
#include <string_view>

/// The one table of the operations: the service's own, and the reads of the low-latency service that tell of channels.
/// Rates are the calls per second that the service allows per account and region (fact sheet 2); they can't be raised.
/// Every create but StartComposition lacks a client token, so that only StartComposition (same idempotencyToken) and
/// the two writes of tags may be sent again after a lost answer.
namespace ivs {

namespace detail {

inline constexpr const char *kService = "ivs-realtime";
inline constexpr const char *kLowLatencyService = "ivs";

enum Kind { Read, PagedRead, Write, RepeatableWrite };

constexpr aws::Operation operation(const char *name, aws::Verb verb, const char *path, int callsPerSecond, Kind kind)
{
    const bool writes = kind == Write || kind == RepeatableWrite;
    return {kService, name, verb, path, callsPerSecond, writes, kind == RepeatableWrite, kind == PagedRead};
}

constexpr aws::Operation post(const char *name, const char *path, int callsPerSecond, Kind kind)
{
    return operation(name, aws::Verb::Post, path, callsPerSecond, kind);
}

constexpr aws::Operation lowLatency(const char *name, const char *path, Kind kind)
{
    // service-quotas page of the low-latency service: 5 a second for each of these
    return {kLowLatencyService, name, aws::Verb::Post, path, 5, false, false, kind == PagedRead};
}

} // namespace detail

// Stages and their sessions
inline constexpr aws::Operation kCreateStage = detail::post("CreateStage", "/CreateStage", 5, detail::Write);
inline constexpr aws::Operation kDeleteStage = detail::post("DeleteStage", "/DeleteStage", 5, detail::Write);
inline constexpr aws::Operation kGetStage = detail::post("GetStage", "/GetStage", 5, detail::Read);
inline constexpr aws::Operation kListStages = detail::post("ListStages", "/ListStages", 5, detail::PagedRead);
inline constexpr aws::Operation kUpdateStage = detail::post("UpdateStage", "/UpdateStage", 5, detail::Write);
inline constexpr aws::Operation kGetStageSession = detail::post("GetStageSession", "/GetStageSession", 5, detail::Read);
inline constexpr aws::Operation kListStageSessions =
    detail::post("ListStageSessions", "/ListStageSessions", 5, detail::PagedRead);

// Participants, their events and replicas
inline constexpr aws::Operation kGetParticipant = detail::post("GetParticipant", "/GetParticipant", 5, detail::Read);
inline constexpr aws::Operation kListParticipants =
    detail::post("ListParticipants", "/ListParticipants", 5, detail::PagedRead);
inline constexpr aws::Operation kListParticipantEvents =
    detail::post("ListParticipantEvents", "/ListParticipantEvents", 5, detail::PagedRead);
inline constexpr aws::Operation kDisconnectParticipant =
    detail::post("DisconnectParticipant", "/DisconnectParticipant", 5, detail::Write);
inline constexpr aws::Operation kStartParticipantReplication =
    detail::post("StartParticipantReplication", "/StartParticipantReplication", 5, detail::Write);
inline constexpr aws::Operation kStopParticipantReplication =
    detail::post("StopParticipantReplication", "/StopParticipantReplication", 5, detail::Write);
inline constexpr aws::Operation kListParticipantReplicas =
    detail::post("ListParticipantReplicas", "/ListParticipantReplicas", 5, detail::PagedRead);

// Participant tokens
inline constexpr aws::Operation kCreateParticipantToken =
    detail::post("CreateParticipantToken", "/CreateParticipantToken", 50, detail::Write);

// Compositions
inline constexpr aws::Operation kStartComposition =
    detail::post("StartComposition", "/StartComposition", 5, detail::RepeatableWrite);
inline constexpr aws::Operation kStopComposition =
    detail::post("StopComposition", "/StopComposition", 5, detail::Write);
inline constexpr aws::Operation kGetComposition = detail::post("GetComposition", "/GetComposition", 5, detail::Read);
inline constexpr aws::Operation kListCompositions =
    detail::post("ListCompositions", "/ListCompositions", 5, detail::PagedRead);

// Encoder configurations
inline constexpr aws::Operation kCreateEncoderConfiguration =
    detail::post("CreateEncoderConfiguration", "/CreateEncoderConfiguration", 5, detail::Write);
inline constexpr aws::Operation kDeleteEncoderConfiguration =
    detail::post("DeleteEncoderConfiguration", "/DeleteEncoderConfiguration", 5, detail::Write);
inline constexpr aws::Operation kGetEncoderConfiguration =
    detail::post("GetEncoderConfiguration", "/GetEncoderConfiguration", 5, detail::Read);
inline constexpr aws::Operation kListEncoderConfigurations =
    detail::post("ListEncoderConfigurations", "/ListEncoderConfigurations", 5, detail::PagedRead);

// Storage configurations
inline constexpr aws::Operation kCreateStorageConfiguration =
    detail::post("CreateStorageConfiguration", "/CreateStorageConfiguration", 5, detail::Write);
inline constexpr aws::Operation kDeleteStorageConfiguration =
    detail::post("DeleteStorageConfiguration", "/DeleteStorageConfiguration", 5, detail::Write);
inline constexpr aws::Operation kGetStorageConfiguration =
    detail::post("GetStorageConfiguration", "/GetStorageConfiguration", 5, detail::Read);
inline constexpr aws::Operation kListStorageConfigurations =
    detail::post("ListStorageConfigurations", "/ListStorageConfigurations", 5, detail::PagedRead);

// Ingest configurations
inline constexpr aws::Operation kCreateIngestConfiguration =
    detail::post("CreateIngestConfiguration", "/CreateIngestConfiguration", 5, detail::Write);
inline constexpr aws::Operation kDeleteIngestConfiguration =
    detail::post("DeleteIngestConfiguration", "/DeleteIngestConfiguration", 5, detail::Write);
inline constexpr aws::Operation kGetIngestConfiguration =
    detail::post("GetIngestConfiguration", "/GetIngestConfiguration", 5, detail::Read);
inline constexpr aws::Operation kListIngestConfigurations =
    detail::post("ListIngestConfigurations", "/ListIngestConfigurations", 5, detail::PagedRead);
inline constexpr aws::Operation kUpdateIngestConfiguration =
    detail::post("UpdateIngestConfiguration", "/UpdateIngestConfiguration", 5, detail::Write);

// Public keys
inline constexpr aws::Operation kImportPublicKey =
    detail::post("ImportPublicKey", "/ImportPublicKey", 3, detail::Write);
inline constexpr aws::Operation kDeletePublicKey =
    detail::post("DeletePublicKey", "/DeletePublicKey", 3, detail::Write);
inline constexpr aws::Operation kGetPublicKey = detail::post("GetPublicKey", "/GetPublicKey", 3, detail::Read);
inline constexpr aws::Operation kListPublicKeys =
    detail::post("ListPublicKeys", "/ListPublicKeys", 3, detail::PagedRead);

// Tags of any resource
inline constexpr aws::Operation kListTagsForResource =
    detail::operation("ListTagsForResource", aws::Verb::Get, "/tags/{resourceArn}", 10, detail::Read);
inline constexpr aws::Operation kTagResource =
    detail::operation("TagResource", aws::Verb::Post, "/tags/{resourceArn}", 10, detail::RepeatableWrite);
inline constexpr aws::Operation kUntagResource =
    detail::operation("UntagResource", aws::Verb::Delete, "/tags/{resourceArn}", 10, detail::RepeatableWrite);

// Channels and their streams: another service, on a host of its own, under the same signing name
inline constexpr aws::Operation kListChannels = detail::lowLatency("ListChannels", "/ListChannels", detail::PagedRead);
inline constexpr aws::Operation kGetChannel = detail::lowLatency("GetChannel", "/GetChannel", detail::Read);
inline constexpr aws::Operation kListStreams = detail::lowLatency("ListStreams", "/ListStreams", detail::PagedRead);
inline constexpr aws::Operation kGetStream = detail::lowLatency("GetStream", "/GetStream", detail::Read);

inline constexpr std::array kOperations {kCreateStage, kDeleteStage, kGetStage, kListStages, kUpdateStage,
    kGetStageSession, kListStageSessions, kGetParticipant, kListParticipants, kListParticipantEvents,
    kDisconnectParticipant, kStartParticipantReplication, kStopParticipantReplication, kListParticipantReplicas,
    kCreateParticipantToken, kStartComposition, kStopComposition, kGetComposition, kListCompositions,
    kCreateEncoderConfiguration, kDeleteEncoderConfiguration, kGetEncoderConfiguration, kListEncoderConfigurations,
    kCreateStorageConfiguration, kDeleteStorageConfiguration, kGetStorageConfiguration, kListStorageConfigurations,
    kCreateIngestConfiguration, kDeleteIngestConfiguration, kGetIngestConfiguration, kListIngestConfigurations,
    kUpdateIngestConfiguration, kImportPublicKey, kDeletePublicKey, kGetPublicKey, kListPublicKeys,
    kListTagsForResource, kTagResource, kUntagResource};

inline constexpr std::array kLowLatencyOperations {kListChannels, kGetChannel, kListStreams, kGetStream};

/// All 39 operations of IVS Real-Time, family by family.
constexpr std::span<const aws::Operation> operations() { return kOperations; }
/// The four of the low-latency service.
constexpr std::span<const aws::Operation> lowLatencyOperations() { return kLowLatencyOperations; }
constexpr bool isLowLatency(const aws::Operation &operation)
{
    return std::string_view(operation.service) == detail::kLowLatencyService;
}

/// The operation of that name, exactly as the service writes it; null when there is none.
const aws::Operation *findOperation(QByteArrayView name);

} // namespace ivs
