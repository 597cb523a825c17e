// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/store.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace aws {
class CredentialsProvider;
}
namespace ivs {
class Client;
}
class CompositionHistory;
class ParticipantDetail;
class ParticipantEventModel;
class ParticipantModel;
class PublicKeyModel;
class SigningKeys;
class StageModel;
class StageSessionModel;
class TimelineLoader;
class TokenRegister;

/// Keeps in the store what the lists of one workspace show, and shows it again before the service has answered. What is
/// sealed there (an ended session, read to its end at least 10 minutes later) is never asked of the service again.
///
/// The rows of an account are shown only once it is known whose connection this is: from the credentials' source, from
/// an answer, or from an earlier run, since an access key never changes its account.
class Archive final : public QObject
{
    Q_OBJECT

public:
    Archive(store::Store *store, ivs::Client *client, aws::CredentialsProvider *credentials, const store::Place &where,
        QObject *parent);

    store::Store *store() const { return m_store; } ///< null when it is gone
    /// Where rows are kept under; without an account until that is known.
    const store::Place &place() const { return m_place; }

    void remember(StageModel *stages);
    void remember(StageSessionModel *sessions);
    void remember(ParticipantModel *participants);
    void remember(ParticipantEventModel *events);
    void remember(ParticipantDetail *detail);
    void remember(TimelineLoader *timeline);
    void remember(CompositionHistory *compositions);
    void remember(TokenRegister *tokens);
    /// With the material of the keys: a private half is believed only beside it, and signing shall need no network.
    void remember(PublicKeyModel *list, SigningKeys *keys);
    /// Keeps nothing of this session any more: who took part and what happened to them.
    void forget(const store::SessionKey &session);

Q_SIGNALS:
    /// The account proved to be another than the one whose rows are shown: they must go from the screen.
    void disowned();

private:
    /// Runs \a fn once the account is known, unless \a guard is gone by then.
    void whenPlaced(QObject *guard, std::function<void()> fn);
    /// Whose this access key was in an earlier run.
    void recallAccount();
    void setAccount(const QString &accountId);
    store::SessionKey session(const QString &stageArn, const QString &sessionId) const;
    bool keeps(const QString &stageArn, const QString &sessionId) const;

    QPointer<store::Store> m_store;
    store::Place m_place;
    QString m_accountKey; ///< in the store's state: which account this access key belongs to
    QList<std::pair<QPointer<QObject>, std::function<void()>>> m_waiting;
    QList<store::SessionKey> m_forgotten;
    bool m_putsUses = false; ///< what is told of tokens just now comes from here
};
