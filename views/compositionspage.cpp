// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compositionspage.h"

#include "models/compositionacts.h"
#include "models/compositiondetail.h"
#include "models/compositionrecordmodel.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/compositionactions.h"
#include "views/compositionpanel.h"
#include "views/datatable.h"
#include "views/listpanel.h"
#include "views/sheethost.h"
#include "views/sidesheet.h"

#include <QButtonGroup>
#include <QDataStream>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

CompositionsPage::CompositionsPage(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_columns(new QSplitter(Qt::Horizontal))
    , m_registry(new ActionRegistry(context.theme, this))
{
    m_list = new ListPanel(context, workspace->compositionRecords(),
        {tr("Compositions"), tr("Not asked yet."),
            tr("Nothing is composed in %1 now, and no composition is remembered.").arg(workspace->region())});
    m_list->addTool(showFilter());
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

    m_list->table()->sortByColumn(CompositionRecordModel::Started, Qt::DescendingOrder);
    // What is asked first stands in sight in a small window too.
    QHeaderView *header = m_list->table()->horizontalHeader();
    header->moveSection(header->visualIndex(CompositionRecordModel::Reason), 2);
    connect(workspace->stages(), &ListModel::stateChanged, this, &CompositionsPage::askNames);
    connect(workspace->compositionRecords(), &QAbstractItemModel::rowsInserted, this, &CompositionsPage::askNames);
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
    CompositionDetail *detail = m_workspace->compositionDetail();
    const CompositionHistory::Record *chosen = m_workspace->compositionHistory()->record(detail->arn());
    // Of what the service has forgotten nothing else is to be had.
    if (!chosen || !chosen->isGone)
        detail->reload();
}

void CompositionsPage::focusFilter()
{
    m_list->filterField()->setFocus(Qt::ShortcutFocusReason);
    m_list->filterField()->selectAll();
}

void CompositionsPage::focusContent() { m_list->focusTable(); }

void CompositionsPage::showKey(const QString &key)
{
    const CompositionRecordModel *model = m_workspace->compositionRecords();
    // What is asked for is shown, whatever the filter hid.
    if (model->record(key) && model->rowOfKey(key) < 0)
        m_list->clearFilter();
    m_list->table()->setCurrentKey(key);
}

QString CompositionsPage::lossQuestion() const
{
    return m_workspace->compositionActs()->isReplacing()
        ? tr("A composition is being replaced: its successor may not be started, and nothing runs then.")
        : QString();
}

QByteArray CompositionsPage::saveLayout() const
{
    QByteArray kept;
    QDataStream out(&kept, QIODevice::WriteOnly);
    out << m_columns->saveState() << m_panel->tab();
    return kept;
}

void CompositionsPage::restoreLayout(const QByteArray &layout)
{
    QByteArray columns;
    QString tab;
    QDataStream in(layout);
    in >> columns >> tab;
    if (in.status() != QDataStream::Ok)
        return;
    m_columns->restoreState(columns);
    m_panel->setTab(tab);
}

void CompositionsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    askNames();
}

void CompositionsPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_workspace->stages()->setWatched(false, this);
}

// No composition tells the name of its stage: the list of stages is read until it is newer than what has no name.
void CompositionsPage::askNames()
{
    const ListState state = m_workspace->stages()->state();
    const auto &records = m_workspace->compositionHistory()->records();
    const bool isNew = std::any_of(records.begin(), records.end(), [&state](const CompositionHistory::Record &each) {
        return each.isRunning() && each.stageName.isEmpty() && each.firstSeen > state.asOf;
    });
    m_workspace->stages()->setWatched(
        isVisible() && state.phase != ListState::Phase::Failed && (!state.isWhole || isNew), this);
}

QWidget *CompositionsPage::showFilter()
{
    using Show = CompositionRecordModel::Show;
    auto *box = new QWidget;
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    m_shown = new QButtonGroup(this);
    const std::pair<Show, QString> choices[] = {
        {Show::All, tr("All")}, {Show::Running, tr("Running")}, {Show::Ended, tr("Ended")}};
    for (const auto &[show, words] : choices) {
        auto *button = new QToolButton;
        button->setText(words);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setAutoExclusive(true); // the arrow keys move in the group: without it they skip those that Tab skips
        m_shown->addButton(button, int(show));
        layout->addWidget(button);
    }
    CompositionRecordModel *model = m_workspace->compositionRecords();
    m_shown->button(int(model->show()))->setChecked(true);
    connect(m_shown, &QButtonGroup::idClicked, model, [model](int id) { model->setShow(Show(id)); });
    connect(model, &ListModel::filterChanged, this,
        [this, model] { m_shown->button(int(model->show()))->setChecked(true); });
    return box;
}
