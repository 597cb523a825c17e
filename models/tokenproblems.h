// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types.h"
#include "models/tokenreading.h"

/// Who signed a token, as far as the public keys that are known here can tell.
struct TokenSignature
{
    enum class State {
        Absent, ///< there is none, or the token has not the form of one
        ByService, ///< the service's own: only it can check it
        OtherAlgorithm, ///< not ES384: nothing that is known here can check it
        WrongForm, ///< not 96 bytes; `keyArn` when it is a good one in DER form
        UnknownKey, ///< none of the known keys made it, and that of the header is not known
        Good, ///< made by the key that the header names, which is `keyArn`
        OtherKey, ///< made by `keyArn`, but the header names another one
        Bad, ///< not made by the key that the header names: changed, or signed with a key of no known public half
    };
    State state = State::Absent;
    QString keyArn;

    bool operator==(const TokenSignature &) const = default;
};

/// One thing about a token that somebody should know.
struct TokenProblem
{
    enum class Weight {
        Wrong, ///< it won't work
        Doubt, ///< it may not work, or not as meant
        Note,
    };
    Weight weight = Weight::Wrong;
    QString claim; ///< the member of header or claims that it is about, as `exp`; may be empty
    QString words; ///< a sentence; safe to show
};

/// What is known beside the token. Whatever is not known leaves its questions open.
struct TokenContext
{
    enum class Stage { Unknown, Exists, Gone };

    QDateTime now; ///< ServiceClock
    Stage stage = Stage::Unknown; ///< that of the token
    std::optional<ivs::StageEndpoints> endpoints; ///< of that stage
    bool keyIsGone = false; ///< the service does not know the public key that the header names
    QString expectedStageArn; ///< the stage that it is meant for, when somebody said so
};

/// Checks the signature with \a publicKeys, PEM by ARN. A key that is not the header's is tried too: that tells a
/// token of the wrong key from a changed one. Some 0.5 ms a key.
TokenSignature checkSignature(const TokenReading &token, const QMap<QString, QByteArray> &publicKeys);

/// What is wrong with a token in plain words, the heaviest first; the rules are those of fact sheet 7.2 and 7.3. A
/// token that the service minted is held to none of them: AWS asks that they are treated as opaque.
QList<TokenProblem> tokenProblems(
    const TokenReading &token, const TokenSignature &signature, const TokenContext &context);
