// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sessiontimeline.h"

#include <QStringList>

class TimeText;

/// Words for what a timeline paints: for the pointer, the status line and assistive technology. User ids and unknown
/// event names come from strangers: whoever shows the words makes them plain.
namespace timelinewords {

/// `Joined 2 times, 01:12:40 in all. Published 00:40:12. Subscribed 01:10:02. 2 errors.`; \a now in ms.
QString row(const TimelineRow &row, qint64 now);
/// `joined 20:01:00, publishing 20:02:00–20:10:00, 1 error`: when, for who can't see the bars; of each state the last
/// \a most stretches.
QString spoken(const TimelineRow &row, const TimeText &times, int most = 3);
/// What was so between \a from and \a to (ms, the stretch under the pointer): one line for each state that it was in,
/// then one for each event, the first \a most of them.
QStringList moment(const TimelineRow &row, qint64 from, qint64 to, qint64 now, const TimeText &times, int most = 6);
/// The same for a lane.
QStringList moment(const TimelineLane &lane, qint64 from, qint64 to, qint64 now, const TimeText &times, int most = 6);
/// One event with its time, error code and what helps.
QString event(const ivs::Event &event, const TimeText &times);

} // namespace timelinewords
