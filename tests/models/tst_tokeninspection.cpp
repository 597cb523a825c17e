// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/selfsigned.h"
#include "models/signingkeys.h"
#include "models/tokeninspection.h"
#include "tests/models/desktest.h"

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace Qt::Literals::StringLiterals;
using ivs::es384::PrivateKey;
using StageState = TokenInspection::StageState;
using Verdict = TokenInspection::Verdict;

class TestTokenInspection final : public DeskTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void asksNothingByItself();
    void goodWhenAllIsChecked();
    void expiresWhileItIsLookedAt();
    void listedStage();
    void stageThatIsGone();
    void stageOfAnotherRegion();
    void keyThatIsGone();
    void knownKeysNeedNoCall();
    void privateHalvesAreKnownToo();
    void mintedByTheService();
    void serviceGone();
    void anotherTokenBeforeTheAnswer();
    void closedBeforeTheAnswer();
    void wrongStage();
    void whatTheServiceRefuses_data();
    void whatTheServiceRefuses();
    void aMegabyteIsQuick_data();
    void aMegabyteIsQuick();

private:
    QString sealed(const QJsonObject &change = {}) const;
    int calls();
    void know()
    {
        m_workspace->signingKeys()->know(
            {.arn = m_keyArn, .publicKeyMaterial = QString::fromLatin1(m_key->publicPem())});
    }

    std::unique_ptr<PrivateKey> m_key;
    QString m_keyArn;
    QJsonObject m_stage;
    std::unique_ptr<TokenInspection> m_inspection;
};

void TestTokenInspection::init()
{
    m_inspection.reset();
    open();
    m_key = std::make_unique<PrivateKey>(PrivateKey::generate());
    m_keyArn = m_service
                   ->perform(u"ImportPublicKey"_s,
                       {{u"publicKeyMaterial"_s, QString::fromLatin1(m_key->publicPem())}})[u"publicKey"_s][u"arn"_s]
                   .toString();
    m_stage = m_service->perform(u"CreateStage"_s, {{u"name"_s, u"evening"_s}})[u"stage"_s].toObject();
    m_inspection = std::make_unique<TokenInspection>(m_workspace);
}

// Signed with the imported key, as it should be but for \a change; a null takes a member away.
QString TestTokenInspection::sealed(const QJsonObject &change) const
{
    const qint64 now = m_workspace->clock()->now().toSecsSinceEpoch();
    const QString arn = m_stage[u"arn"_s].toString();
    QJsonObject claims {{u"exp"_s, now + 3600}, {u"iat"_s, now}, {u"jti"_s, ivs::newTokenId()}, {u"resource"_s, arn},
        {u"topic"_s, arn.section(u'/', 1)}, {u"events_url"_s, m_stage[u"endpoints"_s][u"events"_s]},
        {u"whip_url"_s, m_stage[u"endpoints"_s][u"whip"_s]}, {u"version"_s, u"1.0"_s},
        {u"capabilities"_s, QJsonObject {{u"allow_subscribe"_s, true}}}};
    for (auto it = change.begin(); it != change.end(); ++it)
        it->isNull() ? claims.remove(it.key()) : void(claims[it.key()] = it.value());
    const QByteArray text = ivs::jwtText({{u"alg"_s, u"ES384"_s}, {u"typ"_s, u"JWT"_s}, {u"kid"_s, m_keyArn}}, claims);
    return QString::fromLatin1(ivs::jwtToken(text, m_key->sign(text)));
}

int TestTokenInspection::calls() { return m_service->arrived(u"GetStage"_s) + m_service->arrived(u"GetPublicKey"_s); }

void TestTokenInspection::asksNothingByItself()
{
    QCOMPARE(m_inspection->verdict(), Verdict::Nothing);
    QVERIFY(m_inspection->problems().isEmpty());
    m_inspection->setText(sealed());
    QCOMPARE(m_inspection->verdict(), Verdict::Unchecked);
    QCOMPARE(m_inspection->stageState(), StageState::Unknown);
    QCOMPARE(m_inspection->signature().state, TokenSignature::State::UnknownKey);
    QVERIFY(m_inspection->canAskStage());
    QVERIFY(m_inspection->canAskKey());
    QVERIFY(m_inspection->problems().isEmpty());
    m_inspection->setText(u"no token"_s);
    QCOMPARE(m_inspection->verdict(), Verdict::NoToken);
    QVERIFY(!m_inspection->canAskStage());
    QVERIFY(!m_inspection->canAskKey());
    m_inspection->askStage();
    m_inspection->askKey();
    m_inspection->setText({});
    QCOMPARE(m_inspection->verdict(), Verdict::Nothing);
    QCOMPARE(calls(), 0);
}

void TestTokenInspection::goodWhenAllIsChecked()
{
    m_inspection->setText(sealed());
    m_inspection->askStage();
    m_inspection->askStage(); // a second click
    QCOMPARE(m_inspection->stageState(), StageState::Asking);
    QTRY_VERIFY(m_inspection->stageState() == StageState::Exists);
    QVERIFY(m_inspection->stageText().contains(u"evening"_s));
    QCOMPARE(m_inspection->verdict(), Verdict::Unchecked);
    m_inspection->askKey();
    QVERIFY(m_inspection->isAskingKey());
    m_inspection->askKey();
    QTRY_VERIFY(m_inspection->verdict() == Verdict::Good);
    QCOMPARE(m_inspection->signature().keyArn, m_keyArn);
    QVERIFY(!m_inspection->canAskKey());
    QCOMPARE(calls(), 2);
    // The same key signed the next one: nothing is asked again.
    m_inspection->setText(sealed());
    QCOMPARE(m_inspection->verdict(), Verdict::Good);
    // Endpoints are compared with those of the stage.
    m_inspection->setText(sealed({{u"whip_url"_s, u"https://elsewhere.example"_s}}));
    QCOMPARE(m_inspection->verdict(), Verdict::Wrong);
    QCOMPARE(m_inspection->problems().first().claim, u"whip_url"_s);
}

void TestTokenInspection::expiresWhileItIsLookedAt()
{
    m_inspection->setText(sealed());
    QCOMPARE(m_inspection->verdict(), Verdict::Unchecked);
    m_clock->advance(3600 * 1000);
    QCOMPARE(m_inspection->verdict(), Verdict::Expired);
    QCOMPARE(m_inspection->problems().first().claim, u"exp"_s);
}

void TestTokenInspection::listedStage()
{
    m_workspace->stages()->setWatched(true);
    QTRY_VERIFY(m_workspace->stages()->rowCount() == 1);
    m_inspection->setText(sealed());
    QCOMPARE(m_inspection->stageState(), StageState::Listed);
    QVERIFY(m_inspection->stageText().contains(u"evening"_s));
    QCOMPARE(calls(), 0);
}

void TestTokenInspection::stageThatIsGone()
{
    m_service->perform(u"DeleteStage"_s, {{u"arn"_s, m_stage[u"arn"_s]}});
    m_inspection->setText(sealed());
    m_inspection->askStage();
    QTRY_VERIFY(m_inspection->stageState() == StageState::Gone);
    QCOMPARE(m_inspection->verdict(), Verdict::Wrong);
    QCOMPARE(m_inspection->problems().first().claim, u"resource"_s);
    QVERIFY(!m_inspection->error()); // it is an answer
}

void TestTokenInspection::stageOfAnotherRegion()
{
    QString arn = m_stage[u"arn"_s].toString();
    arn.replace(m_service->region(), u"ap-south-1"_s);
    m_inspection->setText(sealed({{u"resource"_s, arn}}));
    QCOMPARE(m_inspection->stageState(), StageState::Elsewhere);
    QVERIFY(!m_inspection->canAskStage());
    m_inspection->askStage();
    QCOMPARE(calls(), 0);
}

void TestTokenInspection::keyThatIsGone()
{
    m_service->perform(u"DeletePublicKey"_s, {{u"arn"_s, m_keyArn}});
    m_inspection->setText(sealed());
    m_inspection->askKey();
    QTRY_VERIFY(m_inspection->verdict() == Verdict::Wrong);
    QCOMPARE(m_inspection->problems().first().claim, u"kid"_s);
    QVERIFY(!m_inspection->error());
}

void TestTokenInspection::knownKeysNeedNoCall()
{
    m_inspection->setText(sealed());
    QCOMPARE(m_inspection->signature().state, TokenSignature::State::UnknownKey);
    know();
    QCOMPARE(m_inspection->signature().state, TokenSignature::State::Good);
    QVERIFY(!m_inspection->canAskKey());
    QCOMPARE(calls(), 0);
    m_workspace->signingKeys()->listed({}); // it was deleted
    QCOMPARE(m_inspection->signature().state, TokenSignature::State::UnknownKey);
    QVERIFY(m_inspection->canAskKey());
}

// Its public half was never read: who may sign may not be allowed to read public keys.
void TestTokenInspection::privateHalvesAreKnownToo()
{
    m_inspection->setText(sealed());
    bool done = false;
    m_workspace->signingKeys()->put(
        m_keyArn, *m_key, false, this, [&done](const Keychain::Done &answer) { done = answer.has_value(); });
    QTRY_VERIFY(done);
    QCOMPARE(m_inspection->signature().state, TokenSignature::State::Good);
    QCOMPARE(calls(), 0);
}

void TestTokenInspection::mintedByTheService()
{
    const QString token = m_service
                              ->perform(u"CreateParticipantToken"_s,
                                  {{u"stageArn"_s, m_stage[u"arn"_s]}})[u"participantToken"_s][u"token"_s]
                              .toString();
    QVERIFY(!token.isEmpty());
    m_inspection->setText(token);
    QCOMPARE(m_inspection->signature().state, TokenSignature::State::ByService);
    QCOMPARE(m_inspection->verdict(), Verdict::Unchecked);
    QVERIFY(!m_inspection->canAskKey());
}

void TestTokenInspection::serviceGone()
{
    m_inspection->setText(sealed());
    m_service->stop();
    m_inspection->askStage();
    QTRY_VERIFY(m_inspection->stageState() == StageState::Failed);
    QVERIFY(m_inspection->error());
    QCOMPARE(m_inspection->verdict(), Verdict::Unchecked); // that nobody answers says nothing of the token
    QVERIFY(m_inspection->canAskStage());
    m_inspection->askKey();
    QVERIFY(!m_inspection->error());
    QTRY_VERIFY(!m_inspection->isAskingKey());
    QVERIFY(m_inspection->error());
    QVERIFY(m_inspection->canAskKey());
    m_inspection->setText(sealed());
    QVERIFY(!m_inspection->error());
}

void TestTokenInspection::anotherTokenBeforeTheAnswer()
{
    m_inspection->setText(sealed());
    m_inspection->askStage();
    m_inspection->askKey();
    const QString missing = m_stage[u"arn"_s].toString().chopped(1);
    m_inspection->setText(sealed({{u"resource"_s, missing}, {u"topic"_s, missing.section(u'/', 1)}}));
    QCOMPARE(m_inspection->stageState(), StageState::Unknown);
    // What is true of the key stays true; of the stage nothing is known.
    QTRY_VERIFY(m_inspection->signature().state == TokenSignature::State::Good);
    QCOMPARE(m_inspection->stageState(), StageState::Unknown);
    QCOMPARE(m_inspection->verdict(), Verdict::Unchecked);
}

void TestTokenInspection::closedBeforeTheAnswer()
{
    m_inspection->setText(sealed());
    m_inspection->askStage();
    m_inspection->askKey();
    m_inspection.reset();
    QTRY_VERIFY(m_service->arrived(u"GetPublicKey"_s) == 1);
}

void TestTokenInspection::wrongStage()
{
    m_inspection->setText(sealed());
    m_inspection->setExpectedStage(m_stage[u"arn"_s].toString());
    QVERIFY(m_inspection->problems().isEmpty());
    m_inspection->setExpectedStage(m_stage[u"arn"_s].toString().chopped(1));
    QCOMPARE(m_inspection->verdict(), Verdict::Wrong);
}

void TestTokenInspection::whatTheServiceRefuses_data()
{
    QTest::addColumn<QJsonObject>("change");
    const auto row = [](const char *name, const QString &claim, const QJsonValue &value) {
        QTest::newRow(name) << QJsonObject {{claim, value}};
    };
    for (const QString &claim : {u"exp"_s, u"iat"_s, u"jti"_s, u"resource"_s, u"topic"_s, u"events_url"_s,
             u"whip_url"_s, u"capabilities"_s, u"version"_s})
        row(qPrintable(u"no "_s + claim), claim, QJsonValue::Null);
    row("expired", u"exp"_s, 1);
    row("too long", u"exp"_s, qint64(4'000'000'000));
    row("topic", u"topic"_s, u"other"_s);
    row("version", u"version"_s, u"2.0"_s);
    row("id", u"jti"_s, u"a b"_s);
    row("user id", u"user_id"_s, QString(129, u'x'));
    row("attributes", u"attributes"_s, QJsonObject {{u"a"_s, 1}});
    row("capabilities", u"capabilities"_s, QJsonObject {{u"allow_publish"_s, 1}});
    row("events", u"events_url"_s, u"wss://elsewhere.example"_s);
    row("whip", u"whip_url"_s, u"https://elsewhere.example"_s);
}

// What ivs-local does not let in is explained, and what it lets in is not blamed.
void TestTokenInspection::whatTheServiceRefuses()
{
    QFETCH(QJsonObject, change);
    m_inspection->setText(sealed());
    m_inspection->askStage();
    QTRY_VERIFY(m_inspection->stageState() == StageState::Exists);
    const QString good = sealed();
    QCOMPARE(m_service->control(u"join"_s, {{u"token"_s, good}})[u"httpStatus"_s].toInt(), 200);
    const QString bad = sealed(change);
    QCOMPARE(m_service->control(u"join"_s, {{u"token"_s, bad}})[u"httpStatus"_s].toInt(), 403);
    m_inspection->setText(good);
    QVERIFY(m_inspection->problems().isEmpty());
    m_inspection->setText(bad);
    QVERIFY(!m_inspection->problems().isEmpty());
    QCOMPARE(m_inspection->problems().first().weight, TokenProblem::Weight::Wrong);
}

void TestTokenInspection::aMegabyteIsQuick_data()
{
    QTest::addColumn<QString>("text");
    const auto asClaims = [](const QByteArray &json) {
        return QString::fromLatin1(ivs::jwtText({{u"alg"_s, u"ES384"_s}}, {}).split('.').first() + '.'
            + json.left(780'000).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + '.'
            + QByteArray(128, 'A'));
    };
    QTest::newRow("letters") << QString(ivs::kLargestJwt, u'A');
    QTest::newRow("a long text") << asClaims("{\"user_id\":\"" + QByteArray(779'980, 'x') + "\"}");
    QByteArray attributes;
    for (int i = 0; attributes.size() < 770'000; ++i)
        attributes += "\"k" + QByteArray::number(i) + "\":\"v\",";
    QTest::newRow("many attributes") << asClaims("{\"attributes\":{" + attributes + "\"z\":\"\"}}");
    QTest::newRow("many claims") << asClaims('{' + attributes + "\"z\":\"\"}");
}

void TestTokenInspection::aMegabyteIsQuick()
{
    QFETCH(QString, text);
    know();
    QElapsedTimer timer;
    timer.start();
    m_inspection->setText(text);
    const qint64 read = timer.restart();
    QVERIFY(!m_inspection->problems().isEmpty());
    qInfo("read in %d ms, judged in %d ms", int(read), int(timer.elapsed()));
    QVERIFY(timer.elapsed() < 5000); // no measure of speed
}

QTEST_GUILESS_MAIN(TestTokenInspection)
#include "tst_tokeninspection.moc"
