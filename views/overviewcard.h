// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QStyledItemDelegate>

struct OverviewRow;
class TimeText;

/// Paints a stage on air as a card of the wall: name and place, what is wrong, people with their recent course,
/// publishers, compositions, last error, and as of when each of them was read.
class OverviewCard final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    OverviewCard(const ViewContext &context, const TimeText *times, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Pixels, with the room around it: cards share the width of the wall.
    void setWidth(int width) { m_width = width; }
    /// All figures in words, for the tooltip and for assistive technology.
    static QString spoken(const OverviewRow &row, const TimeText &times);

    static constexpr int kWidth = 288; ///< the least; cards share what is left over
    static constexpr int kGap = 8; ///< around a card

private:
    void paintCourse(QPainter *painter, const QRect &room, const OverviewRow &row) const;

    ViewContext m_context;
    const TimeText *m_times;
    int m_width = kWidth + 2 * kGap;
};
