// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findfield.h"

#include "views/theme.h"

#include <QPainter>
#include <QStyleOptionFrame>

using namespace Qt::Literals::StringLiterals;

FindField::FindField(const ViewContext &context, QWidget *parent)
    : QAbstractButton(parent)
    , m_context(context)
{
    setText(tr("Find or do…"));
    setAccessibleName(text());
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(context.theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FindField::setKeys(const QString &keys)
{
    m_keys = keys;
    setToolTip(tr("Find a stage, a session, a person or an ARN, or do something (%1)").arg(keys));
    update();
}

QSize FindField::sizeHint() const { return {280, fontMetrics().height() + 10}; }

QSize FindField::minimumSizeHint() const { return {Theme::kIconSize + 14, sizeHint().height()}; }

void FindField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOptionFrame frame;
    frame.initFrom(this);
    frame.lineWidth = 1;
    if (underMouse())
        frame.state |= QStyle::State_MouseOver;
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &frame, &painter, this);
    const Theme &theme = *m_context.theme;
    painter.drawPixmap(7, (height() - Theme::kIconSize) / 2,
        theme.pixmap(u"search"_s, Theme::Token::Secondary, Theme::kIconSize, devicePixelRatioF()));
    painter.setPen(theme.color(Theme::Token::Secondary));
    QRect room = rect().adjusted(Theme::kIconSize + 12, 0, -8, 0);
    const int keys = fontMetrics().horizontalAdvance(m_keys);
    const int words = fontMetrics().horizontalAdvance(text());
    // What doesn't fit goes whole, the keys first: half a word helps nobody.
    if (words > room.width())
        return;
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text());
    if (words + keys + 16 <= room.width())
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, m_keys);
}
