// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/desk.h"
#include "models/stageacts.h"
#include "tests/support/localservice.h"
#include "tests/support/manualclock.h"

#include <QProcessEnvironment>

/// A workspace over a local service of its own, with time in the test's hand, and what a test of writes needs there.
struct ActShop
{
    explicit ActShop(bool unlimited = true, const QString &storeFolder = {})
        : desk(QProcessEnvironment(), &clock, [] { return 0.0; })
    {
        desk.setStoreFolder(storeFolder);
        if (unlimited)
            desk.governor()->setShares({.unlimited = true});
        workspace =
            desk.openLocal(service.endpoint(), service.region(), service.accessKeyId(), service.secretAccessKey());
        acts = workspace->stageActs();
    }

    QString makeStage(const QString &name, const QJsonObject &tags = {})
    {
        QJsonObject body {{QStringLiteral("name"), name}};
        if (!tags.isEmpty())
            body.insert(QStringLiteral("tags"), tags);
        return service.perform(QStringLiteral("CreateStage"), body)
            .value(QStringLiteral("stage"))
            .toObject()
            .value(QStringLiteral("arn"))
            .toString();
    }
    /// Somebody who joins the stage, and publishes when \a publish.
    ParticipantTarget enter(const QString &stage, const QString &userId, bool publish = false)
    {
        const QJsonObject token = service
                                      .perform(QStringLiteral("CreateParticipantToken"),
                                          {{QStringLiteral("stageArn"), stage}, {QStringLiteral("userId"), userId}})
                                      .value(QStringLiteral("participantToken"))
                                      .toObject();
        const QJsonObject seat =
            service.control(QStringLiteral("join"), {{QStringLiteral("token"), token.value(QStringLiteral("token"))}});
        const ParticipantTarget target {seat.value(QStringLiteral("participantId")).toString(),
            seat.value(QStringLiteral("sessionId")).toString(), userId};
        if (publish) {
            service.control(QStringLiteral("publish"),
                {{QStringLiteral("stageArn"), stage}, {QStringLiteral("participantId"), target.participantId}});
        }
        return target;
    }
    QJsonObject stage(const QString &arn)
    {
        return service.perform(QStringLiteral("GetStage"), {{QStringLiteral("arn"), arn}})
            .value(QStringLiteral("stage"))
            .toObject();
    }

    LocalService service;
    ManualClock clock;
    Desk desk;
    Workspace *workspace = nullptr;
    StageActs *acts = nullptr;
};
