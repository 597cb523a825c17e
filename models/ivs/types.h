// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The structures of the service, one plain aggregate each, with the service's own names. In all of them:
/// - a null QString, an invalid QDateTime and an empty std::optional are absent members. A QString that is empty but
/// not
///   null is sent as "". Mind that QString's == takes null and empty for the same: ask isNull();
/// - times are UTC, in milliseconds; what the service says beyond that is cut off;
/// - an empty list or map is not sent, unless the member is required;
/// - an Enum keeps a word that this program does not know.
/// Which members are required, and within which limits, is described in models/ivs/shapes.h.

#include "models/ivs/types_channels.h"
#include "models/ivs/types_compositions.h"
#include "models/ivs/types_configurations.h"
#include "models/ivs/types_enums.h"
#include "models/ivs/types_keys.h"
#include "models/ivs/types_participants.h"
#include "models/ivs/types_stages.h"
#include "models/ivs/types_tags.h"
#include "models/ivs/types_tokens.h"
