// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/local/desk.h"

#include <QUrlQuery>

#include <optional>

namespace aws {
struct Operation;
}

namespace local {

/// A request for an operation: which one, and what the path says.
struct Target
{
    const aws::Operation *operation = nullptr;
    QString resourceArn; ///< of the tag operations
};

/// Finds the operation of a method and a raw path in the operations table; nothing when there is none.
std::optional<Target> findTarget(const QByteArray &method, const QByteArray &rawPath);

/// Decodes and checks a question, lets its handler answer it and encodes the answer.
Outcome<QJsonObject> callHandler(Desk &desk);

} // namespace local
