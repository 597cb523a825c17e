// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/deskstyle.h"

#include "views/theme.h"

#include <QApplication>
#include <QPainter>
#include <QPushButton>
#include <QStyleFactory>
#include <QStyleOption>
#include <QToolTip>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qreal kRadius = 4;

QColor mixed(const QColor &a, const QColor &b, qreal part)
{
    return QColor::fromRgbF(float(a.redF() * (1 - part) + b.redF() * part),
        float(a.greenF() * (1 - part) + b.greenF() * part), float(a.blueF() * (1 - part) + b.blueF() * part));
}

} // namespace

DeskStyle::DeskStyle(const Theme *theme)
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
    , m_theme(theme)
{
}

void DeskStyle::install(const Theme *theme)
{
    QApplication::setStyle(new DeskStyle(theme));
    QFont font = QApplication::font();
    font.setPointSizeF(10);
    QApplication::setFont(font);
    const auto paint = [theme] {
        QApplication::setPalette(theme->palette());
        QToolTip::setPalette(theme->palette());
    };
    paint();
    connect(theme, &Theme::changed, qApp, paint);
}

void DeskStyle::frame(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &line, bool focus) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF inner = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->setBrush(fill);
    painter->setPen(QPen(focus ? m_theme->color(Theme::Token::Accent) : line, focus ? 1.6 : 1));
    painter->drawRoundedRect(focus ? inner.adjusted(0.4, 0.4, -0.4, -0.4) : inner, kRadius, kRadius);
    painter->restore();
}

void DeskStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    using Token = Theme::Token;
    const bool enabled = option->state & State_Enabled;
    const bool hover = enabled && (option->state & State_MouseOver);
    const bool down = option->state & State_Sunken;
    const bool on = option->state & State_On;
    const bool focus = (option->state & State_HasFocus) && (option->state & State_KeyboardFocusChange);
    const QColor text = m_theme->color(Token::Text);
    switch (element) {
    case PE_PanelButtonCommand: {
        const auto *button = qobject_cast<const QPushButton *>(widget);
        const bool primary = enabled && button && button->isDefault();
        const QColor base = primary ? m_theme->color(Token::Accent) : m_theme->color(Token::Raised);
        const QColor fill = mixed(base, text, down ? 0.14 : hover ? 0.06 : 0);
        frame(painter, option->rect, fill, primary ? fill : m_theme->color(Token::Line), focus && !primary);
        if (primary && focus)
            frame(
                painter, option->rect.adjusted(2, 2, -2, -2), Qt::transparent, m_theme->color(Token::OnAccent), false);
        return;
    }
    case PE_PanelButtonTool: {
        QColor fill = Qt::transparent;
        if (on)
            fill = m_theme->color(Token::Selection);
        else if (hover || down)
            fill = mixed(m_theme->color(Token::Panel), text, down ? 0.14 : 0.07);
        frame(painter, option->rect, fill, on ? m_theme->color(Token::Accent) : fill, false);
        return;
    }
    case PE_PanelLineEdit:
        if (const auto *edit = qstyleoption_cast<const QStyleOptionFrame *>(option); edit && edit->lineWidth > 0)
            frame(painter, option->rect, m_theme->color(Token::Panel), m_theme->color(Token::Line),
                option->state & State_HasFocus);
        return;
    case PE_FrameLineEdit:
        return; // drawn with its panel
    case PE_FrameFocusRect:
        frame(painter, option->rect, Qt::transparent, Qt::transparent, true);
        return;
    case PE_IndicatorCheckBox: {
        const QRect box = option->rect.adjusted(0, 0, -1, -1);
        frame(painter, box, m_theme->color(on ? Token::Accent : Token::Panel),
            m_theme->color(on ? Token::Accent : Token::Secondary), focus);
        if (on) {
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(QPen(m_theme->color(Token::OnAccent), 1.6));
            const QRectF r = box;
            const QPointF mark[] = {{r.left() + r.width() * 0.25, r.top() + r.height() * 0.55},
                {r.left() + r.width() * 0.45, r.top() + r.height() * 0.72},
                {r.left() + r.width() * 0.78, r.top() + r.height() * 0.32}};
            painter->drawPolyline(mark, 3);
            painter->restore();
        }
        return;
    }
    case PE_IndicatorRadioButton: {
        const QRectF ring = QRectF(option->rect).adjusted(1, 1, -1, -1);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(m_theme->color(on || focus ? Token::Accent : Token::Secondary), focus ? 2 : 1));
        painter->setBrush(m_theme->color(Token::Panel));
        painter->drawEllipse(ring);
        if (on) {
            const qreal inset = ring.width() * 0.28;
            painter->setPen(Qt::NoPen);
            painter->setBrush(m_theme->color(Token::Accent));
            painter->drawEllipse(ring.adjusted(inset, inset, -inset, -inset));
        }
        painter->restore();
        return;
    }
    case PE_FrameTabBarBase: {
        QRect line = option->rect;
        line.setTop(line.bottom());
        painter->fillRect(option->rect, m_theme->color(Token::Panel));
        painter->fillRect(line, m_theme->color(Token::Line));
        return;
    }
    case PE_PanelScrollAreaCorner:
        painter->fillRect(option->rect, m_theme->color(Token::Panel));
        return;
    case PE_PanelTipLabel:
    case PE_FrameMenu:
        painter->save();
        painter->setPen(m_theme->color(Token::Line));
        painter->setBrush(element == PE_PanelTipLabel ? m_theme->color(Token::Raised) : Qt::transparent);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void DeskStyle::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    if (element == CE_Splitter) {
        // One line, not a handle with dots.
        const bool vertical = option->rect.width() < option->rect.height();
        QRect line = option->rect;
        if (vertical)
            line = QRect(line.center().x(), line.top(), 1, line.height());
        else
            line = QRect(line.left(), line.center().y(), line.width(), 1);
        const bool hot = option->state & State_MouseOver;
        painter->fillRect(line, m_theme->color(hot ? Theme::Token::Accent : Theme::Token::Line));
        return;
    }
    if (element == CE_TabBarTabShape) {
        // Words on the panel; the chosen ones underlined.
        const bool hot = (option->state & State_MouseOver) && (option->state & State_Enabled);
        const QColor panel = m_theme->color(Theme::Token::Panel);
        painter->fillRect(option->rect, hot ? mixed(panel, m_theme->color(Theme::Token::Text), 0.05) : panel);
        QRect line = option->rect;
        line.setTop(line.bottom() - 1);
        if (option->state & State_Selected)
            painter->fillRect(line, m_theme->color(Theme::Token::Accent));
        return;
    }
    if (element == CE_PushButtonLabel) {
        const auto *button = qobject_cast<const QPushButton *>(widget);
        const auto *given = qstyleoption_cast<const QStyleOptionButton *>(option);
        if (button && given && button->isDefault() && (option->state & State_Enabled)) {
            QStyleOptionButton changed = *given;
            changed.palette.setColor(QPalette::ButtonText, m_theme->color(Theme::Token::OnAccent));
            QProxyStyle::drawControl(element, &changed, painter, widget);
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void DeskStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ComboBox) {
        const bool focus = option->state & State_HasFocus;
        frame(painter, option->rect, m_theme->color(Theme::Token::Panel), m_theme->color(Theme::Token::Line), focus);
        const QRect arrow = QProxyStyle::subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
        const qreal ratio = widget ? widget->devicePixelRatioF() : 1;
        painter->drawPixmap(arrow.center().x() - Theme::kIconSize / 2, arrow.center().y() - Theme::kIconSize / 2 + 1,
            m_theme->pixmap(u"down"_s, Theme::Token::Secondary, Theme::kIconSize, ratio));
        return;
    }
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control != CC_ScrollBar || !bar) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    }
    // A rounded handle on the panel: no arrows, no groove.
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(bar->rect, m_theme->color(Theme::Token::Panel));
    const bool hot = (bar->activeSubControls & SC_ScrollBarSlider) && (bar->state & (State_MouseOver | State_Sunken));
    const QRect handle = subControlRect(CC_ScrollBar, bar, SC_ScrollBarSlider, widget);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_theme->color(hot ? Theme::Token::Secondary : Theme::Token::Disabled));
    if (bar->maximum > bar->minimum)
        painter->drawRoundedRect(QRectF(handle).adjusted(2.5, 2.5, -2.5, -2.5), 3, 3);
    painter->restore();
}

QRect DeskStyle::subControlRect(
    ComplexControl control, const QStyleOptionComplex *option, SubControl part, const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control != CC_ScrollBar || !bar)
        return QProxyStyle::subControlRect(control, option, part, widget);
    const bool across = bar->orientation == Qt::Horizontal;
    const int room = across ? bar->rect.width() : bar->rect.height();
    const qint64 range = qint64(bar->maximum) - bar->minimum;
    int length = room;
    if (range > 0)
        length =
            int(std::clamp<qint64>(qint64(room) * bar->pageStep / (range + bar->pageStep), std::min(28, room), room));
    const int start =
        sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, room - length, bar->upsideDown);
    const auto stretch = [&](int from, int size) {
        const QRect rect = across ? QRect(from, 0, size, bar->rect.height()) : QRect(0, from, bar->rect.width(), size);
        return visualRect(bar->direction, bar->rect, rect.translated(bar->rect.topLeft()));
    };
    switch (part) {
    case SC_ScrollBarSlider:
        return stretch(start, length);
    case SC_ScrollBarSubPage:
        return stretch(0, start);
    case SC_ScrollBarAddPage:
        return stretch(start + length, room - start - length);
    case SC_ScrollBarGroove:
        return stretch(0, room);
    default:
        return {};
    }
}

int DeskStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_SplitterWidth:
        return 7;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ButtonDefaultIndicator:
        return 0;
    case PM_ButtonMargin:
        return 10;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return Theme::kIconSize;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    case PM_ScrollBarExtent:
        return 11;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int DeskStyle::styleHint(
    StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    if (hint == SH_EtchDisabledText || hint == SH_DitherDisabledText)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, data);
}
