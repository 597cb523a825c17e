// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stagedraft.h"

/// A token for a stage that stands already, while it is filled in: plain data, its rules, and the request it makes.
struct MintDraft
{
    QString stageArn;
    QString stageName; ///< for people; may be empty
    TokenDraft token;
    QString keyArn; ///< public half of the key that signs it here; empty for a token of the service

    /// Everything that is wrong, each with the path of its member in CreateParticipantTokenRequest; empty when it can
    /// be sent, or signed: the rules are the same, 14 days too.
    QList<DraftFault> faults() const;
    ivs::CreateParticipantTokenRequest request() const;

    bool operator==(const MintDraft &) const = default;
};

/// A connection token while it is filled in: with it a client connects ahead of its participant token, which it doesn't
/// replace (fact sheet 7.3). Only a key of one's own makes one; account and region are the key's.
struct ConnectionDraft
{
    QString keyArn;
    int durationMinutes = 1440; ///< 1 to mostMinutes()

    static int mostMinutes(); ///< 4 weeks
    /// Everything that is wrong, with `keyArn` or `duration` as its field.
    QList<DraftFault> faults() const;

    bool operator==(const ConnectionDraft &) const = default;
};

/// Minutes that a person wrote: `12 h`, `90 min`, `1 d 6 h`, or a number alone, which is minutes. Nothing when it can't
/// be read. What is read may be out of range: tokenFaults() tells.
std::optional<int> minutesOf(const QString &text);
/// The same the other way: `12 h`, `1 d 6 h`, `90 min`; minutesOf() reads it back.
QString durationText(int minutes);

/// Attributes in one line: `role=guest; seat=3`, or a JSON object of strings. Nothing when it can't be read.
std::optional<PairRows> attributesOf(const QString &text);
/// The same the other way; a JSON object where the simple form would be read otherwise.
QString attributesText(const PairRows &rows);

/// What a token lets do, in one line: `publish, subscribe`, `PUBLISH|SUBSCRIBE`, `both`. Nothing when it can't be read.
struct Capabilities
{
    bool publish = false;
    bool subscribe = false;
};
std::optional<Capabilities> capabilitiesOf(const QString &text);
/// The same the other way: `publish, subscribe`.
QString capabilitiesCell(bool publish, bool subscribe);
