// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rawserver.h"

#include <QPointer>
#include <QSslSocket>
#include <QTimer>
#include <QUrl>

#include <memory>

RawServer::RawServer(Handler handler)
    : m_handler(std::move(handler))
{
    listen(QHostAddress::LocalHost);
}

RawServer::RawServer(Handler handler, const QSslConfiguration &tls)
    : m_handler(std::move(handler))
    , m_tls(tls)
{
    listen(QHostAddress::LocalHost);
}

QUrl RawServer::url(const QString &path) const
{
    return QUrl(QStringLiteral("%1://127.0.0.1:%2%3")
                    .arg(m_tls ? QStringLiteral("https") : QStringLiteral("http"))
                    .arg(serverPort())
                    .arg(path),
        QUrl::StrictMode);
}

void RawServer::shutDown()
{
    close();
    const auto sockets = findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : sockets)
        socket->abort();
}

RawServer::Reply RawServer::answer(int status, const QByteArray &body, const QByteArray &headers)
{
    return {"HTTP/1.1 " + QByteArray::number(status) + " Said\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\n" + headers + "\r\n" + body};
}

void RawServer::incomingConnection(qintptr descriptor)
{
    QTcpSocket *socket = nullptr;
    if (m_tls) {
        auto *secure = new QSslSocket(this);
        secure->setSslConfiguration(*m_tls);
        socket = secure;
    } else {
        socket = new QTcpSocket(this);
    }
    socket->setSocketDescriptor(descriptor);
    const int connection = ++m_connections;
    const auto buffer = std::make_shared<QByteArray>();
    connect(socket, &QTcpSocket::readyRead, this,
        [this, socket, buffer, connection] { read(socket, buffer.get(), connection); });
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    if (auto *secure = qobject_cast<QSslSocket *>(socket))
        secure->startServerEncryption();
}

void RawServer::read(QTcpSocket *socket, QByteArray *buffer, int connection)
{
    *buffer += socket->readAll();
    for (;;) {
        const qsizetype end = buffer->indexOf("\r\n\r\n");
        if (end < 0)
            return;
        Request request;
        request.head = buffer->left(end);
        request.line = request.head.left(request.head.indexOf("\r\n"));
        request.connection = connection;
        qsizetype size = 0;
        const QList<QByteArray> lines = request.head.split('\n');
        for (const QByteArray &line : lines) {
            if (line.toLower().startsWith("content-length:"))
                size = line.mid(15).trimmed().toInt();
        }
        if (buffer->size() < end + 4 + size)
            return;
        request.body = buffer->mid(end + 4, size);
        buffer->remove(0, end + 4 + size);
        m_requests.append(request);
        reply(socket, m_handler(request));
    }
}

void RawServer::reply(QTcpSocket *socket, const Reply &reply)
{
    if (reply.dripEvery > 0) {
        const qsizetype head = reply.bytes.indexOf("\r\n\r\n") + 4;
        socket->write(reply.bytes.left(head));
        auto *timer = new QTimer(socket);
        const auto rest = std::make_shared<QByteArray>(reply.bytes.mid(head));
        connect(timer, &QTimer::timeout, socket, [socket, timer, rest] {
            if (rest->isEmpty()) {
                timer->stop();
                return;
            }
            socket->write(rest->left(1));
            rest->remove(0, 1);
        });
        timer->start(reply.dripEvery);
        return;
    }
    socket->write(reply.bytes);
    if (reply.close)
        socket->disconnectFromHost();
}
