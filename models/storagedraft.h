// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types.h"
#include "models/pairrows.h"

/// A storage configuration while it is filled in: plain data, its rules, and the request that it makes.
struct StorageDraft
{
    QString name; ///< at most 128 letters, digits, - and _; may be empty
    QString bucket; ///< 3 to 63 lower-case letters, digits, - and .; of this account and region
    PairRows tags;

    /// Everything that is wrong, each with the path of its member in CreateStorageConfigurationRequest; empty when it
    /// can be sent.
    QList<DraftFault> faults() const;
    ivs::CreateStorageConfigurationRequest request() const;

    bool operator==(const StorageDraft &) const = default;
};

/// What AWS changes in the policy of the bucket when a storage configuration is made in \a region, and what else it
/// asks of the bucket and of the caller: sentences, one to a paragraph (fact sheet 8.1, and the IAM rows of 9).
QStringList bucketPolicyWords(const QString &region);
