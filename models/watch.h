// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/client.h"

#include <QHash>

class CompositionModel;
class ServiceClock;

/// A composition as the watch knows it, also after the service has forgotten it.
struct WatchedComposition
{
    ivs::CompositionSummary summary; ///< as the last list that had it told
    std::optional<ivs::Composition> detail; ///< GetComposition after the last change; absent until it answered
    QDateTime firstSeen; ///< service time
    QDateTime lastSeen; ///< service time of the last complete list that had it
    bool listed = true; ///< it was in the last complete list

    /// When it ended as the service told; when it went unseen, when it was seen last. Invalid while it runs.
    QDateTime ended() const;
    /// It left the list without ever being seen as ended: what became of it is not known.
    bool isLost() const;
};

/// Time in which nobody looked at the compositions, by service time.
struct WatchGap
{
    QDateTime from;
    QDateTime until;
    bool operator==(const WatchGap &) const = default;
};

/// The one thing that is asked whether or not anybody looks: one ListCompositions a minute (every 10 s while one is
/// starting or stopping) for each connected account and region, and GetComposition at first sight and at each change,
/// because what ends is gone after five minutes and no later call tells of it (fact sheet 8). It keeps what it saw for
/// an hour after its end, and when it did not see anything.
class Watch final : public QObject
{
    Q_OBJECT

public:
    Watch(ivs::Client *client, CompositionModel *compositions, ServiceClock *clock, QObject *parent);

    /// On for one workspace of each account and region; the Desk sees to that.
    void setActive(bool active);
    bool isActive() const { return m_active; }
    /// Start of the first complete list; invalid before it. Nothing is known of what ended earlier than five minutes
    /// before.
    QDateTime since() const { return m_since; }
    /// Start of the last complete list; invalid before it.
    QDateTime asOf() const { return m_asOf; }
    /// Longer than a minute and a half without a list, oldest first. Within more than five minutes a composition may
    /// have come and gone unseen.
    const QList<WatchGap> &gaps() const { return m_gaps; }
    const QHash<QString, WatchedComposition> &compositions() const { return m_known; }

    static constexpr int kForgetAfter = 3600; ///< seconds after its end

Q_SIGNALS:
    /// A composition came, changed, ended or was forgotten.
    void changed(const QString &arn);
    /// A complete list was read; asOf() moved on.
    void watched();

private:
    void look();
    void ask(const QString &arn);
    void forgetOld();

    ivs::Client *m_client;
    CompositionModel *m_compositions;
    ServiceClock *m_clock;
    bool m_active = false;
    bool m_reading = false; ///< a list is under way that has not been looked at
    QDateTime m_since;
    QDateTime m_asOf;
    QList<WatchGap> m_gaps;
    QHash<QString, WatchedComposition> m_known;
    QHash<QString, ivs::CompositionSummary> m_asked; ///< what GetComposition was or is asked about
};
