// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pagedmodel.h"

class OutputUse;

/// The storage configurations of one account and region, by default at most five (fact sheet 2). Their list tells all
/// of them.
class StorageModel final : public PagedModel<ivs::StorageConfigurationSummary, ivs::ListStorageConfigurationsRequest,
                               ivs::ListStorageConfigurationsResponse>
{
    Q_OBJECT

public:
    enum Column { Name, Bucket, Use, Tags, Id, ColumnTotal };

    StorageModel(ivs::Client *client, const OutputUse *use, ServiceClock *clock, TimeText *times, QObject *parent);

    QString counted(int count) const override;
    QString listId() const override;
    QByteArray rawJson(const QString &arn) const override;
    std::optional<Request> request(const QString &arn) const override;

protected:
    QString key(const ivs::StorageConfigurationSummary &item) override { return item.arn; }
    ivs::StorageConfigurationSummary made(
        ivs::StorageConfigurationSummary &&item, const ivs::StorageConfigurationSummary *previous) const override;
    void tally(const ivs::StorageConfigurationSummary *was, const ivs::StorageConfigurationSummary *is) override;
    QString text(int record, int column) const override;
    QString rawText(int record, int column) const override;
    Tone tone(int record, int column) const override;
    int compare(int a, int b, int column) const override;
    int refreshInterval() const override { return 60'000; }
    void clearRecords() override;

private:
    void showUse();

    const OutputUse *m_use;
    QHash<QString, QString> m_shownUse; ///< what the rows show, by ARN
};
