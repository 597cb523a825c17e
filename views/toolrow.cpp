// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/toolrow.h"

#include <QEvent>
#include <QHBoxLayout>

ToolRow::ToolRow(QWidget *parent)
    : QWidget(parent)
    , m_both(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_left(new QHBoxLayout)
    , m_right(new QHBoxLayout)
{
    m_both->setContentsMargins(8, 6, 8, 6);
    m_both->setSpacing(6);
    // Else its own minimum, side by side, would keep it from ever becoming narrow.
    m_both->setSizeConstraint(QLayout::SetNoConstraint);
    for (QHBoxLayout *half : {m_left, m_right})
        half->setSpacing(6);
    m_both->addLayout(m_left, 1);
    m_both->addLayout(m_right, 1);
}

bool ToolRow::isStacked() const { return m_both->direction() == QBoxLayout::TopToBottom; }

int ToolRow::widthSideBySide() const
{
    const QMargins margins = m_both->contentsMargins();
    return m_left->minimumSize().width() + m_right->minimumSize().width() + m_both->spacing() + margins.left()
        + margins.right();
}

QSize ToolRow::minimumSizeHint() const
{
    const QMargins margins = m_both->contentsMargins();
    const QSize left = m_left->minimumSize();
    const QSize right = m_right->minimumSize();
    const int height =
        isStacked() ? left.height() + m_both->spacing() + right.height() : std::max(left.height(), right.height());
    return {std::max(left.width(), right.width()) + margins.left() + margins.right(),
        height + margins.top() + margins.bottom()};
}

void ToolRow::arrange()
{
    const auto wanted = width() < widthSideBySide() ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    if (wanted == m_both->direction())
        return;
    m_both->setDirection(wanted);
    updateGeometry();
}

void ToolRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

bool ToolRow::event(QEvent *event)
{
    // A button got other words, or came or went.
    if (event->type() == QEvent::LayoutRequest)
        arrange();
    return QWidget::event(event);
}
