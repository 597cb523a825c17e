// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/retention.h"
#include "tests/store/storefixture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using store::Store;

/// What goes, in which order, and what never does: the cap, the age limit, and people who are forgotten.
class TestRetention final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void capTakesEventsThenParticipants();
    void capNeverTakesTheJournal();
    void age();
    void compositionsGoWithTheirAge();
    void limitsAreKept();
    void forgetUser();
    void forgetUserLeavesNoTrace();
    void forgetSession();
    void blotting_data();
    void blotting();

private:
    QString path() const { return m_home->filePath(u"stagedesk/store.sqlite"_s); }
    void reopen()
    {
        m_store.reset();
        m_store = std::make_unique<Store>(path());
        QVERIFY(isReady(*m_store));
    }
    store::Usage usage()
    {
        return answered<store::Usage>([&](QObject *guard, auto fn) { m_store->readUsage(guard, fn); });
    }
    store::Participants people(const QString &id)
    {
        return answered<store::Participants>(
            [&](QObject *guard, auto fn) { m_store->readParticipants(session(id), guard, fn); });
    }
    store::Events events(const QString &id, const QString &who)
    {
        return answered<store::Events>(
            [&](QObject *guard, auto fn) { m_store->readEvents(session(id), who, guard, fn); });
    }
    QList<store::JournalEntry> journal()
    {
        return answered<QList<store::JournalEntry>>(
            [&](QObject *guard, auto fn) { m_store->readJournal({}, guard, fn); });
    }
    store::Forgotten forgetUser(const QString &user)
    {
        return answered<store::Forgotten>(
            [&](QObject *guard, auto fn) { m_store->forgetUser(user, at(0), guard, fn); });
    }
    void addEntry(quint64 id, const QByteArray &parameters, const QString &message = {})
    {
        store::JournalEntry entry;
        entry.id = id;
        entry.time = at(int(id));
        entry.place = place();
        entry.operation = u"CreateParticipantToken"_s;
        entry.resource = u"arn:stage/a"_s;
        entry.parameters = parameters;
        entry.outcome = store::Outcome::Failed;
        entry.message = message;
        m_store->appendJournal(entry);
    }
    /// A sealed session that ended at \a ended, with this many people and events of each.
    void addSession(const QString &id, int ended, int count, int eventsEach)
    {
        m_store->putSessions(place(), u"arn:stage/a"_s, at(ended + 900), {{id, at(ended - 100), at(ended)}}, true);
        m_store->putParticipants(session(id), at(ended + 900), participants(count));
        m_store->seal(session(id), at(ended + 900), at(ended));
        for (int i = 0; i < count && eventsEach > 0; ++i) {
            QList<ivs::Event> list;
            for (int n = 0; n < eventsEach; ++n) {
                ivs::Event each = happened(ivs::EventName::SubscribeStarted, n, u"p%1"_s.arg(i));
                each.remoteParticipantId = u"publisher-with-a-long-identifier-%1"_s.arg(n);
                list.append(each);
            }
            m_store->putEvents(session(id), u"p%1"_s.arg(i), at(ended + 900), list);
        }
    }
    bool fileHolds(const QByteArray &text) const
    {
        const QFileInfoList files = QDir(QFileInfo(path()).path()).entryInfoList(QDir::Files | QDir::Hidden);
        for (const QFileInfo &info : files) {
            QFile file(info.filePath());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
                return true;
        }
        return false;
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Store> m_store;
};

void TestRetention::init()
{
    m_store.reset();
    m_home = std::make_unique<QTemporaryDir>();
    reopen();
}

void TestRetention::capTakesEventsThenParticipants()
{
    constexpr qint64 cap = 16 * 1024 * 1024;
    addSession(u"st-old"_s, 0, 400, 300);
    addSession(u"st-new"_s, 5000, 400, 300);
    addEntry(1, R"({"a":1})");
    const store::Usage before = usage();
    QVERIFY2(before.bytes > cap, qPrintable(QString::number(before.bytes)));
    QVERIFY(events(u"st-old"_s, u"p0"_s).sealed);
    m_store->setLimits({.bytes = cap}, at(6000));
    QTRY_VERIFY_WITH_TIMEOUT(usage().bytes <= cap / 10 * 9, 20'000);
    // Events of the session that is over longest went first, whole people's; everybody is still there.
    QVERIFY(!events(u"st-old"_s, u"p0"_s).asOf.isValid());
    QVERIFY(events(u"st-old"_s, u"p0"_s).rows.isEmpty());
    QCOMPARE(events(u"st-new"_s, u"p399"_s).rows.size(), 300);
    QVERIFY(people(u"st-old"_s).sealed);
    QCOMPARE(usage().participants, 800);
    QCOMPARE(usage().journalEntries, 1);
    // The file itself has shrunk.
    const qint64 pages = answered<store::Usage>([&](QObject *guard, auto fn) { m_store->readUsage(guard, fn); }).bytes;
    m_store.reset();
    QVERIFY(QFileInfo(path()).size() <= pages + 1024 * 1024);

    // Without any events participants go; what is left of a session is a part, not to be taken for the whole.
    m_home = std::make_unique<QTemporaryDir>();
    reopen();
    for (int i = 0; i < 12; ++i)
        addSession(u"st-%1"_s.arg(i), i * 1000, 20'000, 0);
    QVERIFY(usage().bytes > cap);
    m_store->setLimits({.bytes = cap}, at(90'000));
    QTRY_VERIFY_WITH_TIMEOUT(usage().bytes <= cap / 10 * 9, 20'000);
    QVERIFY(!people(u"st-0"_s).sealed && !people(u"st-0"_s).asOf.isValid());
    QVERIFY(people(u"st-11"_s).sealed);
    QCOMPARE(people(u"st-11"_s).rows.size(), 20'000);
    QCOMPARE(usage().sessions, 12);
}

void TestRetention::capNeverTakesTheJournal()
{
    const QByteArray big = "{\"x\":\"" + QByteArray(20'000, 'x') + "\"}";
    for (int i = 1; i <= 1000; ++i)
        addEntry(quint64(i), big);
    addSession(u"st-1"_s, 0, 10, 3);
    m_store->setLimits({.bytes = 1}, at(5000)); // 16 MB at least
    QCOMPARE(m_store->limits().bytes, 16 * 1024 * 1024);
    QTRY_COMPARE(usage().participants, 0);
    QCOMPARE(usage().journalEntries, 1000);
    QCOMPARE(usage().sessions, 1);
}

void TestRetention::age()
{
    addSession(u"st-old"_s, 0, 3000, 1);
    addSession(u"st-new"_s, 86'400 * 5, 3, 1);
    addEntry(1, R"({"a":1})");
    m_store->expire(at(86'400 * 100)); // without a limit nothing is too old
    QCOMPARE(usage().sessions, 2);
    m_store->setLimits({.days = 3}, at(86'400 * 6));
    QTRY_COMPARE(usage().sessions, 1);
    QCOMPARE(usage().participants, 3);
    QCOMPARE(usage().events, 3);
    QCOMPARE(usage().journalEntries, 1);
    QVERIFY(people(u"st-new"_s).sealed);
    m_store->expire(at(86'400 * 9));
    QTRY_COMPARE(usage().sessions, 0);
}

void TestRetention::compositionsGoWithTheirAge()
{
    store::CompositionRecord composition;
    composition.summary.stageArn = u"arn:stage/a"_s;
    const auto put = [&](const QString &id, const QDateTime &seen, const QDateTime &ended) {
        composition.summary.arn = u"arn:composition/"_s + id;
        composition.summary.state = ended.isValid() ? ivs::CompositionState::Stopped : ivs::CompositionState::Active;
        composition.summary.endTime = ended;
        composition.lastSeen = seen;
        store::CompositionChange change;
        change.seen = seen;
        QVERIFY(m_store->putComposition(place(), composition, {change}) > 0);
    };
    put(u"old"_s, at(0), at(0));
    put(u"lost"_s, at(86'400), {}); // nobody saw its end
    put(u"new"_s, at(86'400 * 5), at(86'400 * 5));
    put(u"new"_s, at(86'400), {}); // an answer that came late
    put(u"running"_s, at(86'400 * 6), {});
    QCOMPARE(m_store->putComposition({}, composition, {}), 0u); // whose is not known
    const auto found = [this] {
        QStringList ids;
        const auto all = answered<QList<store::Found>>(
            [this](QObject *guard, const auto &fn) { m_store->search(u"composition/"_s, 10, guard, fn); });
        for (const store::Found &each : all)
            ids << each.title;
        ids.sort();
        return ids.join(u' ');
    };
    QCOMPARE(found(), u"lost new old running"_s);
    m_store->setLimits({.days = 3}, at(86'400 * 6));
    QTRY_COMPARE(found(), u"new running"_s);
    m_store->putWatched(place(), {at(0), at(60)});
    m_store->putWatched(place(), {at(86'400 * 5), at(86'400 * 5 + 60)});
    m_store->expire(at(86'400 * 6));
    const auto kept = [this] {
        return answered<store::Compositions>(
            [this](QObject *guard, const auto &fn) { m_store->readCompositions(place(), 10, guard, fn); });
    };
    QTRY_COMPARE(kept().watched.size(), 1);
    m_store.reset();
    // Their lines went with them.
    QCOMPARE(raw(path(), u"SELECT count(*) FROM composition_change"_s).toInt(), 3);
}

void TestRetention::limitsAreKept()
{
    const store::Limits limits {.bytes = 64 * 1024 * 1024, .days = 30};
    QVERIFY(m_store->limits() == store::Limits());
    m_store->setLimits(limits, at(0));
    reopen();
    QVERIFY(m_store->limits() == limits);
}

void TestRetention::forgetUser()
{
    addSession(u"st-1"_s, 0, 3, 2);
    addSession(u"st-2"_s, 1000, 3, 2);
    addEntry(1, R"({"stageArn":"arn","userId":"user-1","attributes":{"seat":"front"}})", u"user-1 is not allowed"_s);
    addEntry(2, R"({"stageArn":"arn","userId":"user-11","attributes":{"seat":"back"}})");
    // Somebody whose token was exchanged to that name is that person.
    ivs::Event exchanged = happened(ivs::EventName::TokenExchanged, 1, u"p2"_s);
    exchanged.newToken = ivs::ExchangedParticipantToken {{}, {}, u"user-1"_s, at(9)};
    m_store->putEvents(session(u"st-2"_s), u"p2"_s, at(2000), {exchanged});

    QCOMPARE(forgetUser(u"nobody"_s).participants, 0);
    const store::Forgotten gone = forgetUser(u"user-1"_s);
    QCOMPARE(gone.participants, 3);
    QCOMPARE(gone.events, 5);
    QCOMPARE(gone.journalEntries, 2); // an entry, and a result's message
    QCOMPARE(people(u"st-1"_s).rows.size(), 2);
    QCOMPARE(people(u"st-1"_s).forgotten, 1);
    QVERIFY(people(u"st-1"_s).sealed); // and so never fetched again
    QCOMPARE(people(u"st-2"_s).rows.size(), 1);
    QCOMPARE(people(u"st-2"_s).forgotten, 2);
    const QList<store::JournalEntry> entries = journal();
    QCOMPARE(entries.size(), 2);
    QCOMPARE(entries.at(0).parameters, R"({"stageArn":"arn","userId":"user-11","attributes":{"seat":"back"}})");
    QVERIFY(!entries.at(1).parameters.contains("user-1") && !entries.at(1).parameters.contains("front"));
    QVERIFY(entries.at(1).parameters.contains("stageArn"));
    QCOMPARE(entries.at(1).message, u"[forgotten] is not allowed"_s);
    QCOMPARE(entries.at(1).operation, u"CreateParticipantToken"_s);
    QCOMPARE(entries.at(1).outcome, store::Outcome::Failed);
    // The way for it is shut again.
    m_store.reset();
    QString error;
    raw(path(), u"UPDATE journal SET resource = 'x'"_s, &error);
    QVERIFY(error.contains(u"append-only"_s));
}

void TestRetention::forgetUserLeavesNoTrace()
{
    m_store->putParticipants(session(u"st-1"_s), at(0), participants(500));
    m_store->putParticipants(session(u"st-1"_s), at(0), {participant(u"px"_s, u"Zacharias.Unique"_s)});
    ivs::Participant detail;
    detail.participantId = u"px"_s;
    detail.userId = u"Zacharias.Unique"_s;
    detail.attributes = {{u"phone"_s, u"555-0199-7"_s}};
    m_store->putParticipant(session(u"st-1"_s), at(0), detail);
    addEntry(1, R"({"userId":"Zacharias.Unique"})");
    QCOMPARE(usage().participants, 501);
    QVERIFY(fileHolds("Zacharias") && fileHolds("555-0199-7"));
    QCOMPARE(forgetUser(u"Zacharias.Unique"_s).participants, 1);
    QVERIFY(!fileHolds("Zacharias")); // neither in free pages nor in the log
    QVERIFY(!fileHolds("555-0199-7"));
    QCOMPARE(people(u"st-1"_s).rows.size(), 500);
}

void TestRetention::forgetSession()
{
    addSession(u"st-forgotten"_s, 0, 30, 2);
    addSession(u"st-2"_s, 1000, 3, 2);
    const auto gone = answered<store::Forgotten>(
        [&](QObject *guard, auto fn) { m_store->forgetSession(session(u"st-forgotten"_s), guard, fn); });
    QCOMPARE(gone.sessions, 1);
    QCOMPARE(gone.participants, 30);
    QCOMPARE(gone.events, 60);
    QVERIFY(people(u"st-forgotten"_s).rows.isEmpty() && !people(u"st-forgotten"_s).sealed);
    QCOMPARE(usage().participants, 3);
    QVERIFY(!fileHolds("st-forgotten"));
}

void TestRetention::blotting_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("blotted");
    QTest::newRow("word") << u"ann left"_s << u"ann"_s << u"[forgotten] left"_s;
    QTest::newRow("in a word") << u"annex, annals"_s << u"ann"_s << u"annex, annals"_s;
    QTest::newRow("marks") << u"user a.b+c(d) and axb+c(d)"_s << u"a.b+c(d)"_s << u"user [forgotten] and axb+c(d)"_s;
    QTest::newRow("umlauts") << u"Jörg, Jörgen"_s << u"Jörg"_s << u"[forgotten], Jörgen"_s;
    QTest::newRow("twice") << u"bo/bo"_s << u"bo"_s << u"[forgotten]/[forgotten]"_s;
    QTest::newRow("nobody") << u"bo"_s << QString() << u"bo"_s;
}

void TestRetention::blotting()
{
    QFETCH(const QString, text);
    QFETCH(const QString, user);
    QFETCH(const QString, blotted);
    QCOMPARE(store::blottedText(text, user), blotted);
    QCOMPARE(store::blottedJson(R"([{"a":["bo","bob"],"n":1}])", u"bo"_s), R"([{"a":["[forgotten]","bob"],"n":1}])");
    QCOMPARE(store::blottedJson("no json", u"bo"_s), "no json");
}

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
