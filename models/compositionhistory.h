// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/compositiontypes.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <vector>

class ServiceClock;
class StageModel;

/// The black box: every composition of one account and region from its first sight on, with every change of its state
/// and of its outputs, when each was known and who told it, and what was found out about its end. The service forgets a
/// composition five minutes after its end and tells no reason (fact sheet 8); this remembers, beyond the run of the
/// program where there is a store. Also when somebody looked, so that what was not watched is never taken for nothing.
/// The Watch feeds it.
class CompositionHistory final : public QObject
{
    Q_OBJECT

public:
    using Record = store::CompositionRecord;
    using Change = store::CompositionChange;
    using Stretch = store::Watched;

    /// Who keeps it.
    struct Memory
    {
        std::function<void(const Record &record, const QList<Change> &changes)> put;
        std::function<void(const QString &arn, const QList<Change> &changes)> putChanges;
        std::function<void(const Stretch &stretch)> putWatched;
    };

    /// The names of stages are remembered beside their ARNs: a stage may be gone later.
    CompositionHistory(ServiceClock *clock, const StageModel *stages, QObject *parent);

    /// Null when it was never seen, or too long ago. Valid until the next turn of the event loop.
    const Record *record(const QString &arn) const;
    const QHash<QString, Record> &records() const { return m_records; }
    /// Those of a stage that ran between \a from and \a until, in the order in which they began.
    QList<Record> of(const QString &stageArn, const QDateTime &from, const QDateTime &until) const;
    /// The parts of that time of which nobody knows what ran, in order; what the service told of the five minutes
    /// before each look counts as watched (fact sheet 8).
    QList<Stretch> unwatched(const QDateTime &from, const QDateTime &until) const;

    // What was seen; by service time.
    /// A complete list whose first page was asked at \a asOf.
    void listed(const std::vector<ivs::CompositionSummary> &compositions, const QDateTime &asOf);
    /// The service's answer about one.
    void told(const ivs::Composition &composition, Change::Source source);
    /// The service answered that it does not know it.
    void missed(const QString &arn);
    /// A write from here that ends these compositions; \a certain: it was carried out.
    void asked(const QStringList &arns, const QString &operation, const QString &who, bool certain);
    /// Whether such a write whose answer was lost was carried out, as a read told afterwards.
    void settled(const QString &arn, bool done);
    /// What was found out about the end of one.
    void found(const QString &arn, Change change);
    /// Running ones of a stage.
    QStringList runningOf(const QString &stageArn) const;

    /// From now on what happens is kept there. Off while another connection to the same place watches.
    void setKeeping(bool keeping);
    bool isKeeping() const { return m_keeping; }
    void setMemory(const Memory &memory) { m_memory = memory; }
    /// Takes what was kept in an earlier run beside what was seen meanwhile, and gives the latter to be kept.
    void recall(const store::Compositions &kept);
    /// What another connection to the same place did.
    void adopt(const QString &arn, const QList<Change> &changes);
    /// What was seen belongs to somebody else.
    void forget();

    static constexpr int kMostRecords = 1000; ///< the oldest go first
    static constexpr int kMostStretches = 200;

Q_SIGNALS:
    /// A composition came, changed, ended, or more is known about it.
    void changed(const QString &arn);
    /// Somebody looked: unwatched() is another.
    void looked();
    /// Any record may be another: some were recalled, forgotten, or went for being the oldest.
    void reset();
    void keepingChanged();

private:
    Record &made(const QString &arn, const QDateTime &now);
    void keep(const QString &arn, const QList<Change> &changes);
    QList<Change> turned(Record &record, const ivs::CompositionSummary &is, const Change &like) const;
    bool takeName(Record &record) const;
    void takeNames();
    bool goes(Record &record, const QDateTime &asOf, Change::Source source);
    bool dropOldest(); ///< whether there were too many
    Stretch cover(const Stretch &stretch);

    ServiceClock *m_clock;
    const StageModel *m_stages;
    Memory m_memory;
    bool m_keeping = true;
    bool m_recalled = false; ///< what was kept is among the records
    QDateTime m_asOf; ///< of the last complete list
    QHash<QString, Record> m_records;
    QList<Stretch> m_stretches; ///< in order, without overlap
};
