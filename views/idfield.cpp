// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/idfield.h"

#include "models/plaintext.h"
#include "views/theme.h"

#include <QPainter>
#include <QStyleOption>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

IdField::IdField(const ViewContext &context, QWidget *parent)
    : QAbstractButton(parent)
    , m_context(context)
{
    setFont(Theme::fixedFont());
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    connect(context.theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (m_value.isEmpty())
            return;
        m_context.copy(m_value);
        m_copied = true;
        update();
        QTimer::singleShot(1200, this, [this] {
            m_copied = false;
            update();
        });
    });
}

void IdField::setValue(const QString &value, const QString &what)
{
    m_value = value;
    setToolTip(value.isEmpty() ? QString() : shownToolTip(value) + shownToolTip(tr("Click to copy")));
    setAccessibleName(tr("%1: %2").arg(what, shownText(value)));
    setEnabled(!value.isEmpty());
    updateGeometry();
    update();
}

QSize IdField::sizeHint() const
{
    return {std::min(560, fontMetrics().horizontalAdvance(shownText(m_value)) + Theme::kIconSize + 10),
        fontMetrics().height() + 6};
}

QSize IdField::minimumSizeHint() const { return {90, fontMetrics().height() + 6}; }

void IdField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = *m_context.theme;
    const QString words = m_value.isEmpty() ? u"–"_s : shownText(m_value);
    const QRect room = rect().adjusted(2, 0, m_value.isEmpty() ? 0 : -Theme::kIconSize - 6, 0);
    painter.setPen(theme.color(underMouse() && isEnabled() ? Theme::Token::Accent : Theme::Token::Text));
    const QString shown = fontMetrics().elidedText(words, Qt::ElideMiddle, room.width());
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    if (!m_value.isEmpty()) {
        const int x = std::min(room.left() + fontMetrics().horizontalAdvance(shown) + 4, width() - Theme::kIconSize);
        painter.drawPixmap(x, (height() - Theme::kIconSize) / 2,
            theme.pixmap(m_copied ? u"good"_s : u"copy"_s, m_copied ? Theme::Token::Good : Theme::Token::Secondary,
                Theme::kIconSize, devicePixelRatioF()));
    }
    if (hasFocus()) {
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
    }
}
