// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/jwt.h"
#include "models/ivs/selfsigned.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <functional>

using namespace Qt::Literals::StringLiterals;
using namespace ivs;

class SelfSignedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void participantToken();
    void subscribeOnly();
    void connectionToken();
    void faults_data();
    void faults();
    void connectionFaults_data();
    void connectionFaults();
    void limitsThemselvesAreGood();
    void allFaultsAtOnce();
    void ids();
};

using Change = std::function<void(ParticipantClaims *, QString *)>;
using ConnectionChange = std::function<void(ConnectionClaims *, QString *)>;
Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(ConnectionChange)

namespace {

const QString kStage = u"arn:aws:ivs:eu-west-1:123456789012:stage/AbCdef1G2hij"_s;
const QString kKey = u"arn:aws:ivs:eu-west-1:123456789012:public-key/Xy12Xy12Xy12"_s;
const QDateTime kNow = QDateTime::fromSecsSinceEpoch(1'790'000'000, Qt::UTC);

ParticipantClaims claims()
{
    return {u"guest-1"_s, kStage, u"wss://global.events.live-video.net"_s,
        u"https://1a2b.global-bm.whip.live-video.net"_s, u"Zoë \U0001F600"_s, {{u"seat"_s, u"a"_s}}, true, true, kNow,
        kNow.addSecs(3600)};
}

ConnectionClaims connection() { return {u"c-1"_s, u"123456789012"_s, u"eu-west-1"_s, kNow, kNow.addSecs(3600)}; }

QString said(const QList<FieldFault> &faults)
{
    QStringList lines;
    for (const FieldFault &fault : faults)
        lines << fault.path + u": "_s + fault.message;
    return lines.join(u'\n');
}

} // namespace

void SelfSignedTest::participantToken()
{
    const es384::PrivateKey key = es384::PrivateKey::generate();
    const auto token = signedToken(key, kKey, claims());
    QVERIFY(token);
    const Jwt jwt = readJwt(token->toLatin1());
    QVERIFY(jwt.isWellFormed());
    QVERIFY(es384::verify(key.publicPem(), jwt.signedText, jwt.signature));
    QCOMPARE(jwt.header, QJsonObject({{u"alg"_s, u"ES384"_s}, {u"typ"_s, u"JWT"_s}, {u"kid"_s, kKey}}));
    const QJsonObject expected {{u"exp"_s, 1'790'003'600}, {u"iat"_s, 1'790'000'000}, {u"jti"_s, u"guest-1"_s},
        {u"resource"_s, kStage}, {u"topic"_s, u"AbCdef1G2hij"_s},
        {u"events_url"_s, u"wss://global.events.live-video.net"_s},
        {u"whip_url"_s, u"https://1a2b.global-bm.whip.live-video.net"_s}, {u"user_id"_s, u"Zoë \U0001F600"_s},
        {u"attributes"_s, QJsonObject {{u"seat"_s, u"a"_s}}},
        {u"capabilities"_s, QJsonObject {{u"allow_publish"_s, true}, {u"allow_subscribe"_s, true}}},
        {u"version"_s, u"1.0"_s}};
    QCOMPARE(jwt.payload, expected);
    // Whole seconds stand as whole numbers in the text itself.
    QVERIFY(QByteArray::fromBase64(token->section(u'.', 1, 1).toLatin1(), QByteArray::Base64UrlEncoding)
                .contains("\"exp\":1790003600,"));
}

void SelfSignedTest::subscribeOnly()
{
    ParticipantClaims wish = claims();
    wish.publish = false;
    wish.userId.clear();
    wish.attributes.clear();
    const QJsonObject payload = readJwt(signedToken(es384::PrivateKey::generate(), kKey, wish)->toLatin1()).payload;
    QCOMPARE(payload["capabilities"_L1].toObject(), QJsonObject({{u"allow_subscribe"_s, true}}));
    QVERIFY(!payload.contains("user_id"_L1));
    QCOMPARE(payload["attributes"_L1], QJsonValue(QJsonObject()));
}

void SelfSignedTest::connectionToken()
{
    const es384::PrivateKey key = es384::PrivateKey::generate();
    const auto token = signedToken(key, kKey, connection());
    QVERIFY(token);
    const Jwt jwt = readJwt(token->toLatin1());
    QVERIFY(es384::verify(key.publicPem(), jwt.signedText, jwt.signature));
    QCOMPARE(jwt.header["kid"_L1].toString(), kKey);
    QCOMPARE(jwt.payload,
        QJsonObject({{u"exp"_s, 1'790'003'600}, {u"iat"_s, 1'790'000'000}, {u"jti"_s, u"c-1"_s},
            {u"account_id"_s, u"123456789012"_s}, {u"region"_s, u"eu-west-1"_s},
            {u"events_url"_s, u"wss://global.events.live-video.net"_s}, {u"version"_s, u"1.0"_s}}));
}

void SelfSignedTest::faults_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<Change>("change");
    const auto row = [](const QString &fault, const Change &change) {
        QTest::newRow(qPrintable(fault)) << fault << change;
    };
    row(u"participantId: must be 1 to 64 letters, digits and hyphens"_s,
        [](ParticipantClaims *c, QString *) { c->participantId = u"a_b"_s; });
    row(u"stageArn: must be an ARN"_s, [](ParticipantClaims *c, QString *) { c->stageArn = u"AbCdef1G2hij"_s; });
    row(u"stageArn: must be the ARN of a stage"_s,
        [](ParticipantClaims *c, QString *) { c->stageArn.replace(u":stage/"_s, u":channel/"_s); });
    row(u"eventsUrl: is missing"_s, [](ParticipantClaims *c, QString *) { c->eventsUrl.clear(); });
    row(u"whipUrl: is missing"_s, [](ParticipantClaims *c, QString *) { c->whipUrl.clear(); });
    row(u"userId: must be 0 to 128 characters long, but has 129"_s,
        [](ParticipantClaims *c, QString *) { c->userId = QString(129, u'x'); });
    row(u"attributes: must have at most 1024 bytes in all, but has 1025"_s, [](ParticipantClaims *c, QString *) {
        c->attributes = {{u"k"_s, QString(512, u'é')}};
    });
    row(u"capabilities: must be publish, subscribe or both"_s,
        [](ParticipantClaims *c, QString *) { c->publish = c->subscribe = false; });
    row(u"issued: is missing"_s, [](ParticipantClaims *c, QString *) { c->issued = {}; });
    row(u"expires: is missing"_s, [](ParticipantClaims *c, QString *) { c->expires = {}; });
    row(u"expires: must be after it was issued"_s, [](ParticipantClaims *c, QString *) { c->expires = c->issued; });
    row(u"expires: must be at most 14 days after it was issued"_s,
        [](ParticipantClaims *c, QString *) { c->expires = c->issued.addDays(14).addSecs(1); });
    row(u"publicKeyArn: must be 1 to 128 characters long, but has 0"_s,
        [](ParticipantClaims *, QString *key) { key->clear(); });
    row(u"publicKeyArn: must be the ARN of a public-key"_s, [](ParticipantClaims *, QString *key) { *key = kStage; });
    row(u"publicKeyArn: is a key of account 999999999999, not of 123456789012"_s,
        [](ParticipantClaims *, QString *key) { key->replace(u"123456789012"_s, u"999999999999"_s); });
    row(u"publicKeyArn: is a key of region us-east-1, not of eu-west-1"_s,
        [](ParticipantClaims *, QString *key) { key->replace(u"eu-west-1"_s, u"us-east-1"_s); });
}

void SelfSignedTest::faults()
{
    QFETCH(QString, fault);
    QFETCH(Change, change);
    ParticipantClaims wish = claims();
    QString key = kKey;
    QCOMPARE(said(faultsOf(wish, key)), QString());
    change(&wish, &key);
    QCOMPARE(said(faultsOf(wish, key)), fault);
    const auto token = signedToken(es384::PrivateKey::generate(), key, wish);
    QVERIFY(!token);
    QCOMPARE(said({token.error()}), fault);
}

void SelfSignedTest::connectionFaults_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<ConnectionChange>("change");
    const auto row = [](const QString &fault, const ConnectionChange &change) {
        QTest::newRow(qPrintable(fault)) << fault << change;
    };
    row(u"id: must be 1 to 64 letters, digits and hyphens"_s,
        [](ConnectionClaims *c, QString *) { c->id = QString(65, u'x'); });
    row(u"accountId: is missing"_s, [](ConnectionClaims *c, QString *) { c->accountId.clear(); });
    row(u"region: is missing"_s, [](ConnectionClaims *c, QString *) { c->region.clear(); });
    row(u"expires: must be at most 28 days after it was issued"_s,
        [](ConnectionClaims *c, QString *) { c->expires = c->issued.addDays(28).addSecs(1); });
    row(u"publicKeyArn: is a key of region eu-west-1, not of us-east-1"_s,
        [](ConnectionClaims *c, QString *) { c->region = u"us-east-1"_s; });
}

void SelfSignedTest::connectionFaults()
{
    QFETCH(QString, fault);
    QFETCH(ConnectionChange, change);
    ConnectionClaims wish = connection();
    QString key = kKey;
    change(&wish, &key);
    QCOMPARE(said(faultsOf(wish, key)), fault);
    QVERIFY(!signedToken(es384::PrivateKey::generate(), key, wish));
}

void SelfSignedTest::limitsThemselvesAreGood()
{
    ParticipantClaims wish = claims();
    wish.participantId = QString(64, u'x');
    wish.userId = u"\U0001F600"_s.repeated(128);
    wish.attributes = {{u"k"_s, QString(1023, u'x')}};
    wish.expires = wish.issued.addDays(14);
    QCOMPARE(said(faultsOf(wish, kKey)), QString());
    ConnectionClaims other = connection();
    other.expires = other.issued.addDays(28);
    QCOMPARE(said(faultsOf(other, kKey)), QString());
}

void SelfSignedTest::allFaultsAtOnce()
{
    QStringList members;
    const QList<FieldFault> faults = faultsOf(ParticipantClaims {}, {});
    for (const FieldFault &fault : faults)
        members << fault.path;
    QCOMPARE(members, QStringList({u"participantId"_s, u"stageArn"_s, u"eventsUrl"_s, u"whipUrl"_s, u"issued"_s}));
}

void SelfSignedTest::ids()
{
    static const QRegularExpression form(u"^[A-Za-z0-9-]{1,64}$"_s);
    QSet<QString> ids;
    for (int i = 0; i < 1000; ++i) {
        ids.insert(newTokenId());
        QVERIFY(form.match(*ids.cbegin()).hasMatch());
    }
    QCOMPARE(ids.size(), 1000);
}

QTEST_GUILESS_MAIN(SelfSignedTest)
#include "tst_selfsigned.moc"
