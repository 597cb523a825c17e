// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timelinewords.h"

#include "models/eventerrors.h"
#include "models/participanteventmodel.h"
#include "models/stagemodel.h"
#include "models/timetext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace timelinewords {

namespace {

struct Timeline
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

qint64 lasting(const std::vector<TimelineSpan> &spans, qint64 now)
{
    qint64 sum = 0;
    for (const TimelineSpan &span : spans)
        sum += span.endAt(now) - span.from;
    return sum;
}

QString clockOf(qint64 milliseconds) { return TimeText::clock(milliseconds / 1000); }

QString stretch(qint64 from, qint64 to, bool startTold, bool endTold, qint64 now, const TimeText &times)
{
    const auto time = [&times](qint64 at) { return times.time(QDateTime::fromMSecsSinceEpoch(at, Qt::UTC)); };
    const QString start = startTold ? time(from) : Timeline::tr("before %1").arg(time(from));
    if (to == TimelineSpan::kGoesOn)
        return Timeline::tr("since %1, for %2").arg(start, clockOf(now - from));
    const QString end = endTold ? time(to) : Timeline::tr("%1 or later").arg(time(to));
    return Timeline::tr("%1 to %2, %3").arg(start, end, clockOf(to - from));
}

// The first span that reaches into the stretch.
std::vector<TimelineSpan>::const_iterator firstIn(const std::vector<TimelineSpan> &spans, qint64 from)
{
    return std::partition_point(
        spans.begin(), spans.end(), [from](const TimelineSpan &span) { return span.to < from; });
}

} // namespace

QString row(const TimelineRow &row, qint64 now)
{
    QStringList parts;
    if (row.joined.size() == 1)
        parts << Timeline::tr("Joined for %1.").arg(clockOf(lasting(row.joined, now)));
    else if (!row.joined.empty())
        parts << Timeline::tr("Joined %1 times, %2 in all.")
                     .arg(QLocale().toString(int(row.joined.size())), clockOf(lasting(row.joined, now)));
    else
        parts << Timeline::tr("No event says that it joined.");
    if (!row.publishing.empty())
        parts << Timeline::tr("Published %1.").arg(clockOf(lasting(row.publishing, now)));
    if (!row.subscribing.empty())
        parts << Timeline::tr("Subscribed %1.").arg(clockOf(lasting(row.subscribing, now)));
    if (row.errors > 0)
        parts << (row.errors == 1 ? Timeline::tr("1 error.")
                                  : Timeline::tr("%1 errors.").arg(QLocale().toString(row.errors)));
    return parts.join(QLatin1Char(' '));
}

QString spoken(const TimelineRow &row, const TimeText &times, int most)
{
    const auto time = [&times](qint64 at) { return times.time(QDateTime::fromMSecsSinceEpoch(at, Qt::UTC)); };
    QStringList parts;
    const auto state = [&](const std::vector<TimelineSpan> &spans, const QString &name) {
        const std::size_t first = spans.size() > std::size_t(most) ? spans.size() - std::size_t(most) : 0;
        if (first > 0)
            parts << Timeline::tr("%1 %2 times before").arg(name, QLocale().toString(qulonglong(first)));
        for (std::size_t i = first; i < spans.size(); ++i) {
            const TimelineSpan &span = spans[i];
            QString words = name + QLatin1Char(' ')
                + (span.startTold ? time(span.from) : Timeline::tr("before %1").arg(time(span.from)));
            if (!span.goesOn())
                words += QStringLiteral("–") + time(span.to);
            if (!span.endTold)
                words += Timeline::tr(" or later");
            parts << words;
        }
    };
    state(row.joined, Timeline::tr("joined"));
    state(row.publishing, Timeline::tr("publishing"));
    state(row.subscribing, Timeline::tr("subscribing"));
    if (parts.isEmpty())
        parts << Timeline::tr("no event says that it joined");
    if (row.errors > 0)
        parts << (row.errors == 1 ? Timeline::tr("1 error")
                                  : Timeline::tr("%1 errors").arg(QLocale().toString(row.errors)));
    return parts.join(QStringLiteral(", "));
}

QString event(const ivs::Event &event, const TimeText &times)
{
    QString words =
        times.preciseDateTime(event.eventTime).section(QLatin1Char(' '), 1) + QLatin1Char(' ') + eventName(event.name);
    if (event.errorCode.isSet())
        words += QLatin1Char(' ') + event.errorCode.text();
    if (!event.remoteParticipantId.isEmpty())
        words += Timeline::tr(", publisher %1").arg(event.remoteParticipantId);
    if (!event.destinationStageArn.isEmpty())
        words += Timeline::tr(", into stage %1").arg(idOfArn(event.destinationStageArn));
    if (event.newToken && !event.newToken->userId.isEmpty())
        words += Timeline::tr(", now %1").arg(event.newToken->userId);
    const QString advice = eventErrorAdvice(event.errorCode);
    return advice.isEmpty() ? words : words + QStringLiteral(": ") + advice;
}

QStringList moment(const TimelineRow &row, qint64 from, qint64 to, qint64 now, const TimeText &times, int most)
{
    QStringList lines;
    const auto state = [&](const std::vector<TimelineSpan> &spans, const QString &name) {
        const auto span = firstIn(spans, from);
        if (span == spans.end() || span->from > to)
            return;
        QString line =
            name + QLatin1Char(' ') + stretch(span->from, span->to, span->startTold, span->endTold, now, times);
        if (span->most > 1)
            line += Timeline::tr(", to %1 publishers at most").arg(QLocale().toString(span->most));
        lines << line;
    };
    state(row.joined, Timeline::tr("Joined"));
    state(row.publishing, Timeline::tr("Publishing"));
    state(row.subscribing, Timeline::tr("Subscribing"));
    const auto first = std::partition_point(row.events.begin(), row.events.end(),
        [from](const ivs::Event &each) { return each.eventTime.toMSecsSinceEpoch() < from; });
    const auto last = std::partition_point(
        first, row.events.end(), [to](const ivs::Event &each) { return each.eventTime.toMSecsSinceEpoch() <= to; });
    const int count = int(last - first);
    // What went wrong is not left out for what did not.
    QList<const ivs::Event *> shown;
    for (auto each = first; each != last && shown.size() < most; ++each) {
        if (each->errorCode.isSet())
            shown.append(&*each);
    }
    for (auto each = first; each != last && shown.size() < most; ++each) {
        if (!each->errorCode.isSet())
            shown.append(&*each);
    }
    std::sort(shown.begin(), shown.end());
    for (const ivs::Event *each : std::as_const(shown))
        lines << event(*each, times);
    if (count > shown.size())
        lines << Timeline::tr("and %1 more events").arg(QLocale().toString(count - int(shown.size())));
    return lines;
}

QStringList moment(const TimelineLane &lane, qint64 from, qint64 to, qint64 now, const TimeText &times, int most)
{
    QStringList lines;
    int left = 0;
    for (const TimelineLane::Item &item : lane.items) {
        if (item.to < from || item.from > to)
            continue;
        if (lines.size() >= most) {
            ++left;
            continue;
        }
        const QString when = item.from == item.to
            ? times.time(QDateTime::fromMSecsSinceEpoch(item.from, Qt::UTC))
            : stretch(item.from, item.to, item.startTold, item.endTold, now, times);
        lines << item.words + QStringLiteral(": ") + when;
    }
    if (left > 0)
        lines << Timeline::tr("and %1 more").arg(QLocale().toString(left));
    return lines;
}

} // namespace timelinewords
