// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tokenreading.h"

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

// What people copy along: the quotes of JSON, the word of a header.
QByteArray withoutWrapping(const QString &pasted)
{
    QStringView text = QStringView(pasted).trimmed();
    if (text.startsWith("Bearer "_L1, Qt::CaseInsensitive))
        text = text.mid(7).trimmed();
    if (text.size() > 1 && text.front() == text.back() && (text.front() == u'"' || text.front() == u'\''))
        text = text.mid(1, text.size() - 2).trimmed();
    return text.toUtf8();
}

bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Seconds since 1970. Not what is no whole number, and nothing behind the year 9999, which is milliseconds.
QDateTime timeOf(const QJsonValue &value)
{
    const double seconds = value.toDouble(-1);
    const bool usable = seconds >= 0 && seconds <= kLatestTokenTime && std::floor(seconds) >= seconds;
    return usable ? QDateTime::fromSecsSinceEpoch(qint64(seconds), Qt::UTC) : QDateTime();
}

// Names of one byte with nothing behind them: no more attributes fit into 1 KB.
constexpr qsizetype kMostAttributes = 1024;

void readAttributes(const QJsonObject &object, TokenReading *reading)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString value = it->toString();
        reading->attributesAreTexts = reading->attributesAreTexts && it->isString();
        reading->attributeBytes += it.key().toUtf8().size() + value.toUtf8().size();
        if (it->isString() && reading->attributes.size() < kMostAttributes)
            reading->attributes.insert(it.key(), value);
    }
}

} // namespace

std::optional<ivs::Arn> TokenReading::stage() const
{
    const std::optional<ivs::Arn> arn = ivs::Arn::parse(stageArn);
    return arn && arn->resourceType == "stage"_L1 ? arn : std::nullopt;
}

TokenReading readToken(const QString &pasted)
{
    TokenReading reading;
    // Before anything is copied.
    if (pasted.size() > ivs::kLargestJwt) {
        reading.kind = TokenReading::Kind::TooLarge;
        reading.jwt.faults = {ivs::JwtFault::TooLarge};
        return reading;
    }
    QByteArray text = withoutWrapping(pasted);
    if (text.isEmpty())
        return reading;
    const qsizetype length = text.size();
    text.removeIf(isSpace);
    reading.hadSpaces = text.size() < length;
    reading.jwt = ivs::readJwt(text);
    if (reading.jwt.faults.contains(ivs::JwtFault::TooLarge)) {
        reading.kind = TokenReading::Kind::TooLarge;
        return reading;
    }
    const QJsonObject &header = reading.jwt.header;
    const QJsonObject &claims = reading.jwt.payload;
    reading.algorithm = header["alg"_L1].toString();
    reading.type = header["typ"_L1].toString();
    reading.keyArn = header["kid"_L1].toString();
    reading.participantId = claims["jti"_L1].toString();
    reading.stageArn = claims["resource"_L1].toString();
    reading.topic = claims["topic"_L1].toString();
    reading.eventsUrl = claims["events_url"_L1].toString();
    reading.whipUrl = claims["whip_url"_L1].toString();
    reading.userId = claims["user_id"_L1].toString();
    reading.version = claims["version"_L1].toString();
    reading.accountId = claims["account_id"_L1].toString();
    reading.region = claims["region"_L1].toString();
    readAttributes(claims["attributes"_L1].toObject(), &reading);
    reading.publish = claims["capabilities"_L1]["allow_publish"_L1].toBool();
    reading.subscribe = claims["capabilities"_L1]["allow_subscribe"_L1].toBool();
    reading.issued = timeOf(claims["iat"_L1]);
    reading.expires = timeOf(claims["exp"_L1]);
    if (header.isEmpty() && claims.isEmpty())
        reading.kind = TokenReading::Kind::NoToken;
    else if (claims.contains("account_id"_L1) && !claims.contains("resource"_L1))
        reading.kind = TokenReading::Kind::Connection;
    else
        reading.kind = TokenReading::Kind::Participant;
    return reading;
}
