// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/overviewcells.h"

#include "models/overviewmodel.h"
#include "views/celldelegate.h"
#include "views/theme.h"

#include <QPainter>

OverviewCells::OverviewCells(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_words(new CellDelegate(theme, this))
{
}

void OverviewCells::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    m_words->paint(painter, option, index);
    const OverviewRow *row = static_cast<const OverviewModel *>(index.model())->rowAt(index.row());
    if (!row)
        return;
    const QRect &cell = option.rect;
    if (index.column() == OverviewModel::Place && row->environment != Environment::Unmarked) {
        painter->fillRect(cell.left() + 1, cell.top() + 5, 4, cell.height() - 10,
            Theme::environmentColor(row->environment, m_theme->isDark()));
    } else if (index.column() == OverviewModel::Publishers && row->facts.publishersKnown) {
        paintGauge(
            painter, *m_theme, QRect(cell.left() + 8, cell.bottom() - 4, cell.width() - 16, 2), row->facts.publishing);
    }
}

void OverviewCells::paintGauge(QPainter *painter, const Theme &theme, const QRect &room, int publishing)
{
    const bool full = publishing >= OverviewRow::kPublishers;
    painter->fillRect(room, theme.color(Theme::Token::Line));
    painter->fillRect(room.left(), room.top(),
        room.width() * std::min(publishing, OverviewRow::kPublishers) / OverviewRow::kPublishers, room.height(),
        theme.color(full ? Theme::Token::Warning : Theme::Token::Accent));
}
