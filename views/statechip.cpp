// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/statechip.h"

#include "views/theme.h"

#include <QPainter>

StateChip::StateChip(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StateChip::setState(Tone tone, const QString &words)
{
    if (m_tone == tone && m_words == words)
        return;
    m_tone = tone;
    m_words = words;
    setAccessibleName(words);
    updateGeometry();
    update();
}

QSize StateChip::sizeHint() const
{
    const int icon = m_tone == Tone::None ? 0 : Theme::kIconSize + 4;
    return {icon + fontMetrics().horizontalAdvance(m_words) + 2, fontMetrics().height() + 4};
}

void StateChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    int x = 0;
    const Theme::Token token = Theme::tokenOf(m_tone);
    if (m_tone != Tone::None) {
        painter.drawPixmap(0, (height() - Theme::kIconSize) / 2,
            m_theme->pixmap(Theme::iconOf(m_tone), token, Theme::kIconSize, devicePixelRatioF()));
        x = Theme::kIconSize + 4;
    }
    painter.setPen(m_theme->color(token));
    painter.drawText(rect().adjusted(x, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, m_words);
}
