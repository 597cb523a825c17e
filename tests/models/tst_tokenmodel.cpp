// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timelineloader.h"
#include "models/timetext.h"
#include "tests/models/tokenshop.h"

using namespace Qt::Literals::StringLiterals;
using Kind = TokenUse::Kind;
using Show = TokenModel::Show;

namespace {

bool isRead(const ListModel *list)
{
    const ListState state = list->state();
    return state.phase == ListState::Phase::Complete && !state.isBusy();
}

} // namespace

/// The register's rows, and what lists, details, events and acts tell of the use of a token without being asked for it.
class TestTokenModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_shop.reset(); }
    void words();
    void connectionTokens();
    void shows();
    void expiresWhileSomebodyLooks();
    void manyEnterTogether();
    void whoIsInTheList();
    void whoIsNotInTheList();
    void sessionsThatEnded();
    void detailsAndEvents();
    void whoWasNotLetIn();
    void disconnectedByUs();
    void lostDisconnection();
    void listBesideTheRegister();

private:
    /// Shows the stage's session as its page does.
    void look(const QString &session, bool live = true)
    {
        Workspace *workspace = m_shop->workspace;
        for (ListModel *list : {static_cast<ListModel *>(workspace->stages()),
                 static_cast<ListModel *>(workspace->sessions()), static_cast<ListModel *>(workspace->participants())})
            list->setWatched(true);
        workspace->sessions()->setStage(m_stage);
        QTRY_VERIFY(isRead(workspace->sessions()));
        workspace->participants()->setSession(m_stage, session, live);
        QTRY_VERIFY(isRead(workspace->participants()));
        QTRY_VERIFY(isRead(workspace->stages()));
    }
    void reload(ListModel *list)
    {
        list->reload();
        QTRY_VERIFY(isRead(list));
    }
    IssuedToken issued(const QString &id, int seconds) const
    {
        IssuedToken token;
        token.participantId = id;
        token.stageArn = m_stage;
        token.userId = u"user-"_s + id;
        token.publish = token.subscribe = true;
        token.issued = m_shop->workspace->clock()->now();
        token.expires = token.issued.addSecs(seconds);
        return token;
    }
    TokenUse use(const std::optional<MintedToken> &token) const { return m_shop->use(token->participantId); }

    std::unique_ptr<TokenShop> m_shop;
    QString m_stage;
};

void TestTokenModel::init()
{
    m_shop = std::make_unique<TokenShop>();
    m_shop->open();
    m_stage = m_shop->createStage(u"evening"_s);
    m_shop->workspace->stages()->setWatched(true);
    QTRY_VERIFY(isRead(m_shop->workspace->stages()));
    QVERIFY(m_shop->readRegister());
}

void TestTokenModel::words()
{
    IssuedToken token = issued(u"p1"_s, 3600);
    token.userId = u"ann\u202e"_s;
    token.stageName = u"evening"_s;
    token.attributes = {{u"role"_s, u"guest"_s}, {u"seat"_s, u"4"_s}};
    token.publish = false;
    token.how = IssuedToken::How::OwnKey;
    token.keyArn = u"arn:aws:ivs:us-east-1:123456789012:public-key/k1"_s;
    IssuedToken nobody = issued(u"p2"_s, 300);
    nobody.userId.clear();
    m_shop->tokens->adopt({token, nobody});
    TokenModel *list = m_shop->list;
    QTRY_COMPARE(list->rowCount(), 2);
    const auto cell = [&](const QString &id, TokenModel::Column column) { return m_shop->cell(id, column); };
    QVERIFY(cell(u"p1"_s, TokenModel::UserId).startsWith(u"ann"_s));
    QVERIFY(!cell(u"p1"_s, TokenModel::UserId).contains(QChar(0x202e))); // foreign text
    QCOMPARE(cell(u"p1"_s, TokenModel::Stage), u"evening"_s);
    QCOMPARE(cell(u"p1"_s, TokenModel::May), u"subscribe only"_s);
    QCOMPARE(cell(u"p1"_s, TokenModel::State), u"not known"_s);
    QCOMPARE(cell(u"p1"_s, TokenModel::AsOf), TimeText::unknown());
    QCOMPARE(cell(u"p1"_s, TokenModel::Expires), u"expires in 01:00:00"_s);
    QCOMPARE(cell(u"p1"_s, TokenModel::How), u"with key k1"_s);
    QCOMPARE(cell(u"p1"_s, TokenModel::ParticipantId), u"p1"_s);
    QCOMPARE(cell(u"p1"_s, TokenModel::Attributes), u"role=guest, seat=4"_s);
    QCOMPARE(cell(u"p2"_s, TokenModel::UserId), u"(no user id)"_s);
    QCOMPARE(cell(u"p2"_s, TokenModel::How), u"by the service"_s);
    QVERIFY(!cell(u"p2"_s, TokenModel::Stage).isEmpty()); // the id of its ARN
    QCOMPARE(list->index(list->rowOfKey(u"p2"_s), TokenModel::Expires).data(ListModel::ToneRole).toInt(),
        int(Tone::Warning));
    QCOMPARE(list->rawTextOf(u"p1"_s, TokenModel::Stage), m_stage);
    QCOMPARE(list->rawTextOf(u"p1"_s, TokenModel::How), token.keyArn);
    QVERIFY(list->rawJson(u"p1"_s).contains("\"seat\": \"4\""));
    QVERIFY(list->rawJson(u"none"_s).isEmpty());
    QVERIFY(!list->entry(u"none"_s));
    QVERIFY(list->useWords(*list->entry(u"p1"_s)).startsWith(u"No read"_s));
    for (const Kind kind : {Kind::Unused, Kind::JoinFailed, Kind::Joined, Kind::Left, Kind::Disconnected}) {
        IssuedToken used = token;
        used.use = {kind, token.issued, {}, u"st-1"_s};
        QVERIFY(list->useWords(used).contains(u"as of "_s + m_shop->workspace->times()->labelled(token.issued)));
        used.use.since = token.issued;
        QVERIFY(list->useWords(used).endsWith(u'.'));
    }
    QCOMPARE(list->counted(1), u"1 token"_s);
    QCOMPARE(list->counted(2), u"2 tokens"_s);
    list->setFilterText(u"user-id:ann"_s);
    QCOMPARE(list->rowCount(), 1);
    list->setFilterText(u"seat=4"_s);
    QCOMPARE(list->rowCount(), 1);
    list->setFilterText(u"state:known"_s);
    QCOMPARE(list->rowCount(), 2);
    for (int column = 0; column < TokenModel::ColumnTotal; ++column) {
        list->sort(column, Qt::DescendingOrder);
        QCOMPARE(list->rowCount(), 2);
    }
    list->sort(TokenModel::Expires);
    QCOMPARE(list->keyAt(0), u"p2"_s);
}

void TestTokenModel::connectionTokens()
{
    IssuedToken token = issued(u"c1"_s, 60);
    token.stageArn.clear();
    token.userId.clear();
    token.isConnection = true;
    m_shop->tokens->adopt({token});
    QTRY_COMPARE(m_shop->list->rowCount(), 1);
    QCOMPARE(m_shop->cell(u"c1"_s, TokenModel::State), u"valid"_s);
    QCOMPARE(m_shop->cell(u"c1"_s, TokenModel::May), u"connect"_s);
    QCOMPARE(m_shop->cell(u"c1"_s, TokenModel::Stage), TimeText::unknown());
    QVERIFY(m_shop->list->useWords(*m_shop->list->entry(u"c1"_s)).contains(u"no participant"_s));
    // There is nobody to ask for.
    m_shop->list->check({u"c1"_s});
    QCOMPARE(m_shop->list->checks()->checking(), 0);
    m_shop->advance(90);
    QTRY_COMPARE(m_shop->list->stateOf(u"c1"_s), TokenState::Expired);
}

void TestTokenModel::shows()
{
    m_shop->tokens->adopt({issued(u"new"_s, 600), issued(u"unused"_s, 600), issued(u"there"_s, 600),
        issued(u"left"_s, 600), issued(u"out"_s, 600), issued(u"old"_s, 0), issued(u"oldleft"_s, 0)});
    const QDateTime now = m_shop->workspace->clock()->now();
    m_shop->tokens->learn({{u"unused"_s, {Kind::Unused, now, {}, {}}}, {u"there"_s, {Kind::Joined, now, {}, u"s"_s}},
        {u"left"_s, {Kind::Left, now, {}, u"s"_s}}, {u"out"_s, {Kind::Disconnected, now, {}, u"s"_s}},
        {u"oldleft"_s, {Kind::Left, now, {}, u"s"_s}}});
    TokenModel *list = m_shop->list;
    QTRY_COMPARE(list->rowCount(), 7);
    QCOMPARE(list->stateOf(u"old"_s), TokenState::Expired);
    QCOMPARE(list->stateOf(u"oldleft"_s), TokenState::Left); // what became of it is more than that it expired
    QSignalSpy filtered(list, &ListModel::filterChanged);
    const auto shown = [&](Show show) {
        list->setShow(show);
        QStringList keys;
        for (int row = 0; row < list->rowCount(); ++row)
            keys << list->keyAt(row);
        return keys;
    };
    QTRY_COMPARE(shown(Show::Joined), QStringList {u"there"_s});
    QCOMPARE(shown(Show::Valid), (QStringList {u"new"_s, u"unused"_s, u"there"_s, u"left"_s, u"out"_s}));
    QCOMPARE(shown(Show::Unused), QStringList {u"unused"_s});
    QCOMPARE(shown(Show::Gone), (QStringList {u"left"_s, u"out"_s, u"oldleft"_s}));
    QCOMPARE(shown(Show::Expired), (QStringList {u"old"_s, u"oldleft"_s}));
    QCOMPARE(shown(Show::NotKnown), QStringList {u"new"_s});
    QCOMPARE(list->quickFilter(), u"not-known"_s);
    QVERIFY(list->isFiltered());
    list->setQuickFilter(u"joined"_s);
    QCOMPARE(list->show(), Show::Joined);
    // One that comes to it comes into sight.
    m_shop->tokens->learn({{u"new"_s, {Kind::Joined, now, now, u"s"_s}}});
    QTRY_COMPARE(list->rowCount(), 2);
    list->setQuickFilter(u"nonsense"_s);
    QCOMPARE(list->show(), Show::All);
    list->setShow(Show::Gone);
    list->clearFilter();
    QCOMPARE(list->rowCount(), 7);
    QVERIFY(!list->isFiltered() && filtered.count() >= 8);
}

void TestTokenModel::expiresWhileSomebodyLooks()
{
    m_shop->tokens->adopt({issued(u"soon"_s, 30), issued(u"later"_s, 3600)});
    TokenModel *list = m_shop->list;
    list->setShow(Show::Valid);
    QTRY_COMPARE(list->rowCount(), 2);
    QSignalSpy changed(list, &QAbstractItemModel::dataChanged);
    const int before = m_shop->clock.pending();
    list->setWatched(true);
    m_shop->clock.advance(1000);
    m_shop->clock.advance(1000);
    QCOMPARE(list->rowCount(), 2);
    QCOMPARE(changed.count(), 0); // the countdown is the view's
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 60}});
    reload(m_shop->workspace->stages());
    m_shop->clock.advance(1000);
    QCOMPARE(list->rowCount(), 1);
    QCOMPARE(list->keyAt(0), u"later"_s);
    list->setShow(Show::All);
    QCOMPARE(m_shop->cell(u"soon"_s, TokenModel::State), u"expired"_s);
    QVERIFY(m_shop->cell(u"soon"_s, TokenModel::Expires).startsWith(u"expired "_s));
    // Nobody looks: nothing ticks. Whoever looks again sees at once what has expired meanwhile.
    list->setWatched(false);
    m_shop->clock.advance(1000);
    QVERIFY(m_shop->clock.pending() <= before + 1);
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 4000}});
    reload(m_shop->workspace->stages());
    QCOMPARE(m_shop->cell(u"later"_s, TokenModel::State), u"not known"_s);
    list->setWatched(true);
    QCOMPARE(m_shop->cell(u"later"_s, TokenModel::State), u"expired"_s);
}

void TestTokenModel::manyEnterTogether()
{
    QSignalSpy inserted(m_shop->list, &QAbstractItemModel::rowsInserted);
    for (int i = 0; i < 1000; ++i)
        m_shop->tokens->adopt({issued(u"p%1"_s.arg(i), 600)});
    QTRY_COMPARE(m_shop->list->rowCount(), 1000);
    QVERIFY2(inserted.count() < 50, qPrintable(QString::number(inserted.count())));
}

void TestTokenModel::whoIsInTheList()
{
    const auto ann = m_shop->mint(m_stage, u"ann"_s);
    const auto bob = m_shop->mint(m_stage, u"bob"_s);
    QVERIFY(ann && bob);
    const QString session = m_shop->join(ann->token);
    m_shop->join(bob->token);
    QVERIFY(m_shop->service.act(u"leave"_s, m_stage, bob->participantId));
    look(session);
    const ListState state = m_shop->workspace->participants()->state();
    QCOMPARE(use(ann).kind, Kind::Joined);
    QCOMPARE(use(ann).sessionId, session);
    QVERIFY(use(ann).since.isValid());
    QCOMPARE(use(ann).asOf, state.asOf);
    QCOMPARE(use(bob).kind, Kind::Left);
    QTRY_COMPARE(m_shop->cell(ann->participantId, TokenModel::State), u"joined"_s);
    QTRY_COMPARE(m_shop->cell(bob->participantId, TokenModel::State), u"left"_s);
    // A later read that tells the same makes no news of a row, but is the read that told last.
    QSignalSpy changed(m_shop->tokens, &TokenRegister::changed);
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 20}});
    reload(m_shop->workspace->participants());
    QCOMPARE(changed.count(), 0);
    QVERIFY(use(ann).asOf > state.asOf);
    // Nothing was asked for it.
    QCOMPARE(m_shop->service.arrived(u"GetParticipant"_s), 0);
}

void TestTokenModel::whoIsNotInTheList()
{
    const auto early = m_shop->mint(m_stage, u"early"_s);
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 20}});
    reload(m_shop->workspace->stages());
    const auto host = m_shop->mint(m_stage, u"host"_s);
    const QString session = m_shop->join(host->token);
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 20}});
    reload(m_shop->workspace->stages());
    const auto late = m_shop->mint(m_stage, u"late"_s);
    QVERIFY(early && host && late);
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 20}});
    look(session);
    QTRY_COMPARE(use(late).kind, Kind::Unused);
    QCOMPARE(use(early).kind, Kind::Unused); // no other session since
    QCOMPARE(use(host).kind, Kind::Joined);
    // A list of some of them tells nothing of the others.
    const auto other = m_shop->mint(m_stage, u"other"_s);
    QVERIFY(other);
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 20}});
    m_shop->workspace->participants()->ask({.userId = u"host"_s});
    QTRY_VERIFY(isRead(m_shop->workspace->participants()));
    QCOMPARE(use(other).kind, Kind::NotKnown);
}

void TestTokenModel::sessionsThatEnded()
{
    // No session since it was issued: nobody can have used it.
    const auto unused = m_shop->mint(m_stage, u"unused"_s);
    QVERIFY(unused);
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 20}});
    m_shop->workspace->sessions()->setWatched(true);
    m_shop->workspace->sessions()->setStage(m_stage);
    QTRY_VERIFY(isRead(m_shop->workspace->sessions()));
    QCOMPARE(use(unused).kind, Kind::Unused);
    const auto ann = m_shop->mint(m_stage, u"ann"_s);
    const auto eve = m_shop->mint(m_stage, u"eve"_s);
    QVERIFY(ann && eve);
    const QString session = m_shop->join(ann->token);
    m_shop->join(eve->token);
    look(session);
    QTRY_COMPARE(use(ann).kind, Kind::Joined);
    // It ends while nobody looks at the people in it.
    m_shop->workspace->participants()->setWatched(false);
    for (const auto &each : {ann, eve})
        QVERIFY(m_shop->service.act(u"leave"_s, m_stage, each->participantId));
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 600}});
    reload(m_shop->workspace->stages());
    QTRY_COMPARE(use(ann).kind, Kind::Left);
    QCOMPARE(use(ann).sessionId, session);
    QVERIFY(!use(ann).since.isValid()); // when, no list tells
    // After a session that nobody looked into, it is not said any more that it was never used: that was as of then.
    QVERIFY(use(unused).asOf < use(ann).asOf);
}

void TestTokenModel::detailsAndEvents()
{
    const auto ann = m_shop->mint(m_stage, u"ann"_s);
    const auto bob = m_shop->mint(m_stage, u"bob"_s);
    QVERIFY(ann && bob);
    const QString session = m_shop->join(ann->token);
    m_shop->join(bob->token);
    m_shop->workspace->participantDetail()->setParticipant(m_stage, session, ann->participantId);
    QTRY_COMPARE(use(ann).kind, Kind::Joined);
    QCOMPARE(use(ann).sessionId, session);
    QCOMPARE(use(bob).kind, Kind::NotKnown);
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 30}});
    QVERIFY(m_shop->service.act(u"leave"_s, m_stage, bob->participantId));
    look(session);
    QTRY_COMPARE(use(bob).kind, Kind::Left);
    QVERIFY(!use(bob).since.isValid());
    // Events tell when.
    m_shop->workspace->events()->setWatched(true);
    m_shop->workspace->events()->setParticipant(m_stage, session, bob->participantId, true);
    QTRY_VERIFY(use(bob).since.isValid());
    QCOMPARE(use(bob).kind, Kind::Left);
    QVERIFY(m_shop->list->useWords(*m_shop->tokens->find(bob->participantId)).contains(u"left at"_s));
}

void TestTokenModel::whoWasNotLetIn()
{
    m_shop->tokens->adopt({issued(u"p1"_s, 600)});
    const QDateTime now = m_shop->workspace->clock()->now();
    const auto happened = [&](ivs::EventName name, int seconds) {
        ivs::Event event;
        event.name = name;
        event.eventTime = now.addSecs(seconds);
        return event;
    };
    TimelineLoader *timeline = m_shop->workspace->timeline();
    const auto told = [&](const QList<ivs::Event> &events, int asOf) {
        Q_EMIT timeline->eventsRead(m_stage, u"st-1"_s, u"p1"_s, events, now.addSecs(asOf));
        return m_shop->use(u"p1"_s).kind;
    };
    QCOMPARE(told({happened(ivs::EventName::PublishStarted, 1)}, 1), Kind::NotKnown);
    QCOMPARE(told({happened(ivs::EventName::JoinError, 1)}, 2), Kind::JoinFailed);
    QTRY_COMPARE(m_shop->cell(u"p1"_s, TokenModel::State), u"join failed"_s);
    // In no order, as the service promises none.
    QCOMPARE(told({happened(ivs::EventName::Joined, 5), happened(ivs::EventName::JoinError, 1)}, 6), Kind::Joined);
    QCOMPARE(told({happened(ivs::EventName::Left, 9), happened(ivs::EventName::JoinError, 1),
                      happened(ivs::EventName::Joined, 5)},
                 10),
        Kind::Left);
    QCOMPARE(m_shop->use(u"p1"_s).since, now.addSecs(9));
    QCOMPARE(told({happened(ivs::EventName::Left, 9), happened(ivs::EventName::Joined, 9)}, 11), Kind::Left);
    // Of the same id in another stage: a replica.
    Q_EMIT timeline->eventsRead(
        u"arn:other"_s, u"st-1"_s, u"p1"_s, {happened(ivs::EventName::Joined, 20)}, now.addSecs(30));
    QCOMPARE(m_shop->use(u"p1"_s).kind, Kind::Left);
}

void TestTokenModel::disconnectedByUs()
{
    const auto ann = m_shop->mint(m_stage, u"ann"_s);
    QVERIFY(ann);
    const QString session = m_shop->join(ann->token);
    look(session);
    QTRY_COMPARE(use(ann).kind, Kind::Joined);
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 5}});
    TokenShop::carryOut(
        m_shop->workspace->stageActs()->disconnectParticipants(m_stage, {{ann->participantId, session, u"ann"_s}}, {}));
    QCOMPARE(use(ann).kind, Kind::Disconnected);
    // For the service it has left; that stands beside what was done here.
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 5}});
    reload(m_shop->workspace->participants());
    QCOMPARE(use(ann).kind, Kind::Disconnected);
    QVERIFY(use(ann).since < use(ann).asOf);
    QVERIFY(m_shop->list->useWords(*m_shop->tokens->find(ann->participantId)).contains(u"can't join again"_s));
    m_shop->open();
    m_shop->workspace->stages()->setWatched(true);
    QVERIFY(m_shop->readRegister());
    QCOMPARE(use(ann).kind, Kind::Disconnected);
}

void TestTokenModel::lostDisconnection()
{
    const auto ann = m_shop->mint(m_stage, u"ann"_s);
    QVERIFY(ann);
    const QString session = m_shop->join(ann->token);
    // It was done, and its answer was lost: a read settles it.
    QVERIFY(m_shop->service.fault(u"DisconnectParticipant"_s, u"drop"_s, u"after"_s));
    Undertaking *act =
        m_shop->workspace->stageActs()->disconnectParticipants(m_stage, {{ann->participantId, session, u"ann"_s}}, {});
    TokenShop::carryOut(act);
    QCOMPARE(m_shop->service.acted(u"DisconnectParticipant"_s), 1);
    QTRY_COMPARE(use(ann).kind, Kind::Disconnected);
    // One that was refused did nothing.
    const auto bob = m_shop->mint(m_stage, u"bob"_s);
    QVERIFY(bob);
    QVERIFY(m_shop->service.fault(u"DisconnectParticipant"_s, u"status"_s, 403));
    TokenShop::carryOut(
        m_shop->workspace->stageActs()->disconnectParticipants(m_stage, {{bob->participantId, session, u"bob"_s}}, {}));
    QCOMPARE(use(bob).kind, Kind::NotKnown);
}

// In whichever order the list and the store answer.
void TestTokenModel::listBesideTheRegister()
{
    const auto ann = m_shop->mint(m_stage, u"ann"_s);
    QVERIFY(ann);
    const QString session = m_shop->join(ann->token);
    m_shop->open();
    QVERIFY(m_shop->tokens->isReading());
    m_shop->workspace->participants()->setWatched(true);
    m_shop->workspace->participants()->setSession(m_stage, session, true);
    QTRY_COMPARE(use(ann).kind, Kind::Joined);
    // Read again, it comes from the store.
    m_shop->tokens->readAgain();
    QVERIFY(m_shop->tokens->entries().isEmpty());
    QVERIFY(m_shop->readRegister());
    QCOMPARE(use(ann).kind, Kind::Joined);
    QCOMPARE(use(ann).sessionId, session);
}

QTEST_GUILESS_MAIN(TestTokenModel)
#include "tst_tokenmodel.moc"
