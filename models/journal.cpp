// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/journal.h"

#include "models/aws/clock.h"
#include "models/aws/endpoint.h"
#include "models/store/store.h"
#include "models/workspace.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using store::JournalEntry;
using store::Outcome;

namespace {

constexpr qint64 kKeptWithin = 2000; // ms that a write waits for its entry at most

// What a write acts on, by its parameters: the participant before the stage that it is on.
QString resourceOf(const QByteArray &parameters)
{
    const QJsonObject members = QJsonDocument::fromJson(parameters).object();
    for (const QLatin1StringView name :
        {"resourceArn"_L1, "arn"_L1, "participantId"_L1, "stageArn"_L1, "sourceStageArn"_L1, "name"_L1}) {
        const QString value = members.value(name).toString();
        if (!value.isEmpty())
            return value;
    }
    return {};
}

Outcome outcomeOf(const aws::WriteResult &result)
{
    if (!result.failure)
        return Outcome::Done;
    if (result.failure->kind == aws::ErrorKind::OutcomeUnknown)
        return Outcome::Unknown;
    return result.httpStatus >= 400 ? Outcome::Refused : Outcome::Failed;
}

} // namespace

Journal::Journal(aws::Clock *clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

store::Place Journal::placeOf(const Workspace *workspace)
{
    return {aws::partitionOf(workspace->region()).id, workspace->accountId(), workspace->region()};
}

void Journal::setStore(store::Store *kept)
{
    m_store = kept;
    if (!kept)
        return;
    connect(kept, &store::Store::saved, this, [this](quint64 ticket) {
        if (m_pending.removeIf([ticket](quint64 each) { return each <= ticket; }) > 0)
            Q_EMIT keepingChanged();
        release([ticket](quint64 each) { return each <= ticket; });
    });
    connect(kept, &store::Store::lost, this, [this](quint64 first, quint64 last, const QString &why) {
        release([=](quint64 each) { return each >= first && each <= last; });
        // Tickets of other writes are not this object's matter.
        if (m_pending.removeIf([=](quint64 each) { return each >= first && each <= last; }) == 0)
            return;
        m_why = why;
        Q_EMIT keepingChanged();
    });
    connect(kept, &store::Store::failed, this, [this] {
        release([](quint64) { return true; });
        Q_EMIT keepingChanged();
    });
    readOlder();
}

Journal::Keeping Journal::keeping() const
{
    if (!m_store || !m_why.isEmpty() || m_store->state() == store::Store::State::Failed)
        return Keeping::NotKept;
    return m_pending.isEmpty() ? Keeping::Saved : Keeping::Saving;
}

QString Journal::why() const
{
    if (!m_store)
        return tr("there is no store");
    return m_why.isEmpty() ? m_store->why() : m_why;
}

bool Journal::isUnderway(quint64 id) const
{
    return std::find(m_underway.begin(), m_underway.end(), id) != m_underway.end();
}

void Journal::observe(Workspace *workspace)
{
    connect(workspace, &Workspace::writeLeft, this,
        [this, workspace](const aws::WriteRecord &record) { began(workspace, record); });
    connect(workspace, &Workspace::writeAnswered, this, &Journal::ended);
    connect(workspace, &Workspace::writeSettled, this,
        [this, workspace](const QString &resource, bool done) { settle(workspace, resource, done); });
}

quint64 Journal::entryOf(const QString &operation, const QString &resource) const
{
    const auto found = std::find_if(m_entries.crbegin(), m_entries.crend(),
        [&](const JournalEntry &entry) { return entry.resource == resource && entry.operation == operation; });
    return resource.isEmpty() || found == m_entries.crend() ? 0 : found->id;
}

qsizetype Journal::indexOf(quint64 id) const
{
    const auto at = std::lower_bound(m_entries.begin(), m_entries.end(), id,
        [](const JournalEntry &entry, quint64 wanted) { return entry.id < wanted; });
    return at != m_entries.end() && at->id == id ? at - m_entries.begin() : -1;
}

quint64 Journal::newId(const QDateTime &now)
{
    const quint64 id = m_store ? m_store->newJournalId(now) : quint64(now.toMSecsSinceEpoch()) * 1000;
    return m_lastId = std::max(id, m_lastId + 1);
}

void Journal::began(Workspace *workspace, const aws::WriteRecord &record)
{
    JournalEntry entry;
    entry.id = newId(record.time);
    entry.time = record.time;
    entry.place = placeOf(workspace);
    if (!record.accountId.isEmpty())
        entry.place.accountId = record.accountId;
    entry.profile = workspace->title();
    // The end of the key tells apart who acted, and is of no use to anybody else.
    entry.identity = tr("key …%1").arg(record.accessKeyId.right(4));
    entry.operation = QString::fromLatin1(record.operation->name);
    entry.resource = resourceOf(record.parameters);
    entry.parameters = record.parameters;
    entry.before = record.note.before;
    entry.undoes = record.note.undoes;
    m_underway.insert(record.id, entry.id);
    m_entries.append(entry);
    if (m_store)
        m_pending.append(m_store->appendJournal(entry));
    Q_EMIT added(m_entries.size() - 1);
    Q_EMIT keepingChanged();
}

void Journal::ended(const aws::WriteRecord &record, const aws::WriteResult &result)
{
    store::JournalResult end;
    end.entry = m_underway.take(record.id);
    if (end.entry == 0)
        return;
    end.time = result.time;
    end.outcome = outcomeOf(result);
    end.resource = result.made;
    end.httpStatus = result.httpStatus;
    end.requestId = result.requestId;
    if (result.failure) {
        end.errorCode = result.failure->code;
        end.message = result.failure->message;
    }
    finish(end);
}

void Journal::whenKept(quint64 write, QObject *guard, const std::function<void()> &go)
{
    const quint64 id = m_underway.value(write);
    if (keeping() != Keeping::Saving || id == 0) {
        go();
        return;
    }
    const quint64 ticket = m_pending.last();
    m_waiting.append({ticket, guard, go});
    m_clock->after(kKeptWithin, guard, [this, ticket, id] {
        if (const qsizetype at = indexOf(id); at >= 0) {
            store::JournalResult early;
            early.entry = id;
            early.time = m_clock->now();
            early.outcome = Outcome::Sent;
            early.message = tr("It left before this entry was on the disk.");
            m_early.insert(id);
            m_entries[at].message = early.message;
            m_pending.append(m_store->appendJournalResult(early));
            Q_EMIT changed(at);
        }
        release([ticket](quint64 each) { return each == ticket; });
    });
}

void Journal::release(const std::function<bool(quint64 ticket)> &which)
{
    QList<Waiting> released;
    m_waiting.removeIf([&](const Waiting &each) {
        const bool goes = !each.guard || which(each.ticket);
        if (goes)
            released.append(each);
        return goes;
    });
    for (const Waiting &each : std::as_const(released)) {
        if (each.guard)
            each.go();
    }
}

void Journal::settle(Workspace *workspace, const QString &resource, bool done)
{
    const store::Place place = placeOf(workspace);
    for (qsizetype i = m_entries.size() - 1; i >= 0; --i) {
        const JournalEntry &entry = m_entries[i];
        if (entry.outcome != Outcome::Unknown || entry.resource != resource || entry.place.region != place.region)
            continue;
        store::JournalResult end;
        end.entry = entry.id;
        end.time = m_clock->now();
        end.outcome = done ? Outcome::Done : Outcome::Failed;
        end.message = done ? tr("Read back: it was done.") : tr("Read back: it was not done.");
        end.requestId = entry.requestId;
        end.httpStatus = entry.httpStatus;
        finish(end);
        return;
    }
}

void Journal::finish(const store::JournalResult &result)
{
    const qsizetype at = indexOf(result.entry);
    if (at < 0)
        return;
    JournalEntry &entry = m_entries[at];
    entry.outcome = result.outcome;
    entry.errorCode = result.errorCode;
    const bool early = m_early.remove(entry.id);
    entry.message = early && result.message.isEmpty() ? entry.message : result.message;
    entry.requestId = result.requestId;
    entry.httpStatus = result.httpStatus;
    if (!result.resource.isEmpty())
        entry.resource = result.resource;
    if (m_store)
        m_pending.append(m_store->appendJournalResult(result));
    Q_EMIT changed(at);
    Q_EMIT keepingChanged();
}

void Journal::readOlder(int count)
{
    if (!m_store || std::exchange(m_reading, true))
        return;
    store::JournalQuery query;
    query.before = m_entries.isEmpty() ? 0 : m_entries.first().id;
    query.limit = count;
    m_store->readJournal(query, this, [this, count](const QList<JournalEntry> &older) { merge(older, count); });
}

void Journal::readAgain()
{
    if (!m_store || m_reading)
        return;
    m_entries.removeIf([this](const JournalEntry &entry) { return !isUnderway(entry.id); });
    Q_EMIT reset();
    m_reading = true;
    store::JournalQuery query;
    m_store->readJournal(
        query, this, [this, count = query.limit](const QList<JournalEntry> &found) { merge(found, count); });
}

void Journal::merge(const QList<JournalEntry> &older, int asked)
{
    m_reading = false;
    m_hasOlder = older.size() >= asked;
    // Newest first from the store; an entry of this run may have come in the meantime.
    QList<JournalEntry> all = m_entries;
    for (const JournalEntry &entry : older) {
        if (indexOf(entry.id) < 0)
            all.append(entry);
    }
    std::sort(all.begin(), all.end(), [](const JournalEntry &a, const JournalEntry &b) { return a.id < b.id; });
    m_entries = all;
    if (!m_entries.isEmpty())
        m_lastId = std::max(m_lastId, m_entries.last().id);
    Q_EMIT reset();
}
