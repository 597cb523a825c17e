// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/crossrules.h"

#include <initializer_list>

using namespace Qt::Literals::StringLiterals;

namespace ivs {

namespace {

bool broken(QLatin1StringView member, const QString &message, FieldFault *fault)
{
    fault->message = message;
    fault->prependMember(member);
    return false;
}

struct Filter
{
    QLatin1StringView member;
    bool isSet;
};

// Names the second filter that is set: the first one would have been fine by itself.
bool atMostOne(std::initializer_list<Filter> filters, FieldFault *fault)
{
    const Filter *first = nullptr;
    for (const Filter &filter : filters) {
        if (!filter.isSet)
            continue;
        if (first)
            return broken(filter.member, u"can't be used together with %1"_s.arg(first->member), fault);
        first = &filter;
    }
    return true;
}

} // namespace

bool crossRules(const Video &video, FieldFault *fault)
{
    constexpr int kMaxPixels = 1920 * 1080;
    const int width = video.width.value_or(1280);
    const int height = video.height.value_or(720);
    if (width % 2 != 0)
        return broken("width"_L1, u"must be even, but is %1"_s.arg(width), fault);
    if (height % 2 != 0)
        return broken("height"_L1, u"must be even, but is %1"_s.arg(height), fault);
    if (width * height > kMaxPixels) // both are at most 1920 here: members come before their cross rules
        return broken("height"_L1,
            u"makes %1 × %2 pixels, which is more than %3"_s.arg(width).arg(height).arg(kMaxPixels), fault);
    return true;
}

bool crossRules(const DestinationConfiguration &destination, FieldFault *fault)
{
    if (destination.channel && destination.s3)
        return broken("s3"_L1, u"can't be used together with channel"_s, fault);
    if (!destination.channel && !destination.s3)
        return broken("channel"_L1, u"must be given, or s3"_s, fault);
    return true;
}

bool crossRules(const StartCompositionRequest &request, FieldFault *fault)
{
    const auto &destinations = request.destinations;
    if (destinations.size() != 2 || destinations[0].channel.has_value() != destinations[1].channel.has_value())
        return true;
    return broken("destinations"_L1, u"must be one channel and one s3 when there are two"_s, fault);
}

bool crossRules(const CreateIngestConfigurationRequest &request, FieldFault *fault)
{
    if (request.ingestProtocol == IngestProtocol::Rtmp && !request.insecureIngest.value_or(false))
        return broken("insecureIngest"_L1, u"must be true for RTMP, which is not encrypted"_s, fault);
    return true;
}

bool crossRules(const ListParticipantsRequest &request, FieldFault *fault)
{
    return atMostOne({{"filterByUserId"_L1, !request.filterByUserId.isNull()},
                         {"filterByPublished"_L1, request.filterByPublished.has_value()},
                         {"filterByState"_L1, request.filterByState.isSet()},
                         {"filterByRecordingState"_L1, request.filterByRecordingState.isSet()}},
        fault);
}

bool crossRules(const ListIngestConfigurationsRequest &request, FieldFault *fault)
{
    return atMostOne({{"filterByStageArn"_L1, !request.filterByStageArn.isNull()},
                         {"filterByState"_L1, request.filterByState.isSet()}},
        fault);
}

} // namespace ivs
