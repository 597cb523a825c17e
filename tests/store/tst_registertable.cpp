// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/schema.h"
#include "tests/store/storefixture.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using store::IssuedToken;
using store::Store;
using store::TokenUse;
using Kind = TokenUse::Kind;

/// The register of issued tokens on the disk: what is kept, what is known of it, and what goes.
class TestRegisterTable final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everythingComesBack();
    void writtenOverButForItsUse();
    void eachPlaceItsOwn();
    void latestAndAllThatAreValid();
    void joinedWithTheArchive();
    void whatIsLearned_data();
    void whatIsLearned();
    void ageCountsFromTheExpiry();
    void capTakesThemLast();
    void forgetting();
    void fromVersionThree();

private:
    QString path() const { return m_home->filePath(u"stagedesk/store.sqlite"_s); }
    void reopen()
    {
        m_store.reset();
        m_store = std::make_unique<Store>(path());
        QVERIFY(isReady(*m_store));
    }
    store::Tokens read(quint64 before = 0, int limit = 100, const QDateTime &now = at(0))
    {
        return answered<store::Tokens>(
            [&](QObject *guard, auto fn) { m_store->readTokens(place(), now, before, limit, guard, fn); });
    }
    QStringList ids(const store::Tokens &tokens)
    {
        QStringList found;
        for (const IssuedToken &each : tokens.rows)
            found << each.participantId;
        return found;
    }
    TokenUse use(const QString &id)
    {
        const store::Tokens all = read();
        for (const IssuedToken &each : all.rows) {
            if (each.participantId == id)
                return each.use;
        }
        return {};
    }
    store::Usage usage()
    {
        return answered<store::Usage>([&](QObject *guard, auto fn) { m_store->readUsage(guard, fn); });
    }
    static IssuedToken token(const QString &id, int issued = 0, int expires = 3600)
    {
        IssuedToken made;
        made.participantId = id;
        made.stageArn = u"arn:stage/a"_s;
        made.userId = u"user-"_s + id;
        made.subscribe = true;
        made.issued = at(issued);
        made.expires = at(expires);
        return made;
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Store> m_store;
};

void TestRegisterTable::init()
{
    m_store.reset();
    m_home = std::make_unique<QTemporaryDir>();
    reopen();
}

void TestRegisterTable::everythingComesBack()
{
    IssuedToken full = token(u"p1"_s);
    full.stageName = u"evening"_s;
    full.attributes = {{u"role"_s, u"guest"_s}, {u"näme"_s, u"\"x\""_s}};
    full.publish = true;
    full.how = IssuedToken::How::OwnKey;
    full.keyArn = u"arn:key/k"_s;
    full.journalEntry = 42;
    IssuedToken bare;
    bare.participantId = u"p2"_s;
    bare.issued = at(1);
    bare.isConnection = true;
    QVERIFY(m_store->putTokens(place(), {full, bare}) > 0);
    m_store->putTokenKept(place(), u"p1"_s, true);
    const TokenUse joined {Kind::Joined, at(7), at(6), u"st-1"_s};
    m_store->putTokenUses(place(), {{u"p1"_s, joined}, {u"stranger"_s, joined}});
    reopen();
    const store::Tokens found = read();
    QCOMPARE(ids(found), (QStringList {u"p1"_s, u"p2"_s}));
    QCOMPARE(found.before, 0u);
    full.id = found.rows[0].id;
    full.isKept = true;
    full.use = joined;
    bare.id = found.rows[1].id;
    QVERIFY(full.id > 0 && bare.id > full.id);
    QCOMPARE(found.rows[0], full);
    QCOMPARE(found.rows[1], bare);
    QCOMPARE(usage().tokens, 2);
}

void TestRegisterTable::writtenOverButForItsUse()
{
    m_store->putTokens(place(), {token(u"p1"_s)});
    m_store->putTokenKept(place(), u"p1"_s, true);
    m_store->putTokenUses(place(), {{u"p1"_s, {Kind::Left, at(7), at(6), u"st-1"_s}}});
    IssuedToken again = token(u"p1"_s, 20, 7200);
    again.userId = u"ann"_s;
    m_store->putTokens(place(), {again});
    const store::Tokens found = read();
    QCOMPARE(found.rows.size(), 1);
    QCOMPARE(found.rows[0].userId, u"ann"_s);
    QCOMPARE(found.rows[0].expires, at(7200));
    QVERIFY(found.rows[0].isKept);
    QCOMPARE(found.rows[0].use.kind, Kind::Left);
}

void TestRegisterTable::eachPlaceItsOwn()
{
    const store::Place there {u"aws"_s, u"999999999999"_s, u"us-east-1"_s};
    m_store->putTokens(there, {token(u"p1"_s)});
    QVERIFY(read().rows.isEmpty());
    m_store->putTokens(place(), {token(u"p1"_s)});
    m_store->putTokenUses(there, {{u"p1"_s, {Kind::Left, at(7), {}, u"st-1"_s}}});
    QCOMPARE(use(u"p1"_s).kind, Kind::NotKnown);
    // Whose it is must be known.
    QCOMPARE(m_store->putTokens({}, {token(u"p2"_s)}), 0u);
    QCOMPARE(m_store->putTokenUses({}, {}), 0u);
    QCOMPARE(m_store->putTokenKept({}, u"p2"_s, true), 0u);
    QCOMPARE(usage().tokens, 2);
}

void TestRegisterTable::latestAndAllThatAreValid()
{
    QList<IssuedToken> tokens;
    for (int i = 0; i < 10; ++i)
        tokens << token(u"p%1"_s.arg(i), i, i == 1 ? 9000 : 100 + i);
    m_store->putTokens(place(), tokens);
    const store::Tokens latest = read(0, 3, at(5000));
    QCOMPARE(ids(latest), (QStringList {u"p1"_s, u"p7"_s, u"p8"_s, u"p9"_s}));
    QVERIFY(latest.before > 0);
    const store::Tokens older = read(latest.before, 4, at(5000));
    QCOMPARE(ids(older), (QStringList {u"p3"_s, u"p4"_s, u"p5"_s, u"p6"_s}));
    const store::Tokens oldest = read(older.before, 4, at(5000));
    QCOMPARE(ids(oldest), (QStringList {u"p0"_s, u"p1"_s, u"p2"_s}));
    QCOMPARE(oldest.before, 0u);
    QCOMPARE(read(0, 10).before, 0u); // as many as there are
}

void TestRegisterTable::joinedWithTheArchive()
{
    m_store->putTokens(place(), {token(u"p0"_s), token(u"p1"_s), token(u"p9"_s)});
    ivs::ParticipantSummary there = participant(u"p0"_s, u"ann"_s);
    there.state = ivs::ParticipantState::Connected;
    m_store->putParticipants(session(u"st-1"_s), at(50), {there, participant(u"p1"_s, u"bob"_s)});
    // The same id in another stage is a replica's.
    m_store->putParticipants(session(u"st-7"_s, u"arn:stage/b"_s), at(50), {participant(u"p9"_s, u"eve"_s)});
    // No complete list: it was there when it joined.
    QCOMPARE(use(u"p0"_s), (TokenUse {Kind::Joined, at(5), at(5), u"st-1"_s}));
    QCOMPARE(use(u"p1"_s).kind, Kind::Left);
    QCOMPARE(use(u"p9"_s), TokenUse());
    m_store->seal(session(u"st-1"_s), at(50), {});
    QCOMPARE(use(u"p0"_s).asOf, at(50));
    // Whoever is in a session that is over has left it.
    m_store->putSessions(place(), u"arn:stage/a"_s, at(90), {{u"st-1"_s, at(0), at(80)}}, true);
    QCOMPARE(use(u"p0"_s), (TokenUse {Kind::Left, at(80), {}, u"st-1"_s}));
    // What was learned later stands, and a disconnection is not undone by what the archive knows.
    m_store->putTokenUses(place(), {{u"p1"_s, {Kind::Disconnected, at(95), at(95), u"st-1"_s}}});
    QCOMPARE(use(u"p1"_s).kind, Kind::Disconnected);
    m_store->putTokenUses(place(), {{u"p1"_s, {Kind::Disconnected, at(40), at(40), u"st-1"_s}}});
    QCOMPARE(use(u"p1"_s), (TokenUse {Kind::Disconnected, at(80), at(40), u"st-1"_s}));
}

void TestRegisterTable::whatIsLearned_data()
{
    QTest::addColumn<TokenUse>("present");
    QTest::addColumn<TokenUse>("fresh");
    QTest::addColumn<TokenUse>("is");
    const TokenUse none;
    const TokenUse unused {Kind::Unused, at(10), {}, {}};
    const TokenUse joined {Kind::Joined, at(20), at(15), u"st-1"_s};
    const TokenUse left {Kind::Left, at(30), {}, u"st-1"_s};
    const TokenUse gone {Kind::Disconnected, at(25), at(25), u"st-1"_s};
    const TokenUse failed {Kind::JoinFailed, at(30), at(12), u"st-1"_s};
    QTest::newRow("the first") << none << unused << unused;
    QTest::newRow("nothing new") << joined << none << joined;
    QTest::newRow("later") << unused << joined << joined;
    QTest::newRow("earlier") << left << joined << left;
    QTest::newRow("not unused any more") << joined << TokenUse {Kind::Unused, at(90), {}, {}} << joined;
    QTest::newRow("left") << joined << left << left;
    QTest::newRow("disconnected, then seen gone")
        << gone << left << TokenUse {Kind::Disconnected, at(30), at(25), u"st-1"_s};
    QTest::newRow("an event's time stays")
        << TokenUse {Kind::Left, at(30), at(28), u"st-1"_s} << TokenUse {Kind::Left, at(40), {}, u"st-1"_s}
        << TokenUse {Kind::Left, at(40), at(28), u"st-1"_s};
    QTest::newRow("of another visit") << TokenUse {Kind::Left, at(30), at(28), u"st-1"_s}
                                      << TokenUse {Kind::Left, at(40), {}, u"st-2"_s}
                                      << TokenUse {Kind::Left, at(40), {}, u"st-2"_s};
    QTest::newRow("not let in, as events tell") << left << failed << failed;
    QTest::newRow("not let in, as a list shows it") << failed << TokenUse {Kind::Left, at(40), {}, u"st-1"_s} << failed;
    QTest::newRow("not let in again after a visit")
        << left << TokenUse {Kind::JoinFailed, at(60), at(55), u"st-2"_s} << left;
    QTest::newRow("let in at last") << failed << TokenUse {Kind::Joined, at(40), at(35), u"st-1"_s}
                                    << TokenUse {Kind::Joined, at(40), at(35), u"st-1"_s};
}

void TestRegisterTable::whatIsLearned()
{
    QFETCH(TokenUse, present);
    QFETCH(TokenUse, fresh);
    QFETCH(TokenUse, is);
    QCOMPARE(store::learned(present, fresh), is);
    QCOMPARE(store::learned(is, fresh), is); // told twice
}

void TestRegisterTable::ageCountsFromTheExpiry()
{
    constexpr int day = 86'400;
    IssuedToken endless = token(u"endless"_s);
    endless.expires = {};
    m_store->putTokens(place(),
        {token(u"old"_s, 0, day), token(u"long"_s, 0, day * 5), token(u"kept"_s, 0, day), endless,
            token(u"valid"_s, day * 5, day * 9)});
    m_store->putTokenKept(place(), u"kept"_s, true);
    m_store->expire(at(day * 100)); // without a limit nothing is too old
    QCOMPARE(usage().tokens, 5);
    m_store->setLimits({.days = 3}, at(day * 6));
    QTRY_COMPARE(usage().tokens, 3);
    // One that is in the keychain is left where it can be taken out.
    QCOMPARE(ids(read()), (QStringList {u"long"_s, u"kept"_s, u"valid"_s}));
    m_store->putTokenKept(place(), u"kept"_s, false);
    m_store->expire(at(day * 7));
    QTRY_COMPARE(usage().tokens, 2);
    // What becomes known of one that has gone does not bring it back.
    m_store->putTokenUses(place(), {{u"old"_s, {Kind::Left, at(7), {}, u"st-1"_s}}});
    QCOMPARE(usage().tokens, 2);
}

void TestRegisterTable::capTakesThemLast()
{
    constexpr qint64 cap = 16 * 1024 * 1024;
    const QMap<QString, QString> big {{u"x"_s, QString(900, u'x')}};
    QList<IssuedToken> tokens;
    for (int i = 0; i < 16'000; ++i) {
        tokens << token(u"p%1"_s.arg(i), i, i * 10);
        tokens.last().attributes = big;
    }
    IssuedToken kept = token(u"kept"_s, 0, 1);
    kept.attributes = big;
    m_store->putTokens(place(), tokens + QList<IssuedToken> {kept});
    m_store->putTokenKept(place(), u"kept"_s, true);
    m_store->putParticipants(session(u"st-1"_s), at(0), participants(1000));
    m_store->putEvents(session(u"st-1"_s), u"p1"_s, at(0), {happened(ivs::EventName::Joined, 1, u"p1"_s)});
    QVERIFY(usage().bytes > cap);
    m_store->setLimits({.bytes = cap}, at(6000));
    QTRY_VERIFY_WITH_TIMEOUT(usage().bytes <= cap / 10 * 9, 20'000);
    // Everything else went first, and then those that expire first.
    QCOMPARE(usage().participants, 0);
    QCOMPARE(usage().events, 0);
    const store::Tokens left = read(0, 20'000, at(1'000'000));
    QVERIFY(left.rows.size() > 5000 && left.rows.size() < 16'000);
    QCOMPARE(left.rows.constLast().participantId, u"kept"_s);
    QCOMPARE(left.rows[left.rows.size() - 2].participantId, u"p15999"_s);
}

void TestRegisterTable::forgetting()
{
    IssuedToken mine = token(u"p1"_s);
    mine.userId = u"ann"_s;
    m_store->putTokens(place(), {mine, token(u"p2"_s)});
    const TokenUse left {Kind::Left, at(7), at(6), u"st-1"_s};
    m_store->putTokenUses(place(), {{u"p1"_s, left}, {u"p2"_s, left}});
    const auto gone =
        answered<store::Forgotten>([&](QObject *guard, auto fn) { m_store->forgetUser(u"ann"_s, at(100), guard, fn); });
    QCOMPARE(gone.tokens, 1);
    // The register stays: who was given a token. What became of it does not.
    const store::Tokens found = read();
    QCOMPARE(found.rows.size(), 2);
    QCOMPARE(found.rows[0].userId, u"ann"_s);
    QCOMPARE(found.rows[0].use, TokenUse());
    QCOMPARE(found.rows[1].use, left);
    const auto session2 = answered<store::Forgotten>(
        [&](QObject *guard, auto fn) { m_store->forgetSession(session(u"st-1"_s), guard, fn); });
    QCOMPARE(session2.tokens, 1);
    QCOMPARE(use(u"p2"_s), TokenUse());
}

void TestRegisterTable::fromVersionThree()
{
    m_store.reset();
    QVERIFY(QDir(QFileInfo(path()).path()).removeRecursively());
    QVERIFY(QDir().mkpath(QFileInfo(path()).path()));
    for (const QStringList &step : store::schemaSteps().first(3)) {
        for (const QString &statement : step)
            raw(path(), statement);
    }
    raw(path(), u"PRAGMA application_id = %1"_s.arg(store::kApplicationId));
    raw(path(), u"PRAGMA user_version = 3"_s);
    raw(path(), u"INSERT INTO place VALUES (1, 'aws', '123456789012', 'us-east-1', NULL)"_s);
    raw(path(),
        u"INSERT INTO session (id, place, stage_arn, session_id, seen) VALUES (1, 1, 'arn:stage/a', 'st-1', 5)"_s);
    raw(path(),
        u"INSERT INTO participant (session, participant_id, user_id, state, joined) "
        "VALUES (1, 'p0', 'ann', 'DISCONNECTED', 5)"_s);
    raw(path(), u"INSERT INTO journal (id, place, time, operation) VALUES (1, 1, 5, 'CreateParticipantToken')"_s);
    reopen();
    QVERIFY(read().rows.isEmpty());
    QCOMPARE(usage().journalEntries, 1);
    m_store->putTokens(place(), {token(u"p0"_s)});
    QCOMPARE(use(u"p0"_s).kind, Kind::Left);
    m_store.reset();
    QCOMPARE(raw(path(), u"PRAGMA user_version"_s).toInt(), int(store::schemaSteps().size()));
    QCOMPARE(raw(path(), u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
}

QTEST_GUILESS_MAIN(TestRegisterTable)
#include "tst_registertable.moc"
