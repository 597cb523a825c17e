// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <functional>
#include <vector>

class Desk;
class Page;
class Workspace;

/// One entry of the navigation and how its page is made. Exactly one of the makers is set.
struct PageKind
{
    QString id; ///< in the settings, and the name of its icon in resources/icons
    QString title;
    /// A page of its own for each workspace.
    std::function<Page *(const ViewContext &, Workspace *)> ofWorkspace;
    /// One page over all workspaces.
    std::function<Page *(const ViewContext &, Desk *)> ofDesk;
};

/// Every page of the window in the order of the navigation, which is that of Ctrl+1 to Ctrl+9. A new page is a line in
/// here and nothing in MainWindow.
std::vector<PageKind> pageKinds();
