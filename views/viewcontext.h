// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class Theme;

/// What every view is handed: the theme, and the ways out of the window that a test must be able to answer.
struct ViewContext
{
    Theme *theme = nullptr;
    std::function<void(const QString &)> copy; ///< puts text on the clipboard
};
