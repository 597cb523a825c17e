// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actsteps.h"

#include <QJsonArray>

namespace actsteps {

namespace {

bool isNothing(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull() || (value.isString() && value.toString().isEmpty())
        || (value.isArray() && value.toArray().isEmpty()) || (value.isObject() && value.toObject().isEmpty());
}

} // namespace

bool covers(const QJsonValue &found, const QJsonValue &wanted)
{
    if (isNothing(wanted))
        return isNothing(found);
    if (!wanted.isObject())
        return found == wanted;
    const QJsonObject object = wanted.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!covers(found.toObject().value(it.key()), it.value()))
            return false;
    }
    return true;
}

QJsonObject membersOf(const QJsonObject &present, const QJsonObject &wanted, const QStringList &except)
{
    QJsonObject some;
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        if (except.contains(it.key()))
            continue;
        const QJsonValue value = present.value(it.key());
        some.insert(it.key(), value.isUndefined() ? QJsonValue(QJsonValue::Null) : value);
    }
    return some;
}

} // namespace actsteps
