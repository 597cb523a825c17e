// SPDX-License-Identifier: GPL-3.0-or-later
// The order of a ListModel's rows: which records are shown where, and how the views are told with the fewest signals.
#include "models/listmodel.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace {

constexpr std::size_t kMostRuns = 8; // more insertions or removals than this are one layout change
constexpr int kLong = 5000; // records: as many are filtered and sorted within a few milliseconds
constexpr int kSlice = 8; // ms of a turn of the event loop: half a frame

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

bool ListModel::before(int a, int b, const Sorting &sorting) const
{
    if (sorting.column >= 0) {
        const int order = compare(a, b, sorting.column);
        if (order != 0)
            return sorting.order == Qt::AscendingOrder ? order < 0 : order > 0;
    }
    return a < b; // arrival order
}

void ListModel::updatePlaces()
{
    m_place.assign(std::size_t(recordCount()), -1);
    for (std::size_t row = 0; row < m_order.size(); ++row)
        m_place[std::size_t(m_order[row])] = int(row);
}

bool ListModel::accepts(int) const { return true; }

bool ListModel::holds(int record, int column, const FilterText::Term &term) const
{
    const ColumnInfo &info = m_columns[std::size_t(column)];
    // A date takes long to write: not for a word that can't be in it.
    if (info.dates && !term.fitsDates)
        return false;
    const QString shown = text(record, column);
    if (term.isIn(shown))
        return true;
    const QString raw = rawText(record, column);
    return raw.constData() != shown.constData() && term.isIn(raw);
}

bool ListModel::fits(int record, const FilterText::Term &term) const
{
    if (term.column != FilterText::Term::kAnyColumn)
        return holds(record, term.column, term);
    for (int column = 0; column < columnCount(); ++column) {
        if (!m_columns[std::size_t(column)].ages && holds(record, column, term))
            return true;
    }
    return false;
}

bool ListModel::fits(int record) const
{
    if (!accepts(record))
        return false;
    const auto holdsTrue = [&](const FilterText::Term &term) { return fits(record, term) != term.negated; };
    return std::all_of(m_filter.terms().begin(), m_filter.terms().end(), holdsTrue);
}

void ListModel::updateRanks()
{
    m_rank.resize(m_sorted.size());
    for (std::size_t i = 0; i < m_sorted.size(); ++i)
        m_rank[std::size_t(m_sorted[i])] = int(i);
}

std::vector<int> ListModel::acceptedInOrder() const
{
    std::vector<int> accepted;
    accepted.reserve(m_sorted.size());
    for (const int record : m_sorted) {
        if (m_accepted[std::size_t(record)])
            accepted.push_back(record);
    }
    return accepted;
}

// A short list is shown anew at once; a long one when it has been gone through, some of it in each turn of the loop.
void ListModel::reorder()
{
    if (recordCount() < kLong) {
        m_reordering.step(Reordering::kNoLimit);
        showReordered();
        return;
    }
    m_reorderTimer.start();
    notifyState();
}

void ListModel::reorderSome()
{
    if (m_reordering.step(kSlice))
        showReordered();
}

// All records are kept in order, the hidden ones too: a filter then only picks from them and sorts nothing.
void ListModel::showReordered()
{
    m_reorderTimer.stop();
    if (m_reordering.isSorting()) {
        Reordering::Sorted sorted = m_reordering.takeSorted(recordCount());
        m_sorted = merged(sorted.standing, std::move(sorted.fresh), m_sorting);
        m_standing = m_sorting;
        updateRanks();
    }
    if (m_reordering.isFiltering()) {
        m_accepted = m_reordering.takeAccepted();
        m_standingFilter = m_filter;
        m_acceptedByOne = true;
    }
    beginResetModel();
    m_lastOrder = std::exchange(m_order, acceptedInOrder());
    updatePlaces();
    endResetModel();
    Q_EMIT reordered();
    m_lastOrder = {};
    notifyState();
}

int ListModel::rowThatWas(int row) const
{
    return row < 0 || row >= int(m_lastOrder.size()) ? -1 : m_place[std::size_t(m_lastOrder[std::size_t(row)])];
}

void ListModel::dropReordering()
{
    m_reordering.drop();
    m_reorderTimer.stop();
    m_standing = m_sorting;
    m_standingFilter = m_filter;
    m_acceptedByOne = true;
}

void ListModel::rebuildOrder()
{
    m_acceptedByOne = false;
    m_reordering.filter(recordCount());
    reorder();
}

void ListModel::sort(int column, Qt::SortOrder order)
{
    if (column >= columnCount() || (column == m_sorting.column && order == m_sorting.order))
        return;
    m_sorting = {column, order};
    m_reordering.sort(recordCount());
    reorder();
}

void ListModel::setFilterText(const QString &text)
{
    if (text == m_filterText)
        return;
    m_filterText = text;
    FilterText filter(text, m_columns);
    // A space, or a word that has only begun.
    if (filter == m_filter)
        return;
    m_filter = std::move(filter);
    if (m_acceptedByOne && m_filter.narrows(m_standingFilter))
        m_reordering.narrow(m_accepted);
    else
        m_reordering.filter(recordCount());
    reorder();
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

// A record stands rightly between its neighbours, shown or not.
bool ListModel::stands(int record) const
{
    const std::size_t at = std::size_t(m_rank[std::size_t(record)]);
    return (at == 0 || !before(record, m_sorted[at - 1], m_standing))
        && (at + 1 == m_sorted.size() || !before(m_sorted[at + 1], record, m_standing));
}

// Puts \a fresh records, in any order, among those that stand in order.
std::vector<int> ListModel::merged(
    const std::vector<int> &standing, std::vector<int> fresh, const Sorting &sorting) const
{
    const auto inOrder = [&](int a, int b) { return before(a, b, sorting); };
    std::sort(fresh.begin(), fresh.end(), inOrder);
    std::vector<int> all;
    all.reserve(standing.size() + fresh.size());
    // Few among many: finding each place compares less than going along all.
    auto from = standing.begin();
    for (const int record : fresh) {
        const auto to = std::upper_bound(from, standing.end(), record, inOrder);
        all.insert(all.end(), from, to);
        all.push_back(record);
        from = to;
    }
    all.insert(all.end(), from, standing.end());
    return all;
}

void ListModel::recordsMerged(int added, const std::vector<int> &changed)
{
    const int count = recordCount();
    // While the list is filtered anew, what comes and changes is shown by the new filter already.
    m_acceptedByOne = m_acceptedByOne && !m_reordering.isFiltering();
    m_place.resize(std::size_t(count), -1);
    m_accepted.resize(std::size_t(count), false);
    bool comesOrGoes = false; // a row does
    bool moves = false; // a changed record stands elsewhere now
    std::vector<bool> isChanged;
    if (!changed.empty()) {
        isChanged.assign(std::size_t(count), false);
        for (const int record : changed) {
            isChanged[std::size_t(record)] = true;
            const bool accepted = fits(record);
            m_reordering.changed(record, accepted);
            comesOrGoes = comesOrGoes || accepted != m_accepted[std::size_t(record)];
            m_accepted[std::size_t(record)] = accepted;
            moves = moves || (m_standing.column >= 0 && !stands(record));
        }
        const auto staysAndChanged = [&](int row) {
            const auto record = std::size_t(recordAt(row));
            return isChanged[record] && m_accepted[record];
        };
        std::vector<Run> runs = runsOf(rowCount(), staysAndChanged);
        if (changed.size() > std::size_t(rowCount()) / 2 && !runs.empty())
            runs = {{runs.front().first, runs.back().last}};
        for (const Run &run : runs)
            Q_EMIT dataChanged(index(run.first, 0), index(run.last, columnCount() - 1));
    }
    std::vector<int> fresh;
    for (int record = count - added; record < count; ++record) {
        m_accepted[std::size_t(record)] = fits(record);
        m_reordering.changed(record, m_accepted[std::size_t(record)]);
        comesOrGoes = comesOrGoes || m_accepted[std::size_t(record)];
        fresh.push_back(record);
    }
    if (moves) {
        fresh.insert(fresh.end(), changed.begin(), changed.end());
        std::erase_if(m_sorted, [&](int record) { return isChanged[std::size_t(record)]; });
    }
    if (!fresh.empty()) {
        m_sorted = merged(m_sorted, std::move(fresh), m_standing);
        updateRanks();
    }
    if (comesOrGoes || moves)
        present(acceptedInOrder());
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
    m_reordering.gone(kept);
    std::vector<int> moved(kept.size(), -1);
    int next = 0;
    for (std::size_t record = 0; record < kept.size(); ++record) {
        if (!kept[record])
            continue;
        m_accepted[std::size_t(next)] = m_accepted[record];
        moved[record] = next++;
    }
    m_accepted.resize(std::size_t(next));
    std::erase_if(m_sorted, [&](int record) { return !kept[std::size_t(record)]; });
    for (std::vector<int> *records : {&m_sorted, &m_order}) {
        for (int &record : *records)
            record = moved[std::size_t(record)];
    }
    updateRanks();
    updatePlaces();
}
