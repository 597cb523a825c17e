// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositionhistory.h"
#include "models/locallistmodel.h"

class CompositionModel;

/// Compositions that run and those that are remembered, as rows. The rows' key is the ARN. What the list is, as of when
/// and what went wrong is told as the list of the service's compositions is: it is read again by that one.
class CompositionRecordModel final : public LocalListModel
{
    Q_OBJECT

public:
    enum Column { State, Stage, Started, Ended, Reason, Outputs, Encoder, Id, ColumnTotal };
    /// Which of them are shown beside what the filter's text says.
    enum class Show { All, Running, Ended };

    CompositionRecordModel(
        CompositionHistory *history, CompositionModel *listed, ServiceClock *clock, TimeText *times, QObject *parent);

    /// Null when nothing has this key. Valid until the next turn of the event loop.
    const CompositionHistory::Record *record(const QString &arn) const { return m_history->record(arn); }
    void setShow(Show show);
    Show show() const { return m_show; }
    bool isFiltered() const override { return m_show != Show::All || ListModel::isFiltered(); }
    QString quickFilter() const override;
    void setQuickFilter(const QString &word) override;
    void clearFilter() override;

    QString counted(int count) const override;
    QByteArray rawJson(const QString &arn) const override;
    std::optional<Request> request(const QString &arn) const override;
    std::optional<Request> listRequest() const override;
    void reload() override;
    void stop() override;
    void resume() override;

protected:
    int recordCount() const override { return int(m_arns.size()); }
    QString keyOf(int record) const override { return m_arns[std::size_t(record)]; }
    int recordOf(const QString &arn) const override { return m_index.value(arn, -1); }
    QString text(int record, int column) const override;
    QString rawText(int record, int column) const override;
    Tone tone(int record, int column) const override;
    int compare(int a, int b, int column) const override;
    bool accepts(int record) const override;
    void watchedChanged() override;
    int refreshInterval() const override { return 60'000; } ///< of the service's list: says when this one is stale

private:
    const CompositionHistory::Record &at(int record) const;
    void take(const QString &arn);
    void takeAll();
    void drop(const std::vector<bool> &kept);
    void follow();

    CompositionHistory *m_history;
    CompositionModel *m_listed;
    Show m_show = Show::All;
    std::vector<QString> m_arns;
    QHash<QString, int> m_index;
};
