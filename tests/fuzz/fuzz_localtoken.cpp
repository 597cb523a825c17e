// SPDX-License-Identifier: GPL-3.0-or-later

// Any bytes as a participant token, and as an Authorization header: both must be read or refused, never more.

#include "app/local/tokens.h"
#include "models/aws/sigv4.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const local::KeyFinder noKeys = [](const QString &) { return QByteArray(); };
    const auto claims = local::readToken(bytes, "secret", noKeys, 0);
    // What is accepted was signed with the secret, which no input knows.
    if (claims && claims->selfSigned)
        std::abort();
    const aws::sigv4::Claim claim = aws::sigv4::parseAuthorization(bytes);
    if (claim.isValid() && claim.signedHeaders.isEmpty())
        std::abort();
    return 0;
}
