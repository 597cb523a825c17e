// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/errortext.h"
#include "tests/models/actshop.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using aws::ErrorKind;
using Phase = Undertaking::Phase;

/// Writes by hand: counted where they arrive, with a result per target, settled after lost answers, taken back, done
/// again.
class TestUndertaking final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void createBringsItsAnswer();
    void createStaysUnknown();
    void updateIsReadBack_data();
    void updateIsReadBack();
    void deleteMany();
    void deleteIsSettled();
    void retryOnlyWhatFailed();
    void cancelTakesBackWhatHasNotLeft();
    void tagsOfMany();
    void tagsWithoutReading();
    void disconnectIsSettled();
    void replication();
    void ingestRoundTrip();
    void secondStartDoesNothing();
    void serviceGone();
    void dismissedGoesOn();
    void closedWhileUnderWay();

private:
    /// Starts and waits for the end.
    void carryOut(Undertaking *act)
    {
        new QAbstractItemModelTester(act, QAbstractItemModelTester::FailureReportingMode::QtTest, act);
        act->start();
        QTRY_VERIFY(act->isFinished());
    }
    int arrived(const QString &operation) { return m_shop->service.arrived(operation); }

    std::unique_ptr<ActShop> m_shop;
};

void TestUndertaking::init()
{
    m_shop.reset();
    m_shop = std::make_unique<ActShop>();
}

void TestUndertaking::createBringsItsAnswer()
{
    ivs::CreateStageRequest request;
    request.name = u"fresh"_s;
    request.tags.insert(u"team"_s, u"live"_s);
    request.participantTokenConfigurations.append({.userId = u"host"_s});
    QList<ivs::CreateStageResponse> answers;
    Undertaking *act = m_shop->acts->createStage(request);
    QObject::connect(
        m_shop->acts, &StageActs::stageCreated, act, [&](const ivs::CreateStageResponse &answer, Undertaking *by) {
            QCOMPARE(by, act);
            answers.append(answer);
        });
    QCOMPARE(arrived(u"CreateStage"_s), 0); // made, not started
    carryOut(act);
    QVERIFY(act->isAllDone());
    QCOMPARE(answers.size(), 1);
    QCOMPARE(answers[0].stage->name, u"fresh"_s);
    QCOMPARE(answers[0].participantTokens.size(), 1);
    QCOMPARE(arrived(u"CreateStage"_s), 1);
}

void TestUndertaking::createStaysUnknown()
{
    QVERIFY(m_shop->service.fault(u"CreateStage"_s, u"drop"_s, u"after"_s));
    Undertaking *act = m_shop->acts->createStage({.name = u"twice"_s});
    carryOut(act);
    QCOMPARE(act->phase(0), Phase::Unknown);
    QVERIFY(act->index(0, Undertaking::Result).data().toString().contains(u"list of stages"_s));
    act->retryFailed(); // never what may have been done
    QVERIFY(act->isFinished());
    QCOMPARE(arrived(u"CreateStage"_s), 1);
    QCOMPARE(m_shop->service.acted(u"CreateStage"_s), 1);
}

void TestUndertaking::updateIsReadBack_data()
{
    QTest::addColumn<QString>("when");
    QTest::addColumn<int>("phase");
    QTest::addRow("lost after acting") << u"after"_s << int(Phase::Done);
    QTest::addRow("lost before acting") << u"before"_s << int(Phase::Failed);
}

void TestUndertaking::updateIsReadBack()
{
    QFETCH(QString, when);
    const QString arn = m_shop->makeStage(u"old"_s);
    QVERIFY(m_shop->service.fault(u"UpdateStage"_s, u"drop"_s, when));
    ivs::Stage before;
    before.arn = arn;
    before.name = u"old"_s;
    Undertaking *act = m_shop->acts->updateStage({.arn = arn, .name = u"new"_s}, before);
    carryOut(act);
    QTEST(int(act->phase(0)), "phase");
    QVERIFY(act->index(0, Undertaking::Result).data().toString().contains(u"read back"_s));
    QCOMPARE(arrived(u"UpdateStage"_s), 1);
    QCOMPARE(arrived(u"GetStage"_s), 1); // one read settles it
    act->retryFailed();
    QTRY_VERIFY(act->isFinished());
    QVERIFY(act->isAllDone());
    QCOMPARE(m_shop->stage(arn)[u"name"_s].toString(), u"new"_s);
    QCOMPARE(arrived(u"UpdateStage"_s), when == u"after"_s ? 1 : 2);
}

void TestUndertaking::deleteMany()
{
    QStringList arns;
    for (int i = 0; i < 30; ++i)
        arns << m_shop->makeStage(u"s%1"_s.arg(i));
    m_shop->service.perform(u"DeleteStage"_s, {{u"arn"_s, arns[7]}});
    Undertaking *act = m_shop->acts->deleteStages(arns);
    QCOMPARE(act->title(), u"Delete 30 stages"_s);
    QSignalSpy ended(act, &Undertaking::rowEnded);
    QSignalSpy touched(m_shop->acts, &StageActs::touched);
    carryOut(act);
    QCOMPARE(act->count(Phase::Done), 29);
    QCOMPARE(act->phase(7), Phase::Failed);
    QCOMPARE(act->error(7)->kind, ErrorKind::NotFound);
    QCOMPARE(act->firstError()->kind, ErrorKind::NotFound);
    QCOMPARE(act->summary(), u"29 done, 1 failed"_s);
    QCOMPARE(ended.count(), 30);
    QCOMPARE(touched.count(), 1);
    QCOMPARE(arrived(u"DeleteStage"_s), 30);
}

void TestUndertaking::deleteIsSettled()
{
    const QString done = m_shop->makeStage(u"done"_s);
    QVERIFY(m_shop->service.fault(u"DeleteStage"_s, u"drop"_s, u"after"_s));
    Undertaking *act = m_shop->acts->deleteStages({done});
    carryOut(act);
    QCOMPARE(act->phase(0), Phase::Done);
    QCOMPARE(arrived(u"DeleteStage"_s), 1);
    // The read that should settle it fails too: nobody can tell.
    const QString lost = m_shop->makeStage(u"lost"_s);
    QVERIFY(m_shop->service.fault(u"DeleteStage"_s, u"status"_s, 500));
    QVERIFY(m_shop->service.fault(u"GetStage"_s, u"status"_s, 403));
    act = m_shop->acts->deleteStages({lost});
    carryOut(act);
    QCOMPARE(act->phase(0), Phase::Unknown);
    QCOMPARE(act->error(0)->kind, ErrorKind::OutcomeUnknown);
    act->retryFailed();
    QVERIFY(act->isFinished());
    QCOMPARE(arrived(u"DeleteStage"_s), 2);
}

void TestUndertaking::retryOnlyWhatFailed()
{
    QStringList arns;
    for (int i = 0; i < 5; ++i)
        arns << m_shop->makeStage(u"s%1"_s.arg(i));
    QVERIFY(m_shop->service.fault(u"DeleteStage"_s, u"status"_s, 403, 2));
    Undertaking *act = m_shop->acts->deleteStages(arns);
    carryOut(act);
    QCOMPARE(act->count(Phase::Failed), 2);
    QCOMPARE(arrived(u"DeleteStage"_s), 5);
    QSignalSpy finished(act, &Undertaking::finished);
    act->retryFailed();
    act->retryFailed(); // a second click
    QTRY_VERIFY(act->isFinished());
    QVERIFY(act->isAllDone());
    QCOMPARE(finished.count(), 1);
    QCOMPARE(arrived(u"DeleteStage"_s), 7);
}

void TestUndertaking::cancelTakesBackWhatHasNotLeft()
{
    m_shop = std::make_unique<ActShop>(false); // the governor lets four leave at once
    QStringList arns;
    for (int i = 0; i < 20; ++i)
        arns << m_shop->makeStage(u"s%1"_s.arg(i));
    QVERIFY(m_shop->service.fault(u"DeleteStage"_s, u"latency"_s, 200, 4));
    Undertaking *act = m_shop->acts->deleteStages(arns);
    act->start();
    QTRY_COMPARE(arrived(u"DeleteStage"_s), 4);
    act->cancel();
    act->cancel();
    QTRY_VERIFY(act->isFinished());
    QCOMPARE(act->count(Phase::Done), 4);
    QCOMPARE(act->count(Phase::Canceled), 16);
    m_shop->clock.advance(60000);
    QCOMPARE(arrived(u"DeleteStage"_s), 4);
    act->retryFailed(); // what was taken back may be done after all
    QTRY_VERIFY_WITH_TIMEOUT((m_shop->clock.advance(1000), act->isFinished()), 15000);
    QVERIFY(act->isAllDone());
    QCOMPARE(arrived(u"DeleteStage"_s), 20);
}

void TestUndertaking::tagsOfMany()
{
    const QString a = m_shop->makeStage(u"a"_s, {{u"team"_s, u"x"_s}, {u"old"_s, u"1"_s}});
    const QString b = m_shop->makeStage(u"b"_s);
    // Tags may be sent again after a lost answer: the second one changes nothing.
    QVERIFY(m_shop->service.fault(u"TagResource"_s, u"drop"_s, u"after"_s));
    Undertaking *act = m_shop->acts->changeTags({a, b}, {{u"team"_s, u"live"_s}}, {u"old"_s});
    carryOut(act);
    QVERIFY2(act->isAllDone(), qPrintable(act->summary()));
    QCOMPARE(m_shop->stage(a)[u"tags"_s].toObject(), (QJsonObject {{u"team"_s, u"live"_s}}));
    QCOMPARE(m_shop->stage(b)[u"tags"_s].toObject(), (QJsonObject {{u"team"_s, u"live"_s}}));
    QCOMPARE(arrived(u"TagResource"_s), 3);
    QCOMPARE(arrived(u"UntagResource"_s), 2);
}

void TestUndertaking::tagsWithoutReading()
{
    const QString a = m_shop->makeStage(u"a"_s);
    QVERIFY(m_shop->service.fault(u"ListTagsForResource"_s, u"status"_s, 403));
    Undertaking *act = m_shop->acts->tag({a}, {{u"k"_s, u"v"_s}});
    carryOut(act);
    QVERIFY(act->isAllDone());
    QCOMPARE(m_shop->stage(a)[u"tags"_s].toObject(), (QJsonObject {{u"k"_s, u"v"_s}}));
}

void TestUndertaking::disconnectIsSettled()
{
    const QString stage = m_shop->makeStage(u"show"_s);
    const ParticipantTarget one = m_shop->enter(stage, u"one"_s);
    const ParticipantTarget two = m_shop->enter(stage, u"two"_s);
    QVERIFY(m_shop->service.fault(u"DisconnectParticipant"_s, u"drop"_s, u"after"_s, 2));
    QSignalSpy touched(m_shop->acts, &StageActs::participantsTouched);
    Undertaking *act = m_shop->acts->disconnectParticipants(stage, {one, two}, u"rude"_s);
    carryOut(act);
    QVERIFY2(act->isAllDone(), qPrintable(act->summary()));
    QCOMPARE(act->index(0, Undertaking::Target).data().toString(), u"one"_s);
    QCOMPARE(arrived(u"DisconnectParticipant"_s), 2);
    QCOMPARE(arrived(u"GetParticipant"_s), 2);
    QCOMPARE(touched.count(), 1);
}

void TestUndertaking::replication()
{
    const QString source = m_shop->makeStage(u"source"_s);
    const QString other = m_shop->makeStage(u"other"_s);
    const ParticipantTarget host = m_shop->enter(source, u"host"_s, true);
    QVERIFY(m_shop->service.fault(u"StartParticipantReplication"_s, u"drop"_s, u"after"_s));
    Undertaking *act = m_shop->acts->startReplication(source, other, {host});
    carryOut(act);
    QVERIFY2(act->isAllDone(), qPrintable(act->summary()));
    QVERIFY(m_shop->service.fault(u"StopParticipantReplication"_s, u"drop"_s, u"before"_s));
    act = m_shop->acts->stopReplication(source, other, {host});
    carryOut(act);
    QCOMPARE(act->phase(0), Phase::Failed); // read back: it goes on
    act->retryFailed();
    QTRY_VERIFY(act->isAllDone());
}

void TestUndertaking::ingestRoundTrip()
{
    const QString stage = m_shop->makeStage(u"show"_s);
    ivs::CreateIngestConfigurationRequest request;
    request.name = u"cam"_s;
    request.ingestProtocol = ivs::IngestProtocol::Rtmps;
    std::optional<ivs::IngestConfiguration> made;
    Undertaking *act = m_shop->acts->createIngest(request);
    QObject::connect(m_shop->acts, &StageActs::ingestCreated, act,
        [&](const ivs::CreateIngestConfigurationResponse &answer) { made = answer.ingestConfiguration; });
    carryOut(act);
    QVERIFY(made && !made->streamKey.isEmpty());
    ivs::IngestConfigurationSummary before;
    before.arn = made->arn;
    before.stageArn = u""_s;
    QVERIFY(m_shop->service.fault(u"UpdateIngestConfiguration"_s, u"drop"_s, u"after"_s));
    act = m_shop->acts->updateIngest({.arn = made->arn, .stageArn = stage}, before);
    carryOut(act);
    QVERIFY2(act->isAllDone(), qPrintable(act->summary()));
    act = m_shop->acts->updateIngest({.arn = made->arn, .stageArn = u""_s}, before);
    carryOut(act);
    QVERIFY2(act->isAllDone(), qPrintable(act->summary()));
    QVERIFY(m_shop->service.fault(u"DeleteIngestConfiguration"_s, u"drop"_s, u"after"_s));
    act = m_shop->acts->deleteIngests({made->arn}, true);
    carryOut(act);
    QVERIFY(act->isAllDone());
}

void TestUndertaking::secondStartDoesNothing()
{
    const QString arn = m_shop->makeStage(u"one"_s);
    Undertaking *act = m_shop->acts->deleteStages({arn});
    act->start();
    act->start();
    QTRY_VERIFY(act->isFinished());
    act->start();
    QCOMPARE(arrived(u"DeleteStage"_s), 1);
}

void TestUndertaking::serviceGone()
{
    const QString arn = m_shop->makeStage(u"one"_s);
    m_shop->service.stop();
    Undertaking *act = m_shop->acts->deleteStages({arn});
    carryOut(act);
    QCOMPARE(act->phase(0), Phase::Failed);
    QVERIFY(!act->error(0)->sent);
}

void TestUndertaking::dismissedGoesOn()
{
    const QString arn = m_shop->makeStage(u"one"_s);
    QVERIFY(m_shop->service.fault(u"DeleteStage"_s, u"latency"_s, 100));
    QPointer<Undertaking> act = m_shop->acts->deleteStages({arn});
    act->start();
    act->dismiss();
    QTRY_VERIFY(!act);
    QCOMPARE(m_shop->service.acted(u"DeleteStage"_s), 1);
    QPointer<Undertaking> never = m_shop->acts->deleteStages({arn});
    never->dismiss();
    QTRY_VERIFY(!never);
    QCOMPARE(arrived(u"DeleteStage"_s), 1);
}

void TestUndertaking::closedWhileUnderWay()
{
    QStringList arns;
    for (int i = 0; i < 10; ++i)
        arns << m_shop->makeStage(u"s%1"_s.arg(i));
    QVERIFY(m_shop->service.fault(u"DeleteStage"_s, u"latency"_s, 300, 10));
    QPointer<Undertaking> act = m_shop->acts->deleteStages(arns);
    act->start();
    QTRY_VERIFY(arrived(u"DeleteStage"_s) > 0);
    m_shop->desk.close(m_shop->workspace);
    QVERIFY(!act);
    const int sent = arrived(u"DeleteStage"_s);
    QTRY_COMPARE(m_shop->service.acted(u"DeleteStage"_s), sent);
    QVERIFY(sent < 10);
}

QTEST_GUILESS_MAIN(TestUndertaking)
#include "tst_undertaking.moc"
