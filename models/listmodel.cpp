// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/listmodel.h"

#include "models/ivs/listing.h"
#include "models/plaintext.h"
#include "models/serviceclock.h"
#include "models/timetext.h"

#include <algorithm>

namespace {

constexpr int kFlushInterval = 100; // ms: pages enter the model at most ten times a second
constexpr int kLongestBackoff = 5 * 60 * 1000; // ms between refreshes that fail
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

ListModel::ListModel(ServiceClock *clock, TimeText *times, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
    , m_times(times)
{
    m_flushTimer.setSingleShot(true);
    connect(&m_flushTimer, &QTimer::timeout, this, &ListModel::flush);
    // Words with times in them are made anew in the other zone.
    connect(m_times, &TimeText::changed, this, [this] {
        if (!m_order.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::DisplayRole});
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
        Q_EMIT stateChanged();
    });
}

ListModel::~ListModel() = default;

int ListModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_order.size()); }

int ListModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_columns.size()); }

QVariant ListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int record = recordAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return shownText(text(record, index.column()));
    case Qt::ToolTipRole:
        return shownToolTip(rawText(record, index.column()));
    case Qt::TextAlignmentRole:
        return int(m_columns[std::size_t(index.column())].alignment | Qt::AlignVCenter);
    case KeyRole:
        return keyOf(record);
    case ToneRole:
        return int(tone(record, index.column()));
    case RawRole:
        return rawText(record, index.column());
    default:
        return {};
    }
}

QVariant ListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const ColumnInfo &column = m_columns[std::size_t(section)];
    switch (role) {
    case Qt::DisplayRole:
        return column.title;
    case Qt::ToolTipRole:
        return shownToolTip(column.help);
    case Qt::TextAlignmentRole:
        return int(column.alignment | Qt::AlignVCenter);
    default:
        return {};
    }
}

Tone ListModel::tone(int, int) const { return Tone::None; }

QString ListModel::keyAt(int row) const { return row >= 0 && row < rowCount() ? keyOf(recordAt(row)) : QString(); }

int ListModel::rowOfKey(const QString &key) const
{
    const int record = recordOf(key);
    return record < 0 ? -1 : m_place[std::size_t(record)];
}

// ---- order ------------------------------------------------------------------------------------------------------

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

// ---- loading ----------------------------------------------------------------------------------------------------

ListState ListModel::state() const
{
    ListState state = m_state;
    state.loaded = recordCount();
    state.shown = rowCount();
    // Three intervals without a good answer, or a minute when nothing is refreshed by itself.
    state.staleAfter = refreshInterval() > 0 ? std::max(30, refreshInterval() * 3 / 1000) : 0;
    return state;
}

void ListModel::notifyState() { Q_EMIT stateChanged(); }

void ListModel::questionChanged()
{
    dropListing();
    ++m_refreshTicket;
    m_nextToken.clear();
    m_failures = 0;
    beginResetModel();
    clearRecords();
    m_order.clear();
    m_place.clear();
    m_state = {};
    endResetModel();
    Q_EMIT forgotten();
    if (m_watched && hasQuestion())
        startListing(false, {});
    else
        notifyState();
}

void ListModel::dropListing()
{
    // An answer to an old question can't arrive: its listing is closed, and every page comes through it. It may be the
    // one whose page is being delivered just now.
    if (ivs::ListingBase *old = std::exchange(m_listing, nullptr)) {
        old->close();
        old->deleteLater();
    }
    m_flushTimer.stop();
    m_arrived = false;
}

void ListModel::startListing(bool byHand, const QString &nextToken)
{
    dropListing();
    ++m_refreshTicket;
    if (nextToken.isEmpty()) {
        m_loadBegan = m_clock->now();
        m_state.pages = 0;
        loadBegins();
    }
    m_nextToken = nextToken;
    m_state.pause = ListState::Pause::None;
    m_state.error.reset();
    m_state.pagesPerSecond = 0;
    m_state.refreshing = m_state.isWhole;
    m_state.phase = m_state.isWhole ? ListState::Phase::Complete : ListState::Phase::Loading;
    m_loadTimer.start();
    m_listing = makeListing(byHand);
    connect(m_listing, &ivs::ListingBase::ended, this, &ListModel::endListing);
    m_listing->start(nextToken);
    notifyState();
}

void ListModel::pageArrived(int)
{
    ++m_state.pages;
    // The very first answer of a connection brings the service's time with it: what was taken before was a guess.
    if (m_state.pages == 1 && m_clock->isSimulated())
        m_loadBegan = std::max(m_loadBegan, m_clock->now());
    const double seconds = double(m_loadTimer.elapsed()) / 1000.0;
    if (m_state.pages > 2 && seconds > 0.5)
        m_state.pagesPerSecond = m_state.pages / seconds;
    m_arrived = true;
    if (!m_flushed.isValid() || m_flushed.elapsed() >= kFlushInterval)
        flush();
    else if (!m_flushTimer.isActive())
        m_flushTimer.start(kFlushInterval - int(m_flushed.elapsed()));
}

void ListModel::flush()
{
    m_flushTimer.stop();
    if (std::exchange(m_arrived, false))
        mergeArrived();
    m_flushed.start();
    notifyState();
}

void ListModel::endListing(const std::optional<aws::Error> &error)
{
    flush();
    const bool stopped = m_listing->isStopped();
    m_nextToken = m_listing->nextToken();
    m_listing->deleteLater();
    m_listing = nullptr;
    m_state.refreshing = false;
    if (error) {
        m_state.phase = ListState::Phase::Failed;
        m_state.error = error;
        ++m_failures;
    } else if (stopped) {
        // A refresh that was interrupted leaves the complete list that was there before.
        m_state.phase = m_state.isWhole ? ListState::Phase::Complete : ListState::Phase::Partial;
    } else {
        dropUnseen();
        m_state.phase = ListState::Phase::Complete;
        m_state.isWhole = true;
        m_state.asOf = m_loadBegan;
        m_nextToken.clear();
        m_failures = 0;
        loadCompleted();
    }
    // Hidden and shown again before the load had come to its end.
    if (stopped && m_watched && m_state.phase == ListState::Phase::Partial
        && m_state.pause == ListState::Pause::Hidden) {
        startListing(false, m_nextToken);
        return;
    }
    scheduleRefresh();
    notifyState();
}

void ListModel::scheduleRefresh()
{
    if (!m_watched || m_listing || m_state.phase == ListState::Phase::Partial || refreshInterval() == 0)
        return;
    // A list that takes long is asked less often; one that fails, less and less often.
    qint64 interval = std::max<qint64>(refreshInterval(), 2 * m_loadTimer.elapsed());
    for (int i = 0; i < m_failures && interval < kLongestBackoff; ++i)
        interval *= 2;
    interval = std::min<qint64>(interval, std::max(kLongestBackoff, refreshInterval()));
    m_clock->after(interval, this, [this, ticket = ++m_refreshTicket] {
        if (ticket == m_refreshTicket && m_watched && !m_listing)
            startListing(false, {});
    });
}

void ListModel::setWatched(bool watched)
{
    if (m_watched == watched)
        return;
    m_watched = watched;
    if (!watched) {
        ++m_refreshTicket;
        if (m_listing) {
            m_state.pause = ListState::Pause::Hidden;
            m_listing->stop();
        }
        return;
    }
    if (m_listing || !hasQuestion())
        return;
    if (m_state.phase == ListState::Phase::NotAsked)
        startListing(false, {});
    else if (m_state.phase == ListState::Phase::Partial && m_state.pause == ListState::Pause::Hidden)
        startListing(false, m_nextToken);
    else if (m_state.phase != ListState::Phase::Partial && refreshInterval() > 0) {
        const bool due = !m_state.asOf.isValid() || m_state.asOf.msecsTo(m_clock->now()) >= refreshInterval();
        if (due)
            startListing(false, {});
        else
            scheduleRefresh();
    }
}

void ListModel::reload()
{
    if (hasQuestion())
        startListing(true, {});
}

void ListModel::stop()
{
    if (!m_listing)
        return;
    m_state.pause = ListState::Pause::ByPerson;
    m_listing->stop();
}

void ListModel::resume()
{
    if (m_listing || !hasQuestion() || m_state.isWhole)
        return;
    startListing(true, m_nextToken);
}
