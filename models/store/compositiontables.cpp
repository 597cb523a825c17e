// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/compositiontables.h"

#include "models/ivs/codec.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace store {

namespace {

template <typename T>
QByteArray written(const T &value)
{
    return QJsonDocument(ivs::toJson(value)).toJson(QJsonDocument::Compact);
}

template <typename T>
std::optional<T> readBack(const QVariant &value)
{
    if (value.isNull())
        return {};
    const auto read = ivs::fromJson<T>(QJsonDocument::fromJson(value.toByteArray()).object());
    return read ? std::optional(*read) : std::nullopt;
}

qint64 compositionId(Database &db, qint64 place, const QString &arn)
{
    return db.value(u"SELECT id FROM composition WHERE place = ? AND arn = ?"_s, {place, arn}).toLongLong();
}

// A number that no version of this program wrote is taken for the first.
template <typename E>
E toEnum(const QVariant &value, E last)
{
    const int number = value.toInt();
    return number >= 0 && number <= int(last) ? E(number) : E(0);
}

QList<CompositionChange> readChanges(Database &db, qint64 composition)
{
    QList<CompositionChange> found;
    QSqlQuery &query = db.run(u"SELECT what, source, seen, after, told, output, word, who, certain "
                              "FROM composition_change WHERE composition = ? ORDER BY id"_s,
        {composition});
    while (query.next()) {
        CompositionChange change;
        change.what = toEnum(query.value(0), CompositionChange::What::Published);
        change.source = toEnum(query.value(1), CompositionChange::Source::Inquest);
        change.seen = toTime(query.value(2));
        change.after = toTime(query.value(3));
        change.told = toTime(query.value(4));
        change.output = query.value(5).toString();
        change.word = query.value(6).toString();
        change.who = query.value(7).toString();
        change.isCertain = query.value(8).toBool();
        found.append(change);
    }
    return found;
}

} // namespace

void putComposition(Database &db, const Place &place, const CompositionRecord &composition)
{
    const ivs::CompositionSummary &summary = composition.summary;
    db.run(
        u"INSERT INTO composition (place, arn, stage_arn, state, started, ended, seen, stage_name, first_seen, gone, "
        "summary, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (place, arn) DO UPDATE SET state = excluded.state, started = excluded.started, "
        "ended = excluded.ended, seen = excluded.seen, stage_name = excluded.stage_name, "
        "first_seen = excluded.first_seen, gone = excluded.gone, summary = excluded.summary, "
        "detail = excluded.detail WHERE excluded.seen >= seen"_s,
        {db.placeId(place, true), summary.arn, summary.stageArn, summary.state.text(), fromTime(summary.startTime),
            fromTime(composition.ended()), fromTime(composition.lastSeen), composition.stageName,
            fromTime(composition.firstSeen), int(composition.isGone), written(summary),
            composition.detail ? QVariant(written(*composition.detail)) : QVariant()});
}

void putCompositionChanges(
    Database &db, const Place &place, const QString &arn, const QList<CompositionChange> &changes)
{
    const qint64 composition = compositionId(db, db.placeId(place, true), arn);
    if (composition == 0)
        return;
    for (const CompositionChange &change : changes) {
        db.run(u"INSERT INTO composition_change (composition, what, source, seen, after, told, output, word, who, "
               "certain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
            {composition, int(change.what), int(change.source), fromTime(change.seen), fromTime(change.after),
                fromTime(change.told), change.output, change.word, change.who, int(change.isCertain)});
    }
}

void putWatched(Database &db, const Place &place, const Watched &stretch)
{
    const qint64 id = db.placeId(place, true);
    const QVariant from = fromTime(stretch.from);
    const QVariant until = fromTime(stretch.until);
    db.run(u"DELETE FROM watched WHERE place = ? AND since >= ? AND until <= ?"_s, {id, from, until});
    db.run(u"INSERT OR REPLACE INTO watched (place, since, until) VALUES (?, ?, ?)"_s, {id, from, until});
}

Compositions readCompositions(Database &db, const Place &place, int limit)
{
    Compositions found;
    const qint64 id = db.placeId(place, false);
    QList<qint64> ids;
    QSqlQuery &query = db.run(u"SELECT id, arn, stage_arn, state, started, ended, seen, stage_name, first_seen, gone, "
                              "summary, detail FROM composition WHERE place = ? "
                              "ORDER BY coalesce(started, first_seen, seen) DESC LIMIT ?"_s,
        {id, limit});
    while (query.next()) {
        CompositionRecord record;
        if (const auto summary = readBack<ivs::CompositionSummary>(query.value(10))) {
            record.summary = *summary;
        } else { // put before details were kept
            record.summary.arn = query.value(1).toString();
            record.summary.stageArn = query.value(2).toString();
            record.summary.state = ivs::Enum<ivs::CompositionState>::fromText(query.value(3).toString());
            record.summary.startTime = toTime(query.value(4));
            if (record.hasEndState())
                record.summary.endTime = toTime(query.value(5));
        }
        record.lastSeen = toTime(query.value(6));
        record.stageName = query.value(7).toString();
        record.firstSeen = query.value(8).isNull() ? record.lastSeen : toTime(query.value(8));
        record.isGone = query.value(9).toBool();
        record.detail = readBack<ivs::Composition>(query.value(11));
        ids.append(query.value(0).toLongLong());
        found.rows.append(record);
    }
    for (qsizetype i = 0; i < ids.size(); ++i)
        found.rows[i].changes = readChanges(db, ids[i]);
    QSqlQuery &looks = db.run(u"SELECT since, until FROM watched WHERE place = ? ORDER BY since"_s, {id});
    while (looks.next())
        found.watched.append({toTime(looks.value(0)), toTime(looks.value(1))});
    return found;
}

int removeCompositions(Database &db, const QDateTime &before, int limit)
{
    const QString which =
        u"(SELECT id FROM composition WHERE coalesce(ended, seen) < ? ORDER BY coalesce(ended, seen) LIMIT ?)"_s;
    const QVariant than = before.isValid() ? fromTime(before) : QVariant(std::numeric_limits<qint64>::max());
    const QVariantList values {than, limit};
    db.run(u"DELETE FROM composition_change WHERE composition IN "_s + which, values);
    db.run(u"DELETE FROM composition WHERE id IN "_s + which, values);
    return db.changed();
}

int removeWatched(Database &db, const QDateTime &before, int limit)
{
    db.run(u"DELETE FROM watched WHERE (place, since) IN (SELECT place, since FROM watched WHERE until < ? LIMIT ?)"_s,
        {fromTime(before), limit});
    return db.changed();
}

} // namespace store
