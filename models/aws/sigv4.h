// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/credentials.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QPair>

/// AWS Signature Version 4 in request headers, as pure functions, stage by stage: a test that fails says which stage
/// is wrong. Nothing here reads a clock or the environment.
namespace aws::sigv4 {

using Pairs = QList<QPair<QByteArray, QByteArray>>;

/// A request as it goes over the wire, before its signature.
struct Request
{
    QByteArray method; ///< `POST`
    QByteArray path; ///< as on the wire, percent-encoded once; `/` when empty
    Pairs query; ///< decoded names and values, in any order
    Pairs headers; ///< those to sign, any case; must contain host and x-amz-date
    QByteArray body;
};

/// Where a signature is good: the four parts behind the access key id.
struct Scope
{
    QByteArray day; ///< `20260102`
    QByteArray region;
    QByteArray service; ///< the signing name, `ivs`

    QByteArray text() const; ///< `20260102/us-east-1/ivs/aws4_request`
};

/// Percent-encodes all but `A-Za-z0-9-._~`, the AWS rule (QUrlQuery leaves `+ / ! * ' ( )` raw).
QByteArray encode(const QByteArray &text);
/// `name=value&…` sorted by encoded name, then encoded value.
QByteArray canonicalQuery(const Pairs &query);
/// `a;b;c`: lower-case header names, sorted.
QByteArray signedHeaders(const Pairs &headers);
/// The canonical request. The path is encoded a second time, segment by segment, as all services but S3 ask.
/// With \a normalizePath, `.`, `..` and empty segments are resolved first, as the AWS test suite has it.
QByteArray canonicalRequest(const Request &request, bool normalizePath = true);
/// The hash of an empty or full body in lower-case hex.
QByteArray payloadHash(const QByteArray &body);
/// `20260102T030405Z`
QByteArray timestamp(const QDateTime &time);
QByteArray stringToSign(const QByteArray &canonicalRequest, const QByteArray &timestamp, const Scope &scope);
/// The signature in lower-case hex.
QByteArray signature(const QByteArray &stringToSign, const QByteArray &secretAccessKey, const Scope &scope);

/// The headers to add to a request: x-amz-date, x-amz-security-token (when there is a session token), authorization.
/// \a request carries host and, with a body, content-type; \a time is the service's time, UTC.
Pairs sign(const Request &request, const Credentials &credentials, const QByteArray &region, const QByteArray &service,
    const QDateTime &time);

/// What a request's authorization header claims; empty members when it can't be read. For the local service.
struct Claim
{
    QByteArray accessKeyId;
    Scope scope;
    QList<QByteArray> signedHeaders;
    QByteArray signature;

    bool isValid() const { return !accessKeyId.isEmpty() && !signature.isEmpty() && !signedHeaders.isEmpty(); }
};
Claim parseAuthorization(const QByteArray &headerValue);

} // namespace aws::sigv4
