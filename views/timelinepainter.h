// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sessiontimeline.h"

#include <QFont>
#include <QRect>

class QPainter;
class Theme;
class TimeText;
class TimelineScale;

/// A participant as the timeline shows it on the left.
struct TimelinePerson
{
    QString id;
    QString userId;
    bool connected = false;
    bool published = false; ///< ever, in this session
    qint64 firstJoined = 0; ///< ms; 0 when it is not known
};

/// Paints one timeline: ruler, lanes and rows. What falls on one pixel is painted once, so that a row costs as much as
/// it is wide, however much happened in it.
class TimelinePainter
{
public:
    TimelinePainter(QPainter *painter, const Theme &theme, const TimelineScale &scale, const TimeText &times,
        qint64 now, const QFont &font, qreal ratio);

    /// \a rect spans the names too, which take the first \a names pixels of it; time begins right of them.
    void setNames(int names) { m_names = names; }
    void ruler(const QRect &rect);
    /// \a current: key of the item that is chosen; empty for none.
    void lane(const QRect &rect, const TimelineLane &lane, const QString &current);
    /// \a row is null while the events are not known.
    void row(const QRect &rect, const TimelinePerson &person, const TimelineRow *row, bool current, bool focused);
    /// A line across all rows at a moment.
    void moment(const QRect &rect, qint64 at, bool isNow);

    /// The bars and signs as they are painted, for a legend.
    enum class Sample { Joined, Publishing, Subscribing, Error, Replication, TokenExchange, Action };
    static void sample(QPainter *painter, const Theme &theme, const QRect &rect, Sample sample, qreal ratio);

    static constexpr int kRuler = 28;
    static constexpr int kLane = 24;
    static constexpr int kMark = 14;

private:
    struct Bar
    {
        double from;
        double to;
        bool startTold;
        bool endTold;
    };
    template <typename Paint>
    void eachBar(const std::vector<TimelineSpan> &spans, Paint paint) const;
    void laneItem(const QRect &rect, const TimelineLane &lane, const TimelineLane::Item &item, bool current);
    void name(const QRect &rect, const TimelinePerson &person, const TimelineRow *row);
    void marks(const QRect &rect, const TimelineRow &row);
    QRect timeOf(const QRect &rect) const { return rect.adjusted(m_names, 0, 0, 0); }

    QPainter *m_painter;
    const Theme &m_theme;
    const TimelineScale &m_scale;
    const TimeText &m_times;
    qint64 m_now;
    QFont m_font;
    qreal m_ratio;
    int m_names = 0;
};
