// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/archivetables.h"

#include "models/ivs/codec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace store {

namespace {

QByteArray compact(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

QVariant fromFlag(const std::optional<bool> &flag) { return flag ? QVariant(int(*flag)) : QVariant(); }

std::optional<bool> toFlag(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toInt() != 0);
}

template <typename E>
ivs::Enum<E> toEnum(const QVariant &value)
{
    return ivs::Enum<E>::fromText(value.isNull() ? QString() : value.toString());
}

qint64 sessionId(Database &db, const SessionKey &key)
{
    const qint64 place = db.placeId(key.place, false);
    return db
        .value(u"SELECT id FROM session WHERE place = ? AND stage_arn = ? AND session_id = ?"_s,
            {place, key.stageArn, key.sessionId})
        .toLongLong();
}

// A participant may be seen before its session is: the list of stages names a live session.
qint64 madeSessionId(Database &db, const SessionKey &key, const QDateTime &seen)
{
    const qint64 place = db.placeId(key.place, true);
    db.run(u"INSERT INTO session (place, stage_arn, session_id, seen) VALUES (?, ?, ?, ?) "
           "ON CONFLICT (place, stage_arn, session_id) DO UPDATE SET seen = max(seen, excluded.seen)"_s,
        {place, key.stageArn, key.sessionId, fromTime(seen)});
    return sessionId(db, key);
}

qint64 madeParticipantId(Database &db, qint64 session, const QString &participantId)
{
    const QString find = u"SELECT id FROM participant WHERE session = ? AND participant_id = ?"_s;
    const qint64 id = db.value(find, {session, participantId}).toLongLong();
    if (id != 0)
        return id;
    db.run(u"INSERT INTO participant (session, participant_id) VALUES (?, ?)"_s, {session, participantId});
    return db.value(find, {session, participantId}).toLongLong();
}

// Tokens that were exchanged hold attributes, in lists of their own: they are kept as JSON.
QVariant fromTokens(const ivs::Event &event)
{
    QJsonObject both;
    if (event.previousToken)
        both.insert(u"previousToken"_s, ivs::toJson(*event.previousToken));
    if (event.newToken)
        both.insert(u"newToken"_s, ivs::toJson(*event.newToken));
    return both.isEmpty() ? QVariant() : QVariant(compact(both));
}

void toTokens(const QVariant &value, ivs::Event *event)
{
    if (value.isNull())
        return;
    const QJsonObject both = QJsonDocument::fromJson(value.toByteArray()).object();
    const auto token = [&](const QString &name) -> std::optional<ivs::ExchangedParticipantToken> {
        if (!both.contains(name))
            return {};
        const auto read = ivs::fromJson<ivs::ExchangedParticipantToken>(both.value(name).toObject());
        return read ? std::optional(*read) : std::nullopt;
    };
    event->previousToken = token(u"previousToken"_s);
    event->newToken = token(u"newToken"_s);
}

ivs::Event toEvent(const QSqlQuery &query, int column)
{
    ivs::Event event;
    event.participantId = query.value(column).toString();
    event.name = toEnum<ivs::EventName>(query.value(column + 1));
    event.eventTime = toTime(query.value(column + 2));
    event.remoteParticipantId = query.value(column + 3).toString();
    event.errorCode = toEnum<ivs::EventErrorCode>(query.value(column + 4));
    event.destinationStageArn = query.value(column + 5).toString();
    event.destinationSessionId = query.value(column + 6).toString();
    event.replica = toFlag(query.value(column + 7));
    toTokens(query.value(column + 8), &event);
    return event;
}

bool isRecording(Database &db, qint64 session)
{
    return db
        .value(u"SELECT EXISTS (SELECT 1 FROM participant WHERE session = ? "
               "AND recording IN ('STARTING', 'ACTIVE', 'STOPPING'))"_s,
            {session})
        .toBool();
}

} // namespace

QVariant folded(const QString &name)
{
    for (const QChar c : name) {
        if (c.unicode() > 127)
            return name.toCaseFolded();
    }
    return {};
}

void putStages(Database &db, const Place &place, const QDateTime &asOf, const QList<ivs::StageSummary> &stages)
{
    const qint64 id = db.placeId(place, true);
    // A list older than the one that is kept tells nothing.
    const QVariant present = db.value(u"SELECT stages_as_of FROM place WHERE id = ?"_s, {id});
    if (!present.isNull() && present.toLongLong() > asOf.toMSecsSinceEpoch())
        return;
    db.run(u"DELETE FROM stage WHERE place = ?"_s, {id});
    for (const ivs::StageSummary &stage : stages) {
        QJsonObject tags;
        for (auto it = stage.tags.cbegin(); it != stage.tags.cend(); ++it)
            tags.insert(it.key(), it.value());
        db.run(u"INSERT OR REPLACE INTO stage (place, arn, name, folded, active_session, tags) "
               "VALUES (?, ?, ?, ?, ?, ?)"_s,
            {id, stage.arn, stage.name, folded(stage.name), stage.activeSessionId,
                tags.isEmpty() ? QVariant() : QVariant(compact(tags))});
    }
    db.run(u"UPDATE place SET stages_as_of = ? WHERE id = ?"_s, {fromTime(asOf), id});
}

Stages readStages(Database &db, const Place &place)
{
    Stages found;
    const qint64 id = db.placeId(place, false);
    found.asOf = toTime(db.value(u"SELECT stages_as_of FROM place WHERE id = ?"_s, {id}));
    QSqlQuery &query = db.run(u"SELECT arn, name, active_session, tags FROM stage WHERE place = ? ORDER BY id"_s, {id});
    while (query.next()) {
        ivs::StageSummary stage {query.value(0).toString(), query.value(1).toString(), query.value(2).toString(), {}};
        const QJsonObject tags = QJsonDocument::fromJson(query.value(3).toByteArray()).object();
        for (auto it = tags.begin(); it != tags.end(); ++it)
            stage.tags.insert(it.key(), it.value().toString());
        found.rows.append(stage);
    }
    return found;
}

void putSessions(Database &db, const Place &place, const QString &stageArn, const QDateTime &asOf,
    const QList<ivs::StageSessionSummary> &sessions, bool complete)
{
    const qint64 id = db.placeId(place, true);
    for (const ivs::StageSessionSummary &session : sessions) {
        db.run(u"INSERT INTO session (place, stage_arn, session_id, started, ended, seen) VALUES (?, ?, ?, ?, ?, ?) "
               "ON CONFLICT (place, stage_arn, session_id) DO UPDATE SET started = excluded.started, "
               "ended = coalesce(excluded.ended, ended), seen = max(seen, excluded.seen)"_s,
            {id, stageArn, session.sessionId, fromTime(session.startTime), fromTime(session.endTime), fromTime(asOf)});
    }
    if (complete) {
        db.run(u"INSERT INTO session_list (place, stage_arn, as_of) VALUES (?, ?, ?) "
               "ON CONFLICT (place, stage_arn) DO UPDATE SET as_of = max(as_of, excluded.as_of)"_s,
            {id, stageArn, fromTime(asOf)});
    }
}

Sessions readSessions(Database &db, const Place &place, const QString &stageArn)
{
    Sessions found;
    const qint64 id = db.placeId(place, false);
    found.asOf =
        toTime(db.value(u"SELECT as_of FROM session_list WHERE place = ? AND stage_arn = ?"_s, {id, stageArn}));
    QSqlQuery &query = db.run(u"SELECT session_id, started, ended, seen, participants_as_of, sealed, forgotten "
                              "FROM session WHERE place = ? AND stage_arn = ? ORDER BY id"_s,
        {id, stageArn});
    while (query.next()) {
        found.rows.append({{query.value(0).toString(), toTime(query.value(1)), toTime(query.value(2))},
            toTime(query.value(3)), toTime(query.value(4)), query.value(5).toInt() != 0, query.value(6).toInt()});
    }
    return found;
}

void putParticipants(
    Database &db, const SessionKey &key, const QDateTime &asOf, const QList<ivs::ParticipantSummary> &participants)
{
    const qint64 session = madeSessionId(db, key, asOf);
    const QString put = u"INSERT INTO participant (session, participant_id, user_id, folded, state, joined, published, "
                        "recording, replication_type, replication_state, source_stage, source_session, redundant, "
                        "ingest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                        "ON CONFLICT (session, participant_id) DO UPDATE SET user_id = excluded.user_id, "
                        "folded = excluded.folded, state = excluded.state, joined = excluded.joined, "
                        "published = excluded.published, recording = excluded.recording, "
                        "replication_type = excluded.replication_type, "
                        "replication_state = excluded.replication_state, source_stage = excluded.source_stage, "
                        "source_session = excluded.source_session, redundant = excluded.redundant, "
                        "ingest = excluded.ingest"_s;
    for (const ivs::ParticipantSummary &each : participants) {
        db.run(put,
            {session, each.participantId, each.userId, folded(each.userId), each.state.text(),
                fromTime(each.firstJoinTime), fromFlag(each.published), each.recordingState.text(),
                each.replicationType.text(), each.replicationState.text(), each.sourceStageArn, each.sourceSessionId,
                fromFlag(each.redundantIngest), each.ingestConfigurationArn});
    }
}

void completeParticipants(Database &db, const SessionKey &key, const QDateTime &asOf, const QDateTime &ended)
{
    const qint64 session = madeSessionId(db, key, asOf);
    const QDateTime end =
        ended.isValid() ? ended : toTime(db.value(u"SELECT ended FROM session WHERE id = ?"_s, {session}));
    const bool sealed = maySeal(end, asOf, isRecording(db, session));
    // Whoever was forgotten is among the fetched again.
    db.run(u"UPDATE session SET participants_as_of = max(coalesce(participants_as_of, 0), ?), "
           "ended = coalesce(ended, ?), sealed = max(sealed, ?), forgotten = 0 WHERE id = ?"_s,
        {fromTime(asOf), fromTime(end), int(sealed), session});
}

Participants readParticipants(Database &db, const SessionKey &key)
{
    Participants found;
    const qint64 session = sessionId(db, key);
    QSqlQuery &head = db.run(u"SELECT participants_as_of, sealed, forgotten FROM session WHERE id = ?"_s, {session});
    if (head.next()) {
        found.asOf = toTime(head.value(0));
        found.sealed = head.value(1).toInt() != 0;
        found.forgotten = head.value(2).toInt();
    }
    head.finish();
    QSqlQuery &query = db.run(u"SELECT participant_id, user_id, state, joined, published, recording, replication_type, "
                              "replication_state, source_stage, source_session, redundant, ingest "
                              "FROM participant WHERE session = ? ORDER BY id"_s,
        {session});
    while (query.next()) {
        ivs::ParticipantSummary each;
        each.participantId = query.value(0).toString();
        each.userId = query.value(1).toString();
        each.state = toEnum<ivs::ParticipantState>(query.value(2));
        each.firstJoinTime = toTime(query.value(3));
        each.published = toFlag(query.value(4));
        each.recordingState = toEnum<ivs::ParticipantRecordingState>(query.value(5));
        each.replicationType = toEnum<ivs::ReplicationType>(query.value(6));
        each.replicationState = toEnum<ivs::ReplicationState>(query.value(7));
        each.sourceStageArn = query.value(8).toString();
        each.sourceSessionId = query.value(9).toString();
        each.redundantIngest = toFlag(query.value(10));
        each.ingestConfigurationArn = query.value(11).toString();
        found.rows.append(each);
    }
    return found;
}

void putParticipant(Database &db, const SessionKey &key, const QDateTime &asOf, const ivs::Participant &participant)
{
    const qint64 session = madeSessionId(db, key, asOf);
    const qint64 id = madeParticipantId(db, session, participant.participantId);
    db.run(u"UPDATE participant SET detail = ?, detail_as_of = ?, user_id = ?, folded = ? WHERE id = ?"_s,
        {compact(ivs::toJson(participant)), fromTime(asOf), participant.userId, folded(participant.userId), id});
}

std::optional<std::pair<ivs::Participant, QDateTime>> readParticipant(
    Database &db, const SessionKey &key, const QString &participantId)
{
    QSqlQuery &query = db.run(
        u"SELECT detail, detail_as_of FROM participant WHERE session = ? AND participant_id = ? AND detail NOT NULL"_s,
        {sessionId(db, key), participantId});
    if (!query.next())
        return {};
    const QJsonObject json = QJsonDocument::fromJson(query.value(0).toByteArray()).object();
    const QDateTime asOf = toTime(query.value(1));
    query.finish();
    const auto participant = ivs::fromJson<ivs::Participant>(json);
    return participant ? std::optional(std::pair(*participant, asOf)) : std::nullopt;
}

void putEvents(Database &db, const SessionKey &key, const QString &participantId, const QDateTime &asOf,
    const QList<ivs::Event> &events)
{
    const qint64 session = madeSessionId(db, key, asOf);
    const qint64 id = madeParticipantId(db, session, participantId);
    db.run(u"DELETE FROM event WHERE participant = ?"_s, {id});
    for (const ivs::Event &event : events) {
        db.run(u"INSERT INTO event (participant, name, time, remote, error, destination_stage, destination_session, "
               "replica, tokens) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
            {id, event.name.text(), fromTime(event.eventTime), event.remoteParticipantId, event.errorCode.text(),
                event.destinationStageArn, event.destinationSessionId, fromFlag(event.replica), fromTokens(event)});
    }
    db.run(u"UPDATE participant SET events_as_of = ? WHERE id = ?"_s, {fromTime(asOf), id});
}

Events readEvents(Database &db, const SessionKey &key, const QString &participantId)
{
    Events found {participantId, {}, false, {}};
    const qint64 session = sessionId(db, key);
    qint64 id = 0;
    QSqlQuery &head = db.run(u"SELECT participant.id, events_as_of, ended FROM participant "
                             "JOIN session ON session.id = session WHERE session = ? AND participant_id = ?"_s,
        {session, participantId});
    if (head.next()) {
        id = head.value(0).toLongLong();
        found.asOf = toTime(head.value(1));
        found.sealed = maySeal(toTime(head.value(2)), found.asOf, false);
    }
    head.finish();
    if (found.sealed)
        found.sealed = !isRecording(db, session);
    QSqlQuery &query = db.run(u"SELECT ?, name, time, remote, error, destination_stage, destination_session, replica, "
                              "tokens FROM event WHERE participant = ? ORDER BY id"_s,
        {participantId, id});
    while (query.next())
        found.rows.append(toEvent(query, 0));
    return found;
}

QList<Events> readSessionEvents(Database &db, const SessionKey &key)
{
    QList<Events> found;
    const qint64 session = sessionId(db, key);
    const QDateTime ended = toTime(db.value(u"SELECT ended FROM session WHERE id = ?"_s, {session}));
    const bool recording = isRecording(db, session);
    QSqlQuery &query = db.run(u"SELECT events_as_of, participant_id, event.name, event.time, remote, error, "
                              "destination_stage, destination_session, replica, tokens, event.id FROM participant "
                              "LEFT JOIN event ON participant = participant.id WHERE session = ? "
                              "AND events_as_of NOT NULL ORDER BY participant.id, event.id"_s,
        {session});
    while (query.next()) {
        const QString participantId = query.value(1).toString();
        if (found.isEmpty() || found.last().participantId != participantId) {
            const QDateTime asOf = toTime(query.value(0));
            found.append({participantId, asOf, maySeal(ended, asOf, recording), {}});
        }
        if (!query.value(10).isNull())
            found.last().rows.append(toEvent(query, 1));
    }
    return found;
}

} // namespace store
