// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/locallistmodel.h"

#include "models/aws/requestlog.h"

#include <QPointer>

#include <deque>

/// The last calls of one connection as rows. Taken over at most four times a second, and only while somebody looks.
class RequestLogModel final : public LocalListModel
{
    Q_OBJECT

public:
    enum Column { Time, Operation, Result, Took, Waited, Attempts, RequestId, ColumnTotal };

    RequestLogModel(aws::RequestLog *log, ServiceClock *clock, TimeText *times, QObject *parent);

    /// Takes over now what was recorded while nobody looked.
    void takeNew();

    /// Shows only what was not done as asked.
    void setOnlyTrouble(bool only);
    bool onlyTrouble() const { return m_onlyTrouble; }
    bool isFiltered() const override { return m_onlyTrouble || ListModel::isFiltered(); }
    QString quickFilter() const override { return m_onlyTrouble ? QStringLiteral("trouble") : QString(); }
    void setQuickFilter(const QString &word) override { setOnlyTrouble(word == QLatin1String("trouble")); }
    void clearFilter() override;

    QString counted(int count) const override;
    QByteArray rawJson(const QString &key) const override;
    bool canReload() const override { return false; }
    bool canResume() const override { return false; }

protected:
    int recordCount() const override { return int(m_records.size()); }
    QString keyOf(int record) const override { return QString::number(m_first + quint64(record)); }
    int recordOf(const QString &key) const override;
    QString text(int record, int column) const override;
    Tone tone(int record, int column) const override;
    int compare(int a, int b, int column) const override;
    bool accepts(int record) const override;

private:
    QString resultText(const aws::CallRecord &record) const;

    QPointer<aws::RequestLog> m_log;
    std::deque<aws::CallRecord> m_records;
    quint64 m_first = 0; ///< number of the first record; counts the calls of the connection
    QTimer m_pause;
    bool m_onlyTrouble = false;
};
