// SPDX-License-Identifier: GPL-3.0-or-later
// The order of a ListModel's rows: which records are shown where, and how the views are told with the fewest signals.
#include "models/listmodel.h"

#include <algorithm>

namespace {

constexpr std::size_t kMostRuns = 8; // more insertions or removals than this are one layout change

struct Run
{
    int first;
    int last;
};

// The stretches of consecutive positions for which \a wanted holds.
template <typename Wanted>
std::vector<Run> runsOf(int count, Wanted wanted)
{
    std::vector<Run> runs;
    for (int i = 0; i < count; ++i) {
        if (!wanted(i))
            continue;
        if (!runs.empty() && runs.back().last == i - 1)
            runs.back().last = i;
        else
            runs.push_back({i, i});
    }
    return runs;
}

} // namespace

bool ListModel::before(int a, int b) const
{
    if (isSorted()) {
        const int order = compare(a, b, m_sortColumn);
        if (order != 0)
            return m_sortOrder == Qt::AscendingOrder ? order < 0 : order > 0;
    }
    return a < b; // arrival order
}

void ListModel::updatePlaces()
{
    m_place.assign(std::size_t(recordCount()), -1);
    for (std::size_t row = 0; row < m_order.size(); ++row)
        m_place[std::size_t(m_order[row])] = int(row);
}

void ListModel::rebuildOrder()
{
    beginResetModel();
    m_order.clear();
    for (int record = 0; record < recordCount(); ++record) {
        if (accepts(record))
            m_order.push_back(record);
    }
    if (isSorted())
        std::sort(m_order.begin(), m_order.end(), [this](int a, int b) { return before(a, b); });
    updatePlaces();
    endResetModel();
    Q_EMIT reordered();
    notifyState();
}

void ListModel::sort(int column, Qt::SortOrder order)
{
    if (column >= columnCount() || (column == m_sortColumn && order == m_sortOrder))
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    rebuildOrder();
}

void ListModel::setFilterText(const QString &text)
{
    if (text == m_filterText)
        return;
    m_filterText = text;
    rebuildOrder();
}

// Moves the rows into another order without adding or removing any.
void ListModel::relayout(const std::vector<int> &order)
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    std::vector<int> records;
    records.reserve(std::size_t(from.size()));
    for (const QModelIndex &old : from)
        records.push_back(recordAt(old.row()));
    m_order = order;
    updatePlaces();
    QModelIndexList to;
    to.reserve(from.size());
    for (qsizetype i = 0; i < from.size(); ++i)
        to.append(index(m_place[std::size_t(records[std::size_t(i)])], from[i].column()));
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

// Goes from the present rows to \a target by the fewest signals: few stretches come and go where they stand, many come
// and go at the end, in one piece, with one change of layout.
void ListModel::present(const std::vector<int> &target)
{
    std::vector<bool> wanted(std::size_t(recordCount()), false);
    for (const int record : target)
        wanted[std::size_t(record)] = true;

    const auto goes = [&](int row) { return !wanted[std::size_t(recordAt(row))]; };
    std::vector<Run> going = runsOf(rowCount(), goes);
    if (going.size() > kMostRuns) {
        std::vector<int> order = m_order;
        const auto doomed =
            std::stable_partition(order.begin(), order.end(), [&](int record) { return wanted[std::size_t(record)]; });
        const int first = int(doomed - order.begin());
        relayout(order);
        going = {{first, rowCount() - 1}};
    }
    for (auto run = going.rbegin(); run != going.rend(); ++run) {
        beginRemoveRows({}, run->first, run->last);
        m_order.erase(m_order.begin() + run->first, m_order.begin() + run->last + 1);
        updatePlaces();
        endRemoveRows();
    }

    // What is there now stands in the target's order, or not.
    std::vector<bool> present(std::size_t(recordCount()), false);
    for (const int record : m_order)
        present[std::size_t(record)] = true;
    std::vector<int> common;
    common.reserve(m_order.size());
    for (const int record : target) {
        if (present[std::size_t(record)])
            common.push_back(record);
    }
    const bool sameOrder = common == m_order;
    const std::vector<Run> coming =
        runsOf(int(target.size()), [&](int row) { return !present[std::size_t(target[std::size_t(row)])]; });
    if (sameOrder && coming.size() <= kMostRuns) {
        for (const Run &run : coming) {
            beginInsertRows({}, run.first, run.last);
            m_order.insert(m_order.begin() + run.first, target.begin() + run.first, target.begin() + run.last + 1);
            updatePlaces();
            endInsertRows();
        }
        return;
    }
    if (!coming.empty()) {
        std::vector<int> added;
        for (const Run &run : coming)
            added.insert(added.end(), target.begin() + run.first, target.begin() + run.last + 1);
        const int first = rowCount();
        beginInsertRows({}, first, first + int(added.size()) - 1);
        m_order.insert(m_order.end(), added.begin(), added.end());
        updatePlaces();
        endInsertRows();
    }
    relayout(target);
}

void ListModel::recordsMerged(int added, const std::vector<int> &changed)
{
    const int count = recordCount();
    m_place.resize(std::size_t(count), -1);
    std::vector<bool> isChanged;
    bool moves = false; // a changed row may have to go, come or stand elsewhere
    std::vector<int> fresh;
    if (!changed.empty()) {
        isChanged.assign(std::size_t(count), false);
        for (const int record : changed)
            isChanged[std::size_t(record)] = true;
        for (const int record : changed) {
            const int row = m_place[std::size_t(record)];
            const bool shown = accepts(record);
            if (shown != (row >= 0)) {
                moves = true;
            } else if (shown && isSorted()) {
                const bool afterPrevious = row == 0 || !before(record, recordAt(row - 1));
                const bool beforeNext = row == rowCount() - 1 || !before(recordAt(row + 1), record);
                if (!afterPrevious || !beforeNext)
                    moves = true;
            }
        }
        const auto shownAndChanged = [&](int row) { return bool(isChanged[std::size_t(recordAt(row))]); };
        std::vector<Run> runs = runsOf(rowCount(), shownAndChanged);
        if (changed.size() > std::size_t(rowCount()) / 2 && !runs.empty())
            runs = {{runs.front().first, runs.back().last}};
        for (const Run &run : runs)
            Q_EMIT dataChanged(index(run.first, 0), index(run.last, columnCount() - 1));
        if (moves) {
            for (const int record : changed) {
                if (accepts(record))
                    fresh.push_back(record);
            }
        }
    }
    for (int record = count - added; record < count; ++record) {
        if (accepts(record))
            fresh.push_back(record);
    }
    if (fresh.empty() && !moves)
        return;
    const auto inOrder = [this](int a, int b) { return before(a, b); };
    std::sort(fresh.begin(), fresh.end(), inOrder);
    std::vector<int> standing;
    standing.reserve(m_order.size());
    for (const int record : m_order) {
        if (!moves || !isChanged[std::size_t(record)])
            standing.push_back(record);
    }
    std::vector<int> target(standing.size() + fresh.size());
    std::merge(standing.begin(), standing.end(), fresh.begin(), fresh.end(), target.begin(), inOrder);
    present(target);
}

void ListModel::recordChanged(int record) { recordsMerged(0, {record}); }

void ListModel::recordsGoing(const std::vector<bool> &kept)
{
    std::vector<int> target;
    for (const int record : m_order) {
        if (kept[std::size_t(record)])
            target.push_back(record);
    }
    if (target.size() != m_order.size())
        present(target);
}

void ListModel::recordsGone(const std::vector<bool> &kept)
{
    std::vector<int> moved(kept.size(), -1);
    int next = 0;
    for (std::size_t record = 0; record < kept.size(); ++record) {
        if (kept[record])
            moved[record] = next++;
    }
    for (int &record : m_order)
        record = moved[std::size_t(record)];
    updatePlaces();
}
