// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <optional>

namespace aws {

/// What went wrong: a closed set, so that a switch over it can be complete. Nobody compares strings.
enum class ErrorKind {
    NotReached, ///< no connection to the service: name, network, proxy, TLS (Error::layer says which)
    TimedOut, ///< connect timeout or overall deadline passed
    Canceled, ///< aborted by the asker, or the program is closing
    NoCredentials, ///< nothing to sign with: no source, a missing profile, an unreadable file
    ExpiredCredentials, ///< the credentials were good once
    Denied, ///< the service knows who asks, or refuses to, and says no
    Throttled, ///< too many calls per second, and the retries are spent
    NotFound,
    Conflict,
    Invalid, ///< a request that breaks a rule; Error::field names the member when it is known
    QuotaExceeded, ///< too many resources (HTTP 402)
    PendingVerification, ///< the AWS account is not verified yet
    ServiceFault, ///< 5xx
    UnreadableAnswer, ///< an answer arrived and can't be understood; Error::field names the member when it is known
    ReadOnly, ///< the guard refused a write; nothing was sent
    OutcomeUnknown, ///< a write was sent and its answer was lost or a 5xx: it may have happened
};

/// The part of the way that failed, so that a proxy or certificate fault is never called a credential fault.
enum class Layer { Program, Configuration, Credentials, NameLookup, Connection, Proxy, Tls, Service };

/// Why the guard lets no write through. The first that holds is told: it is the one that is hardest to lift.
enum class ReadOnlyReason {
    Option, ///< asked for when the connection was opened, with --read-only or in the sheet; holds until it is closed
    Profile, ///< the profile is marked read-only
    Production, ///< the profile or account is marked production, and locked
};

/// One failure, with what only it knows. The words that a person reads are made from it in models/errortext.h.
struct Error
{
    ErrorKind kind = ErrorKind::Canceled;
    Layer layer = Layer::Program;
    QString operation; ///< name of the service's operation, empty where there was none
    QString code; ///< the service's error code without namespace, as `ResourceNotFoundException`
    QString message; ///< the service's or the lower layer's own words: foreign text, shown as plain text
    QString field; ///< the member that is wrong (Invalid, UnreadableAnswer), as `destinations[0].s3`
    QString requestId; ///< x-amzn-requestid
    int httpStatus = 0; ///< 0 when there was no answer
    bool sent = false; ///< the request, or a part of it, left this machine
    std::optional<ReadOnlyReason> readOnly; ///< why, of ErrorKind::ReadOnly

    bool operator==(const Error &) const = default;

    bool isCanceled() const { return kind == ErrorKind::Canceled; }
    /// The answer says nothing about the request itself: the same request may succeed in a moment.
    bool isTransient() const;
    /// The service refused the request before it acted on it, so that sending it again can't do it twice.
    bool isRefusedBeforeActing() const;
    /// It says nothing about what was asked, but about the whole connection: every other call meets it too.
    bool concernsConnection() const;
    /// The clock of this machine and the service's are too far apart.
    bool isClockSkew() const;
    /// The request may have been acted on although no good answer came.
    bool mayHaveActed() const;

    static Error canceled(const QString &operation = {});
    static Error invalid(const QString &field, const QString &message);
    static Error unreadable(const QString &field, const QString &message);
    static Error configuration(const QString &message);
    static Error noCredentials(const QString &message);
};

/// Sorts a service's answer into an Error: by error code first, else by HTTP status.
/// \a code may carry a namespace (`ns#Code`) or a URL (`Code:http://…`); both are cut off.
Error errorFromService(int httpStatus, const QString &code, const QString &message, const QString &requestId);

/// The name of a kind in the code's own words, for logs.
QString errorKindName(ErrorKind kind);

} // namespace aws

Q_DECLARE_METATYPE(aws::Error)
