// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>

namespace aws {
struct Request;
struct Response;
} // namespace aws

/// What may be kept of requests and answers. The service's secrets are known by the names of their members (fact sheet
/// shapes: ParticipantToken.token, StreamKey), wherever they stand; what a person typed as an attribute or a tag is no
/// secret, even when its key has such a name.
namespace ivs {

/// \a value with every secret replaced by `(secret)`.
QJsonValue redacted(const QJsonValue &value);

/// The parameters of a request as one JSON object, compact: members of path, query and body, without secrets. A body
/// that can't be read gives only the others.
QByteArray redactedParameters(const aws::Request &request);

/// ARN of the resource that an answer holds, or id of its participant token; empty when there is none.
QString madeResource(const aws::Response &answer);

} // namespace ivs
