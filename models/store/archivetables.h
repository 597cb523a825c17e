// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/database.h"

/// The archive in SQL: what was seen of stages, sessions, participants and events. Each function runs in the caller's
/// transaction; faults stick to the Database.
namespace store {

void putStages(Database &db, const Place &place, const QDateTime &asOf, const QList<ivs::StageSummary> &stages);
Stages readStages(Database &db, const Place &place);

/// \a complete: every page of the list that began to load at \a asOf is among what was put.
void putSessions(Database &db, const Place &place, const QString &stageArn, const QDateTime &asOf,
    const QList<ivs::StageSessionSummary> &sessions, bool complete);
Sessions readSessions(Database &db, const Place &place, const QString &stageArn);

void putParticipants(
    Database &db, const SessionKey &key, const QDateTime &asOf, const QList<ivs::ParticipantSummary> &participants);
/// All participants of the list that began to load at \a asOf have been put; seals the session when it may be.
void completeParticipants(Database &db, const SessionKey &key, const QDateTime &asOf, const QDateTime &ended);
Participants readParticipants(Database &db, const SessionKey &key);

void putParticipant(Database &db, const SessionKey &key, const QDateTime &asOf, const ivs::Participant &participant);
/// The details and as of when; nothing when they were never asked.
std::optional<std::pair<ivs::Participant, QDateTime>> readParticipant(
    Database &db, const SessionKey &key, const QString &participantId);

/// Replaces the participant's events by a complete list.
void putEvents(Database &db, const SessionKey &key, const QString &participantId, const QDateTime &asOf,
    const QList<ivs::Event> &events);
Events readEvents(Database &db, const SessionKey &key, const QString &participantId);
/// Those of every participant of whom a complete list was ever read.
QList<Events> readSessionEvents(Database &db, const SessionKey &key);

/// The lower-case form of a name, null when SQLite's LIKE folds it by itself.
QVariant folded(const QString &name);

} // namespace store
