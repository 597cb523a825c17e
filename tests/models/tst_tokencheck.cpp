// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/tokenshop.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;
using Kind = TokenUse::Kind;

/// A look by hand: what became of a token, asked of the service.
class TestTokenCheck final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_shop.reset(); }
    void unused();
    void usedInSomeSession();
    void manyAtOnce();
    void faults();
    void stopped();
    void askedOnce();
    void goneWhileUnderWay();

private:
    TokenUse use(const std::optional<MintedToken> &token) const { return m_shop->use(token->participantId); }
    TokenCheck *checks() const { return m_shop->list->checks(); }
    void check(const QStringList &ids)
    {
        m_shop->list->check(ids);
        QTRY_COMPARE(checks()->checking(), 0);
    }
    /// Somebody else's session, from beginning to end.
    void session()
    {
        const LocalService::Joined guest = m_shop->service.join(m_stage, u"guest"_s);
        m_shop->service.act(u"leave"_s, m_stage, guest.participantId);
        m_shop->service.control(u"advance"_s, {{u"seconds"_s, 300}});
    }

    std::unique_ptr<TokenShop> m_shop;
    QString m_stage;
};

void TestTokenCheck::init()
{
    m_shop = std::make_unique<TokenShop>();
    m_shop->open();
    m_stage = m_shop->createStage(u"evening"_s);
}

void TestTokenCheck::unused()
{
    session(); // before it was issued: not asked
    const auto ann = m_shop->mint(m_stage, u"ann"_s);
    QVERIFY(ann);
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 30}});
    check({ann->participantId});
    QCOMPARE(use(ann).kind, Kind::Unused);
    QVERIFY(use(ann).asOf >= ann->issued);
    QCOMPARE(m_shop->service.arrived(u"ListStageSessions"_s), 1);
    QCOMPARE(m_shop->service.arrived(u"GetParticipant"_s), 0);
    QCOMPARE(m_shop->list->stateOf(ann->participantId), TokenState::Unused);
    // In sessions since, without it: each is asked.
    session();
    session();
    check({ann->participantId});
    QCOMPARE(m_shop->service.arrived(u"GetParticipant"_s), 2);
    QCOMPARE(use(ann).kind, Kind::Unused);
    QVERIFY(!checks()->error(ann->participantId));
}

void TestTokenCheck::usedInSomeSession()
{
    const auto ann = m_shop->mint(m_stage, u"ann"_s);
    QVERIFY(ann);
    const QString id = m_shop->join(ann->token);
    check({ann->participantId});
    QCOMPARE(use(ann).kind, Kind::Joined);
    QCOMPARE(use(ann).sessionId, id);
    QVERIFY(use(ann).since.isValid());
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 30}});
    QVERIFY(m_shop->service.act(u"leave"_s, m_stage, ann->participantId));
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 300}});
    session(); // a later one
    const int asked = m_shop->service.arrived(u"GetParticipant"_s);
    check({ann->participantId});
    QCOMPARE(use(ann).kind, Kind::Left);
    QCOMPARE(use(ann).sessionId, id);
    QCOMPARE(m_shop->service.arrived(u"GetParticipant"_s), asked + 2); // the latest first
}

void TestTokenCheck::manyAtOnce()
{
    const QString other = m_shop->createStage(u"other"_s);
    QStringList ids;
    for (int i = 0; i < 6; ++i) {
        const auto token = m_shop->mint(i < 4 ? m_stage : other, u"user-%1"_s.arg(i));
        QVERIFY(token);
        ids << token->participantId;
        if (i % 2 == 0)
            m_shop->join(token->token);
    }
    check(ids + QStringList {u"stranger"_s});
    for (int i = 0; i < 6; ++i)
        QCOMPARE(m_shop->use(ids[i]).kind, i % 2 == 0 ? Kind::Joined : Kind::Unused);
    QCOMPARE(m_shop->service.arrived(u"ListStageSessions"_s), 2); // a stage each
    QCOMPARE(m_shop->service.arrived(u"GetParticipant"_s), 6);
    QTRY_COMPARE(m_shop->cell(ids[0], TokenModel::State), u"joined"_s);
}

void TestTokenCheck::faults()
{
    const auto ann = m_shop->mint(m_stage, u"ann"_s);
    QVERIFY(ann);
    m_shop->join(ann->token);
    QSignalSpy changed(checks(), &TokenCheck::changed);
    for (const QString &operation : {u"ListStageSessions"_s, u"GetParticipant"_s}) {
        QVERIFY(m_shop->service.fault(operation, u"status"_s, 403));
        check({ann->participantId});
        QVERIFY(checks()->error(ann->participantId));
        QCOMPARE(checks()->error(ann->participantId)->kind, aws::ErrorKind::Denied);
        QCOMPARE(use(ann).kind, Kind::NotKnown); // what was not told is not guessed
    }
    QCOMPARE(changed.count(), 4);
    check({ann->participantId});
    QVERIFY(!checks()->error(ann->participantId));
    QCOMPARE(use(ann).kind, Kind::Joined);
    // Its stage is gone: there is nobody to ask for.
    m_shop->service.perform(u"DeleteStage"_s, {{u"arn"_s, m_stage}});
    check({ann->participantId});
    QCOMPARE(checks()->error(ann->participantId)->kind, aws::ErrorKind::NotFound);
    // The service itself.
    m_shop->service.stop();
    m_shop->list->check({ann->participantId});
    m_shop->clock.advance(60'000);
    QTRY_COMPARE(checks()->checking(), 0);
    QVERIFY(checks()->error(ann->participantId));
}

void TestTokenCheck::stopped()
{
    const auto ann = m_shop->mint(m_stage, u"ann"_s);
    const auto bob = m_shop->mint(m_stage, u"bob"_s);
    QVERIFY(ann && bob);
    m_shop->join(ann->token);
    QVERIFY(m_shop->service.fault(u"GetParticipant"_s, u"latency"_s, 300, 2));
    m_shop->list->check({ann->participantId, bob->participantId});
    QVERIFY(checks()->isChecking(ann->participantId));
    QCOMPARE(checks()->checking(), 2);
    QTRY_COMPARE(m_shop->service.arrived(u"GetParticipant"_s), 2);
    checks()->stop();
    QCOMPARE(checks()->checking(), 0);
    // Asked anew, the answers to the old question change nothing and end nothing.
    m_shop->service.clearFaults();
    check({ann->participantId});
    QCOMPARE(use(ann).kind, Kind::Joined);
    QCOMPARE(use(bob).kind, Kind::NotKnown);
    // While the sessions are being listed.
    m_shop->list->check({bob->participantId});
    checks()->stop();
    QCOMPARE(checks()->checking(), 0);
    check({bob->participantId});
    QCOMPARE(use(bob).kind, Kind::Unused);
}

void TestTokenCheck::askedOnce()
{
    const auto ann = m_shop->mint(m_stage, u"ann"_s);
    const auto bob = m_shop->mint(m_stage, u"bob"_s);
    QVERIFY(ann && bob);
    m_shop->join(ann->token);
    m_shop->list->check({ann->participantId});
    m_shop->list->check({ann->participantId}); // a second click
    m_shop->list->check({bob->participantId});
    QTRY_COMPARE(checks()->checking(), 0);
    QCOMPARE(use(ann).kind, Kind::Joined);
    QCOMPARE(use(bob).kind, Kind::Unused);
    QCOMPARE(m_shop->service.arrived(u"GetParticipant"_s), 2);
}

void TestTokenCheck::goneWhileUnderWay()
{
    const auto ann = m_shop->mint(m_stage, u"ann"_s);
    const auto bob = m_shop->mint(m_stage, u"bob"_s);
    QVERIFY(ann && bob);
    m_shop->join(ann->token);
    QVERIFY(m_shop->service.fault(u"GetParticipant"_s, u"latency"_s, 200, 1));
    m_shop->list->check({ann->participantId, bob->participantId});
    QTRY_VERIFY(m_shop->service.arrived(u"GetParticipant"_s) >= 1);
    m_shop->tokens->readAgain(); // what is shown goes, and so does the question
    QCOMPARE(checks()->checking(), 0);
    QVERIFY(m_shop->readRegister());
    m_shop->list->check({ann->participantId});
    m_shop->desk.reset(); // the connection is closed
    QCoreApplication::processEvents();
}

QTEST_GUILESS_MAIN(TestTokenCheck)
#include "tst_tokencheck.moc"
