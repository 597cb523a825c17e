// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <optional>

/// A server on loopback that counts the requests that reach it, byte for byte, and answers or hangs up as it is told.
class RawServer final : public QTcpServer
{
    Q_OBJECT

public:
    struct Request
    {
        QByteArray line; ///< `POST /ListStages HTTP/1.1`
        QByteArray head; ///< all of it, with the line
        QByteArray body;
        int connection = 0; ///< counted from 1
    };
    struct Reply
    {
        QByteArray bytes; ///< as they go over the wire
        bool close = false; ///< hang up after them
        int dripEvery = 0; ///< ms between the bytes behind the head; 0 sends all at once
    };
    using Handler = std::function<Reply(const Request &)>;

    explicit RawServer(Handler handler);
    RawServer(Handler handler, const QSslConfiguration &tls);

    QUrl url(const QString &path = {}) const;
    const QList<Request> &requests() const { return m_requests; }
    int connections() const { return m_connections; }
    void setHandler(Handler handler) { m_handler = std::move(handler); }
    /// Hangs up on everybody and listens no more.
    void shutDown();

    static Reply answer(int status, const QByteArray &body, const QByteArray &headers = {});

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void read(QTcpSocket *socket, QByteArray *buffer, int connection);
    void reply(QTcpSocket *socket, const Reply &reply);

    Handler m_handler;
    std::optional<QSslConfiguration> m_tls;
    QList<Request> m_requests;
    int m_connections = 0;
};
