// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findresult.h"

/// A page or an action of the program, for finding it by name.
struct FindCommand
{
    QString id;
    bool isPage = false;
    QString words; ///< `Read everything on this page again`
    QString keywords; ///< other words that a person may look for
    QString where; ///< the page that it belongs to; empty for the whole window
    QString shortcut; ///< `Ctrl+R`; empty without one
    QString reason; ///< why it can't be chosen now; empty when it can
};

/// The pages and the actions that answer \a query, a group each; all of them for an empty one. What can't be chosen now
/// stands behind what can and answers as well.
QList<FindGroup> findCommands(const QList<FindCommand> &commands, const FindQuery &query);
