// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/jwt.h"
#include "models/ivs/selfsigned.h"
#include "models/knownendpoints.h"
#include "models/stageacts.h"
#include "models/tokenacts.h"
#include "models/tokensigning.h"
#include "tests/models/keyshop.h"

#include <QSignalSpy>

using namespace Qt::Literals::StringLiterals;
using ivs::es384::PrivateKey;
using Phase = TokenSigning::Phase;

namespace {

constexpr int kWait = 15000;

} // namespace

/// Tokens signed here as acts: what they need, what refuses them, and what they may be used for.
class TestTokenSigning final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void joinsAndIsVerified();
    void knownStageNeedsNoCall();
    void askedAgainAfterTwoWeeks();
    void manyStagesEachAskedOnce();
    void stageIsGone();
    void stageGoneByALaterList();
    void forgottenAfterAWrite();
    void serviceGone();
    void readOnly();
    void privateHalfNotHere();
    void keyOfAnotherAccount();
    void canceledWhileItAsks();
    void canceledBeforeItBegan();
    void dismissedWhileItSigns();
    void lockFallsMeanwhile();
    void keyGoesMeanwhile();
    void connectionToken();
    void connectionFaults();

private:
    MintDraft draft(const QString &userId = u"guest-1"_s) const
    {
        MintDraft made;
        made.stageArn = m_stage;
        made.stageName = u"evening"_s;
        made.token.userId = userId;
        made.token.attributes = {{u"role"_s, u"guest"_s}};
        made.token.durationMinutes = 90;
        return made;
    }
    QList<MintOrder> orders(int count) const
    {
        QList<MintOrder> all;
        for (int i = 0; i < count; ++i)
            all.append({QString::number(i), draft(u"guest-%1"_s.arg(i))});
        return all;
    }
    TokenActs *acts() const { return m_shop->workspace->tokenActs(); }
    int asked() { return m_shop->service.arrived(u"GetStage"_s); }
    /// Runs it to its end; the first row.
    TokenSigning::Row run(TokenSigning *act)
    {
        m_tokens.clear();
        QSignalSpy finished(act, &TokenSigning::finished);
        act->start();
        act->start(); // does nothing
        if (!act->isFinished() && !finished.wait(kWait))
            return {};
        const TokenSigning::Row row = act->row(0);
        act->dismiss();
        return row;
    }
    TokenSigning::Row signOne() { return run(acts()->sign(m_arn, {{u"one"_s, draft()}})); }
    static int count(const TokenSigning *act, Phase phase)
    {
        int found = 0;
        for (int i = 0; i < act->total(); ++i)
            found += act->row(i).phase == phase ? 1 : 0;
        return found;
    }

    std::unique_ptr<KeyShop> m_shop;
    std::optional<PrivateKey> m_key;
    QString m_arn;
    QString m_stage;
    QList<MintedToken> m_tokens; ///< as minted() told them
};

void TestTokenSigning::init()
{
    m_shop = std::make_unique<KeyShop>();
    m_key = PrivateKey::generate();
    m_arn = m_shop->import(m_key->publicPem(), u"evening-key"_s);
    m_shop->setEntry(m_arn, m_key->toPem());
    QVERIFY(m_shop->load());
    QTRY_VERIFY_WITH_TIMEOUT(m_shop->keys->isHere(m_arn), kWait);
    m_stage = m_shop->service.createStage(u"evening"_s);
    m_tokens.clear();
    connect(acts(), &TokenActs::minted, this, [this](const MintedToken &token) { m_tokens << token; });
}

void TestTokenSigning::cleanup() { m_shop.reset(); }

void TestTokenSigning::joinsAndIsVerified()
{
    QCOMPARE(signOne().phase, Phase::Done);
    QCOMPARE(m_tokens.size(), 1);
    const MintedToken &token = m_tokens.first();
    QCOMPARE(token.how, MintedToken::How::OwnKey);
    QCOMPARE(token.keyArn, m_arn);
    QCOMPARE(token.stageArn, m_stage);
    QCOMPARE(token.stageName, u"evening"_s);
    QCOMPARE(token.userId, u"guest-1"_s);
    QCOMPARE(token.attributes.value(u"role"_s), u"guest"_s);
    QCOMPARE(token.issued.secsTo(token.expires), 90 * 60);
    QVERIFY(token.publish && token.subscribe && !token.isConnection);
    QCOMPARE(token.journalEntry, quint64(0));
    const ivs::Jwt jwt = ivs::readJwt(token.token.toLatin1());
    QVERIFY(ivs::es384::verify(m_key->publicPem(), jwt.signedText, jwt.signature));
    QCOMPARE(jwt.payload["jti"_L1].toString(), token.participantId);
    QCOMPARE(qint64(jwt.payload["exp"_L1].toDouble()), token.expires.toSecsSinceEpoch());
    // The service admits it, under the id that was told.
    const QJsonObject seat = m_shop->service.control(u"join"_s, {{u"token"_s, token.token}});
    QCOMPARE(seat["participantId"_L1].toString(), token.participantId);
    QCOMPARE(m_shop->service.arrived(u"CreateParticipantToken"_s), 0);
}

void TestTokenSigning::knownStageNeedsNoCall()
{
    QCOMPARE(signOne().phase, Phase::Done);
    QCOMPARE(asked(), 1);
    m_shop->service.stop();
    QCOMPARE(signOne().phase, Phase::Done);
    QCOMPARE(m_tokens.size(), 1);
}

void TestTokenSigning::askedAgainAfterTwoWeeks()
{
    QCOMPARE(signOne().phase, Phase::Done);
    // The clock of the service, which is heard at the next answer.
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 14 * 24 * 3600 - 60}});
    QVERIFY(m_shop->load());
    QCOMPARE(signOne().phase, Phase::Done);
    QCOMPARE(asked(), 1);
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 120}});
    QVERIFY(m_shop->load());
    QCOMPARE(signOne().phase, Phase::Done);
    QCOMPARE(asked(), 2);
}

void TestTokenSigning::manyStagesEachAskedOnce()
{
    const QString other = m_shop->service.createStage(u"other"_s);
    QList<MintOrder> all = orders(600);
    for (qsizetype i = 0; i < all.size(); i += 2)
        all[i].draft.stageArn = other;
    QCOMPARE(run(acts()->sign(m_arn, all)).phase, Phase::Done);
    QCOMPARE(asked(), 2);
    QCOMPARE(m_tokens.size(), 600);
    QSet<QString> ids;
    for (int i = 0; i < 600; ++i) {
        QCOMPARE(m_tokens[i].userId, u"guest-%1"_s.arg(i)); // in their order
        QCOMPARE(m_tokens[i].stageArn, i % 2 == 0 ? other : m_stage);
        ids.insert(m_tokens[i].participantId);
    }
    QCOMPARE(ids.size(), 600);
    const ivs::Jwt jwt = ivs::readJwt(m_tokens.first().token.toLatin1());
    QCOMPARE(jwt.payload["whip_url"_L1].toString(), acts()->endpoints()->find(other)->whip);
}

void TestTokenSigning::stageIsGone()
{
    m_shop->service.perform(u"DeleteStage"_s, {{u"arn"_s, m_stage}});
    const TokenSigning::Row row = signOne();
    QCOMPARE(row.phase, Phase::Failed);
    QVERIFY2(row.fault.contains(u"does not exist any more"_s), qPrintable(row.fault));
    QVERIFY(m_tokens.isEmpty());
}

void TestTokenSigning::stageGoneByALaterList()
{
    QCOMPARE(signOne().phase, Phase::Done);
    m_shop->service.perform(u"DeleteStage"_s, {{u"arn"_s, m_stage}});
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 5}});
    StageModel *stages = m_shop->workspace->stages();
    stages->setWatched(true);
    QTRY_VERIFY_WITH_TIMEOUT(stages->state().isWhole && !stages->state().isBusy(), kWait);
    const TokenSigning::Row row = signOne();
    QCOMPARE(row.phase, Phase::Failed);
    QVERIFY(row.error && row.error->kind == aws::ErrorKind::NotFound);
}

void TestTokenSigning::forgottenAfterAWrite()
{
    QCOMPARE(signOne().phase, Phase::Done);
    Undertaking *act = m_shop->workspace->stageActs()->deleteStages({m_stage});
    QSignalSpy finished(act, &Undertaking::finished);
    act->start();
    QVERIFY(finished.wait(kWait));
    QVERIFY(act->isAllDone());
    act->dismiss();
    QCOMPARE(signOne().phase, Phase::Failed);
}

void TestTokenSigning::serviceGone()
{
    m_shop->service.stop();
    TokenSigning *act = acts()->sign(m_arn, {{u"one"_s, draft()}});
    QSignalSpy ended(act, &TokenSigning::finished);
    act->start();
    QTRY_VERIFY_WITH_TIMEOUT(!ended.isEmpty() || (m_shop->clock.advance(20'000), false), kWait); // it tries again
    QCOMPARE(act->row(0).phase, Phase::Failed);
    QVERIFY2(act->row(0).fault.contains(u"endpoints of its stage"_s), qPrintable(act->row(0).fault));
    QVERIFY2(act->row(0).fault.contains(u"reached"_s), qPrintable(act->row(0).fault));
    QVERIFY(m_tokens.isEmpty());
    act->dismiss();
}

void TestTokenSigning::readOnly()
{
    m_shop->workspace->guard()->setReason(aws::ReadOnlyReason::Option, true);
    const TokenSigning::Row row = signOne();
    QCOMPARE(row.phase, Phase::Failed);
    QVERIFY2(row.fault.contains(u"read-only"_s), qPrintable(row.fault));
    QCOMPARE(run(acts()->signConnection({m_arn, 60})).phase, Phase::Failed);
    QVERIFY(m_tokens.isEmpty());
    QCOMPARE(asked(), 0);
}

void TestTokenSigning::privateHalfNotHere()
{
    bool removed = false;
    m_shop->keys->remove(m_arn, this, [&removed](const Keychain::Done &) { removed = true; });
    QTRY_VERIFY(removed);
    const TokenSigning::Row row = signOne();
    QCOMPARE(row.phase, Phase::Failed);
    QVERIFY2(row.fault.contains(u"private half"_s), qPrintable(row.fault));
    QCOMPARE(asked(), 0);
}

void TestTokenSigning::keyOfAnotherAccount()
{
    ivs::Stage stage;
    stage.arn = u"arn:aws:ivs:eu-west-1:999999999999:stage/AbCdef1G2hij"_s;
    stage.endpoints = ivs::StageEndpoints {u"wss://e"_s, u"https://w"_s, {}, {}};
    acts()->endpoints()->learn(stage);
    MintDraft other = draft();
    other.stageArn = stage.arn;
    const TokenSigning::Row row = run(acts()->sign(m_arn, {{u"one"_s, other}}));
    QCOMPARE(row.phase, Phase::Failed);
    QVERIFY2(row.fault.contains(u"999999999999"_s), qPrintable(row.fault));
}

void TestTokenSigning::canceledWhileItAsks()
{
    QVERIFY(m_shop->service.fault(u"GetStage"_s, u"latency"_s, 20'000));
    TokenSigning *act = acts()->sign(m_arn, orders(3));
    QSignalSpy finished(act, &TokenSigning::finished);
    act->start();
    QTRY_COMPARE_WITH_TIMEOUT(asked(), 1, kWait);
    act->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kWait);
    QCOMPARE(count(act, Phase::Canceled), 3);
    QVERIFY(m_tokens.isEmpty());
    act->dismiss();
}

void TestTokenSigning::canceledBeforeItBegan()
{
    TokenSigning *act = acts()->sign(m_arn, orders(3));
    QSignalSpy finished(act, &TokenSigning::finished);
    act->start();
    act->cancel();
    act->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kWait);
    QCOMPARE(count(act, Phase::Canceled), 3);
    QCOMPARE(asked(), 0);
    act->dismiss();
}

void TestTokenSigning::dismissedWhileItSigns()
{
    const QPointer<TokenSigning> act = acts()->sign(m_arn, orders(10'000));
    QSignalSpy finished(act, &TokenSigning::finished);
    act->start();
    QTRY_VERIFY_WITH_TIMEOUT(!m_tokens.isEmpty(), kWait);
    act->dismiss();
    const qsizetype told = m_tokens.size();
    QTRY_VERIFY_WITH_TIMEOUT(!act, kWait);
    QCOMPARE(m_tokens.size(), told); // what nobody wants is told to nobody
    QVERIFY(told < 10'000 && finished.isEmpty());
}

void TestTokenSigning::lockFallsMeanwhile()
{
    TokenSigning *act = acts()->sign(m_arn, orders(10'000));
    QSignalSpy finished(act, &TokenSigning::finished);
    act->start();
    QTRY_VERIFY_WITH_TIMEOUT(!m_tokens.isEmpty(), kWait);
    m_shop->workspace->guard()->setReason(aws::ReadOnlyReason::Production, true);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kWait);
    QVERIFY(count(act, Phase::Failed) > 0);
    QCOMPARE(count(act, Phase::Done), int(m_tokens.size()));
    QCOMPARE(count(act, Phase::Done) + count(act, Phase::Failed), 10'000);
    QVERIFY2(act->row(9999).fault.contains(u"Production"_s), qPrintable(act->row(9999).fault));
    act->dismiss();
}

void TestTokenSigning::keyGoesMeanwhile()
{
    TokenSigning *act = acts()->sign(m_arn, orders(10'000));
    QSignalSpy finished(act, &TokenSigning::finished);
    act->start();
    QTRY_VERIFY_WITH_TIMEOUT(!m_tokens.isEmpty(), kWait);
    m_shop->keys->remove(m_arn, this, [](const Keychain::Done &) {});
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kWait);
    QVERIFY(count(act, Phase::Failed) > 0);
    QCOMPARE(count(act, Phase::Done), int(m_tokens.size()));
    act->dismiss();
}

void TestTokenSigning::connectionToken()
{
    QCOMPARE(run(acts()->signConnection({m_arn, ConnectionDraft::mostMinutes()})).phase, Phase::Done);
    QCOMPARE(asked(), 0);
    QCOMPARE(m_tokens.size(), 1);
    const MintedToken &token = m_tokens.first();
    QVERIFY(token.isConnection && token.stageArn.isEmpty() && !token.publish && !token.subscribe);
    QCOMPARE(token.issued.secsTo(token.expires), ivs::kLongestConnectionToken);
    const ivs::Jwt jwt = ivs::readJwt(token.token.toLatin1());
    QVERIFY(ivs::es384::verify(m_key->publicPem(), jwt.signedText, jwt.signature));
    QCOMPARE(jwt.payload["account_id"_L1].toString(), m_shop->workspace->accountId());
    QCOMPARE(jwt.payload["region"_L1].toString(), m_shop->service.region());
    QVERIFY(!jwt.payload.contains("resource"_L1));
    QVERIFY(m_shop->service.control(u"join"_s, {{u"token"_s, token.token}})["participantId"_L1].toString().isEmpty());
}

void TestTokenSigning::connectionFaults()
{
    QCOMPARE(ConnectionDraft({m_arn, 60}).faults().size(), 0);
    QCOMPARE(ConnectionDraft({{}, 60}).faults().first().field, u"keyArn"_s);
    QCOMPARE(ConnectionDraft({m_stage, 60}).faults().first().field, u"keyArn"_s);
    QCOMPARE(ConnectionDraft({m_arn, 0}).faults().first().field, u"duration"_s);
    QCOMPARE(ConnectionDraft({m_arn, ConnectionDraft::mostMinutes() + 1}).faults().first().field, u"duration"_s);
    QCOMPARE(ConnectionDraft({m_arn, ConnectionDraft::mostMinutes()}).faults().size(), 0);
}

QTEST_GUILESS_MAIN(TestTokenSigning)
#include "tst_tokensigning.moc"
