// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/codec.h"

#include "models/ivs/fieldfault.h"
#include "models/ivs/shapes.h"
#include "models/ivs/timestamp.h"

#include <QJsonArray>
#include <QLocale>

#include <cmath>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace ivs {

namespace {

// Reading. Each overload is only given values that are there and not null.

QString typeName(const QJsonValue &json)
{
    switch (json.type()) {
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Bool:
        return u"a boolean"_s;
    case QJsonValue::Double:
        return u"a number"_s;
    case QJsonValue::String:
        return u"a string"_s;
    case QJsonValue::Array:
        return u"an array"_s;
    case QJsonValue::Object:
        return u"an object"_s;
    case QJsonValue::Undefined:
        break;
    }
    return u"nothing"_s;
}

bool isNotA(const QString &expected, const QJsonValue &json, FieldFault *fault)
{
    fault->message = u"is %1 instead of %2"_s.arg(typeName(json), expected);
    return false;
}

template <typename S>
bool readStructure(const QJsonObject &json, S *out, FieldFault *fault);

bool read(const QJsonValue &json, QString *out, FieldFault *fault)
{
    if (!json.isString())
        return isNotA(u"a string"_s, json, fault);
    *out = json.toString();
    if (out->isNull())
        *out = u""_s; // present but empty; a null one would be absent
    return true;
}

bool read(const QJsonValue &json, std::optional<int> *out, FieldFault *fault)
{
    if (!json.isDouble())
        return isNotA(u"an integer"_s, json, fault);
    const double number = json.toDouble();
    const bool fits = number >= std::numeric_limits<int>::min() && number <= std::numeric_limits<int>::max();
    if (!fits || std::trunc(number) != number) {
        fault->message =
            u"is %1, which is not a whole number of 32 bits"_s.arg(number, 0, 'g', QLocale::FloatingPointShortest);
        return false;
    }
    *out = static_cast<int>(number);
    return true;
}

bool read(const QJsonValue &json, std::optional<double> *out, FieldFault *fault)
{
    if (!json.isDouble())
        return isNotA(u"a number"_s, json, fault);
    *out = json.toDouble();
    return true;
}

bool read(const QJsonValue &json, std::optional<bool> *out, FieldFault *fault)
{
    if (!json.isBool())
        return isNotA(u"a boolean"_s, json, fault);
    *out = json.toBool();
    return true;
}

bool read(const QJsonValue &json, QDateTime *out, FieldFault *fault)
{
    if (!json.isString())
        return isNotA(u"a time"_s, json, fault);
    *out = parseTimestamp(json.toString());
    if (out->isValid())
        return true;
    fault->message = u"is not a time of ISO 8601"_s;
    return false;
}

template <typename E>
bool read(const QJsonValue &json, Enum<E> *out, FieldFault *fault)
{
    QString word;
    if (!read(json, &word, fault))
        return false;
    *out = Enum<E>::fromText(word);
    return true;
}

bool read(const QJsonValue &json, QMap<QString, QString> *out, FieldFault *fault)
{
    if (!json.isObject())
        return isNotA(u"an object"_s, json, fault);
    const QJsonObject object = json.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.value().isNull())
            continue;
        QString text;
        if (!read(it.value(), &text, fault)) {
            fault->prependKey(it.key());
            return false;
        }
        out->insert(it.key(), text);
    }
    return true;
}

template <typename S>
concept Structure = requires
{
    Shape<S>::name;
};

template <Structure S>
bool read(const QJsonValue &json, S *out, FieldFault *fault)
{
    if (!json.isObject())
        return isNotA(u"an object"_s, json, fault);
    return readStructure(json.toObject(), out, fault);
}

template <Structure S>
bool read(const QJsonValue &json, std::optional<S> *out, FieldFault *fault)
{
    return read(json, &out->emplace(), fault);
}

template <typename Item>
bool read(const QJsonValue &json, QList<Item> *out, FieldFault *fault)
{
    if (!json.isArray())
        return isNotA(u"an array"_s, json, fault);
    const QJsonArray array = json.toArray();
    out->reserve(array.size());
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (!read(array.at(i), &out->emplaceBack(), fault)) {
            fault->prependIndex(i);
            return false;
        }
    }
    return true;
}

// Made once for each type of member, not for each member: there are ten times as many of those, and compilers feel it.
template <typename V>
bool readMember(const QJsonObject &json, QLatin1StringView name, bool required, V *out, FieldFault *fault)
{
    const QJsonValue value = json.value(name);
    if (value.isUndefined() || value.isNull()) {
        const bool isDefaulted = Structure<V> && value.isNull();
        if (!required || isDefaulted)
            return true;
        fault->message = value.isNull() ? u"is null, but required"_s : u"is missing"_s;
        fault->prependMember(name);
        return false;
    }
    if (read(value, out, fault))
        return true;
    fault->prependMember(name);
    return false;
}

template <typename S>
bool readStructure(const QJsonObject &json, S *out, FieldFault *fault)
{
    return forEachMember<S>([&](const auto &member) {
        return member.place != Place::Body
            || readMember(json, member.name, member.required, &(out->*member.pointer), fault);
    });
}

// Writing. Undefined stands for what is not sent.

// \a everywhere also writes the members that travel in the path or the query.
template <typename S>
QJsonObject writeStructure(const S &value, bool everywhere = false);

QJsonValue write(const QString &text) { return text.isNull() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(text); }

QJsonValue write(const QDateTime &time) { return write(formatTimestamp(time)); }

template <typename E>
QJsonValue write(const Enum<E> &word)
{
    return write(word.text());
}

template <Structure S>
QJsonValue write(const S &value)
{
    return writeStructure(value);
}

template <typename V>
QJsonValue write(const std::optional<V> &value)
{
    if (!value)
        return QJsonValue::Undefined;
    if constexpr (Structure<V>)
        return writeStructure(*value);
    else
        return *value;
}

template <typename Item>
QJsonValue write(const QList<Item> &list)
{
    QJsonArray array;
    for (const Item &item : list)
        array.append(write(item));
    return array;
}

QJsonValue write(const QMap<QString, QString> &map)
{
    QJsonObject object;
    for (auto it = map.begin(); it != map.end(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

template <typename V>
constexpr bool isCollection = false;
template <typename Item>
constexpr bool isCollection<QList<Item>> = true;
template <>
constexpr bool isCollection<QMap<QString, QString>> = true;

template <typename V>
void writeMember(QJsonObject *json, QLatin1StringView name, bool required, const V &content)
{
    if constexpr (isCollection<V>) {
        if (content.isEmpty() && !required)
            return;
    }
    const QJsonValue written = write(content);
    if (!written.isUndefined())
        json->insert(name, written);
}

template <typename S>
QJsonObject writeStructure(const S &value, bool everywhere)
{
    QJsonObject json;
    forEachMember<S>([&](const auto &member) {
        if (everywhere || member.place == Place::Body)
            writeMember(&json, member.name, member.required, value.*member.pointer);
        return true;
    });
    return json;
}

} // namespace

template <typename T>
aws::Result<T> fromJson(const QJsonObject &json)
{
    T value;
    FieldFault fault;
    if (!readStructure(json, &value, &fault))
        return tl::unexpected(aws::Error::unreadable(fault.path, fault.message));
    return value;
}

template <typename T>
QJsonObject toJson(const T &value)
{
    return writeStructure(value);
}

template <typename T>
QJsonObject membersToJson(const T &value)
{
    return writeStructure(value, true);
}

#define IVS_INSTANTIATE(S)                                                                                             \
    template aws::Result<S> fromJson<S>(const QJsonObject &);                                                          \
    template QJsonObject toJson<S>(const S &);                                                                         \
    template QJsonObject membersToJson<S>(const S &);

IVS_FOR_EACH_STRUCTURE(IVS_INSTANTIATE)

#undef IVS_INSTANTIATE

} // namespace ivs
