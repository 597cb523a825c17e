// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace local {

/// How the service says no: what goes into the status line, x-amzn-errortype and the body.
struct Refusal
{
    int status = 400;
    QString code; ///< `ValidationException`
    QString message;
    /// Modelled errors say `exceptionMessage`, those of the gateway before the service say `message`.
    bool modelled = true;

    static Refusal validation(const QString &message);
    static Refusal serialization(const QString &message);
    static Refusal notFound(const QString &message);
    static Refusal conflict(const QString &message);
    static Refusal quota(const QString &message); ///< HTTP 402
    static Refusal gateway(int status, const QString &code, const QString &message);
};

template <typename T>
using Outcome = tl::expected<T, Refusal>;

} // namespace local
