// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/desk.h"
#include "tests/support/localservice.h"
#include "tests/support/manualclock.h"

#include <QTest>

/// A desk with one workspace over a local service, with a clock that stands and without a budget.
class DeskTest : public QObject
{
    Q_OBJECT

protected Q_SLOTS:
    void cleanup();

protected:
    /// Nothing is remembered without a folder for it.
    void open(const local::Options &options = LocalService::standing(), const QString &storeFolder = {});
    /// The model under test breaks no promise of item models from here on.
    static void watch(QAbstractItemModel *model);

    QString createStage(const QString &name, const QJsonObject &tags = {})
    {
        return m_service->createStage(name, {{QStringLiteral("tags"), tags}});
    }
    /// The participant's id; its session is m_session then.
    QString join(const QString &stageArn, const QString &userId, const QJsonObject &attributes = {});

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<Desk> m_desk;
    Workspace *m_workspace = nullptr;
    QString m_session; ///< of who joined last
};
