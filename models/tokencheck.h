// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/listing.h"
#include "models/tokenregister.h"

#include <QQueue>

/// Asks the service by hand what became of issued tokens. No call tells of a token: the sessions of its stage since it
/// was issued are listed, and its participant is asked for in each, the latest first, until one has it (GetParticipant,
/// 5 a second for the account). Whoever is in none has not used it. What is found goes to the register.
class TokenCheck final : public QObject
{
    Q_OBJECT

public:
    TokenCheck(ivs::Client *client, TokenRegister *tokens, ServiceClock *clock, QObject *parent);
    ~TokenCheck() override;

    /// Those that are not being checked already and belong to a participant.
    void check(const QStringList &participantIds);
    /// What has not been answered stays as it was known.
    void stop();

    bool isChecking(const QString &participantId) const { return m_checking.contains(participantId); }
    int checking() const { return int(m_checking.size()); } ///< how many are
    /// Why the last check of this one told nothing; gone once it is checked again.
    std::optional<aws::Error> error(const QString &participantId) const;

    /// Sessions of a stage that are looked through: of one with more it stays not known, unless one of these has it.
    static constexpr int kMostSessions = 1000;

Q_SIGNALS:
    /// isChecking() or error() of these.
    void changed(const QStringList &participantIds);

private:
    struct Job
    {
        QString participantId;
        QString stageArn;
        QStringList sessions; ///< still to be asked, the latest first
        QDateTime asOf; ///< service time at which the sessions began to be listed
        bool isWhole = true; ///< these are all
    };
    struct Stage
    {
        QPointer<ivs::ListingBase> listing;
        QStringList participantIds;
        QList<ivs::StageSessionSummary> sessions;
        QDateTime asOf;
    };

    void list(const QString &stageArn);
    void listed(const QString &stageArn, const std::optional<aws::Error> &error);
    void next();
    void ask(Job job);
    void end(const QStringList &participantIds, const std::optional<aws::Error> &error);

    ivs::Client *m_client;
    TokenRegister *m_tokens;
    ServiceClock *m_clock;
    QHash<QString, Stage> m_stages; ///< whose sessions are being listed, by ARN
    QQueue<Job> m_waiting;
    int m_underway = 0;
    quint64 m_ticket = 0; ///< answers to what was stopped are dropped
    QSet<QString> m_checking;
    QHash<QString, aws::Error> m_errors;
};
