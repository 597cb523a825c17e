// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/simulation.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

// Our choice: how long a composition takes to start and to stop.
constexpr Millis kStarts = 5 * kSecond;
constexpr Millis kStops = 3 * kSecond;
// Fact sheet 8.
constexpr Millis kVanishes = 5 * kMinute;
constexpr Millis kSilence = kMinute;
constexpr Millis kLongest = kDay;

bool isOver(const ivs::Destination &destination)
{
    return destination.state == ivs::DestinationState::Failed || destination.state == ivs::DestinationState::Stopped;
}

ivs::Destination *destinationOf(CompositionRecord &composition, const QString &id)
{
    for (ivs::Destination &destination : composition.data.destinations) {
        if (destination.id == id)
            return &destination;
    }
    return nullptr;
}

} // namespace

CompositionRecord &Simulation::startComposition(const ivs::StartCompositionRequest &request)
{
    auto made = std::make_unique<CompositionRecord>();
    const QString id = m_world.random.id(12);
    made->serial = m_world.nextSerial();
    made->arn = m_world.arnOf("composition"_L1, id);
    made->idempotencyToken = request.idempotencyToken;
    made->request = request;
    ivs::Composition &data = made->data;
    data.arn = made->arn;
    data.stageArn = request.stageArn;
    data.state = ivs::CompositionState::Starting;
    data.layout = request.layout.value_or(ivs::LayoutConfiguration());
    if (!data.layout.grid && !data.layout.pip)
        data.layout.grid = ivs::GridConfiguration {u""_s, false, ivs::VideoAspectRatio::Video, {}, 2, u""_s};
    data.tags = request.tags;
    data.startTime = toDateTime(m_now);
    for (const ivs::DestinationConfiguration &wish : request.destinations) {
        ivs::Destination destination;
        destination.id = m_world.random.id(12);
        destination.state = ivs::DestinationState::Starting;
        destination.configuration = wish;
        if (wish.s3) {
            const QString prefix = m_world.random.id(12) + u'/' + id + u'/' + destination.id + u"/composite"_s;
            destination.detail = ivs::DestinationDetail {ivs::S3Detail {prefix}};
        }
        data.destinations.append(destination);
    }
    CompositionRecord &composition = *m_world.compositions.add(std::move(made));
    const quint64 serial = composition.serial;
    after(kStarts, [this, serial] {
        CompositionRecord *then = m_world.compositions.bySerial(serial);
        if (!then || !(then->data.state == ivs::CompositionState::Starting))
            return;
        then->data.state = ivs::CompositionState::Active;
        for (ivs::Destination &destination : then->data.destinations) {
            if (destination.state == ivs::DestinationState::Starting) {
                destination.state = ivs::DestinationState::Active;
                destination.startTime = toDateTime(m_now);
            }
        }
    });
    watchSilence(serial);
    after(kLongest, [this, serial] {
        if (CompositionRecord *then = m_world.compositions.bySerial(serial))
            stopComposition(*then);
    });
    return composition;
}

void Simulation::stopComposition(CompositionRecord &composition)
{
    if (!(composition.data.state == ivs::CompositionState::Starting)
        && !(composition.data.state == ivs::CompositionState::Active))
        return;
    composition.data.state = ivs::CompositionState::Stopping;
    for (ivs::Destination &destination : composition.data.destinations) {
        if (!isOver(destination))
            destination.state = ivs::DestinationState::Stopping;
    }
    const quint64 serial = composition.serial;
    after(kStops, [this, serial] {
        CompositionRecord *then = m_world.compositions.bySerial(serial);
        if (then && then->data.state == ivs::CompositionState::Stopping)
            finishComposition(*then, ivs::CompositionState::Stopped);
    });
}

void Simulation::finishComposition(CompositionRecord &composition, ivs::CompositionState state)
{
    const bool failed = state == ivs::CompositionState::Failed;
    composition.data.state = state;
    composition.data.endTime = toDateTime(m_now);
    for (ivs::Destination &destination : composition.data.destinations) {
        if (isOver(destination))
            continue;
        destination.state = failed ? ivs::DestinationState::Failed : ivs::DestinationState::Stopped;
        destination.endTime = toDateTime(m_now);
    }
    const quint64 serial = composition.serial;
    after(kVanishes, [this, serial] {
        if (const CompositionRecord *then = m_world.compositions.bySerial(serial))
            m_world.compositions.remove(then);
    });
}

bool Simulation::failComposition(CompositionRecord &composition, const QString &destinationId)
{
    if (!composition.isLive())
        return false;
    if (destinationId.isEmpty()) {
        finishComposition(composition, ivs::CompositionState::Failed);
        return true;
    }
    ivs::Destination *destination = destinationOf(composition, destinationId);
    if (!destination || isOver(*destination))
        return false;
    destination->state = ivs::DestinationState::Failed;
    destination->endTime = toDateTime(m_now);
    // It lives as long as one destination does.
    const auto &all = composition.data.destinations;
    if (std::all_of(all.begin(), all.end(), isOver))
        finishComposition(composition, ivs::CompositionState::Failed);
    return true;
}

bool Simulation::reconnectDestination(CompositionRecord &composition, const QString &destinationId, bool recovered)
{
    using State = ivs::DestinationState;
    bool changed = false;
    for (ivs::Destination &destination : composition.data.destinations) {
        if (!destinationId.isEmpty() && destination.id != destinationId)
            continue;
        if (destination.state == (recovered ? State::Reconnecting : State::Active)) {
            destination.state = recovered ? State::Active : State::Reconnecting;
            changed = true;
        }
    }
    return changed;
}

void Simulation::stopSilentCompositions(const QString &stageArn)
{
    for (const auto &composition : m_world.compositions) {
        if (composition->data.stageArn == stageArn && composition->isLive())
            watchSilence(composition->serial);
    }
}

// Looks once, when a minute has passed: each end of a last publication calls it again.
void Simulation::watchSilence(quint64 composition)
{
    const Millis asked = m_now;
    after(kSilence, [this, composition, asked] {
        CompositionRecord *then = m_world.compositions.bySerial(composition);
        const StageRecord *stage = then ? m_world.stages.find(then->data.stageArn) : nullptr;
        if (stage && stage->publishers == 0 && stage->silentSince <= asked)
            stopComposition(*then);
    });
}

} // namespace local
