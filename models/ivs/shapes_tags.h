// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/rules.h"
#include "models/ivs/shape.h"
#include "models/ivs/types_tags.h"

namespace ivs {

template <>
struct Shape<ListTagsForResourceRequest>
{
    using S = ListTagsForResourceRequest;
    static constexpr const char *name = "ListTagsForResourceRequest";
    static constexpr auto members = std::tuple {inPath("resourceArn", &S::resourceArn, rules::kResourceArn)};
};

template <>
struct Shape<ListTagsForResourceResponse>
{
    using S = ListTagsForResourceResponse;
    static constexpr const char *name = "ListTagsForResourceResponse";
    static constexpr auto members = std::tuple {required("tags", &S::tags, rules::kTags)};
};

template <>
struct Shape<TagResourceRequest>
{
    using S = TagResourceRequest;
    static constexpr const char *name = "TagResourceRequest";
    static constexpr auto members = std::tuple {
        inPath("resourceArn", &S::resourceArn, rules::kResourceArn), required("tags", &S::tags, rules::kTags)};
};

template <>
struct Shape<TagResourceResponse>
{
    static constexpr const char *name = "TagResourceResponse";
    static constexpr auto members = std::tuple {};
};

template <>
struct Shape<UntagResourceRequest>
{
    using S = UntagResourceRequest;
    static constexpr const char *name = "UntagResourceRequest";
    static constexpr auto members = std::tuple {inPath("resourceArn", &S::resourceArn, rules::kResourceArn),
        inQuery("tagKeys", &S::tagKeys, rules::kTagKeyList)};
};

template <>
struct Shape<UntagResourceResponse>
{
    static constexpr const char *name = "UntagResourceResponse";
    static constexpr auto members = std::tuple {};
};

} // namespace ivs
