// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/local/service.h"
#include "models/aws/sigv4.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

inline constexpr int kPatience = 10'000; // ms

/// An answer as it came over the wire.
struct Answer
{
    int status = 0; ///< 0: the connection ended without an answer
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    bool whole = false;

    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    QByteArray error() const { return headers.value("x-amzn-errortype"); }
};

/// A local service in a thread of its own, as the desk embeds it, and raw sockets to it.
class HttpTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

protected:
    QByteArray request(const QByteArray &method, const QByteArray &target, const QByteArray &body,
        const aws::Credentials *credentials = nullptr, const QDateTime &time = {}, const aws::sigv4::Pairs &extra = {});
    QByteArray signedPost(const QByteArray &operation, const QByteArray &body = "{}")
    {
        return request("POST", '/' + operation, body);
    }
    Answer read(QTcpSocket *socket);
    Answer send(const QByteArray &bytes);
    Answer call(const QByteArray &operation, const QByteArray &body = "{}")
    {
        return send(signedPost(operation, body));
    }
    Answer control(const QByteArray &name, const QJsonObject &body);
    void fault(const QJsonObject &fault) { QCOMPARE(control("fault", fault).status, 200); }
    QJsonObject state();
    void connectTo(QTcpSocket *socket);

    QThread m_thread;
    local::Service *m_service = nullptr;
    aws::Credentials m_credentials;
};
