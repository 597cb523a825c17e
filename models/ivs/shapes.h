// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The one description of every structure: see models/ivs/shape.h.

#include "models/ivs/shapes_channels.h"
#include "models/ivs/shapes_compositions.h"
#include "models/ivs/shapes_configurations.h"
#include "models/ivs/shapes_keys.h"
#include "models/ivs/shapes_participants.h"
#include "models/ivs/shapes_stages.h"
#include "models/ivs/shapes_tags.h"
#include "models/ivs/shapes_tokens.h"

/// All structures, for what must be done with each of them: `IVS_FOR_EACH_STRUCTURE(X)` writes `X(Name)` for each.
#define IVS_TAGS_STRUCTURES(X)                                                                                         \
    X(ListTagsForResourceRequest)                                                                                      \
    X(ListTagsForResourceResponse)                                                                                     \
    X(TagResourceRequest)                                                                                              \
    X(TagResourceResponse)                                                                                             \
    X(UntagResourceRequest)                                                                                            \
    X(UntagResourceResponse)
#define IVS_TOKENS_STRUCTURES(X)                                                                                       \
    X(ParticipantToken)                                                                                                \
    X(ParticipantTokenConfiguration)                                                                                   \
    X(CreateParticipantTokenRequest)                                                                                   \
    X(CreateParticipantTokenResponse)
#define IVS_STAGES_STRUCTURES(X)                                                                                       \
    X(ParticipantRecordingHlsConfiguration)                                                                            \
    X(ParticipantThumbnailConfiguration)                                                                               \
    X(AutoParticipantRecordingConfiguration)                                                                           \
    X(StageEndpoints)                                                                                                  \
    X(Stage)                                                                                                           \
    X(StageSummary)                                                                                                    \
    X(StageSession)                                                                                                    \
    X(StageSessionSummary)                                                                                             \
    X(CreateStageRequest)                                                                                              \
    X(CreateStageResponse)                                                                                             \
    X(DeleteStageRequest)                                                                                              \
    X(DeleteStageResponse)                                                                                             \
    X(GetStageRequest)                                                                                                 \
    X(GetStageResponse)                                                                                                \
    X(ListStagesRequest)                                                                                               \
    X(ListStagesResponse)                                                                                              \
    X(UpdateStageRequest)                                                                                              \
    X(UpdateStageResponse)                                                                                             \
    X(GetStageSessionRequest)                                                                                          \
    X(GetStageSessionResponse)                                                                                         \
    X(ListStageSessionsRequest)                                                                                        \
    X(ListStageSessionsResponse)
#define IVS_PARTICIPANTS_STRUCTURES(X)                                                                                 \
    X(Participant)                                                                                                     \
    X(ParticipantSummary)                                                                                              \
    X(ExchangedParticipantToken)                                                                                       \
    X(Event)                                                                                                           \
    X(ParticipantReplica)                                                                                              \
    X(GetParticipantRequest)                                                                                           \
    X(GetParticipantResponse)                                                                                          \
    X(ListParticipantsRequest)                                                                                         \
    X(ListParticipantsResponse)                                                                                        \
    X(ListParticipantEventsRequest)                                                                                    \
    X(ListParticipantEventsResponse)                                                                                   \
    X(DisconnectParticipantRequest)                                                                                    \
    X(DisconnectParticipantResponse)                                                                                   \
    X(StartParticipantReplicationRequest)                                                                              \
    X(StartParticipantReplicationResponse)                                                                             \
    X(StopParticipantReplicationRequest)                                                                               \
    X(StopParticipantReplicationResponse)                                                                              \
    X(ListParticipantReplicasRequest)                                                                                  \
    X(ListParticipantReplicasResponse)
#define IVS_COMPOSITIONS_STRUCTURES(X)                                                                                 \
    X(GridConfiguration)                                                                                               \
    X(PipConfiguration)                                                                                                \
    X(LayoutConfiguration)                                                                                             \
    X(ChannelDestinationConfiguration)                                                                                 \
    X(CompositionRecordingHlsConfiguration)                                                                            \
    X(RecordingConfiguration)                                                                                          \
    X(CompositionThumbnailConfiguration)                                                                               \
    X(S3DestinationConfiguration)                                                                                      \
    X(DestinationConfiguration)                                                                                        \
    X(S3Detail)                                                                                                        \
    X(DestinationDetail)                                                                                               \
    X(Destination)                                                                                                     \
    X(DestinationSummary)                                                                                              \
    X(Composition)                                                                                                     \
    X(CompositionSummary)                                                                                              \
    X(StartCompositionRequest)                                                                                         \
    X(StartCompositionResponse)                                                                                        \
    X(StopCompositionRequest)                                                                                          \
    X(StopCompositionResponse)                                                                                         \
    X(GetCompositionRequest)                                                                                           \
    X(GetCompositionResponse)                                                                                          \
    X(ListCompositionsRequest)                                                                                         \
    X(ListCompositionsResponse)
#define IVS_CONFIGURATIONS_STRUCTURES(X)                                                                               \
    X(Video)                                                                                                           \
    X(EncoderConfiguration)                                                                                            \
    X(EncoderConfigurationSummary)                                                                                     \
    X(CreateEncoderConfigurationRequest)                                                                               \
    X(CreateEncoderConfigurationResponse)                                                                              \
    X(DeleteEncoderConfigurationRequest)                                                                               \
    X(DeleteEncoderConfigurationResponse)                                                                              \
    X(GetEncoderConfigurationRequest)                                                                                  \
    X(GetEncoderConfigurationResponse)                                                                                 \
    X(ListEncoderConfigurationsRequest)                                                                                \
    X(ListEncoderConfigurationsResponse)                                                                               \
    X(S3StorageConfiguration)                                                                                          \
    X(StorageConfiguration)                                                                                            \
    X(StorageConfigurationSummary)                                                                                     \
    X(CreateStorageConfigurationRequest)                                                                               \
    X(CreateStorageConfigurationResponse)                                                                              \
    X(DeleteStorageConfigurationRequest)                                                                               \
    X(DeleteStorageConfigurationResponse)                                                                              \
    X(GetStorageConfigurationRequest)                                                                                  \
    X(GetStorageConfigurationResponse)                                                                                 \
    X(ListStorageConfigurationsRequest)                                                                                \
    X(ListStorageConfigurationsResponse)                                                                               \
    X(RedundantIngestCredential)                                                                                       \
    X(IngestConfiguration)                                                                                             \
    X(IngestConfigurationSummary)                                                                                      \
    X(CreateIngestConfigurationRequest)                                                                                \
    X(CreateIngestConfigurationResponse)                                                                               \
    X(DeleteIngestConfigurationRequest)                                                                                \
    X(DeleteIngestConfigurationResponse)                                                                               \
    X(GetIngestConfigurationRequest)                                                                                   \
    X(GetIngestConfigurationResponse)                                                                                  \
    X(ListIngestConfigurationsRequest)                                                                                 \
    X(ListIngestConfigurationsResponse)                                                                                \
    X(UpdateIngestConfigurationRequest)                                                                                \
    X(UpdateIngestConfigurationResponse)
#define IVS_KEYS_STRUCTURES(X)                                                                                         \
    X(PublicKey)                                                                                                       \
    X(PublicKeySummary)                                                                                                \
    X(ImportPublicKeyRequest)                                                                                          \
    X(ImportPublicKeyResponse)                                                                                         \
    X(DeletePublicKeyRequest)                                                                                          \
    X(DeletePublicKeyResponse)                                                                                         \
    X(GetPublicKeyRequest)                                                                                             \
    X(GetPublicKeyResponse)                                                                                            \
    X(ListPublicKeysRequest)                                                                                           \
    X(ListPublicKeysResponse)
/// Those of the low-latency service that are read.
#define IVS_CHANNELS_STRUCTURES(X)                                                                                     \
    X(Channel)                                                                                                         \
    X(ChannelSummary)                                                                                                  \
    X(Stream)                                                                                                          \
    X(StreamSummary)                                                                                                   \
    X(StreamFilters)                                                                                                   \
    X(ListChannelsRequest)                                                                                             \
    X(ListChannelsResponse)                                                                                            \
    X(GetChannelRequest)                                                                                               \
    X(GetChannelResponse)                                                                                              \
    X(ListStreamsRequest)                                                                                              \
    X(ListStreamsResponse)                                                                                             \
    X(GetStreamRequest)                                                                                                \
    X(GetStreamResponse)
/// All of IVS Real-Time: what the conformance test compares with the service's own model.
#define IVS_REALTIME_STRUCTURES(X)                                                                                     \
    IVS_TAGS_STRUCTURES(X)                                                                                             \
    IVS_TOKENS_STRUCTURES(X)                                                                                           \
    IVS_STAGES_STRUCTURES(X)                                                                                           \
    IVS_PARTICIPANTS_STRUCTURES(X)                                                                                     \
    IVS_COMPOSITIONS_STRUCTURES(X)                                                                                     \
    IVS_CONFIGURATIONS_STRUCTURES(X)                                                                                   \
    IVS_KEYS_STRUCTURES(X)
#define IVS_FOR_EACH_STRUCTURE(X)                                                                                      \
    IVS_REALTIME_STRUCTURES(X)                                                                                         \
    IVS_CHANNELS_STRUCTURES(X)
