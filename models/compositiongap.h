// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

class CompositionHistory;

/// How long compositions took to start and to stop, as far as the black box tells: nothing is documented. Seconds.
struct CompositionGap
{
    std::optional<qint64> starting; ///< from the start to the first output's, the longest of the last ten
    std::optional<qint64> stopping; ///< from the stop that left here to the end, the longest of the last ten
};

CompositionGap gapOf(const CompositionHistory &history);
/// How long nothing is on air when one is stopped and the next is started; says what the figure comes from, or that
/// there is none.
QString gapWords(const CompositionHistory &history);
