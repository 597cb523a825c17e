// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mintdraft.h"
#include "models/mintedtoken.h"
#include "models/tokensigner.h"
#include "models/undertaking.h"

#include <deque>
#include <map>
#include <variant>

class KnownEndpoints;
class Workspace;

/// One act by hand: tokens, one or ten thousand, are signed here with one key. Made by TokenActs, not started. A row is
/// done, failed or canceled; none is ever unknown, as nothing leaves but a GetStage for each stage whose endpoints are
/// not known. The tokens arrive a few at a time, so that the window goes on meanwhile.
class TokenSigning final : public QObject
{
    Q_OBJECT

public:
    using Phase = Undertaking::Phase;
    struct Row
    {
        QString key; ///< the asker's own, by which signedOne() tells the token
        std::variant<MintDraft, ConnectionDraft> asked;
        Phase phase = Phase::Waiting;
        QString fault; ///< why it failed, a sentence
        std::optional<aws::Error> error; ///< of the call that failed, if it was one
    };

    TokenSigning(
        Workspace *workspace, KnownEndpoints *endpoints, const QString &keyArn, std::vector<Row> rows, QObject *parent);
    ~TokenSigning() override;

    int total() const { return int(m_rows.size()); }
    const Row &row(int row) const { return m_rows[std::size_t(row)]; }
    bool isFinished() const { return m_finished; }

    /// Begins. A second start does nothing.
    void start();
    /// What is signed by then stays; the rest is Canceled.
    void cancel();
    /// Nobody wants the tokens any more: ends and deletes itself. What was told before is told.
    void dismiss();

Q_SIGNALS:
    /// The token in it is secret.
    void signedOne(const MintedToken &token, const QString &key);
    /// Rows from \a first to \a last have ended, not all of them perhaps.
    void ended(int first, int last);
    /// Every row has ended; through the event loop.
    void finished();

private:
    struct Arrival
    {
        int row;
        MintedToken token; ///< secret; empty when there is none
    };

    void prepare();
    void askEndpoints(const QString &stageArn);
    void sign();
    void takeOutcomes();
    void deliver();
    void fail(int row, const QString &fault, const std::optional<aws::Error> &error = {});
    void endFrom(int first, Phase phase, const QString &fault);
    void endIfDone();
    QString refusal() const;
    TokenSigner::Claims claimsOf(const Row &row, const QDateTime &now);
    MintedToken tokenOf(const Row &row, const TokenSigner::Claims &claims, const QString &token) const;

    Workspace *m_workspace;
    KnownEndpoints *m_endpoints;
    QString m_keyArn;
    std::vector<Row> m_rows;
    int m_first = 0; ///< of the rows in hand
    int m_next = 0; ///< behind them
    QList<int> m_signing; ///< rows that the signer has, in its order
    QList<TokenSigner::Claims> m_claims; ///< of these
    std::map<QString, ivs::StageEndpoints> m_known; ///< for the whole act
    std::map<QString, aws::Error> m_missing; ///< stages whose endpoints could not be read
    QList<QPointer<aws::CallBase>> m_asking;
    int m_unanswered = 0;
    std::deque<Arrival> m_arrived;
    bool m_delivering = false;
    bool m_started = false;
    bool m_canceled = false;
    bool m_finished = false;
    TokenSigner m_signer;
};
