// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/activitypage.h"

#include "models/journalmodel.h"
#include "models/requestlogmodel.h"
#include "models/undertaking.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/datatable.h"
#include "views/entrypanel.h"
#include "views/listpanel.h"
#include "views/messagebar.h"
#include "views/undodialog.h"

#include <QDataStream>
#include <QIODevice>
#include <QLineEdit>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

ActivityPage::ActivityPage(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_journal(new JournalModel(workspace->journal(), workspace->clock(), workspace->times(), this))
    , m_log(new RequestLogModel(workspace->requestLog(), workspace->clock(), workspace->times(), this))
    , m_message(new MessageBar(context))
    , m_columns(new QSplitter(Qt::Horizontal))
    , m_left(new QSplitter(Qt::Vertical))
    , m_registry(new ActionRegistry(context.theme, this))
{
    m_writes = new ListPanel(
        context, m_journal, {tr("Journal"), tr("Reading…"), tr("Nothing has been changed with Stagedesk yet.")});
    m_calls = new ListPanel(context, m_log, {tr("Requests"), {}, tr("No call has been made on this connection yet.")});
    m_entry = new EntryPanel(context, workspace, m_journal);
    m_writes->addTool(troubleButton(
        m_journal, tr("Not done"), tr("Only writes that were refused, failed, or whose outcome is not known")));
    m_calls->addTool(troubleButton(m_log, tr("Failed"), tr("Only calls that failed")));
    m_left->addWidget(m_writes);
    m_left->addWidget(m_entry);
    m_left->setSizes({320, 300});
    m_columns->addWidget(m_left);
    m_columns->addWidget(m_calls);
    m_columns->setSizes({620, 480});
    for (QSplitter *splitter : {m_left, m_columns})
        splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(m_columns, 1);

    m_writes->table()->sortByColumn(JournalModel::Time, Qt::DescendingOrder);
    m_calls->table()->sortByColumn(RequestLogModel::Time, Qt::DescendingOrder);
    connect(m_writes->table(), &DataTable::currentKeyChanged, m_entry, &EntryPanel::setEntry);
    connect(m_entry, &EntryPanel::undoWanted, this, &ActivityPage::askToUndo);
    m_registry->add(QStringLiteral("journal.undo"), tr("&Undo the chosen write…"), {}, {tr("take back"), tr("revert")},
        [this] { askToUndo(m_writes->table()->currentKey()); });
    connect(m_writes->table(), &DataTable::currentKeyChanged, this, &ActivityPage::refreshActions);
    connect(m_journal, &QAbstractItemModel::dataChanged, this, &ActivityPage::refreshActions);
    connect(m_journal, &ListModel::stateChanged, this, &ActivityPage::refreshActions);
    refreshActions();
}

template <typename Model>
QToolButton *ActivityPage::troubleButton(Model *model, const QString &words, const QString &help)
{
    auto *button = new QToolButton;
    button->setText(words);
    button->setToolTip(help);
    button->setCheckable(true);
    button->setAutoRaise(true);
    connect(button, &QToolButton::toggled, model, &Model::setOnlyTrouble);
    connect(model, &ListModel::filterChanged, button, [button, model] { button->setChecked(model->onlyTrouble()); });
    return button;
}

void ActivityPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_log->takeNew();
}

void ActivityPage::refreshActions() { m_registry->setReason(QStringLiteral("journal.undo"), m_entry->whyNot()); }

void ActivityPage::askToUndo(const QString &key)
{
    const store::JournalEntry *entry = m_journal->entry(key);
    if (!entry)
        return;
    auto *question = new UndoDialog(m_workspace, *entry, this);
    connect(question, &UndoDialog::agreed, this, &ActivityPage::undo);
    question->open();
}

void ActivityPage::undo(Undertaking *act)
{
    m_message->hide();
    connect(act, &Undertaking::finished, this, [this, act] {
        if (const auto error = act->firstError())
            m_message->setError(error, {});
        else
            m_message->setNotice(tr("Undone"), tr("What was there before is back. The journal has it."));
    });
    act->start();
    act->dismiss(); // one target, and its end is told here
}

void ActivityPage::focusFilter()
{
    m_writes->filterField()->setFocus(Qt::ShortcutFocusReason);
    m_writes->filterField()->selectAll();
}

void ActivityPage::focusContent() { m_writes->focusTable(); }

void ActivityPage::showKey(const QString &key)
{
    if (m_journal->entry(key) && m_journal->rowOfKey(key) < 0)
        m_writes->clearFilter();
    m_writes->table()->setCurrentKey(key);
}

QByteArray ActivityPage::saveLayout() const
{
    QByteArray layout;
    QDataStream out(&layout, QIODevice::WriteOnly);
    out << m_columns->saveState() << m_left->saveState();
    return layout;
}

void ActivityPage::restoreLayout(const QByteArray &layout)
{
    QDataStream in(layout);
    QByteArray columns;
    QByteArray left;
    in >> columns >> left;
    if (in.status() != QDataStream::Ok)
        return;
    m_columns->restoreState(columns);
    m_left->restoreState(left);
}
