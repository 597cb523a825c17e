// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/environments.h"
#include "models/errortext.h"
#include "models/ivs/operations.h"
#include "tests/support/connection.h"
#include "tests/support/results.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using aws::ErrorKind;
using aws::ReadOnlyReason;

/// Read-only: whatever the reason, no write reaches the wire, counted where it would arrive.
class TestGuard final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingReachesTheWire_data();
    void nothingReachesTheWire();
    void unlockEndsByItself();
    void unlockLiftsProductionOnly();
    void sleepEndsTheUnlocking();
    void lockFallsWhileWaiting();
    void takenBackBeforeItLeft();
    void onTheWayIsNotTakenBack();
    void observersHearOfWrites();
    void marksAreKept();
    void accountBeforeProfile();

private:
    int arrivals() const
    {
        int all = 0;
        const QJsonObject calls = m_service->state().value(u"calls"_s).toObject();
        for (const QJsonValue &each : calls)
            all += each.toObject().value(u"total"_s).toInt();
        return all;
    }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<Connection> m_connection;
    QString m_stage;
};

void TestGuard::init()
{
    m_connection.reset();
    m_service = std::make_unique<LocalService>();
    m_stage = m_service->perform(u"CreateStage"_s, {{u"name"_s, u"one"_s}})[u"stage"_s].toObject()[u"arn"_s].toString();
    m_connection = std::make_unique<Connection>(*m_service);
}

void TestGuard::nothingReachesTheWire_data()
{
    QTest::addColumn<QString>("operation");
    QTest::addColumn<int>("reason");
    int writes = 0;
    for (const aws::Operation &operation : ivs::operations()) {
        if (!operation.writes)
            continue;
        ++writes;
        for (const auto &[reason, name] : {std::pair(ReadOnlyReason::Option, "option"),
                 std::pair(ReadOnlyReason::Profile, "profile"), std::pair(ReadOnlyReason::Production, "production")}) {
            QTest::addRow("%s/%s", operation.name, name) << QString::fromLatin1(operation.name) << int(reason);
        }
    }
    QCOMPARE(writes, 20);
}

void TestGuard::nothingReachesTheWire()
{
    QFETCH(QString, operation);
    QFETCH(int, reason);
    m_connection->guard.setReason(ReadOnlyReason(reason), true);
    const int before = arrivals();
    aws::Request request;
    request.operation = ivs::findOperation(operation.toLatin1());
    request.pathArgument = m_stage;
    request.body = "{}";
    const auto answer = awaited(m_connection->caller.send(request, aws::Lane::Person));
    QVERIFY_KIND(answer, ErrorKind::ReadOnly);
    QCOMPARE(answer.error().operation, operation);
    QCOMPARE(answer.error().readOnly, std::optional(ReadOnlyReason(reason)));
    QVERIFY(!answer.error().sent);
    QCOMPARE(arrivals(), before);
    QVERIFY_RESULT(awaited(m_connection->client.getStage({.arn = m_stage}))); // a read passes
    QCOMPARE(arrivals(), before + 1);
}

void TestGuard::unlockEndsByItself()
{
    aws::WriteGuard &guard = m_connection->guard;
    guard.setReason(ReadOnlyReason::Production, true);
    QVERIFY(guard.canUnlock());
    QSignalSpy changed(&guard, &aws::WriteGuard::changed);
    guard.unlock(60000);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(guard.unlockedFor(), 60000);
    QVERIFY_RESULT(awaited(m_connection->client.updateStage({.arn = m_stage, .name = u"two"_s})));
    m_connection->clock.advance(59999);
    QVERIFY(!guard.isReadOnly());
    m_connection->clock.advance(1);
    QTRY_COMPARE(changed.count(), 2);
    QCOMPARE(guard.lockedReason(), std::optional(ReadOnlyReason::Production));
    QVERIFY_KIND(awaited(m_connection->client.updateStage({.arn = m_stage, .name = u"three"_s})), ErrorKind::ReadOnly);
    QCOMPARE(m_service->arrived(u"UpdateStage"_s), 1);
    // A second unlocking is not ended by the first one's timer.
    guard.unlock(1000);
    m_connection->clock.advance(500);
    guard.unlock(1000);
    m_connection->clock.advance(600);
    QVERIFY(!guard.isReadOnly());
    guard.lock();
    QVERIFY(guard.isReadOnly());
}

void TestGuard::unlockLiftsProductionOnly()
{
    aws::WriteGuard &guard = m_connection->guard;
    guard.setReason(ReadOnlyReason::Production, true);
    for (const ReadOnlyReason reason : {ReadOnlyReason::Option, ReadOnlyReason::Profile}) {
        guard.setReason(reason, true);
        QVERIFY(!guard.canUnlock());
        guard.unlock(60000);
        QCOMPARE(guard.lockedReason(), std::optional(reason));
        guard.setReason(reason, false);
        guard.lock();
    }
    // Each reason has words of its own, and says that nothing was sent.
    QSet<QString> titles;
    for (const ReadOnlyReason reason : {ReadOnlyReason::Option, ReadOnlyReason::Profile, ReadOnlyReason::Production}) {
        aws::Error error;
        error.kind = ErrorKind::ReadOnly;
        error.readOnly = reason;
        titles.insert(explain(error).title);
        QVERIFY(explain(error).meaning.contains(u"Nothing was sent"_s));
    }
    QCOMPARE(titles.size(), 3);
}

// The timer stands while the machine sleeps; the wall clock does not.
void TestGuard::sleepEndsTheUnlocking()
{
    aws::WriteGuard &guard = m_connection->guard;
    guard.setReason(ReadOnlyReason::Production, true);
    guard.unlock(60000);
    m_connection->clock.shiftWall(3600);
    QVERIFY(guard.isReadOnly());
    m_connection->clock.shiftWall(-7200);
    QVERIFY(!guard.isReadOnly());
    m_connection->clock.advance(60000); // a clock that was set back does not make it longer
    QVERIFY(guard.isReadOnly());
}

void TestGuard::lockFallsWhileWaiting()
{
    m_connection->governor.setShares({}); // four at once, the others wait
    aws::WriteGuard &guard = m_connection->guard;
    guard.setReason(ReadOnlyReason::Production, true);
    guard.unlock(60000);
    std::vector<std::unique_ptr<Awaited<ivs::UpdateStageResponse>>> all;
    for (int i = 0; i < 8; ++i) {
        all.push_back(std::make_unique<Awaited<ivs::UpdateStageResponse>>(
            m_connection->client.updateStage({.arn = m_stage, .name = u"n%1"_s.arg(i)})));
    }
    QTRY_COMPARE(m_service->arrived(u"UpdateStage"_s), 4);
    guard.lock();
    m_connection->clock.advance(10000);
    for (const auto &each : all)
        QTRY_VERIFY(each->isThere());
    for (std::size_t i = 4; i < all.size(); ++i)
        QVERIFY_KIND(**all[i], ErrorKind::ReadOnly);
    QCOMPARE(m_service->arrived(u"UpdateStage"_s), 4);
}

void TestGuard::takenBackBeforeItLeft()
{
    m_connection->governor.setShares({});
    QList<QPointer<aws::CallBase>> calls;
    std::vector<std::unique_ptr<Awaited<ivs::UpdateStageResponse>>> all;
    for (int i = 0; i < 6; ++i) {
        auto *call = m_connection->client.updateStage({.arn = m_stage, .name = u"n%1"_s.arg(i)});
        calls.append(call);
        all.push_back(std::make_unique<Awaited<ivs::UpdateStageResponse>>(call));
    }
    QTRY_VERIFY(all[3]->isThere());
    QVERIFY(calls[5]->recall());
    QTRY_VERIFY(all[5]->isThere());
    QVERIFY_KIND(**all[5], ErrorKind::Canceled);
    m_connection->clock.advance(10000);
    QTRY_VERIFY(all[4]->isThere());
    QVERIFY_RESULT(**all[4]);
    QCOMPARE(m_service->arrived(u"UpdateStage"_s), 5);
}

void TestGuard::onTheWayIsNotTakenBack()
{
    QVERIFY(m_service->fault(u"UpdateStage"_s, u"latency"_s, 300));
    auto *call = m_connection->client.updateStage({.arn = m_stage, .name = u"late"_s});
    Awaited<ivs::UpdateStageResponse> answer(call);
    QTRY_COMPARE(m_service->arrived(u"UpdateStage"_s), 1);
    QVERIFY(!call->recall());
    QTRY_VERIFY(answer.isThere());
    QVERIFY_RESULT(*answer);
}

namespace {

class WriteListener final : public aws::CallObserver
{
public:
    void writeBegan(const aws::WriteRecord &record) override { began.append(record); }
    void writeEnded(const aws::WriteRecord &record, const aws::WriteResult &result) override
    {
        ended.append({record, result});
    }

    QList<aws::WriteRecord> began;
    QList<std::pair<aws::WriteRecord, aws::WriteResult>> ended;
};

} // namespace

void TestGuard::observersHearOfWrites()
{
    WriteListener listener;
    m_connection->caller.addObserver(&listener);
    QVERIFY_RESULT(awaited(m_connection->client.getStage({.arn = m_stage})));
    m_connection->guard.setReason(ReadOnlyReason::Option, true);
    QVERIFY_KIND(awaited(m_connection->client.deleteStage({.arn = m_stage})), ErrorKind::ReadOnly);
    QVERIFY(listener.began.isEmpty()); // reads and what never leaves are no writes
    m_connection->guard.setReason(ReadOnlyReason::Option, false);

    m_connection->caller.setNote({"{\"name\":\"one\"}", 7});
    Awaited<ivs::UpdateStageResponse> updated(m_connection->client.updateStage({.arn = m_stage, .name = u"x"_s}));
    QTRY_COMPARE(listener.began.size(), 1);
    QCOMPARE(listener.began[0].note.undoes, 7);
    QTRY_VERIFY(updated.isThere());
    QCOMPARE(listener.ended.size(), 1);
    QCOMPARE(listener.ended[0].first.id, listener.began[0].id);
    QVERIFY(!listener.ended[0].second.failure);
    QCOMPARE(listener.ended[0].second.httpStatus, 200);

    // The note went with one write. A throttled write is one write, begun once; a lost answer is told as unknown.
    QVERIFY(m_service->fault(u"UpdateStage"_s, u"throttle"_s, 400));
    QVERIFY_RESULT(awaited(m_connection->client.updateStage({.arn = m_stage, .name = u"y"_s})));
    QCOMPARE(listener.began.size(), 2);
    QCOMPARE(listener.began[1].note.undoes, 0);
    QVERIFY(m_service->fault(u"UpdateStage"_s, u"status"_s, 500));
    QVERIFY_KIND(
        awaited(m_connection->client.updateStage({.arn = m_stage, .name = u"z"_s})), ErrorKind::OutcomeUnknown);
    QCOMPARE(listener.ended.size(), 3);
    QCOMPARE(listener.ended[2].second.failure->kind, ErrorKind::OutcomeUnknown);
    QVERIFY(listener.ended[2].first.parameters.isEmpty()); // no redaction was given, so nothing is told
}

void TestGuard::marksAreKept()
{
    QTemporaryDir home;
    const QString file = home.filePath(u"s.conf"_s);
    {
        QSettings settings(file, QSettings::IniFormat);
        Environments marks;
        marks.setSettings(&settings);
        marks.markProfile(u"team/prod & co"_s, Environment::Production);
        marks.markProfile(u"gone"_s, Environment::Staging);
        marks.markProfile(u"gone"_s, Environment::Unmarked);
        marks.markAccount(u"123456789012"_s, Environment::Staging);
        marks.markProfile(u"x"_s, Environment::Local);
        marks.setReadOnly(u"audit"_s, true);
        marks.setUnlockMinutes(5);
    }
    QSettings settings(file, QSettings::IniFormat);
    settings.setValue(u"environment/profiles/odd"_s, u"nonsense"_s);
    Environments marks;
    marks.setSettings(&settings);
    QCOMPARE(marks.ofProfile(u"team/prod & co"_s), Environment::Production);
    QCOMPARE(marks.ofProfile(u"gone"_s), Environment::Unmarked);
    QCOMPARE(marks.ofProfile(u"odd"_s), Environment::Unmarked);
    QCOMPARE(marks.ofProfile(u"x"_s), Environment::Unmarked);
    QCOMPARE(marks.ofAccount(u"123456789012"_s), Environment::Staging);
    QVERIFY(marks.isReadOnly(u"audit"_s));
    QVERIFY(!marks.isReadOnly(u"dev"_s));
    QCOMPARE(marks.unlockMinutes(), 5);
    marks.setReadOnly(u"audit"_s, false);
    QVERIFY(!settings.contains(u"environment/readonly/audit"_s));
}

void TestGuard::accountBeforeProfile()
{
    Environments marks;
    QSignalSpy changed(&marks, &Environments::changed);
    marks.markProfile(u"p"_s, Environment::Development);
    QCOMPARE(marks.of(u"p"_s, u"1"_s), Environment::Development);
    QVERIFY(!marks.hasProductionAccount());
    marks.markAccount(u"1"_s, Environment::Production);
    QCOMPARE(marks.of(u"p"_s, u"1"_s), Environment::Production);
    QCOMPARE(marks.of(u"p"_s, {}), Environment::Development);
    QVERIFY(marks.hasProductionAccount());
    marks.markAccount(u"1"_s, Environment::Production); // nothing new
    QCOMPARE(changed.count(), 2);
}

QTEST_GUILESS_MAIN(TestGuard)
#include "tst_guard.moc"
