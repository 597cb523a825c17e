// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/listmodel.h"

#include "models/ivs/listing.h"
#include "models/plaintext.h"
#include "models/serviceclock.h"
#include "models/timetext.h"

namespace {

constexpr int kFlushInterval = 100; // ms: pages enter the model at most ten times a second
constexpr int kLongestBackoff = 5 * 60 * 1000; // ms between refreshes that fail

} // namespace

ListModel::ListModel(ServiceClock *clock, TimeText *times, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
    , m_times(times)
    , m_reordering(
          [this](int a, int b) { return before(a, b, m_sorting); }, [this](int record) { return fits(record); })
{
    m_flushTimer.setSingleShot(true);
    connect(&m_flushTimer, &QTimer::timeout, this, &ListModel::flush);
    connect(&m_reorderTimer, &QTimer::timeout, this, &ListModel::reorderSome);
    // Words with times in them are made anew in the other zone.
    connect(m_times, &TimeText::changed, this, [this] {
        m_acceptedByOne = false;
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
    case Qt::ToolTipRole: {
        const QString raw = rawText(record, index.column());
        return shownToolTip(raw.isEmpty() ? hint(record, index.column()) : raw);
    }
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

QString ListModel::hint(int, int) const { return {}; }

QString ListModel::keyAt(int row) const { return row >= 0 && row < rowCount() ? keyOf(recordAt(row)) : QString(); }

QString ListModel::rawTextOf(const QString &key, int column) const
{
    const int record = recordOf(key);
    return record < 0 ? QString() : rawText(record, column);
}

int ListModel::rowOfKey(const QString &key) const
{
    const int record = recordOf(key);
    return record < 0 ? -1 : m_place[std::size_t(record)];
}

void ListModel::setColumns(std::vector<ColumnInfo> columns)
{
    m_columns = std::move(columns);
    for (ColumnInfo &column : m_columns) {
        if (column.id.isEmpty())
            column.id = column.title.toLower().replace(u' ', u'-');
    }
}

QString ListModel::listId() const
{
    QString id = QString::fromLatin1(metaObject()->className()).toLower();
    if (id.endsWith(QLatin1String("model")))
        id.chop(5);
    return id;
}

QByteArray ListModel::rawJson(const QString &) const { return {}; }

std::optional<ListModel::Request> ListModel::request(const QString &) const { return {}; }

std::optional<ListModel::Request> ListModel::listRequest() const { return {}; }

// What is loaded, and when it is read again.

ListState ListModel::state() const
{
    ListState state = m_state;
    state.loaded = recordCount();
    state.shown = rowCount();
    state.isFiltering = m_reordering.isFiltering();
    state.isSorting = m_reordering.isSorting();
    // Three intervals without a good answer, or a minute when nothing is refreshed by itself.
    state.staleAfter = refreshInterval() > 0 ? std::max(30, refreshInterval() * 3 / 1000) : 0;
    return state;
}

void ListModel::notifyState() { Q_EMIT stateChanged(); }

void ListModel::setHeld(bool whole)
{
    setHeldAs({.phase = whole ? ListState::Phase::Complete : ListState::Phase::Partial,
        .pause = whole ? ListState::Pause::None : ListState::Pause::Bounded,
        .isWhole = whole});
}

void ListModel::setHeldAs(const ListState &other)
{
    m_state = other;
    notifyState();
}

void ListModel::questionChanged()
{
    dropListing();
    ++m_refreshTicket;
    ++m_recallTicket;
    m_recalled = false;
    m_recalling = false;
    m_nextToken.clear();
    m_failures = 0;
    beginResetModel();
    clearRecords();
    dropReordering();
    m_sorted.clear();
    m_rank.clear();
    m_accepted.clear();
    m_order.clear();
    m_place.clear();
    m_state = {};
    endResetModel();
    Q_EMIT forgotten();
    if (m_watched && hasQuestion())
        begin();
    else
        notifyState();
}

// The first load of a question, after a look at what is remembered of it.
void ListModel::begin()
{
    if (!std::exchange(m_recalled, true)) {
        m_recalling = canBeFinal();
        if (m_recalling)
            m_state.phase = ListState::Phase::Loading;
        const quint64 ticket = m_recallTicket;
        const bool asked = recall();
        if (ticket != m_recallTicket)
            return;
        if (asked && canBeFinal()) {
            if (m_recalling)
                notifyState();
            return; // recalled() goes on, or has gone on
        }
        m_recalling = false;
    }
    startListing(false, {});
}

void ListModel::recalled(const QDateTime &asOf, bool final)
{
    const bool waited = std::exchange(m_recalling, false);
    if (final && waited && !m_listing) {
        m_state.phase = ListState::Phase::Complete;
        m_state.isWhole = true;
        m_state.isFinal = true;
        m_state.asOf = asOf;
        notifyState();
        return;
    }
    if (!m_state.isWhole && recordCount() > 0) {
        m_state.isRemembered = true;
        m_state.rememberedAsOf = asOf;
    }
    if (waited && !m_listing) {
        m_state.phase = ListState::Phase::NotAsked;
        if (m_watched) {
            startListing(false, {});
            return;
        }
    }
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
        m_state.isRemembered = false;
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

void ListModel::setWatched(bool watched, const QObject *watcher)
{
    if (watched == m_watchers.contains(watcher))
        return;
    if (watched) {
        m_watchers.insert(watcher);
        if (watcher)
            connect(watcher, &QObject::destroyed, this, [this, watcher] { setWatched(false, watcher); });
    } else {
        m_watchers.remove(watcher);
        if (watcher)
            disconnect(watcher, &QObject::destroyed, this, nullptr);
    }
    if (m_watched == m_watchers.isEmpty()) {
        watchChanged();
        watchedChanged();
    }
}

void ListModel::watchChanged()
{
    m_watched = !m_watchers.isEmpty();
    if (!m_watched) {
        ++m_refreshTicket;
        if (m_listing) {
            m_state.pause = ListState::Pause::Hidden;
            m_listing->stop();
        }
        return;
    }
    if (m_listing || m_recalling || !hasQuestion())
        return;
    if (m_state.phase == ListState::Phase::NotAsked)
        begin();
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
    // While it waits for what is remembered, a load is as good as begun.
    if (hasQuestion() && !m_state.isFinal && !m_recalling)
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
    if (m_listing || m_recalling || !hasQuestion() || m_state.isWhole)
        return;
    startListing(true, m_nextToken);
}
