// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sessiontimeline.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace aws {
class Clock;
}
namespace store {
struct JournalEntry;
}
class CompositionHistory;
class Journal;
class TimelineLoader;

/// Puts two lanes above the participants of the session that the timeline shows: the compositions of its stage, with
/// the times in which nobody watched them, and what was done here to the stage and its people. Both are always there,
/// so that nothing moves when something comes into them.
class TimelineLanes final : public QObject
{
    Q_OBJECT

public:
    struct Sources
    {
        TimelineLoader *timeline;
        CompositionHistory *compositions;
        Journal *journal; ///< may be null
        aws::Clock *wall; ///< the journal's
    };

    TimelineLanes(const Sources &sources, QObject *parent);

    /// Somebody looks at the timeline; nothing is made up while nobody does.
    void setWatched(bool watched);

    /// The stage is named by the write: as what it acted on, or among its parameters.
    static bool concerns(const store::JournalEntry &entry, const QString &stageArn);

private:
    void refresh();
    TimelineLane compositions(const QDateTime &start, const QDateTime &end) const;
    TimelineLane actions(const QDateTime &start, const QDateTime &end);
    QDateTime serviceTime(const store::JournalEntry &entry) const;
    QString words(const store::JournalEntry &entry, const QString &participantId) const;

    Sources m_from;
    QPointer<Journal> m_journal;
    QHash<quint64, QDateTime> m_times; ///< service time of the entries made in this run
    QTimer m_soon;
    bool m_watched = false;
};
