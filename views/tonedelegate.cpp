// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tonedelegate.h"

#include "models/listmodel.h"
#include "views/theme.h"

ToneDelegate::ToneDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void ToneDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    // As the lists do: on the accent no sign could be read.
    option->palette.setColor(QPalette::Highlight, m_theme->color(Theme::Token::Selection));
    option->palette.setColor(QPalette::HighlightedText, m_theme->color(Theme::Token::Text));
    const auto tone = Tone(index.data(ListModel::ToneRole).toInt());
    if (tone == Tone::None)
        return;
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = {Theme::kIconSize, Theme::kIconSize};
    option->icon = m_theme->icon(Theme::iconOf(tone), Theme::tokenOf(tone));
}
