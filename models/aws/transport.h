// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/call.h"
#include "models/aws/sigv4.h"

#include <QByteArray>
#include <QObject>
#include <QSslConfiguration>
#include <QUrl>

#include <optional>

class QNetworkAccessManager;

namespace aws {

/// A request as it goes over the wire, signed already.
struct HttpRequest
{
    QByteArray method;
    QUrl url; ///< encoded: set with QUrl::StrictMode, so that `%3A` and `%2F` stay
    sigv4::Pairs headers; ///< without Host, which is made from the URL
    QByteArray body;
};

/// Any complete answer, whatever its status.
struct HttpAnswer
{
    int status = 0;
    sigv4::Pairs headers;
    QByteArray body;

    /// The first header of that name in any case, or empty.
    QByteArray header(const QByteArray &name) const;
};

/// HTTP as this program needs it, over QNetworkAccessManager: each request exactly once on the wire, no redirects, no
/// cookies, deadlines, a cap on the answer, the system's proxy but never for loopback, TLS verified always.
class Transport final : public QObject
{
    Q_OBJECT

public:
    struct Limits
    {
        int connectTimeout = 10000; ///< ms for a new connection to stand and the request to start to leave
        int deadline = 30000; ///< ms for the whole exchange
        qint64 answerSize = qint64(32) * 1024 * 1024; ///< bytes, unpacked
    };

    explicit Transport(QObject *parent = nullptr);

    Limits limits() const { return m_limits; }
    void setLimits(const Limits &limits) { m_limits = limits; }

    /// Trusts the certificates in \a file (PEM) instead of the system's, for this transport's requests only:
    /// AWS_CA_BUNDLE.
    /// Fails with Layer::Tls when it can't be read or holds none.
    Result<Nothing> setCaBundle(const QString &file);

    /// Fails with NotReached, TimedOut or UnreadableAnswer (too large); Error::sent tells whether the request left.
    Call<HttpAnswer> *send(const HttpRequest &request);

private:
    QNetworkAccessManager *m_network;
    Limits m_limits;
    std::optional<QSslConfiguration> m_tls; ///< with a bundle of our own
};

/// Addresses that never leave this machine: localhost, 127.0.0.0/8 and ::1. Names below
/// localhost are not among them: a resolver may ask the network for those.
bool isLoopback(const QUrl &url);

} // namespace aws
