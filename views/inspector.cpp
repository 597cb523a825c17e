// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/inspector.h"

#include "models/desk.h"
#include "views/inspectsheet.h"
#include "views/sheethost.h"

Inspector::Inspector(const ViewContext &context, Desk *desk, QWidget *area)
    : QObject(area)
    , m_context(context)
    , m_host(new SheetHost(area))
{
    // At once: the sheet asks its workspace for the time every second.
    connect(desk, &Desk::closing, this, [this](const Workspace *workspace) {
        if (workspace == m_workspace)
            delete m_host->current();
    });
}

void Inspector::open(Workspace *workspace)
{
    leave(workspace);
    if (m_host->current()) {
        m_host->current()->begin();
    } else if (workspace) {
        m_workspace = workspace;
        m_host->show(new InspectSheet(m_context, workspace));
    }
}

void Inspector::leave(const Workspace *shown)
{
    if (m_host->current() && shown != m_workspace)
        m_host->current()->requestClose();
}
