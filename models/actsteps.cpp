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

aws::Call<aws::Nothing> *writeTags(ivs::Client *client, QObject *guard, const QString &arn,
    const QMap<QString, QString> &set, const QStringList &removed, const TagsBefore &before, quint64 undoes)
{
    const auto untag = [client, arn, removed, was = before(removed), undoes] {
        const Noted note(client, was, undoes);
        return done(client->untagResource({.resourceArn = arn, .tagKeys = removed}));
    };
    if (set.isEmpty())
        return removed.isEmpty() ? nullptr : untag();
    const Noted note(client, before(set.keys()), undoes);
    aws::Call<aws::Nothing> *tagged = done(client->tagResource({.resourceArn = arn, .tags = set}));
    if (removed.isEmpty())
        return tagged;
    return chained(tagged, guard, [untag](const aws::Result<aws::Nothing> &result) {
        return result ? untag() : aws::Call<aws::Nothing>::ready(result);
    });
}

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
