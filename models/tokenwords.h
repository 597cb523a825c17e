// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tokenreading.h"

class TimeText;

/// One line of what a token says. The value is foreign and not yet made safe to show; it is cut when it is longer than
/// anybody reads.
struct TokenFact
{
    QString name;
    QString value;
    bool isId = false;
};

/// What the claims say, in the order in which people ask: who, where, what it allows, how long. Only what is there.
QList<TokenFact> claimFacts(const TokenReading &token, const TimeText &times);
/// Algorithm, type and key.
QList<TokenFact> headerFacts(const TokenReading &token);
/// `publish and subscribe`, `subscribe only`; or that it allows nothing.
QString capabilitiesText(bool publish, bool subscribe);
/// `expires in 11:48:02`, `expired 3 h ago`, or that it names no time.
QString expiryText(const QDateTime &expires, const QDateTime &now);
/// Header and claims as they are written, indented; cut when they are long. Not the signature: this is no token.
QString rawText(const TokenReading &token);
