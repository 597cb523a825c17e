// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/desk.h"
#include "tests/support/localservice.h"
#include "tests/support/manualclock.h"

#include <QTest>

/// The lists of a workspace over a local service, each watched by QAbstractItemModelTester.
class ModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

protected:
    QString createStage(const QString &name)
    {
        return m_service->perform(QStringLiteral("CreateStage"), {{QStringLiteral("name"), name}})
            .value(QStringLiteral("stage"))
            .toObject()
            .value(QStringLiteral("arn"))
            .toString();
    }
    void createStages(int count)
    {
        for (int i = 0; i < count; ++i)
            createStage(QStringLiteral("stage-%1").arg(i, 3, 10, QLatin1Char('0')));
    }
    QJsonObject join(const QString &stageArn, const QString &user)
    {
        const QString token = m_service
                                  ->perform(QStringLiteral("CreateParticipantToken"),
                                      {{QStringLiteral("stageArn"), stageArn}, {QStringLiteral("userId"), user}})
                                  .value(QStringLiteral("participantToken"))
                                  .toObject()
                                  .value(QStringLiteral("token"))
                                  .toString();
        return m_service->control(QStringLiteral("join"), {{QStringLiteral("token"), token}});
    }
    StageModel *stages() const { return m_workspace->stages(); }
    ListState::Phase phase() const { return stages()->state().phase; }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<Desk> m_desk;
    Workspace *m_workspace = nullptr;
};
