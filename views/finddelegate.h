// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findmodel.h"

#include <QStyledItemDelegate>

class Theme;

/// Paints a row of a FindModel: what it is (icon), its name with the matching part set off, where it is, and at the
/// right its state and age or its shortcut.
class FindDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit FindDelegate(const Theme *theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// One of resources/icons.
    static QString iconOf(FindResult::Kind kind);

private:
    void paintHeading(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    int paintNote(QPainter *painter, const QRect &room, const QModelIndex &index, bool isOff, qreal ratio) const;
    int paintName(QPainter *painter, const QRect &room, const QModelIndex &index, const QFont &font, bool isOff) const;

    const Theme *m_theme;
};
