// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pagedmodel.h"
#include "models/sessionfigures.h"

/// The sessions of one stage, as many as the service remembers: how long it does is not documented.
class StageSessionModel final
    : public PagedModel<ivs::StageSessionSummary, ivs::ListStageSessionsRequest, ivs::ListStageSessionsResponse>
{
    Q_OBJECT

public:
    enum Column { State, Started, Duration, Ended, Peak, Users, Errors, Id, ColumnTotal };

    StageSessionModel(ivs::Client *client, ServiceClock *clock, TimeText *times, QObject *parent);

    /// Shows another stage's sessions; an empty ARN shows nothing. The stage shown already is left alone.
    void setStage(const QString &stageArn);
    QString stageArn() const { return question() ? question()->stageArn : QString(); }
    QString counted(int count) const override;
    QByteArray rawJson(const QString &sessionId) const override;
    std::optional<Request> request(const QString &sessionId) const override;
    /// What a session's timeline adds up to; kept when the session is not listed, for the day when it is.
    void setFigures(const QString &sessionId, const SessionFigures &figures);

protected:
    QString key(const ivs::StageSessionSummary &item) override { return item.sessionId; }
    ivs::StageSessionSummary made(
        ivs::StageSessionSummary &&item, const ivs::StageSessionSummary *previous) const override;
    QString text(int record, int column) const override;
    QString rawText(int record, int column) const override;
    QString hint(int record, int column) const override;
    Tone tone(int record, int column) const override;
    int compare(int a, int b, int column) const override;
    int refreshInterval() const override { return 15000; }
    bool outlives(const ivs::StageSessionSummary &session) const override { return session.endTime.isValid(); }

private:
    /// The figure of a column: negative when nothing is known, with whether it is the whole truth.
    std::pair<int, bool> figure(int record, int column) const;

    QHash<QString, SessionFigures> m_figures; ///< by session id
};
