// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/client.h"

#include "models/ivs/arn.h"
#include "models/ivs/codec.h"
#include "models/ivs/operations.h"
#include "models/ivs/pages.h"
#include "models/ivs/validation.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

namespace ivs {

namespace {

aws::Error about(aws::Error error, const aws::Operation &operation)
{
    error.operation = QString::fromLatin1(operation.name);
    return error;
}

// The first ARN that an answer is about, null when it holds none.
template <typename Answer>
QString arnOf(const Answer &answer)
{
    if constexpr (requires { PageOf<Answer>::items(answer).first().arn; }) {
        const auto &items = PageOf<Answer>::items(answer);
        return items.isEmpty() ? QString() : items.first().arn;
    } else if constexpr (requires { answer.stage->arn; }) {
        return answer.stage ? answer.stage->arn : QString();
    } else {
        return {};
    }
}

template <typename Answer>
aws::Result<Answer> decoded(const aws::Response &response)
{
    // Answers without members may come with no body at all.
    if (response.body.trimmed().isEmpty())
        return fromJson<Answer>(QJsonObject());
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(response.body, &problem);
    if (!document.isObject()) {
        return tl::unexpected(aws::Error::unreadable({},
            problem.error == QJsonParseError::NoError
                ? Client::tr("The answer is no JSON object.")
                : Client::tr("The answer is no JSON: %1 at byte %2.").arg(problem.errorString()).arg(problem.offset)));
    }
    return fromJson<Answer>(document.object());
}

} // namespace

Client::Client(aws::Caller *caller, aws::Caller *lowLatency, QObject *parent)
    : QObject(parent)
    , m_caller(caller)
    , m_lowLatency(lowLatency)
{
    m_decoder.setMaxThreadCount(1);
}

Client::~Client()
{
    // Pages that are being decoded post to this object.
    m_decoder.clear();
    m_decoder.waitForDone();
}

aws::Caller *Client::callerOf(const aws::Operation &operation) const
{
    return isLowLatency(operation) ? m_lowLatency : m_caller;
}

void Client::noteArn(const QString &arn)
{
    if (!m_accountId.isEmpty() || arn.isEmpty())
        return;
    const std::optional<Arn> parsed = Arn::parse(arn);
    if (!parsed || parsed->account.isEmpty())
        return;
    // What the credentials' source says of the account stands before what an answer shows.
    m_accountId = m_caller->accountId();
    if (m_accountId.isEmpty()) {
        m_accountId = parsed->account;
        m_caller->identifyAccount(m_accountId);
        m_lowLatency->identifyAccount(m_accountId);
    }
    Q_EMIT accountIdChanged(m_accountId);
}

template <typename Answer>
aws::Call<Answer> *Client::answered(aws::Call<aws::Response> *raw, const aws::Operation &operation)
{
    auto *call = new aws::Call<Answer>;
    call->onAbort([raw = QPointer(raw), call] {
        if (!raw)
            return;
        raw->abort();
        // A write that has left is not canceled by nobody listening: the caller's word on it counts.
        const aws::Result<aws::Response> *outcome = raw->result();
        if (outcome && !*outcome)
            call->finish(tl::unexpected(outcome->error()));
    });
    call->onRecall([raw = QPointer(raw)] { return raw && raw->recall(); });
    // The call itself is the guard: it outlives this client, which the application may drop with calls in flight.
    raw->then(call, [this, self = QPointer(this), call, &operation](const aws::Result<aws::Response> &response) {
        if (!response) {
            call->finish(tl::unexpected(response.error()));
            return;
        }
        aws::Result<Answer> answer = decoded<Answer>(*response);
        if (!answer) {
            aws::Error error = about(answer.error(), operation);
            error.requestId = response->requestId;
            error.httpStatus = response->status;
            error.sent = true;
            answer = tl::unexpected(aws::finalError(operation, error));
        } else if (self) {
            noteArn(arnOf(*answer));
        }
        call->finish(std::move(answer));
    });
    return call;
}

template <typename Answer, typename Question>
aws::Call<Answer> *Client::call(const aws::Operation &operation, const Question &question, aws::Lane lane)
{
    if (const std::optional<aws::Error> broken = validate(question))
        return aws::Call<Answer>::ready(tl::unexpected(about(*broken, operation)));
    aws::Request request;
    request.operation = &operation;
    request.body = QJsonDocument(toJson(question)).toJson(QJsonDocument::Compact);
    return answered<Answer>(callerOf(operation)->send(request, lane), operation);
}

aws::Call<CreateStageResponse> *Client::createStage(const CreateStageRequest &request, aws::Lane lane)
{
    return call<CreateStageResponse>(kCreateStage, request, lane);
}

aws::Call<DeleteStageResponse> *Client::deleteStage(const DeleteStageRequest &request, aws::Lane lane)
{
    return call<DeleteStageResponse>(kDeleteStage, request, lane);
}

aws::Call<GetStageResponse> *Client::getStage(const GetStageRequest &request, aws::Lane lane)
{
    return call<GetStageResponse>(kGetStage, request, lane);
}

aws::Call<ListStagesResponse> *Client::listStages(const ListStagesRequest &request, aws::Lane lane)
{
    return call<ListStagesResponse>(kListStages, request, lane);
}

aws::Call<UpdateStageResponse> *Client::updateStage(const UpdateStageRequest &request, aws::Lane lane)
{
    return call<UpdateStageResponse>(kUpdateStage, request, lane);
}

aws::Call<GetStageSessionResponse> *Client::getStageSession(const GetStageSessionRequest &request, aws::Lane lane)
{
    return call<GetStageSessionResponse>(kGetStageSession, request, lane);
}

aws::Call<ListStageSessionsResponse> *Client::listStageSessions(const ListStageSessionsRequest &request, aws::Lane lane)
{
    return call<ListStageSessionsResponse>(kListStageSessions, request, lane);
}

aws::Call<CreateParticipantTokenResponse> *Client::createParticipantToken(
    const CreateParticipantTokenRequest &request, aws::Lane lane)
{
    return call<CreateParticipantTokenResponse>(kCreateParticipantToken, request, lane);
}

aws::Call<DisconnectParticipantResponse> *Client::disconnectParticipant(
    const DisconnectParticipantRequest &request, aws::Lane lane)
{
    return call<DisconnectParticipantResponse>(kDisconnectParticipant, request, lane);
}

aws::Call<GetParticipantResponse> *Client::getParticipant(const GetParticipantRequest &request, aws::Lane lane)
{
    return call<GetParticipantResponse>(kGetParticipant, request, lane);
}

aws::Call<ListParticipantsResponse> *Client::listParticipants(const ListParticipantsRequest &request, aws::Lane lane)
{
    return call<ListParticipantsResponse>(kListParticipants, request, lane);
}

aws::Call<ListParticipantEventsResponse> *Client::listParticipantEvents(
    const ListParticipantEventsRequest &request, aws::Lane lane)
{
    return call<ListParticipantEventsResponse>(kListParticipantEvents, request, lane);
}

aws::Call<StartParticipantReplicationResponse> *Client::startParticipantReplication(
    const StartParticipantReplicationRequest &request, aws::Lane lane)
{
    return call<StartParticipantReplicationResponse>(kStartParticipantReplication, request, lane);
}

aws::Call<StopParticipantReplicationResponse> *Client::stopParticipantReplication(
    const StopParticipantReplicationRequest &request, aws::Lane lane)
{
    return call<StopParticipantReplicationResponse>(kStopParticipantReplication, request, lane);
}

aws::Call<ListParticipantReplicasResponse> *Client::listParticipantReplicas(
    const ListParticipantReplicasRequest &request, aws::Lane lane)
{
    return call<ListParticipantReplicasResponse>(kListParticipantReplicas, request, lane);
}

aws::Call<StopCompositionResponse> *Client::stopComposition(const StopCompositionRequest &request, aws::Lane lane)
{
    return call<StopCompositionResponse>(kStopComposition, request, lane);
}

aws::Call<GetCompositionResponse> *Client::getComposition(const GetCompositionRequest &request, aws::Lane lane)
{
    return call<GetCompositionResponse>(kGetComposition, request, lane);
}

aws::Call<ListCompositionsResponse> *Client::listCompositions(const ListCompositionsRequest &request, aws::Lane lane)
{
    return call<ListCompositionsResponse>(kListCompositions, request, lane);
}

aws::Call<CreateEncoderConfigurationResponse> *Client::createEncoderConfiguration(
    const CreateEncoderConfigurationRequest &request, aws::Lane lane)
{
    return call<CreateEncoderConfigurationResponse>(kCreateEncoderConfiguration, request, lane);
}

aws::Call<DeleteEncoderConfigurationResponse> *Client::deleteEncoderConfiguration(
    const DeleteEncoderConfigurationRequest &request, aws::Lane lane)
{
    return call<DeleteEncoderConfigurationResponse>(kDeleteEncoderConfiguration, request, lane);
}

aws::Call<GetEncoderConfigurationResponse> *Client::getEncoderConfiguration(
    const GetEncoderConfigurationRequest &request, aws::Lane lane)
{
    return call<GetEncoderConfigurationResponse>(kGetEncoderConfiguration, request, lane);
}

aws::Call<ListEncoderConfigurationsResponse> *Client::listEncoderConfigurations(
    const ListEncoderConfigurationsRequest &request, aws::Lane lane)
{
    return call<ListEncoderConfigurationsResponse>(kListEncoderConfigurations, request, lane);
}

aws::Call<CreateStorageConfigurationResponse> *Client::createStorageConfiguration(
    const CreateStorageConfigurationRequest &request, aws::Lane lane)
{
    return call<CreateStorageConfigurationResponse>(kCreateStorageConfiguration, request, lane);
}

aws::Call<DeleteStorageConfigurationResponse> *Client::deleteStorageConfiguration(
    const DeleteStorageConfigurationRequest &request, aws::Lane lane)
{
    return call<DeleteStorageConfigurationResponse>(kDeleteStorageConfiguration, request, lane);
}

aws::Call<GetStorageConfigurationResponse> *Client::getStorageConfiguration(
    const GetStorageConfigurationRequest &request, aws::Lane lane)
{
    return call<GetStorageConfigurationResponse>(kGetStorageConfiguration, request, lane);
}

aws::Call<ListStorageConfigurationsResponse> *Client::listStorageConfigurations(
    const ListStorageConfigurationsRequest &request, aws::Lane lane)
{
    return call<ListStorageConfigurationsResponse>(kListStorageConfigurations, request, lane);
}

aws::Call<CreateIngestConfigurationResponse> *Client::createIngestConfiguration(
    const CreateIngestConfigurationRequest &request, aws::Lane lane)
{
    return call<CreateIngestConfigurationResponse>(kCreateIngestConfiguration, request, lane);
}

aws::Call<DeleteIngestConfigurationResponse> *Client::deleteIngestConfiguration(
    const DeleteIngestConfigurationRequest &request, aws::Lane lane)
{
    return call<DeleteIngestConfigurationResponse>(kDeleteIngestConfiguration, request, lane);
}

aws::Call<GetIngestConfigurationResponse> *Client::getIngestConfiguration(
    const GetIngestConfigurationRequest &request, aws::Lane lane)
{
    return call<GetIngestConfigurationResponse>(kGetIngestConfiguration, request, lane);
}

aws::Call<ListIngestConfigurationsResponse> *Client::listIngestConfigurations(
    const ListIngestConfigurationsRequest &request, aws::Lane lane)
{
    return call<ListIngestConfigurationsResponse>(kListIngestConfigurations, request, lane);
}

aws::Call<UpdateIngestConfigurationResponse> *Client::updateIngestConfiguration(
    const UpdateIngestConfigurationRequest &request, aws::Lane lane)
{
    return call<UpdateIngestConfigurationResponse>(kUpdateIngestConfiguration, request, lane);
}

aws::Call<ImportPublicKeyResponse> *Client::importPublicKey(const ImportPublicKeyRequest &request, aws::Lane lane)
{
    return call<ImportPublicKeyResponse>(kImportPublicKey, request, lane);
}

aws::Call<DeletePublicKeyResponse> *Client::deletePublicKey(const DeletePublicKeyRequest &request, aws::Lane lane)
{
    return call<DeletePublicKeyResponse>(kDeletePublicKey, request, lane);
}

aws::Call<GetPublicKeyResponse> *Client::getPublicKey(const GetPublicKeyRequest &request, aws::Lane lane)
{
    return call<GetPublicKeyResponse>(kGetPublicKey, request, lane);
}

aws::Call<ListPublicKeysResponse> *Client::listPublicKeys(const ListPublicKeysRequest &request, aws::Lane lane)
{
    return call<ListPublicKeysResponse>(kListPublicKeys, request, lane);
}

aws::Call<GetChannelResponse> *Client::getChannel(const GetChannelRequest &request, aws::Lane lane)
{
    return call<GetChannelResponse>(kGetChannel, request, lane);
}

aws::Call<ListChannelsResponse> *Client::listChannels(const ListChannelsRequest &request, aws::Lane lane)
{
    return call<ListChannelsResponse>(kListChannels, request, lane);
}

aws::Call<GetStreamResponse> *Client::getStream(const GetStreamRequest &request, aws::Lane lane)
{
    return call<GetStreamResponse>(kGetStream, request, lane);
}

aws::Call<ListStreamsResponse> *Client::listStreams(const ListStreamsRequest &request, aws::Lane lane)
{
    return call<ListStreamsResponse>(kListStreams, request, lane);
}

aws::Call<StartCompositionResponse> *Client::startComposition(const StartCompositionRequest &request, aws::Lane lane)
{
    // The one operation with a client token: made here when the caller brings none, so that a repeat after a lost
    // answer is the same composition.
    StartCompositionRequest whole = request;
    if (whole.idempotencyToken.isNull())
        whole.idempotencyToken = QUuid::createUuid().toString(QUuid::WithoutBraces);
    return call<StartCompositionResponse>(kStartComposition, whole, lane);
}

aws::Call<ListTagsForResourceResponse> *Client::listTagsForResource(
    const ListTagsForResourceRequest &request, aws::Lane lane)
{
    if (const std::optional<aws::Error> broken = validate(request))
        return aws::Call<ListTagsForResourceResponse>::ready(tl::unexpected(about(*broken, kListTagsForResource)));
    return answered<ListTagsForResourceResponse>(
        m_caller->send({&kListTagsForResource, request.resourceArn, {}, {}}, lane), kListTagsForResource);
}

aws::Call<TagResourceResponse> *Client::tagResource(const TagResourceRequest &request, aws::Lane lane)
{
    if (const std::optional<aws::Error> broken = validate(request))
        return aws::Call<TagResourceResponse>::ready(tl::unexpected(about(*broken, kTagResource)));
    const QByteArray body = QJsonDocument(toJson(request)).toJson(QJsonDocument::Compact);
    return answered<TagResourceResponse>(
        m_caller->send({&kTagResource, request.resourceArn, {}, body}, lane), kTagResource);
}

aws::Call<UntagResourceResponse> *Client::untagResource(const UntagResourceRequest &request, aws::Lane lane)
{
    if (const std::optional<aws::Error> broken = validate(request))
        return aws::Call<UntagResourceResponse>::ready(tl::unexpected(about(*broken, kUntagResource)));
    aws::sigv4::Pairs query;
    for (const QString &key : request.tagKeys)
        query.append(qMakePair(QByteArray("tagKeys"), key.toUtf8()));
    return answered<UntagResourceResponse>(
        m_caller->send({&kUntagResource, request.resourceArn, query, {}}, lane), kUntagResource);
}

} // namespace ivs
