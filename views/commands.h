// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findcommand.h"
#include "views/viewcontext.h"

class ActionRegistry;
class Desk;
class PageStack;
class Palette;
class ShortcutSheet;

/// Everything that can be done in the window, from the registries that menus and buttons take it from: for the palette
/// to find and run, and for the sheet of shortcuts.
class Commands final : public QObject
{
    Q_OBJECT

public:
    struct Sources
    {
        ActionRegistry *window; ///< actions of the whole window
        PageStack *pages; ///< the pages, and the actions of the one that is shown
    };

    /// \a host is the part of the window that the palette hangs over.
    Commands(const ViewContext &context, Desk *desk, QWidget *host, const Sources &sources);

    /// Pages first, then what can be done on the shown page, then in the window.
    QList<FindCommand> all() const;
    /// Below the upper \a top pixels of the host; results of \a workspace (null: none) stand first.
    void openPalette(Workspace *workspace, int top);
    void openShortcuts(int top);
    /// Does what a command of all() stands for, when it can be done.
    void run(const QString &id);

    /// `demo · us-east-1 · 123456789012`, safe to show.
    static QString connectionWords(const Workspace *workspace);

Q_SIGNALS:
    void workspaceChosen(Workspace *workspace);
    void pageChosen(const QString &id);
    void placeChosen(const FindPlace &place);

private:
    Desk *m_desk;
    Sources m_sources;
    Palette *m_palette;
    ShortcutSheet *m_shortcuts;
};
