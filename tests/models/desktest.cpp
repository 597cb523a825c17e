// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/desktest.h"

#include <QAbstractItemModelTester>

void DeskTest::open(const local::Options &options, const QString &storeFolder)
{
    cleanup();
    m_service = std::make_unique<LocalService>(options);
    m_clock = std::make_unique<ManualClock>();
    // No jitter: a read that meets a connection just closed leaves again at once, though the clock stands.
    m_desk = std::make_unique<Desk>(QProcessEnvironment(), m_clock.get(), [] { return 0.0; });
    m_desk->governor()->setShares({.unlimited = true});
    m_desk->setStoreFolder(storeFolder);
    m_workspace = m_desk->openLocal(
        m_service->endpoint(), m_service->region(), m_service->accessKeyId(), m_service->secretAccessKey());
}

void DeskTest::watch(QAbstractItemModel *model)
{
    new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::QtTest, model);
}

void DeskTest::cleanup()
{
    m_desk.reset();
    m_clock.reset();
    m_service.reset();
}

QString DeskTest::join(const QString &stageArn, const QString &userId, const QJsonObject &attributes)
{
    const LocalService::Joined joined = m_service->join(stageArn, userId, attributes);
    m_session = joined.sessionId;
    return joined.participantId;
}
