// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findcommand.h"
#include "models/findmodel.h"
#include "models/usersearch.h"

#include <QTimer>

#include <functional>

class Desk;
namespace store {
class Store;
}

/// The one search: pages and actions, what the open workspaces have loaded, what the desk's stores remember, and on
/// request the service itself. What
/// comes later stands below what is there, so that nothing moves under the hand; an answer to an older text is dropped.
class Finder final : public QObject
{
    Q_OBJECT

public:
    explicit Finder(Desk *desk, QObject *parent = nullptr);
    ~Finder() override;

    FindModel *model() { return &m_model; }
    /// Where pages and actions come from; asked at each new text.
    void setCommands(std::function<QList<FindCommand>()> commands) { m_commands = std::move(commands); }
    /// This workspace's results stand first, and it is asked first; null for none.
    void setWorkspace(Workspace *workspace);

    /// Searches for another text. Empty shows all pages and actions.
    void setText(const QString &text);
    QString text() const { return m_model.query().text(); }
    /// Nobody looks any more: forgets the text, ends what is under way.
    void close();

    /// Why the service can't be asked about the present text; empty when it can.
    QString askingRefused() const;
    /// What asking would mean, in words: `Ask the service where the user id guest-3 is, stage by stage`.
    QString askingOffer() const;
    void askService();
    /// Ends the search of the service; what was found stays.
    void stopAsking();
    bool isAsking() const { return m_isAsking; }
    /// How far the search of the service is or, when it has ended, what was searched and what was not; empty before
    /// one.
    QString askingText() const;

    /// A person chose the row with this key: opens it, or asks the service where it is first. False when it can't be.
    bool choose(const QString &key);

Q_SIGNALS:
    void askingChanged();
    void placeChosen(const FindPlace &place);
    void commandChosen(const QString &id);

private:
    QList<Workspace *> workspaces() const;
    QList<Workspace *> workspacesIn(const store::Store *store) const;
    void watch(Workspace *workspace);
    void forget(Workspace *workspace);
    void search(const FindQuery &query);
    void searchAgain();
    void searchStores(const FindQuery &query);
    void publish(const FindQuery &query);
    void take(const UserSearch *search, const UserSearch::Found &found);
    void resolve(const FindPlace &place, FindResult::Kind kind);
    void forgetAsked();
    void endAsking();

    Desk *m_desk;
    FindModel m_model;
    std::function<QList<FindCommand>()> m_commands;
    QPointer<Workspace> m_workspace;
    QList<FindGroup> m_first; ///< what stood there at once
    FindGroup m_remembered; ///< in the stores
    FindGroup m_meanwhile; ///< loaded since
    FindGroup m_met; ///< in the service
    QStringList m_later; ///< the groups below m_first, in the order in which they came
    bool m_isOpen = false;
    QTimer m_again;

    QList<UserSearch *> m_searches;
    bool m_isAsking = false;
    bool m_wasStopped = false;
    QPointer<aws::CallBase> m_resolving;
    QString m_resolveText;
};
