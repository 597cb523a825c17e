// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/compositiontypes.h"

/// Why a composition ended, as far as it can be known, and how it is known. The service tells no reason (fact sheet 8):
/// everything here follows from what was seen of it, and what is not known is called unknown.
struct CompositionEnd
{
    enum class Reason {
        None, ///< it runs, as far as was seen
        AskedToStop, ///< from here
        StageDeleted,
        NobodyPublished, ///< for 60 s (fact sheet 8)
        LongestTime, ///< 24 h (fact sheet 8)
        OutputFailed, ///< all outputs failed
        Unknown,
    };

    Reason reason = Reason::None;
    QString who; ///< who asked, where that is the reason; may be empty
    const store::CompositionChange *evidence = nullptr; ///< the line that tells it, in the record; null: its times do
};

/// The reason by the record's lines. The result points into \a record.
CompositionEnd endOf(const store::CompositionRecord &record);
/// It has ended at a time that the service told, and what was seen does not say why: the stage's people may.
bool needsInquest(const store::CompositionRecord &record);
/// How long a composition may last in all (fact sheet 8), in seconds.
inline constexpr qint64 kLongestComposition = 24 * 3600;
/// How long nobody may publish before it stops by itself (fact sheet 8), in seconds.
inline constexpr qint64 kSilentComposition = 60;
/// How long somebody must have published nothing for that to be the reason: events and ends are told at different
/// moments.
inline constexpr qint64 kSilentEnough = 50;
