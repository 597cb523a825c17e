// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/journaltable.h"

using namespace Qt::Literals::StringLiterals;

namespace store {

namespace {

QVariant fromBytes(const QByteArray &bytes) { return bytes.isEmpty() ? QVariant() : QVariant(bytes); }

} // namespace

void appendJournal(Database &db, const JournalEntry &entry)
{
    const qint64 place = db.placeId(entry.place, true);
    db.run(u"INSERT INTO journal (id, place, time, profile, identity, operation, resource, parameters, before, undoes) "
           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {entry.id, place, fromTime(entry.time), entry.profile, entry.identity, entry.operation, entry.resource,
            fromBytes(entry.parameters), fromBytes(entry.before),
            entry.undoes == 0 ? QVariant() : QVariant(entry.undoes)});
    // One that is over when it is written, as a refused one is.
    if (entry.outcome != Outcome::Sent) {
        appendJournalResult(db,
            {entry.id, entry.time, entry.outcome, {}, entry.errorCode, entry.message, entry.requestId,
                entry.httpStatus});
    }
}

void appendJournalResult(Database &db, const JournalResult &result)
{
    db.run(u"INSERT INTO journal_result (entry, time, outcome, resource, error_code, message, request_id, http_status) "
           "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {result.entry, fromTime(result.time), int(result.outcome),
            result.resource.isEmpty() ? QVariant() : QVariant(result.resource), result.errorCode, result.message,
            result.requestId, result.httpStatus});
}

QList<JournalEntry> readJournal(Database &db, const JournalQuery &query)
{
    QString sql = u"SELECT journal.id, journal.time, partition, account, region, profile, identity, operation, "
                  "coalesce(result.resource, journal.resource), parameters, before, undoes, outcome, error_code, "
                  "message, request_id, http_status FROM journal JOIN place ON place.id = journal.place "
                  "LEFT JOIN journal_result AS result ON result.id = "
                  "(SELECT max(id) FROM journal_result WHERE entry = journal.id) WHERE 1"_s;
    QVariantList values;
    const auto where = [&](const QString &condition, const QVariant &value) {
        sql += u" AND "_s + condition;
        values.append(value);
    };
    if (query.place)
        where(u"journal.place = ?"_s, db.placeId(*query.place, false));
    if (query.from.isValid())
        where(u"journal.time >= ?"_s, fromTime(query.from));
    if (query.to.isValid())
        where(u"journal.time < ?"_s, fromTime(query.to));
    if (query.before != 0)
        where(u"journal.id < ?"_s, query.before);
    sql += u" ORDER BY journal.id DESC LIMIT ?"_s;
    values.append(query.limit);
    QList<JournalEntry> found;
    QSqlQuery &rows = db.run(sql, values);
    while (rows.next()) {
        JournalEntry entry;
        entry.id = rows.value(0).toULongLong();
        entry.time = toTime(rows.value(1));
        entry.place = {rows.value(2).toString(), rows.value(3).toString(), rows.value(4).toString()};
        entry.profile = rows.value(5).toString();
        entry.identity = rows.value(6).toString();
        entry.operation = rows.value(7).toString();
        entry.resource = rows.value(8).toString();
        entry.parameters = rows.value(9).toByteArray();
        entry.before = rows.value(10).toByteArray();
        entry.undoes = rows.value(11).toULongLong();
        entry.outcome = rows.value(12).isNull() ? Outcome::Sent : Outcome(rows.value(12).toInt());
        entry.errorCode = rows.value(13).toString();
        entry.message = rows.value(14).toString();
        entry.requestId = rows.value(15).toString();
        entry.httpStatus = rows.value(16).toInt();
        found.append(entry);
    }
    return found;
}

} // namespace store
