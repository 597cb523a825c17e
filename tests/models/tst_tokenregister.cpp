// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive.h"
#include "models/journal.h"
#include "models/keyacts.h"
#include "models/remembering.h"
#include "tests/models/tokenshop.h"
#include "tests/support/secretsearch.h"

using namespace Qt::Literals::StringLiterals;
using Kind = TokenUse::Kind;
using How = IssuedToken::How;

/// Who issued what: through every way of issuing, over several runs, and never the token itself unless it is asked for.
class TestTokenRegister final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_shop.reset(); }
    void whatTheServiceMints();
    void whatCameWithItsStage();
    void theNextRunRecalls();
    void bothConnectionsToAPlace();
    void anotherAccount();
    void withoutAStore();
    void noFileHoldsAToken();
    void keptOnRequest();
    void keychainThatRefuses();
    void keptOnesGoWhenTheyExpire();
    void validTokensOfAKey();
    void forgottenUserStaysInTheRegister();
    void olderOnesOnRequest();

private:
    MintedToken signedToken(const QString &id, const QString &keyArn, int seconds) const
    {
        MintedToken token;
        token.token = u"header.payload.signature"_s;
        token.participantId = id;
        token.stageArn = m_stage;
        token.userId = u"signed"_s;
        token.issued = m_shop->workspace->clock()->now();
        token.expires = token.issued.addSecs(seconds);
        token.how = How::OwnKey;
        token.keyArn = keyArn;
        return token;
    }
    void saved() const { QTRY_COMPARE(m_shop->workspace->journal()->keeping(), Journal::Keeping::Saved); }

    std::unique_ptr<TokenShop> m_shop;
    QString m_stage;
};

void TestTokenRegister::init()
{
    m_shop = std::make_unique<TokenShop>();
    m_shop->open();
    m_stage = m_shop->createStage(u"evening"_s);
}

void TestTokenRegister::whatTheServiceMints()
{
    QSignalSpy added(m_shop->tokens, &TokenRegister::added);
    const auto minted = m_shop->mint(m_stage, u"ann"_s, 90);
    QVERIFY(minted);
    QCOMPARE(added.count(), 1);
    const IssuedToken *token = m_shop->tokens->find(minted->participantId);
    QVERIFY(token);
    QCOMPARE(token->stageArn, m_stage);
    QCOMPARE(token->stageName, u"evening"_s);
    QCOMPARE(token->userId, u"ann"_s);
    QVERIFY(token->publish && token->subscribe && !token->isConnection && !token->isKept);
    QCOMPARE(token->how, How::Service);
    QVERIFY(std::abs(token->issued.secsTo(token->expires) - 90 * 60) <= 1); // the service counts in seconds
    // Its entry in the journal.
    const Journal *journal = m_shop->workspace->journal();
    QVERIFY(token->journalEntry != 0);
    QCOMPARE(journal->entries().value(journal->indexOf(token->journalEntry)).resource, minted->participantId);
    // No read tells of it yet.
    QCOMPARE(token->use, TokenUse());
    QCOMPARE(m_shop->list->stateOf(minted->participantId), TokenState::NotKnown);
    QCOMPARE(m_shop->tokens->ofStage(m_stage), QStringList {minted->participantId});
    // One that was refused is none.
    QVERIFY(!m_shop->mint(m_stage + u"x"_s, u"bob"_s));
    QCOMPARE(m_shop->tokens->entries().size(), 1);
}

void TestTokenRegister::whatCameWithItsStage()
{
    ivs::CreateStageRequest request;
    request.name = u"with-tokens"_s;
    ivs::ParticipantTokenConfiguration viewer;
    viewer.userId = u"guest"_s;
    viewer.attributes = {{u"seat"_s, u"4"_s}};
    viewer.capabilities = {ivs::ParticipantTokenCapability::Subscribe};
    viewer.duration = 30;
    request.participantTokenConfigurations = {{.userId = u"host"_s}, viewer};
    TokenShop::carryOut(m_shop->workspace->stageActs()->createStage(request));
    const QList<IssuedToken> &all = m_shop->tokens->entries();
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[0].userId, u"host"_s);
    QVERIFY(all[0].publish);
    const IssuedToken &guest = all[1];
    QCOMPARE(guest.how, How::WithStage);
    QCOMPARE(guest.stageName, u"with-tokens"_s);
    QVERIFY(guest.subscribe && !guest.publish);
    QCOMPARE(guest.attributes.value(u"seat"_s), u"4"_s);
    QVERIFY(std::abs(guest.issued.secsTo(guest.expires) - 30 * 60) <= 1);
    const Journal *journal = m_shop->workspace->journal();
    QCOMPARE(journal->entries().value(journal->indexOf(guest.journalEntry)).operation, u"CreateStage"_s);
}

void TestTokenRegister::theNextRunRecalls()
{
    const auto ann = m_shop->mint(m_stage, u"ann"_s);
    const auto bob = m_shop->mint(m_stage, u"bob"_s);
    QVERIFY(ann && bob);
    m_shop->tokens->learn({{bob->participantId, {Kind::Left, m_shop->workspace->clock()->now(), {}, u"st-1"_s}}});
    const IssuedToken was = *m_shop->tokens->find(ann->participantId);
    const TokenUse left = m_shop->use(bob->participantId);
    m_shop->open();
    // "None was issued" is not said before the store was asked.
    QVERIFY(m_shop->tokens->isReading());
    QCOMPARE(m_shop->list->ListModel::state().phase, ListState::Phase::NotAsked);
    m_shop->workspace->stages()->setWatched(true); // whose connection it is
    QVERIFY(m_shop->readRegister());
    QTRY_COMPARE(m_shop->list->rowCount(), 2);
    QVERIFY(m_shop->list->ListModel::state().isWhole);
    IssuedToken is = *m_shop->tokens->find(ann->participantId);
    QVERIFY(is.id > 0);
    is.id = was.id;
    QCOMPARE(is, was);
    QCOMPARE(m_shop->use(bob->participantId), left);
    // What is minted before the store has answered is there once.
    m_shop->open();
    const auto eve = m_shop->mint(m_stage, u"eve"_s);
    QVERIFY(eve && m_shop->readRegister());
    QTRY_COMPARE(m_shop->list->rowCount(), 3);
    m_shop->open();
    m_shop->workspace->stages()->setWatched(true);
    QVERIFY(m_shop->readRegister());
    QTRY_COMPARE(m_shop->list->rowCount(), 3);
}

void TestTokenRegister::bothConnectionsToAPlace()
{
    m_shop->workspace->stages()->setWatched(true);
    QVERIFY(m_shop->readRegister());
    Workspace *other = m_shop->another();
    other->stages()->setWatched(true);
    QVERIFY(other != m_shop->workspace);
    QTRY_VERIFY(!other->tokenRegister()->isReading());
    const auto minted = m_shop->mint(m_stage, u"ann"_s);
    QVERIFY(minted);
    QVERIFY(other->tokenRegister()->find(minted->participantId));
    other->tokenRegister()->learn({{minted->participantId, {Kind::Unused, m_shop->workspace->clock()->now(), {}, {}}}});
    QCOMPARE(m_shop->use(minted->participantId).kind, Kind::Unused);
    QTRY_COMPARE(other->issuedTokens()->rowCount(), 1);
    QTRY_COMPARE(m_shop->list->rowCount(), 1);
}

void TestTokenRegister::anotherAccount()
{
    QVERIFY(m_shop->mint(m_stage, u"ann"_s));
    saved();
    // The same key, so says its source, belongs to somebody else now.
    QVERIFY(m_shop->service.fault(u"ListStages"_s, u"latency"_s, 60'000, 1));
    m_shop->open(u"222222222222"_s);
    QVERIFY(m_shop->readRegister());
    QCOMPARE(m_shop->workspace->archive()->place().accountId, u"222222222222"_s);
    QVERIFY(m_shop->tokens->entries().isEmpty());
    m_shop->tokens->add({signedToken(u"theirs"_s, u"arn:key"_s, 600)});
    QTRY_COMPARE(m_shop->list->rowCount(), 1);
    // What is shown goes when the account proves to be another, and what is kept of that one comes.
    QSignalSpy forgotten(m_shop->list, &ListModel::forgotten);
    m_shop->service.clearFaults();
    Q_EMIT m_shop->workspace->client()->accountIdChanged(u"123456789012"_s);
    QCOMPARE(forgotten.count(), 1);
    QCOMPARE(m_shop->list->rowCount(), 0);
    QVERIFY(m_shop->readRegister());
    QTRY_COMPARE(m_shop->list->rowCount(), 1);
    QVERIFY(!m_shop->tokens->find(u"theirs"_s));
    QCOMPARE(m_shop->tokens->entries().first().userId, u"ann"_s);
}

void TestTokenRegister::withoutAStore()
{
    LocalService service(LocalService::standing());
    Desk desk(QProcessEnvironment(), &m_shop->clock, [] { return 0.0; });
    Workspace *workspace =
        desk.openLocal(service.endpoint(), service.region(), service.accessKeyId(), service.secretAccessKey());
    TokenRegister *tokens = workspace->tokenRegister();
    QVERIFY(!tokens->isReading() && !tokens->isRemembered());
    QVERIFY(workspace->issuedTokens()->ListModel::state().isWhole);
    // How many of a key are valid is not known: earlier runs are forgotten.
    QVERIFY(!tokens->validTokensOf(u"arn:key"_s));
    tokens->add({signedToken(u"p1"_s, u"arn:key"_s, 600)});
    QTRY_COMPARE(workspace->issuedTokens()->rowCount(), 1);
    QCOMPARE(tokens->validTokensOf(u"arn:key"_s)->count, 1);
    tokens->forget();
    QVERIFY(tokens->entries().isEmpty());
    QCOMPARE(workspace->issuedTokens()->rowCount(), 0);
}

void TestTokenRegister::noFileHoldsAToken()
{
    QStringList secrets;
    const auto note = [&secrets](const MintedToken &token) { secrets << token.token; };
    connect(m_shop->workspace->tokenActs(), &TokenActs::minted, this, note);
    connect(m_shop->workspace->stageActs(), &StageActs::stageCreated, this,
        [&secrets](const ivs::CreateStageResponse &answer) {
            for (const ivs::ParticipantToken &each : answer.participantTokens)
                secrets << each.token;
        });
    const auto ann = m_shop->mint(m_stage, u"ann-of-the-register"_s);
    QVERIFY(ann);
    ivs::CreateStageRequest request;
    request.name = u"with-tokens"_s;
    request.participantTokenConfigurations = {{.userId = u"host"_s}};
    TokenShop::carryOut(m_shop->workspace->stageActs()->createStage(request));
    bool kept = false;
    m_shop->tokens->keep(
        ann->participantId, ann->token, this, [&kept](const Keychain::Done &done) { kept = done.has_value(); });
    QTRY_VERIFY(kept);
    m_shop->tokens->learn({{ann->participantId, {Kind::Joined, ann->issued, ann->issued, u"st-1"_s}}});
    QCOMPARE(secrets.size(), 2);
    saved();
    m_shop->desk.reset();
    int looked = 0;
    QVERIFY(!SecretSearch(u"ann-of-the-register"_s).filesWith(m_shop->home.path(), &looked).isEmpty());
    QVERIFY(looked >= 1);
    for (const QString &secret : std::as_const(secrets)) {
        QCOMPARE(SecretSearch(secret).filesWith(m_shop->home.path()), QStringList());
        // Not in pieces either: claims and signature are secret each.
        for (const QString &part : secret.split(u'.')) {
            if (part.size() >= 16)
                QCOMPARE(SecretSearch(part).filesWith(m_shop->home.path()), QStringList());
        }
    }
    m_shop->open(); // what cleanup() ends
}

void TestTokenRegister::keptOnRequest()
{
    const auto ann = m_shop->mint(m_stage, u"ann"_s);
    QVERIFY(ann);
    QCOMPARE(m_shop->keychain.writes(), 0);
    QVERIFY(!m_shop->tokens->isKept(ann->participantId));
    QSignalSpy changed(m_shop->tokens, &TokenRegister::changed);
    std::optional<Keychain::Done> done;
    m_shop->tokens->keep(
        ann->participantId, ann->token, this, [&done](const Keychain::Done &answer) { done = answer; });
    QTRY_VERIFY(done.has_value());
    QVERIFY(done->has_value() && m_shop->tokens->isKept(ann->participantId));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(TokenRegister::entryOf(ann->participantId), u"token/"_s + ann->participantId);
    // The next run knows that it is there, and finds it.
    m_shop->open();
    m_shop->workspace->stages()->setWatched(true);
    QVERIFY(m_shop->readRegister());
    QVERIFY(m_shop->tokens->isKept(ann->participantId));
    std::optional<Keychain::Found> found;
    m_shop->tokens->readKept(ann->participantId, this, [&found](const Keychain::Found &answer) { found = answer; });
    QTRY_VERIFY(found.has_value());
    QCOMPARE(found->value().value(), ann->token.toUtf8());
    // Taken out, it is gone, for the run after too.
    done.reset();
    m_shop->tokens->forgetKept(ann->participantId, this, [&done](const Keychain::Done &answer) { done = answer; });
    QTRY_VERIFY(done.has_value() && done->has_value());
    QVERIFY(!m_shop->tokens->isKept(ann->participantId));
    m_shop->open();
    m_shop->workspace->stages()->setWatched(true);
    QVERIFY(m_shop->readRegister());
    QVERIFY(m_shop->tokens->find(ann->participantId) && !m_shop->tokens->isKept(ann->participantId));
    // Whoever asks and goes is not answered.
    auto *asker = new QObject;
    bool told = false;
    m_shop->tokens->keep(ann->participantId, ann->token, asker, [&told](const Keychain::Done &) { told = true; });
    delete asker;
    QTRY_VERIFY(m_shop->tokens->isKept(ann->participantId));
    QVERIFY(!told);
}

void TestTokenRegister::keychainThatRefuses()
{
    const auto ann = m_shop->mint(m_stage, u"ann"_s);
    QVERIFY(ann);
    m_shop->keychain.pretend(Keychain::State::Locked, u"closed"_s);
    std::optional<Keychain::Done> done;
    const auto take = [&done](const Keychain::Done &answer) { done = answer; };
    m_shop->tokens->keep(ann->participantId, ann->token, this, take);
    QTRY_VERIFY(done.has_value());
    QCOMPARE(done->error(), (Keychain::Fault {Keychain::State::Locked, u"closed"_s}));
    QVERIFY(!m_shop->tokens->isKept(ann->participantId));
    m_shop->keychain.pretend(Keychain::State::Available);
    done.reset();
    m_shop->tokens->keep(ann->participantId, ann->token, this, take);
    QTRY_VERIFY(done.has_value() && done->has_value());
    // What can't be read or taken out is there still, as far as anybody knows.
    m_shop->keychain.pretend(Keychain::State::Refused);
    std::optional<Keychain::Found> found;
    m_shop->tokens->readKept(ann->participantId, this, [&found](const Keychain::Found &answer) { found = answer; });
    QTRY_VERIFY(found.has_value());
    QCOMPARE(found->error().state, Keychain::State::Refused);
    done.reset();
    m_shop->tokens->forgetKept(ann->participantId, this, take);
    QTRY_VERIFY(done.has_value());
    QVERIFY(!done->has_value() && m_shop->tokens->isKept(ann->participantId));
    // Another hand took it out.
    m_shop->keychain.pretend(Keychain::State::Available);
    bool removed = false;
    m_shop->keychain.remove(
        TokenRegister::entryOf(ann->participantId), this, [&removed](const Keychain::Done &) { removed = true; });
    QTRY_VERIFY(removed);
    found.reset();
    m_shop->tokens->readKept(ann->participantId, this, [&found](const Keychain::Found &answer) { found = answer; });
    QTRY_VERIFY(found.has_value());
    QVERIFY(found->has_value() && !found->value());
    QVERIFY(!m_shop->tokens->isKept(ann->participantId));
}

void TestTokenRegister::keptOnesGoWhenTheyExpire()
{
    const auto ann = m_shop->mint(m_stage, u"ann"_s, 1);
    const auto bob = m_shop->mint(m_stage, u"bob"_s, 500);
    QVERIFY(ann && bob);
    int kept = 0;
    for (const auto &each : {ann, bob})
        m_shop->tokens->keep(each->participantId, each->token, this,
            [&kept](const Keychain::Done &done) { kept += int(done.has_value()); });
    QTRY_COMPARE(kept, 2);
    m_shop->clock.advance(120'000);
    m_shop->open();
    QVERIFY(m_shop->readRegister());
    QTRY_VERIFY(!m_shop->tokens->isKept(ann->participantId));
    QVERIFY(m_shop->tokens->isKept(bob->participantId));
    bool read = false;
    m_shop->keychain.read(TokenRegister::entryOf(ann->participantId), this, [&read](const Keychain::Found &found) {
        read = true;
        QVERIFY(found.has_value() && !*found);
    });
    QTRY_VERIFY(read);
}

void TestTokenRegister::validTokensOfAKey()
{
    const QString key = u"arn:aws:ivs:us-east-1:123456789012:public-key/k1"_s;
    m_shop->workspace->stages()->setWatched(true);
    QVERIFY(m_shop->readRegister());
    QCOMPARE(m_shop->tokens->validTokensOf(key)->count, 0);
    QVERIFY(m_shop->workspace->keyActs()->deletionWords(key).contains(u"none that is still valid"_s));
    m_shop->tokens->add({signedToken(u"a"_s, key, 60), signedToken(u"b"_s, key, 600), signedToken(u"c"_s, key, 0),
        signedToken(u"d"_s, key + u"2"_s, 900)});
    const std::optional<ValidTokens> valid = m_shop->tokens->validTokensOf(key);
    QCOMPARE(valid->count, 2);
    QCOMPARE(valid->until, m_shop->tokens->find(u"b"_s)->expires);
    QVERIFY(m_shop->workspace->keyActs()->deletionWords(key).contains(u"At least 2"_s));
    // Signed again for the same participant: one entry, with what it says now.
    QSignalSpy added(m_shop->tokens, &TokenRegister::added);
    QSignalSpy changed(m_shop->tokens, &TokenRegister::changed);
    m_shop->tokens->add({signedToken(u"a"_s, key, 7200)});
    QCOMPARE(added.count(), 0);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_shop->tokens->validTokensOf(key)->until, m_shop->tokens->find(u"a"_s)->expires);
    // Nothing is registered under no id.
    m_shop->tokens->add({signedToken({}, key, 60)});
    QCOMPARE(m_shop->tokens->entries().size(), 4);
}

void TestTokenRegister::forgottenUserStaysInTheRegister()
{
    const auto ann = m_shop->mint(m_stage, u"ann"_s);
    QVERIFY(ann);
    m_shop->tokens->learn({{ann->participantId, {Kind::Left, ann->issued, {}, u"st-1"_s}}});
    Remembering *remembering = m_shop->workspace->remembering();
    QSignalSpy forgotten(remembering, &Remembering::forgotten);
    remembering->forgetUser(u"ann"_s);
    QTRY_COMPARE(forgotten.count(), 1);
    QVERIFY2(
        remembering->forgottenText().contains(u"what became of 1 token"_s), qPrintable(remembering->forgottenText()));
    QVERIFY(m_shop->readRegister());
    QTRY_COMPARE(m_shop->list->rowCount(), 1);
    QCOMPARE(m_shop->tokens->find(ann->participantId)->userId, u"ann"_s);
    QCOMPARE(m_shop->use(ann->participantId), TokenUse());
}

void TestTokenRegister::olderOnesOnRequest()
{
    // A memory of our own: the store's reads 20,000 at a time.
    TokenRegister tokens(m_shop->workspace->clock(), &m_shop->keychain, nullptr);
    QList<quint64> asked;
    TokenRegister::Memory memory;
    TokenRegister::Memory::Recalled answer;
    memory.recall = [&](const QDateTime &, quint64 before, QObject *, const TokenRegister::Memory::Recalled &fn) {
        asked << before;
        answer = fn;
    };
    memory.put = [](const QList<IssuedToken> &) {};
    tokens.setMemory(memory);
    TokenModel list(&tokens, m_shop->workspace->issuedTokens()->checks(), m_shop->workspace->clock(),
        m_shop->workspace->times(), nullptr);
    QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(tokens.isReading());
    store::Tokens found;
    for (int i = 0; i < 2500; ++i) {
        IssuedToken token;
        token.id = quint64(5000 + i);
        token.participantId = u"p%1"_s.arg(i);
        token.issued = m_shop->clock.now();
        found.rows << token;
    }
    found.before = 5000;
    answer(found);
    // Some in each turn of the event loop.
    QVERIFY(tokens.isReading() && tokens.entries().size() < 2500);
    QTRY_COMPARE(list.rowCount(), 2500);
    QVERIFY(tokens.hasOlder());
    QCOMPARE(list.state().phase, ListState::Phase::Partial);
    list.resume();
    list.resume();
    QCOMPARE(asked, (QList<quint64> {0, 5000}));
    // An answer to a question of before is dropped.
    const auto late = std::exchange(answer, nullptr);
    tokens.forget();
    QCOMPARE(list.rowCount(), 0);
    late(found);
    QCOMPARE(list.rowCount(), 0);
    answer({});
    QVERIFY(!tokens.hasOlder() && !tokens.isReading());
    QVERIFY(list.state().isWhole);
    list.resume();
    QCOMPARE(asked.size(), 3);
}

QTEST_GUILESS_MAIN(TestTokenRegister)
#include "tst_tokenregister.moc"
