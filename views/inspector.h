// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QObject>

class Desk;
class SheetHost;
class Workspace;

/// Lays the sheet that inspects tokens over whatever page is shown, for the palette.
class Inspector final : public QObject
{
    Q_OBJECT

public:
    /// \a area holds the pages; the sheet lies over its right side. \a desk is not owned.
    Inspector(const ViewContext &context, Desk *desk, QWidget *area);

    /// Nothing happens without a workspace, and when the sheet is there already it only gets the keyboard.
    void open(Workspace *workspace);
    /// What was looked at belongs to another workspace than \a shown: it is put away.
    void leave(const Workspace *shown);

private:
    ViewContext m_context;
    SheetHost *m_host;
    const Workspace *m_workspace = nullptr; ///< of the sheet; compared, never followed
};
