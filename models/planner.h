// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/clock.h"
#include "models/ivs/client.h"

#include <QHash>
#include <QSet>

#include <map>

class ServiceClock;
class StageModel;

namespace ivs {
class ListingBase;
}

/// What was found out about a stage's live session, each figure with the service time at which reading it began.
struct LiveFacts
{
    QString sessionId;

    QDateTime countedAt; ///< invalid until everybody was counted once
    int connected = 0; ///< as of countedAt
    int published = 0; ///< of these, have ever published in this session (fact sheet 4: not "is publishing")
    int pages = 0; ///< what the count cost, in calls
    int soFar = -1; ///< connected ones met by the first count, which is under way; -1 otherwise
    QList<int> history; ///< the last counts, oldest first, at most kHistory

    QDateTime examinedAt; ///< invalid until events were read once
    int examined = 0; ///< participants whose events were read
    bool publishersKnown = false; ///< everybody who has published was among them
    int publishing = 0; ///< of the examined ones, are publishing by their events
    ivs::Event lastError; ///< the latest error event among the examined ones; without errorCode when there is none

    std::optional<aws::Error> error; ///< why the last count or examination failed

    static constexpr int kHistory = 60;
    bool operator==(const LiveFacts &) const = default;
};

/// Spends the governed budget for the wall: counts who is connected to the stages on air and reads the events of those
/// who publish. What is on screen goes first, in the Visible lane; the others follow in the Background lane; nothing is
/// asked while nobody looks. What a stage costs decides how often it is asked: a stadium of 100 pages is counted once
/// in five minutes, a stage of one page twice a minute.
class Planner final : public QObject
{
    Q_OBJECT

public:
    Planner(ivs::Client *client, StageModel *stages, ServiceClock *clock, aws::Clock *wall, QObject *parent);
    ~Planner() override;

    /// The wall is on screen. The list of stages is watched meanwhile.
    void setWatched(bool watched);
    bool isWatched() const { return m_watched; }
    /// These stages are on screen now, by ARN.
    void setVisible(const QStringList &arns);
    /// By hand: everything is due now.
    void reload();

    /// Null for a stage that is not on air or of which nothing is known yet.
    const LiveFacts *facts(const QString &stageArn) const;
    /// The most publishers on one stage; absent unless they are known of every stage on air. \a asOf is the oldest of
    /// the figures.
    std::optional<int> mostPublishers(QDateTime *asOf) const;

    static constexpr int kCountInterval = 30; ///< seconds between two counts of a stage on screen, at least
    static constexpr int kSecondsPerPage = 3; ///< and for each page of the last count
    static constexpr int kExamineInterval = 60; ///< seconds between two examinations, at least
    static constexpr int kSecondsPerPerson = 5; ///< and for each participant examined
    static constexpr int kOffScreenFactor = 4; ///< that much seldomer when it is not on screen
    static constexpr int kExaminedPeople = 12; ///< publishers first, then those who came last
    static constexpr int kMostPublishers = 24; ///< of those who have published; more are not examined

Q_SIGNALS:
    void factsChanged(const QString &stageArn);

private:
    struct Person
    {
        QString id;
        bool published = false;
        QDateTime joined;
    };
    struct Stage
    {
        LiveFacts facts;
        std::vector<Person> people; ///< whose events are worth reading, best first
        qint64 counted = -1; ///< wall milliseconds at which the last count ended, well or not; -1 before the first
        qint64 examined = -1;
        int failures = 0; ///< in a row
    };
    enum class Work { Count, Examine };
    struct Job;

    void follow();
    void advance();
    bool begin(Work work);
    void count(const QString &arn, bool visible);
    void examine(const QString &arn, bool visible);
    void examineNext(Job *job);
    void examined(Job *job);
    void failed(Job *job, const aws::Error &error);
    void finish(Job *job);
    void stopAll();
    int running(Work work) const;
    qint64 due(Work work, const Stage &stage, bool visible) const;
    aws::Lane lane(bool visible) const { return visible ? aws::Lane::Visible : aws::Lane::Background; }
    static void choosePeople(std::vector<Person> *people);

    ivs::Client *m_client;
    StageModel *m_stages;
    ServiceClock *m_clock;
    aws::Clock *m_wall;
    bool m_watched = false;
    QSet<QString> m_visible;
    std::map<QString, Stage> m_known; ///< by ARN; on air ones only
    std::vector<std::unique_ptr<Job>> m_jobs;
    quint64 m_ticket = 0; ///< a look that was planned before is off
};
