// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/clients.h"
#include "app/local/simulation.h"

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

// Our choice: the documents differ on when a session ends (fact sheet 3). Here it ends two minutes after the last
// participant left, so that a short break doesn't tear it apart.
constexpr Millis kSessionGrace = 2 * kMinute;

} // namespace

StageRecord &Simulation::createStage(const QString &name, const StringMap &tags)
{
    auto stage = std::make_unique<StageRecord>();
    stage->serial = m_world.nextSerial();
    stage->id = m_world.random.id(12);
    stage->arn = m_world.arnOf("stage"_L1, stage->id);
    stage->name = name;
    stage->hex = m_world.random.hex(12);
    stage->tags = tags;
    return *m_world.stages.add(std::move(stage));
}

void Simulation::deleteStage(StageRecord &stage)
{
    for (const auto &composition : m_world.compositions) {
        if (composition->data.stageArn == stage.arn && composition->isLive())
            failComposition(*composition, {});
    }
    for (ReplicaRecord &replica : m_world.replicas) {
        if (replica.active && (replica.sourceStageArn == stage.arn || replica.destinationStageArn == stage.arn))
            endReplica(replica.serial);
    }
    if (SessionRecord *session = stage.activeSession()) {
        for (int row = 0; row < int(session->people.size()); ++row)
            leave({stage.serial, stage.active, row});
        endSession(stage);
    }
    for (const auto &ingest : m_world.ingests) {
        if (ingest->data.stageArn == stage.arn)
            ingest->data.stageArn = u""_s;
    }
    m_world.tokens.removeIf([&](auto it) { return it.value().stageArn == stage.arn; });
    m_world.stages.remove(&stage);
}

Found Simulation::find(const Seat &seat) const
{
    StageRecord *stage = m_world.stages.bySerial(seat.stage);
    if (!stage || seat.session < 0 || seat.session >= int(stage->sessions.size()))
        return {};
    SessionRecord *session = stage->sessions[size_t(seat.session)].get();
    if (seat.row < 0 || seat.row >= int(session->people.size()))
        return {};
    return {stage, session, &session->people[size_t(seat.row)]};
}

Found Simulation::present(const Seat &seat) const
{
    const Found found = find(seat);
    return found && found.person->connected ? found : Found {};
}

std::optional<Seat> Simulation::seatOf(const StageRecord &stage, const QString &participantId) const
{
    const SessionRecord *session = stage.activeSession();
    if (!session)
        return std::nullopt;
    if (const auto it = session->rows.find(participantId); it != session->rows.end())
        return Seat {stage.serial, stage.active, *it};
    for (const auto &ingest : m_world.ingests) {
        if (ingest->data.participantId != participantId)
            continue;
        for (const ivs::RedundantIngestCredential &credential : ingest->data.redundantIngestCredentials) {
            const auto it = session->rows.find(credential.participantId);
            if (it != session->rows.end() && session->people[size_t(*it)].connected)
                return Seat {stage.serial, stage.active, *it};
        }
    }
    return std::nullopt;
}

EventRecord &Simulation::note(ParticipantRecord &person, ivs::EventName name, EventError error)
{
    EventRecord event;
    event.time = m_now;
    event.name = name;
    event.error = error ? qint8(*error) : qint8(-1);
    event.replica = person.replication == ivs::ReplicationType::Replica;
    person.events.push_back(std::move(event));
    return person.events.back();
}

Seat Simulation::seatFor(StageRecord &stage, const Entry &entry)
{
    if (stage.active < 0) {
        auto session = std::make_unique<SessionRecord>();
        session->id = u"st-"_s + m_world.random.id(13);
        session->start = m_now;
        stage.active = int(stage.sessions.size());
        stage.sessionRows.insert(session->id, stage.active);
        stage.sessions.push_back(std::move(session));
    }
    SessionRecord &session = *stage.activeSession();
    const auto known = session.rows.find(entry.participantId);
    const int row = known == session.rows.end() ? int(session.people.size()) : *known;
    if (known == session.rows.end()) {
        session.rows.insert(entry.participantId, row);
        ParticipantRecord &person = session.people.emplace_back();
        person.id = entry.participantId;
        person.firstJoin = m_now;
        person.userId = entry.userId;
        person.attributes = entry.attributes;
        person.client = quint16(m_world.random.below(int(kClients.size())));
    }
    return {stage.serial, stage.active, row};
}

void Simulation::failJoin(StageRecord &stage, const Entry &entry, ivs::EventErrorCode error)
{
    const Seat seat = seatFor(stage, entry);
    const Found who = find(seat);
    Q_ASSERT(who);
    note(*who.person, ivs::EventName::JoinError, error);
    if (who.session->connected == 0)
        endSessionLater(seat);
}

Seat Simulation::join(StageRecord &stage, const Entry &entry)
{
    const Seat seat = seatFor(stage, entry);
    SessionRecord &session = *stage.activeSession();
    ParticipantRecord &person = session.people[size_t(seat.row)];
    // Our choice: a second join of somebody who is there is a reconnecting client, and makes no event.
    if (person.connected)
        return seat;
    person.userId = entry.userId;
    person.attributes = entry.attributes;
    person.mayPublish = entry.mayPublish;
    person.maySubscribe = entry.maySubscribe;
    person.tokenExpires = entry.tokenExpires;
    person.selfSigned = entry.selfSigned;
    person.protocol = entry.protocol;
    if (!entry.sourceStageArn.isEmpty()) {
        person.replication = ivs::ReplicationType::Replica;
        person.replicationState = ivs::ReplicationState::Active;
        person.sourceStageArn = entry.sourceStageArn;
        person.sourceSessionId = entry.sourceSessionId;
    }
    person.connected = true;
    ++session.connected;
    note(person, ivs::EventName::Joined);
    return seat;
}

void Simulation::leave(const Seat &seat)
{
    Found who = present(seat);
    if (!who)
        return;
    unpublish(seat);
    while (!who.person->subscribedTo.empty())
        dropSubscription(who, who.person->subscribedTo.size() - 1);
    note(*who.person, ivs::EventName::Left);
    who.person->connected = false;
    --who.session->connected;
    refreshIngest(who.person->ingestArn);
    if (who.session->connected == 0)
        endSessionLater(seat);
}

bool Simulation::disconnect(StageRecord &stage, const QString &participantId)
{
    const auto token = m_world.tokens.constFind(participantId);
    const bool minted = token != m_world.tokens.cend() && token->stageArn == stage.arn;
    IngestRecord *ingest = nullptr;
    for (const auto &candidate : m_world.ingests) {
        bool its = candidate->data.participantId == participantId;
        for (const ivs::RedundantIngestCredential &credential : candidate->data.redundantIngestCredentials)
            its = its || credential.participantId == participantId;
        if (its && candidate->data.stageArn == stage.arn)
            ingest = candidate.get();
    }
    const std::optional<Seat> seat = seatOf(stage, participantId);
    bool known = seat || minted || ingest || stage.barred.contains(participantId);
    for (size_t i = 0; !known && i < stage.sessions.size(); ++i)
        known = stage.sessions[i]->rows.contains(participantId);
    if (!known)
        return false;
    stage.barred.insert(participantId);
    if (seat)
        leave(*seat);
    if (ingest) {
        stopIngest(*ingest);
        ingest->data.stageArn = u""_s;
        // The encoder's way in is the configuration, which may be attached again.
        stage.barred.remove(participantId);
    }
    return true;
}

void Simulation::endSessionLater(const Seat &seat)
{
    const Found who = find(seat);
    Q_ASSERT(who);
    const quint32 run = ++who.session->emptyRun;
    after(kSessionGrace, [this, seat, run] {
        const Found then = find(seat);
        if (then && then.stage->active == seat.session && then.session->connected == 0 && then.session->emptyRun == run)
            endSession(*then.stage);
    });
}

void Simulation::endSession(StageRecord &stage)
{
    stage.activeSession()->end = m_now;
    stage.active = -1;
}

} // namespace local
