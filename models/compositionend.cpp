// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionend.h"

#include <algorithm>
#include <functional>

using namespace Qt::Literals::StringLiterals;
using Change = store::CompositionChange;

namespace {

constexpr qint64 kNearly = 120; // s short of 24 h: an end takes a moment
constexpr qint64 kAfterwards = 10; // s after its end: clocks differ; what was asked later did not end it

const Change *lastOf(const store::CompositionRecord &record, const std::function<bool(const Change &)> &is)
{
    const auto found = std::find_if(record.changes.crbegin(), record.changes.crend(), is);
    return found == record.changes.crend() ? nullptr : &*found;
}

const Change *asked(const store::CompositionRecord &record, QLatin1StringView operation, bool certain)
{
    return lastOf(record, [&](const Change &change) {
        return change.what == Change::What::Asked && change.word == operation && change.isCertain == certain
            && change.seen <= record.ended().addSecs(kAfterwards);
    });
}

bool allFailed(const store::CompositionRecord &record)
{
    const auto &outputs = record.summary.destinations;
    return !outputs.isEmpty() && std::all_of(outputs.begin(), outputs.end(), [](const ivs::DestinationSummary &output) {
        return output.state == ivs::DestinationState::Failed;
    });
}

bool lastedLongest(const store::CompositionRecord &record)
{
    const ivs::CompositionSummary &summary = record.summary;
    return summary.startTime.isValid() && summary.endTime.isValid()
        && summary.startTime.secsTo(summary.endTime) >= kLongestComposition - kNearly;
}

} // namespace

CompositionEnd endOf(const store::CompositionRecord &record)
{
    using Reason = CompositionEnd::Reason;
    if (record.isRunning())
        return {};
    if (const Change *stop = asked(record, "StopComposition"_L1, true))
        return {Reason::AskedToStop, stop->who, stop};
    if (const Change *deletion = asked(record, "DeleteStage"_L1, true))
        return {Reason::StageDeleted, deletion->who, deletion};
    const auto is = [&record](Change::What what) {
        return lastOf(record, [what](const Change &change) { return change.what == what; });
    };
    if (lastedLongest(record))
        return {Reason::LongestTime, {}, nullptr};
    if (const Change *gone = is(Change::What::StageGone))
        return {Reason::StageDeleted, {}, gone};
    if (allFailed(record))
        return {Reason::OutputFailed, {}, lastOf(record, [](const Change &change) {
                    return change.what == Change::What::Output && change.word == "FAILED"_L1;
                })};
    // One that ended sooner did so for another reason, whoever published.
    const bool wasLong = record.began().secsTo(record.ended()) >= kSilentEnough;
    if (const Change *silent = is(Change::What::Silent); silent && wasLong)
        return {Reason::NobodyPublished, {}, silent};
    if (const Change *perhaps = asked(record, "StopComposition"_L1, false))
        return {Reason::Unknown, perhaps->who, perhaps};
    if (const Change *published = is(Change::What::Published))
        return {Reason::Unknown, {}, published};
    return {Reason::Unknown, {}, is(Change::What::Gone)};
}

bool needsInquest(const store::CompositionRecord &record)
{
    if (record.isRunning() || !record.isEndTold())
        return false;
    const CompositionEnd end = endOf(record);
    const bool inquired = std::any_of(record.changes.begin(), record.changes.end(),
        [](const Change &change) { return change.source == Change::Source::Inquest; });
    return !inquired
        && (end.reason == CompositionEnd::Reason::Unknown || end.reason == CompositionEnd::Reason::OutputFailed);
}
