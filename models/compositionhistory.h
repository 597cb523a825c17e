// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QObject>

class Watch;

/// What the watch saw of compositions, beyond the hour after their end for which it remembers them itself, and beyond
/// this run: the service forgets them five minutes after their end. Also when it looked, so that what was not watched
/// is never taken for nothing.
class CompositionHistory final : public QObject
{
    Q_OBJECT

public:
    struct Entry
    {
        QString arn;
        QString stageArn;
        QDateTime began; ///< as the service told; else when it was seen first
        QDateTime ended; ///< invalid while it runs
        bool beganTold = false; ///< the service told when
        bool endTold = false; ///< false: it was there until then at least
        bool failed = false;
        bool operator==(const Entry &) const = default;
    };
    /// Service time.
    struct Stretch
    {
        QDateTime from;
        QDateTime until;
        bool operator==(const Stretch &) const = default;
    };

    explicit CompositionHistory(Watch *watch, QObject *parent);

    /// Those of a stage that ran between \a from and \a until, in the order in which they began.
    QList<Entry> of(const QString &stageArn, const QDateTime &from, const QDateTime &until) const;
    /// The parts of that time of which nobody knows what ran, in order; what the service told of the five minutes
    /// before each look counts as watched (fact sheet 8).
    QList<Stretch> unwatched(const QDateTime &from, const QDateTime &until) const;

    /// For whoever keeps it: JSON. The stretches change with every look, the compositions seldom.
    QByteArray entriesJson() const;
    QByteArray stretchesJson() const;
    /// Takes what was kept in an earlier run beside what was seen meanwhile; nonsense is left out.
    void recall(const QByteArray &entries, const QByteArray &stretches);
    /// What was seen belongs to somebody else.
    void forget();

    static constexpr int kMostEntries = 1000; ///< the oldest go first
    static constexpr int kMostStretches = 200;

Q_SIGNALS:
    void entriesChanged();
    void stretchesChanged();

private:
    void take(const QString &arn);
    void looked();
    void closeUnseen(const QDateTime &lastLook);
    void put(const Entry &entry);
    void cover(const Stretch &stretch);

    Watch *m_watch;
    QHash<QString, Entry> m_entries;
    QList<Stretch> m_stretches; ///< in order, without overlap
};
