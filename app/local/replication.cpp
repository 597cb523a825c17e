// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/simulation.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace local {

int Simulation::activeReplicas(const QString &stageArn, const QString &participantId) const
{
    return int(std::count_if(m_world.replicas.begin(), m_world.replicas.end(), [&](const ReplicaRecord &replica) {
        return replica.active && replica.sourceStageArn == stageArn && replica.participantId == participantId;
    }));
}

ReplicaRecord &Simulation::replicate(
    const Seat &sourceSeat, StageRecord &destination, Millis window, const StringMap &attributes)
{
    const Found source = find(sourceSeat);
    StringMap merged = source.person->attributes;
    merged.insert(attributes);
    // Our choice: the replica has its source's id and user id, and watches nobody (inferred, fact sheet 9).
    Entry entry;
    entry.participantId = source.person->id;
    entry.userId = source.person->userId;
    entry.attributes = merged;
    entry.maySubscribe = false;
    entry.tokenExpires = source.person->tokenExpires;
    entry.protocol = source.person->protocol;
    entry.sourceStageArn = source.stage->arn;
    entry.sourceSessionId = source.session->id;
    const Seat seat = join(destination, entry);
    const SessionRecord &session = *destination.activeSession();

    ReplicaRecord &record = m_world.replicas.emplace_back();
    record.serial = m_world.nextSerial();
    record.participantId = entry.participantId;
    record.sourceStageArn = source.stage->arn;
    record.sourceSessionId = source.session->id;
    record.destinationStageArn = destination.arn;
    record.destinationSessionId = session.id;
    record.window = window;

    source.person->replication = ivs::ReplicationType::Source;
    source.person->replicationState = ivs::ReplicationState::Active;
    auto detail = std::make_shared<EventDetail>();
    detail->destinationStageArn = destination.arn;
    detail->destinationSessionId = session.id;
    note(*source.person, ivs::EventName::ReplicationStarted).detail = std::move(detail);
    publish(seat);
    return record;
}

void Simulation::endReplica(quint64 serial)
{
    const auto it = std::find_if(m_world.replicas.begin(), m_world.replicas.end(),
        [serial](const ReplicaRecord &replica) { return replica.serial == serial; });
    if (it == m_world.replicas.end() || !it->active)
        return;
    it->active = false;
    const StageRecord *source = m_world.stages.find(it->sourceStageArn);
    SessionRecord *session = source ? source->session(it->sourceSessionId) : nullptr;
    if (session && session->rows.contains(it->participantId)) {
        ParticipantRecord &person = session->people[size_t(session->rows.value(it->participantId))];
        auto detail = std::make_shared<EventDetail>();
        detail->destinationStageArn = it->destinationStageArn;
        detail->destinationSessionId = it->destinationSessionId;
        note(person, ivs::EventName::ReplicationStopped).detail = std::move(detail);
        if (activeReplicas(it->sourceStageArn, it->participantId) == 0)
            person.replicationState = ivs::ReplicationState::Stopped;
    }
    StageRecord *destination = m_world.stages.find(it->destinationStageArn);
    const std::optional<Seat> seat = destination ? seatOf(*destination, it->participantId) : std::nullopt;
    if (seat && find(*seat).session->id == it->destinationSessionId) {
        find(*seat).person->replicationState = ivs::ReplicationState::Stopped;
        leave(*seat);
    }
}

// A replica outlives its source's publication by the reconnect window.
void Simulation::pauseReplicas(const Found &source)
{
    for (ReplicaRecord &replica : m_world.replicas) {
        if (!replica.active || replica.participantId != source.person->id
            || replica.sourceStageArn != source.stage->arn)
            continue;
        const quint32 pause = ++replica.pause;
        after(replica.window, [this, serial = replica.serial, pause] {
            const auto it = std::find_if(m_world.replicas.begin(), m_world.replicas.end(),
                [serial](const ReplicaRecord &candidate) { return candidate.serial == serial; });
            if (it != m_world.replicas.end() && it->pause == pause)
                endReplica(serial);
        });
    }
}

void Simulation::resumeReplicas(const Found &source)
{
    for (ReplicaRecord &replica : m_world.replicas) {
        if (replica.active && replica.participantId == source.person->id && replica.sourceStageArn == source.stage->arn)
            ++replica.pause;
    }
}

} // namespace local
