// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/local/http.h"
#include "app/local/refusal.h"

#include <QDateTime>

#include <optional>

namespace local {

/// Who may ask, and where.
struct KeyPair
{
    QByteArray accessKeyId;
    QByteArray secretAccessKey;
    QByteArray region;
};

/// Recomputes a request's signature at the service's time \a now; why it is refused, or nothing. Any session token is
/// accepted, provided that it is signed.
std::optional<Refusal> checkSignature(const HttpRequest &request, const KeyPair &keys, const QDateTime &now);

} // namespace local
