// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pagedmodel.h"

/// The compositions of one account and region. One that has ended stays in the service's list for five minutes and is
/// then in no answer any more (fact sheet 8): the CompositionHistory remembers it.
class CompositionModel final
    : public PagedModel<ivs::CompositionSummary, ivs::ListCompositionsRequest, ivs::ListCompositionsResponse>
{
    Q_OBJECT

public:
    enum Column { State, Stage, Started, Outputs, Id, ColumnTotal };

    CompositionModel(ivs::Client *client, ServiceClock *clock, TimeText *times, QObject *parent);

    QString counted(int count) const override;
    QByteArray rawJson(const QString &arn) const override;
    std::optional<Request> request(const QString &arn) const override;
    /// Starting, active or stopping: these count against the quota. Of a partial list it is a lower bound.
    int runningCount() const { return m_running; }
    /// The same of one stage.
    int runningCount(const QString &stageArn) const { return m_runningByStage.value(stageArn); }
    /// The stages with a running composition and how many they have.
    const QHash<QString, int> &runningByStage() const { return m_runningByStage; }

protected:
    QString key(const ivs::CompositionSummary &item) override { return item.arn; }
    ivs::CompositionSummary made(
        ivs::CompositionSummary &&item, const ivs::CompositionSummary *previous) const override;
    void tally(const ivs::CompositionSummary *was, const ivs::CompositionSummary *is) override;
    QString text(int record, int column) const override;
    QString rawText(int record, int column) const override;
    Tone tone(int record, int column) const override;
    int compare(int a, int b, int column) const override;
    /// One list a minute, and every ten seconds while one is starting or stopping.
    int refreshInterval() const override { return m_moving > 0 ? 10'000 : 60'000; }
    void clearRecords() override;

private:
    int m_running = 0;
    int m_moving = 0; ///< starting or stopping
    QHash<QString, int> m_runningByStage;
};

/// Starting, active or stopping. A state that this program does not know counts as running.
bool isRunning(const ivs::Enum<ivs::CompositionState> &state);
/// The word for a composition's state; one that is not known as the service sent it.
QString compositionStateText(const ivs::Enum<ivs::CompositionState> &state);
