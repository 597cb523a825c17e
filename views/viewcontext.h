// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QUrl;
class QWidget;
class StateKeeper;
class Theme;

/// What every view is handed: the theme, and the ways out of the window that a test must be able to answer.
struct ViewContext
{
    Theme *theme = nullptr;
    std::function<void(const QString &)> copy; ///< puts text on the clipboard
    StateKeeper *keeper = nullptr; ///< keeps what a person arranged; without one nothing is kept
    /// Asks for the name of a file to write and calls back with its path, or with nothing when the person cancels; a
    /// window that can't ask offers no file.
    std::function<void(QWidget *window, const QString &proposed, const std::function<void(const QString &)> &then)>
        saveFile = {};
    /// The same for a file to read; \a filter as QFileDialog takes it.
    std::function<void(QWidget *window, const QString &filter, const std::function<void(const QString &)> &then)>
        openFile = {};
    /// Puts a secret on the clipboard, from which it is taken off again; see SecretClipboard.
    std::function<void(const QString &)> copySecret = {};
    std::function<QString()> paste = {}; ///< the text on the clipboard
    /// Shows an address in the desktop's browser, because the person asked for it.
    std::function<void(const QUrl &)> openUrl = {};
};
