// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/clients.h"
#include "app/local/handlers.h"

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

struct Where
{
    StageRecord *stage = nullptr;
    SessionRecord *session = nullptr;
};

// Our choice: the lists don't model ResourceNotFoundException, but an empty list of a stage that isn't there would
// be taken for an answer.
template <typename Request>
Outcome<Where> locate(const Desk &desk, const Request &request)
{
    StageRecord *stage = desk.world.stages.find(request.stageArn);
    if (!stage)
        return tl::unexpected(noSuch(u"Stage"_s, request.stageArn));
    SessionRecord *session = stage->session(request.sessionId);
    if (!session)
        return tl::unexpected(noSuch(u"Stage session"_s, request.sessionId));
    return Where {stage, session};
}

QDateTime endOf(const SessionRecord &session) { return session.end < 0 ? QDateTime() : toDateTime(session.end); }

// The members that the list and the details share.
template <typename T>
T described(const ParticipantRecord &record)
{
    T person;
    person.participantId = record.id;
    // Our choice: a participant without a user id has an empty one.
    person.userId = record.userId.isEmpty() ? u""_s : record.userId;
    person.state = record.connected ? ivs::ParticipantState::Connected : ivs::ParticipantState::Disconnected;
    person.firstJoinTime = toDateTime(record.firstJoin);
    person.published = record.published;
    person.recordingState = record.recording;
    person.replicationType = record.replication;
    person.replicationState = record.replicationState;
    person.sourceStageArn = orAbsent(record.sourceStageArn);
    person.sourceSessionId = orAbsent(record.sourceSessionId);
    person.redundantIngest = record.redundant;
    person.ingestConfigurationArn = orAbsent(record.ingestArn);
    return person;
}

ivs::Participant toParticipant(const ParticipantRecord &record)
{
    auto person = described<ivs::Participant>(record);
    person.attributes = record.attributes;
    person.protocol = record.protocol;
    person.recordingS3BucketName = orAbsent(record.bucket);
    person.recordingS3Prefix = orAbsent(record.prefix);
    // Our choice: encoders tell nothing of themselves.
    if (record.ingestArn.isEmpty()) {
        const Client &client = kClients[record.client % kClients.size()];
        person.ispName = QString::fromLatin1(client.isp);
        person.osName = QString::fromLatin1(client.os);
        person.osVersion = QString::fromLatin1(client.osVersion);
        person.browserName = QString::fromLatin1(client.browser);
        person.browserVersion = QString::fromLatin1(client.browserVersion);
        person.sdkVersion = QString::fromLatin1(client.sdk);
    }
    return person;
}

QString visibleId(const ParticipantRecord &record) { return record.virtualId.isEmpty() ? record.id : record.virtualId; }

ivs::Event toEvent(const SessionRecord &session, const ParticipantRecord &person, const EventRecord &record)
{
    ivs::Event event;
    event.name = record.name;
    event.participantId = person.id;
    event.eventTime = toDateTime(record.time);
    if (record.remote >= 0)
        event.remoteParticipantId = visibleId(session.people[size_t(record.remote)]);
    if (record.error >= 0)
        event.errorCode = ivs::EventErrorCode(record.error);
    event.replica = record.replica;
    if (const EventDetail *detail = record.detail.get()) {
        if (!detail->remoteId.isEmpty())
            event.remoteParticipantId = detail->remoteId;
        event.destinationStageArn = orAbsent(detail->destinationStageArn);
        event.destinationSessionId = orAbsent(detail->destinationSessionId);
        event.previousToken = detail->previousToken;
        event.newToken = detail->newToken;
    }
    return event;
}

// The filter has no DISABLED; the other words are the same and in the same order.
bool accepts(const ivs::ListParticipantsRequest &filter, const ParticipantRecord &person)
{
    if (!filter.filterByUserId.isNull() && filter.filterByUserId != person.userId)
        return false;
    if (filter.filterByPublished && *filter.filterByPublished != person.published)
        return false;
    if (filter.filterByState.isSet() && (filter.filterByState == ivs::ParticipantState::Connected) != person.connected)
        return false;
    const auto recording = filter.filterByRecordingState.value();
    return !recording || int(*recording) == int(person.recording);
}

} // namespace

Outcome<ivs::GetStageSessionResponse> getStageSession(Desk &desk, const ivs::GetStageSessionRequest &request)
{
    const Outcome<Where> where = locate(desk, request);
    if (!where)
        return desk.refuse(where.error());
    const SessionRecord &session = *where->session;
    return ivs::GetStageSessionResponse {ivs::StageSession {session.id, toDateTime(session.start), endOf(session)}};
}

// Our choice: the latest session comes first. A place is the row of the oldest one shown so far, plus 1.
Outcome<ivs::ListStageSessionsResponse> listStageSessions(Desk &desk, const ivs::ListStageSessionsRequest &request)
{
    const StageRecord *stage = desk.world.stages.find(request.stageArn);
    if (!stage)
        return desk.refuse(noSuch(u"Stage"_s, request.stageArn));
    const Outcome<PageStart> start = openPage(desk, request);
    if (!start)
        return desk.refuse(start.error());
    ivs::ListStageSessionsResponse response;
    size_t row = start->place == 0 ? stage->sessions.size() : size_t(start->place - 1);
    while (row > 0 && response.stageSessions.size() < start->size) {
        const SessionRecord &session = *stage->sessions[--row];
        response.stageSessions.append({session.id, toDateTime(session.start), endOf(session)});
    }
    if (row > 0)
        response.nextToken = desk.tokenAt(response.stageSessions.isEmpty() ? start->place : row + 1);
    return response;
}

Outcome<ivs::GetParticipantResponse> getParticipant(Desk &desk, const ivs::GetParticipantRequest &request)
{
    const Outcome<Where> where = locate(desk, request);
    if (!where)
        return desk.refuse(where.error());
    const auto row = where->session->rows.constFind(request.participantId);
    if (row == where->session->rows.cend())
        return desk.refuse(noSuch(u"Participant"_s, request.participantId));
    return ivs::GetParticipantResponse {toParticipant(where->session->people[size_t(*row)])};
}

Outcome<ivs::ListParticipantsResponse> listParticipants(Desk &desk, const ivs::ListParticipantsRequest &request)
{
    const Outcome<Where> where = locate(desk, request);
    if (!where)
        return desk.refuse(where.error());
    const Outcome<PageStart> start = openPage(desk, request);
    if (!start)
        return desk.refuse(start.error());
    ivs::ListParticipantsResponse response;
    const auto &people = where->session->people;
    for (size_t row = size_t(start->place); row < people.size(); ++row) {
        if (!accepts(request, people[row]))
            continue;
        if (response.participants.size() == start->size) {
            response.nextToken = desk.tokenAt(row);
            break;
        }
        response.participants.append(described<ivs::ParticipantSummary>(people[row]));
    }
    return response;
}

// Our choice: in the order in which they happened.
Outcome<ivs::ListParticipantEventsResponse> listParticipantEvents(
    Desk &desk, const ivs::ListParticipantEventsRequest &request)
{
    const Outcome<Where> where = locate(desk, request);
    if (!where)
        return desk.refuse(where.error());
    const auto found = where->session->rows.constFind(request.participantId);
    if (found == where->session->rows.cend())
        return desk.refuse(noSuch(u"Participant"_s, request.participantId));
    const Outcome<PageStart> start = openPage(desk, request);
    if (!start)
        return desk.refuse(start.error());
    const ParticipantRecord &person = where->session->people[size_t(*found)];
    ivs::ListParticipantEventsResponse response;
    for (size_t row = size_t(start->place); row < person.events.size(); ++row) {
        if (response.events.size() == start->size) {
            response.nextToken = desk.tokenAt(row);
            break;
        }
        response.events.append(toEvent(*where->session, person, person.events[row]));
    }
    return response;
}

Outcome<ivs::DisconnectParticipantResponse> disconnectParticipant(
    Desk &desk, const ivs::DisconnectParticipantRequest &request)
{
    StageRecord *stage = desk.world.stages.find(request.stageArn);
    if (!stage)
        return desk.refuse(noSuch(u"Stage"_s, request.stageArn));
    // Our choice: disconnecting somebody who has left is good, it bars the token.
    if (!desk.simulation.disconnect(*stage, request.participantId))
        return desk.refuse(noSuch(u"Participant"_s, request.participantId));
    return {};
}

} // namespace local
