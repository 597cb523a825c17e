// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/result.h"

#include <QJsonObject>

/// Reads and writes every structure of models/ivs/types.h by its description in models/ivs/shapes.h. The functions are
/// instantiated for all of them in codec.cpp. They may be called from any thread.
namespace ivs {

/// Reads a structure. Unknown members are ignored, unknown words of enumerations are kept, `null` is an absent member.
/// No text is checked against a pattern or length: the service's own documented samples break them.
/// Fails with ErrorKind::UnreadableAnswer, Error::field naming the member as `stages[3].arn`, when a required member is
/// missing or any member is of the wrong type. A required structure that is null is read as an empty one: the
/// documented answer of StartComposition holds `"layout": null` (fact sheet 1.2). Members that travel in the path or
/// the query of a request are not looked for.
template <typename T>
aws::Result<T> fromJson(const QJsonObject &json);

/// Writes a structure. Absent members are left out, and so are empty lists and maps that are not required, and members
/// that travel in the path or the query of a request. Nothing is checked: that is validate()'s work.
template <typename T>
QJsonObject toJson(const T &value);

/// The same with the members that travel in the path or the query of a request: what a person calls the request, for
/// journal, copies and previews; never sent.
template <typename T>
QJsonObject membersToJson(const T &value);

} // namespace ivs
