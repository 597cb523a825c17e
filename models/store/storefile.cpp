// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/storefile.h"

#include "models/store/schema.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QMutex>
#include <QSet>
#include <QtEndian>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace store {

namespace {

constexpr QFile::Permissions kFileMode = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions kFolderMode = kFileMode | QFile::ExeOwner;

// SQLite's locks hold between processes only, and are lost when this process closes the file anywhere else.
QMutex claimMutex;

QSet<QString> &claims()
{
    static QSet<QString> paths;
    return paths;
}

bool claim(const QString &path)
{
    const QMutexLocker locker(&claimMutex);
    if (claims().contains(path))
        return false;
    claims().insert(path);
    return true;
}

void release(const QString &path)
{
    const QMutexLocker locker(&claimMutex);
    claims().remove(path);
}

// A new name in a folder is on the disk only once the folder is.
void syncFolder(const QString &path)
{
    const int folder = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    ::fsync(folder);
    ::close(folder);
}

} // namespace

StoreFile::StoreFile(const QString &path)
    : m_path(QFileInfo(path).absoluteFilePath())
{
}

StoreFile::~StoreFile()
{
    if (m_claimed)
        release(m_path);
}

bool StoreFile::makeFolder(QString *why) const
{
    const QFileInfo folder(QFileInfo(m_path).absolutePath());
    if (!folder.exists()) {
        QDir().mkpath(folder.absoluteFilePath());
        if (!QFileInfo(folder.absoluteFilePath()).isDir()) {
            *why = tr("The folder %1 can't be made.").arg(folder.absoluteFilePath());
            return false;
        }
    } else if (!folder.isDir()) {
        *why = tr("The folder %1 can't be made: there is a file of that name.").arg(folder.absoluteFilePath());
        return false;
    }
    QFile::setPermissions(folder.absoluteFilePath(), kFolderMode);
    return true;
}

StoreFile::Header StoreFile::header() const
{
    const QFileInfo info(m_path);
    if (!info.exists() && !info.isSymLink())
        return Header::Missing;
    if (!info.isFile())
        return Header::Unreadable;
    if (info.size() == 0)
        return Header::Empty;
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return Header::Unreadable;
    const QByteArray bytes = file.read(100);
    // https://www.sqlite.org/fileformat.html: the magic, the user version at 60, the application id at 68.
    if (bytes.size() < 100 || !bytes.startsWith(QByteArrayView("SQLite format 3\0", 16)))
        return Header::Foreign;
    if (qFromBigEndian<qint32>(bytes.constData() + 68) != kApplicationId)
        return Header::Foreign;
    return qFromBigEndian<qint32>(bytes.constData() + 60) > schemaSteps().size() ? Header::Newer : Header::Sound;
}

bool StoreFile::setAside(Opening *opening, const QString &why) const
{
    const QString stem = m_path + u".damaged-"_s + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
    QString target = stem;
    for (int i = 2; QFileInfo::exists(target); ++i)
        target = stem + u'-' + QString::number(i);
    if (QFileInfo::exists(m_path) && !QFile::rename(m_path, target)) {
        opening->why = tr("The damaged file %1 can't be set aside.").arg(m_path);
        return false;
    }
    // With the name that SQLite's own rescue tools look for.
    for (const QString &tail : {u"-wal"_s, u"-journal"_s}) {
        if (QFileInfo::exists(m_path + tail))
            QFile::rename(m_path + tail, target + tail);
    }
    opening->setAsidePath = target;
    opening->setAsideWhy = why;
    return true;
}

// Made whole under another name: whatever is found under its own is a store, or was one.
bool StoreFile::create(QString *why)
{
    const QString making = m_path + u".new"_s;
    for (const QString &tail : {u""_s, u"-journal"_s, u"-wal"_s})
        QFile::remove(making + tail);
    QFile file(making);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, kFileMode)) {
        *why = tr("%1 can't be made: %2").arg(m_path, file.errorString());
        return false;
    }
    file.close();
    Database fresh;
    const bool made = fresh.connectTo(making, true) && fresh.migrate(int(schemaSteps().size()));
    if (!made) {
        *why = words(*fresh.fault());
        fresh.disconnect();
        QFile::remove(making);
        return false;
    }
    fresh.disconnect();
    if (!QFile::rename(making, m_path)) {
        *why = tr("%1 can't be made.").arg(m_path);
        return false;
    }
    syncFolder(QFileInfo(m_path).absolutePath());
    return true;
}

QString StoreFile::words(const Fault &fault) const
{
    if (fault.isBusy())
        return tr("Another Stagedesk has %1 open.").arg(m_path);
    return tr("%1 can't be opened: %2").arg(m_path, fault.text);
}

Opening StoreFile::open(Database *database)
{
    Opening opening;
    if (!m_claimed && !claim(m_path)) {
        opening.why = tr("%1 is open already in this program.").arg(m_path);
        return opening;
    }
    m_claimed = true;
    if (!makeFolder(&opening.why))
        return opening;
    // Two programs that start at once look at the file one after the other; a lock of a dead one is seen through.
    QLockFile opener(m_path + u".opening"_s);
    opener.setStaleLockTime(0);
    if (!opener.tryLock(5000)) {
        opening.why =
            tr("%1 can't be opened: its folder can't be written, or another program is opening it.").arg(m_path);
        return opening;
    }
    return openLocked(database);
}

Opening StoreFile::replace(Database *database, const QString &why)
{
    Opening opening;
    database->disconnect();
    database->clearFault();
    if (!setAside(&opening, why))
        return opening;
    Opening fresh = open(database);
    fresh.setAsidePath = opening.setAsidePath;
    fresh.setAsideWhy = opening.setAsideWhy;
    return fresh;
}

Opening StoreFile::openLocked(Database *database)
{
    Opening opening;
    switch (header()) {
    case Header::Unreadable:
        opening.why = tr("%1 can't be read.").arg(m_path);
        return opening;
    case Header::Newer:
        opening.why =
            tr("%1 was written by a newer Stagedesk. It is left as it is, and nothing is kept meanwhile.").arg(m_path);
        return opening;
    case Header::Empty:
        if (!setAside(&opening, tr("The file was empty.")))
            return opening;
        break;
    case Header::Foreign:
        if (!setAside(&opening, tr("The file was no store of Stagedesk.")))
            return opening;
        break;
    case Header::Missing:
        // SQLite would take the log of a file that is gone for the new one's.
        if (QFileInfo::exists(m_path + u"-wal"_s) && !setAside(&opening, tr("The file was missing beside its log.")))
            return opening;
        break;
    case Header::Sound:
        break;
    }
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (!QFileInfo::exists(m_path) && !create(&opening.why))
            return opening;
        QFile::setPermissions(m_path, kFileMode);
        const int version = int(schemaSteps().size());
        if (database->connectTo(m_path) && database->migrate(version)) {
            // The log may hold a newer version than the header says.
            opening.ready = database->value(u"PRAGMA user_version"_s).toInt() == version;
            if (!opening.ready) {
                opening.why = tr("%1 was written by a newer Stagedesk.").arg(m_path);
                database->disconnect();
            }
            return opening;
        }
        const Fault fault = *database->fault();
        database->disconnect();
        database->clearFault();
        if (!fault.isDamage() || attempt > 0) {
            opening.why = words(fault);
            return opening;
        }
        if (!setAside(&opening, fault.text))
            return opening;
    }
    return opening;
}

} // namespace store
