// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pagedmodel.h"

class StageModel;

/// The ingest configurations of one account and region, the RTMP and RTMPS entries to its stages: at most 100 by
/// default (fact sheet 2), so that one page holds them all. Stream keys, attributes and tags come only with
/// GetIngestConfiguration: see IngestDetail.
class IngestModel final : public PagedModel<ivs::IngestConfigurationSummary, ivs::ListIngestConfigurationsRequest,
                              ivs::ListIngestConfigurationsResponse>
{
    Q_OBJECT

public:
    enum Column { Name, State, Stage, Protocol, UserId, Redundant, Id, ColumnTotal };
    /// What of the loaded ones is shown.
    enum class Show { All, Publishing, Idle, Detached };

    struct Counts
    {
        int publishing = 0;
        int idle = 0;
        int detached = 0; ///< attached to no stage: nobody can publish through them
        bool operator==(const Counts &) const = default;
    };

    /// \a stages names the stages that are known by their ARN.
    IngestModel(ivs::Client *client, const StageModel *stages, ServiceClock *clock, TimeText *times, QObject *parent);

    /// Asks for those of one stage only; an empty ARN asks for all. The service filters by stage or by state, never by
    /// both (fact sheet 9), so that states are told apart here.
    void setStage(const QString &stageArn);
    QString stageArn() const { return question() ? question()->filterByStageArn : QString(); }
    void setShow(Show show);
    Show show() const { return m_show; }
    bool isFiltered() const override { return ListModel::isFiltered() || m_show != Show::All; }
    void clearFilter() override;
    Counts counts() const { return m_counts; }
    QString counted(int count) const override;
    QString listId() const override;
    QByteArray rawJson(const QString &key) const override;
    std::optional<Request> request(const QString &key) const override;
    /// The name of a stage, its id when nobody has named it or it was never listed; empty for no stage.
    QString stageName(const QString &stageArn) const;

protected:
    QString key(const ivs::IngestConfigurationSummary &item) override { return item.arn; }
    ivs::IngestConfigurationSummary made(
        ivs::IngestConfigurationSummary &&item, const ivs::IngestConfigurationSummary *previous) const override;
    void tally(const ivs::IngestConfigurationSummary *was, const ivs::IngestConfigurationSummary *is) override;
    QString text(int record, int column) const override;
    QString rawText(int record, int column) const override;
    Tone tone(int record, int column) const override;
    int compare(int a, int b, int column) const override;
    bool accepts(int record) const override;
    int refreshInterval() const override { return 15000; }
    void clearRecords() override;

private:
    const StageModel *m_stages;
    Show m_show = Show::All;
    Counts m_counts;
};

/// Somebody publishes through it.
bool isPublishing(const ivs::IngestConfigurationSummary &ingest);
