// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/caller.h"
#include "models/ivs/types.h"

#include <QThreadPool>

namespace ivs {

/// IVS Real-Time, one method per operation. Each checks its request first (ErrorKind::Invalid names the field, nothing
/// is sent), sends it through the Caller and reads the answer into its type. Long lists are loaded with Listing, which
/// decodes off this thread.
class Client final : public QObject
{
    Q_OBJECT

public:
    /// \a lowLatency: the caller of the service that channels belong to.
    Client(aws::Caller *caller, aws::Caller *lowLatency, QObject *parent = nullptr);
    ~Client() override;

    // Stages and their sessions
    aws::Call<CreateStageResponse> *createStage(const CreateStageRequest &request, aws::Lane lane = aws::Lane::Person);
    aws::Call<DeleteStageResponse> *deleteStage(const DeleteStageRequest &request, aws::Lane lane = aws::Lane::Person);
    aws::Call<GetStageResponse> *getStage(const GetStageRequest &request, aws::Lane lane = aws::Lane::Visible);
    aws::Call<ListStagesResponse> *listStages(const ListStagesRequest &request, aws::Lane lane = aws::Lane::Visible);
    aws::Call<UpdateStageResponse> *updateStage(const UpdateStageRequest &request, aws::Lane lane = aws::Lane::Person);
    aws::Call<GetStageSessionResponse> *getStageSession(
        const GetStageSessionRequest &request, aws::Lane lane = aws::Lane::Visible);
    aws::Call<ListStageSessionsResponse> *listStageSessions(
        const ListStageSessionsRequest &request, aws::Lane lane = aws::Lane::Visible);

    // Participants, their events, tokens and replicas
    aws::Call<CreateParticipantTokenResponse> *createParticipantToken(
        const CreateParticipantTokenRequest &request, aws::Lane lane = aws::Lane::Person);
    aws::Call<DisconnectParticipantResponse> *disconnectParticipant(
        const DisconnectParticipantRequest &request, aws::Lane lane = aws::Lane::Person);
    aws::Call<GetParticipantResponse> *getParticipant(
        const GetParticipantRequest &request, aws::Lane lane = aws::Lane::Visible);
    aws::Call<ListParticipantsResponse> *listParticipants(
        const ListParticipantsRequest &request, aws::Lane lane = aws::Lane::Visible);
    aws::Call<ListParticipantEventsResponse> *listParticipantEvents(
        const ListParticipantEventsRequest &request, aws::Lane lane = aws::Lane::Visible);
    aws::Call<StartParticipantReplicationResponse> *startParticipantReplication(
        const StartParticipantReplicationRequest &request, aws::Lane lane = aws::Lane::Person);
    aws::Call<StopParticipantReplicationResponse> *stopParticipantReplication(
        const StopParticipantReplicationRequest &request, aws::Lane lane = aws::Lane::Person);
    aws::Call<ListParticipantReplicasResponse> *listParticipantReplicas(
        const ListParticipantReplicasRequest &request, aws::Lane lane = aws::Lane::Visible);

    // Compositions
    aws::Call<StartCompositionResponse> *startComposition(
        const StartCompositionRequest &request, aws::Lane lane = aws::Lane::Person);
    aws::Call<StopCompositionResponse> *stopComposition(
        const StopCompositionRequest &request, aws::Lane lane = aws::Lane::Person);
    aws::Call<GetCompositionResponse> *getComposition(
        const GetCompositionRequest &request, aws::Lane lane = aws::Lane::Visible);
    aws::Call<ListCompositionsResponse> *listCompositions(
        const ListCompositionsRequest &request, aws::Lane lane = aws::Lane::Visible);

    // Configurations
    aws::Call<CreateEncoderConfigurationResponse> *createEncoderConfiguration(
        const CreateEncoderConfigurationRequest &request, aws::Lane lane = aws::Lane::Person);
    aws::Call<DeleteEncoderConfigurationResponse> *deleteEncoderConfiguration(
        const DeleteEncoderConfigurationRequest &request, aws::Lane lane = aws::Lane::Person);
    aws::Call<GetEncoderConfigurationResponse> *getEncoderConfiguration(
        const GetEncoderConfigurationRequest &request, aws::Lane lane = aws::Lane::Visible);
    aws::Call<ListEncoderConfigurationsResponse> *listEncoderConfigurations(
        const ListEncoderConfigurationsRequest &request, aws::Lane lane = aws::Lane::Visible);
    aws::Call<CreateStorageConfigurationResponse> *createStorageConfiguration(
        const CreateStorageConfigurationRequest &request, aws::Lane lane = aws::Lane::Person);
    aws::Call<DeleteStorageConfigurationResponse> *deleteStorageConfiguration(
        const DeleteStorageConfigurationRequest &request, aws::Lane lane = aws::Lane::Person);
    aws::Call<GetStorageConfigurationResponse> *getStorageConfiguration(
        const GetStorageConfigurationRequest &request, aws::Lane lane = aws::Lane::Visible);
    aws::Call<ListStorageConfigurationsResponse> *listStorageConfigurations(
        const ListStorageConfigurationsRequest &request, aws::Lane lane = aws::Lane::Visible);
    aws::Call<CreateIngestConfigurationResponse> *createIngestConfiguration(
        const CreateIngestConfigurationRequest &request, aws::Lane lane = aws::Lane::Person);
    aws::Call<DeleteIngestConfigurationResponse> *deleteIngestConfiguration(
        const DeleteIngestConfigurationRequest &request, aws::Lane lane = aws::Lane::Person);
    aws::Call<GetIngestConfigurationResponse> *getIngestConfiguration(
        const GetIngestConfigurationRequest &request, aws::Lane lane = aws::Lane::Visible);
    aws::Call<ListIngestConfigurationsResponse> *listIngestConfigurations(
        const ListIngestConfigurationsRequest &request, aws::Lane lane = aws::Lane::Visible);
    aws::Call<UpdateIngestConfigurationResponse> *updateIngestConfiguration(
        const UpdateIngestConfigurationRequest &request, aws::Lane lane = aws::Lane::Person);

    // Public keys
    aws::Call<ImportPublicKeyResponse> *importPublicKey(
        const ImportPublicKeyRequest &request, aws::Lane lane = aws::Lane::Person);
    aws::Call<DeletePublicKeyResponse> *deletePublicKey(
        const DeletePublicKeyRequest &request, aws::Lane lane = aws::Lane::Person);
    aws::Call<GetPublicKeyResponse> *getPublicKey(
        const GetPublicKeyRequest &request, aws::Lane lane = aws::Lane::Visible);
    aws::Call<ListPublicKeysResponse> *listPublicKeys(
        const ListPublicKeysRequest &request, aws::Lane lane = aws::Lane::Visible);

    // Tags
    aws::Call<ListTagsForResourceResponse> *listTagsForResource(
        const ListTagsForResourceRequest &request, aws::Lane lane = aws::Lane::Visible);
    aws::Call<TagResourceResponse> *tagResource(const TagResourceRequest &request, aws::Lane lane = aws::Lane::Person);
    aws::Call<UntagResourceResponse> *untagResource(
        const UntagResourceRequest &request, aws::Lane lane = aws::Lane::Person);

    // Channels and streams of the low-latency service
    aws::Call<GetChannelResponse> *getChannel(const GetChannelRequest &request, aws::Lane lane = aws::Lane::Visible);
    aws::Call<ListChannelsResponse> *listChannels(
        const ListChannelsRequest &request, aws::Lane lane = aws::Lane::Visible);
    aws::Call<GetStreamResponse> *getStream(const GetStreamRequest &request, aws::Lane lane = aws::Lane::Visible);
    aws::Call<ListStreamsResponse> *listStreams(const ListStreamsRequest &request, aws::Lane lane = aws::Lane::Visible);

    aws::Caller *caller() const { return m_caller; }
    /// The one of the service that \a operation belongs to.
    aws::Caller *callerOf(const aws::Operation &operation) const;
    /// One thread, so that pages are decoded in the order in which they arrived.
    QThreadPool *decoder() { return &m_decoder; }
    /// An ARN seen in an answer tells the account, when nobody told it before.
    void noteArn(const QString &arn);
    /// Empty until it is known.
    QString accountId() const { return m_accountId; }

Q_SIGNALS:
    void accountIdChanged(const QString &accountId);

private:
    template <typename Answer, typename Question>
    aws::Call<Answer> *call(const aws::Operation &operation, const Question &question, aws::Lane lane);
    template <typename Answer>
    aws::Call<Answer> *answered(aws::Call<aws::Response> *raw, const aws::Operation &operation);

    aws::Caller *m_caller;
    aws::Caller *m_lowLatency;
    QThreadPool m_decoder;
    QString m_accountId;
};

} // namespace ivs
