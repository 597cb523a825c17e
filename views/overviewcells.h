// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class CellDelegate;
class Theme;

/// The cells of the wall's table that show more than words: the environment's colour beside the place, and the
/// publishers as a gauge where they are known.
class OverviewCells final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit OverviewCells(const Theme *theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// So many of the twelve that a stage takes, as a bar that fills \a room.
    static void paintGauge(QPainter *painter, const Theme &theme, const QRect &room, int publishing);

private:
    const Theme *m_theme;
    CellDelegate *m_words;
};
