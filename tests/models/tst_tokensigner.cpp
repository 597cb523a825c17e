// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/writeguard.h"
#include "models/ivs/jwt.h"
#include "models/tokensigner.h"
#include "tests/support/manualclock.h"

#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using ivs::es384::PrivateKey;

class TestTokenSigner final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void signsAllInOrder();
    void oneBadAmongMany();
    void none();
    void connectionTokens();
    void canceled();
    void startedTwice();
    void nothingInReadOnly();
    void readOnlyEndsARun();
    void deletedWhileRunning();

private:
    static QList<TokenSigner::Claims> guests(int count);

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<aws::WriteGuard> m_guard;
    std::unique_ptr<TokenSigner> m_signer;
    std::unique_ptr<QSignalSpy> m_finished;
    const PrivateKey m_key = PrivateKey::generate();
    const QString m_keyArn = u"arn:aws:ivs:eu-west-1:123456789012:public-key/Xy12Xy12Xy12"_s;
};

void TestTokenSigner::init()
{
    m_clock = std::make_unique<ManualClock>();
    m_guard = std::make_unique<aws::WriteGuard>(m_clock.get());
    m_signer = std::make_unique<TokenSigner>(m_guard.get());
    m_finished = std::make_unique<QSignalSpy>(m_signer.get(), &TokenSigner::finished);
}

void TestTokenSigner::cleanup()
{
    m_finished.reset();
    m_signer.reset();
    m_guard.reset();
    m_clock.reset();
}

QList<TokenSigner::Claims> TestTokenSigner::guests(int count)
{
    const QDateTime now = QDateTime::fromSecsSinceEpoch(1'790'000'000, Qt::UTC);
    QList<TokenSigner::Claims> all;
    for (int i = 0; i < count; ++i) {
        all.append(
            ivs::ParticipantClaims {ivs::newTokenId(), u"arn:aws:ivs:eu-west-1:123456789012:stage/AbCdef1G2hij"_s,
                u"wss://global.events.live-video.net"_s, u"https://1a2b.global-bm.whip.live-video.net"_s,
                u"guest-%1"_s.arg(i), {}, false, true, now, now.addSecs(3600)});
    }
    return all;
}

void TestTokenSigner::signsAllInOrder()
{
    const QList<TokenSigner::Claims> claims = guests(300);
    QVERIFY(m_signer->start(m_key, m_keyArn, claims));
    QVERIFY(m_signer->isRunning());
    QCOMPARE(m_signer->total(), 300);
    QVERIFY(m_finished->wait());
    QVERIFY(!m_signer->isRunning() && !m_signer->wasCanceled());
    QCOMPARE(m_signer->done(), 300);
    QCOMPARE(m_signer->outcomes().size(), 300);
    const QByteArray pem = m_key.publicPem();
    QSet<QString> ids;
    for (int i = 0; i < 300; ++i) {
        const auto &outcome = m_signer->outcomes()[i];
        QVERIFY(outcome && *outcome);
        const ivs::Jwt jwt = ivs::readJwt((*outcome)->toLatin1());
        QVERIFY(ivs::es384::verify(pem, jwt.signedText, jwt.signature));
        QCOMPARE(jwt.payload["user_id"_L1].toString(), u"guest-%1"_s.arg(i));
        ids.insert(jwt.payload["jti"_L1].toString());
    }
    QCOMPARE(ids.size(), 300);
    QCOMPARE(m_finished->size(), 1);
}

void TestTokenSigner::oneBadAmongMany()
{
    QList<TokenSigner::Claims> claims = guests(3);
    std::get<ivs::ParticipantClaims>(claims[1]).userId = QString(129, u'x');
    QVERIFY(m_signer->start(m_key, m_keyArn, claims));
    QVERIFY(m_finished->wait());
    QVERIFY(!m_signer->wasCanceled());
    QVERIFY((*m_signer->outcomes()[0]).has_value());
    QCOMPARE((*m_signer->outcomes()[1]).error().path, u"userId"_s);
    QVERIFY((*m_signer->outcomes()[2]).has_value());
}

void TestTokenSigner::none()
{
    QVERIFY(m_signer->start(m_key, m_keyArn, {}));
    QVERIFY(m_finished->wait());
    QVERIFY(!m_signer->wasCanceled());
    QVERIFY(m_signer->outcomes().isEmpty());
}

void TestTokenSigner::connectionTokens()
{
    const QDateTime now = QDateTime::fromSecsSinceEpoch(1'790'000'000, Qt::UTC);
    const ivs::ConnectionClaims claims {
        u"c-1"_s, u"123456789012"_s, u"eu-west-1"_s, now, now.addSecs(ivs::kLongestConnectionToken)};
    QVERIFY(m_signer->start(m_key, m_keyArn, {claims}));
    QVERIFY(m_finished->wait());
    const ivs::Jwt jwt = ivs::readJwt((*m_signer->outcomes()[0])->toLatin1());
    QCOMPARE(jwt.payload["account_id"_L1].toString(), u"123456789012"_s);
}

void TestTokenSigner::canceled()
{
    QVERIFY(m_signer->start(m_key, m_keyArn, guests(20'000)));
    QSignalSpy progressed(m_signer.get(), &TokenSigner::progressed);
    QVERIFY(progressed.wait());
    m_signer->cancel();
    m_signer->cancel();
    QVERIFY(m_finished->wait());
    QVERIFY(m_signer->wasCanceled());
    const int done = m_signer->done();
    QVERIFY(done > 0 && done < 20'000);
    QCOMPARE(int(std::ranges::count_if(m_signer->outcomes(), [](const auto &each) { return each.has_value(); })), done);
    // Nothing goes on behind it, and the next run is whole.
    QVERIFY(m_signer->start(m_key, m_keyArn, guests(2)));
    QVERIFY(m_finished->wait());
    QVERIFY(!m_signer->wasCanceled());
    QCOMPARE(m_signer->outcomes().size(), 2);
    QCOMPARE(m_finished->size(), 2);
}

void TestTokenSigner::startedTwice()
{
    QVERIFY(m_signer->start(m_key, m_keyArn, guests(5)));
    QVERIFY(!m_signer->start(m_key, m_keyArn, guests(1)));
    QVERIFY(m_finished->wait());
    QCOMPARE(m_signer->outcomes().size(), 5);
}

void TestTokenSigner::nothingInReadOnly()
{
    m_guard->setReason(aws::ReadOnlyReason::Option, true);
    QVERIFY(!m_signer->start(m_key, m_keyArn, guests(1)));
    QVERIFY(!m_signer->isRunning());
    QVERIFY(m_signer->outcomes().isEmpty());
    m_guard->setReason(aws::ReadOnlyReason::Option, false);
    QVERIFY(m_signer->start(m_key, m_keyArn, guests(1)));
    QVERIFY(m_finished->wait());
    QCOMPARE(m_finished->size(), 1);
}

void TestTokenSigner::readOnlyEndsARun()
{
    QVERIFY(m_signer->start(m_key, m_keyArn, guests(20'000)));
    m_guard->setReason(aws::ReadOnlyReason::Option, true);
    QVERIFY(m_finished->wait());
    QVERIFY(m_signer->wasCanceled());
}

void TestTokenSigner::deletedWhileRunning()
{
    QVERIFY(m_signer->start(m_key, m_keyArn, guests(20'000)));
    m_signer.reset();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(m_finished->size(), 0);
}

QTEST_GUILESS_MAIN(TestTokenSigner)
#include "tst_tokensigner.moc"
