// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pagedmodel.h"

#include <QSet>

/// A stage as the list tells it, and what was asked about its live session.
struct StageRecord
{
    ivs::StageSummary stage;
    QDateTime onAirSince; ///< start of the active session; invalid when idle or not known yet

    bool isOnAir() const { return !stage.activeSessionId.isEmpty(); }
    bool operator==(const StageRecord &) const = default;
};

/// The stages of one account and region. ListStages names the live session but not since when: that is asked for the
/// stages on screen only, one GetStageSession each, and kept as long as the session lives.
class StageModel final : public PagedModel<StageRecord, ivs::ListStagesRequest, ivs::ListStagesResponse>
{
    Q_OBJECT

public:
    enum Column { Name, OnAir, Since, Tags, Session, Id, ColumnTotal };
    enum class Show { All, OnAir, Idle };

    StageModel(ivs::Client *client, ServiceClock *clock, TimeText *times, QObject *parent);

    int onAirCount() const { return m_onAir; }
    void setShow(Show show);
    Show show() const { return m_show; }
    bool isFiltered() const override { return ListModel::isFiltered() || m_show != Show::All; }
    QString quickFilter() const override;
    void setQuickFilter(const QString &word) override;
    void clearFilter() override;
    QString counted(int count) const override;
    QByteArray rawJson(const QString &arn) const override;
    std::optional<Request> request(const QString &arn) const override;
    /// These stages are on screen now, by ARN: what the list doesn't tell of them is asked.
    void wantDetails(const QStringList &arns);

Q_SIGNALS:
    /// A stage's live session began, changed or ended; \a sessionId is empty when it ended.
    void activeSessionChanged(const QString &arn, const QString &sessionId);
    /// A live session was seen and is live no more, or its stage is gone. When it ended the list does not tell. \a
    /// began is invalid when it was never asked.
    void sessionEnded(const QString &arn, const QString &stageName, const QString &sessionId, const QDateTime &began);

protected:
    QString key(const ivs::StageSummary &item) override { return item.arn; }
    StageRecord made(ivs::StageSummary &&item, const StageRecord *previous) const override;
    void tally(const StageRecord *was, const StageRecord *is) override;
    QString text(int record, int column) const override;
    QString rawText(int record, int column) const override;
    Tone tone(int record, int column) const override;
    int compare(int a, int b, int column) const override;
    bool accepts(int record) const override;
    int refreshInterval() const override { return 10000; }
    void clearRecords() override;

private:
    void askSince(const QString &arn, const QString &sessionId);

    int m_onAir = 0;
    Show m_show = Show::All;
    QSet<QString> m_asked; ///< sessions whose start was asked or is being asked
};

/// `team=live, env=prod`, by name.
QString tagsText(const QMap<QString, QString> &tags);
/// The last part of an ARN, `FpK2…`; the whole text when it is none.
QString idOfArn(const QString &arn);
