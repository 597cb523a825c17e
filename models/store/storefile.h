// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/database.h"

#include <QCoreApplication>

namespace store {

/// What came of opening a store file.
struct Opening
{
    bool ready = false;
    QString why; ///< for a person: why it could not be opened
    QString setAsidePath; ///< where a damaged file went; empty when it was sound
    QString setAsideWhy; ///< what was wrong with it
};

/// A store file: who may read it, whose it is, whether it is sound. Lives in the store's own thread.
class StoreFile final
{
    Q_DECLARE_TR_FUNCTIONS(StoreFile)

public:
    explicit StoreFile(const QString &path);
    ~StoreFile();
    Q_DISABLE_COPY_MOVE(StoreFile)

    /// Makes the folder (0700) and the file (0600) where they are missing, sets a damaged file aside under a name with
    /// the time, and brings the schema up to date. A file of a newer program is not touched.
    Opening open(Database *database);
    /// Damage was met while the file was in use: as open(), with the present file set aside first.
    Opening replace(Database *database, const QString &why);

private:
    /// What the first bytes say, without SQLite, which would write to a file that it opens.
    enum class Header { Missing, Sound, Empty, Foreign, Newer, Unreadable };
    Header header() const;
    Opening openLocked(Database *database);
    bool makeFolder(QString *why) const;
    bool create(QString *why);
    bool setAside(Opening *opening, const QString &why) const;
    QString words(const Fault &fault) const;

    QString m_path;
    bool m_claimed = false; ///< no other store of this process has the file
};

} // namespace store
