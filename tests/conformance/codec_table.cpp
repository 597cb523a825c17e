// SPDX-License-Identifier: GPL-3.0-or-later

// Prints what our codec knows as JSON, for codec.test.mjs to compare with the schemas of the AWS SDK:
// {"structures": {Name: {member: {"type", "required", "target"}}}, "enums": {Name: [words]},
//  "operations": {Name: {"verb", "path", "input", "output"}}}
// The target is the name of a structure or an enumeration, or what a list or map holds.

#include "models/ivs/operations.h"
#include "models/ivs/shapes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Type
{
    QString type;
    QString target;
};

// Maps a C++ type to the service's; the enumerations that occur are noted on the way.
template <typename V>
struct TypeOf
{
    static Type get(QJsonObject *) { return {u"structure"_s, QString::fromLatin1(ivs::Shape<V>::name)}; }
};
template <>
struct TypeOf<QString>
{
    static Type get(QJsonObject *) { return {u"string"_s, {}}; }
};
template <>
struct TypeOf<int>
{
    static Type get(QJsonObject *) { return {u"integer"_s, {}}; }
};
template <>
struct TypeOf<double>
{
    static Type get(QJsonObject *) { return {u"float"_s, {}}; }
};
template <>
struct TypeOf<bool>
{
    static Type get(QJsonObject *) { return {u"boolean"_s, {}}; }
};
template <>
struct TypeOf<QDateTime>
{
    static Type get(QJsonObject *) { return {u"timestamp"_s, {}}; }
};
template <>
struct TypeOf<QMap<QString, QString>>
{
    static Type get(QJsonObject *) { return {u"map"_s, u"string"_s}; }
};
template <typename V>
struct TypeOf<std::optional<V>> : TypeOf<V>
{
};
template <typename E>
struct TypeOf<ivs::Enum<E>>
{
    static Type get(QJsonObject *enums)
    {
        QJsonArray words;
        for (const char *word : ivs::EnumWords<E>::words)
            words.append(QLatin1StringView(word));
        const QString name = QString::fromLatin1(ivs::EnumWords<E>::name);
        enums->insert(name, words);
        return {u"enum"_s, name};
    }
};
template <typename Item>
struct TypeOf<QList<Item>>
{
    static Type get(QJsonObject *enums)
    {
        const Type item = TypeOf<Item>::get(enums);
        return {u"list"_s, item.target.isEmpty() ? item.type : item.target};
    }
};

template <typename S>
QJsonObject structure(QJsonObject *enums)
{
    QJsonObject members;
    ivs::forEachMember<S>([&](const auto &member) {
        using Value = typename std::decay_t<decltype(member)>::Value;
        const Type type = TypeOf<Value>::get(enums);
        QJsonObject row {{u"type"_s, type.type}, {u"required"_s, member.required}};
        if (!type.target.isEmpty())
            row.insert("target"_L1, type.target);
        members.insert(member.name, row);
        return true;
    });
    return members;
}

QString verb(aws::Verb verb)
{
    switch (verb) {
    case aws::Verb::Get:
        return u"GET"_s;
    case aws::Verb::Post:
        return u"POST"_s;
    case aws::Verb::Delete:
        return u"DELETE"_s;
    }
    return {};
}

} // namespace

int main()
{
    QJsonObject structures;
    QJsonObject enums;
    QJsonObject operations;
#define ADD_STRUCTURE(S) structures.insert(QLatin1StringView(ivs::Shape<ivs::S>::name), structure<ivs::S>(&enums));
    IVS_REALTIME_STRUCTURES(ADD_STRUCTURE)
#undef ADD_STRUCTURE
    for (const aws::Operation &row : ivs::operations()) {
        const QString name = QString::fromLatin1(row.name);
        operations.insert(name,
            QJsonObject {{u"verb"_s, verb(row.verb)}, {u"path"_s, QString::fromLatin1(row.path)},
                {u"input"_s, name + "Request"_L1}, {u"output"_s, name + "Response"_L1}});
    }
    const QJsonObject table {{u"structures"_s, structures}, {u"enums"_s, enums}, {u"operations"_s, operations}};
    const QByteArray text = QJsonDocument(table).toJson(QJsonDocument::Indented);
    return std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stdout)
            == static_cast<std::size_t>(text.size())
        ? 0
        : 1;
}
