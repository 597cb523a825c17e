// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/local/service.h"

#include <QTest>

/// A local service without HTTP, whose clock stands until the test moves it.
class SimulationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

protected:
    QJsonObject ask(const QString &request, const QJsonObject &body = {});
    QString refusal(const QString &request, const QJsonObject &body = {});
    QString makeStage(const QString &name = QStringLiteral("s"));
    QString enter(const QString &stageArn, const QString &userId = {});
    QString sessionOf(const QString &stageArn);
    QJsonObject person(const QString &stageArn, const QString &session, const QString &id);
    QStringList eventsOf(const QString &stageArn, const QString &session, const QString &id);
    void advance(double seconds) { ask(QStringLiteral("/_local/advance"), {{QStringLiteral("seconds"), seconds}}); }
    QString compose(const QString &stageArn);

    std::unique_ptr<local::Service> m_service;
};
