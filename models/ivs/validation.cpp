// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/validation.h"

#include "models/ivs/crossrules.h"
#include "models/ivs/fieldfault.h"
#include "models/ivs/shapes.h"
#include "models/ivs/textrules.h"

#include <QLocale>
#include <QStringList>

using namespace Qt::Literals::StringLiterals;

namespace ivs {

namespace {

// Each overload returns whether the value keeps its rule, else says in the fault why not. Absent values keep all rules:
// whether they may be absent is asked before.

bool broken(const QString &message, FieldFault *fault)
{
    fault->message = message;
    return false;
}

bool check(const QString &text, const Rule &rule, FieldFault *fault)
{
    if (text.isNull())
        return true;
    const QString message = textProblem(text, rule);
    return message.isEmpty() || broken(message, fault);
}

template <typename V>
requires std::is_arithmetic_v<V>
bool check(const std::optional<V> &number, const Rule &rule, FieldFault *fault)
{
    if (!number)
        return true;
    const double value = *number;
    if (value >= rule.minimum && value <= rule.maximum)
        return true;
    return broken(
        u"must be %1, but is %2"_s.arg(rangeText(rule)).arg(value, 0, 'f', QLocale::FloatingPointShortest), fault);
}

bool check(const QDateTime &, const Rule &, FieldFault *) { return true; }

template <typename E>
bool check(const Enum<E> &word, const Rule &, FieldFault *fault)
{
    if (!word.isSet() || word.isKnown())
        return true;
    QStringList words;
    for (const char *known : EnumWords<E>::words)
        words.append(QString::fromLatin1(known));
    return broken(u"must be one of %1"_s.arg(words.join(u", ")), fault);
}

bool checkCount(qsizetype count, const Rule &rule, FieldFault *fault)
{
    const auto items = static_cast<double>(count);
    if (items >= rule.minimum && items <= rule.maximum)
        return true;
    return broken(u"must have %1 items, but has %2"_s.arg(rangeText(rule)).arg(count), fault);
}

bool check(const QMap<QString, QString> &map, const Rule &rule, FieldFault *fault)
{
    if (!checkCount(map.size(), rule, fault))
        return false;
    double bytes = 0;
    for (auto it = map.begin(); it != map.end(); ++it) {
        if (rule.key) {
            const QString message = textProblem(it.key(), *rule.key);
            if (!message.isEmpty())
                return broken(u"has a key that %1"_s.arg(message), fault);
        }
        if (rule.item && !check(it.value(), *rule.item, fault)) {
            fault->prependKey(it.key());
            return false;
        }
        bytes += static_cast<double>(it.key().toUtf8().size() + it.value().toUtf8().size());
    }
    if (bytes > rule.bytes)
        return broken(
            u"must have at most %1 bytes in all, but has %2"_s.arg(rule.bytes, 0, 'f', 0).arg(bytes, 0, 'f', 0), fault);
    return true;
}

template <typename S>
concept Structure = requires
{
    Shape<S>::name;
};

template <typename S>
bool checkStructure(const S &value, FieldFault *fault);

template <Structure S>
bool check(const S &value, const Rule &, FieldFault *fault)
{
    return checkStructure(value, fault);
}

template <Structure S>
bool check(const std::optional<S> &value, const Rule &, FieldFault *fault)
{
    return !value || checkStructure(*value, fault);
}

// Whether a value that must be there is. Lists and maps are judged by their counts alone; a structure is always there.
template <typename V>
bool isGiven(const V &, const Rule &)
{
    return true;
}
// An empty text gives nothing, except where it has a meaning: ARNs that may be empty switch something off.
bool isGiven(const QString &text, const Rule &rule)
{
    const bool emptyHasMeaning = rule.arnResource && rule.minimum <= 0;
    return emptyHasMeaning ? !text.isNull() : !text.isEmpty();
}
template <typename E>
bool isGiven(const Enum<E> &word, const Rule &)
{
    return word.isSet();
}

template <typename Item>
bool check(const QList<Item> &list, const Rule &rule, FieldFault *fault)
{
    if (!checkCount(list.size(), rule, fault))
        return false;
    for (qsizetype i = 0; i < list.size(); ++i) {
        const Rule &itemRule = rule.item ? *rule.item : rules::kAny;
        const Item &item = list.at(i);
        const bool good = isGiven(item, itemRule) ? check(item, itemRule, fault) : broken(u"must be given"_s, fault);
        if (!good) {
            fault->prependIndex(i);
            return false;
        }
    }
    return true;
}

// An optional list or map that is empty is not sent, so that its least count has no say.
template <typename V>
bool isLeftOut(const V &)
{
    return false;
}
template <typename Item>
bool isLeftOut(const QList<Item> &list)
{
    return list.isEmpty();
}

template <typename V>
bool checkMember(const V &content, QLatin1StringView name, bool required, const Rule &rule, FieldFault *fault)
{
    if (!required && isLeftOut(content))
        return true;
    const bool good =
        required && !isGiven(content, rule) ? broken(u"must be given"_s, fault) : check(content, rule, fault);
    if (!good)
        fault->prependMember(name);
    return good;
}

template <typename S>
bool checkStructure(const S &value, FieldFault *fault)
{
    const bool membersAreGood = forEachMember<S>([&](const auto &member) {
        return checkMember(value.*member.pointer, member.name, member.required, *member.rule, fault);
    });
    return membersAreGood && crossRules(value, fault);
}

} // namespace

template <typename T>
std::optional<aws::Error> validate(const T &value)
{
    FieldFault fault;
    if (checkStructure(value, &fault))
        return std::nullopt;
    return aws::Error::invalid(fault.path, fault.message);
}

#define IVS_INSTANTIATE(S) template std::optional<aws::Error> validate<S>(const S &);

IVS_FOR_EACH_STRUCTURE(IVS_INSTANTIATE)

#undef IVS_INSTANTIATE

} // namespace ivs
