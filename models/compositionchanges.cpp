// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionchanges.h"

#include <algorithm>

using Change = store::CompositionChange;

namespace {

bool hasEnded(const ivs::Enum<ivs::DestinationState> &state)
{
    return state == ivs::DestinationState::Stopped || state == ivs::DestinationState::Failed;
}

// When the service told that it came into this state; it tells of beginnings and ends only.
QDateTime toldTime(const ivs::DestinationSummary &output)
{
    if (hasEnded(output.state))
        return output.endTime;
    return output.state == ivs::DestinationState::Active ? output.startTime : QDateTime();
}

QDateTime toldTime(const ivs::CompositionSummary &composition)
{
    if (composition.state == ivs::CompositionState::Stopped || composition.state == ivs::CompositionState::Failed)
        return composition.endTime;
    return composition.state == ivs::CompositionState::Starting ? composition.startTime : QDateTime();
}

} // namespace

ivs::CompositionSummary summaryOf(const ivs::Composition &composition)
{
    ivs::CompositionSummary made;
    made.arn = composition.arn;
    made.stageArn = composition.stageArn;
    made.state = composition.state;
    made.tags = composition.tags;
    made.startTime = composition.startTime;
    made.endTime = composition.endTime;
    for (const ivs::Destination &each : composition.destinations)
        made.destinations.append({each.id, each.state, each.startTime, each.endTime});
    return made;
}

QList<Change> changesBetween(const ivs::CompositionSummary &was, const ivs::CompositionSummary &is, const Change &like)
{
    QList<Change> changes;
    if (!(was.state == is.state)) {
        Change change = like;
        change.what = Change::What::State;
        change.word = is.state.text();
        change.told = toldTime(is);
        changes.append(change);
    }
    for (const ivs::DestinationSummary &output : is.destinations) {
        const auto before = std::find_if(was.destinations.begin(), was.destinations.end(),
            [&output](const ivs::DestinationSummary &each) { return each.id == output.id; });
        if (before != was.destinations.end() && before->state == output.state)
            continue;
        Change change = like;
        change.what = Change::What::Output;
        change.output = output.id;
        change.word = output.state.text();
        change.told = toldTime(output);
        // Outputs begin before the whole is active, and end before it has ended.
        if (hasEnded(output.state) && !changes.isEmpty() && changes.last().what == Change::What::State)
            changes.prepend(change);
        else
            changes.append(change);
    }
    return changes;
}
