// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/jwt.h"

#include <QJsonDocument>

#include <algorithm>
#include <optional>

namespace ivs {

namespace {

constexpr auto kEncoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

bool isEncodingCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

// QByteArray takes padding too, and a lone last character, which stands for nothing.
std::optional<QByteArray> decoded(const QByteArray &text)
{
    if (text.size() % 4 == 1 || !std::ranges::all_of(text, isEncodingCharacter))
        return std::nullopt;
    return QByteArray::fromBase64(text, kEncoding);
}

QJsonObject readObject(const QByteArray &text, JwtFault encoding, JwtFault notJson, QList<JwtFault> *faults)
{
    const std::optional<QByteArray> json = decoded(text);
    if (!json) {
        faults->append(encoding);
        return {};
    }
    const QJsonDocument document = QJsonDocument::fromJson(*json);
    if (!document.isObject())
        faults->append(notJson);
    return document.object();
}

QByteArray encoded(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toBase64(kEncoding);
}

} // namespace

Jwt readJwt(const QByteArray &text)
{
    Jwt jwt;
    if (text.size() > kLargestJwt) {
        jwt.faults = {JwtFault::TooLarge};
        return jwt;
    }
    // Not split(): a megabyte of dots would be a million parts.
    if (text.count('.') != 2)
        jwt.faults.append(JwtFault::NotThreeParts);
    const qsizetype first = text.indexOf('.');
    const qsizetype second = first < 0 ? -1 : text.indexOf('.', first + 1);
    const qsizetype third = second < 0 ? -1 : text.indexOf('.', second + 1);
    const auto between = [&text](qsizetype from, qsizetype to) {
        return to < 0 ? text.mid(from + 1) : text.mid(from + 1, to - from - 1);
    };
    jwt.header = readObject(between(-1, first), JwtFault::HeaderEncoding, JwtFault::HeaderNotJson, &jwt.faults);
    if (first >= 0)
        jwt.payload =
            readObject(between(first, second), JwtFault::PayloadEncoding, JwtFault::PayloadNotJson, &jwt.faults);
    if (second < 0)
        return jwt;
    jwt.signedText = text.left(second);
    const std::optional<QByteArray> signature = decoded(between(second, third));
    if (!signature)
        jwt.faults.append(JwtFault::SignatureEncoding);
    else if (signature->isEmpty())
        jwt.faults.append(JwtFault::SignatureMissing);
    jwt.signature = signature.value_or(QByteArray());
    return jwt;
}

QByteArray jwtText(const QJsonObject &header, const QJsonObject &payload)
{
    return encoded(header) + '.' + encoded(payload);
}

QByteArray jwtToken(const QByteArray &signedText, const QByteArray &signature)
{
    return signedText + '.' + signature.toBase64(kEncoding);
}

} // namespace ivs
