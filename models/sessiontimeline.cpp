// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sessiontimeline.h"

#include <algorithm>

using ivs::EventName;

namespace {

qint64 momentOf(const ivs::Event &event) { return event.eventTime.toMSecsSinceEpoch(); }

// Oldest first. Where the service told the newest first, those of one moment are turned round with the others.
void putInOrder(QList<ivs::Event> *events)
{
    events->removeIf([](const ivs::Event &event) { return !event.eventTime.isValid(); });
    if (events->size() > 1 && momentOf(events->first()) > momentOf(events->last()))
        std::reverse(events->begin(), events->end());
    std::stable_sort(events->begin(), events->end(),
        [](const ivs::Event &a, const ivs::Event &b) { return momentOf(a) < momentOf(b); });
}

// Follows one state (joined, publishing, …) through the events.
class Track
{
public:
    explicit Track(std::vector<TimelineSpan> *spans)
        : m_spans(spans)
    {
    }

    bool isOpen() const { return m_open; }
    void begin(qint64 at, bool told = true)
    {
        if (m_open)
            return;
        m_open = true;
        m_spans->push_back({at, TimelineSpan::kGoesOn, told, true, 1});
    }
    void more(int count) { m_spans->back().most = std::max(m_spans->back().most, count); }
    void end(qint64 at, bool told = true)
    {
        if (!m_open)
            return;
        m_open = false;
        m_spans->back().to = std::max(at, m_spans->back().from);
        m_spans->back().endTold = told;
    }
    // An end without a beginning: it began after what came before, at the latest at \a latest.
    void endOnly(qint64 latest, qint64 at)
    {
        const qint64 before = m_spans->empty() ? latest : std::max(latest, m_spans->back().to);
        // The end told twice, or told again by leaving, is no new stretch.
        if (!m_spans->empty() && m_spans->back().to >= at)
            return;
        begin(std::min(before, at), false);
        end(at);
    }

private:
    std::vector<TimelineSpan> *m_spans;
    bool m_open = false;
};

class Reader
{
public:
    Reader(TimelineRow *row, const TimelineSubject &subject)
        : m_row(row)
        , m_subject(subject)
        , m_joined(&row->joined)
        , m_publishing(&row->publishing)
        , m_subscribing(&row->subscribing)
    {
    }

    void read(int index)
    {
        const ivs::Event &event = m_row->events[index];
        const qint64 at = momentOf(event);
        if (event.errorCode.isSet())
            mark(at, TimelineMark::Kind::Error, index);
        if (!event.name.isKnown()) {
            if (!event.errorCode.isSet())
                mark(at, TimelineMark::Kind::Other, index);
            return;
        }
        switch (*event.name.value()) {
        case EventName::Joined:
            m_joined.begin(at);
            return;
        case EventName::Left:
            assumeJoined(at);
            m_joined.end(at);
            m_publishing.end(at);
            m_subscribing.end(at);
            m_publishers.clear();
            return;
        case EventName::PublishStarted:
            assumeJoined(at);
            m_publishing.begin(at);
            return;
        case EventName::PublishStopped:
            if (m_publishing.isOpen())
                m_publishing.end(at);
            else
                m_publishing.endOnly(joinedSince(at), at);
            return;
        case EventName::SubscribeStarted:
            assumeJoined(at);
            m_publishers.insert(event.remoteParticipantId);
            m_subscribing.begin(at);
            m_subscribing.more(int(m_publishers.size()));
            return;
        case EventName::SubscribeStopped:
            if (m_publishers.remove(event.remoteParticipantId)) {
                if (m_publishers.isEmpty())
                    m_subscribing.end(at);
            } else if (m_publishers.isEmpty()) {
                m_subscribing.endOnly(joinedSince(at), at);
            }
            return;
        case EventName::PublishError:
        case EventName::SubscribeError:
        case EventName::JoinError:
            if (!event.errorCode.isSet()) // an error without a code is one all the same
                mark(at, TimelineMark::Kind::Error, index);
            return;
        case EventName::ReplicationStarted:
        case EventName::ReplicationStopped:
            mark(at, TimelineMark::Kind::Replication, index);
            return;
        case EventName::TokenExchanged:
            mark(at, TimelineMark::Kind::TokenExchange, index);
            return;
        }
    }

    void close(const QDateTime &sessionEnd)
    {
        if (sessionEnd.isValid())
            closeAt(sessionEnd.toMSecsSinceEpoch());
        else if (m_subject.gone && !m_row->events.isEmpty())
            closeAt(momentOf(m_row->events.last()));
    }

private:
    void closeAt(qint64 at)
    {
        m_joined.end(at, false);
        m_publishing.end(at, false);
        m_subscribing.end(at, false);
    }
    void mark(qint64 at, TimelineMark::Kind kind, int index)
    {
        m_row->marks.push_back({at, kind, index});
        m_row->errors += int(kind == TimelineMark::Kind::Error);
    }
    // Whoever publishes has joined, also when no event says so.
    void assumeJoined(qint64 at)
    {
        if (m_joined.isOpen())
            return;
        const qint64 first = m_subject.firstJoined.toMSecsSinceEpoch();
        const bool firstIsNews = m_row->joined.empty() && m_subject.firstJoined.isValid() && first <= at;
        if (!m_row->joined.empty() && m_row->joined.back().to >= at)
            return; // told of the moment of leaving
        m_joined.begin(firstIsNews ? first : at, firstIsNews);
    }
    qint64 joinedSince(qint64 at)
    {
        assumeJoined(at);
        return m_row->joined.empty() ? at : m_row->joined.back().from;
    }

    TimelineRow *m_row;
    TimelineSubject m_subject;
    Track m_joined;
    Track m_publishing;
    Track m_subscribing;
    QSet<QString> m_publishers; ///< that it is subscribed to
};

// Those of one moment: who is out comes in before all else, and goes after all else.
void orderMoment(QList<ivs::Event>::iterator begin, QList<ivs::Event>::iterator end, bool joined)
{
    const auto rank = [joined](const ivs::Event &event) {
        if (event.name == EventName::Joined)
            return joined ? 3 : 0;
        return event.name == EventName::Left ? 2 : 1;
    };
    std::stable_sort(begin, end, [&](const ivs::Event &a, const ivs::Event &b) { return rank(a) < rank(b); });
}

} // namespace

TimelineRow timelineRow(QList<ivs::Event> events, const TimelineSubject &subject, const QDateTime &sessionEnd)
{
    TimelineRow row;
    putInOrder(&events);
    row.events = std::move(events);
    Reader reader(&row, subject);
    for (int i = 0; i < row.events.size();) {
        int next = i + 1;
        while (next < row.events.size() && momentOf(row.events[next]) == momentOf(row.events[i]))
            ++next;
        if (next - i > 1) {
            const bool joined = !row.joined.empty() && row.joined.back().goesOn();
            orderMoment(row.events.begin() + i, row.events.begin() + next, joined);
        }
        for (; i < next; ++i)
            reader.read(i);
    }
    reader.close(sessionEnd);
    return row;
}

void SessionTimeline::setBounds(const QDateTime &start, const QDateTime &end)
{
    m_start = start;
    m_end = end;
}

void SessionTimeline::setEvents(
    const QString &participantId, const QList<ivs::Event> &events, const TimelineSubject &subject)
{
    TimelineRow row = timelineRow(events, subject, m_end);
    if (!row.events.isEmpty()) {
        m_first = std::min(m_first, momentOf(row.events.first()));
        m_last = std::max(m_last, momentOf(row.events.last()));
    }
    TimelineRow &place = m_rows[participantId];
    m_events += int(row.events.size() - place.events.size());
    place = std::move(row);
    m_figures.reset();
}

const TimelineRow *SessionTimeline::row(const QString &participantId) const
{
    const auto found = m_rows.constFind(participantId);
    return found == m_rows.cend() ? nullptr : &*found;
}

bool SessionTimeline::setLane(const TimelineLane &lane)
{
    const auto place = std::find_if(
        m_lanes.begin(), m_lanes.end(), [&lane](const TimelineLane &other) { return other.name == lane.name; });
    if (place == m_lanes.end()) {
        m_lanes.push_back(lane);
        return true;
    }
    if (*place == lane)
        return false;
    *place = lane;
    return true;
}

std::pair<qint64, qint64> SessionTimeline::extent(qint64 now) const
{
    qint64 from = m_first;
    qint64 to = m_last;
    if (m_start.isValid())
        from = std::min(from, m_start.toMSecsSinceEpoch());
    to = std::max(to, m_end.isValid() ? m_end.toMSecsSinceEpoch() : now);
    if (from > to)
        from = to - 60'000; // nothing is known yet
    return {from, std::max(to, from + 1000)};
}

const SessionTimeline::Figures &SessionTimeline::figures() const
{
    if (m_figures)
        return *m_figures;
    struct Step
    {
        qint64 at;
        int by;
    };
    std::vector<Step> steps;
    Figures sum;
    for (const TimelineRow &row : m_rows) {
        sum.errors += row.errors;
        for (const TimelineSpan &span : row.publishing) {
            steps.push_back({span.from, 1});
            steps.push_back({span.to, -1});
        }
    }
    // Of one moment, ends come first: who follows another is not there with the other.
    std::sort(steps.begin(), steps.end(),
        [](const Step &a, const Step &b) { return a.at != b.at ? a.at < b.at : a.by < b.by; });
    int present = 0;
    for (const Step &step : steps) {
        present += step.by;
        if (present > sum.peakPublishers) {
            sum.peakPublishers = present;
            sum.peakAt = QDateTime::fromMSecsSinceEpoch(step.at, Qt::UTC);
        }
    }
    m_figures = sum;
    return *m_figures;
}
