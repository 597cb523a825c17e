// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a token, without any service: each thing that can be wrong, by itself.
#include "models/ivs/selfsigned.h"
#include "models/timetext.h"
#include "models/tokenproblems.h"
#include "models/tokenwords.h"

#include <QJsonArray>
#include <QTest>

#include <functional>

using namespace Qt::Literals::StringLiterals;
using ivs::es384::PrivateKey;
using State = TokenSignature::State;
using Weight = TokenProblem::Weight;

using Change = std::function<void(QJsonObject *header, QJsonObject *claims)>;
Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(TokenContext)

class TestTokenProblems final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void good();
    void whatPeoplePaste_data();
    void whatPeoplePaste();
    void noTokens_data();
    void noTokens();
    void oneThingWrong_data();
    void oneThingWrong();
    void beside_data();
    void beside();
    void signatures();
    void formsOfSignatures();
    void mintedByTheService();
    void connectionTokens();
    void everythingWrongAtOnce();
    void everyChangedLetterIsFound();
    void facts();
    void hostileText();

private:
    QString sealed(const QJsonObject &header, const QJsonObject &claims) const;
    QString changed(const Change &change) const;
    QStringList said(const QString &token, const TokenContext &context) const;
    TokenContext now(qint64 later = 0) const
    {
        TokenContext context;
        context.now = m_now.addSecs(later);
        return context;
    }

    const QDateTime m_now = QDateTime::fromSecsSinceEpoch(1'790'000'000, Qt::UTC);
    const QString m_stage = u"arn:aws:ivs:eu-west-1:123456789012:stage/AbCdef1G2hij"_s;
    const QString m_keyArn = u"arn:aws:ivs:eu-west-1:123456789012:public-key/Xy12Xy12Xy12"_s;
    const QString m_otherArn = u"arn:aws:ivs:eu-west-1:123456789012:public-key/Zz34Zz34Zz34"_s;
    const PrivateKey m_key = PrivateKey::generate();
    const PrivateKey m_other = PrivateKey::generate();
    const QMap<QString, QByteArray> m_known {{m_keyArn, m_key.publicPem()}, {m_otherArn, m_other.publicPem()}};
    const ivs::ParticipantClaims m_claims {u"guest-1"_s, m_stage, u"wss://global.events.live-video.net"_s,
        u"https://1a2b.global-bm.whip.live-video.net"_s, u"anna"_s, {{u"seat"_s, u"a"_s}}, true, true, m_now,
        m_now.addSecs(3600)};
    const QString m_token = ivs::signedToken(m_key, m_keyArn, m_claims).value();
};

QString TestTokenProblems::sealed(const QJsonObject &header, const QJsonObject &claims) const
{
    const QByteArray text = ivs::jwtText(header, claims);
    return QString::fromLatin1(ivs::jwtToken(text, m_key.sign(text)));
}

QString TestTokenProblems::changed(const Change &change) const
{
    ivs::Jwt jwt = ivs::readJwt(m_token.toLatin1());
    change(&jwt.header, &jwt.payload);
    return sealed(jwt.header, jwt.payload);
}

QStringList TestTokenProblems::said(const QString &token, const TokenContext &context) const
{
    const TokenReading reading = readToken(token);
    QStringList words;
    const QList<TokenProblem> problems = tokenProblems(reading, checkSignature(reading, m_known), context);
    for (const TokenProblem &problem : problems)
        words << (problem.weight == Weight::Wrong          ? QString()
                         : problem.weight == Weight::Doubt ? u"? "_s
                                                           : u"note: "_s)
                + problem.words;
    return words;
}

void TestTokenProblems::good()
{
    const TokenReading reading = readToken(m_token);
    QCOMPARE(int(reading.kind), int(TokenReading::Kind::Participant));
    QCOMPARE(reading.stageArn, m_stage);
    QCOMPARE(reading.participantId, u"guest-1"_s);
    QCOMPARE(reading.expires, m_now.addSecs(3600));
    QCOMPARE(reading.issued, m_now);
    const TokenSignature signature = checkSignature(reading, m_known);
    QCOMPARE(signature.state, State::Good);
    QCOMPARE(signature.keyArn, m_keyArn);
    QCOMPARE(said(m_token, now()), QStringList());
    QCOMPARE(said(m_token, now(3599)), QStringList());
}

void TestTokenProblems::whatPeoplePaste_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("space around") << u" \n\t"_s << u"\r\n "_s;
    QTest::newRow("quotes") << u"\""_s << u"\""_s;
    QTest::newRow("single quotes") << u"'"_s << u"'"_s;
    QTest::newRow("a header") << u"Bearer "_s << QString();
    QTest::newRow("no-break space") << u"\u00A0"_s << u"\u00A0"_s;
}

void TestTokenProblems::whatPeoplePaste()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QCOMPARE(said(before + m_token + after, now()), QStringList());
}

void TestTokenProblems::noTokens_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("words");
    const int none = int(TokenReading::Kind::NoToken);
    QTest::newRow("nothing") << QString() << int(TokenReading::Kind::Nothing) << QString();
    QTest::newRow("space") << u" \n"_s << int(TokenReading::Kind::Nothing) << QString();
    QTest::newRow("a word") << u"hello"_s << none << u"three parts"_s;
    QTest::newRow("an ARN") << m_stage << none << u"three parts"_s;
    QTest::newRow("dots") << u"a.b.c"_s << none << u"base64url"_s;
    QTest::newRow("a stream key") << u"sk_eu-west-1_AbCdEfGh_IjKlMnOp"_s << none << u"three parts"_s;
    QTest::newRow("empty objects") << u"e30.e30.aQ"_s << none << u"The claims are empty"_s;
    QTest::newRow("over 1 MB") << QString(ivs::kLargestJwt + 1, u'A') << int(TokenReading::Kind::TooLarge)
                               << u"larger than 1 MB"_s;
    QTest::newRow("over 1 MB in bytes only")
        << QString(ivs::kLargestJwt, u'é') << int(TokenReading::Kind::TooLarge) << u"larger than 1 MB"_s;
    QTest::newRow("1 MB") << QString(ivs::kLargestJwt, u'.') << none << u"three parts"_s;
    QTest::newRow("NUL") << QString(100, u'\0') << none << u"three parts"_s;
}

void TestTokenProblems::noTokens()
{
    QFETCH(QString, text);
    QFETCH(int, kind);
    QFETCH(QString, words);
    const TokenReading reading = readToken(text);
    QCOMPARE(int(reading.kind), kind);
    QVERIFY(!reading.isToken());
    const QStringList all = said(text, now());
    QCOMPARE(all.isEmpty(), words.isEmpty());
    QVERIFY2(all.join(u'\n').contains(words), qPrintable(all.join(u'\n')));
}

void TestTokenProblems::oneThingWrong_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("words");
    const auto claim = [](const char *name, const QString &member, const QJsonValue &value, const QString &words) {
        QTest::newRow(name) << Change([=](QJsonObject *, QJsonObject *claims) {
            value.isUndefined() ? claims->remove(member) : void((*claims)[member] = value);
        }) << words;
    };
    const auto header = [](const char *name, const QString &member, const QJsonValue &value, const QString &words) {
        QTest::newRow(name) << Change([=](QJsonObject *all, QJsonObject *) {
            value.isUndefined() ? all->remove(member) : void((*all)[member] = value);
        }) << words;
    };
    const QJsonValue gone = QJsonValue::Undefined;
    for (const QString &member : {u"exp"_s, u"iat"_s, u"jti"_s, u"resource"_s, u"topic"_s, u"events_url"_s,
             u"whip_url"_s, u"capabilities"_s, u"version"_s})
        claim(qPrintable(u"no "_s + member), member, gone, member + u" is missing."_s);
    const qint64 seconds = m_now.toSecsSinceEpoch();
    claim("milliseconds", u"exp"_s, seconds * 1000, u"exp is in milliseconds: it must be in whole seconds."_s);
    claim("half a second", u"exp"_s, double(seconds) + 60.5, u"exp must be a whole number of seconds since 1970."_s);
    claim("a time as text", u"iat"_s, u"2026"_s, u"iat must be a whole number of seconds since 1970."_s);
    claim("too long", u"exp"_s, seconds + 14 * 86400 + 1, u"It is good for longer than 14 days, which is the most."_s);
    claim("odd id", u"jti"_s, u"a b"_s, u"jti must be 1 to 64 letters, digits, hyphens or underscores."_s);
    claim("long id", u"jti"_s, QString(65, u'x'), u"jti must be 1 to 64 letters, digits, hyphens or underscores."_s);
    claim("empty id", u"jti"_s, u""_s, u"jti is empty."_s);
    claim("underscore", u"jti"_s, u"a_b"_s, u"? jti holds an underscore"_s);
    claim("no text", u"whip_url"_s, 5, u"whip_url must be a text."_s);
    claim("another stage's topic", u"topic"_s, u"other"_s,
        u"It is for two stages: resource names AbCdef1G2hij, topic names other."_s);
    claim("no stage's ARN", u"resource"_s, m_keyArn, u"resource is not the ARN of a stage"_s);
    claim("version", u"version"_s, u"0.3"_s, u"version must be 1.0, but is 0.3."_s);
    claim("capabilities as list", u"capabilities"_s, QJsonArray {u"PUBLISH"_s}, u"capabilities must be an object"_s);
    claim("capability as text", u"capabilities"_s, QJsonObject {{u"allow_publish"_s, u"true"_s}},
        u"capabilities must be an object"_s);
    claim("allows nothing", u"capabilities"_s, QJsonObject {{u"allow_publish"_s, false}},
        u"It allows neither to publish nor to subscribe."_s);
    claim("long user id", u"user_id"_s, QString(129, u'x'), u"user_id has more than 128 characters."_s);
    claim("attributes as text", u"attributes"_s, u"seat=a"_s, u"attributes must be an object of texts."_s);
    claim("attribute as number", u"attributes"_s, QJsonObject {{u"seat"_s, 1}}, u"An attribute is not a text."_s);
    claim("large attributes", u"attributes"_s, QJsonObject {{u"k"_s, QString(1024, u'x')}},
        u"The attributes have 1025 bytes; 1024 is the most."_s);
    claim("a slip of the pen", u"userId"_s, u"anna"_s, u"? It says things that are not documented: userId."_s);
    header("no key", u"kid"_s, gone, u"The header names no public key (kid): the service can't know who signed it."_s);
    header("a name as key", u"kid"_s, u"main"_s, u"main is not the ARN of a public key."_s);
    header("another account's key", u"kid"_s, QString(m_keyArn).replace(u"123456789012"_s, u"999999999999"_s),
        u"The public key is of another account than the stage."_s);
    header("another region's key", u"kid"_s, QString(m_keyArn).replace(u"eu-west-1"_s, u"us-east-1"_s),
        u"The public key is of another region than the stage."_s);
    header(
        "ES256", u"alg"_s, u"ES256"_s, u"It is signed with ES256, not with ES384: the service takes nothing else."_s);
    header("none", u"alg"_s, u"none"_s, u"It is signed with none, not with ES384: the service takes nothing else."_s);
    header("no algorithm", u"alg"_s, gone, u"The header names no algorithm: the service takes ES384 only."_s);
    header("no type", u"typ"_s, gone, u"? typ should be JWT, as it is documented."_s);
}

// A change of the key's name leaves a signature that another known key made: said beside it.
void TestTokenProblems::oneThingWrong()
{
    QFETCH(Change, change);
    QFETCH(QString, words);
    QStringList all = said(changed(change), now());
    all.removeIf([](const QString &line) { return line.contains(u"It was signed with the key"_s); });
    QCOMPARE(all.size(), 1);
    QVERIFY2(all.first().startsWith(words), qPrintable(all.first()));
}

void TestTokenProblems::beside_data()
{
    QTest::addColumn<TokenContext>("context");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const TokenContext &context, const QString &words) {
        QTest::newRow(name) << context << words;
    };
    row("expired", now(3600 + 3 * 3600), u"It expired 3 h ago."_s);
    row("just expired", now(3600), u"It has just expired."_s);
    row("issued in the future", now(-300), u"? It was issued 5 min in the future"_s);
    TokenContext gone = now();
    gone.stage = TokenContext::Stage::Gone;
    row("no such stage", gone, u"The stage does not exist."_s);
    TokenContext other = now();
    other.expectedStageArn = QString(m_stage).chopped(1);
    row("wrong stage", other, u"It is for another stage."_s);
    TokenContext keyless = now();
    keyless.keyIsGone = true;
    row("no such key", keyless, u"The service does not know this public key: it was deleted, or never imported."_s);
    TokenContext events = now();
    events.endpoints = ivs::StageEndpoints {u"wss://elsewhere.example"_s, m_claims.whipUrl, {}, {}};
    row("events URL", events, u"events_url is not that of the stage, wss://elsewhere.example."_s);
    TokenContext whip = now();
    whip.endpoints = ivs::StageEndpoints {m_claims.eventsUrl, u"https://elsewhere.example"_s, {}, {}};
    row("WHIP URL", whip, u"whip_url is not that of the stage, https://elsewhere.example."_s);
}

void TestTokenProblems::beside()
{
    QFETCH(TokenContext, context);
    QFETCH(QString, words);
    const QStringList all = said(m_token, context);
    QCOMPARE(all.size(), 1);
    QVERIFY2(all.first().startsWith(words), qPrintable(all.first()));
    TokenContext right = now(-4); // two clocks are never the same
    right.stage = TokenContext::Stage::Exists;
    right.expectedStageArn = m_stage;
    right.endpoints = ivs::StageEndpoints {m_claims.eventsUrl, m_claims.whipUrl, {}, {}};
    QCOMPARE(said(m_token, right), QStringList());
}

void TestTokenProblems::signatures()
{
    const auto state = [](const QString &token, const QMap<QString, QByteArray> &known) {
        return checkSignature(readToken(token), known);
    };
    QCOMPARE(state(m_token, {}), (TokenSignature {State::UnknownKey, {}}));
    QCOMPARE(state(m_token, {{m_otherArn, m_other.publicPem()}}), (TokenSignature {State::UnknownKey, {}}));
    const QString swapped = ivs::signedToken(m_other, m_keyArn, m_claims).value();
    QCOMPARE(state(swapped, m_known), (TokenSignature {State::OtherKey, m_otherArn}));
    QCOMPARE(state(swapped, {{m_keyArn, m_key.publicPem()}}), (TokenSignature {State::Bad, {}}));
    QCOMPARE(said(swapped, now()).first(),
        u"It was signed with the key %1, but the header names %2."_s.arg(u"Zz34Zz34Zz34"_s, u"Xy12Xy12Xy12"_s));
    QCOMPARE(state(m_token.section(u'.', 0, 1) + u'.', m_known), (TokenSignature {State::Absent, {}}));
    QCOMPARE(said(m_token.section(u'.', 0, 1) + u'.', now()), QStringList({u"It is not signed."_s}));
    const QString foreign = changed([](QJsonObject *header, QJsonObject *) { (*header)["alg"_L1] = u"RS256"_s; });
    QCOMPARE(state(foreign, m_known), (TokenSignature {State::OtherAlgorithm, {}}));
    // A public key that is none helps nobody, and harms nobody.
    QCOMPARE(state(m_token, {{m_keyArn, "garbage"}}), (TokenSignature {State::Bad, {}}));
}

void TestTokenProblems::formsOfSignatures()
{
    const ivs::Jwt jwt = ivs::readJwt(m_token.toLatin1());
    // The DER form of the same two numbers: SEQUENCE of INTEGERs, with a zero before those that would be negative.
    const auto number = [](QByteArray bytes) {
        while (bytes.size() > 1 && bytes[0] == '\0')
            bytes.remove(0, 1);
        if (uchar(bytes[0]) > 0x7f)
            bytes.prepend('\0');
        return '\x02' + QByteArray(1, char(bytes.size())) + bytes;
    };
    const QByteArray pair = number(jwt.signature.left(48)) + number(jwt.signature.mid(48));
    const QByteArray der = '\x30' + QByteArray(1, char(pair.size())) + pair;
    const auto with = [&jwt](const QByteArray &signature) {
        return QString::fromLatin1(ivs::jwtToken(jwt.signedText, signature));
    };
    QCOMPARE(checkSignature(readToken(with(der)), m_known), (TokenSignature {State::WrongForm, m_keyArn}));
    const QString words = said(with(der), now()).first();
    QVERIFY(words.startsWith(u"The signature is in DER form, as OpenSSL gives it."_s));
    QVERIFY(words.endsWith(u"Apart from that it is good, made with the key %1."_s.arg(u"Xy12Xy12Xy12"_s)));
    QVERIFY(!tokenProblems(readToken(with(der)), checkSignature(readToken(with(der)), {}), now())
                 .first()
                 .words.contains(u"Apart"_s));
    QCOMPARE(said(with(jwt.signature.left(64)), now()),
        QStringList({u"The signature has 64 bytes; one of ES384 has 96. That many has one of ES256."_s}));
    QCOMPARE(said(with(jwt.signature.left(50)), now()),
        QStringList({u"The signature has 50 bytes; one of ES384 has 96."_s}));
}

// Fact sheet 7.1: no kid, fewer claims, a signature in DER.
void TestTokenProblems::mintedByTheService()
{
    const QByteArray text = ivs::jwtText({{u"alg"_s, u"KMS"_s}, {u"typ"_s, u"JWT"_s}},
        {{u"exp"_s, m_now.addSecs(60).toSecsSinceEpoch()}, {u"jti"_s, u"xYz"_s}, {u"resource"_s, m_stage},
            {u"capabilities"_s, QJsonObject {{u"allow_publish"_s, true}}}, {u"version"_s, u"0.3"_s},
            {u"events_url"_s, u"wss://eu-west-1.events.live-video.net"_s}});
    const QString token = QString::fromLatin1(ivs::jwtToken(text, QByteArray(102, '0')));
    QCOMPARE(checkSignature(readToken(token), m_known).state, State::ByService);
    const QStringList all = said(token, now());
    QCOMPARE(all.size(), 1);
    QVERIFY(all.first().startsWith(u"note: The service minted it"_s));
    QCOMPARE(said(token, now(120)).first(), u"It expired 1 min ago."_s);
}

void TestTokenProblems::connectionTokens()
{
    const ivs::ConnectionClaims claims {
        u"c-1"_s, u"123456789012"_s, u"eu-west-1"_s, m_now, m_now.addSecs(ivs::kLongestConnectionToken)};
    const QString token = ivs::signedToken(m_key, m_keyArn, claims).value();
    QCOMPARE(int(readToken(token).kind), int(TokenReading::Kind::Connection));
    QCOMPARE(checkSignature(readToken(token), m_known).state, State::Good);
    QCOMPARE(said(token, now()).size(), 1);
    QVERIFY(said(token, now()).first().startsWith(u"note: A connection token"_s));
    ivs::Jwt jwt = ivs::readJwt(token.toLatin1());
    jwt.payload["region"_L1] = u"us-east-1"_s;
    QCOMPARE(said(sealed(jwt.header, jwt.payload), now()).first(),
        u"region is not the region of the public key, eu-west-1."_s);
    jwt.payload.remove("region"_L1);
    QCOMPARE(said(sealed(jwt.header, jwt.payload), now()).first(), u"region is missing."_s);
}

void TestTokenProblems::everythingWrongAtOnce()
{
    const QString backwards = changed(
        [this](QJsonObject *, QJsonObject *claims) { (*claims)["exp"_L1] = m_now.addSecs(-60).toSecsSinceEpoch(); });
    QCOMPARE(said(backwards, now()), QStringList({u"It expired 1 min ago."_s, u"It expires before it was issued."_s}));
    const TokenReading reading = readToken(sealed({{u"alg"_s, 1}}, {{u"x"_s, 1}}));
    const QList<TokenProblem> problems = tokenProblems(reading, checkSignature(reading, m_known), now());
    QVERIFY(problems.size() > 10);
    QVERIFY(std::ranges::is_sorted(problems, {}, &TokenProblem::weight));
    for (const TokenProblem &problem : problems)
        QVERIFY(!problem.words.isEmpty());
}

// One letter of a good token changed: something is said, whichever it is. Where the name of the key was hit nobody here
// can know; then it is not called good.
void TestTokenProblems::everyChangedLetterIsFound()
{
    for (qsizetype i = 0; i < m_token.size(); ++i) {
        QString bad = m_token;
        bad[i] = bad[i] == u'A' ? u'B' : u'A';
        const TokenReading reading = readToken(bad);
        const bool unknown =
            checkSignature(reading, m_known).state == State::UnknownKey && !m_known.contains(reading.keyArn);
        QVERIFY2(unknown || !said(bad, now()).isEmpty(), qPrintable(QString::number(i)));
    }
}

void TestTokenProblems::facts()
{
    TimeText times;
    QStringList lines;
    const QList<TokenFact> all = headerFacts(readToken(m_token)) + claimFacts(readToken(m_token), times);
    for (const TokenFact &fact : all)
        lines << fact.name + u": "_s + fact.value;
    QVERIFY(lines.contains(u"Algorithm: ES384"_s));
    QVERIFY(lines.contains(u"Public key: "_s + m_keyArn));
    QVERIFY(lines.contains(u"Stage: "_s + m_stage));
    QVERIFY(lines.contains(u"User id: anna"_s));
    QVERIFY(lines.contains(u"May: publish and subscribe"_s));
    QVERIFY(lines.contains(u"Attribute: seat = a"_s));
    QVERIFY(lines.contains(u"Expires: "_s + times.labelled(m_now.addSecs(3600))));
    QCOMPARE(expiryText(m_now.addSecs(708), m_now), u"expires in 11:48"_s);
    QCOMPARE(expiryText(m_now.addSecs(-7200), m_now), u"expired 2 h ago"_s);
    const QString raw = rawText(readToken(m_token));
    QVERIFY(raw.contains(u"\"user_id\": \"anna\""_s));
    QVERIFY(!raw.contains(m_token.section(u'.', 2)));
}

void TestTokenProblems::hostileText()
{
    const QString evil = u"\u202Egnp.exe\n<b>"_s;
    const QString token = changed([&evil](QJsonObject *header, QJsonObject *claims) {
        (*header)["alg"_L1] = evil;
        (*header)["kid"_L1] = evil;
        (*claims)["topic"_L1] = evil;
        (*claims)["version"_L1] = evil;
        (*claims)[evil] = 1;
    });
    const QStringList all = said(token, now());
    QVERIFY(all.size() >= 5);
    for (const QString &line : all)
        QVERIFY2(!line.contains(QChar(0x202E)) && !line.contains(u'\n'), qPrintable(line));
    // A value of any length is cut where it is shown.
    const TokenReading reading = readToken(changed([](QJsonObject *, QJsonObject *claims) {
        (*claims)["user_id"_L1] = QString(300'000, u'x');
        QJsonObject attributes;
        for (int i = 0; i < 20'000; ++i)
            attributes.insert(u"key%1"_s.arg(i), u"value"_s);
        (*claims)["attributes"_L1] = attributes;
    }));
    const QList<TokenFact> facts = claimFacts(reading, TimeText());
    QVERIFY(facts.size() < 70);
    for (const TokenFact &fact : facts)
        QVERIFY(fact.value.size() < 600);
    QVERIFY(rawText(reading).size() < 20'000);
}

QTEST_GUILESS_MAIN(TestTokenProblems)
#include "tst_tokenproblems.moc"
