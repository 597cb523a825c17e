// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tablecolumns.h"

#include "views/datatable.h"
#include "views/statekeeper.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QScopedValueRollback>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kWidest = 480; // pixels: a wider column is chosen by hand, not by its contents
constexpr int kNarrowest = 24;
constexpr int kMostPixels = 4000; // what a kept width may be at all

} // namespace

TableColumns::TableColumns(const ViewContext &context, DataTable *table)
    : QObject(table)
    , m_context(context)
    , m_table(table)
{
    // A drag is told pixel by pixel.
    m_pause.setSingleShot(true);
    m_pause.setInterval(300);
    connect(&m_pause, &QTimer::timeout, this, &TableColumns::keep);
    connect(header(), &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        noteWidth(column, width);
        noteChange();
    });
    connect(header(), &QHeaderView::sectionMoved, this, &TableColumns::noteChange);
}

TableColumns::~TableColumns()
{
    if (m_pause.isActive() && m_context.keeper)
        m_context.keeper->setValue(key(), m_kept);
}

QHeaderView *TableColumns::header() const { return m_table->horizontalHeader(); }

void TableColumns::setListModel(ListModel *model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    connect(model, &ListModel::reordered, this, &TableColumns::noteChange); // sorted anew, perhaps
    m_begun = false;
    m_widths.clear();
    const QScopedValueRollback arranging(m_arranging, true);
    for (int column = 0; column < model->columnCount(); ++column) {
        const ColumnInfo &info = model->columns()[std::size_t(column)];
        m_widths.insert(column, info.width);
        m_table->setColumnWidth(column, info.width);
        m_table->setColumnHidden(column, info.hiddenAtFirst);
    }
}

QString TableColumns::key() const { return m_model ? u"columns/"_s + m_model->listId() : QString(); }

void TableColumns::begin()
{
    if (m_begun || !m_model)
        return;
    m_begun = true;
    m_first = layout();
    if (!m_context.keeper)
        return;
    m_kept = m_context.keeper->value(key());
    const QJsonDocument kept = QJsonDocument::fromJson(m_kept);
    if (kept.isObject())
        arrange(kept.object());
}

void TableColumns::noteWidth(int column, int width)
{
    const QList<int> columns = shown();
    if (!m_arranging && width > 0 && (columns.isEmpty() || columns.last() != column))
        m_widths.insert(column, width);
}

void TableColumns::noteChange()
{
    if (!m_begun || m_arranging || !m_model)
        return;
    // The table's own window being resized stretches the last column: that is no choice.
    const QJsonObject now = layout();
    const QByteArray bytes = now == m_first ? QByteArray() : QJsonDocument(now).toJson(QJsonDocument::Compact);
    if (bytes == m_kept)
        return;
    m_kept = bytes;
    m_pause.start();
    Q_EMIT changed();
}

void TableColumns::keep()
{
    if (m_context.keeper)
        m_context.keeper->setValue(key(), m_kept);
}

QList<int> TableColumns::shown() const
{
    QList<int> columns;
    for (int place = 0; place < header()->count(); ++place) {
        const int column = header()->logicalIndex(place);
        if (!header()->isSectionHidden(column))
            columns.append(column);
    }
    return columns;
}

QJsonObject TableColumns::layout() const
{
    QJsonArray columns;
    for (int place = 0; place < header()->count(); ++place) {
        const int column = header()->logicalIndex(place);
        const ColumnInfo &info = m_model->columns()[std::size_t(column)];
        QJsonObject each {{u"id"_s, info.id}, {u"width"_s, m_widths.value(column, info.width)}};
        if (header()->isSectionHidden(column))
            each.insert(u"hidden"_s, true);
        columns.append(each);
    }
    QJsonObject all {{u"columns"_s, columns}};
    if (m_model->sortColumn() >= 0) {
        all.insert(u"sort"_s, m_model->columns()[std::size_t(m_model->sortColumn())].id);
        if (m_model->sortOrder() == Qt::DescendingOrder)
            all.insert(u"descending"_s, true);
    }
    return all;
}

void TableColumns::arrange(const QJsonObject &layout)
{
    if (!m_model)
        return;
    {
        const QScopedValueRollback arranging(m_arranging, true);
        const auto columnOf = [this](const QString &id) {
            const auto &all = m_model->columns();
            const auto found = std::find_if(all.begin(), all.end(), [&](const auto &info) { return info.id == id; });
            return found == all.end() ? -1 : int(found - all.begin());
        };
        header()->setStretchLastSection(false); // it would take the last one's width for the person's
        int place = 0;
        QSet<int> met;
        const QJsonArray columns = layout.value(u"columns"_s).toArray();
        for (const QJsonValue &each : columns) {
            const int column = columnOf(each[u"id"_s].toString());
            if (column < 0 || met.contains(column))
                continue;
            met.insert(column);
            header()->moveSection(header()->visualIndex(column), place++);
            const int width = each[u"width"_s].toInt();
            m_widths.insert(column,
                width > 0 ? std::clamp(width, kNarrowest, kMostPixels) : m_model->columns()[std::size_t(column)].width);
            header()->resizeSection(column, m_widths.value(column));
            header()->setSectionHidden(column, each[u"hidden"_s].toBool());
        }
        if (shown().isEmpty())
            header()->setSectionHidden(header()->logicalIndex(0), false);
        header()->setStretchLastSection(true);
        const int sorted = columnOf(layout.value(u"sort"_s).toString());
        m_table->sortByColumn(
            sorted, layout.value(u"descending"_s).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder);
    }
    noteChange();
}

void TableColumns::reset() { arrange(m_first); }

bool TableColumns::isShown(int column) const { return !header()->isSectionHidden(column); }

void TableColumns::setShown(int column, bool isShown)
{
    if (isShown == this->isShown(column) || (!isShown && shown().size() == 1))
        return;
    {
        const QScopedValueRollback arranging(m_arranging, true);
        header()->setSectionHidden(column, !isShown);
        if (isShown)
            header()->resizeSection(column, m_widths.value(column));
    }
    noteChange();
}

void TableColumns::move(int column, bool right)
{
    const QList<int> columns = shown();
    const qsizetype at = columns.indexOf(column);
    const qsizetype to = at + (right ? 1 : -1);
    if (at < 0 || to < 0 || to >= columns.size())
        return;
    header()->moveSection(header()->visualIndex(column), header()->visualIndex(columns[to]));
}

void TableColumns::fitWidths()
{
    const QList<int> columns = shown();
    const QAbstractItemView *view = m_table; // QTableView hides the question
    for (const int column : columns) {
        const int wanted = std::max(view->sizeHintForColumn(column), header()->sectionSizeHint(column));
        m_widths.insert(column, std::clamp(wanted, header()->minimumSectionSize(), kWidest));
        header()->resizeSection(column, m_widths.value(column));
    }
    noteChange();
}

ColumnsMenu::ColumnsMenu(TableColumns *columns, const ListModel *model, QWidget *parent)
    : QMenu(tr("Co&lumns"), parent)
    , m_columns(columns)
    , m_model(model)
{
    setObjectName(QStringLiteral("list.columns")); // of the command that opens it
    connect(this, &QMenu::aboutToShow, this, &ColumnsMenu::fill);
}

void ColumnsMenu::fill()
{
    clear();
    const QList<int> shown = m_columns->shown();
    // Those on screen as they stand there, then those that one may add.
    QList<int> all = shown;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        if (!shown.contains(column))
            all.append(column);
    }
    const auto titleOf = [this](int column) {
        return QString(m_model->columns()[std::size_t(column)].title).replace(u'&', u"&&"_s);
    };
    for (const int column : std::as_const(all)) {
        QAction *action = addAction(titleOf(column));
        action->setCheckable(true);
        action->setData(column);
        connect(action, &QAction::triggered, this, [this, column](bool on) {
            m_columns->setShown(column, on);
            check();
        });
    }
    check();
    addSeparator();
    if (shown.contains(m_column)) {
        const auto mover = [&](const QString &words, bool right, bool possible) {
            QAction *action = addAction(words.arg(titleOf(m_column)));
            action->setEnabled(possible);
            connect(action, &QAction::triggered, this, [this, right] { m_columns->move(m_column, right); });
        };
        mover(tr("Move “%1” to the &left"), false, shown.first() != m_column);
        mover(tr("Move “%1” to the &right"), true, shown.last() != m_column);
        addSeparator();
    }
    connect(addAction(tr("&Fit the widths")), &QAction::triggered, m_columns, &TableColumns::fitWidths);
    connect(addAction(tr("R&eset the columns")), &QAction::triggered, m_columns, &TableColumns::reset);
}

// A list always has a column.
void ColumnsMenu::check()
{
    const QList<int> shown = m_columns->shown();
    for (QAction *action : actions()) {
        if (!action->isCheckable())
            continue;
        const bool on = shown.contains(action->data().toInt());
        action->setChecked(on);
        action->setEnabled(!on || shown.size() > 1);
    }
}

bool ColumnsMenu::toggle(QAction *action)
{
    if (!action || !action->isCheckable() || !action->isEnabled())
        return false;
    action->trigger();
    return true;
}

void ColumnsMenu::mouseReleaseEvent(QMouseEvent *event)
{
    if (!toggle(actionAt(event->pos())))
        QMenu::mouseReleaseEvent(event);
}

void ColumnsMenu::keyPressEvent(QKeyEvent *event)
{
    const bool chooses =
        event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!chooses || !toggle(activeAction()))
        QMenu::keyPressEvent(event);
}
