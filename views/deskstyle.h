// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

class Theme;

/// Fusion with flat, square-shouldered frames in the theme's colours: no gradients, one focus ring for all.
class DeskStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    explicit DeskStyle(const Theme *theme);

    /// Gives the whole program this style, the theme's palette and its font, and follows the theme from then on. Before
    /// the first widget, so that the palette is there before anybody else hears of a change.
    static void install(const Theme *theme);

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
        const QWidget *widget = nullptr) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
        const QWidget *widget = nullptr) const override;
    int pixelMetric(
        PixelMetric metric, const QStyleOption *option = nullptr, const QWidget *widget = nullptr) const override;
    int styleHint(StyleHint hint, const QStyleOption *option = nullptr, const QWidget *widget = nullptr,
        QStyleHintReturn *data = nullptr) const override;

private:
    void frame(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &line, bool focus) const;

    const Theme *m_theme;
};
