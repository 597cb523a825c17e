// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What a session's timeline adds up to, for the list of sessions.
struct SessionFigures
{
    int known = 0; ///< participants whose events are known
    int people = 0; ///< participants that the list has so far
    bool everybody = false; ///< the list of participants is complete and all their events are known
    int peakPublishers = 0; ///< a lower bound unless `publishersKnown`
    bool publishersKnown = false; ///< complete for all who have ever published
    int errors = 0; ///< a lower bound unless `everybody`
    int users = 0; ///< distinct user ids; a lower bound unless `usersKnown`
    bool usersKnown = false;
    bool operator==(const SessionFigures &) const = default;
};
