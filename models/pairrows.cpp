// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pairrows.h"

#include "models/ivs/textrules.h"

#include <QCoreApplication>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace {

QString say(const char *text) { return QCoreApplication::translate("Draft", text); }

QString rowPath(const QString &path, qsizetype row, QLatin1StringView member)
{
    return u"%1[%2].%3"_s.arg(path).arg(row).arg(member);
}

} // namespace

PairRows rowsOf(const QMap<QString, QString> &pairs)
{
    PairRows rows;
    for (auto it = pairs.begin(); it != pairs.end(); ++it)
        rows.append({it.key(), it.value()});
    return rows;
}

QMap<QString, QString> mapOf(const PairRows &rows)
{
    QMap<QString, QString> pairs;
    for (const PairRow &row : rows) {
        if (!row.isEmpty())
            pairs.insert(row.key, row.value.isNull() ? u""_s : row.value);
    }
    return pairs;
}

QString tagKeyProblem(const QString &key)
{
    if (key.isEmpty())
        return say("must have a name");
    const QString problem = ivs::textProblem(key, ivs::rules::kTagKey);
    if (!problem.isEmpty())
        return problem;
    return key.startsWith("aws:"_L1, Qt::CaseInsensitive) ? say("can't begin with aws: which is AWS's own") : QString();
}

QString tagValueProblem(const QString &value) { return ivs::textProblem(value, ivs::rules::kTagValue); }

int mostTags() { return int(ivs::rules::kTags.maximum); }

QList<DraftFault> tagFaults(const PairRows &rows, const QString &path)
{
    QList<DraftFault> faults;
    QSet<QString> met;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const PairRow &row = rows[i];
        if (row.isEmpty())
            continue;
        if (const QString problem = tagKeyProblem(row.key); !problem.isEmpty())
            faults.append({rowPath(path, i, "key"_L1), problem});
        else if (met.contains(row.key))
            faults.append({rowPath(path, i, "key"_L1), say("is there already")});
        met.insert(row.key);
        if (const QString problem = tagValueProblem(row.value); !problem.isEmpty())
            faults.append({rowPath(path, i, "value"_L1), problem});
    }
    if (met.size() > mostTags())
        faults.append({path, say("can be at most %1, but are %2").arg(mostTags()).arg(met.size())});
    return faults;
}

QList<DraftFault> attributeFaults(const PairRows &rows, const QString &path)
{
    QList<DraftFault> faults;
    QSet<QString> met;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const PairRow &row = rows[i];
        if (row.isEmpty())
            continue;
        if (row.key.isEmpty())
            faults.append({rowPath(path, i, "key"_L1), say("must have a name")});
        else if (met.contains(row.key))
            faults.append({rowPath(path, i, "key"_L1), say("is there already")});
        met.insert(row.key);
    }
    if (attributeBytes(rows) > mostAttributeBytes())
        faults.append({path,
            say("must have at most %1 bytes in all, but have %2").arg(mostAttributeBytes()).arg(attributeBytes(rows))});
    return faults;
}

int attributeBytes(const PairRows &rows)
{
    qsizetype bytes = 0;
    for (const PairRow &row : rows)
        bytes += row.key.toUtf8().size() + row.value.toUtf8().size();
    return int(bytes);
}

int mostAttributeBytes() { return int(ivs::rules::kParticipantAttributes.bytes); }
