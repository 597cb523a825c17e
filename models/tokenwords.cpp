// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tokenwords.h"

#include "models/timetext.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kLongestValue = 500;
constexpr qsizetype kMostAttributes = 50;
constexpr qsizetype kLongestRaw = 16'000;

QString say(const char *text) { return QCoreApplication::translate("TokenWords", text); }

QString cut(const QString &text, qsizetype longest)
{
    return text.size() <= longest ? text
                                  : say("%1… (%2 characters)").arg(text.left(longest), QLocale().toString(text.size()));
}

class Facts
{
public:
    void add(const QString &name, const QString &value, bool isId = false)
    {
        if (!value.isEmpty())
            found.append({name, cut(value, kLongestValue), isId});
    }

    QList<TokenFact> found;
};

} // namespace

QString capabilitiesText(bool publish, bool subscribe)
{
    if (publish && subscribe)
        return say("publish and subscribe");
    if (publish)
        return say("publish only");
    return subscribe ? say("subscribe only") : say("nothing");
}

QString expiryText(const QDateTime &expires, const QDateTime &now)
{
    if (!expires.isValid())
        return say("no time of expiry");
    const qint64 left = now.secsTo(expires);
    return left > 0 ? say("expires in %1").arg(TimeText::clock(left)) : say("expired %1").arg(TimeText::ago(-left));
}

QList<TokenFact> claimFacts(const TokenReading &token, const TimeText &times)
{
    Facts facts;
    facts.add(say("Stage"), token.stageArn, true);
    facts.add(say("Account"), token.accountId, true);
    facts.add(say("Region"), token.region);
    facts.add(
        token.kind == TokenReading::Kind::Connection ? say("Id") : say("Participant id"), token.participantId, true);
    facts.add(say("User id"), token.userId);
    if (token.jwt.payload.contains("capabilities"_L1))
        facts.add(say("May"), capabilitiesText(token.publish, token.subscribe));
    if (token.issued.isValid())
        facts.add(say("Issued"), times.labelled(token.issued));
    if (token.expires.isValid())
        facts.add(say("Expires"), times.labelled(token.expires));
    qsizetype shown = 0;
    for (auto it = token.attributes.begin(); it != token.attributes.end() && shown < kMostAttributes; ++it, ++shown)
        facts.add(say("Attribute"), it.key() + u" = "_s + it.value());
    if (const qsizetype all = token.jwt.payload["attributes"_L1].toObject().size(); all > shown)
        facts.add(say("Attribute"), say("and %1 more").arg(QLocale().toString(all - shown)));
    facts.add(say("Topic"), token.topic, true);
    facts.add(say("Events URL"), token.eventsUrl, true);
    facts.add(say("WHIP URL"), token.whipUrl, true);
    facts.add(say("Version"), token.version);
    return facts.found;
}

QList<TokenFact> headerFacts(const TokenReading &token)
{
    Facts facts;
    facts.add(say("Algorithm"), token.algorithm);
    facts.add(say("Type"), token.type);
    facts.add(say("Public key"), token.keyArn, true);
    return facts.found;
}

QString rawText(const TokenReading &token)
{
    const auto written = [](const QJsonObject &object) {
        return object.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented));
    };
    return cut(written(token.jwt.header) + written(token.jwt.payload), kLongestRaw);
}
