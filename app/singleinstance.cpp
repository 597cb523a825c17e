// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/singleinstance.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QLockFile>
#include <QStandardPaths>
#include <QThread>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kPatience = 5000; // ms
constexpr int kStep = 100; // ms; the first one may be starting still
constexpr qint64 kLongest = 64 * 1024; // of a message
const char kTaken[] = "taken\n";

QByteArray written(const ConnectionRequest &request)
{
    const QJsonObject all {{u"profile"_s, request.choice.profile}, {u"region"_s, request.choice.region},
        {u"endpointUrl"_s, request.choice.endpointUrl}, {u"readOnly"_s, request.readOnly}};
    return QJsonDocument(all).toJson(QJsonDocument::Compact) + '\n';
}

ConnectionRequest requestOf(const QByteArray &line)
{
    const QJsonObject all = QJsonDocument::fromJson(line).object();
    ConnectionRequest request;
    request.choice.profile = all.value(u"profile"_s).toString();
    request.choice.region = all.value(u"region"_s).toString();
    request.choice.endpointUrl = all.value(u"endpointUrl"_s).toString();
    request.readOnly = all.value(u"readOnly"_s).toBool();
    return request;
}

} // namespace

SingleInstance::SingleInstance(const QString &storeFolder)
{
    // The folder's own path may be longer than the name of a socket can be.
    const QByteArray digest =
        QCryptographicHash::hash(QDir::cleanPath(storeFolder).toUtf8(), QCryptographicHash::Sha256).toHex().first(16);
    m_path = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation)
        + u"/stagedesk-%1"_s.arg(QString::fromLatin1(digest));
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::take);
}

SingleInstance::~SingleInstance() = default;

SingleInstance::Role SingleInstance::claim(const ConnectionRequest &request)
{
    m_lock = std::make_unique<QLockFile>(m_path + u".lock"_s);
    m_lock->setStaleLockTime(0); // of a program that is gone, however old
    const QDeadlineTimer deadline(kPatience);
    while (!m_lock->tryLock(0)) {
        if (m_lock->error() != QLockFile::LockFailedError)
            return Role::First; // no folder to say it in: the store has a lock of its own
        if (handOver(request))
            return Role::HandedOver;
        if (deadline.hasExpired())
            return Role::Refused;
        QThread::msleep(kStep);
    }
    QLocalServer::removeServer(m_path); // one that was killed leaves its socket behind
    m_server.listen(m_path);
    return Role::First;
}

bool SingleInstance::handOver(const ConnectionRequest &request) const
{
    QLocalSocket socket;
    socket.connectToServer(m_path);
    if (!socket.waitForConnected(kStep))
        return false;
    socket.write(written(request));
    const QDeadlineTimer deadline(kPatience);
    while (!socket.canReadLine() && socket.waitForReadyRead(int(deadline.remainingTime()))) { }
    return socket.readLine() == kTaken;
}

void SingleInstance::take()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        socket->setReadBufferSize(kLongest);
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        const auto receive = [this, socket] {
            if (!socket->canReadLine()) {
                if (socket->bytesAvailable() >= kLongest)
                    socket->abort();
                return;
            }
            const ConnectionRequest request = requestOf(socket->readLine());
            socket->write(kTaken);
            socket->disconnectFromServer();
            Q_EMIT handedOver(request);
        };
        connect(socket, &QLocalSocket::readyRead, this, receive);
        receive(); // it may have come with the connection
    }
}
