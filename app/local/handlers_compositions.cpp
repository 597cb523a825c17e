// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/handlers.h"
#include "models/ivs/arn.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

bool uses(const ivs::DestinationConfiguration &destination, const QString &encoderArn)
{
    return (destination.channel && destination.channel->encoderConfigurationArn == encoderArn)
        || (destination.s3 && destination.s3->encoderConfigurationArns.contains(encoderArn));
}

bool feeds(const CompositionRecord &composition, const QString &channelArn)
{
    const auto &all = composition.data.destinations;
    return composition.isLive() && std::any_of(all.begin(), all.end(), [&](const ivs::Destination &destination) {
        return destination.configuration.channel && destination.configuration.channel->channelArn == channelArn;
    });
}

// Why a destination can't be used, or nothing.
std::optional<Refusal> problemOf(const Simulation &simulation, const ivs::DestinationConfiguration &destination)
{
    const World &world = simulation.world();
    if (const auto &channel = destination.channel) {
        const auto arn = ivs::Arn::parse(channel->channelArn);
        if (!arn || arn->account != world.account || arn->region != world.region)
            return Refusal::validation(u"destinations.channel.channelArn: must be of this account and region"_s);
        if (!channel->encoderConfigurationArn.isEmpty() && !world.encoders.find(channel->encoderConfigurationArn))
            return noSuch(u"Encoder configuration"_s, channel->encoderConfigurationArn);
        const ChannelRecord *record = world.channels.find(channel->channelArn);
        if (!record)
            return noSuch(u"Channel"_s, channel->channelArn);
        // Our choice: one that a starting composition is about to feed is not offline either.
        const auto &all = world.compositions;
        if (simulation.streamOf(*record) || std::any_of(all.begin(), all.end(), [record](const auto &composition) {
                return feeds(*composition, record->arn);
            }))
            return Refusal::conflict(u"The channel is live: %1"_s.arg(channel->channelArn));
    }
    if (const auto &s3 = destination.s3) {
        if (!world.storages.find(s3->storageConfigurationArn))
            return noSuch(u"Storage configuration"_s, s3->storageConfigurationArn);
        for (const QString &arn : s3->encoderConfigurationArns) {
            if (!world.encoders.find(arn))
                return noSuch(u"Encoder configuration"_s, arn);
        }
    }
    return std::nullopt;
}

ivs::CompositionSummary summaryOf(const CompositionRecord &record)
{
    const ivs::Composition &data = record.data;
    ivs::CompositionSummary summary;
    summary.arn = data.arn;
    summary.stageArn = data.stageArn;
    summary.state = data.state;
    summary.tags = data.tags;
    summary.startTime = data.startTime;
    summary.endTime = data.endTime;
    for (const ivs::Destination &destination : data.destinations)
        summary.destinations.append({destination.id, destination.state, destination.startTime, destination.endTime});
    return summary;
}

} // namespace

Outcome<ivs::StartCompositionResponse> startComposition(Desk &desk, const ivs::StartCompositionRequest &request)
{
    World &world = desk.world;
    // Our choice: a token is remembered as long as its composition is.
    for (const auto &composition : world.compositions) {
        if (request.idempotencyToken.isEmpty() || composition->idempotencyToken != request.idempotencyToken)
            continue;
        if (composition->request == request)
            return ivs::StartCompositionResponse {composition->data};
        return desk.refuse(Refusal::conflict(u"idempotencyToken: used for another request"_s));
    }
    if (request.layout && request.layout->grid && request.layout->pip)
        return desk.refuse(Refusal::validation(u"layout: either grid or pip"_s)); // Our choice: not documented.
    if (!world.stages.find(request.stageArn))
        return desk.refuse(noSuch(u"Stage"_s, request.stageArn));
    for (const ivs::DestinationConfiguration &destination : request.destinations) {
        if (const auto problem = problemOf(desk.simulation, destination))
            return desk.refuse(*problem);
    }
    int live = 0;
    int ofStage = 0;
    for (const auto &composition : world.compositions) {
        live += composition->isLive() ? 1 : 0;
        ofStage += composition->isLive() && composition->data.stageArn == request.stageArn ? 1 : 0;
    }
    if (world.quotas.full(live, world.quotas.compositions))
        return desk.refuse(Refusal::quota(u"The limit on concurrent compositions is reached"_s));
    if (world.quotas.full(ofStage, world.quotas.compositionsPerStage))
        return desk.refuse(Refusal::quota(u"The limit on compositions of a stage is reached"_s));
    return ivs::StartCompositionResponse {desk.simulation.startComposition(request).data};
}

Outcome<ivs::StopCompositionResponse> stopComposition(Desk &desk, const ivs::StopCompositionRequest &request)
{
    CompositionRecord *record = desk.world.compositions.find(request.arn);
    if (!record)
        return desk.refuse(noSuch(u"Composition"_s, request.arn));
    // Our choice: stopping again while it stops is good, stopping what has ended is not.
    if (!record->isLive())
        return desk.refuse(Refusal::conflict(u"The composition has ended"_s));
    desk.simulation.stopComposition(*record);
    return {};
}

Outcome<ivs::GetCompositionResponse> getComposition(Desk &desk, const ivs::GetCompositionRequest &request)
{
    const CompositionRecord *record = desk.world.compositions.find(request.arn);
    if (!record)
        return desk.refuse(noSuch(u"Composition"_s, request.arn));
    return ivs::GetCompositionResponse {record->data};
}

// Our choice: both filters may be given together, as nothing forbids it; both must hold.
Outcome<ivs::ListCompositionsResponse> listCompositions(Desk &desk, const ivs::ListCompositionsRequest &request)
{
    const auto accepts = [&](const CompositionRecord &record) {
        if (!request.filterByStageArn.isEmpty() && record.data.stageArn != request.filterByStageArn)
            return false;
        const auto &all = record.data.destinations;
        return request.filterByEncoderConfigurationArn.isEmpty()
            || std::any_of(all.begin(), all.end(), [&](const ivs::Destination &destination) {
                   return uses(destination.configuration, request.filterByEncoderConfigurationArn);
               });
    };
    return pageOf<ivs::ListCompositionsResponse>(
        desk, desk.world.compositions, request, kPageLarge, accepts, summaryOf);
}

} // namespace local
