// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/database.h"

/// How long the archive remembers: the cap, the age limit, and what a person wants forgotten.
namespace store {

/// Bytes that the rows take; the file may be larger until shrink().
qint64 usedBytes(Database &db);
/// Removes the oldest events, when there are none the oldest participants, and last of all the issued tokens that
/// expire first, at most a few thousand rows at a time, so that the store stays responsive. False when there is nothing
/// left that may go.
bool evictSome(Database &db);
/// Removes sessions and compositions that ended, or were last seen, before \a before, and issued tokens that expired
/// before it, a few at a time. False when there are none. A token that is kept in the keychain is left in the register,
/// which else could not take it out.
bool expireSome(Database &db, const QDateTime &before);
/// Gives free pages back to the file system; outside of a transaction.
void shrink(Database &db);

/// Removes every participant with this user id or whose token was exchanged to or from it, with their events, and
/// blots the id out of the journal's texts. The register of issued tokens stays, which is no record of who took part:
/// what became of their tokens is forgotten there. The service still has them: a list that is fetched again brings them
/// back.
Forgotten forgetUser(Database &db, const QString &userId, const QDateTime &now);
Forgotten forgetSession(Database &db, const SessionKey &key);
/// Overwrites what the log still holds of removed rows; outside of a transaction.
void scrub(Database &db);

Usage usage(Database &db);

/// \a json with every string that is \a userId replaced, and the attributes beside a `userId` that is. Unchanged bytes
/// when it names nobody.
QByteArray blottedJson(const QByteArray &json, const QString &userId);
/// \a text with \a userId replaced where it stands as a word.
QString blottedText(const QString &text, const QString &userId);

} // namespace store
