// SPDX-License-Identifier: GPL-3.0-or-later
// The acts of StageActs on participants.
#include "models/stageacts.h"

#include "models/actsteps.h"
#include "models/ivs/codec.h"
#include "models/workspace.h"

#include <QLocale>

#include <algorithm>

using namespace actsteps;
using namespace Qt::Literals::StringLiterals;

namespace {

// Whether the participant is replicated to that stage, by one read. A participant has at most five replicas at once
// (fact sheet 2), so that one page of 50 shows every one that goes on.
aws::Call<bool> *isReplicated(
    ivs::Client *client, const QString &source, const QString &destination, const QString &participantId, bool wanted)
{
    ivs::ListParticipantReplicasRequest request;
    request.sourceStageArn = source;
    request.participantId = participantId;
    request.maxResults = 50;
    return readBack(client->listParticipantReplicas(request, aws::Lane::Person),
        [destination, wanted](const ivs::ListParticipantReplicasResponse &answer) {
            return wanted
                == std::any_of(answer.replicas.cbegin(), answer.replicas.cend(),
                    [&destination](const ivs::ParticipantReplica &each) {
                        return each.destinationStageArn == destination
                            && each.replicationState == ivs::ReplicationState::Active;
                    });
        });
}

} // namespace

Undertaking *StageActs::perParticipant(const QString &title, const QString &stageArn,
    const QList<ParticipantTarget> &participants,
    const std::function<void(Undertaking::Step &, const ParticipantTarget &)> &fill)
{
    std::vector<Undertaking::Step> steps;
    for (const ParticipantTarget &each : participants) {
        Undertaking::Step step;
        step.key = each.participantId;
        step.words = each.userId.isEmpty() ? each.participantId : each.userId;
        fill(step, each);
        steps.push_back(std::move(step));
    }
    Undertaking *act = make(title, std::move(steps));
    connect(act, &Undertaking::finished, this, [this, stageArn] {
        if (m_workspace->participants()->stageArn() == stageArn && m_workspace->participants()->isWatched())
            m_workspace->participants()->reload();
        if (m_workspace->participantDetail()->question().stageArn == stageArn)
            m_workspace->participantDetail()->reload();
        Q_EMIT participantsTouched(stageArn);
    });
    return act;
}

Undertaking *StageActs::disconnectParticipants(
    const QString &stageArn, const QList<ParticipantTarget> &participants, const QString &reason)
{
    ivs::Client *client = m_workspace->client();
    const QString title = participants.size() == 1
        ? tr("Disconnect a participant")
        : tr("Disconnect %1 participants").arg(QLocale().toString(participants.size()));
    Undertaking *act =
        perParticipant(title, stageArn, participants, [&](Undertaking::Step &step, const ParticipantTarget &target) {
            const ivs::DisconnectParticipantRequest request {
                .stageArn = stageArn, .participantId = target.participantId, .reason = reason};
            step.write = [client, request] { return done(client->disconnectParticipant(request)); };
            if (target.sessionId.isEmpty())
                return;
            const ivs::GetParticipantRequest question {
                .stageArn = stageArn, .sessionId = target.sessionId, .participantId = target.participantId};
            step.settle = [client, question] {
                return readBack(
                    client->getParticipant(question, aws::Lane::Person), [](const ivs::GetParticipantResponse &answer) {
                        return answer.participant && answer.participant->state == ivs::ParticipantState::Disconnected;
                    });
            };
        });
    // A participant that came in by RTMP frees its ingest configuration (fact sheet 3).
    connect(act, &Undertaking::finished, this, &StageActs::ingestsTouched);
    return act;
}

Undertaking *StageActs::startReplication(const QString &sourceStageArn, const QString &destinationStageArn,
    const QList<ParticipantTarget> &participants, int reconnectWindowSeconds, const QMap<QString, QString> &attributes)
{
    ivs::Client *client = m_workspace->client();
    return perParticipant(tr("Start replication to %1").arg(nameOf(destinationStageArn)), sourceStageArn, participants,
        [&](Undertaking::Step &step, const ParticipantTarget &target) {
            ivs::StartParticipantReplicationRequest request;
            request.sourceStageArn = sourceStageArn;
            request.destinationStageArn = destinationStageArn;
            request.participantId = target.participantId;
            if (reconnectWindowSeconds > 0)
                request.reconnectWindowSeconds = reconnectWindowSeconds;
            request.attributes = attributes;
            step.write = [client, request] { return done(client->startParticipantReplication(request)); };
            step.settle = [client, request] {
                return isReplicated(
                    client, request.sourceStageArn, request.destinationStageArn, request.participantId, true);
            };
        });
}

Undertaking *StageActs::stopReplication(
    const QString &sourceStageArn, const QString &destinationStageArn, const QList<ParticipantTarget> &participants)
{
    ivs::Client *client = m_workspace->client();
    return perParticipant(tr("Stop replication to %1").arg(nameOf(destinationStageArn)), sourceStageArn, participants,
        [&](Undertaking::Step &step, const ParticipantTarget &target) {
            const ivs::StopParticipantReplicationRequest request {.sourceStageArn = sourceStageArn,
                .destinationStageArn = destinationStageArn,
                .participantId = target.participantId};
            step.write = [client, request] { return done(client->stopParticipantReplication(request)); };
            step.settle = [client, request] {
                return isReplicated(
                    client, request.sourceStageArn, request.destinationStageArn, request.participantId, false);
            };
        });
}
