// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositionscene.h"

/// Somebody who doesn't exist: roles instead of attributes, which have their names from the layout, and what the
/// service tells of nobody.
struct MadeUpPerson
{
    bool featured = false;
    bool over = false; ///< the picture in picture
    std::optional<int> order; ///< the number of the attribute that orders; without one by arrival
    bool portrait = false; ///< a camera that stands upright
    bool videoStopped = false;

    bool operator==(const MadeUpPerson &) const = default;
};

/// The most that a made-up cast has; more than the service's default of 12 publishers.
constexpr int kMostMadeUp = 25;

/// \a count people, clamped to 1 to 25: the first is featured, the second is the picture in picture, and all have a
/// number to be ordered by.
QList<MadeUpPerson> madeUpPeople(int count);
/// The cast that they are for \a layout: where it names no attribute for a role, nobody has the role.
QList<CastMember> madeUpCast(const QList<MadeUpPerson> &people, const ivs::LayoutConfiguration &layout);
/// The cast of madeUpPeople().
QList<CastMember> madeUpCast(const ivs::LayoutConfiguration &layout, int count);
