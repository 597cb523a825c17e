// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/selfsigned.h"

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <optional>
#include <variant>

namespace aws {
class WriteGuard;
}

/// Signs tokens with a key of one's own, one or ten thousand, on threads of its own. It is the one way to a signature:
/// where the connection is read-only nothing is signed. No call is made.
class TokenSigner final : public QObject
{
    Q_OBJECT

public:
    /// What a token shall say.
    using Claims = std::variant<ivs::ParticipantClaims, ivs::ConnectionClaims>;
    /// The token, which is a secret; or what is wrong with its claims.
    using Outcome = tl::expected<QString, ivs::FieldFault>;

    /// \a guard is not owned and must live longer.
    explicit TokenSigner(aws::WriteGuard *guard, QObject *parent = nullptr);
    /// Waits for what the threads have in hand, a few milliseconds.
    ~TokenSigner() override;

    /// Begins to sign each of \a claims; what an earlier run made is forgotten. Does nothing and returns false in
    /// read-only and while it is running. Whether \a key is the private half of \a publicKeyArn only the caller knows.
    bool start(const ivs::es384::PrivateKey &key, const QString &publicKeyArn, const QList<Claims> &claims);
    /// Ends the run; what is signed by then stays. finished() comes through the event loop.
    void cancel();

    bool isRunning() const { return m_running; }
    /// The last run ended before all were signed: by cancel(), or since the connection became read-only.
    bool wasCanceled() const;
    int total() const;
    int done() const;
    /// After finished(): one for each of the claims, in their order; nothing where the run ended before its turn.
    const QList<std::optional<Outcome>> &outcomes() const { return m_outcomes; }

Q_SIGNALS:
    /// done() went on; at most ten times a second.
    void progressed();
    /// Once for each start().
    void finished();

private:
    struct Run;

    void work(Run *run);
    void finish();

    aws::WriteGuard *m_guard;
    std::unique_ptr<Run> m_run;
    bool m_running = false;
    QList<std::optional<Outcome>> m_outcomes;
    QThreadPool m_threads; ///< the last: its threads use the run
};
