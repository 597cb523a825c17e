// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/local/desk.h"

/// One function for each operation of the service. Its request was decoded and checked before.
namespace local {

// handlers_stages.cpp
Outcome<ivs::CreateStageResponse> createStage(Desk &desk, const ivs::CreateStageRequest &request);
Outcome<ivs::DeleteStageResponse> deleteStage(Desk &desk, const ivs::DeleteStageRequest &request);
Outcome<ivs::GetStageResponse> getStage(Desk &desk, const ivs::GetStageRequest &request);
Outcome<ivs::ListStagesResponse> listStages(Desk &desk, const ivs::ListStagesRequest &request);
Outcome<ivs::UpdateStageResponse> updateStage(Desk &desk, const ivs::UpdateStageRequest &request);

// handlers_participants.cpp
Outcome<ivs::GetStageSessionResponse> getStageSession(Desk &desk, const ivs::GetStageSessionRequest &request);
Outcome<ivs::ListStageSessionsResponse> listStageSessions(Desk &desk, const ivs::ListStageSessionsRequest &request);
Outcome<ivs::GetParticipantResponse> getParticipant(Desk &desk, const ivs::GetParticipantRequest &request);
Outcome<ivs::ListParticipantsResponse> listParticipants(Desk &desk, const ivs::ListParticipantsRequest &request);
Outcome<ivs::ListParticipantEventsResponse> listParticipantEvents(
    Desk &desk, const ivs::ListParticipantEventsRequest &request);
Outcome<ivs::DisconnectParticipantResponse> disconnectParticipant(
    Desk &desk, const ivs::DisconnectParticipantRequest &request);

// handlers_tokens.cpp
Outcome<ivs::CreateParticipantTokenResponse> createParticipantToken(
    Desk &desk, const ivs::CreateParticipantTokenRequest &request);
Outcome<ivs::ImportPublicKeyResponse> importPublicKey(Desk &desk, const ivs::ImportPublicKeyRequest &request);
Outcome<ivs::DeletePublicKeyResponse> deletePublicKey(Desk &desk, const ivs::DeletePublicKeyRequest &request);
Outcome<ivs::GetPublicKeyResponse> getPublicKey(Desk &desk, const ivs::GetPublicKeyRequest &request);
Outcome<ivs::ListPublicKeysResponse> listPublicKeys(Desk &desk, const ivs::ListPublicKeysRequest &request);

// handlers_replication.cpp
Outcome<ivs::StartParticipantReplicationResponse> startParticipantReplication(
    Desk &desk, const ivs::StartParticipantReplicationRequest &request);
Outcome<ivs::StopParticipantReplicationResponse> stopParticipantReplication(
    Desk &desk, const ivs::StopParticipantReplicationRequest &request);
Outcome<ivs::ListParticipantReplicasResponse> listParticipantReplicas(
    Desk &desk, const ivs::ListParticipantReplicasRequest &request);

// handlers_channels.cpp, of the low-latency service
Outcome<ivs::ListChannelsResponse> listChannels(Desk &desk, const ivs::ListChannelsRequest &request);
Outcome<ivs::GetChannelResponse> getChannel(Desk &desk, const ivs::GetChannelRequest &request);
Outcome<ivs::ListStreamsResponse> listStreams(Desk &desk, const ivs::ListStreamsRequest &request);
Outcome<ivs::GetStreamResponse> getStream(Desk &desk, const ivs::GetStreamRequest &request);

// handlers_compositions.cpp
Outcome<ivs::StartCompositionResponse> startComposition(Desk &desk, const ivs::StartCompositionRequest &request);
Outcome<ivs::StopCompositionResponse> stopComposition(Desk &desk, const ivs::StopCompositionRequest &request);
Outcome<ivs::GetCompositionResponse> getComposition(Desk &desk, const ivs::GetCompositionRequest &request);
Outcome<ivs::ListCompositionsResponse> listCompositions(Desk &desk, const ivs::ListCompositionsRequest &request);

// handlers_configurations.cpp
Outcome<ivs::CreateEncoderConfigurationResponse> createEncoderConfiguration(
    Desk &desk, const ivs::CreateEncoderConfigurationRequest &request);
Outcome<ivs::DeleteEncoderConfigurationResponse> deleteEncoderConfiguration(
    Desk &desk, const ivs::DeleteEncoderConfigurationRequest &request);
Outcome<ivs::GetEncoderConfigurationResponse> getEncoderConfiguration(
    Desk &desk, const ivs::GetEncoderConfigurationRequest &request);
Outcome<ivs::ListEncoderConfigurationsResponse> listEncoderConfigurations(
    Desk &desk, const ivs::ListEncoderConfigurationsRequest &request);
Outcome<ivs::CreateStorageConfigurationResponse> createStorageConfiguration(
    Desk &desk, const ivs::CreateStorageConfigurationRequest &request);
Outcome<ivs::DeleteStorageConfigurationResponse> deleteStorageConfiguration(
    Desk &desk, const ivs::DeleteStorageConfigurationRequest &request);
Outcome<ivs::GetStorageConfigurationResponse> getStorageConfiguration(
    Desk &desk, const ivs::GetStorageConfigurationRequest &request);
Outcome<ivs::ListStorageConfigurationsResponse> listStorageConfigurations(
    Desk &desk, const ivs::ListStorageConfigurationsRequest &request);

// handlers_ingest.cpp
Outcome<ivs::CreateIngestConfigurationResponse> createIngestConfiguration(
    Desk &desk, const ivs::CreateIngestConfigurationRequest &request);
Outcome<ivs::DeleteIngestConfigurationResponse> deleteIngestConfiguration(
    Desk &desk, const ivs::DeleteIngestConfigurationRequest &request);
Outcome<ivs::GetIngestConfigurationResponse> getIngestConfiguration(
    Desk &desk, const ivs::GetIngestConfigurationRequest &request);
Outcome<ivs::ListIngestConfigurationsResponse> listIngestConfigurations(
    Desk &desk, const ivs::ListIngestConfigurationsRequest &request);
Outcome<ivs::UpdateIngestConfigurationResponse> updateIngestConfiguration(
    Desk &desk, const ivs::UpdateIngestConfigurationRequest &request);

// handlers_tags.cpp
Outcome<ivs::ListTagsForResourceResponse> listTagsForResource(
    Desk &desk, const ivs::ListTagsForResourceRequest &request);
Outcome<ivs::TagResourceResponse> tagResource(Desk &desk, const ivs::TagResourceRequest &request);
Outcome<ivs::UntagResourceResponse> untagResource(Desk &desk, const ivs::UntagResourceRequest &request);

} // namespace local
