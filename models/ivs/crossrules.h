// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/fieldfault.h"
#include "models/ivs/types.h"

namespace ivs {

/// The rules between the members of one structure. Each overload returns whether they hold, else says in the fault
/// which one is broken. Most structures have none.
template <typename S>
bool crossRules(const S &, FieldFault *)
{
    return true;
}

/// Even sides, and at most as many pixels as 1920 × 1080 (fact sheet 8). An absent side counts with its default.
bool crossRules(const Video &video, FieldFault *fault);
/// Exactly one of channel and s3.
bool crossRules(const DestinationConfiguration &destination, FieldFault *fault);
/// Two destinations are exactly one channel and one s3.
bool crossRules(const StartCompositionRequest &request, FieldFault *fault);
/// RTMP is not encrypted, and must be allowed by insecureIngest (fact sheet 9).
bool crossRules(const CreateIngestConfigurationRequest &request, FieldFault *fault);
/// At most one filter (fact sheet 3).
bool crossRules(const ListParticipantsRequest &request, FieldFault *fault);
/// At most one filter (fact sheet 9).
bool crossRules(const ListIngestConfigurationsRequest &request, FieldFault *fault);

} // namespace ivs
