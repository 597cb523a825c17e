// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/handlers.h"

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

constexpr qsizetype kMostTags = 50;

// Every resource carries tags, as the model and the policies have it (fact sheet 2).
StringMap *tagsOf(World &world, const QString &arn)
{
    if (StageRecord *stage = world.stages.find(arn))
        return &stage->tags;
    if (CompositionRecord *composition = world.compositions.find(arn))
        return &composition->data.tags;
    if (EncoderRecord *encoder = world.encoders.find(arn))
        return &encoder->data.tags;
    if (StorageRecord *storage = world.storages.find(arn))
        return &storage->data.tags;
    if (IngestRecord *ingest = world.ingests.find(arn))
        return &ingest->data.tags;
    if (KeyRecord *key = world.keys.find(arn))
        return &key->data.tags;
    return nullptr;
}

} // namespace

Outcome<ivs::ListTagsForResourceResponse> listTagsForResource(
    Desk &desk, const ivs::ListTagsForResourceRequest &request)
{
    const StringMap *tags = tagsOf(desk.world, request.resourceArn);
    if (!tags)
        return desk.refuse(noSuch(u"Resource"_s, request.resourceArn));
    return ivs::ListTagsForResourceResponse {*tags};
}

Outcome<ivs::TagResourceResponse> tagResource(Desk &desk, const ivs::TagResourceRequest &request)
{
    StringMap *tags = tagsOf(desk.world, request.resourceArn);
    if (!tags)
        return desk.refuse(noSuch(u"Resource"_s, request.resourceArn));
    StringMap merged = *tags;
    merged.insert(request.tags);
    if (merged.size() > kMostTags)
        return desk.refuse(Refusal::validation(u"tags: a resource can have at most 50"_s)); // Our choice: 400.
    *tags = merged;
    return {};
}

Outcome<ivs::UntagResourceResponse> untagResource(Desk &desk, const ivs::UntagResourceRequest &request)
{
    StringMap *tags = tagsOf(desk.world, request.resourceArn);
    if (!tags)
        return desk.refuse(noSuch(u"Resource"_s, request.resourceArn));
    for (const QString &key : request.tagKeys)
        tags->remove(key);
    return {};
}

} // namespace local
