// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/callobserver.h"
#include "models/store/types.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <functional>

namespace aws {
class Clock;
}
namespace store {
class Store;
}
class Workspace;

/// Every write of every connection, before it leaves and after its end, without secrets. Kept in the store where there
/// is one, else as long as the program runs. An entry is never taken out and never changed, but for its result.
class Journal final : public QObject
{
    Q_OBJECT

public:
    enum class Keeping {
        NotKept, ///< there is no store, it failed, or an entry was lost: see why()
        Saving, ///< some entries are not on the disk yet
        Saved,
    };

    explicit Journal(aws::Clock *clock, QObject *parent = nullptr);

    /// Keeps the entries there and reads the latest ones from it; once. Not owned; null keeps them nowhere.
    void setStore(store::Store *store);
    /// Hears of the workspace's writes.
    void observe(Workspace *workspace);

    /// The known entries, oldest first: those of this run, and what was read from the store.
    const QList<store::JournalEntry> &entries() const { return m_entries; }
    /// The place in entries(), -1 when it is not known.
    qsizetype indexOf(quint64 id) const;
    /// The latest entry of this operation on, or that made, this resource; 0: there is none.
    quint64 entryOf(const QString &operation, const QString &resource) const;
    /// Reads \a count entries from before the first one that is known.
    void readOlder(int count = 500);
    /// Entries of earlier runs are on their way from the store.
    bool isReading() const { return m_reading; }
    /// The store has older entries than the first one.
    bool hasOlder() const { return m_hasOlder; }

    Keeping keeping() const;
    QString why() const; ///< why entries are not kept, a few words
    /// Its answer is still awaited. An entry without a result that is not, was left behind by a run that was killed.
    bool isUnderway(quint64 id) const;

    /// Calls \a go once the entry of this write (aws::WriteRecord::id) is on the disk, unless \a guard is gone by then;
    /// at once when nothing is kept. After 2 s it does not wait any longer, and the entry says so.
    void whenKept(quint64 write, QObject *guard, const std::function<void()> &go);
    /// Drops what is known but the writes under way, and reads the latest from the store: texts there were changed.
    void readAgain();

    /// The write of this resource whose outcome is unknown was read back: it \a done or was not done.
    void settle(Workspace *workspace, const QString &resource, bool done);

Q_SIGNALS:
    void added(qsizetype index);
    void changed(qsizetype index);
    /// Older entries came: every index is another now.
    void reset();
    void keepingChanged();

private:
    void began(Workspace *workspace, const aws::WriteRecord &record);
    void ended(const aws::WriteRecord &record, const aws::WriteResult &result);
    void finish(const store::JournalResult &result);
    void merge(const QList<store::JournalEntry> &older, int asked);
    quint64 newId(const QDateTime &now);
    /// Lets go those who wait for these tickets.
    void release(const std::function<bool(quint64 ticket)> &which);
    static store::Place placeOf(const Workspace *workspace);

    aws::Clock *m_clock;
    QPointer<store::Store> m_store;
    QList<store::JournalEntry> m_entries;
    QHash<quint64, quint64> m_underway; ///< write of aws::WriteRecord → entry
    QList<quint64> m_pending; ///< tickets of what is not on the disk yet
    struct Waiting
    {
        quint64 ticket;
        QPointer<QObject> guard;
        std::function<void()> go;
    };
    QList<Waiting> m_waiting; ///< writes that leave when they are kept
    QSet<quint64> m_early; ///< entries whose write left before they were kept
    quint64 m_lastId = 0;
    bool m_hasOlder = false;
    bool m_reading = false;
    QString m_why; ///< why an entry was lost; stays, for the hole in the journal stays
};
