// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stagelinks.h"

#include <algorithm>

namespace {

constexpr int kPage = 100; // the most of one page (shapes.md)
constexpr int kReplicaPage = 50;

bool isRunning(const ivs::CompositionSummary &composition)
{
    return !(composition.state == ivs::CompositionState::Stopped || composition.state == ivs::CompositionState::Failed);
}

} // namespace

void OfStage::setStage(const QString &arn)
{
    if (m_arn == arn)
        return;
    m_arn = arn;
    questionChanged();
}

aws::CallBase *StageCompositions::askFor(const QString &arn)
{
    ivs::ListCompositionsRequest question;
    question.filterByStageArn = arn;
    question.maxResults = kPage;
    return follow(
        client()->listCompositions(question, aws::Lane::Visible), [this](const ivs::ListCompositionsResponse &answer) {
            m_running.clear();
            std::copy_if(
                answer.compositions.begin(), answer.compositions.end(), std::back_inserter(m_running), isRunning);
            m_more = !answer.nextToken.isEmpty();
        });
}

void StageCompositions::forget()
{
    OfStage::forget();
    m_running.clear();
}

aws::CallBase *StageIngests::askFor(const QString &arn)
{
    ivs::ListIngestConfigurationsRequest question;
    question.filterByStageArn = arn;
    question.maxResults = kPage;
    return follow(client()->listIngestConfigurations(question, aws::Lane::Visible),
        [this](const ivs::ListIngestConfigurationsResponse &answer) {
            m_bound = answer.ingestConfigurations;
            m_more = !answer.nextToken.isEmpty();
        });
}

void StageIngests::forget()
{
    OfStage::forget();
    m_bound.clear();
}

void ParticipantReplicas::setParticipant(const QString &sourceStageArn, const QString &participantId)
{
    if (m_question.sourceStageArn == sourceStageArn && m_question.participantId == participantId)
        return;
    m_question.sourceStageArn = sourceStageArn;
    m_question.participantId = participantId;
    m_question.maxResults = kReplicaPage;
    questionChanged();
}

aws::CallBase *ParticipantReplicas::ask()
{
    if (m_question.participantId.isEmpty() || m_question.sourceStageArn.isEmpty())
        return nullptr;
    return follow(client()->listParticipantReplicas(m_question, aws::Lane::Visible),
        [this](const ivs::ListParticipantReplicasResponse &answer) {
            m_replicas = answer.replicas;
            std::stable_partition(m_replicas.begin(), m_replicas.end(), [](const ivs::ParticipantReplica &replica) {
                return replica.replicationState == ivs::ReplicationState::Active;
            });
            m_more = !answer.nextToken.isEmpty();
        });
}

void ParticipantReplicas::forget()
{
    m_replicas.clear();
    m_more = false;
}

QStringList ParticipantReplicas::activeDestinations() const
{
    QStringList arns;
    for (const ivs::ParticipantReplica &replica : m_replicas) {
        if (replica.replicationState == ivs::ReplicationState::Active && !arns.contains(replica.destinationStageArn))
            arns << replica.destinationStageArn;
    }
    return arns;
}
