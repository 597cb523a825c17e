// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findresult.h"
#include "models/store/types.h"

/// What the local store remembers, as results marked so and with their age. One whose place none of \a workspaces
/// stands for is shown all the same, and can't be chosen. The store's order, the best first, is kept; \a limit is how
/// many it was asked for.
FindGroup findRemembered(const QList<store::Found> &found, int limit, const QList<Workspace *> &workspaces);
