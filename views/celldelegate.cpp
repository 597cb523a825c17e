// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/celldelegate.h"

#include "models/listmodel.h"
#include "views/theme.h"

#include <QAbstractItemView>
#include <QPainter>

CellDelegate::CellDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_fixed(Theme::fixedFont())
{
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    using Token = Theme::Token;
    const auto *model = static_cast<const ListModel *>(index.model());
    const ColumnInfo &column = model->columns()[std::size_t(index.column())];
    const bool selected = option.state & QStyle::State_Selected;
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const bool current = view && view->currentIndex().row() == index.row() && view->hasFocus();

    if (selected)
        painter->fillRect(option.rect, m_theme->color(Token::Selection));
    painter->fillRect(
        QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), m_theme->color(Token::Line));
    if (current) {
        // The keyboard's row: a line above and below, so that it is seen without colour too.
        painter->fillRect(
            QRect(option.rect.left(), option.rect.top(), option.rect.width(), 1), m_theme->color(Token::Accent));
        painter->fillRect(
            QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), m_theme->color(Token::Accent));
    }

    const auto tone = Tone(index.data(ListModel::ToneRole).toInt());
    QRect room = option.rect.adjusted(8, 0, -8, 0);
    if (tone != Tone::None) {
        const qreal ratio = option.widget ? option.widget->devicePixelRatioF() : 1;
        painter->drawPixmap(room.left() - 2, room.center().y() - Theme::kIconSize / 2 + 1,
            m_theme->pixmap(Theme::iconOf(tone), Theme::tokenOf(tone), Theme::kIconSize, ratio));
        room.setLeft(room.left() + Theme::kIconSize + 2);
    }
    const QFont &font = column.fixedWidthFont ? m_fixed : option.font;
    const QString words = index.data().toString();
    const Token ink = tone == Tone::None || tone == Tone::Good ? Token::Text : Theme::tokenOf(tone);
    painter->setFont(font);
    painter->setPen(m_theme->color(column.fixedWidthFont ? Token::Secondary : ink));
    const QFontMetrics metrics(font);
    painter->drawText(room, int(column.alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
        metrics.elidedText(words, column.fixedWidthFont ? Qt::ElideMiddle : Qt::ElideRight, room.width()));
}
