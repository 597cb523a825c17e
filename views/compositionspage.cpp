// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compositionspage.h"

#include "models/compositiondetail.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/compositionactions.h"
#include "views/compositionpanel.h"
#include "views/datatable.h"
#include "views/listpanel.h"
#include "views/sheethost.h"
#include "views/sidesheet.h"

#include <QLineEdit>
#include <QSplitter>
#include <QVBoxLayout>

CompositionsPage::CompositionsPage(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_columns(new QSplitter(Qt::Horizontal))
    , m_registry(new ActionRegistry(context.theme, this))
{
    m_list = new ListPanel(context, workspace->compositions(),
        {tr("Compositions"), tr("Not asked yet."),
            tr("Nothing is composed in %1 now. The service forgets a composition five minutes after its end.")
                .arg(workspace->region())});
    m_panel = new CompositionPanel(context, workspace);
    m_columns->addWidget(m_list);
    m_columns->addWidget(m_panel);
    m_columns->setSizes({560, 540});
    m_columns->setStretchFactor(0, 1);
    m_columns->setStretchFactor(1, 1);
    m_columns->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_columns);

    m_list->table()->sortByColumn(CompositionModel::Started, Qt::DescendingOrder);
    connect(m_list->table(), &DataTable::currentKeyChanged, m_panel, &CompositionPanel::setComposition);
    auto *actions =
        new CompositionActions(context, {workspace, this, new SheetHost(this), m_registry}, m_list->table(), this);
    connect(actions, &CompositionActions::againWanted, this,
        [this](const QString &arn) { Q_EMIT pageWanted(QStringLiteral("editor"), m_workspace, arn); });
    m_panel->setActions(m_registry);
}

void CompositionsPage::reload()
{
    m_workspace->compositions()->reload();
    m_workspace->compositionDetail()->reload();
}

void CompositionsPage::focusFilter()
{
    m_list->filterField()->setFocus(Qt::ShortcutFocusReason);
    m_list->filterField()->selectAll();
}

void CompositionsPage::focusContent() { m_list->focusTable(); }

void CompositionsPage::showKey(const QString &key)
{
    CompositionModel *model = m_workspace->compositions();
    // What is asked for is shown, whatever the filter hid.
    if (model->record(key) && model->rowOfKey(key) < 0)
        m_list->clearFilter();
    m_list->table()->setCurrentKey(key);
}

QByteArray CompositionsPage::saveLayout() const { return m_columns->saveState(); }

void CompositionsPage::restoreLayout(const QByteArray &layout)
{
    if (!layout.isEmpty())
        m_columns->restoreState(layout);
}
