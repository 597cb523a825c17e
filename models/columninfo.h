// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// One column of a list: a row of a constant table in each model.
struct ColumnInfo
{
    QString title;
    Qt::Alignment alignment = Qt::AlignLeft;
    bool fixedWidthFont = false; ///< ids, ARNs
    bool ages = false; ///< shows a time that ticks: repaint it, its data has not changed
    int width = 120; ///< pixels at 100 %, until the person chooses
    QString help; ///< tooltip of the header
    /// Names the column in what is kept between runs and in filters (`user-id:guest`): never translated, never reused
    /// for another meaning. Left empty, it is made of the title.
    QString id = {};
    bool hiddenAtFirst = false; ///< shown when the person chooses it
    bool dates = false; ///< shows dates: a filter looks in it only for what a date can hold
};
