// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/database.h"

/// The register of issued tokens in SQL. Each function runs in the caller's transaction; faults stick to the Database.
namespace store {

/// A token whose participant id is there already is written over, but for its use and whether it is kept.
void putTokens(Database &db, const Place &place, const QList<IssuedToken> &tokens);
/// What became of tokens, by participant id. One that is not in the register any more stays out of it.
void putTokenUses(Database &db, const Place &place, const QHash<QString, TokenUse> &uses);
void putTokenKept(Database &db, const Place &place, const QString &participantId, bool kept);
/// The latest \a limit of those put before \a before (0: all of them), and with 0 also every older one that is valid at
/// \a now, each joined with what the archive knows of its participant.
Tokens readTokens(Database &db, const Place &place, const QDateTime &now, quint64 before, int limit);

} // namespace store
