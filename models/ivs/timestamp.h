// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace ivs {

/// Reads an ISO 8601 time as the service writes it: `2026-01-02T03:04:05`, then none or up to nine digits of a
/// fraction, then `Z` or an offset as `+01:00` (fact sheet 1.2). The result is UTC; what is finer than a millisecond is
/// cut off. Invalid when the text is anything else. Read by hand: it is strict, and a listing holds 100,000 of them.
QDateTime parseTimestamp(QStringView text);

/// Writes `yyyy-MM-ddTHH:mm:ssZ` in UTC, with milliseconds only when there are any. A null string for an invalid time.
QString formatTimestamp(const QDateTime &time);

} // namespace ivs
