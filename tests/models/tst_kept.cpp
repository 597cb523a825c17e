// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/journal.h"
#include "tests/models/actshop.h"
#include "tests/support/connection.h"
#include "tests/support/results.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using aws::ErrorKind;

/// A write leaves once its entry in the journal is on the disk, and not much later when it is not.
class TestKept final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void leavesWhenItIsKept();
    void calledBackBefore();
    void lockFallsMeanwhile();
    void callerGoesMeanwhile();
    void slowDisk();
    void withoutAStore();

private:
    int arrived() { return m_service->arrived(u"CreateStage"_s); }
    /// Time enough for a request that has left.
    void roundTrip() { QVERIFY(awaited(m_connection->client.listStages({}, aws::Lane::Person))); }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<aws::Caller> m_caller;
    std::unique_ptr<ivs::Client> m_client;
    QPointer<QObject> m_guard;
    std::function<void()> m_go;
};

void TestKept::init()
{
    m_client.reset();
    m_caller.reset();
    m_connection.reset();
    m_service = std::make_unique<LocalService>();
    m_connection = std::make_unique<Connection>(*m_service);
    aws::Caller::Setup setup = m_connection->setup(QUrl(m_service->endpoint()), m_service->region(), 3);
    m_go = {};
    setup.keep = [this](quint64, QObject *guard, const std::function<void()> &go) {
        m_guard = guard;
        m_go = go;
    };
    m_caller = std::make_unique<aws::Caller>(setup);
    m_client = std::make_unique<ivs::Client>(m_caller.get(), m_caller.get());
}

void TestKept::leavesWhenItIsKept()
{
    auto *call = m_client->createStage({.name = u"one"_s}, aws::Lane::Person);
    QTRY_VERIFY(m_go);
    roundTrip();
    QCOMPARE(arrived(), 0);
    m_go();
    QVERIFY(!m_guard);
    QVERIFY(awaited(call));
    QCOMPARE(arrived(), 1);
}

void TestKept::calledBackBefore()
{
    auto *call = m_client->createStage({.name = u"one"_s}, aws::Lane::Person);
    QTRY_VERIFY(m_go);
    QVERIFY(call->recall());
    const auto answer = awaited(call);
    QVERIFY(!answer && answer.error().isCanceled());
    QVERIFY(!m_guard); // nobody may let it go any more
    roundTrip();
    QCOMPARE(arrived(), 0);
}

void TestKept::lockFallsMeanwhile()
{
    auto *call = m_client->createStage({.name = u"one"_s}, aws::Lane::Person);
    QTRY_VERIFY(m_go);
    m_connection->guard.setReason(aws::ReadOnlyReason::Option, true);
    m_go();
    const auto answer = awaited(call);
    QVERIFY(!answer && answer.error().kind == ErrorKind::ReadOnly);
    roundTrip();
    QCOMPARE(arrived(), 0);
}

void TestKept::callerGoesMeanwhile()
{
    m_client->createStage({.name = u"one"_s}, aws::Lane::Person);
    QTRY_VERIFY(m_go);
    m_client.reset();
    m_caller.reset();
    QVERIFY(!m_guard);
    roundTrip();
    QCOMPARE(arrived(), 0);
}

void TestKept::slowDisk()
{
    const QTemporaryDir folder;
    ActShop shop(true, folder.path());
    Journal *journal = shop.workspace->journal();
    // Before the store's thread can have answered, two seconds go by.
    connect(
        journal, &Journal::added, this, [&shop] { shop.clock.advance(2000); }, Qt::QueuedConnection);
    QList<QString> messages;
    connect(journal, &Journal::changed, this, [&](qsizetype at) { messages << journal->entries()[at].message; });
    Undertaking *act = shop.acts->deleteStages({shop.makeStage(u"one"_s)});
    act->start();
    QTRY_VERIFY(act->isFinished());
    QVERIFY(!act->firstError());
    QCOMPARE(messages.size(), 2);
    QVERIFY2(messages.first().contains(u"before this entry was on the disk"_s), qPrintable(messages.first()));
    QCOMPARE(messages.last(), messages.first()); // it was done, and still left early
    QCOMPARE(journal->entries().last().outcome, store::Outcome::Done);
    QTRY_COMPARE(journal->keeping(), Journal::Keeping::Saved);
}

void TestKept::withoutAStore()
{
    ActShop shop;
    Undertaking *act = shop.acts->deleteStages({shop.makeStage(u"one"_s)});
    act->start();
    QTRY_VERIFY(act->isFinished());
    QVERIFY(!act->firstError());
    QVERIFY(shop.workspace->journal()->entries().last().message.isEmpty());
}

QTEST_GUILESS_MAIN(TestKept)
#include "tst_kept.moc"
