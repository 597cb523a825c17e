// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columninfo.h"
#include "models/filtertext.h"
#include "models/liststate.h"
#include "models/reordering.h"

#include <QAbstractTableModel>
#include <QElapsedTimer>
#include <QSet>
#include <QTimer>

#include <vector>

namespace aws {
struct Operation;
}
namespace ivs {
class ListingBase;
}
class ServiceClock;
class TimeText;

/// What a cell means beside its words, for icon and tint. Colour never carries meaning alone.
enum class Tone { None, OnAir, Idle, Good, Warning, Failed };

/// The base of every list of the service's resources: what is loaded (records, in arrival order), what of it is shown
/// (an order of our own over the records, filtered and sorted), and what the whole is (ListState).
///
/// A refresh never resets and changes by the fewest signals; a changed filter or sort is one reset, after which the
/// view restores selection and scroll by key. (QSortFilterProxyModel takes 2 s for one filter change on 100,000 rows.)
/// A long list is filtered and sorted over several turns of the event loop: until the reset it shows the rows as they
/// stood, less those that went or changed so that the new filter hides them (ListState::isOrdering()).
/// Nothing is fetched while nobody looks: see setWatched().
class ListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        KeyRole = Qt::UserRole + 1, ///< QString, identifies the row across refreshes
        ToneRole, ///< int(Tone) of the cell
        RawRole, ///< QString, the cell's text as the service sent it, for copying
    };

    ListModel(ServiceClock *clock, TimeText *times, QObject *parent);
    ~ListModel() override;

    int rowCount(const QModelIndex &parent = {}) const final;
    int columnCount(const QModelIndex &parent = {}) const final;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const final;
    /// Orders the rows by a column; -1 gives arrival order. A long list is in that order when reordered() tells.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) final;

    const std::vector<ColumnInfo> &columns() const { return m_columns; }
    QString keyAt(int row) const;
    /// A record has this key, whether it is shown or not.
    bool contains(const QString &key) const { return recordOf(key) >= 0; }
    /// A cell of the record with this key as the service sent it, whether it is shown or not.
    QString rawTextOf(const QString &key, int column) const;
    /// The row that shows the record with this key, or -1 when there is none or the filter hides it.
    int rowOfKey(const QString &key) const;
    /// While reordered() is told: the row that now shows what \a row showed before, or -1 when the filter hides it. For
    /// as many rows as one likes, where their keys would take long to look up.
    int rowThatWas(int row) const;
    int sortColumn() const { return m_sorting.column; }
    Qt::SortOrder sortOrder() const { return m_sorting.order; }

    /// Shows the rows that fit \a text, read as FilterText reads it: words without a column are looked for in all
    /// columns but those that tick, as shown and as the service sent them. Empty shows all. A long list shows them when
    /// reordered() tells.
    void setFilterText(const QString &text);
    QString filterText() const { return m_filterText; }
    virtual bool isFiltered() const { return !m_filter.isEmpty(); }
    /// What hides rows beside the text, as a word to keep (`on-air`); empty when nothing does.
    virtual QString quickFilter() const { return {}; }
    /// Takes such a word back; one that it does not know hides nothing.
    virtual void setQuickFilter(const QString &word) { Q_UNUSED(word) }
    /// Shows everything, whatever hid it.
    virtual void clearFilter() { setFilterText({}); }

    /// Names the list in what is kept between runs: columns, saved views. The same for every workspace.
    virtual QString listId() const;
    /// A record as JSON in the service's own words; empty when there is none with this key.
    virtual QByteArray rawJson(const QString &key) const;
    /// An operation and the JSON body of its request.
    using Request = std::pair<const aws::Operation *, QByteArray>;
    /// The request that reads this one record; absent when the service has none for it, or nothing has this key.
    virtual std::optional<Request> request(const QString &key) const;
    /// The request for the first page of this list; absent while there is no question.
    virtual std::optional<Request> listRequest() const;

    ListState state() const;
    /// `25 stages`: a count with this list's noun.
    virtual QString counted(int count) const = 0;
    ServiceClock *clock() const { return m_clock; }
    TimeText *times() const { return m_times; }

    /// Somebody looks at this list. Until then nothing is fetched; a load pauses when nobody looks any more, and goes
    /// on, with the page that was under way, when somebody does. Several may look, each known by \a watcher; one that
    /// is gone looks no more.
    void setWatched(bool watched, const QObject *watcher = nullptr);
    bool isWatched() const { return m_watched; }
    /// Forgets everything that is shown, and loads anew when somebody looks.
    void forget() { questionChanged(); }
    /// By hand: reads the list again from its first page; nothing for a list that is final.
    virtual void reload();
    /// By hand: stops the load under way; the list stays partial until resume() or reload().
    virtual void stop();
    virtual void resume();
    /// reload() has an effect. Not so for a list of what the program itself did.
    virtual bool canReload() const { return true; }
    /// resume() has an effect once the list is partial.
    virtual bool canResume() const { return true; }

Q_SIGNALS:
    void stateChanged();
    /// The order was rebuilt by a reset for a new filter or sort: restore what the person saw by key.
    void reordered();
    /// Another filter than the text was set.
    void filterChanged();
    /// The question changed: what was chosen in the old list means nothing in the new one.
    void forgotten();

protected:
    void setColumns(std::vector<ColumnInfo> columns);

    // What a concrete list says of its records; `record` counts in arrival order.
    virtual int recordCount() const = 0;
    virtual QString keyOf(int record) const = 0;
    virtual int recordOf(const QString &key) const = 0;
    virtual QString text(int record, int column) const = 0;
    virtual QString rawText(int record, int column) const { return text(record, column); }
    virtual Tone tone(int record, int column) const;
    /// Why a cell is empty or unknown: its tooltip where rawText() has nothing.
    virtual QString hint(int record, int column) const;
    /// Below, equal to or above zero, as `a` stands before, with or after `b`.
    virtual int compare(int a, int b, int column) const = 0;
    /// What hides records beside the filter's text; all are shown unless a list says otherwise.
    virtual bool accepts(int record) const;
    /// A column of the record holds the word of a filter.
    virtual bool holds(int record, int column, const FilterText::Term &term) const;
    // What the loading asks of a concrete list.
    virtual bool hasQuestion() const = 0;
    virtual ivs::ListingBase *makeListing(bool byHand) = 0;
    /// Moves the pages that have arrived into the records.
    virtual void mergeArrived() = 0;
    /// Forgets the records that the load just completed did not meet.
    virtual void dropUnseen() = 0;
    virtual void clearRecords() = 0;
    /// Asks whoever remembers this list what it was; recalled() follows. False when nobody does.
    virtual bool recall() { return false; }
    /// What is remembered may be all there will ever be: the first load waits for the answer.
    virtual bool canBeFinal() const { return false; }
    virtual void loadBegins() { }
    virtual void loadCompleted() { }
    /// Somebody began to look, or nobody looks any more: isWatched().
    virtual void watchedChanged() { }
    /// Milliseconds between refreshes while somebody looks; 0 for a list that can't change or is asked by hand only.
    virtual int refreshInterval() const = 0;

    // What a concrete list calls.
    /// The question changed: forget everything, in one reset, and load when somebody looks.
    void questionChanged();
    /// The rows that were remembered have been merged; \a final when they are all there will ever be.
    void recalled(const QDateTime &asOf, bool final);
    /// Tells the answer to one question from that to another.
    quint64 recallTicket() const { return m_recallTicket; }
    QDateTime loadBegan() const { return m_loadBegan; } ///< service time
    /// Of a list that nothing loads, since it holds what the program itself did: whether the rows are all there is.
    void setHeld(bool whole);
    /// Of a list that shows another one and more: it is as complete, and as old, as that one.
    void setHeldAs(const ListState &other);
    /// A page arrived: merged at once, or with others at most ten times a second.
    void pageArrived(int items);
    /// Shows \a added new records (the last ones) and the \a changed ones.
    void recordsMerged(int added, const std::vector<int> &changed);
    /// \a kept tells for each record whether it stays; called before the records are compacted.
    void recordsGoing(const std::vector<bool> &kept);
    void recordsGone(const std::vector<bool> &kept);
    void recordChanged(int record);
    /// The filter changed in another way than by its text.
    void rebuildOrder();
    int recordAt(int row) const { return m_order[std::size_t(row)]; }

private:
    void watchChanged();
    void begin();
    void startListing(bool byHand, const QString &nextToken);
    void endListing(const std::optional<aws::Error> &error);
    void dropListing();
    void flush();
    void scheduleRefresh();
    struct Sorting
    {
        int column = -1; ///< -1 for arrival order
        Qt::SortOrder order = Qt::AscendingOrder;
    };
    bool before(int a, int b, const Sorting &sorting) const;
    bool fits(int record) const;
    bool fits(int record, const FilterText::Term &term) const;
    void reorder();
    void reorderSome();
    void showReordered();
    void dropReordering();
    std::vector<int> acceptedInOrder() const;
    std::vector<int> merged(const std::vector<int> &standing, std::vector<int> fresh, const Sorting &sorting) const;
    bool stands(int record) const;
    void present(const std::vector<int> &target);
    void relayout(const std::vector<int> &order);
    void updatePlaces();
    void updateRanks();
    void notifyState();

    ServiceClock *m_clock;
    TimeText *m_times;
    std::vector<ColumnInfo> m_columns;
    std::vector<int> m_sorted; ///< all records, shown or not, in the order of the sort
    std::vector<int> m_rank; ///< record → its place in m_sorted
    std::vector<bool> m_accepted; ///< record → the filter lets it through
    std::vector<int> m_order; ///< row → record
    std::vector<int> m_lastOrder; ///< as m_order was before the reset that is being told
    std::vector<int> m_place; ///< record → row, -1 when hidden
    Sorting m_sorting; ///< as asked
    Sorting m_standing; ///< that of m_sorted: another one while the list is being sorted anew
    QString m_filterText;
    FilterText m_filter; ///< as asked
    FilterText m_standingFilter; ///< that of m_accepted: another one while the list is being filtered anew
    bool m_acceptedByOne = true; ///< by the standing filter and today's accepts() and words alone
    Reordering m_reordering;
    QTimer m_reorderTimer;

    ListState m_state;
    ivs::ListingBase *m_listing = nullptr;
    QString m_nextToken; ///< where a paused load goes on
    QDateTime m_loadBegan; ///< service time
    QElapsedTimer m_loadTimer;
    QElapsedTimer m_flushed;
    QTimer m_flushTimer;
    quint64 m_recallTicket = 0; ///< counts questions
    bool m_recalled = false; ///< what is remembered was asked for
    bool m_recalling = false; ///< the first load waits for it
    quint64 m_refreshTicket = 0; ///< a refresh that was planned under another one is off
    QSet<const QObject *> m_watchers; ///< null stands for one that did not say who it is
    bool m_watched = false; ///< there is a watcher
    bool m_arrived = false; ///< pages wait to be merged
    int m_failures = 0; ///< in a row
};
