// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/refusal.h"

namespace local {

Refusal Refusal::validation(const QString &message)
{
    return {400, QStringLiteral("ValidationException"), message, true};
}

Refusal Refusal::serialization(const QString &message)
{
    return {400, QStringLiteral("SerializationException"), message, false};
}

Refusal Refusal::notFound(const QString &message)
{
    return {404, QStringLiteral("ResourceNotFoundException"), message, true};
}

Refusal Refusal::conflict(const QString &message) { return {409, QStringLiteral("ConflictException"), message, true}; }

Refusal Refusal::quota(const QString &message)
{
    return {402, QStringLiteral("ServiceQuotaExceededException"), message, true};
}

Refusal Refusal::gateway(int status, const QString &code, const QString &message)
{
    return {status, code, message, false};
}

} // namespace local
