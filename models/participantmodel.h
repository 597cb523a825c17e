// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pagedmodel.h"

/// The participants of one session. Attributes and client details come only with GetParticipant, what became of tokens
/// and errors only with events: both are kept for as long as the session is shown, and asked for by whoever needs them.
class ParticipantModel final
    : public PagedModel<ivs::ParticipantSummary, ivs::ListParticipantsRequest, ivs::ListParticipantsResponse>
{
    Q_OBJECT

public:
    enum Column {
        State,
        UserId,
        Published,
        Joined,
        Recording,
        Origin,
        Errors,
        Protocol,
        Replication,
        Attributes,
        Capabilities,
        Browser,
        System,
        Sdk,
        Network,
        Id,
        ColumnTotal
    };
    enum class From { Client, Ingest, Source, Replica };

    /// What is shown of the loaded participants; an unset member lets everything through.
    struct Filter
    {
        std::optional<ivs::ParticipantState> state;
        std::optional<bool> published; ///< has ever published in this session
        std::optional<ivs::ParticipantRecordingState> recording;
        std::optional<From> from;
        bool withErrors = false; ///< error events are known of it
        bool operator==(const Filter &) const = default;
    };

    /// What the service is asked for. It takes one of these filters at a time (fact sheet 2); everybody without one.
    struct Asked
    {
        QString userId;
        std::optional<bool> published;
        std::optional<ivs::ParticipantState> state;
        std::optional<ivs::ParticipantRecordingFilterByRecordingState> recording;

        bool isEverybody() const { return *this == Asked(); }
        bool operator==(const Asked &) const = default;
    };

    /// What its events told of a participant.
    struct Told
    {
        int errors = 0;
        QList<ivs::Enum<ivs::ParticipantTokenCapability>> capabilities; ///< of the last token exchanged; else empty
        bool operator==(const Told &) const = default;
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

    /// Asks the service for some only. At most one member may be set: with more, the first of them counts. The list is
    /// loaded anew and is, when it is complete, complete of these only. Another session is asked for everybody.
    void ask(const Asked &asked);
    const Asked &asked() const { return m_asked; }

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

    /// What GetParticipant told of one in the session shown, listed or not.
    void takeDetails(const ivs::Participant &participant);
    /// Null while nobody has asked.
    const ivs::Participant *details(const QString &participantId) const;
    void takeEvents(const QString &participantId, const Told &told);

protected:
    QString key(const ivs::ParticipantSummary &item) override { return item.participantId; }
    ivs::ParticipantSummary made(
        ivs::ParticipantSummary &&item, const ivs::ParticipantSummary *previous) const override;
    void tally(const ivs::ParticipantSummary *was, const ivs::ParticipantSummary *is) override;
    QString text(int record, int column) const override;
    QString rawText(int record, int column) const override;
    QString hint(int record, int column) const override;
    Tone tone(int record, int column) const override;
    int compare(int a, int b, int column) const override;
    bool accepts(int record) const override;
    int refreshInterval() const override { return m_live ? 10000 : 0; }
    bool canBeFinal() const override { return !m_live; }
    void clearRecords() override;

private:
    void askService(const QString &stageArn, const QString &sessionId);
    QString detailText(const ivs::ParticipantSummary &participant, int column) const;
    const Told *told(const ivs::ParticipantSummary &participant) const;

    bool m_live = false;
    Asked m_asked;
    Filter m_filter;
    Counts m_counts;
    QHash<QString, ivs::Participant> m_details; ///< by participant id, of this session
    QHash<QString, Told> m_told;
};

/// `Recording`, `Recorded`, `Failed`; empty when nothing is recorded, an unknown word as it came.
QString recordingText(const ivs::Enum<ivs::ParticipantRecordingState> &state);
/// Where a participant comes from, as far as the list tells.
ParticipantModel::From participantFrom(const ivs::ParticipantSummary &participant);
