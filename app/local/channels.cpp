// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/simulation.h"

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

// Our choice: how long a channel stays live after what fed it has ended.
constexpr Millis kStreamEnds = 4 * kSecond;

// When an output to a channel began to broadcast, if it does so at \a now.
std::optional<Millis> broadcastSince(const ivs::Destination &destination, Millis now)
{
    using State = ivs::DestinationState;
    if (!destination.startTime.isValid())
        return std::nullopt;
    const bool over = destination.state == State::Stopped || destination.state == State::Failed;
    if (over && destination.endTime.toMSecsSinceEpoch() + kStreamEnds <= now)
        return std::nullopt;
    return destination.startTime.toMSecsSinceEpoch();
}

} // namespace

void Simulation::seedChannels()
{
    addChannel(u"EvEnInGsHoW1"_s, u"evening-show"_s, ivs::ChannelType::Standard);
    addChannel(u"VeRtIcAlFeD2"_s, u"vertical-feed"_s, ivs::ChannelType::Standard);
    addChannel(u"BaCkUpBaSiC3"_s, u"backup-basic"_s, ivs::ChannelType::Basic);
    addChannel(u"CiNeMaHdAdV4"_s, u"cinema-hd"_s, ivs::ChannelType::AdvancedHd);
}

ChannelRecord &Simulation::addChannel(const QString &id, const QString &name, ivs::ChannelType type)
{
    auto record = std::make_unique<ChannelRecord>();
    record->serial = m_world.nextSerial();
    record->arn = m_world.arnOf("channel"_L1, id);
    ivs::Channel &data = record->data;
    data.arn = record->arn;
    data.name = name;
    data.latencyMode = ivs::ChannelLatencyMode::Low;
    data.type = type;
    data.authorized = false;
    data.insecureIngest = false;
    data.ingestEndpoint = u"%1.global-contribute.live-video.net"_s.arg(id.toLower());
    data.playbackUrl = u"https://%1.playback.live-video.net/api/video/v1/%2.m3u8"_s.arg(id.toLower(), id);
    return *m_world.channels.add(std::move(record));
}

std::optional<ivs::Stream> Simulation::streamOf(const ChannelRecord &channel) const
{
    std::optional<Millis> since = channel.liveSince;
    QString source = channel.data.name;
    for (const auto &composition : m_world.compositions) {
        for (const ivs::Destination &destination : composition->data.destinations) {
            const auto &feeds = destination.configuration.channel;
            if (since || !feeds || feeds->channelArn != channel.arn)
                continue;
            since = broadcastSince(destination, m_now);
            source = destination.id;
        }
    }
    if (!since)
        return std::nullopt;
    ivs::Stream stream;
    stream.channelArn = channel.arn;
    stream.streamId = u"st-"_s + source.remove(u'-').leftJustified(23, u'x', true);
    stream.playbackUrl = channel.data.playbackUrl;
    stream.startTime = toDateTime(*since);
    stream.state = ivs::StreamState::Live;
    stream.health = ivs::StreamHealth::Healthy;
    stream.viewerCount = 0;
    return stream;
}

} // namespace local
