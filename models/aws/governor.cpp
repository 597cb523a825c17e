// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/governor.h"

#include <QPointer>

#include <algorithm>
#include <array>
#include <cmath>

namespace aws {

namespace {

constexpr qint64 kWindow = 1000; // ms over which the rate shown and judged is counted
constexpr double kSlowest = 0.1;
constexpr double kRecoveryPerSecond = 0.05;

struct Waiting
{
    QPointer<QObject> guard;
    std::function<void()> go;
};

} // namespace

struct Governor::Bucket
{
    QString key;
    const Operation *operation = nullptr;
    double watching = 0; // calls that Visible and Background may make now
    double all = 0; // calls that may be made now, whoever asks
    double slowdown = 1;
    qint64 filled = 0;
    qint64 timerDue = -1; // the moment of the next look; -1 when none is planned
    std::array<std::deque<Waiting>, 3> queues;
    std::deque<qint64> sent; // moments of the last second

    int waiting() const
    {
        std::size_t count = 0;
        for (const auto &queue : queues)
            count += queue.size();
        return int(count);
    }
    double sentWithin(qint64 now) const
    {
        return double(std::count_if(sent.begin(), sent.end(), [now](qint64 at) { return now - at < kWindow; }));
    }
};

Governor::Governor(Clock *clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

Governor::~Governor() = default;

void Governor::setShares(const Shares &shares)
{
    m_shares = shares;
    // Waiting calls may be due at once under the new shares.
    QStringList keys;
    for (const auto &[key, bucket] : m_buckets)
        keys.append(key);
    for (const QString &key : std::as_const(keys))
        dispatch(key);
}

void Governor::identify(const QString &accessKeyId, const QString &accountId)
{
    if (!accessKeyId.isEmpty() && !accountId.isEmpty())
        m_accounts.insert(accessKeyId, accountId);
}

QString Governor::owner(const BudgetScope &scope) const
{
    // Calls that wait in the access key's bucket when the account becomes known leave from there; for one second
    // that may give the two buckets together up to twice the share, still below the service's limit.
    return scope.partition + u'/' + m_accounts.value(scope.accessKeyId, scope.accessKeyId) + u'/' + scope.region + u'/';
}

Governor::Bucket &Governor::bucket(const BudgetScope &scope, const Operation &operation)
{
    const QString key = owner(scope) + QLatin1StringView(operation.service) + u'/' + QLatin1StringView(operation.name);
    auto &slot = m_buckets[key];
    if (!slot) {
        slot = std::make_unique<Bucket>();
        slot->key = key;
        slot->operation = &operation;
        slot->filled = m_clock->elapsed();
        slot->watching = std::max(1.0, operation.callsPerSecond * m_shares.watching);
        slot->all = std::max(1.0, operation.callsPerSecond * m_shares.person);
    }
    return *slot;
}

void Governor::refill(Bucket &bucket) const
{
    const qint64 now = m_clock->elapsed();
    const double seconds = double(now - bucket.filled) / 1000.0;
    bucket.filled = now;
    bucket.slowdown = std::min(1.0, bucket.slowdown + seconds * kRecoveryPerSecond);
    const auto fill = [&](double &tokens, double share) {
        const double rate = bucket.operation->callsPerSecond * share;
        tokens = std::min(std::max(1.0, rate), tokens + seconds * rate * bucket.slowdown);
    };
    fill(bucket.watching, m_shares.watching);
    fill(bucket.all, m_shares.person);
    while (!bucket.sent.empty() && now - bucket.sent.front() >= kWindow)
        bucket.sent.pop_front();
}

void Governor::acquire(
    const BudgetScope &scope, const Operation &operation, Lane lane, QObject *guard, std::function<void()> go)
{
    Bucket &target = bucket(scope, operation);
    target.queues[std::size_t(lane)].push_back({guard, std::move(go)});
    dispatch(target.key);
}

void Governor::dispatch(const QString &key)
{
    for (;;) {
        // Looked up anew each time: a callback may ask for further calls.
        Bucket &target = *m_buckets.at(key);
        refill(target);
        std::deque<Waiting> *queue = nullptr;
        bool watching = false;
        double missing = 0;
        for (std::size_t lane = 0; lane < target.queues.size(); ++lane) {
            auto &candidates = target.queues[lane];
            while (!candidates.empty() && !candidates.front().guard)
                candidates.pop_front();
            if (candidates.empty())
                continue;
            watching = lane != std::size_t(Lane::Person);
            const double have = watching ? std::min(target.watching, target.all) : target.all;
            if (have >= 1.0 - 1e-9 || m_shares.unlimited) {
                queue = &candidates;
            } else {
                const double share = watching && target.watching <= target.all ? m_shares.watching : m_shares.person;
                const double rate = std::max(0.001, target.operation->callsPerSecond * share * target.slowdown);
                missing = (1.0 - have) / rate;
            }
            break; // a lower lane never overtakes a waiting higher one
        }
        if (!queue) {
            // A call of a higher lane may be due before the one that the timer was set for; the later timer then only
            // looks in vain.
            const qint64 due = target.filled + std::max<qint64>(1, qint64(std::ceil(missing * 1000)));
            if (missing > 0 && (target.timerDue < 0 || due < target.timerDue)) {
                target.timerDue = due;
                m_clock->after(due - target.filled, this, [this, key, due] {
                    Bucket &waited = *m_buckets.at(key);
                    if (waited.timerDue == due)
                        waited.timerDue = -1;
                    dispatch(key);
                });
            }
            return;
        }
        const Waiting next = std::move(queue->front());
        queue->pop_front();
        if (!m_shares.unlimited) {
            target.all = std::max(0.0, target.all - 1.0);
            if (watching)
                target.watching = std::max(0.0, target.watching - 1.0);
        }
        target.sent.push_back(target.filled);
        next.go();
    }
}

void Governor::throttled(const BudgetScope &scope, const Operation &operation)
{
    Bucket &target = bucket(scope, operation);
    refill(target);
    const bool others = target.sentWithin(target.filled) < operation.callsPerSecond * 0.5;
    target.slowdown = std::max(kSlowest, target.slowdown * 0.5);
    target.watching = 0;
    target.all = 0;
    if (others)
        Q_EMIT throttledByOthers(QString::fromLatin1(operation.name));
}

QList<Governor::Usage> Governor::usage(const BudgetScope &scope) const
{
    QList<Usage> list;
    const QString prefix = owner(scope);
    const qint64 now = m_clock->elapsed();
    for (const auto &[key, bucket] : m_buckets) {
        if (!key.startsWith(prefix))
            continue;
        const double rate = bucket->sentWithin(now);
        if (rate > 0 || bucket->waiting() > 0)
            list.append({bucket->operation, rate, bucket->waiting(), bucket->slowdown});
    }
    std::sort(list.begin(), list.end(),
        [](const Usage &a, const Usage &b) { return std::strcmp(a.operation->name, b.operation->name) < 0; });
    return list;
}

double Governor::load(const BudgetScope &scope) const
{
    double highest = 0;
    const QString prefix = owner(scope);
    const qint64 now = m_clock->elapsed();
    for (const auto &[key, bucket] : m_buckets) {
        if (!key.startsWith(prefix))
            continue;
        const double rate = bucket->operation->callsPerSecond * m_shares.person;
        const double room = std::max(1.0, rate);
        const double seconds = double(now - bucket->filled) / 1000.0;
        const double left = std::min(room, bucket->all + seconds * rate * bucket->slowdown);
        highest = std::max(highest, m_shares.person * (1.0 - left / room));
    }
    return highest;
}

} // namespace aws
