// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types.h"

#include <algorithm>

/// Whether somebody with these events, all of one session, publishes now: `published` of a participant only tells that
/// it ever did (fact sheet 3). The order of events is not documented: the times decide.
inline bool isPublishing(const QList<ivs::Event> &events)
{
    QDateTime started;
    QDateTime stopped;
    for (const ivs::Event &event : events) {
        if (event.name == ivs::EventName::PublishStarted)
            started = std::max(started, event.eventTime);
        else if (event.name == ivs::EventName::PublishStopped || event.name == ivs::EventName::Left)
            stopped = std::max(stopped, event.eventTime);
    }
    return started.isValid() && !(stopped >= started);
}
