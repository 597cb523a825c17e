// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/error.h"

#include <QDateTime>

#include <optional>

class TimeText;

/// What a list is: a reader must never take a part for the whole, or yesterday's for today's.
struct ListState
{
    enum class Phase {
        NotAsked, ///< no question yet
        Loading, ///< the first load is under way: what is there is a part
        Partial, ///< stopped before the end
        Complete, ///< every page was read without a failure
        Failed, ///< the last load ended with an error; see isWhole
    };
    enum class Pause {
        None,
        ByPerson,
        Hidden,
        Bounded, ///< the latest rows only
    };

    Phase phase = Phase::NotAsked;
    Pause pause = Pause::None;
    bool refreshing = false; ///< a complete list is being read again
    bool isWhole = false; ///< the rows are a complete list, as of asOf, even if a later refresh failed
    QDateTime asOf; ///< service time at which the load of the complete list began; invalid without one
    bool isRemembered = false; ///< rows of an earlier look are among those shown, until the first load is complete
    QDateTime rememberedAsOf; ///< of those rows; invalid when they never were a complete list
    bool isFinal = false; ///< complete, over and kept: never fetched again
    int loaded = 0; ///< rows
    int shown = 0; ///< rows that the filter lets through
    bool isFiltering = false; ///< a new filter is being worked out: the rows shown are those of the old one
    bool isSorting = false; ///< the same of a new sort
    int pages = 0; ///< read by the present or last load
    double pagesPerSecond = 0; ///< while loading; 0 when not known yet
    int staleAfter = 0; ///< seconds; 0 for a list that can't change any more
    std::optional<aws::Error> error;

    bool isOrdering() const { return isFiltering || isSorting; }
    bool isBusy() const { return phase == Phase::Loading || refreshing; }
    bool isStale(const QDateTime &now) const;
    bool operator==(const ListState &) const = default;
};

/// The line under a list: `3,412 participants · page 35 · loading at 2/s`, `25 stages · complete as of 14:02:11 UTC`.
/// \a counted is the count with its noun, `25 stages`; \a shown the same of the filtered rows, or empty when no filter
/// is set.
QString completenessText(
    const ListState &state, const QString &counted, const QString &shown, const QDateTime &now, const TimeText &times);
