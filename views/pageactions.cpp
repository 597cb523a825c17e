// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pageactions.h"

#include "models/errortext.h"
#include "models/undertaking.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/actsheet.h"
#include "views/datatable.h"
#include "views/sheethost.h"
#include "views/undertakingsheet.h"

#include <QItemSelectionModel>
#include <QMenu>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kUndertakingWidth = 600;

} // namespace

PageActions::PageActions(const ViewContext &context, const Place &place, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_at(place)
{
    connect(place.workspace->guard(), &aws::WriteGuard::changed, this, &PageActions::refresh);
}

QAction *PageActions::add(const QString &id, const QString &words, const QString &icon, const QStringList &keywords,
    const QKeySequence &keys, const std::function<void()> &run)
{
    QAction *action = m_at.registry->add(id, words, icon, keywords, run);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    return action;
}

void PageActions::addCreate(const QString &id, const QString &words, const QString &shortWords,
    const QStringList &keywords, const std::function<void()> &run)
{
    QAction *action = add(id, words, u"add"_s, keywords, QKeySequence::New, run);
    action->setShortcutContext(Qt::WindowShortcut);
    action->setIconText(shortWords);
    m_at.page->addAction(action);
}

void PageActions::attend(const DataTable *table)
{
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &PageActions::refresh);
    connect(table->model(), &QAbstractItemModel::dataChanged, this, &PageActions::refresh);
    connect(table->model(), &QAbstractItemModel::rowsRemoved, this, &PageActions::refresh);
    connect(table->listModel(), &ListModel::stateChanged, this, &PageActions::refresh);
    connect(table, &DataTable::menuAboutToShow, this, [this, table](QMenu *menu) { addTo(menu, table); });
}

// On top of what copies the rows.
void PageActions::addTo(QMenu *menu, const DataTable *table)
{
    QAction *first = menu->actions().value(0);
    menu->setToolTipsVisible(true); // why one can't be done now
    for (const ActionRegistry::Entry &entry : m_at.registry->entries()) {
        if (table->actions().contains(entry.action))
            menu->insertAction(first, entry.action);
    }
    menu->insertSeparator(first);
}

void PageActions::setReason(const QString &id, const QString &otherwise)
{
    const QString locked = readOnlyReason(m_at.workspace->guard());
    m_at.registry->setReason(id, locked.isEmpty() ? otherwise : locked);
}

bool PageActions::isFree() const
{
    // One at work is not asked to close: that would take back what has not left yet.
    if (SideSheet *open = m_at.host->current(); open && !open->isBusy())
        open->requestClose();
    return !m_at.host->current();
}

void PageActions::show(ActSheet *sheet)
{
    connect(sheet, &ActSheet::undertaken, this, &PageActions::follow);
    m_at.host->show(sheet);
}

void PageActions::follow(Undertaking *undertaking)
{
    m_at.host->show(new UndertakingSheet(m_context, undertaking), kUndertakingWidth);
}

void PageActions::ask(const Confirmation::Question &question, Destruction *destruction,
    const std::function<void(const QString &)> &confirmed)
{
    auto *dialog = new Confirmation(m_context, question, destruction, m_at.page->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &Confirmation::confirmed, this, confirmed);
    dialog->open();
}

QString PageActions::nameToType(const QStringList &names) const
{
    if (!m_at.workspace->guard()->hasReason(aws::ReadOnlyReason::Production))
        return {};
    return names.size() == 1 ? names.first() : m_at.workspace->title();
}

// Counted without looking at every one: of 100,000 rows all may be selected.
int PageActions::selectedCountOf(const DataTable *table)
{
    int count = 0;
    const QItemSelection selection = table->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection)
        count += range.height();
    return count;
}
