// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/handlers.h"

using namespace Qt::Literals::StringLiterals;

namespace local {

Outcome<ivs::StartParticipantReplicationResponse> startParticipantReplication(
    Desk &desk, const ivs::StartParticipantReplicationRequest &request)
{
    StageRecord *source = desk.world.stages.find(request.sourceStageArn);
    if (!source)
        return desk.refuse(noSuch(u"Stage"_s, request.sourceStageArn));
    StageRecord *destination = desk.world.stages.find(request.destinationStageArn);
    if (!destination)
        return desk.refuse(noSuch(u"Stage"_s, request.destinationStageArn));
    if (source == destination)
        return desk.refuse(Refusal::validation(u"destinationStageArn: must be another stage than the source"_s));
    const std::optional<Seat> seat = desk.simulation.seatOf(*source, request.participantId);
    if (!seat || !desk.simulation.find(*seat).person->connected)
        return desk.refuse(noSuch(u"Participant"_s, request.participantId));
    // Our choice: a replica can't be replicated further, and who doesn't publish has nothing to replicate.
    const ParticipantRecord &person = *desk.simulation.find(*seat).person;
    if (!person.publishing)
        return desk.refuse(Refusal::conflict(u"The participant is not publishing in the source stage"_s));
    if (person.replication == ivs::ReplicationType::Replica)
        return desk.refuse(Refusal::conflict(u"The participant is a replica itself"_s));
    for (const ReplicaRecord &replica : desk.world.replicas) {
        if (replica.active && replica.participantId == person.id && replica.sourceStageArn == source->arn
            && replica.destinationStageArn == destination->arn)
            return desk.refuse(Refusal::conflict(u"The participant is being replicated to this stage"_s));
    }
    const std::optional<Seat> taken = desk.simulation.seatOf(*destination, person.id);
    if (taken && desk.simulation.find(*taken).person->connected)
        return desk.refuse(Refusal::conflict(u"A participant with this id is connected to the destination stage"_s));
    const Quotas &quotas = desk.world.quotas;
    if (quotas.full(desk.simulation.activeReplicas(source->arn, person.id), quotas.replicationsPerParticipant))
        return desk.refuse(Refusal::quota(u"The limit on replications of a participant is reached"_s));
    if (quotas.full(destination->publishers, quotas.publishersPerStage))
        return desk.refuse(Refusal::quota(u"The limit on publishers of the destination stage is reached"_s));
    desk.simulation.replicate(
        *seat, *destination, request.reconnectWindowSeconds.value_or(0) * kSecond, request.attributes);
    return {};
}

Outcome<ivs::StopParticipantReplicationResponse> stopParticipantReplication(
    Desk &desk, const ivs::StopParticipantReplicationRequest &request)
{
    for (const ReplicaRecord &replica : desk.world.replicas) {
        if (replica.active && replica.participantId == request.participantId
            && replica.sourceStageArn == request.sourceStageArn
            && replica.destinationStageArn == request.destinationStageArn) {
            desk.simulation.endReplica(replica.serial);
            return {};
        }
    }
    return desk.refuse(noSuch(u"Replication of participant"_s, request.participantId));
}

Outcome<ivs::ListParticipantReplicasResponse> listParticipantReplicas(
    Desk &desk, const ivs::ListParticipantReplicasRequest &request)
{
    if (!desk.world.stages.find(request.sourceStageArn))
        return desk.refuse(noSuch(u"Stage"_s, request.sourceStageArn));
    const Outcome<PageStart> start = openPage(desk, request);
    if (!start)
        return desk.refuse(start.error());
    ivs::ListParticipantReplicasResponse response;
    quint64 last = start->place;
    for (const ReplicaRecord &replica : desk.world.replicas) {
        if (replica.serial <= start->place || replica.sourceStageArn != request.sourceStageArn
            || replica.participantId != request.participantId)
            continue;
        if (response.replicas.size() == start->size) {
            response.nextToken = desk.tokenAt(last);
            break;
        }
        response.replicas.append({replica.sourceStageArn, replica.participantId, replica.sourceSessionId,
            replica.destinationStageArn, replica.destinationSessionId,
            replica.active ? ivs::ReplicationState::Active : ivs::ReplicationState::Stopped});
        last = replica.serial;
    }
    return response;
}

} // namespace local
