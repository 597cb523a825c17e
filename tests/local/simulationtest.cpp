// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/local/simulationtest.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;
using namespace local;

void SimulationTest::init()
{
    m_service = std::make_unique<Service>();
    Options options;
    options.scenario = u"empty"_s;
    options.speed = 0;
    QString why;
    QVERIFY2(m_service->start(options, &why), qPrintable(why));
}

QJsonObject SimulationTest::ask(const QString &request, const QJsonObject &body)
{
    const auto answer = m_service->perform(request, body);
    if (!answer)
        qWarning("%s: %s", qPrintable(request), qPrintable(answer.error()));
    return answer.value_or(QJsonObject {{u"refused"_s, true}});
}

QString SimulationTest::refusal(const QString &request, const QJsonObject &body)
{
    const auto answer = m_service->perform(request, body);
    return answer ? QString() : answer.error();
}

QString SimulationTest::makeStage(const QString &name)
{
    return ask(u"/CreateStage"_s, {{u"name"_s, name}})[u"stage"_s][u"arn"_s].toString();
}

QString SimulationTest::enter(const QString &stageArn, const QString &userId)
{
    QJsonObject wish {{u"stageArn"_s, stageArn}};
    if (!userId.isEmpty())
        wish.insert(u"userId"_s, userId);
    const QJsonValue token = ask(u"/CreateParticipantToken"_s, wish)[u"participantToken"_s];
    return ask(u"/_local/join"_s, {{u"token"_s, token[u"token"_s]}})[u"participantId"_s].toString();
}

QString SimulationTest::sessionOf(const QString &stageArn)
{
    return ask(u"/GetStage"_s, {{u"arn"_s, stageArn}})[u"stage"_s][u"activeSessionId"_s].toString();
}

QJsonObject SimulationTest::person(const QString &stageArn, const QString &session, const QString &id)
{
    return ask(u"/GetParticipant"_s,
        {{u"stageArn"_s, stageArn}, {u"sessionId"_s, session}, {u"participantId"_s, id}})[u"participant"_s]
        .toObject();
}

QStringList SimulationTest::eventsOf(const QString &stageArn, const QString &session, const QString &id)
{
    QStringList names;
    const QJsonArray events = ask(u"/ListParticipantEvents"_s,
        {{u"stageArn"_s, stageArn}, {u"sessionId"_s, session}, {u"participantId"_s, id}})[u"events"_s]
                                  .toArray();
    for (const QJsonValue &event : events)
        names.append(event[u"name"_s].toString());
    return names;
}

QString SimulationTest::compose(const QString &stageArn)
{
    const QString storage = ask(u"/CreateStorageConfiguration"_s,
        {{u"s3"_s, QJsonObject {{u"bucketName"_s, u"bucket"_s}}}})[u"storageConfiguration"_s][u"arn"_s]
                                .toString();
    const QString encoder = ask(u"/CreateEncoderConfiguration"_s)[u"encoderConfiguration"_s][u"arn"_s].toString();
    const QJsonObject s3 {
        {u"storageConfigurationArn"_s, storage}, {u"encoderConfigurationArns"_s, QJsonArray {encoder}}};
    const QJsonObject channel {
        {u"channelArn"_s, ask(u"/_local/channel"_s, {{u"id"_s, encoder.right(6)}})[u"arn"_s].toString()}};
    return ask(u"/StartComposition"_s,
        {{u"stageArn"_s, stageArn},
            {u"destinations"_s,
                QJsonArray {
                    QJsonObject {{u"channel"_s, channel}}, QJsonObject {{u"s3"_s, s3}}}}})[u"composition"_s][u"arn"_s]
        .toString();
}
