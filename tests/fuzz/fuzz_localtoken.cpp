// SPDX-License-Identifier: GPL-3.0-or-later

// Any bytes as a participant token, and as an Authorization header: both must be read or refused, never more. The
// token is tried with a key that is always found too; when the input's first byte is odd its rest is taken as header
// and claims a line each, and signed with that key, so that what stands behind the signature is reached.

#include "app/local/tokens.h"
#include "models/aws/sigv4.h"
#include "models/ivs/es384.h"

#include <cstdint>
#include <cstdlib>

namespace {

constexpr auto kEncoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

void tryToken(const QByteArray &token, const local::KeyFinder &findKey, bool sealed)
{
    const auto claims = local::readToken(token, "secret", findKey, 0);
    if (!claims && claims.error().isEmpty())
        std::abort(); // a refusal without words
    if (!claims)
        return;
    // What is accepted was signed with the secret or with the key, and no input knows either.
    if (!sealed && claims->selfSigned)
        std::abort();
    if (claims->participantId.isEmpty() || claims->stageArn.isEmpty() || claims->expiresAt <= 0)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const ivs::es384::PrivateKey key = ivs::es384::PrivateKey::generate();
    static const QByteArray pem = key.publicPem();
    const local::KeyFinder oneKey = [](const QString &) { return pem; };
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    tryToken(
        bytes, [](const QString &) { return QByteArray(); }, false);
    tryToken(bytes, oneKey, false);
    if (!bytes.isEmpty() && (bytes[0] & 1)) {
        const QList<QByteArray> parts = bytes.mid(1).split('\n');
        const QByteArray text = parts.value(0).toBase64(kEncoding) + '.' + parts.value(1).toBase64(kEncoding);
        tryToken(text + '.' + key.sign(text).toBase64(kEncoding), oneKey, true);
    }
    const aws::sigv4::Claim claim = aws::sigv4::parseAuthorization(bytes);
    if (claim.isValid() && claim.signedHeaders.isEmpty())
        std::abort();
    return 0;
}
