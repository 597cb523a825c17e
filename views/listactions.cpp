// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/listactions.h"

#include "views/actionregistry.h"
#include "views/datatable.h"
#include "views/listpanel.h"
#include "views/tableactions.h"
#include "views/tablecolumns.h"

#include <QApplication>
#include <QHeaderView>
#include <QMenu>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace {

ListPanel *panelOf(DataTable *table)
{
    QWidget *above = table;
    while (above && !qobject_cast<ListPanel *>(above))
        above = above->parentWidget();
    return static_cast<ListPanel *>(above);
}

} // namespace

ListActions::ListActions(ActionRegistry *registry, QWidget *pages)
    : QObject(registry)
    , m_registry(registry)
    , m_pages(pages)
{
    // The same words as in the menu of a row, with what they are about: they stand alone here.
    add(u"list.copyCell"_s, tr("Copy the cell"), {});
    add(u"list.copyRow"_s, tr("Copy the row"), {});
    add(u"list.copySelection"_s, tr("Copy the selected rows"), {});
    add(u"list.rowCli"_s, tr("Copy the row's request as AWS CLI"), {tr("command")});
    add(u"list.rowCurl"_s, tr("Copy the row's request as curl"), {tr("command")});
    add(u"list.rowJson"_s, tr("Copy the row's request as JSON"), {});
    add(u"list.listCli"_s, tr("Copy the list's request as AWS CLI"), {tr("command")});
    add(u"list.listCurl"_s, tr("Copy the list's request as curl"), {tr("command")});
    add(u"list.listJson"_s, tr("Copy the list's request as JSON"), {});
    add(u"list.rawJson"_s, tr("Show the row's raw JSON…"), {});
    add(u"list.csv"_s, tr("Export the list as CSV…"), {tr("save"), tr("file")});
    add(u"list.json"_s, tr("Export the list as JSON…"), {tr("save"), tr("file")});
    add(u"list.selectedCsv"_s, tr("Export the selected rows as CSV…"), {tr("save"), tr("file")});
    add(u"list.selectedJson"_s, tr("Export the selected rows as JSON…"), {tr("save"), tr("file")});
    registry->add(
        u"list.columns"_s, tr("Columns of the list…"), u"columns"_s, {tr("show"), tr("hide"), tr("move")}, [this] {
            DataTable *list = table();
            if (!list)
                return;
            // As with the right mouse button on the header of the current column.
            QHeaderView *header = list->horizontalHeader();
            const int column = std::max(0, list->currentIndex().column());
            Q_EMIT header->customContextMenuRequested(
                {std::max(0, header->sectionViewportPosition(column)) + 8, header->height() / 2});
        });
    registry->add(u"list.fitColumns"_s, tr("Fit the columns' widths"), {}, {tr("size")}, [this] {
        if (DataTable *list = table())
            list->columns()->fitWidths();
    });
    registry->add(u"list.resetColumns"_s, tr("Reset the columns"), {}, {tr("default")}, [this] {
        if (DataTable *list = table())
            list->columns()->reset();
    });
    registry->add(u"list.views"_s, tr("Saved views of the list…"), u"bookmark"_s,
        {tr("save"), tr("filter"), tr("rename"), tr("delete")}, [this] {
            if (ListPanel *panel = panelOf(table()))
                panel->openViews();
        });
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (auto *list = qobject_cast<DataTable *>(now); list && m_pages->isAncestorOf(list))
            m_last = list;
    });
}

void ListActions::add(const QString &id, const QString &words, const QStringList &keywords)
{
    m_ids << id;
    m_registry->add(id, words, {}, keywords, [this, id] { run(id); });
}

DataTable *ListActions::table() const
{
    if (m_last && m_last->isVisible())
        return m_last;
    const auto all = m_pages->findChildren<DataTable *>();
    const auto shown = std::find_if(all.begin(), all.end(), [](const DataTable *each) { return each->isVisible(); });
    return shown == all.end() ? nullptr : *shown;
}

// What the menu of the current row would do.
void ListActions::run(const QString &id)
{
    DataTable *list = table();
    if (!list)
        return;
    const std::unique_ptr<QMenu> menu(list->actionsOfRows()->makeMenu(list->currentIndex()));
    QAction *action = menu->findChild<QAction *>(id);
    if (action && action->isEnabled())
        action->trigger();
}

void ListActions::refresh()
{
    DataTable *list = table();
    const QString none = list ? QString() : tr("there is no list here");
    const std::unique_ptr<QMenu> menu(list ? list->actionsOfRows()->makeMenu(list->currentIndex()) : nullptr);
    for (const QString &id : std::as_const(m_ids)) {
        const QAction *action = menu ? menu->findChild<QAction *>(id) : nullptr;
        m_registry->setReason(id,
            !list                                ? none
                : action && action->isEnabled()  ? QString()
                : list->currentIndex().isValid() ? tr("the list “%1” has nothing for it").arg(list->accessibleName())
                                                 : tr("no row of “%1” is chosen").arg(list->accessibleName()));
    }
    for (const QString &id : {u"list.columns"_s, u"list.fitColumns"_s, u"list.resetColumns"_s})
        m_registry->setReason(id, none);
    const ListPanel *panel = panelOf(list);
    m_registry->setReason(u"list.views"_s,
        !list                            ? none
            : panel && panel->hasViews() ? QString()
                                         : tr("nothing is kept of this list"));
}
