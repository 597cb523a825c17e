// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/clock.h"
#include "models/aws/operation.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>

namespace aws {

/// Who asks. The order is the order of service.
enum class Lane {
    Person, ///< done by hand: may use Shares::person of the limit
    Visible, ///< for what is on screen: shares Shares::watching with Background
    Background,
};

/// Whose limit a call counts against. The service counts per account; until the account is known, per access key.
struct BudgetScope
{
    QString partition;
    QString accessKeyId;
    QString region;

    bool operator==(const BudgetScope &) const = default;
};

/// Every call passes here before it leaves. The service allows a fixed number of calls per second per operation,
/// account and region, for everybody together (fact sheet 2); a careless console throttles its owner's production.
/// One in the process, handed to all workspaces.
class Governor final : public QObject
{
    Q_OBJECT

public:
    /// Parts of the service's limit that this program takes for itself, 0 to 1.
    struct Shares
    {
        double watching = 0.4; ///< Visible and Background together
        double person = 0.8; ///< everything together
        bool unlimited = false; ///< for benchmarks against a service without limits
    };

    /// How one operation stands.
    struct Usage
    {
        const Operation *operation = nullptr;
        double callsPerSecond = 0; ///< sent within the last second
        int waiting = 0; ///< calls that wait for their turn
        double slowdown = 1; ///< below 1 after a throttle, recovering
    };

    explicit Governor(Clock *clock, QObject *parent = nullptr);
    ~Governor() override;

    Shares shares() const { return m_shares; }
    void setShares(const Shares &shares);

    /// The account behind an access key became known: its buckets are the account's from now on.
    void identify(const QString &accessKeyId, const QString &accountId);

    /// Runs \a go when the call may leave: now, or later from the event loop. Never once \a guard is gone.
    void acquire(
        const BudgetScope &scope, const Operation &operation, Lane lane, QObject *guard, std::function<void()> go);

    /// The service throttled a call: halve the rate of its bucket, let it recover within ten seconds.
    void throttled(const BudgetScope &scope, const Operation &operation);

    /// Operations that were called within the last second or have calls waiting.
    QList<Usage> usage(const BudgetScope &scope) const;
    /// The largest part of a limit that is taken now, 0 to 1: how far its bucket is drawn down. It falls back within a
    /// second; 0.8 is all that this program takes.
    double load(const BudgetScope &scope) const;

Q_SIGNALS:
    /// The service throttled although this program used less than half of the limit: somebody else spends it.
    void throttledByOthers(const QString &operation);

private:
    struct Bucket;
    QString owner(const BudgetScope &scope) const;
    Bucket &bucket(const BudgetScope &scope, const Operation &operation);
    void refill(Bucket &bucket) const;
    void dispatch(const QString &key);

    Clock *m_clock;
    Shares m_shares;
    QHash<QString, QString> m_accounts; ///< access key id → account id
    std::unordered_map<QString, std::unique_ptr<Bucket>> m_buckets;
};

} // namespace aws
