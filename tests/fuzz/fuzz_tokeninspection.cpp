// SPDX-License-Identifier: GPL-3.0-or-later

// Any bytes as a token that somebody pastes: it is read and judged without harm, something is said of everything that
// is no good token, and nothing that is said holds a mark that moves or hides text. When the input's first byte is odd
// its rest is taken as header, claims and signature a line each, so that the judge is reached without base64.

#include "models/ivs/es384.h"
#include "models/plaintext.h"
#include "models/timetext.h"
#include "models/tokenproblems.h"
#include "models/tokenwords.h"

#include <cstdint>
#include <cstdlib>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto kEncoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
const QString kKeyArn = u"arn:aws:ivs:eu-west-1:123456789012:public-key/Xy12Xy12Xy12"_s;

// Header, claims and signature, a line each.
QByteArray wrapped(const QByteArray &bytes)
{
    const QList<QByteArray> parts = bytes.split('\n');
    return parts.value(0).toBase64(kEncoding) + '.' + parts.value(1).toBase64(kEncoding) + '.'
        + parts.value(2).toBase64(kEncoding);
}

void checkSafe(const QString &words)
{
    if (words.isEmpty() || shownText(words) != words)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const ivs::es384::PrivateKey key = ivs::es384::PrivateKey::generate();
    static const QMap<QString, QByteArray> keys {{kKeyArn, key.publicPem()}};
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const bool wrap = !bytes.isEmpty() && (bytes[0] & 1);
    const TokenReading token = readToken(QString::fromUtf8(wrap ? wrapped(bytes.mid(1)) : bytes));
    const TokenSignature signature = checkSignature(token, keys);
    // The key was made a moment ago.
    if (signature.state == TokenSignature::State::Good || signature.state == TokenSignature::State::OtherKey)
        std::abort();
    TokenContext context;
    context.now = QDateTime::fromSecsSinceEpoch(1'790'000'000, Qt::UTC);
    context.stage = TokenContext::Stage::Gone;
    context.endpoints = ivs::StageEndpoints {u"wss://a"_s, u"https://b"_s, {}, {}};
    const QList<TokenProblem> problems = tokenProblems(token, signature, context);
    for (const TokenProblem &problem : problems)
        checkSafe(problem.words);
    if (problems.isEmpty() && token.kind != TokenReading::Kind::Nothing)
        std::abort();
    const TimeText times;
    const QList<TokenFact> facts = claimFacts(token, times) + headerFacts(token);
    for (const TokenFact &fact : facts) {
        if (fact.name.isEmpty() || fact.value.isEmpty() || fact.value.size() > 1000)
            std::abort();
    }
    if (rawText(token).size() > 20'000)
        std::abort();
    return 0;
}
