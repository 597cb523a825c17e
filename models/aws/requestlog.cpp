// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/requestlog.h"

#include <QLoggingCategory>

namespace aws {

Q_LOGGING_CATEGORY(lcCalls, "stagedesk.calls", QtInfoMsg)

RequestLog::RequestLog(std::size_t capacity, QObject *parent)
    : QObject(parent)
    , m_capacity(capacity)
{
}

void RequestLog::callFinished(const CallRecord &record)
{
    qCDebug(lcCalls).noquote() << record.operation->name << record.region << record.milliseconds << "ms"
                               << record.attempts << "attempts"
                               << "HTTP" << record.httpStatus << record.requestId
                               << (record.failure ? errorKindName(*record.failure) : QStringLiteral("ok"));
    m_records.push_back(record);
    while (m_records.size() > m_capacity) {
        m_records.pop_front();
        ++m_dropped;
    }
    Q_EMIT recorded();
}

} // namespace aws
