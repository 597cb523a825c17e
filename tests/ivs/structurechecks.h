// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/codec.h"
#include "tests/ivs/filler.h"

#include <QJsonArray>
#include <QTest>

#include <functional>

/// What must hold for every structure. The members come from the table that the conformance suite compares with the
/// SDK's schemas.
namespace structurechecks {

template <typename V>
constexpr QJsonValue::Type kJsonType = QJsonValue::Object;
template <>
constexpr QJsonValue::Type kJsonType<QString> = QJsonValue::String;
template <>
constexpr QJsonValue::Type kJsonType<QDateTime> = QJsonValue::String;
template <typename E>
constexpr QJsonValue::Type kJsonType<ivs::Enum<E>> = QJsonValue::String;
template <>
constexpr QJsonValue::Type kJsonType<std::optional<int>> = QJsonValue::Double;
template <>
constexpr QJsonValue::Type kJsonType<std::optional<double>> = QJsonValue::Double;
template <>
constexpr QJsonValue::Type kJsonType<std::optional<bool>> = QJsonValue::Bool;
template <typename Item>
constexpr QJsonValue::Type kJsonType<QList<Item>> = QJsonValue::Array;

/// Reads a structure and gives the error, if any.
using Read = std::function<std::optional<aws::Error>(const QJsonObject &)>;

/// One member of one structure, without its types.
struct Subject
{
    QByteArray title;
    QString member;
    QJsonValue::Type type;
    bool required;
    bool mayBeNull; ///< although required
    bool inBody;
};

inline void expect(bool holds, const Subject &subject, const char *what)
{
    QTest::qVerify(holds, what, subject.title.constData(), __FILE__, __LINE__);
}

inline void expectFault(const Read &read, const QJsonObject &json, const Subject &subject, bool refused)
{
    const std::optional<aws::Error> error = read(json);
    expect(error.has_value() == refused, subject, refused ? "refused" : "accepted");
    if (!error)
        return;
    expect(error->kind == aws::ErrorKind::UnreadableAnswer, subject, "is unreadable");
    expect(error->field == subject.member, subject, "names the member");
    expect(!error->message.isEmpty(), subject, "says what is wrong");
}

inline void missingOrNull(const Read &read, const QJsonObject &good, const Subject &subject)
{
    QJsonObject json = good;
    json.remove(subject.member);
    expectFault(read, json, subject, subject.required && subject.inBody);
    json.insert(subject.member, QJsonValue::Null);
    expectFault(read, json, subject, subject.required && subject.inBody && !subject.mayBeNull);
}

inline void ofAWrongType(const Read &read, const QJsonObject &good, const Subject &subject)
{
    const QList<QJsonValue> oneOfEach {QJsonValue(true), QJsonValue(1), QJsonValue(QStringLiteral("text")),
        QJsonValue(QJsonArray {}), QJsonValue(QJsonObject {})};
    for (const QJsonValue &wrong : oneOfEach) {
        if (wrong.type() == subject.type || !subject.inBody)
            continue;
        QJsonObject json = good;
        json.insert(subject.member, wrong);
        expectFault(read, json, subject, true);
    }
}

template <typename S>
void forEachSubject(void (*check)(const Read &, const QJsonObject &, const Subject &))
{
    const QJsonObject json = ivs::toJson(Filler().structure<S>());
    const Read read = [](const QJsonObject &changed) {
        const auto result = ivs::fromJson<S>(changed);
        return result ? std::nullopt : std::optional(result.error());
    };
    ivs::forEachMember<S>([&](const auto &member) {
        using Value = typename std::decay_t<decltype(member)>::Value;
        constexpr bool isStructure = requires { ivs::Shape<Value>::name; };
        check(read, json,
            {QByteArray(ivs::Shape<S>::name) + '.' + member.name.data(), member.name, kJsonType<Value>, member.required,
                isStructure, member.place == ivs::Place::Body});
        return true;
    });
}

template <typename S>
void missingAndNull()
{
    forEachSubject<S>(missingOrNull);
}

template <typename S>
void wrongTypes()
{
    forEachSubject<S>(ofAWrongType);
}

/// Every member comes back as it was; one that is not known is ignored.
template <typename S>
void roundTrip()
{
    const S value = Filler().structure<S>();
    QJsonObject json = ivs::toJson(value);
    S expected = value;
    ivs::forEachMember<S>([&](const auto &member) {
        const bool inBody = member.place == ivs::Place::Body;
        if (!inBody)
            expected.*member.pointer = typename std::decay_t<decltype(member)>::Value();
        QTest::qVerify(json.contains(member.name) == inBody, "is written", member.name.data(), __FILE__, __LINE__);
        return true;
    });
    const auto read = ivs::fromJson<S>(json);
    QVERIFY2(read && *read == expected, ivs::Shape<S>::name);
    json.insert(QLatin1StringView("aMemberOfNextYear"), QJsonObject {{QStringLiteral("arn"), 1}});
    const auto readAgain = ivs::fromJson<S>(json);
    QVERIFY2(readAgain && *readAgain == expected, ivs::Shape<S>::name);
}

} // namespace structurechecks
