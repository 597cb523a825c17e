// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/listmodel.h"
#include "models/workspace.h"

#include <QColor>
#include <QHash>
#include <QIcon>
#include <QObject>
#include <QPalette>

/// Colours, sizes, fonts and icons: the one place for all of them. Pages never name a colour.
class Theme final : public QObject
{
    Q_OBJECT

public:
    enum class Token {
        Ground,
        Panel,
        Raised,
        Line,
        Text,
        Secondary,
        Disabled,
        Accent,
        OnAccent, ///< text on the accent
        Selection, ///< behind selected rows
        OnAir,
        Good,
        Warning,
        Failed,
        Local, ///< frames the header of a local connection
        Development, ///< and of one that is marked so
        Staging,
        Production,
    };
    enum class Choice { Desktop, Light, Dark };
    /// What a video picture is painted in. A programme looks the same on a light and on a dark desktop.
    enum class Picture { Canvas, Bars, Stopped, Label, Ink, Camera };

    explicit Theme(QObject *parent = nullptr);

    bool isDark() const { return m_dark; }
    void setDark(bool dark);
    QColor color(Token token) const;
    static QColor color(Token token, bool dark);
    static QColor pictureColor(Picture part, int camera);
    static Token tokenOf(Tone tone);
    static QColor environmentColor(Environment environment, bool dark);
    QPalette palette() const;

    static constexpr int kRowHeight = 26; ///< compact, as it is unless the person chooses otherwise
    static constexpr int kComfortableRowHeight = 32;
    int rowHeight() const { return m_comfortable ? kComfortableRowHeight : kRowHeight; }
    bool isComfortable() const { return m_comfortable; }
    void setComfortable(bool comfortable);
    static constexpr int kIconSize = 16;

    /// One of resources/icons, tinted.
    QIcon icon(const QString &name, Token tint = Token::Text) const;
    QPixmap pixmap(const QString &name, Token tint, int size, qreal ratio) const;
    /// The sign of a tone; empty for Tone::None.
    static QString iconOf(Tone tone);

    static QFont titleFont(); ///< 13 pt semibold
    static QFont labelFont(); ///< 9 pt
    static QFont fixedFont(); ///< ids, ARNs

Q_SIGNALS:
    void changed();
    void rowHeightChanged();

private:
    bool m_dark = false;
    bool m_comfortable = false;
    mutable QHash<QString, QPixmap> m_pixmaps;
};
