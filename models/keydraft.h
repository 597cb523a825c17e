// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types.h"
#include "models/pairrows.h"

/// A public key while it is about to be imported.
struct KeyDraft
{
    QString name; ///< at most 128 of a-z, A-Z, 0-9, - and _; may be empty
    PairRows tags;

    /// Each fault with the path of its member in ImportPublicKeyRequest.
    QList<DraftFault> faults() const;
    /// \a publicPem is the material: SubjectPublicKeyInfo, P-384.
    ivs::ImportPublicKeyRequest request(const QByteArray &publicPem) const;
    bool operator==(const KeyDraft &) const = default;
};
