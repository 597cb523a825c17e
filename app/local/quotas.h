// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace local {

/// How many of each there may be (fact sheet 2: the service's defaults). `enforced` is what --quotas switches.
struct Quotas
{
    bool enforced = true;
    int stages = 1000;
    int publishersPerStage = 12;
    int subscribersPerStage = 10000;
    int publishers = 1000;
    int subscriptions = 20000;
    int replicationsPerParticipant = 5;
    int compositions = 20;
    int compositionsPerStage = 5;
    int encoderConfigurations = 20;
    int storageConfigurations = 5;
    int ingestConfigurations = 100;
    int publicKeys = 3;

    /// One more than \a present would be too many.
    bool full(int present, int limit) const { return enforced && present >= limit; }
};

} // namespace local
