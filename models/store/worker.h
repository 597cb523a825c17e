// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/storefile.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

namespace store {

/// The store's side of its thread: gathers writes into transactions, answers reads after the writes that came before
/// them, keeps the file within its limits. Every member function runs in that thread.
class Worker final : public QObject
{
    Q_OBJECT

public:
    using Write = std::function<void(Database &)>;
    using Read = std::function<void(Database &)>;

    Worker(const QString &path, int gatherMs);
    ~Worker() override;

    void open();
    /// \a rows: how much it is, roughly; \a soon: committed as soon as nothing else waits, not after the gathering
    /// time.
    void write(quint64 ticket, Write write, int rows, bool soon);
    /// Without a file the database that \a read gets is not connected: it finds nothing.
    void read(const Read &read);
    /// Runs a transaction of its own now, with everything written before; what must follow a commit goes in \a after.
    void change(const Write &write, const Read &after);
    void setLimits(const Limits &limits);
    /// Removes what is older than the age limit by \a now.
    void expire(const QDateTime &now);
    void close();

Q_SIGNALS:
    void opened(const QHash<QString, QByteArray> &state);
    void failed(const QString &why);
    void setAside(const QString &path, const QString &why);
    /// Every write up to this ticket is on the disk, but for those that lost() told.
    void saved(quint64 ticket);
    void lost(quint64 first, quint64 last, const QString &why);

private:
    struct Pending
    {
        quint64 ticket;
        Write write;
    };

    void flush();
    bool attempt(const std::vector<Pending> &batch);
    /// A fault that means damage: the file is set aside and a new one taken. False when there is none then.
    bool recover();
    void accept(const Opening &opening);
    void keepWithinLimits();
    bool step(const std::function<bool()> &some);

    StoreFile m_file;
    Database m_database;
    bool m_ready = false;
    int m_gatherMs;
    QTimer m_timer;
    QTimer m_tidy;
    std::vector<Pending> m_pending;
    int m_rows = 0; ///< pending, roughly
    Limits m_limits;
    bool m_evicting = false;
    QDateTime m_expireBefore;
};

} // namespace store
