// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/types.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <memory>
#include <optional>

class QSqlError;

namespace store {

/// What SQLite could not do.
struct Fault
{
    int code = 0; ///< SQLite's primary result code
    QString text;

    bool isDamage() const { return code == 11 || code == 26; } ///< SQLITE_CORRUPT, SQLITE_NOTADB
    bool isBusy() const { return code == 5; } ///< SQLITE_BUSY: another process holds the file
    /// The disk, not the statement: SQLITE_PERM, READONLY, IOERR, FULL, CANTOPEN. The next statement fails as well.
    bool isDisk() const { return code == 3 || code == 8 || code == 10 || code == 13 || code == 14; }
};

/// One connection to a store file, with its prepared statements. Belongs to the thread that made it.
///
/// The first fault sticks: statements after it do nothing until clearFault(), so that a chain of them is checked once.
class Database final
{
public:
    Database() = default;
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    /// Connects; \a making leaves the rollback journal on, for a file that gets its schema. False with fault() set.
    bool connectTo(const QString &path, bool making = false);
    void disconnect();
    bool isConnected() const { return m_database.isOpen(); }

    /// Runs a statement, prepared once. The result is read with next() before the same statement runs again.
    QSqlQuery &run(const QString &sql, const QVariantList &values = {});
    /// The first column of the first row; invalid when there is none.
    QVariant value(const QString &sql, const QVariantList &values = {});
    /// Rows changed by the last statement that run() ran.
    int changed() const { return m_changed; }
    bool begin();
    /// False, and rolled back, when a statement since begin() failed or the commit does.
    bool commit();

    const std::optional<Fault> &fault() const { return m_fault; }
    void clearFault() { m_fault.reset(); }
    /// Brings the schema up to \a version within one transaction.
    bool migrate(int version);

    /// The number that stands for a place; 0 when it is not there and \a make is false.
    qint64 placeId(const Place &place, bool make);

private:
    void note(const QSqlError &error);

    QSqlDatabase m_database;
    QString m_name;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_statements;
    QSqlQuery m_idle {QSqlDatabase()}; ///< what run() gives when it did nothing
    std::optional<Fault> m_fault;
    int m_changed = 0;
};

/// How a time is kept: milliseconds since 1970, NULL for an invalid one.
QVariant fromTime(const QDateTime &time);
QDateTime toTime(const QVariant &value);

} // namespace store
