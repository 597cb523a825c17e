// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mainwindow.h"

#include "views/page.h"
#include "views/pagestack.h"
#include "views/questions.h"

#include <QCloseEvent>
#include <QSettings>

using namespace Qt::Literals::StringLiterals;

// Before what a person made there is lost; \a workspace null: of all connections.
void MainWindow::leaving(const Workspace *workspace, const QString &verb, const std::function<void()> &then)
{
    if (const Page *page = m_stack->losing(workspace))
        askSure(this, page->lossQuestion(), verb, then);
    else
        then();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_isLeaving && m_stack->losing(nullptr)) {
        event->ignore();
        leaving(nullptr, tr("Quit without them"), [this] { closeWithoutAsking(); });
        return;
    }
    m_settings->setValue(u"window/geometry"_s, saveGeometry());
    m_stack->saveLayouts();
    QMainWindow::closeEvent(event);
}

void MainWindow::closeWithoutAsking()
{
    m_isLeaving = true;
    close();
}
