// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/database.h"

#include <functional>

namespace store {

/// Stages, sessions, participants and compositions that hold \a text in a name, user id, id or ARN, in any case,
/// compositions also in the name of their stage: those that are it first, then those that begin with it, then the
/// newest; at most \a limit. Stops, with what it has, when \a wanted says no more.
QList<Found> search(Database &db, const QString &text, int limit, const std::function<bool()> &wanted);

} // namespace store
