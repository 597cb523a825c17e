// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <utility>
#include <vector>

/// Which stretch of time lies over which pixels. Times are milliseconds since 1970 UTC, places are pixels from the left
/// edge of the picture. The stretch shown stays within what there is, with a little room at both ends.
class TimelineScale
{
public:
    void setWidth(int pixels);
    int width() const { return m_width; }
    /// What there is. While everything is shown, everything stays shown.
    void setExtent(qint64 from, qint64 to);
    qint64 first() const { return m_first; }
    qint64 last() const { return m_last; }

    double x(qint64 at) const { return double(at - m_from) / m_perPixel; }
    qint64 at(double x) const { return m_from + qint64(x * m_perPixel); }
    qint64 from() const { return m_from; }
    qint64 to() const { return at(m_width); }
    double perPixel() const { return m_perPixel; } ///< milliseconds

    bool isFitted() const { return m_fitted; }
    void fit();
    /// Above 1 shows less time in more detail; what is at \a x stays there.
    void zoom(double factor, double x);
    /// Shows what is that many pixels to the right.
    void pan(double pixels);
    void moveTo(qint64 from);
    /// Puts \a at near the right edge.
    void follow(qint64 at);

    /// The least and the most that moveTo() can give.
    std::pair<qint64, qint64> range() const;

    /// Round times for the ruler, at least \a gap pixels apart; \a offset is the zone's, in ms.
    struct Ticks
    {
        std::vector<qint64> at;
        qint64 step = 0;
    };
    Ticks ticks(int gap, qint64 offset) const;

private:
    double fittedPerPixel() const;
    void keepInside();

    qint64 m_first = 0;
    qint64 m_last = 1000;
    qint64 m_from = 0;
    double m_perPixel = 1;
    int m_width = 1;
    bool m_fitted = true;
};
