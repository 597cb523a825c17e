// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/local/options.h"

#include <QJsonObject>
#include <QThread>

namespace local {
class Service;
}

/// The local service in a thread of its own, over real HTTP. Its state and its faults are driven over HTTP too, with a
/// connection that blocks, so that the test's own event loop stands meanwhile.
class LocalService
{
public:
    LocalService()
        : LocalService(standing())
    {
    }
    explicit LocalService(const local::Options &options);
    ~LocalService();
    Q_DISABLE_COPY_MOVE(LocalService)

    /// A service without limits on calls whose clock moves with `/_local/advance` only.
    static local::Options standing(const QString &scenario = QStringLiteral("empty"));

    QString endpoint() const { return m_endpoint; }
    QString region() const { return m_region; }
    QString accessKeyId() const { return m_accessKeyId; }
    QString secretAccessKey() const { return m_secretAccessKey; }

    /// `/_local/NAME`; the answer's members, with its status as `httpStatus`.
    QJsonObject control(const QString &name, const QJsonObject &body);
    QJsonObject state();
    /// Asks for a fault; false when the service takes it for nonsense.
    bool fault(const QString &operation, const QString &kind, const QJsonValue &value = {}, int count = 1);
    void clearFaults();
    /// An operation past signature, rates and faults, as a scenario's step asks it.
    QJsonObject perform(const QString &operation, const QJsonObject &body);
    /// A stage with this name and these other members of CreateStage; its ARN.
    QString createStage(const QString &name, const QJsonObject &more = {});
    struct Joined
    {
        QString participantId;
        QString sessionId;
    };
    /// Somebody is given a token and connects with it.
    Joined join(const QString &stageArn, const QString &userId = {}, const QJsonObject &attributes = {});
    /// What somebody connected does: `publish`, `unpublish`, `leave`; \a error is the fault of a publisher.
    bool act(const QString &name, const QString &stageArn, const QString &participantId, const QString &error = {});

    /// How often an operation arrived since the start.
    int arrived(const QString &operation);
    /// How often it was carried out.
    int acted(const QString &operation);
    /// Ends the service; connections break.
    void stop();

private:
    QJsonObject exchange(const QByteArray &method, const QString &name, const QByteArray &body);

    QThread m_thread;
    local::Service *m_service = nullptr;
    QString m_endpoint;
    QString m_region;
    QString m_accessKeyId;
    QString m_secretAccessKey;
};
