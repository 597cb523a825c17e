// SPDX-License-Identifier: GPL-3.0-or-later

// Our signing and our inspection of tokens as a filter, for signing.test.mjs: each line of the input is one of
//   {"sign": {"participantId", "stageArn", …}, "keyArn", "pem", "passphrase"}  members of ivs::ParticipantClaims
//   {"connection": {"id", "accountId", "region"}, …}                           those of ivs::ConnectionClaims
//   {"generate": true}                                                        a new key pair
//   {"inspect": TOKEN, "keys": {ARN: PEM}, "now", "endpoints": {"events", "whip"}}
// where the keys are all that the service knows; and each line of the output {"token"} or {"fault"}, {"pem",
// "publicPem"}, or {"problems": [WORDS], "signature"}, where signature is "good" or "not good". Times are seconds.

#include "models/ivs/selfsigned.h"
#include "models/tokenproblems.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using ivs::es384::PrivateKey;

namespace {

QDateTime timeOf(const QJsonValue &seconds) { return QDateTime::fromSecsSinceEpoch(seconds.toInteger(), Qt::UTC); }

QMap<QString, QString> textsOf(const QJsonValue &object)
{
    QMap<QString, QString> texts;
    const QJsonObject members = object.toObject();
    for (auto it = members.begin(); it != members.end(); ++it)
        texts.insert(it.key(), it->toString());
    return texts;
}

ivs::ParticipantClaims participant(const QJsonObject &wish)
{
    ivs::ParticipantClaims claims;
    claims.participantId = wish["participantId"_L1].toString(ivs::newTokenId());
    claims.stageArn = wish["stageArn"_L1].toString();
    claims.eventsUrl = wish["eventsUrl"_L1].toString();
    claims.whipUrl = wish["whipUrl"_L1].toString();
    claims.userId = wish["userId"_L1].toString();
    claims.attributes = textsOf(wish["attributes"_L1]);
    claims.publish = wish["publish"_L1].toBool();
    claims.subscribe = wish["subscribe"_L1].toBool();
    claims.issued = timeOf(wish["issued"_L1]);
    claims.expires = timeOf(wish["expires"_L1]);
    return claims;
}

ivs::ConnectionClaims connection(const QJsonObject &wish)
{
    return {wish["id"_L1].toString(ivs::newTokenId()), wish["accountId"_L1].toString(), wish["region"_L1].toString(),
        timeOf(wish["issued"_L1]), timeOf(wish["expires"_L1])};
}

QJsonObject signedAs(const QJsonObject &asked)
{
    const auto key =
        PrivateKey::fromPem(asked["pem"_L1].toString().toUtf8(), asked["passphrase"_L1].toString().toUtf8());
    if (!key)
        return {{u"fault"_s, u"key %1 %2"_s.arg(int(key.error().kind)).arg(key.error().name)}};
    const QString keyArn = asked["keyArn"_L1].toString();
    const auto token = asked.contains("sign"_L1)
        ? ivs::signedToken(*key, keyArn, participant(asked["sign"_L1].toObject()))
        : ivs::signedToken(*key, keyArn, connection(asked["connection"_L1].toObject()));
    if (!token)
        return {{u"fault"_s, token.error().path + u' ' + token.error().message}};
    return {{u"token"_s, *token}};
}

QJsonObject inspected(const QJsonObject &asked)
{
    QMap<QString, QByteArray> keys;
    const QMap<QString, QString> pems = textsOf(asked["keys"_L1]);
    for (auto it = pems.begin(); it != pems.end(); ++it)
        keys.insert(it.key(), it->toUtf8());
    const TokenReading token = readToken(asked["inspect"_L1].toString());
    const TokenSignature signature = checkSignature(token, keys);
    TokenContext context;
    context.now = timeOf(asked["now"_L1]);
    context.keyIsGone = !keys.contains(token.keyArn);
    const QJsonObject endpoints = asked["endpoints"_L1].toObject();
    if (!endpoints.isEmpty())
        context.endpoints =
            ivs::StageEndpoints {endpoints["events"_L1].toString(), endpoints["whip"_L1].toString(), {}, {}};
    QJsonArray words;
    const QList<TokenProblem> problems = tokenProblems(token, signature, context);
    for (const TokenProblem &problem : problems) {
        if (problem.weight == TokenProblem::Weight::Wrong)
            words.append(problem.words);
    }
    const bool good = signature.state == TokenSignature::State::Good;
    return {{u"problems"_s, words}, {u"signature"_s, good ? u"good"_s : u"not good"_s}};
}

} // namespace

int main()
{
    QFile input;
    QFile output;
    if (!input.open(stdin, QIODevice::ReadOnly) || !output.open(stdout, QIODevice::WriteOnly))
        return 1;
    for (QByteArray line = input.readLine(); !line.isEmpty(); line = input.readLine()) {
        const QJsonObject asked = QJsonDocument::fromJson(line).object();
        QJsonObject answer;
        if (asked.contains("generate"_L1)) {
            const PrivateKey key = PrivateKey::generate();
            answer = {
                {u"pem"_s, QString::fromLatin1(key.toPem())}, {u"publicPem"_s, QString::fromLatin1(key.publicPem())}};
        } else {
            answer = asked.contains("inspect"_L1) ? inspected(asked) : signedAs(asked);
        }
        output.write(QJsonDocument(answer).toJson(QJsonDocument::Compact) + '\n');
    }
    return 0;
}
