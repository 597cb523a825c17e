// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/es384.h"
#include "models/tokenproblems.h"

using namespace ivs::es384;

TokenSignature checkSignature(const TokenReading &token, const QMap<QString, QByteArray> &publicKeys)
{
    using State = TokenSignature::State;
    const ivs::Jwt &jwt = token.jwt;
    // A good signature over two of four parts, say, would make nobody wiser.
    if (!jwt.isWellFormed())
        return {State::Absent, {}};
    if (token.isMintedByService())
        return {State::ByService, {}};
    if (token.algorithm != QLatin1String("ES384"))
        return {State::OtherAlgorithm, {}};
    const bool jose = jwt.signature.size() == kSignatureSize;
    const auto madeBy = [&](const QByteArray &pem) {
        return jose ? verify(pem, jwt.signedText, jwt.signature) : verifyDer(pem, jwt.signedText, jwt.signature);
    };
    QString maker;
    const QByteArray named = publicKeys.value(token.keyArn);
    if (!named.isEmpty() && madeBy(named))
        maker = token.keyArn;
    for (auto it = publicKeys.begin(); it != publicKeys.end() && maker.isEmpty(); ++it) {
        if (it.key() != token.keyArn && madeBy(it.value()))
            maker = it.key();
    }
    if (!jose)
        return {State::WrongForm, maker};
    if (maker.isEmpty())
        return {named.isEmpty() ? State::UnknownKey : State::Bad, {}};
    return {maker == token.keyArn ? State::Good : State::OtherKey, maker};
}
