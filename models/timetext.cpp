// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timetext.h"

using namespace Qt::Literals::StringLiterals;

void TimeText::setUtc(bool utc)
{
    if (m_utc == utc)
        return;
    m_utc = utc;
    Q_EMIT changed();
}

QString TimeText::zone(const QDateTime &at) const { return m_utc ? u"UTC"_s : zoned(at).timeZoneAbbreviation(); }

QString TimeText::dateTime(const QDateTime &time) const
{
    return time.isValid() ? zoned(time).toString(u"yyyy-MM-dd HH:mm:ss"_s) : unknown();
}

QString TimeText::preciseDateTime(const QDateTime &time) const
{
    return time.isValid() ? zoned(time).toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s) : unknown();
}

QString TimeText::time(const QDateTime &time) const
{
    return time.isValid() ? zoned(time).toString(u"HH:mm:ss"_s) : unknown();
}

QString TimeText::labelled(const QDateTime &time) const
{
    return time.isValid() ? dateTime(time) + u' ' + zone(time) : unknown();
}

QString TimeText::labelledTime(const QDateTime &at) const
{
    return at.isValid() ? time(at) + u' ' + zone(at) : unknown();
}

QString TimeText::clock(qint64 seconds)
{
    if (seconds < 0)
        seconds = 0;
    const auto two = [](qint64 n) { return QString::number(n).rightJustified(2, u'0'); };
    const qint64 days = seconds / 86400;
    const qint64 hours = seconds / 3600 % 24;
    const qint64 minutes = seconds / 60 % 60;
    if (days > 0)
        return tr("%1 d %2:%3").arg(QString::number(days), two(hours), two(minutes));
    if (hours > 0)
        return two(hours) + u':' + two(minutes) + u':' + two(seconds % 60);
    return two(minutes) + u':' + two(seconds % 60);
}

QString TimeText::age(qint64 seconds)
{
    if (seconds < 5)
        return tr("now");
    if (seconds < 60)
        return tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return tr("%1 min").arg(seconds / 60);
    if (seconds < 86400)
        return tr("%1 h").arg(seconds / 3600);
    return tr("%1 d").arg(seconds / 86400);
}
