// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/sigv4.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QTimeZone>

#include <algorithm>

namespace aws::sigv4 {

namespace {

constexpr char kAlgorithm[] = "AWS4-HMAC-SHA256";
constexpr char kTerminator[] = "aws4_request";

QByteArray hmac(const QByteArray &key, const QByteArray &text)
{
    return QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256);
}

// Trims and folds runs of blanks, as the canonical form of a header value asks.
QByteArray canonicalValue(const QByteArray &value)
{
    QByteArray folded;
    folded.reserve(value.size());
    const QByteArray trimmed = value.trimmed();
    for (const char c : trimmed) {
        const bool blank = c == ' ' || c == '\t';
        if (blank && folded.endsWith(' '))
            continue;
        folded.append(blank ? ' ' : c);
    }
    return folded;
}

QByteArray canonicalPath(const QByteArray &path, bool normalize)
{
    QList<QByteArray> segments;
    const QList<QByteArray> raw = path.split('/');
    for (const QByteArray &segment : raw) {
        if (normalize) {
            if (segment.isEmpty() || segment == ".")
                continue;
            if (segment == "..") {
                if (!segments.isEmpty())
                    segments.removeLast();
                continue;
            }
        }
        segments.append(encode(segment));
    }
    if (!normalize)
        return path.isEmpty() ? QByteArray("/") : segments.join('/');
    QByteArray result = '/' + segments.join('/');
    // A closing dot segment leaves no slash behind, as the AWS SDKs have it (RFC 3986 would keep one).
    if (path.endsWith('/') && result.size() > 1)
        result.append('/');
    return result;
}

// Lower-case names with all their values, in the order of the names; several values of one name are joined.
QList<QPair<QByteArray, QByteArray>> canonicalHeaders(const Pairs &headers)
{
    QMap<QByteArray, QByteArray> joined;
    for (const auto &[name, value] : headers) {
        const QByteArray key = name.toLower();
        const auto it = joined.find(key);
        if (it == joined.end())
            joined.insert(key, canonicalValue(value));
        else
            *it += ',' + canonicalValue(value);
    }
    QList<QPair<QByteArray, QByteArray>> list;
    for (auto it = joined.cbegin(); it != joined.cend(); ++it)
        list.append({it.key(), it.value()});
    return list;
}

} // namespace

QByteArray Scope::text() const { return day + '/' + region + '/' + service + '/' + kTerminator; }

QByteArray encode(const QByteArray &text) { return text.toPercentEncoding(); }

QByteArray canonicalQuery(const Pairs &query)
{
    Pairs encoded;
    encoded.reserve(query.size());
    for (const auto &[name, value] : query)
        encoded.append({encode(name), encode(value)});
    std::sort(encoded.begin(), encoded.end());
    QByteArray text;
    for (const auto &[name, value] : std::as_const(encoded)) {
        if (!text.isEmpty())
            text += '&';
        text += name + '=' + value;
    }
    return text;
}

QByteArray signedHeaders(const Pairs &headers)
{
    QByteArray text;
    for (const auto &[name, value] : canonicalHeaders(headers)) {
        if (!text.isEmpty())
            text += ';';
        text += name;
    }
    return text;
}

QByteArray payloadHash(const QByteArray &body)
{
    return QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex();
}

QByteArray canonicalRequest(const Request &request, bool normalizePath)
{
    QByteArray text = request.method + '\n' + canonicalPath(request.path, normalizePath) + '\n'
        + canonicalQuery(request.query) + '\n';
    for (const auto &[name, value] : canonicalHeaders(request.headers))
        text += name + ':' + value + '\n';
    return text + '\n' + signedHeaders(request.headers) + '\n' + payloadHash(request.body);
}

QByteArray timestamp(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")).toLatin1();
}

QByteArray stringToSign(const QByteArray &canonicalRequest, const QByteArray &timestamp, const Scope &scope)
{
    return QByteArray(kAlgorithm) + '\n' + timestamp + '\n' + scope.text() + '\n' + payloadHash(canonicalRequest);
}

QByteArray signature(const QByteArray &stringToSign, const QByteArray &secretAccessKey, const Scope &scope)
{
    QByteArray key = hmac("AWS4" + secretAccessKey, scope.day);
    key = hmac(key, scope.region);
    key = hmac(key, scope.service);
    key = hmac(key, kTerminator);
    return hmac(key, stringToSign).toHex();
}

Pairs sign(const Request &request, const Credentials &credentials, const QByteArray &region, const QByteArray &service,
    const QDateTime &time)
{
    const QByteArray stamp = timestamp(time);
    Pairs added {{"x-amz-date", stamp}};
    if (!credentials.sessionToken.isEmpty())
        added.append({"x-amz-security-token", credentials.sessionToken.toUtf8()});
    Request whole = request;
    whole.headers += added;
    const Scope scope {stamp.left(8), region, service};
    const QByteArray mark =
        signature(stringToSign(canonicalRequest(whole), stamp, scope), credentials.secretAccessKey.toUtf8(), scope);
    added.append({"authorization",
        QByteArray(kAlgorithm) + " Credential=" + credentials.accessKeyId.toUtf8() + '/' + scope.text()
            + ", SignedHeaders=" + signedHeaders(whole.headers) + ", Signature=" + mark});
    return added;
}

Claim parseAuthorization(const QByteArray &headerValue)
{
    const QByteArray prefix = QByteArray(kAlgorithm) + ' ';
    if (!headerValue.startsWith(prefix))
        return {};
    Claim claim;
    const QList<QByteArray> parts = headerValue.mid(prefix.size()).split(',');
    for (const QByteArray &part : parts) {
        const QByteArray item = part.trimmed();
        const qsizetype equals = item.indexOf('=');
        const QByteArray name = item.left(equals);
        const QByteArray value = item.mid(equals + 1);
        if (name == "Credential") {
            const QList<QByteArray> credential = value.split('/');
            if (credential.size() != 5 || credential[4] != kTerminator)
                return {};
            claim.accessKeyId = credential[0];
            claim.scope = {credential[1], credential[2], credential[3]};
        } else if (name == "SignedHeaders") {
            claim.signedHeaders = value.split(';');
        } else if (name == "Signature") {
            claim.signature = value;
        }
    }
    return claim;
}

} // namespace aws::sigv4
