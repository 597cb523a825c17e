// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/rules.h"

#include <QLatin1StringView>

#include <tuple>

namespace ivs {

/// Where a member travels.
enum class Place { Body, Path, Query };

/// One member of a structure: its name on the wire, where it is kept, and what holds for it.
template <typename S, typename V>
struct Member
{
    using Value = V;

    QLatin1StringView name;
    V S::*pointer;
    bool required;
    Place place;
    const Rule *rule; ///< never null
};

/// The description of a structure: `name`, and `members`, a tuple of Member in the order of the service's model.
/// Codec, validation and the conformance table all read it here. Specialised in models/ivs/shapes_*.h.
template <typename S>
struct Shape;

/// A member that may be absent.
template <typename S, typename V>
constexpr Member<S, V> member(const char *name, V S::*pointer, const Rule &rule = rules::kAny)
{
    return {QLatin1StringView(name), pointer, false, Place::Body, &rule};
}

/// A member that must be there.
template <typename S, typename V>
constexpr Member<S, V> required(const char *name, V S::*pointer, const Rule &rule = rules::kAny)
{
    return {QLatin1StringView(name), pointer, true, Place::Body, &rule};
}

/// A required member that travels in the request's path, not in its body.
template <typename S, typename V>
constexpr Member<S, V> inPath(const char *name, V S::*pointer, const Rule &rule)
{
    return {QLatin1StringView(name), pointer, true, Place::Path, &rule};
}

/// A required member that travels in the request's query, not in its body.
template <typename S, typename V>
constexpr Member<S, V> inQuery(const char *name, V S::*pointer, const Rule &rule)
{
    return {QLatin1StringView(name), pointer, true, Place::Query, &rule};
}

/// Calls \a visit(member) for the members of S in their order until it returns false; returns whether none did.
template <typename S, typename Visit>
bool forEachMember(Visit visit)
{
    return std::apply([&visit](const auto &...each) { return (visit(each) && ...); }, Shape<S>::members);
}

} // namespace ivs
