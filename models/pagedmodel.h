// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/listing.h"
#include "models/listmodel.h"

#include <QHash>

#include <algorithm>

/// Rows over one paged list of the service: keeps them by key, merges pages, forgets what a complete load did not meet.
/// A concrete list says its key, its words and its order.
template <typename Record, typename Question, typename Answer>
class PagedModel : public ListModel
{
public:
    using Item = typename ivs::PageOf<Answer>::Item;

    /// Somebody who remembers this list. Members may be left out.
    struct Memory
    {
        /// The items as they were seen last, as of when they were complete (invalid: a part), and whether they are
        /// final. Called once for each question that is watched.
        using Recalled = std::function<void(const QList<Item> &items, const QDateTime &asOf, bool final)>;
        std::function<void(const Question &, QObject *guard, Recalled)> recall;
        /// Items that came or changed, of the load that began at \a asOf.
        std::function<void(const Question &, const QDateTime &asOf, const QList<Item> &items)> seen;
        /// The list is complete; \a changed since it was complete last.
        std::function<void(const Question &, const QDateTime &asOf, const std::vector<Record> &all, bool changed)>
            whole;
    };

    PagedModel(
        ivs::Client *client, const aws::Operation &operation, ServiceClock *clock, TimeText *times, QObject *parent)
        : ListModel(clock, times, parent)
        , m_client(client)
        , m_operation(operation)
    {
    }

    const Record *record(const QString &key) const
    {
        const int at = recordOf(key);
        return at < 0 ? nullptr : &m_records[std::size_t(at)];
    }
    const std::vector<Record> &records() const { return m_records; }
    void setMemory(const Memory &memory) { m_memory = memory; }
    std::optional<Request> listRequest() const override
    {
        if (!m_question)
            return {};
        return asked(m_operation, *m_question);
    }

protected:
    template <typename Body>
    static Request asked(const aws::Operation &operation, const Body &request)
    {
        return {&operation, QJsonDocument(ivs::toJson(request)).toJson(QJsonDocument::Compact)};
    }
    template <typename Member>
    static QByteArray written(const Member &member)
    {
        return QJsonDocument(ivs::toJson(member)).toJson(QJsonDocument::Indented);
    }

    /// The key of an item; called once an item in arrival order, after loadBegins().
    virtual QString key(const Item &item) = 0;
    /// Makes a record of an item; \a previous is the one with the same key, or null.
    virtual Record made(Item &&item, const Record *previous) const = 0;
    /// A record came (\a was null), changed, or went (\a is null): for counts. The list is in the middle of a change:
    /// nothing may be asked of it, and nobody told, from within.
    virtual void tally(const Record *was, const Record *is)
    {
        Q_UNUSED(was)
        Q_UNUSED(is)
    }

    /// A record that is remembered stays when a complete load does not meet it: the service has forgotten it.
    virtual bool outlives(const Record &record) const
    {
        Q_UNUSED(record)
        return false;
    }

    void ask(const Question &question)
    {
        m_question = question;
        questionChanged();
    }
    void askNothing()
    {
        m_question.reset();
        questionChanged();
    }
    const std::optional<Question> &question() const { return m_question; }
    ivs::Client *client() const { return m_client; }
    Record &at(int record) { return m_records[std::size_t(record)]; }
    const Record &at(int record) const { return m_records[std::size_t(record)]; }

    int recordCount() const final { return int(m_records.size()); }
    QString keyOf(int record) const final { return m_keys[std::size_t(record)]; }
    int recordOf(const QString &key) const final { return m_index.value(key, -1); }
    bool hasQuestion() const final { return m_question.has_value(); }

    ivs::ListingBase *makeListing(bool byHand) final
    {
        auto *listing = new ivs::Listing<Question, Answer>(
            m_client, m_operation, *m_question, byHand ? aws::Lane::Person : aws::Lane::Visible, this);
        listing->onPage = [this](QList<Item> &&items) {
            const int count = int(items.size());
            m_arrived.push_back(std::move(items));
            pageArrived(count);
        };
        return listing;
    }

    void loadBegins() override
    {
        ++m_load;
        m_arrived.clear();
    }

    bool recall() final
    {
        if (!m_memory.recall)
            return false;
        m_memory.recall(*m_question, this,
            [this, ticket = recallTicket()](const QList<Item> &items, const QDateTime &asOf, bool final) {
                seed(std::make_shared<QList<Item>>(items), 0, ticket, [this, asOf, final] { recalled(asOf, final); });
            });
        return true;
    }

    void loadCompleted() override
    {
        if (m_memory.whole)
            m_memory.whole(*m_question, loadBegan(), m_records, m_dirty);
        m_dirty = false;
    }

    void mergeArrived() final
    {
        int added = 0;
        std::vector<int> changed;
        QList<Item> seen;
        for (QList<Item> &items : m_arrived) {
            for (Item &item : items) {
                const QString itemKey = key(item);
                const int known = recordOf(itemKey);
                const Item copy = m_memory.seen ? item : Item();
                if (known < 0) {
                    if (m_memory.seen)
                        seen.append(copy);
                    m_index.insert(itemKey, int(m_records.size()));
                    m_keys.push_back(itemKey);
                    m_seen.push_back(m_load);
                    m_records.push_back(made(std::move(item), nullptr));
                    tally(nullptr, &m_records.back());
                    ++added;
                    continue;
                }
                m_seen[std::size_t(known)] = m_load;
                Record &record = m_records[std::size_t(known)];
                Record fresh = made(std::move(item), &record);
                if (fresh == record)
                    continue;
                tally(&record, &fresh);
                record = std::move(fresh);
                if (m_memory.seen)
                    seen.append(copy);
                // One that came in this very batch is new, not changed.
                if (known < int(m_records.size()) - added)
                    changed.push_back(known);
            }
        }
        m_arrived.clear();
        m_dirty = m_dirty || added > 0 || !changed.empty();
        if (!seen.isEmpty())
            m_memory.seen(*m_question, loadBegan(), seen);
        // A list that is read while it changes may show one item on two pages.
        std::sort(changed.begin(), changed.end());
        changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
        if (added > 0 || !changed.empty())
            recordsMerged(added, changed);
    }

    void dropUnseen() final
    {
        std::vector<bool> kept(m_records.size());
        bool all = true;
        for (std::size_t i = 0; i < kept.size(); ++i) {
            kept[i] = m_seen[i] == m_load || (m_memory.recall && outlives(m_records[i]));
            all = all && kept[i];
        }
        if (all)
            return;
        m_dirty = true;
        recordsGoing(kept);
        std::size_t next = 0;
        for (std::size_t i = 0; i < kept.size(); ++i) {
            if (!kept[i]) {
                tally(&m_records[i], nullptr);
                m_index.remove(m_keys[i]);
                continue;
            }
            if (next != i) {
                m_records[next] = std::move(m_records[i]);
                m_keys[next] = std::move(m_keys[i]);
                m_seen[next] = m_seen[i];
                m_index[m_keys[next]] = int(next);
            }
            ++next;
        }
        m_records.resize(next);
        m_keys.resize(next);
        m_seen.resize(next);
        recordsGone(kept);
    }

    void clearRecords() override
    {
        m_dirty = true; // the first complete list of a question is kept
        m_records.clear();
        m_keys.clear();
        m_seen.clear();
        m_index.clear();
        m_arrived.clear();
    }

private:
    void reserve(std::size_t count)
    {
        m_records.reserve(count);
        m_keys.reserve(count);
        m_seen.reserve(count);
        m_index.reserve(qsizetype(count));
    }

    // What is known already comes from the service, and stands. A few at a time: all 100,000 people of a session would
    // stop the window.
    void seed(
        const std::shared_ptr<QList<Item>> &items, qsizetype from, quint64 ticket, const std::function<void()> &done)
    {
        constexpr qsizetype slice = 1000;
        if (ticket != recallTicket())
            return;
        const bool listed = state().isWhole;
        // At first the giver still holds them, and taking one would copy all. Later they are taken, not copied: to free
        // 100,000 at the end would stop the window.
        const bool isShared = from == 0;
        if (isShared)
            reserve(m_records.size() + std::size_t(items->size()));
        int added = 0;
        for (const qsizetype end = std::min(items->size(), from + slice); from < end; ++from) {
            Item item = isShared ? items->at(from) : std::move((*items)[from]);
            const QString itemKey = key(item);
            if (recordOf(itemKey) >= 0)
                continue;
            Record record = made(std::move(item), nullptr);
            if (listed && !outlives(record))
                continue; // the service has told meanwhile that it is gone
            m_index.insert(itemKey, int(m_records.size()));
            m_keys.push_back(itemKey);
            m_seen.push_back(0);
            m_records.push_back(std::move(record));
            tally(nullptr, &m_records.back());
            ++added;
        }
        if (added > 0)
            recordsMerged(added, {});
        if (from < items->size())
            QTimer::singleShot(0, this, [this, items, from, ticket, done] { seed(items, from, ticket, done); });
        else
            done();
    }

    ivs::Client *m_client;
    const aws::Operation &m_operation;
    std::optional<Question> m_question;
    std::vector<Record> m_records;
    std::vector<QString> m_keys;
    std::vector<quint32> m_seen; ///< the load that met the record last
    QHash<QString, int> m_index;
    std::vector<QList<Item>> m_arrived;
    quint32 m_load = 0;
    Memory m_memory;
    bool m_dirty = true; ///< changed since it was complete last
};
