// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/client.h"

#include <QDateTime>
#include <QObject>

class ServiceClock;
class TimeText;

/// What an act that destroys will end, counted afresh: asked before the question is put to the person. Counting stops
/// after three seconds; the numbers are then what they are at least. Made by StageActs.
class Destruction final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Counting,
        Complete, ///< everything was counted
        TimedOut, ///< three seconds were over first
        Failed, ///< something could not be read; see error()
        Canceled,
    };
    static constexpr qint64 kPatience = 3000; ///< ms

    struct Numbers
    {
        int connected = 0; ///< participants that are connected now
        int replicated = 0; ///< of them, those shown in other stages too, where they end as well (inferred)
        int compositions = 0; ///< starting or active
        int ingests = 0; ///< ingest configurations bound to it
        int live = 0; ///< ingest configurations somebody publishes through
        int gone = 0; ///< targets that exist no more
        bool operator==(const Numbers &) const = default;
        bool isNothing() const { return connected == 0 && compositions == 0 && ingests == 0 && live == 0; }
    };

    Destruction(ivs::Client *client, ServiceClock *clock, TimeText *times, QObject *parent);
    ~Destruction() override;

    // What to count; each may be called once, and begins at once.
    void countStages(const QStringList &arns);
    void countIngests(const QStringList &arns);
    /// Any number of times, then allAsked().
    void countParticipant(const QString &stageArn, const QString &sessionId, const QString &participantId);
    void allAsked();

    State state() const { return m_state; }
    bool isComplete() const { return m_state == State::Complete; }
    bool isCounting() const { return m_state == State::Counting; }
    const Numbers &numbers() const { return m_numbers; }
    const std::optional<aws::Error> &error() const { return m_error; }
    /// Service time of the last number.
    QDateTime asOf() const { return m_asOf; }
    /// One sentence for the question: `Disconnects 37 participants, stops 2 compositions and unbinds 1 ingest
    /// configuration (as of 14:02:11 UTC).`, `At least: …` when not everything was counted.
    QString words() const;

    /// Stops at once; nothing further is asked.
    void cancel();

Q_SIGNALS:
    void changed();

private:
    template <typename T, typename Take>
    void ask(aws::Call<T> *call, Take take);
    template <typename Question, typename Answer, typename Take>
    void list(const aws::Operation &operation, const Question &question, Take take);
    void begin();
    void countStage(const QString &arn);
    void missed(const aws::Error &error);
    void answered();
    void end(State state);
    QString whatEnds() const;

    ivs::Client *m_client;
    ServiceClock *m_clock;
    TimeText *m_times;
    State m_state = State::Counting;
    Numbers m_numbers;
    QDateTime m_asOf;
    std::optional<aws::Error> m_error;
    QList<QPointer<aws::CallBase>> m_calls;
    QList<QPointer<QObject>> m_listings;
    int m_pending = 0;
    bool m_begun = false;
    bool m_allAsked = false;
};
