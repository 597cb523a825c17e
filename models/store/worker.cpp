// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/worker.h"

#include "models/store/retention.h"

using namespace Qt::Literals::StringLiterals;

namespace store {

namespace {

constexpr int kMostRows = 4000; // pending: more are not gathered, so that a read behind them need not wait long

} // namespace

Worker::Worker(const QString &path, int gatherMs)
    : m_file(path)
    , m_gatherMs(gatherMs)
    , m_timer(this) // follows this object into its thread
    , m_tidy(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Worker::flush);
    m_tidy.setSingleShot(true);
    m_tidy.setInterval(0);
    connect(&m_tidy, &QTimer::timeout, this, &Worker::keepWithinLimits);
}

Worker::~Worker() = default;

void Worker::open() { accept(m_file.open(&m_database)); }

void Worker::accept(const Opening &opening)
{
    m_ready = opening.ready;
    if (!opening.setAsidePath.isEmpty())
        Q_EMIT setAside(opening.setAsidePath, opening.setAsideWhy);
    if (!m_ready) {
        Q_EMIT failed(opening.why);
        return;
    }
    QHash<QString, QByteArray> state;
    QSqlQuery &query = m_database.run(u"SELECT key, value FROM state"_s);
    while (query.next())
        state.insert(query.value(0).toString(), query.value(1).toByteArray());
    if (m_database.fault() && !recover())
        return;
    Q_EMIT opened(state);
}

bool Worker::recover()
{
    if (!m_ready || !m_database.fault() || !m_database.fault()->isDamage())
        return false;
    accept(m_file.replace(&m_database, m_database.fault()->text));
    return m_ready;
}

void Worker::write(quint64 ticket, Write write, int rows, bool soon)
{
    m_pending.push_back({ticket, std::move(write)});
    m_rows += rows;
    if (m_rows >= kMostRows)
        flush();
    else if (soon)
        m_timer.start(0);
    else if (!m_timer.isActive())
        m_timer.start(m_gatherMs);
}

bool Worker::attempt(const std::vector<Pending> &batch)
{
    m_database.clearFault();
    m_database.begin();
    for (const Pending &each : batch)
        each.write(m_database);
    return m_database.commit();
}

void Worker::flush()
{
    m_timer.stop();
    m_rows = 0;
    if (m_pending.empty())
        return;
    const std::vector<Pending> batch = std::exchange(m_pending, {});
    const quint64 last = batch.back().ticket;
    if (!m_ready) {
        Q_EMIT lost(batch.front().ticket, last, tr("There is no store."));
        return;
    }
    bool good = attempt(batch);
    if (!good && recover())
        good = attempt(batch);
    if (!good && (!m_ready || m_database.fault()->isDisk() || m_database.fault()->isDamage())) {
        Q_EMIT lost(batch.front().ticket, last, m_database.fault() ? m_database.fault()->text : QString());
        m_database.clearFault();
        return;
    }
    if (!good) {
        // One of them is not acceptable: the others are kept.
        for (const Pending &each : batch) {
            if (!attempt({each}))
                Q_EMIT lost(each.ticket, each.ticket, m_database.fault()->text);
        }
        m_database.clearFault();
    }
    Q_EMIT saved(last);
    m_tidy.start();
}

void Worker::read(const Read &read)
{
    flush();
    m_database.clearFault();
    read(m_database);
    // What the damaged file did not tell is not known; the new one is empty.
    if (m_database.fault())
        recover();
    m_database.clearFault();
}

void Worker::change(const Write &write, const Read &after)
{
    flush();
    if (m_ready) {
        m_database.clearFault();
        m_database.begin();
        write(m_database);
        if (!m_database.commit())
            recover();
    }
    after(m_database);
    m_database.clearFault();
}

void Worker::setLimits(const Limits &limits)
{
    m_limits = limits;
    m_tidy.start();
}

void Worker::expire(const QDateTime &now)
{
    if (m_limits.days > 0)
        m_expireBefore = now.addDays(-m_limits.days);
    m_tidy.start();
}

bool Worker::step(const std::function<bool()> &some)
{
    m_database.clearFault();
    m_database.begin();
    const bool more = some();
    const bool good = m_database.commit();
    if (!good)
        recover();
    m_database.clearFault();
    return good && more;
}

// One step at a time: reads and writes that wait go in between.
void Worker::keepWithinLimits()
{
    if (!m_ready)
        return;
    if (m_expireBefore.isValid()) {
        if (step([this] { return expireSome(m_database, m_expireBefore); }))
            m_tidy.start();
        else
            m_expireBefore = {};
        if (!m_expireBefore.isValid())
            shrink(m_database);
        return;
    }
    // Down to nine tenths, so that not every write evicts.
    const qint64 used = usedBytes(m_database);
    if (used <= (m_evicting ? m_limits.bytes / 10 * 9 : m_limits.bytes)) {
        if (std::exchange(m_evicting, false))
            shrink(m_database);
        return;
    }
    m_evicting = step([this] { return evictSome(m_database); });
    if (m_evicting)
        m_tidy.start();
    else
        shrink(m_database);
}

void Worker::close()
{
    flush();
    if (m_ready && m_evicting)
        shrink(m_database);
    m_ready = false;
    m_database.disconnect();
}

} // namespace store
