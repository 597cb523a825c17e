// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/page.h"

#include "models/findresult.h"

void Page::showPlace(const FindPlace &place) { showKey(place.arn.isEmpty() ? place.stageArn : place.arn); }
