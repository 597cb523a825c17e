// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tableheader.h"

#include "views/theme.h"

#include <QPaintEvent>
#include <QPainter>

TableHeader::TableHeader(const Theme *theme, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setFont(Theme::labelFont());
    setSectionsClickable(true);
    setSectionsMovable(true);
    setSortIndicatorClearable(true);
    setHighlightSections(false);
    setStretchLastSection(true);
    setMinimumSectionSize(48);
    connect(theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

QSize TableHeader::sizeHint() const { return {QHeaderView::sizeHint().width(), fontMetrics().height() + 10}; }

void TableHeader::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme->color(Theme::Token::Panel));
    painter.fillRect(QRect(event->rect().left(), viewport()->height() - 1, event->rect().width(), 1),
        m_theme->color(Theme::Token::Line));
    painter.end();
    QHeaderView::paintEvent(event);
}

void TableHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    const QVariant alignment = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole);
    const QString words = model()->headerData(section, Qt::Horizontal).toString();
    QRect room = rect.adjusted(8, 0, -8, -1);
    painter->setPen(m_theme->color(sorted ? Theme::Token::Text : Theme::Token::Secondary));
    const int space = room.width() - (sorted ? 12 : 0);
    const QString shown = fontMetrics().elidedText(words, Qt::ElideRight, space);
    const int width = std::min(space, fontMetrics().horizontalAdvance(shown) + 1);
    const bool right = alignment.toInt() & Qt::AlignRight;
    const int left = right ? room.right() - width + 1 : room.left();
    painter->setFont(font());
    painter->drawText(QRect(left, room.top(), width, room.height()), Qt::AlignVCenter | Qt::AlignLeft, shown);
    if (sorted) {
        const int x = right ? left - 10 : left + width + 4;
        const int y = room.center().y();
        const int up = sortIndicatorOrder() == Qt::AscendingOrder ? 1 : -1;
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(m_theme->color(Theme::Token::Accent), 1.5));
        const QPointF tip[] = {{x + 0.0, y + 1.5 * up}, {x + 3.0, y - 1.5 * up}, {x + 6.0, y + 1.5 * up}};
        painter->drawPolyline(tip, 3);
    }
}
