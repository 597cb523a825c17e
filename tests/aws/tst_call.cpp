// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/call.h"

#include <QCoreApplication>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using aws::Call;
using aws::ErrorKind;
using aws::Result;

class TestCall final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesThroughTheEventLoop();
    void lateThen();
    void thenAfterDelivery();
    void severalAskersOnce();
    void firstResultCounts();
    void abortCancels();
    void abortStopsTheWorkOnce();
    void abortAfterTheEnd();
    void workMayFinishWhileItIsStopped();
    void guardGone();
    void guardGoneAfterDelivery();
    void ownerGone();
    void maker();
    void deletesItself();
};

void TestCall::comesThroughTheEventLoop()
{
    auto *call = new Call<int>;
    int got = 0;
    call->then(this, [&](const Result<int> &result) { got = *result; });
    call->finish(7);
    QVERIFY(call->isFinished());
    QCOMPARE(got, 0); // not from within finish()
    QTRY_COMPARE(got, 7);
}

void TestCall::lateThen()
{
    auto *call = Call<int>::ready(7);
    QVERIFY(call->isFinished());
    int got = 0;
    call->then(this, [&](const Result<int> &result) { got = *result; });
    QCOMPARE(got, 0);
    QTRY_COMPARE(got, 7);
}

void TestCall::thenAfterDelivery()
{
    auto *call = Call<QString>::ready(QStringLiteral("seven"));
    QPointer<aws::CallBase> watched(call);
    QString got;
    int count = 0;
    // In the turn of its delivery the call still takes askers; its answer outlives it.
    call->then(this, [&](const Result<QString> &) {
        call->then(this, [&](const Result<QString> &result) {
            got = *result;
            ++count;
        });
        QVERIFY(got.isEmpty());
    });
    QTRY_COMPARE(got, QStringLiteral("seven"));
    QTRY_VERIFY(!watched);
    QCOMPARE(count, 1);
}

void TestCall::severalAskersOnce()
{
    auto *call = new Call<int>;
    int first = 0;
    int second = 0;
    call->then(this, [&](const Result<int> &) { ++first; });
    call->then(this, [&](const Result<int> &) { ++second; });
    QPointer<aws::CallBase> watched(call);
    call->finish(1);
    QTRY_VERIFY(!watched);
    QCOMPARE(first, 1);
    QCOMPARE(second, 1);
}

void TestCall::firstResultCounts()
{
    auto *call = new Call<int>;
    QList<int> got;
    call->then(this, [&](const Result<int> &result) { got.append(*result); });
    call->finish(1);
    call->finish(2);
    call->abort();
    QPointer<aws::CallBase> watched(call);
    QTRY_VERIFY(!watched);
    QCOMPARE(got, QList<int> {1});
}

void TestCall::abortCancels()
{
    auto *call = new Call<int>;
    std::optional<ErrorKind> kind;
    call->then(this, [&](const Result<int> &result) { kind = result.error().kind; });
    call->abort();
    QVERIFY(!kind);
    call->finish(3); // a late answer to an aborted call
    QTRY_VERIFY(kind.has_value());
    QCOMPARE(*kind, ErrorKind::Canceled);
}

void TestCall::abortStopsTheWorkOnce()
{
    auto *call = new Call<int>;
    int stopped = 0;
    call->onAbort([&] {
        ++stopped;
        QVERIFY(!call->isFinished());
        call->abort(); // a second time, from within
    });
    call->abort();
    call->abort();
    QCOMPARE(stopped, 1);
}

void TestCall::abortAfterTheEnd()
{
    auto *call = Call<int>::ready(5);
    int stopped = 0;
    call->onAbort([&] { ++stopped; });
    int got = 0;
    call->then(this, [&](const Result<int> &result) { got = *result; });
    call->abort();
    QTRY_COMPARE(got, 5);
    QCOMPARE(stopped, 0);
}

void TestCall::workMayFinishWhileItIsStopped()
{
    auto *call = new Call<int>;
    call->onAbort([&] { call->finish(tl::unexpected(aws::Error::invalid(QStringLiteral("f"), {}))); });
    std::optional<ErrorKind> kind;
    call->then(this, [&](const Result<int> &result) { kind = result.error().kind; });
    call->abort();
    QTRY_VERIFY(kind.has_value());
    QCOMPARE(*kind, ErrorKind::Invalid);
}

void TestCall::guardGone()
{
    auto *call = new Call<int>;
    auto guard = std::make_unique<QObject>();
    int doomed = 0;
    int alive = 0;
    call->then(guard.get(), [&](const Result<int> &) { ++doomed; });
    call->then(this, [&](const Result<int> &) { ++alive; });
    call->finish(1);
    guard.reset(); // between the end and the delivery
    QTRY_COMPARE(alive, 1);
    QCOMPARE(doomed, 0);
}

void TestCall::guardGoneAfterDelivery()
{
    auto *call = Call<int>::ready(1);
    QPointer<aws::CallBase> watched(call);
    auto guard = std::make_unique<QObject>();
    int doomed = 0;
    call->then(this, [&](const Result<int> &) {
        call->then(guard.get(), [&](const Result<int> &) { ++doomed; });
        guard.reset();
    });
    QTRY_VERIFY(!watched);
    QCoreApplication::processEvents();
    QCOMPARE(doomed, 0);
}

// The object that made a call goes: the asker still hears.
void TestCall::ownerGone()
{
    auto owner = std::make_unique<QObject>();
    auto *call = new Call<int>;
    QObject::connect(owner.get(), &QObject::destroyed, call, [call] { call->abort(); });
    std::optional<ErrorKind> kind;
    call->then(this, [&](const Result<int> &result) { kind = result.error().kind; });
    owner.reset();
    QTRY_VERIFY(kind.has_value());
    QCOMPARE(*kind, ErrorKind::Canceled);
}

void TestCall::maker()
{
    const auto *free = new Call<int>;
    QCOMPARE(free->parent(), QCoreApplication::instance());
    delete free;
    auto owner = std::make_unique<QObject>();
    QPointer<aws::CallBase> owned(new Call<int>(owner.get()));
    owner.reset();
    QVERIFY(!owned);
}

void TestCall::deletesItself()
{
    auto *call = new Call<int>;
    QSignalSpy gone(call, &QObject::destroyed);
    call->finish(1);
    QCOMPARE(gone.count(), 0);
    QTRY_COMPARE(gone.count(), 1);
}

QTEST_GUILESS_MAIN(TestCall)
#include "tst_call.moc"
