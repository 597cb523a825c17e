// SPDX-License-Identifier: GPL-3.0-or-later

// What the palette and the sheet of shortcuts find in the window, and the way to what was found.

#include "models/desk.h"
#include "models/findresult.h"
#include "views/actionregistry.h"
#include "views/commands.h"
#include "views/connectionheader.h"
#include "views/findfield.h"
#include "views/inspector.h"
#include "views/lockbutton.h"
#include "views/mainwindow.h"
#include "views/marksmenu.h"
#include "views/page.h"
#include "views/pagestack.h"
#include "views/rememberingsheet.h"
#include "views/sheethost.h"

#include <QMenu>

using namespace Qt::Literals::StringLiterals;

void MainWindow::buildFinding()
{
    QAction *find =
        m_actions->add(u"window.find"_s, tr("Find or &do…"), u"search"_s, {tr("search"), tr("palette")}, [this] {
            refreshActions();
            m_commands->openPalette(m_workspace, m_header->height());
        });
    find->setShortcut(Qt::CTRL | Qt::Key_K);
    const auto present = m_program->actions();
    m_program->insertAction(present.constFirst(), find);
    addAction(find);
    QAction *shortcuts = m_actions->add(u"window.shortcuts"_s, tr("&Shortcuts"), {}, {tr("keys"), tr("help")}, [this] {
        refreshActions();
        m_commands->openShortcuts(m_header->height());
    });
    QAction *inspect = m_actions->add(u"window.inspect"_s, tr("Inspect a &token…"), {},
        {tr("jwt"), tr("decode"), tr("verify"), tr("expired"), tr("participant")},
        [this] { m_inspector->open(m_workspace); });
    inspect->setShortcut(Qt::CTRL | Qt::Key_I);
    addAction(inspect);
    connect(m_stack, &PageStack::inspectWanted, inspect, &QAction::trigger);
    m_actions->add(u"window.lock"_s, tr("Unlock or lock this connection"), u"lock"_s,
        {tr("read-only"), tr("production"), tr("write")}, [this] { m_header->lockButton()->click(); });
    m_actions->add(u"window.marks"_s, tr("Mark this profile or account…"), {},
        {tr("production"), tr("staging"), tr("environment"), tr("read-only")}, [this] {
            auto *menu = new QMenu(this);
            menu->setAttribute(Qt::WA_DeleteOnClose);
            addMarks(menu, m_workspace);
            menu->popup(m_header->mapToGlobal(QPoint(0, m_header->height())));
        });
    shortcuts->setShortcuts({QKeySequence(u"?"_s), Qt::Key_F1});
    m_program->insertAction(m_program->actions().at(1), shortcuts);
    addAction(shortcuts);
    m_header->findField()->setKeys(find->shortcut().toString(QKeySequence::NativeText));
    connect(m_header->findField(), &QAbstractButton::clicked, find, &QAction::trigger);
    connect(m_commands, &Commands::pageChosen, this, &MainWindow::showPage);
    connect(m_commands, &Commands::workspaceChosen, this, &MainWindow::showWorkspace);
    connect(m_commands, &Commands::placeChosen, this, &MainWindow::openPlace);
}

// Whatever has a stage is shown among the stages; an ingest configuration on a page of its own.
void MainWindow::openPlace(const FindPlace &place)
{
    if (!place.workspace)
        return; // closed meanwhile
    open(place.stageArn.isEmpty() ? u"ingest"_s : u"stages"_s, place.workspace, {});
    if (Page *shown = page())
        shown->showPlace(place);
}

void MainWindow::openRemembering()
{
    if (Remembering *remembering = m_desk->remembering(m_workspace); remembering && !m_host->current())
        m_host->show(new RememberingSheet(m_context, remembering));
}
