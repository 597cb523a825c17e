// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types_enums.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>

/// Channels and their streams, of the low-latency service: what a composition broadcasts to. Only what this program
/// reads; a channel's SRT passphrase, a secret, is none of it.
namespace ivs {

struct Channel
{
    QString arn;
    QString name;
    Enum<ChannelLatencyMode> latencyMode;
    Enum<ChannelType> type; ///< what it takes: see ChannelType
    QString recordingConfigurationArn; ///< empty: the channel does not record
    QString ingestEndpoint;
    QString playbackUrl;
    std::optional<bool> authorized; ///< viewers need a token
    QMap<QString, QString> tags;
    std::optional<bool> insecureIngest;
    Enum<TranscodePreset> preset;

    bool operator==(const Channel &) const = default;
};

/// A channel as its list tells it.
struct ChannelSummary
{
    QString arn;
    QString name;
    Enum<ChannelLatencyMode> latencyMode;
    std::optional<bool> authorized;
    QString recordingConfigurationArn;
    QMap<QString, QString> tags;
    std::optional<bool> insecureIngest;
    Enum<ChannelType> type;
    Enum<TranscodePreset> preset;

    bool operator==(const ChannelSummary &) const = default;
};

/// What is broadcast on a channel now.
struct Stream
{
    QString channelArn;
    QString streamId;
    QString playbackUrl;
    QDateTime startTime;
    Enum<StreamState> state;
    Enum<StreamHealth> health;
    std::optional<int> viewerCount;

    bool operator==(const Stream &) const = default;
};

/// A stream as its list tells it.
struct StreamSummary
{
    QString channelArn;
    QString streamId;
    Enum<StreamState> state;
    Enum<StreamHealth> health;
    std::optional<int> viewerCount;
    QDateTime startTime;

    bool operator==(const StreamSummary &) const = default;
};

struct StreamFilters
{
    Enum<StreamHealth> health;

    bool operator==(const StreamFilters &) const = default;
};

struct ListChannelsRequest
{
    QString filterByName;
    QString nextToken;
    std::optional<int> maxResults;

    bool operator==(const ListChannelsRequest &) const = default;
};

struct ListChannelsResponse
{
    QList<ChannelSummary> channels;
    QString nextToken;

    bool operator==(const ListChannelsResponse &) const = default;
};

struct GetChannelRequest
{
    QString arn;

    bool operator==(const GetChannelRequest &) const = default;
};

struct GetChannelResponse
{
    std::optional<Channel> channel;

    bool operator==(const GetChannelResponse &) const = default;
};

struct ListStreamsRequest
{
    std::optional<StreamFilters> filterBy;
    QString nextToken;
    std::optional<int> maxResults;

    bool operator==(const ListStreamsRequest &) const = default;
};

struct ListStreamsResponse
{
    QList<StreamSummary> streams;
    QString nextToken;

    bool operator==(const ListStreamsResponse &) const = default;
};

/// Refused with ChannelNotBroadcasting (404) while nothing is broadcast.
struct GetStreamRequest
{
    QString channelArn;

    bool operator==(const GetStreamRequest &) const = default;
};

struct GetStreamResponse
{
    std::optional<Stream> stream;

    bool operator==(const GetStreamResponse &) const = default;
};

} // namespace ivs
