// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/modelstest.h"

#include <QAbstractItemModelTester>

using namespace Qt::Literals::StringLiterals;

void ModelsTest::init()
{
    m_service = std::make_unique<LocalService>();
    m_clock = std::make_unique<ManualClock>();
    // No jitter: a read that meets a connection just closed leaves again at once, though the clock stands.
    m_desk = std::make_unique<Desk>(QProcessEnvironment(), m_clock.get(), [] { return 0.0; });
    m_desk->governor()->setShares({.unlimited = true});
    m_workspace = m_desk->openLocal(
        m_service->endpoint(), m_service->region(), m_service->accessKeyId(), m_service->secretAccessKey());
    for (QAbstractItemModel *model : std::initializer_list<QAbstractItemModel *> {
             m_workspace->stages(), m_workspace->sessions(), m_workspace->participants(), m_workspace->events()})
        new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::QtTest, model);
}

void ModelsTest::cleanup()
{
    m_desk.reset();
    m_clock.reset();
    m_service.reset();
}
