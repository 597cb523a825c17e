// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timetext.h"

using namespace Qt::Literals::StringLiterals;

namespace {

// QDateTime::toString() takes microseconds for what this does in a tenth: a filter may ask for 100,000 dates at once.
QString written(const QDateTime &time, bool milliseconds)
{
    int year = 0;
    int month = 0;
    int day = 0;
    time.date().getDate(&year, &month, &day);
    const QTime clock = time.time();
    if (year < 0 || year > 9999)
        return time.toString(Qt::ISODateWithMs);
    QString text = milliseconds ? u"0000-00-00 00:00:00.000"_s : u"0000-00-00 00:00:00"_s;
    QChar *all = text.data();
    const auto put = [all](int last, int value) {
        for (; value > 0; value /= 10)
            all[last--] = QChar(char16_t(u'0' + value % 10));
    };
    put(3, year);
    put(6, month);
    put(9, day);
    put(12, clock.hour());
    put(15, clock.minute());
    put(18, clock.second());
    if (milliseconds)
        put(22, clock.msec());
    return text;
}

} // namespace

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
    return time.isValid() ? written(zoned(time), false) : unknown();
}

QString TimeText::preciseDateTime(const QDateTime &time) const
{
    return time.isValid() ? written(zoned(time), true) : unknown();
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

QString TimeText::ago(qint64 seconds) { return seconds < 5 ? tr("just now") : tr("%1 ago").arg(age(seconds)); }
