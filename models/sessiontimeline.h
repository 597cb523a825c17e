// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types_participants.h"

#include <QHash>

#include <algorithm>
#include <limits>
#include <optional>
#include <vector>

/// A stretch of time, in milliseconds since 1970 UTC.
struct TimelineSpan
{
    /// The end of what goes on: whoever paints it puts the present there.
    static constexpr qint64 kGoesOn = std::numeric_limits<qint64>::max();

    qint64 from = 0;
    qint64 to = kGoesOn; ///< at or after `from`
    bool startTold = true; ///< false: no event told it, the latest possible is shown
    bool endTold = true; ///< false: no event told it, the earliest end that is certain is shown
    int most = 1; ///< of subscribing: to so many publishers at once

    bool goesOn() const { return to == kGoesOn; }
    /// Where it ends when \a now is the present: clocks differ, so that only what goes on is measured by it.
    qint64 endAt(qint64 now) const { return goesOn() ? std::max(now, from) : to; }
    bool operator==(const TimelineSpan &) const = default;
};

/// A moment worth a sign.
struct TimelineMark
{
    enum class Kind { Error, Replication, TokenExchange, Other };

    qint64 at = 0;
    Kind kind = Kind::Other;
    int event = 0; ///< index into TimelineRow::events

    bool operator==(const TimelineMark &) const = default;
};

/// What the list says of a participant, where its events say nothing.
struct TimelineSubject
{
    QDateTime firstJoined;
    bool connected = false;
    bool gone = false; ///< the list says DISCONNECTED
};

/// One participant's time in a session, from its events.
struct TimelineRow
{
    QList<ivs::Event> events; ///< oldest first
    // Each in order, without overlap.
    std::vector<TimelineSpan> joined;
    std::vector<TimelineSpan> publishing;
    std::vector<TimelineSpan> subscribing; ///< to at least one publisher
    std::vector<TimelineMark> marks; ///< oldest first
    int errors = 0;
};

/// Reads a participant's events into spans and marks. The service promises neither the order of the events nor that
/// none is missing (fact sheet 4): they are put in order, a span that nobody ended lasts until the next leave, the end
/// of the session (\a sessionEnd, invalid while it goes on) or on; one that nobody began starts where it may have at
/// the latest. An event with a name that nobody knows is a mark.
TimelineRow timelineRow(QList<ivs::Event> events, const TimelineSubject &subject, const QDateTime &sessionEnd);

/// Something else that happened meanwhile, in a lane above the participants: compositions, own actions.
struct TimelineLane
{
    struct Item
    {
        qint64 from = 0;
        qint64 to = 0; ///< as `from` for a moment; TimelineSpan::kGoesOn for what goes on
        QString words; ///< what it was, to read
        bool failed = false;
        QString key = {}; ///< what it is, for whoever made the lane; empty for what can't be chosen
        QString participantId = {}; ///< whom it concerns; empty: nobody alone
        bool startTold = true; ///< false: it was there from then on at least
        bool endTold = true; ///< false: it was there until then at least
        bool unwatched = false; ///< a stretch of which nobody knows what was in it
        int track = 0; ///< of the lane's tracks: items that overlap lie in different ones
        bool operator==(const Item &) const = default;
    };
    QString name;
    std::vector<Item> items; ///< in any order
    int tracks = 1;

    bool operator==(const TimelineLane &) const = default;
};

/// A session's timeline as far as it is known: rows of those participants whose events were read, and lanes.
class SessionTimeline
{
public:
    /// What the rows add up to; a lower bound while not everybody's events are known.
    struct Figures
    {
        int peakPublishers = 0; ///< at one moment; replicas count as the publishers they are
        QDateTime peakAt; ///< the first such moment; invalid without a publisher
        int errors = 0; ///< error events
        bool operator==(const Figures &) const = default;
    };

    /// \a end is invalid while the session goes on. Changing it does not change the rows: give their events again.
    void setBounds(const QDateTime &start, const QDateTime &end);
    QDateTime start() const { return m_start; }
    QDateTime end() const { return m_end; }

    void setEvents(const QString &participantId, const QList<ivs::Event> &events, const TimelineSubject &subject);
    /// Null while the participant's events are not known.
    const TimelineRow *row(const QString &participantId) const;
    int rowCount() const { return int(m_rows.size()); }
    int eventCount() const { return m_events; }

    /// Puts a lane in the place of the one with its name, or below the others. One without items has its place too:
    /// what comes into it later moves nobody's row. Returns whether anything changed.
    bool setLane(const TimelineLane &lane);
    const std::vector<TimelineLane> &lanes() const { return m_lanes; }

    /// The first and the last moment that is told of, in ms; \a now ends what goes on. Never an empty stretch.
    std::pair<qint64, qint64> extent(qint64 now) const;
    const Figures &figures() const;

private:
    QDateTime m_start;
    QDateTime m_end;
    QHash<QString, TimelineRow> m_rows;
    std::vector<TimelineLane> m_lanes;
    int m_events = 0;
    qint64 m_first = std::numeric_limits<qint64>::max(); ///< of all events
    qint64 m_last = std::numeric_limits<qint64>::min();
    mutable std::optional<Figures> m_figures;
};
