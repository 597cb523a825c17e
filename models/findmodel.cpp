// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findmodel.h"

#include "models/plaintext.h"
#include "models/timetext.h"

#include <QLocale>
#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

FindModel::FindModel(TimeText *times, QObject *parent)
    : QAbstractListModel(parent)
    , m_times(times)
{
}

int FindModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

Qt::ItemFlags FindModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || m_rows[std::size_t(index.row())].type == RowType::Heading)
        return Qt::NoItemFlags; // the arrow keys pass it by
    // What can't be done now can still be chosen: so one reads why.
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QVariant FindModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    const bool isResult = row.type == RowType::Result;
    switch (role) {
    case Qt::DisplayRole:
        return isResult ? shownText(row.result.name) : row.words;
    case Qt::AccessibleTextRole:
        return spoken(row);
    case Qt::ToolTipRole:
        return isResult ? shownToolTip(spoken(row)) : QVariant();
    case TypeRole:
        return int(row.type);
    case KeyRole:
        return row.key;
    case KindRole:
        return int(row.result.kind);
    case WhereRole:
        return row.saysKind ? kindName(row.result.kind) + u" · "_s + shownText(row.result.where)
                            : shownText(row.result.where);
    case NoteRole:
        return isResult ? noteOf(row.result) : QString();
    case NoteToneRole:
        return int(row.result.tone);
    case ReasonRole:
        return row.result.reason;
    case RememberedRole:
        return row.result.isRemembered;
    default:
        return {};
    }
}

QString FindModel::noteOf(const FindResult &result) const
{
    // What is as good as now needs no age; the exact time is told in any case, see spoken().
    constexpr int kOldSeconds = 60;
    const qint64 seconds = result.asOf.isValid() && m_now.isValid() ? result.asOf.secsTo(m_now) : 0;
    const QString age = seconds >= kOldSeconds || result.isRemembered ? TimeText::age(seconds) : QString();
    if (result.isRemembered)
        return result.asOf.isValid() ? tr("remembered · %1").arg(age) : tr("remembered");
    return result.note.isEmpty() || age.isEmpty() ? result.note + age : result.note + u" · "_s + age;
}

QString FindModel::spoken(const Row &row) const
{
    if (row.type != RowType::Result)
        return row.words;
    const FindResult &result = row.result;
    QStringList parts {kindName(result.kind) + u' ' + shownText(result.name)};
    if (!result.where.isEmpty())
        parts << shownText(result.where);
    if (const QString note = noteOf(result); !note.isEmpty())
        parts << note;
    if (result.asOf.isValid())
        parts << tr("as of %1").arg(m_times->labelled(result.asOf));
    if (!result.reason.isEmpty())
        parts << tr("not now: %1").arg(result.reason);
    return parts.join(u", "_s);
}

QString FindModel::kindName(FindResult::Kind kind)
{
    switch (kind) {
    case FindResult::Kind::Page:
        return tr("Page");
    case FindResult::Kind::Action:
        return tr("Action");
    case FindResult::Kind::Stage:
        return tr("Stage");
    case FindResult::Kind::Session:
        return tr("Session");
    case FindResult::Kind::Participant:
        return tr("Participant");
    case FindResult::Kind::Composition:
        return tr("Composition");
    case FindResult::Kind::IngestConfiguration:
        return tr("Ingest configuration");
    case FindResult::Kind::Other:
        return tr("Other");
    }
    return {};
}

std::vector<FindModel::Row> FindModel::rowsOf(const QList<FindGroup> &groups) const
{
    std::vector<Row> rows;
    QSet<QString> seen;
    for (const FindGroup &group : groups) {
        // Nothing typed: this is the list of what there is, to read through.
        const bool isWhole = m_query.isEmpty() || !m_isFoldable || m_unfolded.contains(group.id);
        const int limit = isWhole ? kUnfolded : kFolded;
        int shown = 0;
        int doubles = 0; // stand above already
        const std::size_t heading = rows.size();
        for (const FindResult &result : group.results) {
            if (shown == limit)
                break;
            if (seen.contains(result.key)) {
                ++doubles;
                continue;
            }
            seen.insert(result.key);
            rows.push_back({RowType::Result, result.key, {}, group.id, result, group.isMixed});
            ++shown;
        }
        const int more = group.total - doubles - shown;
        if (shown == 0)
            continue;
        rows.insert(rows.begin() + std::ptrdiff_t(heading),
            {RowType::Heading, u"heading:"_s + group.id, group.title, group.id, {}});
        if (more > 0) {
            const bool canUnfold = limit == kFolded && group.results.size() > shown + doubles;
            const QString count = QLocale().toString(more);
            rows.push_back({RowType::More, u"more:"_s + group.id,
                canUnfold ? tr("%1 more…").arg(count) : tr("%1 more: type more of it").arg(count), group.id, {}});
        }
    }
    return rows;
}

void FindModel::setGroups(const FindQuery &query, const QList<FindGroup> &groups)
{
    m_groups = groups;
    if (query == m_query) {
        change(rowsOf(groups));
        return;
    }
    beginResetModel();
    m_query = query;
    m_unfolded.clear();
    m_rows = rowsOf(groups);
    endResetModel();
}

void FindModel::change(const std::vector<Row> &target)
{
    QSet<QString> stays;
    for (const Row &row : target)
        stays.insert(row.key);
    for (int i = int(m_rows.size()) - 1; i >= 0; --i) {
        if (stays.contains(m_rows[std::size_t(i)].key))
            continue;
        beginRemoveRows({}, i, i);
        m_rows.erase(m_rows.begin() + i);
        endRemoveRows();
    }
    for (int i = 0; i < int(target.size()); ++i) {
        const Row &wanted = target[std::size_t(i)];
        const int at = rowOfKey(wanted.key);
        if (at < 0) {
            beginInsertRows({}, i, i);
            m_rows.insert(m_rows.begin() + i, wanted);
            endInsertRows();
            continue;
        }
        if (at != i) { // always further down: what is above stands already
            beginMoveRows({}, at, at, {}, i);
            std::rotate(m_rows.begin() + i, m_rows.begin() + at, m_rows.begin() + at + 1);
            endMoveRows();
        }
        Row &row = m_rows[std::size_t(i)];
        if (!(row == wanted)) {
            row = wanted;
            Q_EMIT dataChanged(index(i), index(i));
        }
    }
}

const FindResult *FindModel::resultAt(int row) const
{
    if (row < 0 || row >= int(m_rows.size()) || m_rows[std::size_t(row)].type != RowType::Result)
        return nullptr;
    return &m_rows[std::size_t(row)].result;
}

const FindResult *FindModel::result(const QString &key) const { return resultAt(rowOfKey(key)); }

int FindModel::rowOfKey(const QString &key) const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].key == key)
            return int(i);
    }
    return -1;
}

int FindModel::firstChoice(int from) const
{
    for (int row = std::max(0, from); row < int(m_rows.size()); ++row) {
        if (m_rows[std::size_t(row)].type != RowType::Heading)
            return row;
    }
    return -1;
}

int FindModel::resultCount() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.type == RowType::Result; }));
}

bool FindModel::unfold(int row)
{
    if (row < 0 || row >= int(m_rows.size()) || m_rows[std::size_t(row)].type != RowType::More)
        return false;
    m_unfolded << m_rows[std::size_t(row)].group;
    change(rowsOf(m_groups));
    return true;
}
