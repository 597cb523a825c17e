// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pagedmodel.h"

#include <QSet>

class OutputUse;

/// An encoder configuration as the list tells it, and its video, which only GetEncoderConfiguration tells.
struct EncoderRecord
{
    ivs::EncoderConfigurationSummary encoder;
    std::optional<ivs::EncoderConfiguration> whole; ///< absent until it was read

    bool operator==(const EncoderRecord &) const = default;
};

/// The encoder configurations of one account and region, by default at most 20 (fact sheet 2). Their videos are asked
/// for those on screen, one GetEncoderConfiguration each, and once: nothing can change them (fact sheet 8).
class EncoderModel final
    : public PagedModel<EncoderRecord, ivs::ListEncoderConfigurationsRequest, ivs::ListEncoderConfigurationsResponse>
{
    Q_OBJECT

public:
    enum Column { Name, Size, Framerate, Bitrate, Use, Tags, Id, ColumnTotal };

    EncoderModel(ivs::Client *client, const OutputUse *use, ServiceClock *clock, TimeText *times, QObject *parent);

    QString counted(int count) const override;
    QString listId() const override;
    QByteArray rawJson(const QString &arn) const override;
    std::optional<Request> request(const QString &arn) const override;
    /// These are on screen now, by ARN: the videos that are not known are asked for. One that could not be read is
    /// asked again after the next refresh of the list.
    void wantDetails(const QStringList &arns);
    /// Asks again for one whose video could not be read.
    void retry(const QString &arn);
    /// Why the video of \a arn could not be read; absent while it is being read and when it was.
    std::optional<aws::Error> detailError(const QString &arn) const;

protected:
    QString key(const ivs::EncoderConfigurationSummary &item) override { return item.arn; }
    EncoderRecord made(ivs::EncoderConfigurationSummary &&item, const EncoderRecord *previous) const override;
    void tally(const EncoderRecord *was, const EncoderRecord *is) override;
    QString text(int record, int column) const override;
    QString rawText(int record, int column) const override;
    QString hint(int record, int column) const override;
    Tone tone(int record, int column) const override;
    int compare(int a, int b, int column) const override;
    int refreshInterval() const override { return 60'000; }
    void loadBegins() override;
    void clearRecords() override;

private:
    void showUse();
    const ivs::Video *video(int record) const;

    const OutputUse *m_use;
    QSet<QString> m_asked; ///< videos that are being asked for
    QHash<QString, aws::Error> m_failed;
    QHash<QString, QString> m_shownUse; ///< what the rows show, by ARN
    quint64 m_question = 0; ///< counts what was forgotten
};
