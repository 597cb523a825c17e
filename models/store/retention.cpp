// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/retention.h"

#include "models/store/compositiontables.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace store {

namespace {

constexpr int kStep = 2000; // rows that go in one transaction
constexpr int kCompositions = 20; // that go at once for want of room: each is small, and kept nowhere else

QString blot() { return u"[forgotten]"_s; }

QJsonValue blotted(const QJsonValue &value, const QString &userId, bool *found)
{
    if (value.isString()) {
        if (value.toString() != userId)
            return value;
        *found = true;
        return blot();
    }
    if (value.isArray()) {
        QJsonArray made;
        const QJsonArray array = value.toArray();
        for (const QJsonValue &each : array)
            made.append(blotted(each, userId, found));
        return made;
    }
    if (value.isObject()) {
        QJsonObject made;
        const QJsonObject object = value.toObject();
        const bool theirs = object.value(u"userId"_s).toString() == userId;
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (theirs && it.key() == u"attributes"_s && !it.value().toObject().isEmpty())
                made.insert(it.key(), QJsonObject {{blot(), blot()}});
            else
                made.insert(it.key(), blotted(it.value(), userId, found));
        }
        return made;
    }
    return value;
}

void removeSession(Database &db, qint64 session, Forgotten *gone)
{
    db.run(u"DELETE FROM event WHERE participant IN (SELECT id FROM participant WHERE session = ?)"_s, {session});
    gone->events += db.changed();
    db.run(u"DELETE FROM participant WHERE session = ?"_s, {session});
    gone->participants += db.changed();
    db.run(u"DELETE FROM session WHERE id = ?"_s, {session});
    gone->sessions += db.changed();
}

// The texts of an entry or of a result that may name somebody.
struct JournalText
{
    qint64 id = 0;
    QString text; ///< the resource of an entry, the message of a result
    QByteArray parameters;
    QByteArray before;
    QString resource; ///< of a result
};

// Only while `forgetting` holds a row do the triggers let these texts be rewritten.
void blotJournal(Database &db, const QString &userId, const QDateTime &now, Forgotten *gone)
{
    db.run(u"INSERT INTO forgetting (since) VALUES (?)"_s, {fromTime(now)});
    QList<JournalText> changed;
    QSqlQuery &entries = db.run(u"SELECT id, resource, parameters, before FROM journal"_s);
    while (entries.next()) {
        const JournalText was {entries.value(0).toLongLong(), entries.value(1).toString(),
            entries.value(2).toByteArray(), entries.value(3).toByteArray(), {}};
        const JournalText is {was.id, blottedText(was.text, userId), blottedJson(was.parameters, userId),
            blottedJson(was.before, userId), {}};
        if (is.text != was.text || is.parameters != was.parameters || is.before != was.before)
            changed.append(is);
    }
    for (const JournalText &each : std::as_const(changed)) {
        db.run(u"UPDATE journal SET resource = ?, parameters = ?, before = ? WHERE id = ?"_s,
            {each.text, each.parameters.isEmpty() ? QVariant() : each.parameters,
                each.before.isEmpty() ? QVariant() : each.before, each.id});
    }
    gone->journalEntries += changed.size();
    changed.clear();
    QSqlQuery &results = db.run(u"SELECT id, message, resource FROM journal_result"_s);
    while (results.next()) {
        const QString message = results.value(1).toString();
        const QString resource = results.value(2).toString();
        const JournalText is {
            results.value(0).toLongLong(), blottedText(message, userId), {}, {}, blottedText(resource, userId)};
        if (is.text != message || is.resource != resource)
            changed.append(is);
    }
    for (const JournalText &each : std::as_const(changed)) {
        db.run(u"UPDATE journal_result SET message = ?, resource = ? WHERE id = ?"_s,
            {each.text, each.resource.isEmpty() ? QVariant() : each.resource, each.id});
    }
    gone->journalEntries += changed.size();
    db.run(u"DELETE FROM forgetting"_s);
}

} // namespace

QByteArray blottedJson(const QByteArray &json, const QString &userId)
{
    if (json.isEmpty() || userId.isEmpty())
        return json;
    const QJsonDocument document = QJsonDocument::fromJson(json);
    bool found = false;
    if (document.isObject()) {
        const QJsonValue made = blotted(document.object(), userId, &found);
        return found ? QJsonDocument(made.toObject()).toJson(QJsonDocument::Compact) : json;
    }
    if (document.isArray()) {
        const QJsonValue made = blotted(document.array(), userId, &found);
        return found ? QJsonDocument(made.toArray()).toJson(QJsonDocument::Compact) : json;
    }
    return json;
}

QString blottedText(const QString &text, const QString &userId)
{
    if (userId.isEmpty() || !text.contains(userId))
        return text;
    // `ann` is not in `annex`: what surrounds it must be no letter, digit or underscore.
    const QRegularExpression word(u"(?<!\\w)"_s + QRegularExpression::escape(userId) + u"(?!\\w)"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    return QString(text).replace(word, blot());
}

qint64 usedBytes(Database &db)
{
    const qint64 pages = db.value(u"PRAGMA page_count"_s).toLongLong();
    const qint64 unused = db.value(u"PRAGMA freelist_count"_s).toLongLong();
    return (pages - unused) * db.value(u"PRAGMA page_size"_s).toLongLong();
}

bool evictSome(Database &db)
{
    // Whole participants' events, of the session that is over longest: a part of them would be taken for the whole.
    const QVariant events = db.value(u"SELECT session.id FROM session WHERE EXISTS (SELECT 1 FROM participant WHERE "
                                     "session = session.id AND events_as_of NOT NULL) "
                                     "ORDER BY coalesce(ended, seen) LIMIT 1"_s);
    if (!events.isNull()) {
        QVariantList participants;
        qint64 rows = 0;
        QSqlQuery &query = db.run(u"SELECT participant.id, (SELECT count(*) FROM event WHERE participant = "
                                  "participant.id) FROM participant WHERE session = ? AND events_as_of NOT NULL"_s,
            {events});
        while (rows < kStep && query.next()) {
            participants.append(query.value(0));
            rows += 1 + query.value(1).toLongLong();
        }
        query.finish();
        for (const QVariant &participant : std::as_const(participants)) {
            db.run(u"DELETE FROM event WHERE participant = ?"_s, {participant});
            db.run(u"UPDATE participant SET events_as_of = NULL WHERE id = ?"_s, {participant});
        }
        return !db.fault();
    }
    const QVariant session = db.value(u"SELECT session.id FROM session WHERE EXISTS (SELECT 1 FROM participant WHERE "
                                      "session = session.id) ORDER BY coalesce(ended, seen) LIMIT 1"_s);
    if (session.isNull()) {
        if (removeCompositions(db, {}, kCompositions) > 0)
            return !db.fault();
        db.run(u"DELETE FROM issued_token WHERE id IN (SELECT id FROM issued_token WHERE kept = 0 "
               "ORDER BY coalesce(expires, issued) LIMIT ?)"_s,
            {kStep});
        return db.changed() > 0 && !db.fault();
    }
    // What is left is a part: it is fetched again when somebody looks.
    db.run(u"UPDATE session SET participants_as_of = NULL, sealed = 0 WHERE id = ?"_s, {session});
    db.run(u"DELETE FROM participant WHERE id IN (SELECT id FROM participant WHERE session = ? LIMIT ?)"_s,
        {session, kStep});
    return !db.fault();
}

bool expireSome(Database &db, const QDateTime &before)
{
    const QVariant session =
        db.value(u"SELECT id FROM session WHERE coalesce(ended, seen) < ? ORDER BY coalesce(ended, seen) LIMIT 1"_s,
            {fromTime(before)});
    if (session.isNull()) {
        if (removeCompositions(db, before, kStep) > 0 || removeWatched(db, before, kStep) > 0)
            return !db.fault();
        db.run(u"DELETE FROM issued_token WHERE id IN (SELECT id FROM issued_token WHERE kept = 0 "
               "AND coalesce(expires, issued) < ? LIMIT ?)"_s,
            {fromTime(before), kStep});
        return db.changed() > 0 && !db.fault();
    }
    // A big session goes in steps.
    db.run(
        u"DELETE FROM event WHERE id IN (SELECT event.id FROM event JOIN participant ON participant.id = participant "
        "WHERE session = ? LIMIT ?)"_s,
        {session, kStep});
    if (db.changed() > 0)
        return !db.fault();
    db.run(u"DELETE FROM participant WHERE id IN (SELECT id FROM participant WHERE session = ? LIMIT ?)"_s,
        {session, kStep});
    if (db.changed() > 0)
        return !db.fault();
    db.run(u"DELETE FROM session WHERE id = ?"_s, {session});
    return !db.fault();
}

void shrink(Database &db)
{
    // A page each time: QtSql takes a statement without columns for done after its first step.
    int pages = db.value(u"PRAGMA freelist_count"_s).toInt();
    while (pages > 0 && !db.fault()) {
        db.begin();
        for (int i = 0; i < kStep && pages > 0; ++i, --pages)
            db.run(u"PRAGMA incremental_vacuum(1)"_s).finish();
        db.commit();
    }
}

void scrub(Database &db) { db.value(u"PRAGMA wal_checkpoint(TRUNCATE)"_s); }

Forgotten forgetUser(Database &db, const QString &userId, const QDateTime &now)
{
    Forgotten gone;
    if (userId.isEmpty())
        return gone;
    QList<std::pair<qint64, qint64>> theirs; // participant, session
    QSqlQuery &named = db.run(u"SELECT id, session FROM participant WHERE user_id = ?"_s, {userId});
    while (named.next())
        theirs.append({named.value(0).toLongLong(), named.value(1).toLongLong()});
    // Whoever exchanged a token was called something else before or after.
    QList<std::pair<qint64, qint64>> renamed;
    QSqlQuery &tokens = db.run(u"SELECT participant.id, session, tokens FROM event "
                               "JOIN participant ON participant.id = participant WHERE tokens NOT NULL"_s);
    while (tokens.next()) {
        const QByteArray json = tokens.value(2).toByteArray();
        const std::pair<qint64, qint64> who {tokens.value(0).toLongLong(), tokens.value(1).toLongLong()};
        if (blottedJson(json, userId) != json && !theirs.contains(who) && !renamed.contains(who))
            renamed.append(who);
    }
    theirs += renamed;
    for (const auto &[participant, session] : std::as_const(theirs)) {
        db.run(u"DELETE FROM event WHERE participant = ?"_s, {participant});
        gone.events += db.changed();
        db.run(u"DELETE FROM participant WHERE id = ?"_s, {participant});
        gone.participants += db.changed();
        db.run(u"UPDATE session SET forgotten = forgotten + 1 WHERE id = ?"_s, {session});
    }
    db.run(u"UPDATE issued_token SET used = NULL, used_as_of = NULL, used_since = NULL, used_session = NULL "
           "WHERE user_id = ? AND used NOT NULL"_s,
        {userId});
    gone.tokens += db.changed();
    blotJournal(db, userId, now, &gone);
    return gone;
}

Forgotten forgetSession(Database &db, const SessionKey &key)
{
    Forgotten gone;
    const QVariant session = db.value(u"SELECT session.id FROM session WHERE place = ? AND stage_arn = ? "
                                      "AND session_id = ?"_s,
        {db.placeId(key.place, false), key.stageArn, key.sessionId});
    if (!session.isNull())
        removeSession(db, session.toLongLong(), &gone);
    db.run(u"UPDATE issued_token SET used = NULL, used_as_of = NULL, used_since = NULL, used_session = NULL "
           "WHERE place = ? AND stage_arn = ? AND used_session = ?"_s,
        {db.placeId(key.place, false), key.stageArn, key.sessionId});
    gone.tokens += db.changed();
    return gone;
}

Usage usage(Database &db)
{
    const auto count = [&](const QString &table) { return db.value(u"SELECT count(*) FROM "_s + table).toLongLong(); };
    return {usedBytes(db), count(u"session"_s), count(u"participant"_s), count(u"event"_s), count(u"journal"_s),
        count(u"issued_token"_s)};
}

} // namespace store
