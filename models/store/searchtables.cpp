// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/searchtables.h"

#include "models/store/archivetables.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace store {

namespace {

// A scan with LIKE instead of an index of trigrams: it costs a few tens of milliseconds per 100,000 participants, in
// the store's thread and in steps, where the index would make every write several times as dear.
constexpr qint64 kStep = 50'000; // rows between two looks at whether anybody still waits

QString pattern(QString text, const QString &before, const QString &after)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
    return before + text + after;
}

int rank(const Found &found, const QString &text)
{
    const auto of = [&](const QString &words) {
        if (words.compare(text, Qt::CaseInsensitive) == 0)
            return 0;
        return words.startsWith(text, Qt::CaseInsensitive) ? 1 : 2;
    };
    return std::min(of(found.title), of(found.key));
}

void searchStages(Database &db, const QString &like, const QString &folding, int limit, QList<Found> *all)
{
    QSqlQuery &query = db.run(u"SELECT partition, account, region, arn, name, stages_as_of FROM stage "
                              "JOIN place ON place.id = place WHERE name LIKE ? ESCAPE '\\' "
                              "OR folded LIKE ? ESCAPE '\\' OR arn LIKE ? ESCAPE '\\' "
                              "OR active_session LIKE ? ESCAPE '\\' LIMIT ?"_s,
        {like, folding, like, like, limit});
    while (query.next()) {
        const QString arn = query.value(3).toString();
        all->append(
            {Found::Kind::Stage, {query.value(0).toString(), query.value(1).toString(), query.value(2).toString()}, arn,
                query.value(4).toString(), arn, {}, toTime(query.value(5))});
    }
}

void searchSessions(Database &db, const QString &like, int limit, QList<Found> *all)
{
    QSqlQuery &query = db.run(u"SELECT partition, account, region, stage_arn, session_id, seen FROM session "
                              "JOIN place ON place.id = place WHERE session_id LIKE ? ESCAPE '\\' "
                              "ORDER BY session.id DESC LIMIT ?"_s,
        {like, limit});
    while (query.next()) {
        const QString id = query.value(4).toString();
        all->append(
            {Found::Kind::Session, {query.value(0).toString(), query.value(1).toString(), query.value(2).toString()},
                id, id, query.value(3).toString(), id, toTime(query.value(5))});
    }
}

void searchCompositions(Database &db, const QString &like, const QString &folding, int limit, QList<Found> *all)
{
    QSqlQuery &query =
        db.run(u"SELECT partition, account, region, composition.arn, stage_arn, seen FROM composition "
               "JOIN place ON place.id = composition.place LEFT JOIN stage ON stage.place = composition.place "
               "AND stage.arn = stage_arn WHERE composition.arn LIKE ? ESCAPE '\\' OR stage.name LIKE ? ESCAPE '\\' "
               "OR stage.folded LIKE ? ESCAPE '\\' ORDER BY composition.id DESC LIMIT ?"_s,
            {like, like, folding, limit});
    while (query.next()) {
        const QString arn = query.value(3).toString();
        all->append({Found::Kind::Composition,
            {query.value(0).toString(), query.value(1).toString(), query.value(2).toString()}, arn,
            arn.mid(arn.lastIndexOf(u'/') + 1), query.value(4).toString(), {}, toTime(query.value(5))});
    }
}

void searchParticipants(Database &db, const QString &condition, const QVariantList &values,
    const std::pair<qint64, qint64> &range, int limit, QList<Found> *all)
{
    QVariantList whole {range.first, range.second};
    whole += values;
    whole.append(limit);
    QSqlQuery &query = db.run(u"SELECT partition, account, region, stage_arn, session_id, participant_id, user_id, "
                              "seen FROM participant JOIN session ON session.id = session "
                              "JOIN place ON place.id = place WHERE participant.id > ? AND participant.id <= ? AND ("_s
            + condition + u") ORDER BY participant.id DESC LIMIT ?"_s,
        whole);
    while (query.next()) {
        all->append({Found::Kind::Participant,
            {query.value(0).toString(), query.value(1).toString(), query.value(2).toString()},
            query.value(5).toString(), query.value(6).toString(), query.value(3).toString(), query.value(4).toString(),
            toTime(query.value(7))});
    }
}

} // namespace

QList<Found> search(Database &db, const QString &text, int limit, const std::function<bool()> &wanted)
{
    QList<Found> all;
    const QString sought = text.trimmed();
    if (sought.isEmpty() || limit <= 0)
        return all;
    const QString like = pattern(sought, u"%"_s, u"%"_s);
    const QString folding = pattern(sought.toCaseFolded(), u"%"_s, u"%"_s);
    const qint64 newest = db.value(u"SELECT max(id) FROM participant"_s).toLongLong();
    searchStages(db, like, folding, limit, &all);
    searchSessions(db, like, limit, &all);
    searchCompositions(db, like, folding, limit, &all);
    // Those that are it first, however old: a scan that ends at its limit may not come to them.
    searchParticipants(
        db, u"user_id = ? COLLATE NOCASE OR participant_id = ?"_s, {sought, sought}, {0, newest}, limit, &all);
    const qsizetype found = all.size();
    for (qint64 to = newest; to > 0 && all.size() - found < limit && wanted(); to -= kStep) {
        searchParticipants(db,
            u"user_id LIKE ? ESCAPE '\\' OR participant_id LIKE ? ESCAPE '\\' OR folded LIKE ? ESCAPE '\\'"_s,
            {like, like, folding}, {to - kStep, to}, limit - int(all.size() - found), &all);
    }
    std::stable_sort(
        all.begin(), all.end(), [&](const Found &a, const Found &b) { return rank(a, sought) < rank(b, sought); });
    QList<Found> once;
    for (const Found &each : std::as_const(all)) {
        if (once.size() < limit && !once.contains(each))
            once.append(each);
    }
    return once;
}

} // namespace store
