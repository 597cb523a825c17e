// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPainter>
#include <QSvgRenderer>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char kStroke[] = "#000000"; // what the icons are drawn in, replaced by the tint

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
{
}

void Theme::setComfortable(bool comfortable)
{
    if (m_comfortable == comfortable)
        return;
    m_comfortable = comfortable;
    Q_EMIT rowHeightChanged();
}

void Theme::setDark(bool dark)
{
    if (m_dark == dark)
        return;
    m_dark = dark;
    m_pixmaps.clear();
    Q_EMIT changed();
}

QColor Theme::color(Token token) const { return color(token, m_dark); }

QColor Theme::color(Token token, bool dark)
{
    const auto pick = [dark](QRgb light, QRgb night) { return QColor::fromRgb(dark ? night : light); };
    switch (token) {
    case Token::Ground:
        return pick(0xF6F7F9, 0x14171C);
    case Token::Panel:
        return pick(0xFFFFFF, 0x1B1F26);
    case Token::Raised:
        return pick(0xFFFFFF, 0x232933);
    case Token::Line:
        return pick(0xDDE1E7, 0x2E3541);
    case Token::Text:
        return pick(0x1B2129, 0xE7EBF0);
    case Token::Secondary:
        return pick(0x5A6472, 0x9DA8B7);
    case Token::Disabled:
        return pick(0x8B94A2, 0x616C7B);
    case Token::Accent:
        return pick(0x0B6FB8, 0x4FB0F2);
    case Token::OnAccent:
        return pick(0xFFFFFF, 0x14171C);
    case Token::Selection:
        return pick(0xDDECF8, 0x1A2F45);
    case Token::OnAir:
        return pick(0xC8102E, 0xFF5A6E);
    case Token::Good:
        return pick(0x1B7F4B, 0x4CC38A);
    case Token::Warning:
        return pick(0x906000, 0xE0A83A);
    case Token::Failed:
        return pick(0xB3261E, 0xFF8A80);
    case Token::Local:
        return pick(0x5A6472, 0x9DA8B7);
    case Token::Development:
        return pick(0x2563A8, 0x6FA8E8);
    case Token::Staging:
        return pick(0x906000, 0xE0A83A);
    case Token::Production:
        return pick(0xC8102E, 0xFF5A6E);
    }
    Q_UNREACHABLE();
}

QColor Theme::pictureColor(Picture part, int camera)
{
    // Dark enough for white letters on each of them.
    static constexpr std::array<QRgb, 8> kCameras {
        0x2F5D8A, 0x7A4E2D, 0x3C6E47, 0x6B4A7D, 0x8A3B4A, 0x2E6C73, 0x6A6430, 0x4D5A6B};
    switch (part) {
    case Picture::Canvas:
        return QColor::fromRgb(0x000000);
    case Picture::Bars:
        return QColor::fromRgb(0x101318);
    case Picture::Stopped:
        return QColor::fromRgb(0x2A2F38);
    case Picture::Label:
        return QColor::fromRgba(0xB0101318);
    case Picture::Ink:
        return QColor::fromRgb(0xFFFFFF);
    case Picture::Camera:
        return QColor::fromRgb(kCameras[std::size_t(camera) % kCameras.size()]);
    }
    Q_UNREACHABLE();
}

Theme::Token Theme::tokenOf(Tone tone)
{
    switch (tone) {
    case Tone::None:
        return Token::Text;
    case Tone::OnAir:
        return Token::OnAir;
    case Tone::Idle:
        return Token::Secondary;
    case Tone::Good:
        return Token::Good;
    case Tone::Warning:
        return Token::Warning;
    case Tone::Failed:
        return Token::Failed;
    }
    Q_UNREACHABLE();
}

QString Theme::iconOf(Tone tone)
{
    switch (tone) {
    case Tone::None:
        return {};
    case Tone::OnAir:
        return u"onair"_s;
    case Tone::Idle:
        return u"idle"_s;
    case Tone::Good:
        return u"connected"_s;
    case Tone::Warning:
        return u"warning"_s;
    case Tone::Failed:
        return u"failed"_s;
    }
    Q_UNREACHABLE();
}

QColor Theme::environmentColor(Environment environment, bool dark)
{
    switch (environment) {
    case Environment::Unmarked:
        return color(Token::Line, dark);
    case Environment::Local:
        return color(Token::Local, dark);
    case Environment::Development:
        return color(Token::Development, dark);
    case Environment::Staging:
        return color(Token::Staging, dark);
    case Environment::Production:
        return color(Token::Production, dark);
    }
    Q_UNREACHABLE();
}

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, color(Token::Ground));
    p.setColor(QPalette::WindowText, color(Token::Text));
    p.setColor(QPalette::Base, color(Token::Panel));
    p.setColor(QPalette::AlternateBase, color(Token::Ground));
    p.setColor(QPalette::Text, color(Token::Text));
    p.setColor(QPalette::Button, color(Token::Raised));
    p.setColor(QPalette::ButtonText, color(Token::Text));
    p.setColor(QPalette::BrightText, color(Token::OnAccent));
    p.setColor(QPalette::PlaceholderText, color(Token::Secondary));
    p.setColor(QPalette::ToolTipBase, color(Token::Raised));
    p.setColor(QPalette::ToolTipText, color(Token::Text));
    p.setColor(QPalette::Highlight, color(Token::Accent));
    p.setColor(QPalette::HighlightedText, color(Token::OnAccent));
    p.setColor(QPalette::Link, color(Token::Accent));
    p.setColor(QPalette::Light, color(Token::Raised));
    p.setColor(QPalette::Midlight, color(Token::Line));
    p.setColor(QPalette::Mid, color(Token::Line));
    p.setColor(QPalette::Dark, color(Token::Line));
    p.setColor(QPalette::Shadow, color(Token::Line));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, color(Token::Disabled));
    return p;
}

QPixmap Theme::pixmap(const QString &name, Token tint, int size, qreal ratio) const
{
    const QString key = u"%1/%2/%3/%4"_s.arg(name).arg(int(tint)).arg(size).arg(ratio);
    const auto known = m_pixmaps.constFind(key);
    if (known != m_pixmaps.constEnd())
        return *known;
    QFile file(u":/icons/%1.svg"_s.arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "Theme::pixmap", "no such icon");
    QByteArray svg = opened ? file.readAll() : QByteArray();
    svg.replace(kStroke, color(tint).name().toLatin1());
    QPixmap image(QSize(size, size) * ratio);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    QSvgRenderer(svg).render(&painter, QRectF(0, 0, size, size));
    painter.end();
    m_pixmaps.insert(key, image);
    return image;
}

QIcon Theme::icon(const QString &name, Token tint) const
{
    QIcon icon;
    for (const qreal ratio : {1.0, 2.0}) {
        for (const int size : {16, 20}) {
            icon.addPixmap(pixmap(name, tint, size, ratio));
            icon.addPixmap(pixmap(name, Token::Disabled, size, ratio), QIcon::Disabled);
        }
    }
    return icon;
}

QFont Theme::titleFont()
{
    QFont font = QApplication::font();
    font.setPointSizeF(13);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::labelFont()
{
    QFont font = QApplication::font();
    font.setPointSizeF(9);
    return font;
}

QFont Theme::fixedFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(9);
    return font;
}
