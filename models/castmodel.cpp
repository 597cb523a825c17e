// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/castmodel.h"

#include "models/plaintext.h"
#include "models/scenewords.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kAtFirst = 5; // enough to tell a grid from a row

/// The member that a column of check marks shows; null for the other columns.
bool MadeUpPerson::*flagOf(int column)
{
    switch (column) {
    case CastModel::Featured:
        return &MadeUpPerson::featured;
    case CastModel::Over:
        return &MadeUpPerson::over;
    case CastModel::Portrait:
        return &MadeUpPerson::portrait;
    case CastModel::Stopped:
        return &MadeUpPerson::videoStopped;
    default:
        return nullptr;
    }
}

} // namespace

CastModel::CastModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_people(madeUpPeople(kAtFirst))
{
    rebuild();
}

void CastModel::setSource(Source source)
{
    if (m_source == source)
        return;
    beginResetModel(); // other people altogether, by a person's hand
    m_source = source;
    m_cast = isMadeUp() ? madeUpCast(m_people, m_layout) : m_ofStage;
    m_scene = {};
    endResetModel();
    Q_EMIT castChanged();
}

void CastModel::setLayoutOf(const ivs::LayoutConfiguration &layout)
{
    if (m_layout == layout)
        return;
    m_layout = layout;
    rebuild();
}

void CastModel::setStageCast(const QList<CastMember> &cast)
{
    m_ofStage = cast;
    rebuild();
}

void CastModel::setCount(int count)
{
    const QList<MadeUpPerson> fresh = madeUpPeople(count);
    if (fresh.size() < m_people.size())
        m_people.resize(fresh.size());
    else
        m_people += fresh.mid(m_people.size());
    rebuild();
}

void CastModel::setScene(const CompositionScene &scene)
{
    if (m_scene == scene)
        return;
    m_scene = scene;
    if (!m_cast.isEmpty())
        Q_EMIT dataChanged(index(0, Person), index(int(m_cast.size()) - 1, Place));
}

void CastModel::rebuild() { show(isMadeUp() ? madeUpCast(m_people, m_layout) : m_ofStage); }

void CastModel::show(const QList<CastMember> &cast)
{
    if (m_cast == cast)
        return;
    const auto isIn = [](const QList<CastMember> &all, const QString &id) {
        return std::any_of(all.begin(), all.end(), [&](const CastMember &each) { return each.id == id; });
    };
    for (int row = int(m_cast.size()) - 1; row >= 0; --row) {
        if (isIn(cast, m_cast[row].id))
            continue;
        beginRemoveRows({}, row, row);
        m_cast.removeAt(row);
        endRemoveRows();
    }
    for (int row = 0; row < cast.size(); ++row) {
        if (row < m_cast.size() && m_cast[row].id == cast[row].id)
            continue;
        int from = row + 1;
        while (from < m_cast.size() && m_cast[from].id != cast[row].id)
            ++from;
        if (from < m_cast.size()) {
            beginMoveRows({}, from, from, {}, row);
            m_cast.move(from, row);
            endMoveRows();
        } else {
            beginInsertRows({}, row, row);
            m_cast.insert(row, cast[row]);
            endInsertRows();
        }
    }
    m_cast = cast;
    if (!m_cast.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_cast.size()) - 1, ColumnTotal - 1));
    Q_EMIT castChanged();
}

int CastModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_cast.size()); }

int CastModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(ColumnTotal); }

QString CastModel::placeText(int row) const
{
    for (const SceneTile &tile : m_scene.tiles) {
        if (tile.member == row)
            return whyThere(tile, m_cast[row], m_layout);
    }
    return m_scene.left.contains(row) ? tr("left out: the video is stopped") : QString();
}

QString CastModel::attributesText(int row) const
{
    QStringList lines;
    const QMap<QString, QString> &attributes = m_cast[row].attributes;
    for (auto it = attributes.begin(); it != attributes.end(); ++it)
        lines << shownText(it.key() + u'=' + it.value());
    return lines.isEmpty() ? tr("no attributes") : lines.join(u'\n');
}

QVariant CastModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const int row = index.row();
    const int column = index.column();
    if (role == Qt::ToolTipRole && column <= Place)
        return shownToolTip(castName(m_cast[row]) + u'\n' + placeText(row) + u'\n' + attributesText(row));
    if (role == Qt::DisplayRole && column == Person)
        return castName(m_cast[row]);
    if (role == Qt::DisplayRole && column == Place)
        return placeText(row);
    if (!isMadeUp() || row >= m_people.size())
        return {};
    const MadeUpPerson &person = m_people[row];
    if (column == Order) {
        if (role == Qt::DisplayRole || role == Qt::EditRole)
            return person.order ? QVariant(QString::number(*person.order)) : QVariant(QString());
        if (role == Qt::TextAlignmentRole)
            return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    }
    if (const auto flag = flagOf(column); flag && role == Qt::CheckStateRole)
        return person.*flag ? Qt::Checked : Qt::Unchecked;
    return {};
}

bool CastModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || !isMadeUp() || !(flags(index) & Qt::ItemIsEnabled))
        return false;
    if (index.column() == Order && role == Qt::EditRole) {
        const QString text = value.toString().trimmed();
        bool ok = false;
        const int number = text.toInt(&ok);
        if (!ok && !text.isEmpty())
            return false;
        m_people[index.row()].order = ok ? std::optional(number) : std::nullopt;
    } else if (const auto flag = flagOf(index.column()); flag && role == Qt::CheckStateRole) {
        m_people[index.row()].*flag = value.toInt() == Qt::Checked;
    } else {
        return false;
    }
    Q_EMIT dataChanged(index, index); // also where the layout names no attribute for it
    rebuild();
    return true;
}

Qt::ItemFlags CastModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags plain = QAbstractTableModel::flags(index);
    if (!isMadeUp() || index.column() <= Place)
        return plain;
    return plain | (index.column() == Order ? Qt::ItemIsEditable : Qt::ItemIsUserCheckable);
}

QVariant CastModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const bool isShort = role == Qt::DisplayRole;
    switch (section) {
    case Person:
        return tr("Person");
    case Place:
        return isShort ? tr("Place") : tr("Why somebody stands where they do");
    case Featured:
        return isShort ? tr("Feat") : tr("Has the attribute of the featured one");
    case Over:
        return isShort ? tr("PiP") : tr("Has the attribute of the picture in picture");
    case Order:
        return isShort ? tr("No.") : tr("The number of the attribute that orders; empty: by arrival");
    case Portrait:
        return isShort ? tr("Tall") : tr("A camera that stands upright");
    case Stopped:
        return isShort ? tr("Off") : tr("The video is stopped");
    default:
        return {};
    }
}
