// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/rules.h"
#include "models/ivs/shape.h"
#include "models/ivs/types_channels.h"

namespace ivs {

template <>
struct Shape<Channel>
{
    using S = Channel;
    static constexpr const char *name = "Channel";
    static constexpr auto members = std::tuple {member("arn", &S::arn, rules::kChannelArn),
        member("name", &S::name, rules::kChannelName), member("latencyMode", &S::latencyMode), member("type", &S::type),
        member("recordingConfigurationArn", &S::recordingConfigurationArn),
        member("ingestEndpoint", &S::ingestEndpoint), member("playbackUrl", &S::playbackUrl),
        member("authorized", &S::authorized), member("tags", &S::tags, rules::kTags),
        member("insecureIngest", &S::insecureIngest), member("preset", &S::preset)};
};

template <>
struct Shape<ChannelSummary>
{
    using S = ChannelSummary;
    static constexpr const char *name = "ChannelSummary";
    static constexpr auto members =
        std::tuple {member("arn", &S::arn, rules::kChannelArn), member("name", &S::name, rules::kChannelName),
            member("latencyMode", &S::latencyMode), member("authorized", &S::authorized),
            member("recordingConfigurationArn", &S::recordingConfigurationArn), member("tags", &S::tags, rules::kTags),
            member("insecureIngest", &S::insecureIngest), member("type", &S::type), member("preset", &S::preset)};
};

template <>
struct Shape<Stream>
{
    using S = Stream;
    static constexpr const char *name = "Stream";
    static constexpr auto members = std::tuple {member("channelArn", &S::channelArn, rules::kChannelArn),
        member("streamId", &S::streamId), member("playbackUrl", &S::playbackUrl), member("startTime", &S::startTime),
        member("state", &S::state), member("health", &S::health), member("viewerCount", &S::viewerCount)};
};

template <>
struct Shape<StreamSummary>
{
    using S = StreamSummary;
    static constexpr const char *name = "StreamSummary";
    static constexpr auto members = std::tuple {member("channelArn", &S::channelArn, rules::kChannelArn),
        member("streamId", &S::streamId), member("state", &S::state), member("health", &S::health),
        member("viewerCount", &S::viewerCount), member("startTime", &S::startTime)};
};

template <>
struct Shape<StreamFilters>
{
    using S = StreamFilters;
    static constexpr const char *name = "StreamFilters";
    static constexpr auto members = std::tuple {member("health", &S::health)};
};

template <>
struct Shape<ListChannelsRequest>
{
    using S = ListChannelsRequest;
    static constexpr const char *name = "ListChannelsRequest";
    static constexpr auto members = std::tuple {member("filterByName", &S::filterByName, rules::kChannelName),
        member("nextToken", &S::nextToken, rules::kPaginationToken),
        member("maxResults", &S::maxResults, rules::kMaxChannelResults)};
};

template <>
struct Shape<ListChannelsResponse>
{
    using S = ListChannelsResponse;
    static constexpr const char *name = "ListChannelsResponse";
    static constexpr auto members =
        std::tuple {required("channels", &S::channels), member("nextToken", &S::nextToken, rules::kPaginationToken)};
};

template <>
struct Shape<GetChannelRequest>
{
    using S = GetChannelRequest;
    static constexpr const char *name = "GetChannelRequest";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kChannelArn)};
};

template <>
struct Shape<GetChannelResponse>
{
    using S = GetChannelResponse;
    static constexpr const char *name = "GetChannelResponse";
    static constexpr auto members = std::tuple {member("channel", &S::channel)};
};

template <>
struct Shape<ListStreamsRequest>
{
    using S = ListStreamsRequest;
    static constexpr const char *name = "ListStreamsRequest";
    static constexpr auto members =
        std::tuple {member("filterBy", &S::filterBy), member("nextToken", &S::nextToken, rules::kPaginationToken),
            member("maxResults", &S::maxResults, rules::kMaxStreamResults)};
};

template <>
struct Shape<ListStreamsResponse>
{
    using S = ListStreamsResponse;
    static constexpr const char *name = "ListStreamsResponse";
    static constexpr auto members =
        std::tuple {required("streams", &S::streams), member("nextToken", &S::nextToken, rules::kPaginationToken)};
};

template <>
struct Shape<GetStreamRequest>
{
    using S = GetStreamRequest;
    static constexpr const char *name = "GetStreamRequest";
    static constexpr auto members = std::tuple {required("channelArn", &S::channelArn, rules::kChannelArn)};
};

template <>
struct Shape<GetStreamResponse>
{
    using S = GetStreamResponse;
    static constexpr const char *name = "GetStreamResponse";
    static constexpr auto members = std::tuple {member("stream", &S::stream)};
};

} // namespace ivs
