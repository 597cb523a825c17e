// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/rules.h"

#include <QString>

namespace ivs {

/// What is wrong with a text by this rule (`must be 1 to 128 characters long, but has 129`), or an empty string.
QString textProblem(const QString &text, const Rule &rule);

/// The range of a rule in words: `1 to 100`, `exactly 1`, `at least 0`.
QString rangeText(const Rule &rule);

} // namespace ivs
