// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timelinescale.h"

#include <algorithm>

namespace {

constexpr double kClosest = 1; // ms a pixel
constexpr double kRoom = 0.02; // of the width, at both ends
constexpr qint64 kSecond = 1000;
constexpr qint64 kMinute = 60 * kSecond;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;
constexpr qint64 kSteps[] = {100, 200, 500, kSecond, 2 * kSecond, 5 * kSecond, 10 * kSecond, 15 * kSecond, 30 * kSecond,
    kMinute, 2 * kMinute, 5 * kMinute, 10 * kMinute, 15 * kMinute, 30 * kMinute, kHour, 2 * kHour, 3 * kHour, 6 * kHour,
    12 * kHour, kDay, 2 * kDay, 7 * kDay, 14 * kDay, 28 * kDay, 91 * kDay, 364 * kDay};

} // namespace

double TimelineScale::fittedPerPixel() const
{
    return std::max(kClosest, double(m_last - m_first) / (m_width * (1 - 2 * kRoom)));
}

void TimelineScale::setWidth(int pixels)
{
    m_width = std::max(1, pixels);
    keepInside();
}

void TimelineScale::setExtent(qint64 from, qint64 to)
{
    m_first = from;
    m_last = std::max(to, from + 1);
    keepInside();
}

void TimelineScale::fit()
{
    m_fitted = true;
    keepInside();
}

void TimelineScale::zoom(double factor, double x)
{
    const qint64 held = at(x);
    m_perPixel = std::max(kClosest, m_perPixel / factor);
    m_fitted = m_perPixel >= fittedPerPixel();
    m_from = held - qint64(x * m_perPixel);
    keepInside();
}

void TimelineScale::pan(double pixels) { moveTo(m_from + qint64(pixels * m_perPixel)); }

void TimelineScale::moveTo(qint64 from)
{
    m_from = from;
    keepInside();
}

void TimelineScale::follow(qint64 at) { moveTo(at - qint64(m_width * (1 - kRoom) * m_perPixel)); }

std::pair<qint64, qint64> TimelineScale::range() const
{
    const qint64 room = qint64(m_width * kRoom * m_perPixel);
    const qint64 least = m_first - room;
    return {least, std::max(least, m_last + room - qint64(m_width * m_perPixel))};
}

void TimelineScale::keepInside()
{
    if (m_fitted || m_perPixel > fittedPerPixel()) {
        m_fitted = true;
        m_perPixel = fittedPerPixel();
    }
    const auto [least, most] = range();
    m_from = std::clamp(m_from, least, most);
}

TimelineScale::Ticks TimelineScale::ticks(int gap, qint64 offset) const
{
    const auto step = std::lower_bound(std::begin(kSteps), std::end(kSteps) - 1, qint64(gap * m_perPixel));
    Ticks ticks;
    ticks.step = *step;
    // Round in the zone that is shown.
    qint64 at = (m_from + offset) / ticks.step * ticks.step - offset;
    if (at < m_from)
        at += ticks.step;
    for (; at <= to(); at += ticks.step)
        ticks.at.push_back(at);
    return ticks;
}
