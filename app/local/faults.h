// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonArray>
#include <QList>
#include <QString>

#include <optional>

namespace local {

enum class FaultKind {
    Latency,
    Status,
    Throttle,
    Drop,
    Truncate,
    Drip,
    Big,
    Skew,
    Garbage,
    Expired,
    RepeatToken,
    EmptyPage
};

struct Fault
{
    FaultKind kind = FaultKind::Latency;
    int value = 0; ///< ms, status, bytes, bytes a second, MB or seconds, as the kind asks
    bool afterActing = false; ///< for Drop
    int count = 1; ///< uses left
};

/// What goes wrong next, in the order it was asked for. An operation's own faults come before those of `*`.
class Faults
{
public:
    /// Adds or, with count 0, clears: `{"operation", "kind", "value", "count"}`. Says what is wrong with nonsense.
    std::optional<QString> add(const QJsonObject &request);
    /// The same for a list, as the command line gives it.
    std::optional<QString> addAll(const QJsonArray &requests);
    /// Uses up the next fault of an operation. RepeatToken waits for a request that has a token.
    std::optional<Fault> take(const QByteArray &operation, bool hasToken);
    int pending() const;

private:
    void clear(const QByteArray &operation, std::optional<FaultKind> kind);

    QHash<QByteArray, QList<Fault>> m_queues;
};

} // namespace local
