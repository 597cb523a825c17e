// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/call.h"

#include <QCoreApplication>

namespace aws {

CallBase::CallBase(QObject *parent)
    : QObject(parent ? parent : QCoreApplication::instance())
{
}

void CallBase::abort()
{
    if (m_finished)
        return;
    if (const auto stop = std::exchange(m_stop, nullptr))
        stop();
    if (m_finished) // stopping the work may have ended the call already
        return;
    cancelResult();
    settle();
}

bool CallBase::recall()
{
    // A copy: the work may end this call, and with it the function, from within.
    const auto recall = m_recall;
    return !m_finished && recall && recall();
}

void CallBase::settle()
{
    m_finished = true;
    m_stop = nullptr;
    m_recall = nullptr;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_delivered = true;
            Q_EMIT finished();
            deleteLater();
        },
        Qt::QueuedConnection);
}

} // namespace aws
