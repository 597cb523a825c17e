// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/store.h"

#include "models/store/archivetables.h"
#include "models/store/compositiontables.h"
#include "models/store/journaltable.h"
#include "models/store/registertable.h"
#include "models/store/retention.h"
#include "models/store/searchtables.h"
#include "models/store/worker.h"

#include <QDataStream>
#include <QIODevice>

using namespace Qt::Literals::StringLiterals;

namespace store {

namespace {

constexpr qint64 kLeastBytes = 16 * 1024 * 1024;
const auto kLimitsKey = QLatin1StringView("store/limits");

Limits sane(const Limits &limits) { return {std::max(limits.bytes, kLeastBytes), std::max(limits.days, 0)}; }

} // namespace

Store::Store(const QString &path, QObject *parent, int gatherMs)
    : QObject(parent)
    , m_path(path)
    , m_worker(new Worker(path, gatherMs))
    , m_search(std::make_shared<std::atomic<quint64>>(0))
{
    m_thread.setObjectName(u"store"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &Worker::opened, this, &Store::takeState);
    connect(m_worker, &Worker::failed, this, [this](const QString &why) {
        m_state = State::Failed;
        m_why = why;
        Q_EMIT failed(why);
    });
    connect(m_worker, &Worker::setAside, this, &Store::setAside);
    connect(m_worker, &Worker::saved, this, &Store::saved);
    connect(m_worker, &Worker::lost, this, &Store::lost);
    m_thread.start();
    QMetaObject::invokeMethod(m_worker, &Worker::open);
}

Store::~Store()
{
    ++*m_search;
    QMetaObject::invokeMethod(m_worker, &Worker::close, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void Store::takeState(const QHash<QString, QByteArray> &state)
{
    // What was set meanwhile stands, and is on its way to the file.
    for (auto it = state.cbegin(); it != state.cend(); ++it) {
        if (!m_states.contains(it.key()))
            m_states.insert(it.key(), it.value());
    }
    QDataStream in(m_states.value(kLimitsKey));
    Limits kept;
    in >> kept.bytes >> kept.days;
    if (in.status() == QDataStream::Ok) {
        m_limits = sane(kept);
        QMetaObject::invokeMethod(m_worker, [worker = m_worker, limits = m_limits] { worker->setLimits(limits); });
    }
    m_state = State::Ready;
    Q_EMIT opened();
}

quint64 Store::write(std::function<void(Database &)> write, int rows, bool soon)
{
    const quint64 ticket = ++m_ticket;
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, ticket, write = std::move(write), rows, soon]() mutable {
        worker->write(ticket, std::move(write), rows, soon);
    });
    return ticket;
}

template <typename Rows>
void Store::read(std::function<Rows(Database &)> read, QObject *guard, Answer<Rows> fn)
{
    QMetaObject::invokeMethod(m_worker,
        [self = this, worker = m_worker, read = std::move(read), guard = QPointer(guard), fn = std::move(fn)] {
            worker->read([&](Database &db) {
                auto rows = std::make_shared<Rows>();
                if (db.isConnected())
                    *rows = read(db);
                // The store outlives its thread; what is posted to it after its end goes with it.
                QMetaObject::invokeMethod(self, [guard, fn, rows] {
                    if (guard)
                        fn(*rows);
                });
            });
        });
}

void Store::forget(std::function<Forgotten(Database &)> forget, QObject *guard, Answer<Forgotten> fn)
{
    QMetaObject::invokeMethod(m_worker,
        [self = this, worker = m_worker, forget = std::move(forget), guard = QPointer(guard), fn = std::move(fn)] {
            auto gone = std::make_shared<Forgotten>();
            worker->change([&](Database &db) { *gone = forget(db); },
                [&](Database &db) {
                    if (db.fault() || !db.isConnected())
                        *gone = {};
                    else
                        scrub(db);
                    QMetaObject::invokeMethod(self, [guard, fn, gone] {
                        if (guard)
                            fn(*gone);
                    });
                });
        });
}

quint64 Store::newJournalId(const QDateTime &now)
{
    // Milliseconds and room for a thousand in each: rises, and fits SQLite's signed integers.
    m_journalId = std::max(m_journalId + 1, quint64(now.toMSecsSinceEpoch()) * 1000);
    return m_journalId;
}

quint64 Store::appendJournal(const JournalEntry &entry)
{
    return write([entry](Database &db) { store::appendJournal(db, entry); }, 1, true);
}

quint64 Store::appendJournalResult(const JournalResult &result)
{
    return write([result](Database &db) { store::appendJournalResult(db, result); }, 1, true);
}

void Store::readJournal(const JournalQuery &query, QObject *guard, Answer<QList<JournalEntry>> fn)
{
    read<QList<JournalEntry>>([query](Database &db) { return store::readJournal(db, query); }, guard, std::move(fn));
}

quint64 Store::putStages(const Place &place, const QDateTime &asOf, const QList<ivs::StageSummary> &stages)
{
    if (!place.isKnown())
        return 0;
    return write([=](Database &db) { store::putStages(db, place, asOf, stages); }, int(stages.size()));
}

quint64 Store::confirmStages(const Place &place, const QDateTime &asOf)
{
    if (!place.isKnown())
        return 0;
    return write([=](Database &db) {
        db.run(u"UPDATE place SET stages_as_of = max(stages_as_of, ?) WHERE id = ?"_s,
            {fromTime(asOf), db.placeId(place, false)});
    });
}

void Store::readStages(const Place &place, QObject *guard, Answer<Stages> fn)
{
    read<Stages>([place](Database &db) { return store::readStages(db, place); }, guard, std::move(fn));
}

quint64 Store::putSessions(const Place &place, const QString &stageArn, const QDateTime &asOf,
    const QList<ivs::StageSessionSummary> &sessions, bool complete)
{
    if (!place.isKnown())
        return 0;
    return write(
        [=](Database &db) { store::putSessions(db, place, stageArn, asOf, sessions, complete); }, int(sessions.size()));
}

void Store::readSessions(const Place &place, const QString &stageArn, QObject *guard, Answer<Sessions> fn)
{
    read<Sessions>([=](Database &db) { return store::readSessions(db, place, stageArn); }, guard, std::move(fn));
}

quint64 Store::putParticipants(
    const SessionKey &key, const QDateTime &asOf, const QList<ivs::ParticipantSummary> &participants)
{
    if (!key.place.isKnown())
        return 0;
    return write([=](Database &db) { store::putParticipants(db, key, asOf, participants); }, int(participants.size()));
}

quint64 Store::seal(const SessionKey &key, const QDateTime &asOf, const QDateTime &ended)
{
    if (!key.place.isKnown())
        return 0;
    return write([=](Database &db) { completeParticipants(db, key, asOf, ended); });
}

void Store::readParticipants(const SessionKey &key, QObject *guard, Answer<Participants> fn)
{
    read<Participants>([key](Database &db) { return store::readParticipants(db, key); }, guard, std::move(fn));
}

quint64 Store::putParticipant(const SessionKey &key, const QDateTime &asOf, const ivs::Participant &participant)
{
    if (!key.place.isKnown())
        return 0;
    return write([=](Database &db) { store::putParticipant(db, key, asOf, participant); });
}

void Store::readParticipant(const SessionKey &key, const QString &participantId, QObject *guard,
    Answer<std::optional<std::pair<ivs::Participant, QDateTime>>> fn)
{
    read<std::optional<std::pair<ivs::Participant, QDateTime>>>(
        [=](Database &db) { return store::readParticipant(db, key, participantId); }, guard, std::move(fn));
}

quint64 Store::putEvents(
    const SessionKey &key, const QString &participantId, const QDateTime &asOf, const QList<ivs::Event> &events)
{
    if (!key.place.isKnown())
        return 0;
    return write([=](Database &db) { store::putEvents(db, key, participantId, asOf, events); }, int(events.size()));
}

void Store::readEvents(const SessionKey &key, const QString &participantId, QObject *guard, Answer<Events> fn)
{
    read<Events>([=](Database &db) { return store::readEvents(db, key, participantId); }, guard, std::move(fn));
}

void Store::readSessionEvents(const SessionKey &key, QObject *guard, Answer<QList<Events>> fn)
{
    read<QList<Events>>([key](Database &db) { return store::readSessionEvents(db, key); }, guard, std::move(fn));
}

quint64 Store::putComposition(
    const Place &place, const CompositionRecord &composition, const QList<CompositionChange> &changes)
{
    if (!place.isKnown())
        return 0;
    return write(
        [=](Database &db) {
            store::putComposition(db, place, composition);
            store::putCompositionChanges(db, place, composition.summary.arn, changes);
        },
        1 + int(changes.size()));
}

quint64 Store::putCompositionChanges(const Place &place, const QString &arn, const QList<CompositionChange> &changes)
{
    if (!place.isKnown())
        return 0;
    const quint64 ticket =
        write([=](Database &db) { store::putCompositionChanges(db, place, arn, changes); }, int(changes.size()), true);
    Q_EMIT compositionChangesPut(place, arn, changes);
    return ticket;
}

quint64 Store::putWatched(const Place &place, const Watched &stretch)
{
    if (!place.isKnown())
        return 0;
    return write([=](Database &db) { store::putWatched(db, place, stretch); });
}

void Store::readCompositions(const Place &place, int limit, QObject *guard, Answer<Compositions> fn)
{
    read<Compositions>([=](Database &db) { return store::readCompositions(db, place, limit); }, guard, std::move(fn));
}

quint64 Store::putTokens(const Place &place, const QList<IssuedToken> &tokens)
{
    if (!place.isKnown())
        return 0;
    const quint64 ticket = write([=](Database &db) { store::putTokens(db, place, tokens); }, int(tokens.size()));
    Q_EMIT tokensPut(place, tokens);
    return ticket;
}

quint64 Store::putTokenUses(const Place &place, const QHash<QString, TokenUse> &uses)
{
    if (!place.isKnown())
        return 0;
    const quint64 ticket = write([=](Database &db) { store::putTokenUses(db, place, uses); }, int(uses.size()));
    Q_EMIT tokenUsesPut(place, uses);
    return ticket;
}

quint64 Store::putTokenKept(const Place &place, const QString &participantId, bool kept)
{
    if (!place.isKnown())
        return 0;
    return write([=](Database &db) { store::putTokenKept(db, place, participantId, kept); });
}

void Store::readTokens(
    const Place &place, const QDateTime &now, quint64 before, int limit, QObject *guard, Answer<Tokens> fn)
{
    read<Tokens>([=](Database &db) { return store::readTokens(db, place, now, before, limit); }, guard, std::move(fn));
}

void Store::search(const QString &text, int limit, QObject *guard, Answer<QList<Found>> fn)
{
    const quint64 number = ++*m_search;
    const auto wanted = [latest = m_search, number] { return *latest == number; };
    read<QList<Found>>([=](Database &db) { return wanted() ? store::search(db, text, limit, wanted) : QList<Found>(); },
        guard,
        [wanted, fn = std::move(fn)](const QList<Found> &found) {
            if (wanted())
                fn(found);
        });
}

quint64 Store::putView(const SavedView &view)
{
    return write([view](Database &db) {
        db.run(u"INSERT OR REPLACE INTO saved_view (page, name, value) VALUES (?, ?, ?)"_s,
            {view.page, view.name, view.value});
    });
}

quint64 Store::removeView(const QString &page, const QString &name)
{
    return write([=](Database &db) { db.run(u"DELETE FROM saved_view WHERE page = ? AND name = ?"_s, {page, name}); });
}

void Store::readViews(const QString &page, QObject *guard, Answer<QList<SavedView>> fn)
{
    read<QList<SavedView>>(
        [page](Database &db) {
            QList<SavedView> views;
            QSqlQuery &query =
                db.run(u"SELECT name, value FROM saved_view WHERE page = ? ORDER BY name COLLATE NOCASE"_s, {page});
            while (query.next())
                views.append({page, query.value(0).toString(), query.value(1).toByteArray()});
            return views;
        },
        guard, std::move(fn));
}

quint64 Store::setState(const QString &key, const QByteArray &value)
{
    if (m_states.contains(key) && m_states.value(key) == value)
        return m_ticket;
    m_states.insert(key, value);
    return write([=](Database &db) {
        db.run(u"INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)"_s, {key, value});
    });
}

void Store::setLimits(const Limits &limits, const QDateTime &now)
{
    m_limits = sane(limits);
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << m_limits.bytes << m_limits.days;
    setState(kLimitsKey, bytes);
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, kept = m_limits] { worker->setLimits(kept); });
    expire(now);
}

void Store::expire(const QDateTime &now)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, now] { worker->expire(now); });
}

void Store::readUsage(QObject *guard, Answer<Usage> fn)
{
    read<Usage>([](Database &db) { return usage(db); }, guard, std::move(fn));
}

void Store::forgetUser(const QString &userId, const QDateTime &now, QObject *guard, Answer<Forgotten> fn)
{
    forget([=](Database &db) { return store::forgetUser(db, userId, now); }, guard, std::move(fn));
}

void Store::forgetSession(const SessionKey &key, QObject *guard, Answer<Forgotten> fn)
{
    forget([key](Database &db) { return store::forgetSession(db, key); }, guard, std::move(fn));
}

} // namespace store
