// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/faultstest.h"

using namespace Qt::Literals::StringLiterals;

void FaultsTest::initTestCase()
{
    m_service = std::make_unique<LocalService>();
    const QJsonObject made = m_service->perform(u"CreateStage"_s, {{u"name"_s, u"first"_s}});
    m_stage = made.value(u"stage"_s).toObject().value(u"arn"_s).toString();
    QVERIFY(m_stage.startsWith(u"arn:aws:ivs:"_s));
}

void FaultsTest::init()
{
    m_service->clearFaults();
    const QJsonObject state = m_service->state();
    m_arrived.clear();
    m_acted.clear();
    const QJsonObject calls = state.value(u"calls"_s).toObject();
    for (auto it = calls.begin(); it != calls.end(); ++it)
        m_arrived.insert(it.key(), it->toObject().value(u"total"_s).toInt());
    const QJsonObject acted = state.value(u"acted"_s).toObject();
    for (auto it = acted.begin(); it != acted.end(); ++it)
        m_acted.insert(it.key(), it->toInt());
}
