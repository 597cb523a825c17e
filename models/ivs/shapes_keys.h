// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/rules.h"
#include "models/ivs/shape.h"
#include "models/ivs/types_keys.h"

namespace ivs {

template <>
struct Shape<PublicKey>
{
    using S = PublicKey;
    static constexpr const char *name = "PublicKey";
    static constexpr auto members =
        std::tuple {member("arn", &S::arn, rules::kPublicKeyArn), member("name", &S::name, rules::kPublicKeyName),
            member("publicKeyMaterial", &S::publicKeyMaterial, rules::kPublicKeyMaterial),
            member("fingerprint", &S::fingerprint), member("tags", &S::tags, rules::kTags)};
};

template <>
struct Shape<PublicKeySummary>
{
    using S = PublicKeySummary;
    static constexpr const char *name = "PublicKeySummary";
    static constexpr auto members = std::tuple {member("arn", &S::arn, rules::kPublicKeyArn),
        member("name", &S::name, rules::kPublicKeyName), member("tags", &S::tags, rules::kTags)};
};

template <>
struct Shape<ImportPublicKeyRequest>
{
    using S = ImportPublicKeyRequest;
    static constexpr const char *name = "ImportPublicKeyRequest";
    static constexpr auto members =
        std::tuple {required("publicKeyMaterial", &S::publicKeyMaterial, rules::kPublicKeyMaterial),
            member("name", &S::name, rules::kPublicKeyName), member("tags", &S::tags, rules::kTags)};
};

template <>
struct Shape<ImportPublicKeyResponse>
{
    using S = ImportPublicKeyResponse;
    static constexpr const char *name = "ImportPublicKeyResponse";
    static constexpr auto members = std::tuple {member("publicKey", &S::publicKey)};
};

template <>
struct Shape<DeletePublicKeyRequest>
{
    using S = DeletePublicKeyRequest;
    static constexpr const char *name = "DeletePublicKeyRequest";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kPublicKeyArn)};
};

template <>
struct Shape<DeletePublicKeyResponse>
{
    static constexpr const char *name = "DeletePublicKeyResponse";
    static constexpr auto members = std::tuple {};
};

template <>
struct Shape<GetPublicKeyRequest>
{
    using S = GetPublicKeyRequest;
    static constexpr const char *name = "GetPublicKeyRequest";
    static constexpr auto members = std::tuple {required("arn", &S::arn, rules::kPublicKeyArn)};
};

template <>
struct Shape<GetPublicKeyResponse>
{
    using S = GetPublicKeyResponse;
    static constexpr const char *name = "GetPublicKeyResponse";
    static constexpr auto members = std::tuple {member("publicKey", &S::publicKey)};
};

template <>
struct Shape<ListPublicKeysRequest>
{
    using S = ListPublicKeysRequest;
    static constexpr const char *name = "ListPublicKeysRequest";
    static constexpr auto members = std::tuple {member("nextToken", &S::nextToken, rules::kPaginationToken),
        member("maxResults", &S::maxResults, rules::kMaxPublicKeyResults)};
};

template <>
struct Shape<ListPublicKeysResponse>
{
    using S = ListPublicKeysResponse;
    static constexpr const char *name = "ListPublicKeysResponse";
    static constexpr auto members = std::tuple {
        required("publicKeys", &S::publicKeys), member("nextToken", &S::nextToken, rules::kPaginationToken)};
};

} // namespace ivs
