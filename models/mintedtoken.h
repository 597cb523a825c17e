// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/types.h"

/// A token that was just made here, by the service or with a key of our own. It is handed over while it is shown and
/// goes nowhere else: the service does not keep it, and of the store's register it is left out.
struct MintedToken
{
    using How = store::IssuedToken::How;

    QString token; ///< secret
    QString participantId; ///< for a token of our own the `jti`
    QString stageArn;
    QString stageName; ///< empty when the stage has none or it is not known
    QString userId;
    QMap<QString, QString> attributes;
    bool publish = false;
    bool subscribe = false;
    QDateTime issued;
    QDateTime expires;
    How how = How::Service;
    QString keyArn; ///< of the public key, only with How::OwnKey
    quint64 journalEntry = 0; ///< 0: there is none
    bool isConnection = false; ///< a connection token, which belongs to no participant
};
