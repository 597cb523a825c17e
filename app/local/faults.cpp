// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/faults.h"

#include "models/ivs/operations.h"

#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

struct KindRow
{
    const char *name;
    FaultKind kind;
    int least; ///< of value; least > most: the kind has no value
    int most;
};

constexpr KindRow kKinds[] {
    {"latency", FaultKind::Latency, 0, 600'000},
    {"status", FaultKind::Status, 300, 599},
    {"throttle", FaultKind::Throttle, 400, 429},
    {"drop", FaultKind::Drop, 1, 0},
    {"truncate", FaultKind::Truncate, 0, 1'000'000},
    {"drip", FaultKind::Drip, 1, 10'000'000},
    {"big", FaultKind::Big, 1, 512},
    {"skew", FaultKind::Skew, -31'536'000, 31'536'000},
    {"garbage", FaultKind::Garbage, 1, 0},
    {"expired", FaultKind::Expired, 1, 0},
    {"repeat-token", FaultKind::RepeatToken, 1, 0},
    {"empty-page", FaultKind::EmptyPage, 1, 0},
};

const KindRow *rowOf(const QString &name)
{
    const auto *row = std::find_if(
        std::begin(kKinds), std::end(kKinds), [&](const KindRow &r) { return name == QLatin1StringView(r.name); });
    return row == std::end(kKinds) ? nullptr : row;
}

bool isInteger(const QJsonValue &value, int least, int most)
{
    const double number = value.toDouble();
    return value.isDouble() && number == std::floor(number) && number >= least && number <= most;
}

} // namespace

std::optional<QString> Faults::add(const QJsonObject &request)
{
    for (const QString &key : request.keys()) {
        if (key != u"operation"_s && key != u"kind"_s && key != u"value"_s && key != u"count"_s)
            return u"unknown member \"%1\""_s.arg(key);
    }
    const QByteArray operation = request[u"operation"_s].toString().toUtf8();
    if (operation != "*" && !ivs::findOperation(operation))
        return u"operation: the name of an operation, or *"_s;
    const QJsonValue count = request[u"count"_s];
    if (!count.isUndefined() && !isInteger(count, 0, 1'000'000))
        return u"count: a whole number from 0 to 1000000"_s;
    const KindRow *row = rowOf(request[u"kind"_s].toString());
    const bool clears = !count.isUndefined() && count.toInt() == 0;
    if (clears && request[u"kind"_s].isUndefined()) {
        clear(operation, std::nullopt);
        return std::nullopt;
    }
    if (!row) {
        return u"kind: one of latency, status, throttle, drop, truncate, drip, big, skew, garbage, expired, "
               u"repeat-token, empty-page"_s;
    }
    if (clears) {
        clear(operation, row->kind);
        return std::nullopt;
    }
    Fault fault {row->kind, 0, false, count.toInt(1)};
    const QJsonValue value = request[u"value"_s];
    if (row->kind == FaultKind::Drop) {
        if (value.toString() != u"before"_s && value.toString() != u"after"_s)
            return u"value: \"before\" or \"after\""_s;
        fault.afterActing = value.toString() == u"after"_s;
    } else if (row->least <= row->most) {
        if (!isInteger(value, row->least, row->most))
            return u"value: a whole number from %1 to %2"_s.arg(row->least).arg(row->most);
        fault.value = value.toInt();
        if (row->kind == FaultKind::Throttle && fault.value != 400 && fault.value != 429)
            return u"value: 400 or 429"_s;
    } else if (!value.isUndefined() && !value.isNull()) {
        return u"value: this kind has none"_s;
    }
    m_queues[operation].append(fault);
    return std::nullopt;
}

std::optional<QString> Faults::addAll(const QJsonArray &requests)
{
    for (const QJsonValue &request : requests) {
        if (!request.isObject())
            return u"each fault is an object"_s;
        if (const auto problem = add(request.toObject()))
            return problem;
    }
    return std::nullopt;
}

std::optional<Fault> Faults::take(const QByteArray &operation, bool hasToken)
{
    for (const QByteArray &name : {operation, QByteArray("*")}) {
        const auto queue = m_queues.find(name);
        if (queue == m_queues.end() || queue->isEmpty())
            continue;
        Fault &first = queue->first();
        if (first.kind == FaultKind::RepeatToken && !hasToken)
            continue;
        const Fault taken = first;
        if (--first.count == 0)
            queue->removeFirst();
        return taken;
    }
    return std::nullopt;
}

int Faults::pending() const
{
    int sum = 0;
    for (const QList<Fault> &queue : m_queues) {
        for (const Fault &fault : queue)
            sum += fault.count;
    }
    return sum;
}

// `*` clears everywhere: whoever asks for it wants a service without that fault.
void Faults::clear(const QByteArray &operation, std::optional<FaultKind> kind)
{
    for (auto it = m_queues.begin(); it != m_queues.end(); ++it) {
        if (operation != "*" && operation != it.key())
            continue;
        it->removeIf([&](const Fault &fault) { return !kind || fault.kind == *kind; });
    }
}

} // namespace local
