// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mintdraft.h"

#include "models/ivs/selfsigned.h"
#include "models/ivs/textrules.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMinutesPerHour = 60;
constexpr int kMinutesPerDay = 24 * kMinutesPerHour;
constexpr int kMostMinutes = 10'000'000; // far beyond what is allowed, and no sum of them overflows

QString say(const char *text) { return QCoreApplication::translate("Draft", text); }

int factorOf(const QString &unit)
{
    if (unit.startsWith(u'd'))
        return kMinutesPerDay;
    return unit.startsWith(u'h') ? kMinutesPerHour : 1;
}

std::optional<PairRows> fromJson(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isObject())
        return {};
    PairRows rows;
    const QJsonObject object = document.object();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!it->isString())
            return {};
        rows.append({it.key(), it->toString()});
    }
    return rows;
}

} // namespace

QList<DraftFault> MintDraft::faults() const
{
    QList<DraftFault> faults;
    if (stageArn.isEmpty())
        faults.append({u"stageArn"_s, say("must be chosen")});
    else if (const QString problem = ivs::textProblem(stageArn, ivs::rules::kStageArn); !problem.isEmpty())
        faults.append({u"stageArn"_s, problem});
    faults += tokenFaults(token);
    for (DraftFault &fault : faults) {
        if (fault.field == "duration"_L1) // the rule counts minutes, people don't
            fault.message = say("must be 1 minute to 14 days, but is %1").arg(durationText(token.durationMinutes));
    }
    return faults;
}

ivs::CreateParticipantTokenRequest MintDraft::request() const
{
    const ivs::ParticipantTokenConfiguration wish = configurationOf(token);
    ivs::CreateParticipantTokenRequest request;
    request.stageArn = stageArn;
    request.duration = wish.duration;
    request.userId = wish.userId;
    request.attributes = wish.attributes;
    request.capabilities = wish.capabilities;
    return request;
}

int ConnectionDraft::mostMinutes() { return int(ivs::kLongestConnectionToken / 60); }

QList<DraftFault> ConnectionDraft::faults() const
{
    QList<DraftFault> faults;
    if (keyArn.isEmpty())
        faults.append({u"keyArn"_s, say("must be chosen")});
    else if (const QString problem = ivs::textProblem(keyArn, ivs::rules::kPublicKeyArn); !problem.isEmpty())
        faults.append({u"keyArn"_s, problem});
    if (durationMinutes < 1 || durationMinutes > mostMinutes())
        faults.append(
            {u"duration"_s, say("must be 1 minute to 28 days, but is %1").arg(durationText(durationMinutes))});
    return faults;
}

std::optional<int> minutesOf(const QString &text)
{
    static const QRegularExpression whole(u"^(?:\\d{1,7} *(?:d|days?|h|hours?|hrs?|m|min|minutes?) *,? *)+$"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression part(u"(\\d{1,7}) *([dhm])"_s, QRegularExpression::CaseInsensitiveOption);
    constexpr qsizetype kLongest = 64;
    const QString trimmed = text.trimmed();
    bool isNumber = false;
    const int plain = trimmed.toInt(&isNumber);
    if (isNumber)
        return plain;
    if (trimmed.size() > kLongest || !whole.match(trimmed).hasMatch())
        return {};
    qint64 minutes = 0;
    for (auto it = part.globalMatch(trimmed); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        minutes += match.captured(1).toLongLong() * factorOf(match.captured(2).toLower());
    }
    return int(std::min<qint64>(minutes, kMostMinutes));
}

QString durationText(int minutes)
{
    QStringList parts;
    const auto add = [&parts](int count, const char *unit) {
        if (count != 0)
            parts << u"%1 %2"_s.arg(count).arg(QLatin1StringView(unit));
    };
    add(minutes / kMinutesPerDay, "d");
    add(minutes % kMinutesPerDay / kMinutesPerHour, "h");
    add(minutes % kMinutesPerHour, "min");
    return parts.isEmpty() ? u"0 min"_s : parts.join(u' ');
}

std::optional<PairRows> attributesOf(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.startsWith(u'{'))
        return fromJson(trimmed);
    PairRows rows;
    const QStringList parts = trimmed.split(u';', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (part.trimmed().isEmpty())
            continue;
        const qsizetype at = part.indexOf(u'=');
        if (at < 0)
            return {};
        rows.append({part.left(at).trimmed(), part.mid(at + 1).trimmed()});
    }
    return rows;
}

QString attributesText(const PairRows &rows)
{
    QStringList parts;
    QJsonObject object;
    for (const PairRow &row : rows) {
        if (row.isEmpty())
            continue;
        parts << row.key + u'=' + row.value;
        object.insert(row.key, row.value);
    }
    const QString simple = parts.join(u"; "_s);
    const std::optional<PairRows> again = attributesOf(simple);
    if (again && mapOf(*again) == mapOf(rows))
        return simple;
    // Qt's reader drops a byte order mark that stands raw at the start of a JSON string; escaped, it stays.
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact))
        .replace(QChar(QChar::ByteOrderMark), u"\\ufeff"_s);
}

std::optional<Capabilities> capabilitiesOf(const QString &text)
{
    static const QRegularExpression between(u"[\\s,;|+/]+"_s);
    Capabilities found;
    const QStringList words = text.toLower().split(between, Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const bool both = word == "both"_L1;
        if (!both && word != "publish"_L1 && word != "subscribe"_L1)
            return {};
        found.publish |= both || word == "publish"_L1;
        found.subscribe |= both || word == "subscribe"_L1;
    }
    return words.isEmpty() ? std::nullopt : std::optional(found);
}

QString capabilitiesCell(bool publish, bool subscribe)
{
    if (publish && subscribe)
        return u"publish, subscribe"_s;
    return publish ? u"publish"_s : subscribe ? u"subscribe"_s : QString();
}
