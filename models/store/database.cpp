// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/database.h"

#include "models/store/schema.h"

#include <QSqlError>
#include <QTimeZone>

#include <atomic>

using namespace Qt::Literals::StringLiterals;

namespace store {

QVariant fromTime(const QDateTime &time) { return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant(); }

QDateTime toTime(const QVariant &value)
{
    return value.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
}

Database::~Database() { disconnect(); }

bool Database::connectTo(const QString &path, bool making)
{
    static std::atomic<int> count = 0;
    m_name = u"store-%1"_s.arg(++count);
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    if (!m_database.isValid()) {
        m_fault = Fault {14, m_database.lastError().text()}; // the driver is not installed
        return false;
    }
    m_database.setDatabaseName(path);
    // Another program that is just closing lets the file go within this time; one that runs does not.
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=1000"_s);
    if (!m_database.open()) {
        note(m_database.lastError());
        return false;
    }
    m_idle = QSqlQuery(m_database);
    // One program at a time: the kernel drops the lock when a process dies, however it dies. Without shared memory,
    // too, which WAL needs otherwise.
    value(u"PRAGMA locking_mode=EXCLUSIVE"_s);
    if (making) {
        value(u"PRAGMA auto_vacuum=INCREMENTAL"_s);
    } else {
        value(u"PRAGMA journal_mode=WAL"_s);
        value(u"PRAGMA journal_size_limit=16777216"_s);
    }
    // FULL, not NORMAL: what saved() reports must outlive the machine's power, not only this process. It costs one
    // fsync per commit, in the store's own thread, at most ten a second.
    value(u"PRAGMA synchronous=FULL"_s);
    // What is forgotten leaves no trace in free pages.
    value(u"PRAGMA secure_delete=ON"_s);
    value(u"PRAGMA cache_size=-8192"_s);
    return !m_fault;
}

void Database::disconnect()
{
    m_statements.clear();
    m_idle = QSqlQuery(QSqlDatabase());
    if (m_name.isEmpty())
        return;
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
    m_name.clear();
}

void Database::note(const QSqlError &error)
{
    if (!m_fault)
        m_fault = Fault {error.nativeErrorCode().toInt() & 0xff, error.text()};
}

QSqlQuery &Database::run(const QString &sql, const QVariantList &values)
{
    m_changed = 0;
    if (m_fault) {
        m_idle.clear();
        return m_idle;
    }
    std::shared_ptr<QSqlQuery> &statement = m_statements[sql];
    if (!statement) {
        statement = std::make_shared<QSqlQuery>(m_database);
        statement->setForwardOnly(true);
        if (!statement->prepare(sql)) {
            note(statement->lastError());
            m_statements.remove(sql); // prepared anew the next time
            m_idle.clear();
            return m_idle;
        }
    }
    QSqlQuery &query = *statement;
    query.finish();
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(i, values.at(i));
    if (query.exec())
        m_changed = query.numRowsAffected();
    else
        note(query.lastError());
    return query;
}

QVariant Database::value(const QString &sql, const QVariantList &values)
{
    QSqlQuery &query = run(sql, values);
    const QVariant found = query.next() ? query.value(0) : QVariant();
    query.finish();
    return found;
}

bool Database::begin()
{
    run(u"BEGIN IMMEDIATE"_s);
    return !m_fault;
}

bool Database::commit()
{
    run(u"COMMIT"_s);
    if (!m_fault)
        return true;
    const std::optional<Fault> why = std::exchange(m_fault, std::nullopt);
    for (const auto &statement : std::as_const(m_statements))
        statement->finish();
    run(u"ROLLBACK"_s); // fails when SQLite has rolled back itself
    m_fault = why;
    return false;
}

bool Database::migrate(int version)
{
    const QList<QStringList> &steps = schemaSteps();
    const int present = value(u"PRAGMA user_version"_s).toInt();
    if (m_fault || present >= version)
        return !m_fault;
    begin();
    for (int step = present; step < version; ++step) {
        for (const QString &statement : steps.at(step))
            run(statement);
    }
    run(u"PRAGMA application_id=%1"_s.arg(kApplicationId));
    run(u"PRAGMA user_version=%1"_s.arg(version));
    const bool good = commit();
    m_statements.clear(); // some were prepared for the old schema
    return good;
}

qint64 Database::placeId(const Place &place, bool make)
{
    const QVariantList key {place.partition.isNull() ? u""_s : place.partition,
        place.accountId.isNull() ? u""_s : place.accountId, place.region.isNull() ? u""_s : place.region};
    const QString find = u"SELECT id FROM place WHERE partition = ? AND account = ? AND region = ?"_s;
    const qint64 id = value(find, key).toLongLong();
    if (id != 0 || !make)
        return id;
    run(u"INSERT INTO place (partition, account, region) VALUES (?, ?, ?)"_s, key);
    return value(find, key).toLongLong();
}

} // namespace store
