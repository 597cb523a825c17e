// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datatable.h"

#include "views/celldelegate.h"
#include "views/tableactions.h"
#include "views/tablecolumns.h"
#include "views/tableheader.h"
#include "views/theme.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>

DataTable::DataTable(const ViewContext &context, QWidget *parent)
    : QTableView(parent)
    , m_context(context)
{
    setHorizontalHeader(new TableHeader(context.theme, this));
    m_columns = new TableColumns(context, this);
    m_actions = new TableActions(context, this);
    setItemDelegate(new CellDelegate(context.theme, this));
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QWidget::customContextMenuRequested, this, &DataTable::showColumnsMenu);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(m_context.theme->rowHeight());
    verticalHeader()->setDefaultSectionSize(m_context.theme->rowHeight());
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false); // Tab leaves the table; the arrow keys move in it
    setEditTriggers(NoEditTriggers);
    m_visibleTimer.setSingleShot(true);
    m_visibleTimer.setInterval(150);
    connect(&m_visibleTimer, &QTimer::timeout, this, &DataTable::visibleRowsChanged);
    m_ageTimer.setInterval(1000);
    connect(&m_ageTimer, &QTimer::timeout, this, &DataTable::repaintAges);
    connect(context.theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    connect(context.theme, &Theme::rowHeightChanged, this, &DataTable::changeRowHeight);
}

void DataTable::setListModel(ListModel *model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    // Before the view itself hears of them, so that the place is taken while everything stands where it was.
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this, &DataTable::holdPlace);
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
        [this](const QModelIndex &, int first, int last) { holdPlaceBut(first, last); });
    connect(model, &QAbstractItemModel::layoutAboutToBeChanged, this, &DataTable::holdPlace);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &DataTable::remember);
    setModel(model);
    connect(model, &QAbstractItemModel::rowsInserted, this, &DataTable::restorePlace);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &DataTable::restorePlace);
    connect(model, &QAbstractItemModel::layoutChanged, this, &DataTable::restorePlace);
    connect(model, &ListModel::reordered, this, &DataTable::restore);
    connect(model, &ListModel::reordered, this, [this] {
        if (!m_wantedKey.isEmpty())
            setCurrentKey(std::exchange(m_wantedKey, {}));
    });
    connect(model, &ListModel::forgotten, this, &DataTable::forget);
    m_columns->setListModel(model);
    const auto &columns = model->columns();
    const bool ages = std::any_of(columns.begin(), columns.end(), [](const ColumnInfo &info) { return info.ages; });
    horizontalHeader()->setSortIndicator(model->sortColumn(), model->sortOrder());
    setSortingEnabled(true);
    if (ages)
        m_ageTimer.start();
}

QStringList DataTable::visibleKeys() const
{
    QStringList keys;
    if (!m_model || m_model->rowCount() == 0)
        return keys;
    const int first = std::max(0, rowAt(0));
    int last = rowAt(viewport()->height() - 1);
    if (last < 0)
        last = m_model->rowCount() - 1;
    for (int row = first; row <= last; ++row)
        keys.append(m_model->keyAt(row));
    return keys;
}

void DataTable::setCurrentKey(const QString &key)
{
    const int row = m_model ? m_model->rowOfKey(key) : -1;
    m_wantedKey = row < 0 && m_model && m_model->contains(key) && m_model->state().isOrdering() ? key : QString();
    if (row < 0)
        return;
    selectRow(row);
    scrollTo(m_model->index(row, 0));
}

void DataTable::markKey(const QString &key)
{
    const int row = m_model ? m_model->rowOfKey(key) : -1;
    if (row < 0 || key == m_currentKey)
        return;
    const QScopedValueRollback quiet(m_quiet, true);
    m_currentKey = key;
    selectionModel()->setCurrentIndex(
        m_model->index(row, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void DataTable::expectKey(const QString &key)
{
    const int row = m_model->rowOfKey(key);
    if (row >= 0) {
        markKey(key);
        scrollTo(m_model->index(row, 0));
        return;
    }
    const QScopedValueRollback quiet(m_quiet, true);
    clearSelection();
    setCurrentIndex({});
    m_currentKey = key;
}

void DataTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    // Both rows are painted whole: the keyboard's row has lines of its own.
    for (const QModelIndex &index : {current, previous}) {
        if (index.isValid())
            viewport()->update(0, rowViewportPosition(index.row()), viewport()->width(), rowHeight(index.row()));
    }
    if (m_quiet || !current.isValid())
        return;
    const QString key = m_model->keyAt(current.row());
    m_wantedKey.clear();
    if (key == m_currentKey)
        return;
    m_currentKey = key;
    Q_EMIT currentKeyChanged(key);
}

void DataTable::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    // The view would choose a neighbour; what a person did not choose is not chosen.
    const int row = currentIndex().row();
    if (row >= start && row <= end) {
        const QScopedValueRollback quiet(m_quiet, true);
        setCurrentIndex({});
    }
    QTableView::rowsAboutToBeRemoved(parent, start, end);
}

void DataTable::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QTableView::rowsInserted(parent, start, end);
    if (!m_currentKey.isEmpty() && !currentIndex().isValid()) {
        const int row = m_model->rowOfKey(m_currentKey);
        if (row >= start && row <= end) {
            const QScopedValueRollback quiet(m_quiet, true);
            selectionModel()->setCurrentIndex(
                m_model->index(row, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        }
    }
    m_visibleTimer.start();
}

void DataTable::holdPlace()
{
    // At the very top the newest rows may come in above: that is where one waits for them.
    const int top = verticalScrollBar()->value() > 0 ? rowAt(0) : -1;
    m_top = top >= 0 ? m_model->index(top, 0) : QModelIndex();
    m_topOffset = top >= 0 ? rowViewportPosition(top) : 0;
}

// The row at the top may be among those that go: then the next one that stays keeps its place.
void DataTable::holdPlaceBut(int first, int last)
{
    holdPlace();
    if (m_top.isValid() && m_top.row() >= first && m_top.row() <= last && last + 1 < m_model->rowCount()) {
        m_top = m_model->index(last + 1, 0);
        m_topOffset = rowViewportPosition(last + 1);
    }
}

void DataTable::restorePlace()
{
    m_visibleTimer.start();
    if (!m_top.isValid())
        return;
    updateGeometries(); // the scroll bar's range is otherwise the old one until the next paint
    verticalScrollBar()->setValue(m_top.row() * m_context.theme->rowHeight() - m_topOffset);
    m_top = QModelIndex();
}

void DataTable::remember()
{
    m_selectedRows = selectedRows();
    m_wasHidden = !m_currentKey.isEmpty() && !currentIndex().isValid();
    m_topRow = verticalScrollBar()->value() > 0 ? rowAt(0) : -1;
    m_topOffset = m_topRow >= 0 ? rowViewportPosition(m_topRow) : 0;
}

void DataTable::restore()
{
    const QScopedValueRollback quiet(m_quiet, true);
    std::vector<int> rows;
    for (const int was : m_selectedRows) {
        if (const int row = m_model->rowThatWas(was); row >= 0)
            rows.push_back(row);
    }
    m_selectedRows = {};
    const int row = m_model->rowOfKey(m_currentKey);
    // Hidden until now: when it comes back, it comes back as the chosen row.
    if (m_wasHidden && row >= 0)
        rows.push_back(row);
    std::sort(rows.begin(), rows.end());
    // In stretches: the selection model takes a time that grows with the square of their number.
    QItemSelection selection;
    const int last = m_model->columnCount() - 1;
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t end = i + 1;
        while (end < rows.size() && rows[end] <= rows[end - 1] + 1)
            ++end;
        selection.append(QItemSelectionRange(m_model->index(rows[i], 0), m_model->index(rows[end - 1], last)));
        i = end;
    }
    if (row >= 0)
        selectionModel()->setCurrentIndex(m_model->index(row, 0), QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    updateGeometries();
    const int top = m_model->rowThatWas(m_topRow);
    if (row >= 0)
        scrollTo(m_model->index(row, 0)); // what one was looking at comes first
    else if (top >= 0)
        verticalScrollBar()->setValue(top * m_context.theme->rowHeight() - m_topOffset);
    m_visibleTimer.start();
}

void DataTable::forget()
{
    m_wantedKey.clear();
    m_visibleTimer.start();
    if (m_currentKey.isEmpty())
        return;
    m_currentKey.clear();
    Q_EMIT currentKeyChanged({});
}

std::vector<int> DataTable::selectedRows() const
{
    std::vector<int> rows;
    if (selectionModel()) {
        const QItemSelection selection = selectionModel()->selection();
        for (const QItemSelectionRange &range : selection) {
            for (int row = range.top(); row <= range.bottom(); ++row)
                rows.push_back(row);
        }
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

QStringList DataTable::selectedKeys() const
{
    const std::vector<int> rows = selectedRows();
    QStringList keys;
    keys.reserve(qsizetype(rows.size()));
    for (const int row : rows)
        keys.append(m_model->keyAt(row));
    return keys;
}

QString DataTable::textOf(const QStringList &keys) const
{
    QStringList lines;
    const QList<int> columns = m_columns->shown();
    for (const QString &key : keys) {
        const int row = m_model->rowOfKey(key);
        if (row < 0)
            continue;
        QStringList cells;
        for (const int column : columns) {
            QString cell = m_model->index(row, column).data(ListModel::RawRole).toString();
            // A tab or a line break of any kind inside a cell would make other cells of it.
            for (QChar &c : cell) {
                if (c == u'\t' || (c >= u'\n' && c <= u'\r') || c == u'\u0085' || c == u'\u2028' || c == u'\u2029')
                    c = u' ';
            }
            cells.append(cell);
        }
        lines.append(cells.join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n'));
}

void DataTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_model)
        return;
    QModelIndex cell = indexAt(event->pos());
    QPoint at = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        cell = currentIndex();
        const QRect rect = visualRect(cell);
        at = viewport()->mapToGlobal(cell.isValid() ? QPoint(std::max(0, rect.left()) + 8, rect.bottom()) : QPoint());
    }
    QMenu *menu = m_actions->makeMenu(cell);
    Q_EMIT menuAboutToShow(menu, cell.isValid() ? m_model->keyAt(cell.row()) : QString());
    menu->popup(at);
    event->accept();
}

void DataTable::showColumnsMenu(const QPoint &at)
{
    auto *menu = new ColumnsMenu(m_columns, m_model, this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setColumn(horizontalHeader()->logicalIndexAt(at));
    menu->popup(horizontalHeader()->viewport()->mapToGlobal(at));
}

void DataTable::changeRowHeight()
{
    const int top = verticalScrollBar()->value() > 0 ? rowAt(0) : -1;
    verticalHeader()->setMinimumSectionSize(m_context.theme->rowHeight());
    verticalHeader()->setDefaultSectionSize(m_context.theme->rowHeight());
    updateGeometries();
    if (top >= 0)
        verticalScrollBar()->setValue(top * m_context.theme->rowHeight());
    m_visibleTimer.start();
}

void DataTable::focusInEvent(QFocusEvent *event)
{
    // The view makes the first row current when it gets the keyboard: passing by with Tab chooses nothing.
    const bool nothing = !currentIndex().isValid();
    const QScopedValueRollback quiet(m_quiet, true);
    QTableView::focusInEvent(event);
    if (nothing && currentIndex().isValid())
        setCurrentIndex({});
}

void DataTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        const QString text = selectedText();
        if (!text.isEmpty())
            m_context.copy(text);
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void DataTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    m_visibleTimer.start();
}

void DataTable::showEvent(QShowEvent *event)
{
    m_columns->begin();
    QTableView::showEvent(event);
    m_visibleTimer.start();
}

void DataTable::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    if (dy != 0)
        m_visibleTimer.start();
}

void DataTable::repaintAges()
{
    if (!isVisible() || m_model->rowCount() == 0)
        return;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        if (m_model->columns()[std::size_t(column)].ages && !isColumnHidden(column))
            viewport()->update(columnViewportPosition(column), 0, columnWidth(column), viewport()->height());
    }
}
