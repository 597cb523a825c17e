// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the local service without HTTP: sessions, publishing, compositions, tokens, quotas, pages.

#include "app/local/service.h"
#include "app/local/tokens.h"
#include "models/ivs/es384.h"
#include "models/ivs/jwt.h"
#include "tests/local/simulationtest.h"

#include <QJsonArray>
#include <QTemporaryFile>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace local;
using ivs::es384::PrivateKey;

class TestSimulation final : public SimulationTest
{
    Q_OBJECT

private Q_SLOTS:
    void sessionsBeginAndEnd();
    void silentCompositionStops();
    void compositionLivesAndVanishes();
    void failedDestinations();
    void publishingHasLimits();
    void subscribing();
    void disconnectedTokensAreRefused();
    void tokensExpire();
    void selfSignedTokens();
    void tokenExchange();
    void quotas();
    void pages();
    void pagesSurviveDeletions();
};

void TestSimulation::sessionsBeginAndEnd()
{
    const QString stage = makeStage();
    QVERIFY(sessionOf(stage).isEmpty());
    const QString id = enter(stage, u"anna"_s);
    const QString session = sessionOf(stage);
    QCOMPARE(session.size(), 16);
    ask(u"/_local/leave"_s, {{u"stageArn"_s, stage}, {u"participantId"_s, id}});
    QCOMPARE(sessionOf(stage), session);
    advance(119);
    QCOMPARE(sessionOf(stage), session);
    advance(2);
    QVERIFY(sessionOf(stage).isEmpty());
    const QJsonValue ended =
        ask(u"/GetStageSession"_s, {{u"stageArn"_s, stage}, {u"sessionId"_s, session}})[u"stageSession"_s];
    QVERIFY(!ended[u"endTime"_s].toString().isEmpty());
    QCOMPARE(person(stage, session, id)[u"state"_s].toString(), u"DISCONNECTED"_s);
    QCOMPARE(eventsOf(stage, session, id), QStringList({u"JOINED"_s, u"LEFT"_s}));
    // A new session begins with the next who comes.
    enter(stage);
    QVERIFY(sessionOf(stage) != session);
    QCOMPARE(ask(u"/ListStageSessions"_s, {{u"stageArn"_s, stage}})[u"stageSessions"_s].toArray().size(), 2);
}

void TestSimulation::silentCompositionStops()
{
    const QString stage = makeStage();
    const QString arn = compose(stage);
    advance(59);
    const auto state = [&]() -> QJsonValue {
        return ask(u"/GetComposition"_s, {{u"arn"_s, arn}})[u"composition"_s][u"state"_s];
    };
    QCOMPARE(state().toString(), u"ACTIVE"_s);
    advance(2);
    QCOMPARE(state().toString(), u"STOPPING"_s);
    advance(5);
    QCOMPARE(state().toString(), u"STOPPED"_s);
}

void TestSimulation::compositionLivesAndVanishes()
{
    const QString stage = makeStage();
    const QString host = enter(stage);
    ask(u"/_local/publish"_s, {{u"stageArn"_s, stage}, {u"participantId"_s, host}});
    const QString arn = compose(stage);
    const auto state = [&] {
        return ask(u"/GetComposition"_s, {{u"arn"_s, arn}})[u"composition"_s][u"state"_s].toString();
    };
    QCOMPARE(state(), u"STARTING"_s);
    advance(3600);
    QCOMPARE(state(), u"ACTIVE"_s);
    // A short silence is no reason to stop.
    ask(u"/_local/unpublish"_s, {{u"stageArn"_s, stage}, {u"participantId"_s, host}});
    advance(50);
    ask(u"/_local/publish"_s, {{u"stageArn"_s, stage}, {u"participantId"_s, host}});
    advance(100);
    QCOMPARE(state(), u"ACTIVE"_s);
    ask(u"/StopComposition"_s, {{u"arn"_s, arn}});
    QCOMPARE(state(), u"STOPPING"_s);
    advance(4);
    QCOMPARE(state(), u"STOPPED"_s);
    QVERIFY(refusal(u"/StopComposition"_s, {{u"arn"_s, arn}}).startsWith(u"ConflictException"_s));
    advance(290);
    QCOMPARE(state(), u"STOPPED"_s);
    advance(10);
    QVERIFY(refusal(u"/GetComposition"_s, {{u"arn"_s, arn}}).startsWith(u"ResourceNotFoundException"_s));
    QVERIFY(ask(u"/ListCompositions"_s)[u"compositions"_s].toArray().isEmpty());
}

void TestSimulation::failedDestinations()
{
    const QString stage = makeStage();
    ask(u"/_local/publish"_s, {{u"stageArn"_s, stage}, {u"participantId"_s, enter(stage)}});
    const QString arn = compose(stage);
    advance(10);
    const auto read = [&]() -> QJsonValue { return ask(u"/GetComposition"_s, {{u"arn"_s, arn}})[u"composition"_s]; };
    const QString first = read()[u"destinations"_s][0][u"id"_s].toString();
    const QString second = read()[u"destinations"_s][1][u"id"_s].toString();
    const auto tell = [&](const QString &event, const QString &id) {
        ask(u"/_local/composition"_s, {{u"arn"_s, arn}, {u"destinationId"_s, id}, {u"event"_s, event}});
    };
    tell(u"reconnect"_s, first);
    QCOMPARE(read()[u"destinations"_s][0][u"state"_s].toString(), u"RECONNECTING"_s);
    tell(u"recover"_s, first);
    QCOMPARE(read()[u"destinations"_s][0][u"state"_s].toString(), u"ACTIVE"_s);
    tell(u"fail"_s, first);
    QCOMPARE(read()[u"state"_s].toString(), u"ACTIVE"_s);
    tell(u"fail"_s, second);
    QCOMPARE(read()[u"state"_s].toString(), u"FAILED"_s);
}

void TestSimulation::publishingHasLimits()
{
    const QString stage = makeStage();
    QStringList ids;
    for (int i = 0; i < 13; ++i)
        ids.append(enter(stage));
    const auto publish = [&](const QString &id) {
        return ask(u"/_local/publish"_s, {{u"stageArn"_s, stage}, {u"participantId"_s, id}})[u"errorCode"_s].toString();
    };
    for (int i = 0; i < 12; ++i)
        QCOMPARE(publish(ids[i]), QString());
    QCOMPARE(publish(ids[12]), u"QUOTA_EXCEEDED"_s);
    const QString session = sessionOf(stage);
    advance(24 * 3600.0 + 1);
    QVERIFY(eventsOf(stage, session, ids[0]).contains(u"PUBLISH_ERROR"_s));
    QCOMPARE(m_service->simulation()->world().publishers, 0);
    QCOMPARE(person(stage, session, ids[0])[u"published"_s].toBool(), true);
}

void TestSimulation::subscribing()
{
    const QString stage = makeStage();
    const QString host = enter(stage);
    const QString guest = enter(stage);
    const QJsonObject body {{u"stageArn"_s, stage}, {u"participantId"_s, guest}, {u"remoteParticipantId"_s, host}};
    QCOMPARE(ask(u"/_local/subscribe"_s, body)[u"errorCode"_s].toString(), u"PUBLISHER_NOT_FOUND"_s);
    ask(u"/_local/publish"_s, {{u"stageArn"_s, stage}, {u"participantId"_s, host}});
    QVERIFY(ask(u"/_local/subscribe"_s, body).isEmpty());
    ask(u"/_local/unpublish"_s, {{u"stageArn"_s, stage}, {u"participantId"_s, host}});
    QCOMPARE(eventsOf(stage, sessionOf(stage), guest),
        QStringList({u"JOINED"_s, u"SUBSCRIBE_ERROR"_s, u"SUBSCRIBE_STARTED"_s, u"SUBSCRIBE_STOPPED"_s}));
    QCOMPARE(m_service->simulation()->world().subscriptions, 0);
}

void TestSimulation::disconnectedTokensAreRefused()
{
    const QString stage = makeStage();
    const QJsonValue token = ask(u"/CreateParticipantToken"_s, {{u"stageArn"_s, stage}})[u"participantToken"_s];
    const QJsonObject join {{u"token"_s, token[u"token"_s]}};
    ask(u"/_local/join"_s, join);
    const QJsonObject who {{u"stageArn"_s, stage}, {u"participantId"_s, token[u"participantId"_s]}};
    ask(u"/_local/leave"_s, who);
    QVERIFY(refusal(u"/_local/join"_s, join).isEmpty()); // who left may come back
    ask(u"/DisconnectParticipant"_s, who);
    QVERIFY(refusal(u"/_local/join"_s, join).contains(u"disconnected"_s));
    QVERIFY(refusal(u"/DisconnectParticipant"_s, {{u"stageArn"_s, stage}, {u"participantId"_s, u"nobody"_s}})
                .startsWith(u"ResourceNotFoundException"_s));
}

void TestSimulation::tokensExpire()
{
    const QString stage = makeStage();
    const QJsonValue token =
        ask(u"/CreateParticipantToken"_s, {{u"stageArn"_s, stage}, {u"duration"_s, 5}})[u"participantToken"_s];
    QCOMPARE(m_service->simulation()->world().tokens.size(), 1);
    advance(301);
    QCOMPARE(m_service->simulation()->world().tokens.size(), 0);
    QVERIFY(refusal(u"/_local/join"_s, {{u"token"_s, token[u"token"_s]}}).contains(u"expired"_s));
    QString forged = token[u"token"_s].toString();
    forged[forged.size() - 5] = forged[forged.size() - 5] == u'A' ? u'B' : u'A';
    QVERIFY(refusal(u"/_local/join"_s, {{u"token"_s, forged}}).contains(u"signature"_s));
}

static QJsonObject payloadFor(const QJsonValue &stage, const QString &id, qint64 now)
{
    const QString arn = stage[u"arn"_s].toString();
    return {{u"exp"_s, now + 3600}, {u"iat"_s, now}, {u"jti"_s, id}, {u"resource"_s, arn},
        {u"topic"_s, arn.section(u'/', 1)}, {u"events_url"_s, stage[u"endpoints"_s][u"events"_s]},
        {u"whip_url"_s, stage[u"endpoints"_s][u"whip"_s]}, {u"version"_s, u"1.0"_s}, {u"user_id"_s, u"u"_s},
        {u"capabilities"_s, QJsonObject {{u"allow_subscribe"_s, true}}}};
}

static QString signedWith(const PrivateKey &key, const QJsonObject &header, const QJsonObject &payload)
{
    const QByteArray text = ivs::jwtText(header, payload);
    return QString::fromLatin1(ivs::jwtToken(text, key.sign(text)));
}

void TestSimulation::selfSignedTokens()
{
    const PrivateKey key = PrivateKey::generate();
    const PrivateKey stranger = PrivateKey::generate();
    const QJsonValue stage = ask(u"/CreateStage"_s)[u"stage"_s];
    const QString keyArn = ask(u"/ImportPublicKey"_s,
        {{u"publicKeyMaterial"_s, QString::fromLatin1(key.publicPem())}})[u"publicKey"_s][u"arn"_s]
                               .toString();
    const QJsonObject header {{u"alg"_s, u"ES384"_s}, {u"typ"_s, u"JWT"_s}, {u"kid"_s, keyArn}};
    const qint64 now = m_service->simulation()->now() / 1000;
    const QJsonObject good = payloadFor(stage, u"guest-1"_s, now);
    const auto join = [&](const PrivateKey &signer, const QJsonObject &payload) {
        return refusal(u"/_local/join"_s, {{u"token"_s, signedWith(signer, header, payload)}});
    };
    QCOMPARE(join(key, good), QString());
    QVERIFY(join(stranger, good).contains(u"signature"_s));
    QJsonObject bad = good;
    bad[u"exp"_s] = now - 1;
    QVERIFY(join(key, bad).contains(u"expired"_s));
    bad[u"exp"_s] = now + 15 * 24 * 3600;
    QVERIFY(join(key, bad).contains(u"14 days"_s));
    bad = good;
    bad[u"resource"_s] = u"arn:aws:ivs:us-east-1:123456789012:stage/other"_s;
    QVERIFY(join(key, bad).contains(u"stage"_s));
    bad = good;
    bad[u"capabilities"_s] = QJsonObject();
    QVERIFY(join(key, bad).contains(u"capabilities"_s));
    bad = good;
    bad.remove(u"whip_url"_s);
    QVERIFY(join(key, bad).contains(u"whip_url"_s));
    QVERIFY(refusal(u"/ImportPublicKey"_s, {{u"publicKeyMaterial"_s, QString::fromLatin1(key.publicPem())}})
                .startsWith(u"ConflictException"_s));
    ask(u"/DeletePublicKey"_s, {{u"arn"_s, keyArn}});
    QVERIFY(join(key, good).contains(u"kid"_s));
}

void TestSimulation::tokenExchange()
{
    const PrivateKey key = PrivateKey::generate();
    const QJsonValue stage = ask(u"/CreateStage"_s)[u"stage"_s];
    const QString arn = stage[u"arn"_s].toString();
    const QString keyArn = ask(u"/ImportPublicKey"_s,
        {{u"publicKeyMaterial"_s, QString::fromLatin1(key.publicPem())}})[u"publicKey"_s][u"arn"_s]
                               .toString();
    const QJsonObject header {{u"alg"_s, u"ES384"_s}, {u"kid"_s, keyArn}};
    const qint64 now = m_service->simulation()->now() / 1000;
    QJsonObject payload = payloadFor(stage, u"guest-1"_s, now);
    payload[u"capabilities"_s] = QJsonObject {{u"allow_publish"_s, true}};
    ask(u"/_local/join"_s, {{u"token"_s, signedWith(key, header, payload)}});
    ask(u"/_local/publish"_s, {{u"stageArn"_s, arn}, {u"participantId"_s, u"guest-1"_s}});
    payload[u"capabilities"_s] = QJsonObject {{u"allow_subscribe"_s, true}};
    payload[u"attributes"_s] = QJsonObject {{u"seat"_s, u"audience"_s}};
    const auto exchange = [&] {
        return refusal(u"/_local/exchange"_s,
            {{u"stageArn"_s, arn}, {u"participantId"_s, u"guest-1"_s}, {u"token"_s, signedWith(key, header, payload)}});
    };
    QCOMPARE(exchange(), QString());
    QCOMPARE(eventsOf(arn, sessionOf(arn), u"guest-1"_s),
        QStringList({u"JOINED"_s, u"PUBLISH_STARTED"_s, u"TOKEN_EXCHANGED"_s, u"PUBLISH_STOPPED"_s}));
    payload[u"jti"_s] = u"another"_s;
    QVERIFY(exchange().contains(u"must stay"_s));
    const QString minted = enter(arn);
    QVERIFY(refusal(u"/_local/exchange"_s, {{u"stageArn"_s, arn}, {u"participantId"_s, minted}, {u"token"_s, u"x"_s}})
                .contains(u"self-signed"_s));
}

void TestSimulation::quotas()
{
    for (int i = 0; i < 20; ++i)
        ask(u"/CreateEncoderConfiguration"_s);
    QVERIFY(refusal(u"/CreateEncoderConfiguration"_s).startsWith(u"ServiceQuotaExceededException"_s));
    m_service->simulation()->world().quotas.enforced = false;
    QVERIFY(refusal(u"/CreateEncoderConfiguration"_s).isEmpty());
}

void TestSimulation::pages()
{
    for (int i = 0; i < 7; ++i)
        makeStage(u"n%1"_s.arg(i));
    QStringList names;
    QString token;
    int rounds = 0;
    do {
        QJsonObject body {{u"maxResults"_s, 3}};
        if (!token.isEmpty())
            body.insert(u"nextToken"_s, token);
        const QJsonObject page = ask(u"/ListStages"_s, body);
        const QJsonArray stages = page[u"stages"_s].toArray();
        for (const QJsonValue &stage : stages)
            names.append(stage[u"name"_s].toString());
        token = page[u"nextToken"_s].toString();
        if (rounds == 0) {
            QVERIFY(refusal(u"/ListCompositions"_s, {{u"nextToken"_s, token}}).contains(u"nextToken"_s));
            QVERIFY(refusal(u"/ListStages"_s, {{u"nextToken"_s, u"AAAA"_s}}).startsWith(u"ValidationException"_s));
        }
    } while (!token.isEmpty() && ++rounds < 10);
    QCOMPARE(names.size(), 7);
    QCOMPARE(names.last(), u"n6"_s);

    const QString stage = makeStage();
    for (int i = 0; i < 5; ++i)
        enter(stage, i % 2 == 0 ? u"even"_s : u"odd"_s);
    const QJsonObject ask5 {{u"stageArn"_s, stage}, {u"sessionId"_s, sessionOf(stage)}, {u"maxResults"_s, 2},
        {u"filterByUserId"_s, u"even"_s}};
    QJsonObject page = ask(u"/ListParticipants"_s, ask5);
    QCOMPARE(page[u"participants"_s].toArray().size(), 2);
    QJsonObject next = ask5;
    next.insert(u"nextToken"_s, page[u"nextToken"_s]);
    page = ask(u"/ListParticipants"_s, next);
    QCOMPARE(page[u"participants"_s].toArray().size(), 1);
    QVERIFY(!page.contains(u"nextToken"_s));
    next[u"filterByUserId"_s] = u"odd"_s;
    QVERIFY(refusal(u"/ListParticipants"_s, next).startsWith(u"ValidationException"_s));
}

void TestSimulation::pagesSurviveDeletions()
{
    QStringList arns;
    for (int i = 0; i < 6; ++i)
        arns.append(makeStage());
    const QJsonObject first = ask(u"/ListStages"_s, {{u"maxResults"_s, 3}});
    for (int i = 0; i < 3; ++i)
        ask(u"/DeleteStage"_s, {{u"arn"_s, arns[i]}});
    const QJsonObject second = ask(u"/ListStages"_s, {{u"nextToken"_s, first[u"nextToken"_s]}});
    QCOMPARE(second[u"stages"_s].toArray().size(), 3);
    QCOMPARE(second[u"stages"_s][0][u"arn"_s].toString(), arns[3]);
}

QTEST_GUILESS_MAIN(TestSimulation)
#include "tst_simulation.moc"
