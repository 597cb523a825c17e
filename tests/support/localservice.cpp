// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/localservice.h"

#include "app/local/service.h"

#include <QJsonDocument>
#include <QTcpSocket>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

LocalService::LocalService(const local::Options &options)
{
    m_service = new local::Service;
    m_service->moveToThread(&m_thread);
    m_thread.start();
    QString why;
    bool started = false;
    QMetaObject::invokeMethod(
        m_service, [&] { started = m_service->start(options, &why); }, Qt::BlockingQueuedConnection);
    if (!started)
        qFatal("The local service did not start: %s", qPrintable(why));
    m_endpoint = m_service->endpoint();
    m_region = m_service->region();
    m_accessKeyId = m_service->accessKeyId();
    m_secretAccessKey = m_service->secretAccessKey();
}

LocalService::~LocalService() { stop(); }

void LocalService::stop()
{
    if (!m_service)
        return;
    QMetaObject::invokeMethod(
        m_service, [this] { delete std::exchange(m_service, nullptr); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

local::Options LocalService::standing(const QString &scenario)
{
    local::Options options;
    options.scenario = scenario;
    options.speed = 0;
    options.rates = false;
    options.seedGiven = true;
    return options;
}

QJsonObject LocalService::exchange(const QByteArray &method, const QString &name, const QByteArray &body)
{
    const QUrl url(m_endpoint);
    QTcpSocket socket;
    socket.connectToHost(url.host(), quint16(url.port()));
    if (!socket.waitForConnected(5000))
        return {};
    socket.write(method + " /_local/" + name.toLatin1() + " HTTP/1.1\r\nHost: " + url.authority().toLatin1()
        + "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n"
        + body);
    QByteArray answer;
    for (;;) {
        const qsizetype end = answer.indexOf("\r\n\r\n");
        if (end >= 0) {
            const QByteArray head = answer.left(end).toLower();
            const qsizetype at = head.indexOf("content-length:");
            const qsizetype size = head.mid(at + 15, head.indexOf('\r', at) - at - 15).trimmed().toInt();
            if (answer.size() >= end + 4 + size) {
                QJsonObject members = QJsonDocument::fromJson(answer.mid(end + 4, size)).object();
                members.insert(u"httpStatus"_s, answer.mid(9, 3).toInt());
                return members;
            }
        }
        if (!socket.waitForReadyRead(5000))
            return {};
        answer += socket.readAll();
    }
}

QJsonObject LocalService::control(const QString &name, const QJsonObject &body)
{
    return exchange("POST", name, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

QJsonObject LocalService::state() { return exchange("GET", u"state"_s, {}); }

bool LocalService::fault(const QString &operation, const QString &kind, const QJsonValue &value, int count)
{
    QJsonObject body {{u"operation"_s, operation}, {u"kind"_s, kind}, {u"count"_s, count}};
    if (!value.isNull())
        body.insert(u"value"_s, value);
    return control(u"fault"_s, body).value(u"httpStatus"_s).toInt() == 200;
}

void LocalService::clearFaults() { control(u"fault"_s, {{u"operation"_s, u"*"_s}, {u"count"_s, 0}}); }

QJsonObject LocalService::perform(const QString &operation, const QJsonObject &body)
{
    QJsonObject answer;
    QMetaObject::invokeMethod(
        m_service,
        [&] {
            const auto outcome = m_service->perform(u'/' + operation, body);
            answer = outcome ? *outcome : QJsonObject {{u"refusal"_s, outcome.error()}};
        },
        Qt::BlockingQueuedConnection);
    return answer;
}

QString LocalService::createStage(const QString &name, const QJsonObject &more)
{
    QJsonObject question = more;
    question.insert(u"name"_s, name);
    return perform(u"CreateStage"_s, question)[u"stage"_s][u"arn"_s].toString();
}

LocalService::Joined LocalService::join(const QString &stageArn, const QString &userId, const QJsonObject &attributes)
{
    QJsonObject question {{u"stageArn"_s, stageArn}, {u"attributes"_s, attributes}};
    if (!userId.isEmpty())
        question.insert(u"userId"_s, userId);
    const QJsonObject minted = perform(u"CreateParticipantToken"_s, question);
    const QJsonObject joined = control(u"join"_s, {{u"token"_s, minted[u"participantToken"_s][u"token"_s]}});
    return {joined[u"participantId"_s].toString(), joined[u"sessionId"_s].toString()};
}

bool LocalService::act(const QString &name, const QString &stageArn, const QString &participantId, const QString &error)
{
    QJsonObject body {{u"stageArn"_s, stageArn}, {u"participantId"_s, participantId}};
    if (!error.isEmpty())
        body.insert(u"error"_s, error);
    return control(name, body)[u"httpStatus"_s].toInt() == 200;
}

int LocalService::arrived(const QString &operation)
{
    return state().value(u"calls"_s).toObject().value(operation).toObject().value(u"total"_s).toInt();
}

int LocalService::acted(const QString &operation)
{
    return state().value(u"acted"_s).toObject().value(operation).toInt();
}
