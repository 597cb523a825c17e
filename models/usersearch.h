// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/listing.h"
#include "models/workspace.h"

/// Asks the service where one exact user id is: in the live session of every stage on air, then in the latest session
/// of every idle stage, one stage at a time, at the pace of what is on screen. The service has no such question of its
/// own: each stage costs a ListParticipants (filterByUserId), an idle one its ListStageSessions before.
class UserSearch final : public QObject
{
    Q_OBJECT

public:
    /// One participant that was met.
    struct Found
    {
        ivs::ParticipantSummary participant;
        QString stageArn;
        QString stageName;
        QString sessionId;
        bool isLive = false; ///< the session was live when it was asked
        QDateTime asOf; ///< service time
    };
    /// How far it is. What is neither searched nor failed was not searched.
    struct Progress
    {
        int live = 0; ///< stages on air
        int liveSearched = 0;
        int idle = 0; ///< the other stages
        int idleSearched = 0; ///< their latest session, or they have none
        int failedLive = 0; ///< the service refused to tell of them, or they are gone
        int failedIdle = 0;
        double perSecond = 0; ///< stages; 0 when it isn't known yet
        bool isListing = false; ///< the stages themselves are still being read
        bool operator==(const Progress &) const = default;

        Progress &operator+=(const Progress &other);
        int notSearchedLive() const { return live - liveSearched; }
        int notSearchedIdle() const { return idle - idleSearched; }
    };

    UserSearch(Workspace *workspace, const QString &userId, QObject *parent = nullptr);
    ~UserSearch() override;

    void start();
    /// Ends it at once; nothing leaves and nothing is told any more but finished().
    void stop();
    Workspace *workspace() const { return m_workspace; }
    QString userId() const { return m_userId; }
    const Progress &progress() const { return m_progress; }
    bool isFinished() const { return m_isFinished; }
    bool isStopped() const { return m_isStopped; }
    /// Why it ended early, when a fault of the whole connection did it.
    const std::optional<aws::Error> &error() const { return m_error; }

Q_SIGNALS:
    void found(const UserSearch::Found &found);
    void progressed();
    /// Once, at the end, by itself or by stop().
    void finished();

private:
    struct Stage
    {
        QString arn;
        QString name;
        QString sessionId; ///< the live one; empty when idle
    };
    void listStages();
    void begin();
    void next();
    void findLatestSession(const Stage &stage);
    void searchSession(const Stage &stage, const QString &sessionId);
    void stageDone(bool isLive, const std::optional<aws::Error> &error);
    void finish();
    template <typename Question, typename Answer, typename Take>
    void list(const aws::Operation &operation, const Question &question, Take take,
        std::function<void(const std::optional<aws::Error> &)> atEnd);

    Workspace *m_workspace;
    QString m_userId;
    std::vector<Stage> m_stages; ///< those on air first
    std::size_t m_at = 0;
    int m_failuresInARow = 0;
    QPointer<ivs::ListingBase> m_listing;
    Progress m_progress;
    QElapsedTimer m_timer;
    std::optional<aws::Error> m_error;
    bool m_isFinished = false;
    bool m_isStopped = false;
};
