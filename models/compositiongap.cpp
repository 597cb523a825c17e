// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositiongap.h"

#include "models/compositionhistory.h"

#include <QCoreApplication>

#include <algorithm>

namespace {

constexpr qsizetype kLast = 10;

QString say(const char *text) { return QCoreApplication::translate("CompositionGap", text); }

std::optional<qint64> longestOf(QList<std::pair<QDateTime, qint64>> spans)
{
    if (spans.isEmpty())
        return {};
    std::sort(spans.begin(), spans.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    if (spans.size() > kLast)
        spans.resize(kLast);
    return std::max_element(spans.begin(), spans.end(), [](const auto &a, const auto &b) {
        return a.second < b.second;
    })->second;
}

} // namespace

CompositionGap gapOf(const CompositionHistory &history)
{
    using Change = store::CompositionChange;
    QList<std::pair<QDateTime, qint64>> starts;
    QList<std::pair<QDateTime, qint64>> stops;
    for (const CompositionHistory::Record &record : history.records()) {
        const QDateTime began = record.summary.startTime;
        for (const ivs::DestinationSummary &output : record.summary.destinations) {
            if (began.isValid() && output.startTime.isValid() && output.startTime >= began) {
                starts.append({began, began.secsTo(output.startTime)});
                break;
            }
        }
        const auto stop = std::find_if(record.changes.begin(), record.changes.end(), [](const Change &change) {
            return change.what == Change::What::Asked && change.word == QLatin1String("StopComposition");
        });
        if (stop != record.changes.end() && record.isEndTold() && record.ended() >= stop->seen)
            stops.append({stop->seen, stop->seen.secsTo(record.ended())});
    }
    return {longestOf(starts), longestOf(stops)};
}

QString gapWords(const CompositionHistory &history)
{
    const CompositionGap gap = gapOf(history);
    if (!gap.starting)
        return say("Nothing is on air meanwhile. How long is not documented, and none was seen starting here yet.");
    if (!gap.stopping)
        return say(
            "Nothing is on air meanwhile: of the last compositions here, the slowest took %1 s to start. How long "
            "one takes to stop was not seen yet.")
            .arg(*gap.starting);
    return say(
        "Nothing is on air meanwhile, for some %1 s: of the last compositions here, the slowest took %2 s to stop "
        "and %3 s to start.")
        .arg(*gap.starting + *gap.stopping)
        .arg(*gap.stopping)
        .arg(*gap.starting);
}
