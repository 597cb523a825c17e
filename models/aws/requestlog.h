// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/callobserver.h"

#include <QObject>

#include <deque>

namespace aws {

/// The last calls, newest last, bounded. Holds CallRecords only, from which secrets are absent by construction.
class RequestLog final : public QObject, public CallObserver
{
    Q_OBJECT

public:
    explicit RequestLog(std::size_t capacity = 2000, QObject *parent = nullptr);

    const std::deque<CallRecord> &records() const { return m_records; }
    /// How many calls came before the first of records().
    quint64 dropped() const { return m_dropped; }
    void callFinished(const CallRecord &record) override;

Q_SIGNALS:
    void recorded();

private:
    std::deque<CallRecord> m_records;
    std::size_t m_capacity;
    quint64 m_dropped = 0;
};

} // namespace aws
