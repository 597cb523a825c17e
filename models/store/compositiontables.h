// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/compositiontypes.h"
#include "models/store/database.h"

/// Compositions in SQL: what each was, its history line by line, and when anybody looked. Each function runs in the
/// caller's transaction; faults stick to the Database.
namespace store {

/// Everything about it but its changes. What is older than what is kept tells nothing.
void putComposition(Database &db, const Place &place, const CompositionRecord &composition);
/// Further lines of one that was put.
void putCompositionChanges(
    Database &db, const Place &place, const QString &arn, const QList<CompositionChange> &changes);
/// A stretch that stands in place of those that it covers.
void putWatched(Database &db, const Place &place, const Watched &stretch);
/// The latest \a limit of a place, and all stretches.
Compositions readCompositions(Database &db, const Place &place, int limit);

/// Removes up to \a limit compositions that ended, or were seen last, before \a before; with an invalid one the oldest.
/// Returns how many.
int removeCompositions(Database &db, const QDateTime &before, int limit);
/// Removes stretches that were over before \a before. Returns how many.
int removeWatched(Database &db, const QDateTime &before, int limit);

} // namespace store
