// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/desk.h"
#include "tests/models/modelstest.h"
#include "tests/support/localservice.h"
#include "tests/support/manualclock.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using aws::ErrorKind;
using Phase = ListState::Phase;
using Pause = ListState::Pause;

/// The lists against the local service over HTTP, each watched by QAbstractItemModelTester.
class TestModels final : public ModelsTest
{
    Q_OBJECT

private Q_SLOTS:
    void nothingUntilSomebodyLooks();
    void pagesAndCompleteness();
    void stopAndResume();
    void pauseWhileHidden();
    void hiddenAndShownInOneTurn();
    void staleAnswersAreDropped();
    void reloadFromWithinADelivery();
    void faultsKeepTheRows_data();
    void faultsKeepTheRows();
    void emptyPageIsNoEnd();
    void repeatedTokenFails();
    void serviceGoesAwayInTheMiddle();
    void goneAfterACompleteLoadOnly();
    void onAirSinceForWantedRowsOnly();
    void activeSessionIsToldWhenTheListIsWhole();
};

void TestModels::nothingUntilSomebodyLooks()
{
    createStages(3);
    QCOMPARE(phase(), Phase::NotAsked);
    QCOMPARE(m_service->arrived(u"ListStages"_s), 0);
    stages()->setWatched(true);
    QCOMPARE(phase(), Phase::Loading);
    QTRY_COMPARE(phase(), Phase::Complete);
    QCOMPARE(m_service->arrived(u"ListStages"_s), 1);
}

void TestModels::pagesAndCompleteness()
{
    createStages(250);
    QSignalSpy resets(stages(), &QAbstractItemModel::modelReset);
    stages()->setWatched(true);
    QTRY_COMPARE(phase(), Phase::Complete);
    QCOMPARE(stages()->rowCount(), 250);
    QCOMPARE(m_service->arrived(u"ListStages"_s), 3);
    const ListState state = stages()->state();
    QVERIFY(state.isWhole && !state.isBusy() && !state.error);
    QCOMPARE(state.pages, 3);
    QCOMPARE(state.loaded, 250);
    QCOMPARE(state.shown, 250);
    QVERIFY(state.asOf.isValid());
    QVERIFY(!state.isStale(m_workspace->clock()->now()));
    QCOMPARE(m_workspace->accountId(), u"123456789012"_s); // of the first ARN
    QCOMPARE(resets.count(), 0);
    // A refresh of the same changes nothing.
    QSignalSpy changes(stages(), &QAbstractItemModel::dataChanged);
    QSignalSpy layouts(stages(), &QAbstractItemModel::layoutChanged);
    stages()->reload();
    QCOMPARE(phase(), Phase::Complete);
    QVERIFY(stages()->state().refreshing);
    QTRY_VERIFY(!stages()->state().refreshing);
    QCOMPARE(m_service->arrived(u"ListStages"_s), 6);
    QCOMPARE(changes.count() + layouts.count() + resets.count(), 0);
}

void TestModels::stopAndResume()
{
    createStages(350);
    // The first page comes, the second is kept back: the list is stopped in its middle.
    QVERIFY(m_service->fault(u"ListStages"_s, u"latency"_s, 1, 1));
    QVERIFY(m_service->fault(u"ListStages"_s, u"latency"_s, 60'000, 10));
    stages()->setWatched(true);
    QTRY_COMPARE(stages()->rowCount(), 100);
    QTRY_COMPARE(m_service->arrived(u"ListStages"_s), 2);
    stages()->stop();
    QTRY_COMPARE(phase(), Phase::Partial);
    QCOMPARE(stages()->rowCount(), 100);
    m_service->clearFaults();
    const int arrived = m_service->arrived(u"ListStages"_s);
    QCOMPARE(stages()->state().pause, Pause::ByPerson);
    QVERIFY(!stages()->state().isWhole);
    QVERIFY(!stages()->state().asOf.isValid());
    // Hiding and showing does not undo what the person did.
    stages()->setWatched(false);
    stages()->setWatched(true);
    QCOMPARE(phase(), Phase::Partial);
    QCOMPARE(m_service->arrived(u"ListStages"_s), arrived);
    QSignalSpy removed(stages(), &QAbstractItemModel::rowsRemoved);
    stages()->resume();
    QCOMPARE(phase(), Phase::Loading);
    QTRY_COMPARE(phase(), Phase::Complete);
    QCOMPARE(stages()->rowCount(), 350);
    QCOMPARE(removed.count(), 0);
    // Page by page, the one under way at most twice.
    QVERIFY(m_service->arrived(u"ListStages"_s) <= 5);
}

void TestModels::pauseWhileHidden()
{
    createStages(350);
    QVERIFY(m_service->fault(u"ListStages"_s, u"latency"_s, 100, 50));
    stages()->setWatched(true);
    QTRY_VERIFY(stages()->rowCount() >= 100);
    stages()->setWatched(false);
    QTRY_COMPARE(phase(), Phase::Partial);
    QCOMPARE(stages()->state().pause, Pause::Hidden);
    const int rows = stages()->rowCount();
    QVERIFY(rows < 350);
    m_service->clearFaults();
    stages()->setWatched(true);
    QCOMPARE(phase(), Phase::Loading);
    QTRY_COMPARE(phase(), Phase::Complete);
    QCOMPARE(stages()->rowCount(), 350);
}

void TestModels::hiddenAndShownInOneTurn()
{
    createStages(250);
    QVERIFY(m_service->fault(u"ListStages"_s, u"latency"_s, 50, 1));
    stages()->setWatched(true);
    stages()->setWatched(false);
    stages()->setWatched(true);
    QTRY_COMPARE(phase(), Phase::Complete); // not paused for ever
    QCOMPARE(stages()->rowCount(), 250);
}

void TestModels::staleAnswersAreDropped()
{
    const QString first = createStage(u"first"_s);
    const QString second = createStage(u"second"_s);
    QVERIFY(!join(first, u"of first"_s).isEmpty());
    StageSessionModel *sessions = m_workspace->sessions();
    sessions->setWatched(true);
    QVERIFY(m_service->fault(u"ListStageSessions"_s, u"latency"_s, 200, 1));
    sessions->setStage(first);
    QTRY_COMPARE(m_service->arrived(u"ListStageSessions"_s), 1);
    sessions->setStage(second);
    QTRY_COMPARE(sessions->state().phase, Phase::Complete);
    QCOMPARE(sessions->rowCount(), 0);
    sessions->setStage(first);
    QTRY_COMPARE(sessions->rowCount(), 1);
    sessions->setStage({});
    QCOMPARE(sessions->rowCount(), 0);
    QCOMPARE(sessions->state().phase, Phase::NotAsked);
}

// Whoever hears of a page may ask for another list on the spot.
void TestModels::reloadFromWithinADelivery()
{
    createStages(250);
    int reloads = 0;
    connect(stages(), &QAbstractItemModel::rowsInserted, this, [&] {
        if (reloads++ == 0)
            stages()->reload();
    });
    stages()->setWatched(true);
    QTRY_COMPARE(phase(), Phase::Complete);
    QCOMPARE(stages()->rowCount(), 250);
    stages()->disconnect(this);
}

void TestModels::faultsKeepTheRows_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<int>("kind");
    QTest::newRow("garbage") << u"garbage"_s << QJsonValue() << int(ErrorKind::UnreadableAnswer);
    QTest::newRow("truncate") << u"truncate"_s << QJsonValue(20) << int(ErrorKind::NotReached);
    QTest::newRow("500") << u"status"_s << QJsonValue(500) << int(ErrorKind::ServiceFault);
    QTest::newRow("throttle") << u"throttle"_s << QJsonValue(400) << int(ErrorKind::Throttled);
    QTest::newRow("expired") << u"expired"_s << QJsonValue() << int(ErrorKind::ExpiredCredentials);
}

void TestModels::faultsKeepTheRows()
{
    QFETCH(QString, fault);
    QFETCH(QJsonValue, value);
    QFETCH(int, kind);
    createStages(30);
    stages()->setWatched(true);
    QTRY_COMPARE(phase(), Phase::Complete);
    const QDateTime asOf = stages()->state().asOf;
    QVERIFY(m_service->fault(u"ListStages"_s, fault, value, 50));
    QSignalSpy resets(stages(), &QAbstractItemModel::modelReset);
    stages()->reload();
    // Retries wait on the clock that stands.
    QTRY_VERIFY(phase() == Phase::Failed || (m_clock->advance(500), false));
    QCOMPARE(stages()->rowCount(), 30);
    const ListState state = stages()->state();
    QVERIFY(state.isWhole);
    QCOMPARE(state.asOf, asOf); // as old as it was
    QVERIFY(state.error);
    QCOMPARE(state.error->kind, ErrorKind(kind));
    QCOMPARE(state.error->operation, u"ListStages"_s);
    m_service->clearFaults();
    stages()->reload();
    QTRY_VERIFY(phase() == Phase::Complete && !stages()->state().refreshing);
    QVERIFY(!stages()->state().error);
    QCOMPARE(resets.count(), 0);
}

void TestModels::emptyPageIsNoEnd()
{
    createStages(150);
    QVERIFY(m_service->fault(u"ListStages"_s, u"empty-page"_s, {}, 1));
    stages()->setWatched(true);
    QTRY_COMPARE(phase(), Phase::Complete);
    QCOMPARE(stages()->rowCount(), 150);
}

void TestModels::repeatedTokenFails()
{
    createStages(250);
    QVERIFY(m_service->fault(u"ListStages"_s, u"repeat-token"_s, {}, 50));
    stages()->setWatched(true);
    QTRY_COMPARE(phase(), Phase::Failed);
    QVERIFY(stages()->rowCount() >= 100);
    QCOMPARE(stages()->state().error->kind, ErrorKind::UnreadableAnswer);
    QCOMPARE(stages()->state().error->field, u"nextToken"_s);
    QVERIFY(!stages()->state().isWhole);
    QVERIFY(m_service->arrived(u"ListStages"_s) <= 3); // no circle
}

void TestModels::serviceGoesAwayInTheMiddle()
{
    createStages(250);
    stages()->setWatched(true);
    QTRY_VERIFY(stages()->rowCount() >= 100);
    m_service->stop();
    stages()->reload();
    QTRY_VERIFY(phase() == Phase::Failed || (m_clock->advance(20'000), false));
    QVERIFY(stages()->rowCount() >= 100);
    QCOMPARE(stages()->state().error->kind, ErrorKind::NotReached);
}

void TestModels::goneAfterACompleteLoadOnly()
{
    const QString doomed = createStage(u"doomed"_s);
    createStages(150);
    stages()->setWatched(true);
    QTRY_COMPARE(phase(), Phase::Complete);
    m_service->perform(u"DeleteStage"_s, {{u"arn"_s, doomed}});
    // The second page fails: nobody knows whether it was there.
    QVERIFY(m_service->fault(u"ListStages"_s, u"repeat-token"_s, {}, 50));
    stages()->reload();
    QTRY_COMPARE(phase(), Phase::Failed);
    QVERIFY(stages()->rowOfKey(doomed) >= 0);
    m_service->clearFaults();
    stages()->reload();
    QTRY_VERIFY(phase() == Phase::Complete && !stages()->state().refreshing);
    QCOMPARE(stages()->rowOfKey(doomed), -1);
    QCOMPARE(stages()->rowCount(), 150);
}

void TestModels::onAirSinceForWantedRowsOnly()
{
    const QString wanted = createStage(u"wanted"_s);
    const QString other = createStage(u"other"_s);
    const QString idle = createStage(u"idle"_s);
    join(wanted, u"a"_s);
    join(other, u"b"_s);
    m_service->control(u"advance"_s, {{u"seconds"_s, 125}});
    stages()->setWatched(true);
    QTRY_COMPARE(phase(), Phase::Complete);
    QCOMPARE(stages()->onAirCount(), 2);
    QCOMPARE(m_service->arrived(u"GetStageSession"_s), 0);
    const auto since = [&](const QString &arn) {
        return stages()->index(stages()->rowOfKey(arn), StageModel::Since).data().toString();
    };
    QCOMPARE(since(wanted), TimeText::unknown());
    QCOMPARE(since(idle), QString());
    stages()->wantDetails({wanted, idle, u"nobody"_s});
    stages()->wantDetails({wanted});
    QTRY_COMPARE(since(wanted), u"02:05"_s);
    QCOMPARE(since(other), TimeText::unknown());
    QCOMPARE(m_service->arrived(u"GetStageSession"_s), 1);
    // Kept over a refresh, and not asked again.
    stages()->reload();
    QTRY_VERIFY(!stages()->state().refreshing);
    QCOMPARE(since(wanted), u"02:05"_s);
    stages()->wantDetails({wanted});
    QCOMPARE(m_service->arrived(u"GetStageSession"_s), 1);
    stages()->setShow(StageModel::Show::Idle);
    QCOMPARE(stages()->rowCount(), 1);
    QCOMPARE(stages()->keyAt(0), idle);
}

void TestModels::activeSessionIsToldWhenTheListIsWhole()
{
    const QString arn = createStage(u"a"_s);
    const QString gone = createStage(u"b"_s);
    createStage(u"c"_s);
    join(gone, u"x"_s);
    stages()->setWatched(true);
    QTRY_COMPARE(phase(), Phase::Complete);
    QSet<QString> told;
    connect(stages(), &StageModel::activeSessionChanged, this, [&](const QString &stage, const QString &session) {
        told.insert(stage);
        // What the list says of it is what was told, and every row is sound.
        const StageRecord *record = stages()->record(stage);
        QCOMPARE(record ? record->stage.activeSessionId : QString(), session);
        for (int row = 0; row < stages()->rowCount(); ++row)
            QVERIFY(!stages()->index(row, StageModel::Name).data().toString().isEmpty());
    });
    join(arn, u"y"_s);
    m_service->perform(u"DeleteStage"_s, {{u"arn"_s, gone}});
    stages()->reload();
    QTRY_VERIFY(!stages()->state().refreshing && told.contains(arn));
    QTRY_COMPARE(stages()->rowOfKey(gone), -1);
    QTRY_VERIFY(told.contains(gone));
    stages()->disconnect(this);
}

QTEST_GUILESS_MAIN(TestModels)
#include "tst_models.moc"
