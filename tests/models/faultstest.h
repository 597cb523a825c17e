// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/connection.h"
#include "tests/support/results.h"

#include <QTest>

inline constexpr int kMany = 50; // more often than anybody asks

/// A local service that fails as it is asked to, and connections that count what they meet.
class FaultsTest : public QObject
{
    Q_OBJECT

protected Q_SLOTS: // a test begins anew in its middle
    void initTestCase();
    void init();

protected:
    std::unique_ptr<Connection> connection(int maxAttempts = 3)
    {
        auto made = std::make_unique<Connection>(*m_service, maxAttempts);
        made->transport.setLimits({.connectTimeout = 20'000, .deadline = 20'000, .answerSize = 1024 * 1024});
        return made;
    }
    /// A deadline that is short only where the service keeps an answer back: a slow machine is no fault.
    static void shortenFor(const QString &fault, Connection &connection)
    {
        if (fault != QLatin1String("latency") && fault != QLatin1String("drip"))
            return;
        aws::Transport::Limits limits = connection.transport.limits();
        limits.deadline = 300;
        connection.transport.setLimits(limits);
    }
    int arrivedSince(const QString &operation) { return m_service->arrived(operation) - m_arrived.value(operation); }
    int actedSince(const QString &operation) { return m_service->acted(operation) - m_acted.value(operation); }

    std::unique_ptr<LocalService> m_service;
    QString m_stage;
    QHash<QString, int> m_arrived;
    QHash<QString, int> m_acted;
};
