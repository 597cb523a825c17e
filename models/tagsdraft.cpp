// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tagsdraft.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

QString say(const char *text) { return QCoreApplication::translate("Draft", text); }

} // namespace

bool TagsDraft::Row::isReserved() const { return carriers > 0 && key.startsWith("aws:"_L1, Qt::CaseInsensitive); }

TagsDraft::TagsDraft(const QStringList &arns, const QList<QMap<QString, QString>> &tags)
    : m_arns(arns)
    , m_tags(tags)
{
    Q_ASSERT(arns.size() == tags.size());
    QMap<QString, Row> met;
    for (const QMap<QString, QString> &of : tags) {
        for (auto it = of.begin(); it != of.end(); ++it) {
            Row &row = met[it.key()];
            row.mixed = row.mixed || (row.carriers > 0 && row.value != it.value());
            row.key = it.key();
            row.value = it.value();
            ++row.carriers;
        }
    }
    for (Row &row : met) {
        if (row.mixed)
            row.value.clear();
        m_rows.append(row);
    }
}

int TagsDraft::addRow()
{
    m_rows.append(Row {});
    return int(m_rows.size()) - 1;
}

void TagsDraft::setKey(int row, const QString &key)
{
    Row &at = m_rows[row];
    if (at.carriers == 0)
        at.key = key;
}

void TagsDraft::setValue(int row, const QString &value)
{
    Row &at = m_rows[row];
    if (at.isReserved())
        return;
    at.value = value;
    at.edited = !(at.mixed && value.isEmpty()); // emptied again: each keeps its own
}

void TagsDraft::setRemoved(int row, bool removed)
{
    Row &at = m_rows[row];
    if (at.isReserved())
        return;
    if (at.carriers == 0)
        m_rows.removeAt(row);
    else
        at.removed = removed;
}

QList<DraftFault> TagsDraft::faults() const
{
    QList<DraftFault> faults;
    QSet<QString> met;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows[i];
        const bool isNew = row.carriers == 0;
        if (isNew && row.key.isEmpty() && row.value.isEmpty())
            continue;
        if (isNew) {
            const QString problem =
                met.contains(row.key) && !row.key.isEmpty() ? say("is there already") : tagKeyProblem(row.key);
            if (!problem.isEmpty())
                faults.append({u"tags[%1].key"_s.arg(i), problem});
        }
        met.insert(row.key);
        if (const QString problem = tagValueProblem(row.value); (isNew || row.edited) && !problem.isEmpty())
            faults.append({u"tags[%1].value"_s.arg(i), problem});
    }
    const QMap<QString, QString> set = toSet();
    const QStringList gone = toRemove();
    int tooMany = 0;
    qsizetype most = 0;
    for (QMap<QString, QString> after : m_tags) {
        const qsizetype before = after.size();
        after.insert(set);
        for (const QString &key : gone)
            after.remove(key);
        if (after.size() > mostTags() && after.size() > before) {
            ++tooMany;
            most = std::max(most, after.size());
        }
    }
    if (tooMany > 0 && m_arns.size() == 1)
        faults.append({u"tags"_s, say("can be at most %1, but would be %2").arg(mostTags()).arg(most)});
    else if (tooMany > 0)
        faults.append({u"tags"_s,
            say("can be at most %1, but %2 of the %3 resources would have more")
                .arg(mostTags())
                .arg(tooMany)
                .arg(m_arns.size())});
    return faults;
}

QMap<QString, QString> TagsDraft::toSet() const
{
    QMap<QString, QString> set;
    for (const Row &row : m_rows) {
        const bool isNew = row.carriers == 0 && !(row.key.isEmpty() && row.value.isEmpty());
        if (row.removed || !(isNew || row.edited))
            continue;
        const bool asItWas = std::all_of(m_tags.begin(), m_tags.end(), [&row](const QMap<QString, QString> &tags) {
            const auto it = tags.find(row.key);
            return it != tags.end() && *it == row.value;
        });
        if (!asItWas)
            set.insert(row.key, row.value.isNull() ? u""_s : row.value);
    }
    return set;
}

QStringList TagsDraft::toRemove() const
{
    QStringList keys;
    for (const Row &row : m_rows) {
        if (row.removed)
            keys << row.key;
    }
    return keys;
}

QStringList TagsDraft::targets() const
{
    const QMap<QString, QString> set = toSet();
    const QStringList gone = toRemove();
    QStringList targets;
    for (qsizetype i = 0; i < m_arns.size(); ++i) {
        QMap<QString, QString> after = m_tags[i];
        after.insert(set);
        for (const QString &key : gone)
            after.remove(key);
        if (after != m_tags[i])
            targets << m_arns[i];
    }
    return targets;
}
