// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/types.h"

#include <QObject>
#include <QPointer>

#include <optional>

namespace aws {
class Clock;
}
namespace store {
class Store;
}
class Workspace;

/// What a person decides about one store: how much it keeps and for how long, how much that is now, and what it is to
/// forget. The journal stays whatever is forgotten; a forgotten user's name is blotted out of its texts.
class Remembering final : public QObject
{
    Q_OBJECT

public:
    /// \a store is not owned.
    Remembering(store::Store *store, aws::Clock *clock, QObject *parent = nullptr);

    /// The smallest and the largest cap that can be set, in MB (1024 × 1024 bytes), and the longest age in days.
    static constexpr int kLeastMegabytes = 16;
    static constexpr int kMostMegabytes = 1024 * 1024;
    static constexpr int kMostDays = 3650;

    QString path() const; ///< of the file
    /// Why nothing is remembered; empty while it is, or while the file is being opened.
    QString why() const;
    int megabytes() const; ///< the cap
    int days() const; ///< after which a session that ended goes; 0: never
    /// Takes effect at once and is kept in the store.
    void setLimits(int megabytes, int days);

    /// What the file held when it was read last; nothing before readUsage() has answered.
    const std::optional<store::Usage> &usage() const { return m_usage; }
    void readUsage();

    /// Removes somebody from every session that this store keeps, of all connections that keep theirs in it.
    void forgetUser(const QString &userId);
    /// Removes a session of a workspace that keeps its rows here: who took part in it and what happened to them. None
    /// of that is kept again before the next run.
    void forgetSession(const Workspace *workspace, const QString &stageArn, const QString &sessionId);
    bool isForgetting() const { return m_forgetting > 0; }
    /// What the last one removed, in words; the name of a user is not in them.
    QString forgottenText() const { return m_forgotten; }

Q_SIGNALS:
    /// Another limit, other figures, or forgetting began or ended.
    void changed();
    /// Something was removed, or was not there to be removed: forgottenText() says.
    void forgotten(const store::Forgotten &gone);
    /// Told at once: nothing that is read of this session from now on is to be kept.
    void sessionForgotten(const store::SessionKey &session);

private:
    void took(const store::Forgotten &gone);

    QPointer<store::Store> m_store;
    aws::Clock *m_clock;
    std::optional<store::Usage> m_usage;
    int m_forgetting = 0;
    QString m_forgotten;
};
