// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Sends the program's messages from \a level on to standard error or, when one is named, to a file (appended, mode
/// 0600). False, with the reason, when the file can't be opened.
bool startLogging(QtMsgType level, const QString &file, QString *why);
