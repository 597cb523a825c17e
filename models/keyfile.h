// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

/// A person's own file with a key: read when it is chosen, written when it is asked for by name.
namespace keyfile {

/// The text of the file; nothing, with \a why, when it can't be read or is larger than 64 KB: a key has some 300 bytes.
QString read(const QString &path, QString *why);
/// Writes a private key so that only its owner can read it (mode 0600), whole or not at all. False, with \a why, when
/// it can't be written; a file of this name then stays as it was.
bool write(const QString &path, const QByteArray &secret, QString *why);

} // namespace keyfile
