// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/embeddedlocal.h"

#include "app/local/service.h"

EmbeddedLocal::EmbeddedLocal(QObject *parent)
    : QObject(parent)
{
    m_thread.setObjectName(QStringLiteral("ivs-local"));
}

EmbeddedLocal::~EmbeddedLocal()
{
    m_thread.quit();
    m_thread.wait();
}

void EmbeddedLocal::start(const QString &scenario)
{
    auto *service = new local::Service;
    service->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, service, &QObject::deleteLater);
    connect(&m_thread, &QThread::started, service, [this, service, scenario] {
        local::Options options;
        if (!scenario.isEmpty())
            options.scenario = scenario;
        QString why;
        if (service->start(options, &why)) {
            Q_EMIT ready(service->endpoint(), service->region(), service->accessKeyId(), service->secretAccessKey());
        } else {
            Q_EMIT failed(why);
        }
    });
    m_thread.start();
}
