// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

/// Asks where to write a file, in the folder that was chosen last; an existing one is asked about. Returns at once and
/// calls \a then with the path when the person accepts; a canceled question is the end of it.
void askSaveFile(QWidget *window, const QString &proposed, const std::function<void(const QString &)> &then);

/// Asks for a file to read, in the same way. \a filter: `Tables (*.csv)`; all files can be chosen too.
void askOpenFile(QWidget *window, const QString &filter, const std::function<void(const QString &)> &then);
