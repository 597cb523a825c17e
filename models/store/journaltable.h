// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/database.h"

/// The journal in SQL. Entries and results are only ever added; the schema's triggers refuse anything else.
namespace store {

void appendJournal(Database &db, const JournalEntry &entry);
void appendJournalResult(Database &db, const JournalResult &result);
/// The newest first, each with what became known of it last.
QList<JournalEntry> readJournal(Database &db, const JournalQuery &query);

} // namespace store
