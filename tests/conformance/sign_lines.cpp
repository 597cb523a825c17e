// SPDX-License-Identifier: GPL-3.0-or-later

// Signs requests that another program made up, for a comparison with that program's own signer. One JSON object a
// line on standard input: method, path, query and headers (lists of [name, value]), body (base64), accessKeyId,
// secretAccessKey, sessionToken, region, service, time (yyyyMMddTHHmmssZ), normalize (default true). One JSON object
// a line on standard output: canonicalRequest, stringToSign, signature, authorization.

#include "models/aws/sigv4.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

#include <cstdio>
#include <optional>

using namespace Qt::Literals::StringLiterals;
namespace sigv4 = aws::sigv4;

namespace {

sigv4::Pairs pairs(const QJsonValue &value)
{
    sigv4::Pairs list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array)
        list.append({item[0].toString().toUtf8(), item[1].toString().toUtf8()});
    return list;
}

std::optional<QDateTime> time(const QString &text)
{
    QDateTime time = QDateTime::fromString(text, u"yyyyMMdd'T'HHmmss'Z'"_s);
    if (!time.isValid())
        return std::nullopt;
    time.setTimeSpec(Qt::UTC);
    return time;
}

QJsonObject answer(const QJsonObject &line)
{
    const std::optional<QDateTime> when = time(line["time"_L1].toString());
    if (!when)
        return {{u"error"_s, u"time is not of the form yyyyMMddTHHmmssZ"_s}};
    const QByteArray region = line["region"_L1].toString().toUtf8();
    const QByteArray service = line["service"_L1].toString().toUtf8();
    aws::Credentials credentials;
    credentials.accessKeyId = line["accessKeyId"_L1].toString();
    credentials.secretAccessKey = line["secretAccessKey"_L1].toString();
    credentials.sessionToken = line["sessionToken"_L1].toString();

    const sigv4::Request request {line["method"_L1].toString().toUtf8(), line["path"_L1].toString().toUtf8(),
        pairs(line["query"_L1]), pairs(line["headers"_L1]),
        QByteArray::fromBase64(line["body"_L1].toString().toLatin1())};
    const sigv4::Pairs added = sigv4::sign(request, credentials, region, service, *when);

    sigv4::Request whole = request;
    for (const auto &header : added) {
        if (header.first != "authorization")
            whole.headers.append(header);
    }
    const QByteArray stamp = sigv4::timestamp(*when);
    const sigv4::Scope scope {stamp.left(8), region, service};
    const QByteArray canonical = sigv4::canonicalRequest(whole, line["normalize"_L1].toBool(true));
    const QByteArray toSign = sigv4::stringToSign(canonical, stamp, scope);
    return {{u"canonicalRequest"_s, QString::fromUtf8(canonical)}, {u"stringToSign"_s, QString::fromUtf8(toSign)},
        {u"signature"_s, QString::fromLatin1(sigv4::signature(toSign, credentials.secretAccessKey.toUtf8(), scope))},
        {u"authorization"_s, QString::fromUtf8(added.last().second)}};
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QFile in;
    QFile out;
    if (!in.open(stdin, QIODevice::ReadOnly) || !out.open(stdout, QIODevice::WriteOnly))
        return 1;
    for (QByteArray line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(line, &error);
        if (!document.isObject()) {
            std::fprintf(stderr, "sign_lines: not a JSON object: %s\n", qPrintable(error.errorString()));
            return 2;
        }
        out.write(QJsonDocument(answer(document.object())).toJson(QJsonDocument::Compact) + '\n');
    }
    return 0;
}
