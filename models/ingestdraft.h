// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types.h"
#include "models/pairrows.h"

/// An ingest configuration while it is filled in.
struct IngestDraft
{
    QString name; ///< at most 128 of a-z, A-Z, 0-9, - and _; may be empty
    QString stageArn; ///< of this account and region; empty: attached later
    QString userId; ///< at most 128 characters; may be empty
    bool encrypted = true; ///< RTMPS; without it RTMP, which the service only takes as insecureIngest (fact sheet 9)
    bool redundant = false; ///< two streams with a key each
    PairRows attributes; ///< everybody in the stage sees them
    PairRows tags;

    /// Each fault with the path of its member in CreateIngestConfigurationRequest.
    QList<DraftFault> faults() const;
    ivs::CreateIngestConfigurationRequest request() const;
    bool operator==(const IngestDraft &) const = default;
};
