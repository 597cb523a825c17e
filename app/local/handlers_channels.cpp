// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/handlers.h"

using namespace Qt::Literals::StringLiterals;

namespace local {

Outcome<ivs::ListChannelsResponse> listChannels(Desk &desk, const ivs::ListChannelsRequest &request)
{
    const auto accepts = [&](const ChannelRecord &record) {
        return request.filterByName.isEmpty() || record.data.name == request.filterByName;
    };
    return pageOf<ivs::ListChannelsResponse>(
        desk, desk.world.channels, request, kPageDefault, accepts, [](const ChannelRecord &record) {
            const ivs::Channel &data = record.data;
            return ivs::ChannelSummary {data.arn, data.name, data.latencyMode, data.authorized,
                data.recordingConfigurationArn, data.tags, data.insecureIngest, data.type, data.preset};
        });
}

Outcome<ivs::GetChannelResponse> getChannel(Desk &desk, const ivs::GetChannelRequest &request)
{
    const ChannelRecord *record = desk.world.channels.find(request.arn);
    if (!record)
        return desk.refuse(noSuch(u"Channel"_s, request.arn));
    return ivs::GetChannelResponse {record->data};
}

Outcome<ivs::ListStreamsResponse> listStreams(Desk &desk, const ivs::ListStreamsRequest &request)
{
    const auto accepts = [&](const ChannelRecord &record) {
        const std::optional<ivs::Stream> stream = desk.simulation.streamOf(record);
        return stream
            && (!request.filterBy || !request.filterBy->health.isSet() || stream->health == request.filterBy->health);
    };
    return pageOf<ivs::ListStreamsResponse>(
        desk, desk.world.channels, request, kPageDefault, accepts, [&desk](const ChannelRecord &record) {
            const ivs::Stream stream = desk.simulation.streamOf(record).value_or(ivs::Stream());
            return ivs::StreamSummary {
                stream.channelArn, stream.streamId, stream.state, stream.health, stream.viewerCount, stream.startTime};
        });
}

Outcome<ivs::GetStreamResponse> getStream(Desk &desk, const ivs::GetStreamRequest &request)
{
    const ChannelRecord *record = desk.world.channels.find(request.channelArn);
    if (!record)
        return desk.refuse(noSuch(u"Channel"_s, request.channelArn));
    const std::optional<ivs::Stream> stream = desk.simulation.streamOf(*record);
    if (!stream) {
        return desk.refuse(
            {404, u"ChannelNotBroadcasting"_s, u"The channel isn't currently broadcasting: %1"_s.arg(record->arn)});
    }
    return ivs::GetStreamResponse {stream};
}

} // namespace local
