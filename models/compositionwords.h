// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositionmodel.h"

/// A composition in words that are safe to show.

/// The word for an output's state; one that is not known as the service sent it.
QString destinationStateText(const ivs::Enum<ivs::DestinationState> &state);
/// Its tone in a list.
Tone compositionTone(const ivs::Enum<ivs::CompositionState> &state);
/// `to channel AbCdEf`, `to storage GhIjKl`, with the name that somebody gave the output.
QString destinationText(const ivs::DestinationConfiguration &destination);
/// The layout in a line: `grid · featured by host · ordered by seat · gap 2 px (default)`.
QString layoutText(const ivs::LayoutConfiguration &layout);
/// How long a composition may last in all (fact sheet 8), in seconds.
inline constexpr qint64 kLongestComposition = 24 * 3600;
