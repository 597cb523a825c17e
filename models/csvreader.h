// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QChar>
#include <QList>
#include <QStringList>

/// Reads what spreadsheets write and people paste: UTF-8 with or without a byte order mark, cells parted by `,` or `;`
/// or tabs, quoted by RFC 4180, lines ended in any way.
namespace csv {

struct Line
{
    int number = 0; ///< of the line in the file on which it begins, from 1
    QStringList cells;
    QString fault; ///< why it can't be read as it stands, a sentence; the cells are a guess then
};

struct Table
{
    QChar separator = QLatin1Char(',');
    QList<Line> lines; ///< without the empty ones
    QString fault; ///< why nothing was read, a sentence
};

/// Never fails as a whole but for what is no text of ours (UTF-16, binary) or larger than mostBytes(): a line that
/// can't be read is given with its fault, and the next one is read.
Table read(const QByteArray &bytes);
qsizetype mostBytes();

} // namespace csv
