// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

namespace local {

/// What a participant's client tells of itself (GetParticipant only).
struct Client
{
    const char *isp;
    const char *os;
    const char *osVersion;
    const char *browser;
    const char *browserVersion;
    const char *sdk;
};

inline constexpr std::array kClients {
    Client {"Comcast Cable Communications", "Windows", "10", "Chrome", "141.0.7390", "1.29.0"},
    Client {"Deutsche Telekom AG", "macOS", "15.6", "Safari", "18.6", "1.29.0"},
    Client {"Orange S.A.", "Android", "15", "Chrome Mobile", "141.0.7390", "1.28.1"},
    Client {"Vodafone Limited", "iOS", "18.6.2", "Mobile Safari", "18.6", "1.29.0"},
    Client {"AT-T Enterprises", "Windows", "11", "Edge", "141.0.3537", "1.29.0"},
    Client {"KDDI Corporation", "iOS", "17.7", "IVS Broadcast SDK", "1.33.0", "1.33.0"},
    Client {"Telefonica de Espana", "Linux", "6.1", "Firefox", "143.0", "1.27.2"},
    Client {"Rogers Communications", "Android", "14", "IVS Broadcast SDK", "1.33.0", "1.33.0"},
};

} // namespace local
