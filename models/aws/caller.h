// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/callobserver.h"
#include "models/aws/credentials.h"
#include "models/aws/governor.h"
#include "models/aws/retry.h"
#include "models/aws/transport.h"
#include "models/aws/writeguard.h"

#include <QHash>
#include <QPointer>

namespace aws {

/// One request to a service before it is signed.
struct Request
{
    const Operation *operation = nullptr;
    QString pathArgument; ///< fills the braces of Operation::path, decoded; empty when there are none
    sigv4::Pairs query; ///< decoded names and values, sent in this order
    QByteArray body; ///< JSON; empty for GET and DELETE
};

/// A good answer.
struct Response
{
    int status = 0;
    QByteArray body;
    QString requestId;
};

/// The way of one connection to one service: guard, credentials, governor, signature, transport, retry, skew.
/// Identical reads in flight share one request, each asker with a Call of its own, but never one that began before
/// the last write ended.
class Caller final : public QObject
{
    Q_OBJECT

public:
    struct Setup
    {
        Transport *transport = nullptr;
        CredentialsProvider *credentials = nullptr;
        Governor *governor = nullptr;
        Clock *clock = nullptr;
        WriteGuard *guard = nullptr;
        QUrl endpoint;
        QString partition;
        QString region;
        QByteArray signingName; ///< `ivs`
        int maxAttempts = 3;
        std::function<double()> random; ///< [0, 1), for the jitter of retries
        /// The parameters of a write without its secrets, for the observers; they get none when it is left out.
        std::function<QByteArray(const Request &)> redact;
        /// ARN or id of what an answer says was created, for the observers.
        std::function<QString(const Response &)> made;
        /// Told a write's WriteRecord::id after writeBegan(); the request leaves when it calls \a go, at once or later,
        /// which it must not do once \a guard is gone. Left out, a write leaves at once.
        std::function<void(quint64 write, QObject *guard, const std::function<void()> &go)> keep;
    };

    explicit Caller(const Setup &setup, QObject *parent = nullptr);
    ~Caller() override;

    Call<Response> *send(const Request &request, Lane lane);
    /// Goes with the next write that is sent: lay it down right before it is asked for. A read leaves it lying; a
    /// write that is refused at once takes it away.
    void setNote(const WriteNote &note) { m_note = note; }

    void addObserver(CallObserver *observer) { m_observers.append(observer); }
    const Setup &setup() const { return m_setup; }
    /// Seconds that are added to this machine's clock before signing; 0 while it agrees with the service's.
    qint64 clockOffset() const { return m_clockOffset; }
    /// Whose budget is spent; the access key is empty until the first call.
    BudgetScope budgetScope() const;
    /// Empty until the credentials' source or identifyAccount() told it.
    QString accountId() const { return m_accountId; }
    /// The account became known from an answer: the governor counts for it from now on.
    void identifyAccount(const QString &accountId);

private:
    class Flight;
    friend class Flight;

    HttpRequest signedRequest(const Request &request, const Credentials &credentials) const;

    Setup m_setup;
    QList<CallObserver *> m_observers;
    QHash<QByteArray, Flight *> m_reads; ///< joinable flights by what they ask
    RetryQuota m_quota;
    WriteNote m_note;
    quint64 m_writeEpoch = 0; ///< counts ended writes
    qint64 m_clockOffset = 0;
    QString m_accessKeyId;
    QString m_accountId;
};

} // namespace aws
