// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/timestamp.h"

#include <optional>

namespace ivs {

namespace {

constexpr qsizetype kSecondsEnd = 19; // behind `2026-01-02T03:04:05`
constexpr qsizetype kMaxFractionDigits = 9;

bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }

std::optional<int> number(QStringView digits)
{
    int value = 0;
    for (const QChar c : digits) {
        if (!isDigit(c))
            return std::nullopt;
        value = value * 10 + (c.unicode() - u'0');
    }
    return value;
}

// Seconds east of UTC.
std::optional<int> offset(QStringView zone)
{
    if (zone == u"Z")
        return 0;
    if (zone.size() != 6 || (zone[0] != u'+' && zone[0] != u'-') || zone[3] != u':')
        return std::nullopt;
    const auto hours = number(zone.sliced(1, 2));
    const auto minutes = number(zone.sliced(4, 2));
    if (!hours || !minutes || *hours > 23 || *minutes > 59)
        return std::nullopt;
    const int seconds = *hours * 3600 + *minutes * 60;
    return zone[0] == u'-' ? -seconds : seconds;
}

} // namespace

QDateTime parseTimestamp(QStringView text)
{
    if (text.size() <= kSecondsEnd || text[4] != u'-' || text[7] != u'-' || text[10] != u'T' || text[13] != u':'
        || text[16] != u':')
        return {};
    const auto year = number(text.sliced(0, 4));
    const auto month = number(text.sliced(5, 2));
    const auto day = number(text.sliced(8, 2));
    const auto hour = number(text.sliced(11, 2));
    const auto minute = number(text.sliced(14, 2));
    const auto second = number(text.sliced(17, 2));
    if (!year || !month || !day || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59)
        return {};
    const QDate date(*year, *month, *day);
    if (!date.isValid())
        return {};

    QStringView rest = text.sliced(kSecondsEnd);
    int milliseconds = 0;
    if (rest.startsWith(u'.')) {
        qsizetype digits = 0;
        while (digits + 1 < rest.size() && isDigit(rest[digits + 1]))
            ++digits;
        if (digits == 0 || digits > kMaxFractionDigits)
            return {};
        for (qsizetype i = 1; i <= 3; ++i)
            milliseconds = milliseconds * 10 + (i <= digits ? rest[i].unicode() - u'0' : 0);
        rest = rest.sliced(digits + 1);
    }
    const auto zone = offset(rest);
    if (!zone)
        return {};

    constexpr qint64 kEpochDay = 2'440'588; // the Julian day of 1970-01-01
    const qint64 days = date.toJulianDay() - kEpochDay;
    const qint64 seconds = days * 86'400 + *hour * 3600 + *minute * 60 + *second - *zone;
    return QDateTime::fromMSecsSinceEpoch(seconds * 1000 + milliseconds, Qt::UTC);
}

QString formatTimestamp(const QDateTime &time)
{
    if (!time.isValid())
        return {};
    const QDateTime utc = time.toUTC();
    return utc.toString(utc.time().msec() == 0 ? Qt::ISODate : Qt::ISODateWithMs);
}

} // namespace ivs
