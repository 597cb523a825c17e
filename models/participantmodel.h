// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pagedmodel.h"

/// The participants of one session. Attributes and client details come only with GetParticipant.
class ParticipantModel final
    : public PagedModel<ivs::ParticipantSummary, ivs::ListParticipantsRequest, ivs::ListParticipantsResponse>
{
    Q_OBJECT

public:
    enum Column { State, UserId, Published, Joined, Recording, Origin, Id, ColumnTotal };

    /// What is shown of the loaded participants; an unset member lets everything through.
    struct Filter
    {
        std::optional<ivs::ParticipantState> state;
        std::optional<bool> published; ///< has ever published in this session
        bool operator==(const Filter &) const = default;
    };

    /// Of the loaded participants, whatever the filter hides.
    struct Counts
    {
        int connected = 0;
        int disconnected = 0;
        int published = 0; ///< have ever published in this session
        bool operator==(const Counts &) const = default;
    };

    ParticipantModel(ivs::Client *client, ServiceClock *clock, TimeText *times, QObject *parent);

    /// Shows another session's participants; empty arguments show nothing. \a live says that the session goes on, so
    /// that the list is worth refreshing. The session shown already is not loaded anew.
    void setSession(const QString &stageArn, const QString &sessionId, bool live);
    QString stageArn() const { return question() ? question()->stageArn : QString(); }
    QString sessionId() const { return question() ? question()->sessionId : QString(); }
    bool isLive() const { return m_live; }

    void setFilter(const Filter &filter);
    Filter filter() const { return m_filter; }
    bool isFiltered() const override { return ListModel::isFiltered() || m_filter != Filter(); }
    QString quickFilter() const override;
    void setQuickFilter(const QString &word) override;
    void clearFilter() override;
    Counts counts() const { return m_counts; }
    QString counted(int count) const override;
    QByteArray rawJson(const QString &participantId) const override;
    std::optional<Request> request(const QString &participantId) const override;

protected:
    QString key(const ivs::ParticipantSummary &item) override { return item.participantId; }
    ivs::ParticipantSummary made(
        ivs::ParticipantSummary &&item, const ivs::ParticipantSummary *previous) const override;
    void tally(const ivs::ParticipantSummary *was, const ivs::ParticipantSummary *is) override;
    QString text(int record, int column) const override;
    QString rawText(int record, int column) const override;
    Tone tone(int record, int column) const override;
    int compare(int a, int b, int column) const override;
    bool accepts(int record) const override;
    int refreshInterval() const override { return m_live ? 10000 : 0; }
    void clearRecords() override;

private:
    bool m_live = false;
    Filter m_filter;
    Counts m_counts;
};
