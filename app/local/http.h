// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/sigv4.h"

#include <QByteArray>
#include <QHostAddress>
#include <QPointer>
#include <QTcpSocket>

#include <functional>
#include <memory>

namespace local {

/// A request as it came over the wire: nothing decoded, nothing normalised.
struct HttpRequest
{
    QByteArray method;
    QByteArray target;
    aws::sigv4::Pairs headers;
    QByteArray body;

    QByteArray path() const;
    QByteArray query() const;
    /// The first header of that lower-case name; a null array when there is none.
    QByteArray header(const QByteArray &name) const;
};

struct HttpReply
{
    int status = 200;
    aws::sigv4::Pairs headers;
    QByteArray body;
};

/// The way back to one asker. It may have gone meanwhile; then nothing happens.
class Exchange
{
public:
    Exchange(QTcpSocket *socket, bool closes)
        : m_socket(socket)
        , m_closes(closes)
    {
    }

    void send(const HttpReply &reply);
    /// Sends the head as for the whole answer, \a bytes of the body, and hangs up.
    void truncate(const HttpReply &reply, int bytes);
    /// Sends \a bytesPerSecond.
    void drip(const HttpReply &reply, int bytesPerSecond);
    /// Hangs up without an answer.
    void drop();

private:
    QPointer<QTcpSocket> m_socket;
    bool m_closes;
};

/// The HTTP face. The only place that knows the library's server, a technology preview whose interface changes.
class HttpServer
{
public:
    using Handler = std::function<void(const HttpRequest &, const std::shared_ptr<Exchange> &)>;

    explicit HttpServer(Handler handler);
    ~HttpServer();

    bool listen(const QHostAddress &address, quint16 port, QString *why);
    quint16 port() const;

private:
    class Tap;
    class Engine;
    std::unique_ptr<Engine> m_engine;
    Tap *m_tap; // the engine owns it
};

} // namespace local
