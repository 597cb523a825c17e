// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types.h"

namespace ivs {

/// The items of a page, whatever the list is called: `Item`, and `items(response)`. Every one of these answers has a
/// nextToken beside its list; an absent or empty one ends the listing, and a page may be empty before the end.
template <typename Response>
struct PageOf;

#define IVS_PAGE(Response, Type, member)                                                                               \
    template <>                                                                                                        \
    struct PageOf<Response>                                                                                            \
    {                                                                                                                  \
        using Item = Type;                                                                                             \
        static QList<Type> &items(Response &page) { return page.member; }                                              \
        static const QList<Type> &items(const Response &page) { return page.member; }                                  \
    };

IVS_PAGE(ListStagesResponse, StageSummary, stages)
IVS_PAGE(ListStageSessionsResponse, StageSessionSummary, stageSessions)
IVS_PAGE(ListParticipantsResponse, ParticipantSummary, participants)
IVS_PAGE(ListParticipantEventsResponse, Event, events)
IVS_PAGE(ListParticipantReplicasResponse, ParticipantReplica, replicas)
IVS_PAGE(ListCompositionsResponse, CompositionSummary, compositions)
IVS_PAGE(ListEncoderConfigurationsResponse, EncoderConfigurationSummary, encoderConfigurations)
IVS_PAGE(ListStorageConfigurationsResponse, StorageConfigurationSummary, storageConfigurations)
IVS_PAGE(ListIngestConfigurationsResponse, IngestConfigurationSummary, ingestConfigurations)
IVS_PAGE(ListPublicKeysResponse, PublicKeySummary, publicKeys)
IVS_PAGE(ListChannelsResponse, ChannelSummary, channels)
IVS_PAGE(ListStreamsResponse, StreamSummary, streams)

#undef IVS_PAGE

} // namespace ivs
