// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/signature.h"

#include <QTimeZone>

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

constexpr qint64 kToleranceSeconds = 300;

// Our choice: which of these codes the service uses is not documented (fact sheet 1.5).
Refusal invalid(const QString &message) { return Refusal::gateway(403, u"InvalidSignatureException"_s, message); }

aws::sigv4::Pairs decodedQuery(const QByteArray &query)
{
    aws::sigv4::Pairs pairs;
    const QList<QByteArray> parts = query.split('&');
    for (const QByteArray &part : parts) {
        if (part.isEmpty())
            continue;
        const qsizetype equals = part.indexOf('=');
        const QByteArray name = equals < 0 ? part : part.left(equals);
        const QByteArray value = equals < 0 ? QByteArray() : part.mid(equals + 1);
        pairs.append({QByteArray::fromPercentEncoding(name), QByteArray::fromPercentEncoding(value)});
    }
    return pairs;
}

std::optional<Refusal> checkTime(const QByteArray &stamp, const QDateTime &now)
{
    QDateTime signedAt = QDateTime::fromString(QString::fromLatin1(stamp), u"yyyyMMdd'T'HHmmss'Z'"_s);
    if (!signedAt.isValid())
        return Refusal::gateway(403, u"IncompleteSignature"_s, u"x-amz-date is missing or malformed"_s);
    signedAt.setTimeZone(QTimeZone::utc());
    const QString nowText = QString::fromLatin1(aws::sigv4::timestamp(now));
    const qint64 age = signedAt.secsTo(now);
    if (age > kToleranceSeconds) {
        return invalid(u"Signature expired: %1 is now earlier than %2 (%3 - 5 min.)"_s.arg(QString::fromLatin1(stamp),
            QString::fromLatin1(aws::sigv4::timestamp(now.addSecs(-kToleranceSeconds))), nowText));
    }
    if (age < -kToleranceSeconds) {
        return invalid(
            u"Signature not yet current: %1 is still later than %2 (%3 + 5 min.)"_s.arg(QString::fromLatin1(stamp),
                QString::fromLatin1(aws::sigv4::timestamp(now.addSecs(kToleranceSeconds))), nowText));
    }
    return std::nullopt;
}

} // namespace

std::optional<Refusal> checkSignature(const HttpRequest &request, const KeyPair &keys, const QDateTime &now)
{
    const QByteArray authorization = request.header("authorization");
    if (authorization.isEmpty())
        return Refusal::gateway(403, u"MissingAuthenticationTokenException"_s, u"Missing Authentication Token"_s);
    const aws::sigv4::Claim claim = aws::sigv4::parseAuthorization(authorization);
    if (!claim.isValid()) {
        return Refusal::gateway(
            403, u"IncompleteSignature"_s, u"The Authorization header is not one of AWS4-HMAC-SHA256"_s);
    }
    if (claim.accessKeyId != keys.accessKeyId) {
        return Refusal::gateway(
            403, u"UnrecognizedClientException"_s, u"The security token included in the request is invalid."_s);
    }
    if (claim.scope.region != keys.region || claim.scope.service != "ivs")
        return invalid(
            u"Credential should be scoped to region %1 and service ivs"_s.arg(QString::fromLatin1(keys.region)));
    for (const QByteArray &name : {QByteArray("host"), QByteArray("x-amz-date"), QByteArray("x-amz-security-token")}) {
        const bool needed = name != "x-amz-security-token" || !request.header(name).isNull();
        if (needed && !claim.signedHeaders.contains(name))
            return invalid(u"The header %1 must be signed"_s.arg(QString::fromLatin1(name)));
    }
    const QByteArray stamp = request.header("x-amz-date");
    if (const auto problem = checkTime(stamp, now))
        return problem;
    if (claim.scope.day != stamp.left(8))
        return invalid(u"Date in Credential scope does not match x-amz-date"_s);

    aws::sigv4::Request whole {request.method, request.path(), decodedQuery(request.query()), {}, request.body};
    for (const auto &header : request.headers) {
        if (claim.signedHeaders.contains(header.first.toLower()))
            whole.headers.append(header);
    }
    const QByteArray canonical = aws::sigv4::canonicalRequest(whole, false);
    const QByteArray expected = aws::sigv4::signature(
        aws::sigv4::stringToSign(canonical, stamp, claim.scope), keys.secretAccessKey, claim.scope);
    if (expected != claim.signature) {
        return invalid(u"The request signature we calculated does not match the signature you provided. Check your "
                       u"AWS Secret Access Key and signing method."_s);
    }
    return std::nullopt;
}

} // namespace local
