// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

/// Asks for a name in one line; \a then gets it, simplified, unless it is empty or the one that was \a proposed.
void askName(QWidget *parent, const QString &title, const QString &label, const QString &proposed, int longest,
    const std::function<void(const QString &)> &then);

/// Asks before something is lost; Cancel is the default. \a then comes after \a verb only. The words are plain text.
void askSure(QWidget *parent, const QString &question, const QString &verb, const std::function<void()> &then);
