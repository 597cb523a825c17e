// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/governor.h"

#include "tests/support/manualclock.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>

using aws::BudgetScope;
using aws::Governor;
using aws::Lane;
using aws::Operation;

namespace {

constexpr Operation kFive {"ivs-realtime", "ListStages", aws::Verb::Post, "/ListStages", 5, false, false, true};
constexpr Operation kOther {"ivs-realtime", "GetStage", aws::Verb::Post, "/GetStage", 5, false, false, false};
constexpr Operation kThree {"ivs-realtime", "GetPublicKey", aws::Verb::Post, "/GetPublicKey", 3, false, false, false};
constexpr Operation kOne {"ivs-realtime", "Slow", aws::Verb::Post, "/Slow", 1, false, false, false};
constexpr Operation kTen {"ivs-realtime", "TagResource", aws::Verb::Post, "/tags/{resourceArn}", 10, true, true, false};
constexpr Operation kFifty {
    "ivs-realtime", "CreateParticipantToken", aws::Verb::Post, "/CreateParticipantToken", 50, true, false, false};

const BudgetScope kScope {QStringLiteral("aws"), QStringLiteral("AKIA1"), QStringLiteral("us-east-1")};

// The most calls in any stretch of one second.
int mostInOneSecond(const QList<qint64> &moments)
{
    qsizetype most = 0;
    qsizetype first = 0;
    for (qsizetype last = 0; last < moments.size(); ++last) {
        while (moments[last] - moments[first] >= 1000)
            ++first;
        most = std::max(most, last - first + 1);
    }
    return int(most);
}

} // namespace

class TestGovernor final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sharesOverMinutes_data();
    void sharesOverMinutes();
    void watchingLeavesRoomForThePerson();
    void burstIsAtLeastOne();
    void lanesInOrder();
    void personDoesNotWaitForTheWatchersTimer();
    void operationsAndRegionsApart();
    void throttleSlowsAndRecovers();
    void throttledByOthers();
    void identifyJoinsAndParts();
    void guardGone();
    void unlimited();
    void sharesRaisedWhileWaiting();
    void usageAndLoad();
    void askingFromACallback();
};

void TestGovernor::sharesOverMinutes_data()
{
    QTest::addColumn<const Operation *>("operation");
    QTest::addColumn<int>("lane");
    QTest::addColumn<double>("share");
    for (const Operation *operation : {&kOne, &kThree, &kFive, &kTen, &kFifty}) {
        QTest::addRow("%d per second, by hand", operation->callsPerSecond) << operation << int(Lane::Person) << 0.8;
        QTest::addRow("%d per second, visible", operation->callsPerSecond) << operation << int(Lane::Visible) << 0.4;
        QTest::addRow("%d per second, background", operation->callsPerSecond)
            << operation << int(Lane::Background) << 0.4;
    }
}

// Always hungry for three minutes: the share is used, and never more than it and a burst within any second.
void TestGovernor::sharesOverMinutes()
{
    QFETCH(const Operation *, operation);
    QFETCH(int, lane);
    QFETCH(double, share);
    ManualClock clock;
    Governor governor(&clock);
    QList<qint64> sent;
    const int wanted = operation->callsPerSecond * 200;
    for (int i = 0; i < wanted; ++i)
        governor.acquire(kScope, *operation, Lane(lane), this, [&] { sent.append(clock.elapsed()); });
    clock.advance(180'000);

    const double rate = operation->callsPerSecond * share;
    const double burst = std::max(1.0, rate);
    // Timers have whole milliseconds: a call leaves up to one late.
    const double most = burst + rate * 180.0;
    QVERIFY2(double(sent.size()) <= most + 1e-6, qPrintable(QString::number(sent.size())));
    QVERIFY2(double(sent.size()) >= most * 0.93 - 2, qPrintable(QString::number(sent.size())));
    QVERIFY2(mostInOneSecond(sent) <= int(std::floor(burst + rate + 1e-6)),
        qPrintable(QString::number(mostInOneSecond(sent))));
    if (lane != int(Lane::Person) && operation->callsPerSecond > 1)
        QVERIFY(mostInOneSecond(sent) <= operation->callsPerSecond);
    // After the burst the steady rate holds.
    QList<qint64> steady;
    std::copy_if(sent.begin(), sent.end(), std::back_inserter(steady), [](qint64 at) { return at >= 2000; });
    QVERIFY(mostInOneSecond(steady) <= operation->callsPerSecond);
}

void TestGovernor::watchingLeavesRoomForThePerson()
{
    ManualClock clock;
    Governor governor(&clock);
    int watching = 0;
    int person = 0;
    for (int i = 0; i < 1000; ++i)
        governor.acquire(kScope, kFive, i % 2 ? Lane::Visible : Lane::Background, this, [&] { ++watching; });
    clock.advance(60'000);
    QVERIFY(watching >= 118 && watching <= 122); // 2 a second and a burst of 2
    // By hand there is as much again, whatever waits.
    const int before = watching;
    for (int i = 0; i < 1000; ++i)
        governor.acquire(kScope, kFive, Lane::Person, this, [&] { ++person; });
    clock.advance(60'000);
    QVERIFY(person >= 236 && person <= 244);
    QVERIFY(watching - before + person <= 5 * 60);
}

void TestGovernor::burstIsAtLeastOne()
{
    ManualClock clock;
    Governor governor(&clock);
    int sent = 0;
    governor.acquire(kScope, kOne, Lane::Background, this, [&] { ++sent; });
    QCOMPARE(sent, 1); // at once, although 40 % of one call is less than a call
    governor.acquire(kScope, kOne, Lane::Background, this, [&] { ++sent; });
    clock.advance(2499);
    QCOMPARE(sent, 1);
    clock.advance(1);
    QCOMPARE(sent, 2);
}

void TestGovernor::lanesInOrder()
{
    ManualClock clock;
    Governor governor(&clock);
    // Spend the bucket first.
    for (int i = 0; i < 4; ++i)
        governor.acquire(kScope, kFive, Lane::Person, this, [] {});
    QStringList order;
    const auto ask = [&](Lane lane, const char *name) {
        governor.acquire(kScope, kFive, lane, this, [&order, name] { order << QString::fromLatin1(name); });
    };
    ask(Lane::Background, "background 1");
    ask(Lane::Visible, "visible 1");
    ask(Lane::Background, "background 2");
    ask(Lane::Person, "person 1");
    ask(Lane::Visible, "visible 2");
    ask(Lane::Person, "person 2");
    QVERIFY(order.isEmpty());
    clock.advance(60'000);
    const QStringList expected {QStringLiteral("person 1"), QStringLiteral("person 2"), QStringLiteral("visible 1"),
        QStringLiteral("visible 2"), QStringLiteral("background 1"), QStringLiteral("background 2")};
    QCOMPARE(order, expected);
}

// What a person asks for waits for its own turn only, not for the later one of what was asked before.
void TestGovernor::personDoesNotWaitForTheWatchersTimer()
{
    ManualClock clock;
    Governor governor(&clock);
    governor.acquire(kScope, kOne, Lane::Visible, this, [] {});
    governor.acquire(kScope, kOne, Lane::Visible, this, [] {}); // waits 2,500 ms
    clock.advance(10);
    qint64 sentAt = -1;
    governor.acquire(kScope, kOne, Lane::Person, this, [&] { sentAt = clock.elapsed(); });
    clock.advance(10'000);
    QVERIFY2(sentAt > 0 && sentAt <= 1251, qPrintable(QString::number(sentAt)));
}

void TestGovernor::operationsAndRegionsApart()
{
    ManualClock clock;
    Governor governor(&clock);
    int sent = 0;
    const auto go = [&] { ++sent; };
    const auto spend = [&](const BudgetScope &scope, const Operation &operation) {
        for (int i = 0; i < 10; ++i)
            governor.acquire(scope, operation, Lane::Visible, this, go);
    };
    spend(kScope, kFive);
    QCOMPARE(sent, 2);
    spend(kScope, kOther);
    QCOMPARE(sent, 4);
    spend({kScope.partition, kScope.accessKeyId, QStringLiteral("eu-west-1")}, kFive);
    QCOMPARE(sent, 6);
    spend({QStringLiteral("aws-cn"), kScope.accessKeyId, kScope.region}, kFive);
    QCOMPARE(sent, 8);
}

void TestGovernor::throttleSlowsAndRecovers()
{
    ManualClock clock;
    Governor governor(&clock);
    QList<qint64> sent;
    for (int i = 0; i < 400; ++i)
        governor.acquire(kScope, kFive, Lane::Person, this, [&] { sent.append(clock.elapsed()); });
    clock.advance(10'000);
    const auto sentWithin = [&](qint64 from, qint64 until) {
        return std::count_if(sent.begin(), sent.end(), [&](qint64 at) { return at >= from && at < until; });
    };
    const auto full = sentWithin(8000, 10'000);
    QVERIFY(full >= 7 && full <= 8);
    governor.throttled(kScope, kFive);
    clock.advance(20'000);
    QVERIFY2(sentWithin(10'000, 12'000) <= 5, "about half at first");
    const auto recovered = sentWithin(22'000, 24'000);
    QVERIFY2(recovered >= 7 && recovered <= 8, "all of the share after ten seconds");

    // A storm of throttles slows further, never to a standstill.
    for (int i = 0; i < 50; ++i)
        governor.throttled(kScope, kFive);
    const qsizetype before = sent.size();
    clock.advance(5000);
    QVERIFY(sent.size() > before);
    QVERIFY(sent.size() - before <= 8);
}

void TestGovernor::throttledByOthers()
{
    ManualClock clock;
    Governor governor(&clock);
    QSignalSpy spy(&governor, &Governor::throttledByOthers);
    // Four calls within the second are more than half of five: it may be our own doing.
    for (int i = 0; i < 4; ++i)
        governor.acquire(kScope, kFive, Lane::Person, this, [] {});
    governor.throttled(kScope, kFive);
    QCOMPARE(spy.count(), 0);
    clock.advance(30'000);
    governor.acquire(kScope, kFive, Lane::Visible, this, [] {});
    governor.throttled(kScope, kFive);
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().toString(), QStringLiteral("ListStages"));
}

void TestGovernor::identifyJoinsAndParts()
{
    ManualClock clock;
    Governor governor(&clock);
    const BudgetScope second {kScope.partition, QStringLiteral("AKIA2"), kScope.region};
    int sent = 0;
    const auto go = [&] { ++sent; };
    const auto spend = [&](const BudgetScope &scope) {
        for (int i = 0; i < 10; ++i)
            governor.acquire(scope, kFive, Lane::Visible, this, go);
    };
    spend(kScope);
    spend(second);
    QCOMPARE(sent, 4); // two keys are two accounts until it is known better
    clock.advance(60'000);
    QCOMPARE(sent, 20);

    governor.identify(kScope.accessKeyId, QStringLiteral("123456789012"));
    governor.identify(second.accessKeyId, QStringLiteral("123456789012"));
    sent = 0;
    spend(kScope);
    QCOMPARE(sent, 2);
    spend(second);
    QCOMPARE(sent, 2); // one account, one bucket
    // Nonsense is no account.
    governor.identify({}, QStringLiteral("123456789012"));
    governor.identify(QStringLiteral("AKIA3"), {});
    governor.acquire({kScope.partition, {}, kScope.region}, kFive, Lane::Visible, this, go);
    QCOMPARE(sent, 3);
}

void TestGovernor::guardGone()
{
    ManualClock clock;
    Governor governor(&clock);
    auto guard = std::make_unique<QObject>();
    int doomed = 0;
    int alive = 0;
    for (int i = 0; i < 5; ++i)
        governor.acquire(kScope, kFive, Lane::Visible, guard.get(), [&] { ++doomed; });
    governor.acquire(kScope, kFive, Lane::Visible, this, [&] { ++alive; });
    QCOMPARE(doomed, 2);
    guard.reset();
    clock.advance(501); // one turn, not four: the dead ask for nothing
    QCOMPARE(doomed, 2);
    QCOMPARE(alive, 1);
    clock.advance(60'000);
    QCOMPARE(doomed, 2);
    QCOMPARE(clock.pending(), 0);
}

void TestGovernor::unlimited()
{
    ManualClock clock;
    Governor governor(&clock);
    governor.setShares({.unlimited = true});
    int sent = 0;
    for (int i = 0; i < 1000; ++i)
        governor.acquire(kScope, kThree, Lane::Background, this, [&] { ++sent; });
    QCOMPARE(sent, 1000);
}

void TestGovernor::sharesRaisedWhileWaiting()
{
    ManualClock clock;
    Governor governor(&clock);
    int sent = 0;
    for (int i = 0; i < 100; ++i)
        governor.acquire(kScope, kFive, Lane::Visible, this, [&] { ++sent; });
    QCOMPARE(sent, 2);
    governor.setShares({.watching = 0.4, .person = 0.8, .unlimited = true});
    QCOMPARE(sent, 100);
}

void TestGovernor::usageAndLoad()
{
    ManualClock clock;
    Governor governor(&clock);
    QVERIFY(governor.usage(kScope).isEmpty());
    QCOMPARE(governor.load(kScope), 0.0);
    for (int i = 0; i < 5; ++i)
        governor.acquire(kScope, kFive, Lane::Visible, this, [] {});
    governor.acquire(kScope, kOther, Lane::Visible, this, [] {});
    const QList<Governor::Usage> usage = governor.usage(kScope);
    QCOMPARE(usage.size(), 2);
    QCOMPARE(usage[0].operation, &kOther); // by name
    QCOMPARE(usage[0].callsPerSecond, 1.0);
    QCOMPARE(usage[0].waiting, 0);
    QCOMPARE(usage[1].operation, &kFive);
    QCOMPARE(usage[1].callsPerSecond, 2.0);
    QCOMPARE(usage[1].waiting, 3);
    QCOMPARE(usage[1].slowdown, 1.0);
    QCOMPARE(governor.load(kScope), 0.4);
    QVERIFY(governor.usage({kScope.partition, QStringLiteral("AKIA9"), kScope.region}).isEmpty());
    clock.advance(10'000);
    QVERIFY(governor.usage(kScope).isEmpty());
}

void TestGovernor::askingFromACallback()
{
    ManualClock clock;
    Governor governor(&clock);
    QList<qint64> sent;
    std::function<void()> again = [&] {
        sent.append(clock.elapsed());
        if (sent.size() < 100)
            governor.acquire(kScope, kFive, Lane::Visible, this, again);
    };
    governor.acquire(kScope, kFive, Lane::Visible, this, again);
    clock.advance(120'000);
    QCOMPARE(sent.size(), 100);
    QVERIFY(mostInOneSecond(sent) <= 4);
    QVERIFY(sent.last() >= 48'000 && sent.last() <= 50'000);
}

QTEST_GUILESS_MAIN(TestGovernor)
#include "tst_governor.moc"
