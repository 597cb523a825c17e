// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/registertable.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace store {

namespace {

QVariant fromText(const QString &text) { return text.isEmpty() ? QVariant() : QVariant(text); }

QVariant fromAttributes(const QMap<QString, QString> &attributes)
{
    if (attributes.isEmpty())
        return {};
    QJsonObject json;
    for (auto it = attributes.cbegin(); it != attributes.cend(); ++it)
        json.insert(it.key(), *it);
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QMap<QString, QString> toAttributes(const QVariant &value)
{
    QMap<QString, QString> attributes;
    if (value.isNull())
        return attributes;
    const QJsonObject json = QJsonDocument::fromJson(value.toByteArray()).object();
    for (auto it = json.begin(); it != json.end(); ++it)
        attributes.insert(it.key(), it.value().toString());
    return attributes;
}

// What the archive knows of the token's participant: the latest session of its stage that has one of this id.
TokenUse archived(const QSqlQuery &row, int from)
{
    TokenUse use;
    const QString session = row.value(from).toString();
    if (session.isEmpty())
        return use;
    const QDateTime ended = toTime(row.value(from + 1));
    const QDateTime joined = toTime(row.value(from + 3));
    const bool isThere = row.value(from + 2).toString() == "CONNECTED"_L1 && !ended.isValid();
    use.kind = !joined.isValid() ? TokenUse::Kind::NotKnown : isThere ? TokenUse::Kind::Joined : TokenUse::Kind::Left;
    // When a list that was never complete was read the archive does not tell: then it is known of the joining only.
    for (const QDateTime &told : {joined, ended, toTime(row.value(from + 4))}) {
        if (told.isValid() && (!use.asOf.isValid() || use.asOf < told))
            use.asOf = told;
    }
    use.since = isThere ? joined : QDateTime();
    use.sessionId = session;
    return use;
}

} // namespace

TokenUse learned(const TokenUse &present, const TokenUse &fresh)
{
    using Kind = TokenUse::Kind;
    if (fresh.kind == Kind::NotKnown || (present.asOf.isValid() && fresh.asOf < present.asOf))
        return present;
    if (fresh.kind == Kind::Unused && (present.isUsed() || present.kind == Kind::JoinFailed))
        return present;
    // A list shows somebody who was not let in as it shows somebody who has left; events tell them apart.
    const bool sameVisit = present.sessionId == fresh.sessionId;
    if (fresh.kind == Kind::JoinFailed && present.isUsed() && !(present.kind == Kind::Left && sameVisit))
        return present;
    if (fresh.kind == Kind::Left && !fresh.since.isValid() && present.kind == Kind::JoinFailed && sameVisit)
        return present;
    TokenUse made = fresh;
    if (present.kind == Kind::Disconnected && fresh.kind == Kind::Left) {
        made.kind = Kind::Disconnected;
        made.since = present.since;
    } else if (present.kind == fresh.kind && sameVisit && !fresh.since.isValid()) {
        made.since = present.since; // a list tells less than events do
    }
    return made;
}

void putTokens(Database &db, const Place &place, const QList<IssuedToken> &tokens)
{
    const qint64 id = db.placeId(place, true);
    for (const IssuedToken &token : tokens) {
        db.run(u"INSERT INTO issued_token (place, participant_id, stage_arn, stage_name, user_id, attributes, publish, "
               "subscribe, issued, expires, how, key_arn, journal, connection) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (place, participant_id) DO UPDATE SET "
               "stage_arn = excluded.stage_arn, stage_name = excluded.stage_name, user_id = excluded.user_id, "
               "attributes = excluded.attributes, publish = excluded.publish, subscribe = excluded.subscribe, "
               "issued = excluded.issued, expires = excluded.expires, how = excluded.how, key_arn = excluded.key_arn, "
               "journal = excluded.journal, connection = excluded.connection"_s,
            {id, token.participantId, fromText(token.stageArn), fromText(token.stageName), fromText(token.userId),
                fromAttributes(token.attributes), int(token.publish), int(token.subscribe), fromTime(token.issued),
                fromTime(token.expires), int(token.how), fromText(token.keyArn),
                token.journalEntry == 0 ? QVariant() : QVariant(token.journalEntry), int(token.isConnection)});
    }
}

void putTokenUses(Database &db, const Place &place, const QHash<QString, TokenUse> &uses)
{
    const qint64 id = db.placeId(place, false);
    for (auto it = uses.cbegin(); it != uses.cend(); ++it) {
        db.run(u"UPDATE issued_token SET used = ?, used_as_of = ?, used_since = ?, used_session = ? "
               "WHERE place = ? AND participant_id = ?"_s,
            {int(it->kind), fromTime(it->asOf), fromTime(it->since), fromText(it->sessionId), id, it.key()});
    }
}

void putTokenKept(Database &db, const Place &place, const QString &participantId, bool kept)
{
    db.run(u"UPDATE issued_token SET kept = ? WHERE place = ? AND participant_id = ?"_s,
        {int(kept), db.placeId(place, false), participantId});
}

Tokens readTokens(Database &db, const Place &place, const QDateTime &now, quint64 before, int limit)
{
    Tokens found;
    const qint64 here = db.placeId(place, false);
    const quint64 below = before == 0 ? quint64(std::numeric_limits<qint64>::max()) : before;
    // The id from which the latest ones begin; nothing when there are fewer.
    const quint64 first = db.value(u"SELECT id FROM issued_token WHERE place = ? AND id < ? "
                                   "ORDER BY id DESC LIMIT 1 OFFSET ?"_s,
                                {here, below, limit - 1})
                              .toULongLong();
    // Valid ones from before the latest are there since the first read.
    const QVariant valid = before == 0 ? fromTime(now) : QVariant();
    QSqlQuery &rows = db.run(
        u"SELECT token.id, token.participant_id, token.stage_arn, stage_name, token.user_id, attributes, publish, "
        "subscribe, issued, expires, how, key_arn, journal, connection, kept, used, used_as_of, used_since, "
        "used_session, session.session_id, session.ended, person.state, person.joined, session.participants_as_of "
        "FROM issued_token AS token "
        "LEFT JOIN participant AS person ON person.id = (SELECT max(participant.id) FROM session "
        "JOIN participant ON participant.session = session.id AND participant.participant_id = token.participant_id "
        "WHERE session.place = token.place AND session.stage_arn = token.stage_arn) "
        "LEFT JOIN session ON session.id = person.session "
        "WHERE token.place = ? AND token.id < ? AND (token.id >= ? OR expires > ?) ORDER BY token.id"_s,
        {here, below, first, valid});
    while (rows.next()) {
        IssuedToken token;
        token.id = rows.value(0).toULongLong();
        token.participantId = rows.value(1).toString();
        token.stageArn = rows.value(2).toString();
        token.stageName = rows.value(3).toString();
        token.userId = rows.value(4).toString();
        token.attributes = toAttributes(rows.value(5));
        token.publish = rows.value(6).toInt() != 0;
        token.subscribe = rows.value(7).toInt() != 0;
        token.issued = toTime(rows.value(8));
        token.expires = toTime(rows.value(9));
        token.how = IssuedToken::How(rows.value(10).toInt());
        token.keyArn = rows.value(11).toString();
        token.journalEntry = rows.value(12).toULongLong();
        token.isConnection = rows.value(13).toInt() != 0;
        token.isKept = rows.value(14).toInt() != 0;
        token.use = {TokenUse::Kind(rows.value(15).toInt()), toTime(rows.value(16)), toTime(rows.value(17)),
            rows.value(18).toString()};
        token.use = learned(token.use, archived(rows, 19));
        found.rows.append(token);
    }
    if (first != 0
        && db.value(u"SELECT 1 FROM issued_token WHERE place = ? AND id < ? LIMIT 1"_s, {here, first}).isValid())
        found.before = first;
    return found;
}

} // namespace store
