// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositionscene.h"

/// \a count people who don't exist, as a layout needs them: the first has the attribute of the featured one, the second
/// that of the picture in picture, and all have a number to be ordered by. 1 to 25.
QList<CastMember> madeUpCast(const ivs::LayoutConfiguration &layout, int count);
