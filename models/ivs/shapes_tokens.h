// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/rules.h"
#include "models/ivs/shape.h"
#include "models/ivs/types_tokens.h"

namespace ivs {

template <>
struct Shape<ParticipantToken>
{
    using S = ParticipantToken;
    static constexpr const char *name = "ParticipantToken";
    static constexpr auto members = std::tuple {member("participantId", &S::participantId, rules::kParticipantTokenId),
        member("token", &S::token), member("userId", &S::userId, rules::kParticipantTokenUserId),
        member("attributes", &S::attributes, rules::kParticipantTokenAttributes),
        member("duration", &S::duration, rules::kParticipantTokenDurationMinutes),
        member("capabilities", &S::capabilities, rules::kParticipantTokenCapabilities),
        member("expirationTime", &S::expirationTime)};
};

template <>
struct Shape<ParticipantTokenConfiguration>
{
    using S = ParticipantTokenConfiguration;
    static constexpr const char *name = "ParticipantTokenConfiguration";
    static constexpr auto members =
        std::tuple {member("duration", &S::duration, rules::kParticipantTokenDurationMinutes),
            member("userId", &S::userId, rules::kParticipantTokenUserId),
            member("attributes", &S::attributes, rules::kParticipantTokenAttributes),
            member("capabilities", &S::capabilities, rules::kParticipantTokenCapabilities)};
};

template <>
struct Shape<CreateParticipantTokenRequest>
{
    using S = CreateParticipantTokenRequest;
    static constexpr const char *name = "CreateParticipantTokenRequest";
    static constexpr auto members = std::tuple {required("stageArn", &S::stageArn, rules::kStageArn),
        member("duration", &S::duration, rules::kParticipantTokenDurationMinutes),
        member("userId", &S::userId, rules::kParticipantTokenUserId),
        member("attributes", &S::attributes, rules::kParticipantTokenAttributes),
        member("capabilities", &S::capabilities, rules::kParticipantTokenCapabilities)};
};

template <>
struct Shape<CreateParticipantTokenResponse>
{
    using S = CreateParticipantTokenResponse;
    static constexpr const char *name = "CreateParticipantTokenResponse";
    static constexpr auto members = std::tuple {member("participantToken", &S::participantToken)};
};

} // namespace ivs
