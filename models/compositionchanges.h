// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/compositiontypes.h"

/// What a list would tell of this composition.
ivs::CompositionSummary summaryOf(const ivs::Composition &composition);
/// The changes of state, of the whole and of its outputs, between two looks at one composition, in the order in which
/// they happen: outputs begin after the whole has started, and end before it has ended. Each line is made like \a like.
QList<store::CompositionChange> changesBetween(
    const ivs::CompositionSummary &was, const ivs::CompositionSummary &is, const store::CompositionChange &like);
