// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QObject>

/// Words for times and spans. One zone at a time for the whole program, always labelled; a time that is not known is a
/// dash, never a guess.
class TimeText final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    bool isUtc() const { return m_utc; }
    void setUtc(bool utc);
    /// `UTC`, or the zone's own abbreviation for \a at.
    QString zone(const QDateTime &at = QDateTime::currentDateTimeUtc()) const;

    QString dateTime(const QDateTime &time) const; ///< `2026-11-22 14:02:11`
    QString preciseDateTime(const QDateTime &time) const; ///< with milliseconds, for events
    QString time(const QDateTime &time) const; ///< `14:02:11`
    QString labelled(const QDateTime &time) const; ///< `2026-11-22 14:02:11 UTC`
    QString labelledTime(const QDateTime &time) const; ///< `14:02:11 UTC`

    /// `12:04` below an hour, `01:12:40` below a day, then `2 d 03:10`; for figures that tick.
    static QString clock(qint64 seconds);
    /// `now`, `40 s`, `4 min`, `3 h`, `2 d`: for ages that need no precision.
    static QString age(qint64 seconds);
    /// `just now`, `40 s ago`, `4 min ago`.
    static QString ago(qint64 seconds);
    static QString unknown() { return QStringLiteral("–"); }

Q_SIGNALS:
    void changed();

private:
    QDateTime zoned(const QDateTime &time) const { return m_utc ? time.toUTC() : time.toLocalTime(); }

    bool m_utc = true;
};
