// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

/// Writes \a bytes into a file that nobody but the person can read (mode 0600), also where one stood before that others
/// could. It stands complete or not at all. Returns an empty text, or why it could not be written.
QString writeSecretFile(const QString &path, const QByteArray &bytes);

/// A name to propose for a file: \a base, and of the foreign \a about what any file system takes.
QString secretFileName(const QString &base, const QString &about, const QString &suffix);
