// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/overviewmodel.h"
#include "models/planner.h"
#include "models/quotas.h"
#include "tests/models/desktest.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;

/// How the wall's budget is spent: what is on screen first, big stages seldom, nothing when nobody looks.
class TestPlanner final : public DeskTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingUntilSomebodyLooks();
    void countsAndExamines();
    void visibleComesFirst();
    void cheapStagesOftenOffScreenSeldom();
    void aStadiumIsCountedSeldom();
    void hiddenInTheMiddleOfACount();
    void sessionEndsInTheMiddleOfACount();
    void failuresBackOff();
    void quotasAreDefaultsUntilEntered();

private:
    void publish(const QString &stageArn, const QString &participantId, const QString &error = {})
    {
        QVERIFY(m_service->act(u"publish"_s, stageArn, participantId, error));
    }
    void unpublish(const QString &stageArn, const QString &participantId)
    {
        m_service->act(u"unpublish"_s, stageArn, participantId);
    }
    Planner *planner() const { return m_workspace->planner(); }
    const LiveFacts *facts(const QString &arn) const { return planner()->facts(arn); }
    bool isCounted(const QString &arn) const { return facts(arn) && facts(arn)->countedAt.isValid(); }
    bool isExamined(const QString &arn) const { return facts(arn) && facts(arn)->examinedAt.isValid(); }
};

void TestPlanner::init() { open(); }

void TestPlanner::nothingUntilSomebodyLooks()
{
    const QString arn = createStage(u"show"_s);
    join(arn, u"ann"_s);
    QTRY_COMPARE(m_service->arrived(u"ListCompositions"_s), 1); // the watch
    m_clock->advance(30'000);
    QCoreApplication::processEvents();
    QCOMPARE(m_service->arrived(u"ListStages"_s), 0);
    QCOMPARE(m_service->arrived(u"ListParticipants"_s), 0);
    QVERIFY(!facts(arn));
}

void TestPlanner::countsAndExamines()
{
    const QString arn = createStage(u"show"_s);
    const QString idle = createStage(u"idle"_s);
    const QString host = join(arn, u"host"_s);
    publish(arn, host);
    const QString second = join(arn, u"second"_s);
    publish(arn, second);
    unpublish(arn, second); // has published, and does no more
    join(arn, u"viewer"_s);
    m_service->control(u"advance"_s, {{u"seconds"_s, 60}});
    planner()->setWatched(true);
    QTRY_VERIFY(isExamined(arn));
    QVERIFY(!facts(idle));
    QCOMPARE(facts(arn)->connected, 3);
    QCOMPARE(facts(arn)->published, 2);
    QCOMPARE(facts(arn)->pages, 1);
    QCOMPARE(facts(arn)->examined, 3);
    QVERIFY(facts(arn)->publishersKnown);
    QCOMPARE(facts(arn)->publishing, 1);
    QVERIFY(!facts(arn)->lastError.errorCode.isSet());
    QCOMPARE(facts(arn)->history, QList<int> {3});
    QDateTime asOf;
    QCOMPARE(planner()->mostPublishers(&asOf), std::optional<int>(1));
    QVERIFY(asOf.isValid());
    QCOMPARE(m_service->arrived(u"ListParticipants"_s), 1);
    QCOMPARE(m_service->arrived(u"ListParticipantEvents"_s), 3);
    QCOMPARE(m_service->arrived(u"GetParticipant"_s), 0);
    // An error shows at the next examination.
    publish(arn, second, u"BITRATE_EXCEEDED"_s);
    planner()->setVisible({arn});
    planner()->reload();
    QTRY_COMPARE(facts(arn)->lastError.errorCode, ivs::EventErrorCode::BitrateExceeded);
    QCOMPARE(facts(arn)->publishing, 1);
}

void TestPlanner::visibleComesFirst()
{
    QStringList arns;
    for (int i = 0; i < 30; ++i) {
        arns << createStage(u"show-%1"_s.arg(i));
        join(arns.last(), u"ann"_s);
    }
    arns.sort();
    // The last ones in the order of the keys are on screen.
    const QStringList visible = arns.mid(20);
    QStringList order;
    connect(planner(), &Planner::factsChanged, this, [&](const QString &arn) {
        if (isCounted(arn) && !order.contains(arn))
            order << arn;
    });
    planner()->setVisible(visible);
    planner()->setWatched(true);
    QTRY_COMPARE(order.size(), 30);
    for (qsizetype i = 0; i < 10; ++i)
        QVERIFY2(visible.contains(order[i]), qPrintable(QString::number(i)));
}

void TestPlanner::cheapStagesOftenOffScreenSeldom()
{
    const QString seen = createStage(u"seen"_s);
    const QString unseen = createStage(u"unseen"_s);
    join(seen, u"ann"_s);
    join(unseen, u"bob"_s);
    planner()->setVisible({seen});
    planner()->setWatched(true);
    QTRY_VERIFY(isExamined(seen) && isExamined(unseen));
    int counts = 0;
    int unseenCounts = 0;
    connect(planner(), &Planner::factsChanged, this, [&](const QString &arn) {
        counts += int(arn == seen);
        unseenCounts += int(arn == unseen);
    });
    // Two minutes in steps, with time for the answers.
    for (int second = 0; second < 125; second += 5) {
        m_clock->advance(5000);
        QTRY_VERIFY(m_service->state()[u"calls"_s].isObject());
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY(counts >= 3);
    QVERIFY2(counts <= 7, qPrintable(QString::number(counts))); // four counts and two examinations, at most
    QVERIFY2(unseenCounts <= 2, qPrintable(QString::number(unseenCounts)));
}

void TestPlanner::aStadiumIsCountedSeldom()
{
    open(LocalService::standing(u"stadium"_s));
    planner()->setWatched(true);
    QTRY_VERIFY(!m_workspace->stages()->records().empty());
    const QString arn = m_workspace->stages()->records().front().stage.arn;
    planner()->setVisible({arn});
    int steps = 0;
    connect(planner(), &Planner::factsChanged, this, [&] { steps += int(facts(arn)->soFar > 0); });
    QTRY_VERIFY_WITH_TIMEOUT(isCounted(arn), 60000);
    QVERIFY(facts(arn)->connected > 9000);
    QVERIFY(facts(arn)->pages >= 90);
    QVERIFY(steps > 10); // while it is counted for the first time, it says how far it is
    QCOMPARE(facts(arn)->soFar, -1);
    QTRY_VERIFY(isExamined(arn));
    QCOMPARE(facts(arn)->examined, 12);
    QVERIFY(facts(arn)->publishersKnown);
    QCOMPARE(facts(arn)->publishing, 12);
    // Not again for minutes.
    const int calls = m_service->arrived(u"ListParticipants"_s);
    for (int second = 0; second < 240; second += 10) {
        m_clock->advance(10'000);
        QCoreApplication::processEvents();
    }
    QCOMPARE(m_service->arrived(u"ListParticipants"_s), calls);
    m_clock->advance(100'000);
    QTRY_VERIFY(m_service->arrived(u"ListParticipants"_s) > calls);
}

void TestPlanner::hiddenInTheMiddleOfACount()
{
    open(LocalService::standing(u"stadium"_s));
    QVERIFY(m_service->fault(u"ListParticipants"_s, u"latency"_s, 50, 1000));
    planner()->setWatched(true);
    QTRY_VERIFY(m_service->arrived(u"ListParticipants"_s) >= 3);
    planner()->setWatched(false);
    const QString arn = m_workspace->stages()->records().front().stage.arn;
    QVERIFY(!isCounted(arn)); // a part is no count
    QCOMPARE(facts(arn)->soFar, -1);
    const int calls = m_service->arrived(u"ListParticipants"_s);
    m_clock->advance(600'000);
    QTRY_VERIFY(m_service->arrived(u"ListCompositions"_s) >= 2);
    QVERIFY(m_service->arrived(u"ListParticipants"_s) <= calls + 1);
    m_service->clearFaults();
    planner()->setWatched(true);
    QTRY_VERIFY_WITH_TIMEOUT(isCounted(arn), 60000);
}

void TestPlanner::sessionEndsInTheMiddleOfACount()
{
    const QString arn = createStage(u"show"_s);
    join(arn, u"ann"_s);
    QVERIFY(m_service->fault(u"ListParticipants"_s, u"latency"_s, 300, 1));
    planner()->setWatched(true);
    QTRY_COMPARE(m_service->arrived(u"ListParticipants"_s), 1);
    QSignalSpy ended(m_workspace->stages(), &StageModel::sessionEnded);
    m_service->perform(u"DeleteStage"_s, {{u"arn"_s, arn}});
    m_workspace->stages()->reload();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(ended[0][1].toString(), u"show"_s);
    QVERIFY(!facts(arn));
}

void TestPlanner::failuresBackOff()
{
    const QString arn = createStage(u"show"_s);
    join(arn, u"ann"_s);
    QVERIFY(m_service->fault(u"ListParticipants"_s, u"status"_s, 403, 100));
    planner()->setVisible({arn});
    planner()->setWatched(true);
    QTRY_VERIFY(facts(arn) && facts(arn)->error);
    QCOMPARE(facts(arn)->error->kind, aws::ErrorKind::Denied);
    QVERIFY(!isCounted(arn));
    const int calls = m_service->arrived(u"ListParticipants"_s);
    m_clock->advance(40'000);
    QCoreApplication::processEvents();
    QCOMPARE(m_service->arrived(u"ListParticipants"_s), calls);
    m_service->clearFaults();
    m_clock->advance(30'000);
    QTRY_VERIFY(isCounted(arn));
    QVERIFY(!facts(arn)->error);
}

void TestPlanner::quotasAreDefaultsUntilEntered()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.conf"_s), QSettings::IniFormat);
    Quotas *quotas = m_workspace->quotas();
    m_desk->setSettings(&settings);
    QCOMPARE(quotas->usage(Quotas::Stages).limit, 1000);
    QVERIFY(quotas->usage(Quotas::Stages).isDefault);
    QVERIFY(!quotas->usage(Quotas::Stages).used); // nobody has counted
    QVERIFY(!quotas->setLimit(Quotas::Stages, 2000)); // whose?
    const QString arn = createStage(u"show"_s);
    publish(arn, join(arn, u"ann"_s));
    m_service->perform(u"CreateEncoderConfiguration"_s, {{u"name"_s, u"hd"_s}});
    quotas->setWatched(true);
    planner()->setWatched(true);
    QTRY_VERIFY(quotas->usage(Quotas::Stages).used);
    QCOMPARE(*quotas->usage(Quotas::Stages).used, 1);
    QTRY_VERIFY(quotas->usage(Quotas::EncoderConfigurations).used && quotas->usage(Quotas::PublicKeys).used);
    QCOMPARE(*quotas->usage(Quotas::EncoderConfigurations).used, 1);
    QCOMPARE(*quotas->usage(Quotas::PublicKeys).used, 0);
    QTRY_VERIFY(quotas->usage(Quotas::PublishersOfStage).used);
    QCOMPARE(*quotas->usage(Quotas::PublishersOfStage).used, 1);
    QTRY_VERIFY(quotas->usage(Quotas::CompositionsOfStage).used);
    QCOMPARE(*quotas->usage(Quotas::CompositionsOfStage).used, 0);
    QTRY_VERIFY(!m_workspace->accountId().isEmpty());
    QVERIFY(quotas->setLimit(Quotas::Stages, 2000));
    QCOMPARE(quotas->usage(Quotas::Stages).limit, 2000);
    QVERIFY(!quotas->usage(Quotas::Stages).isDefault);
    QVERIFY(!quotas->setLimit(Quotas::PublicKeys, 9)); // the service does not raise it
    QVERIFY(!quotas->setLimit(Quotas::Stages, 0));
    QVERIFY(quotas->setLimit(Quotas::Stages, {}));
    QVERIFY(quotas->usage(Quotas::Stages).isDefault);
    // What cannot be counted stays unknown.
    QVERIFY(!settings.allKeys().join(u' ').contains(u"secret"_s));
    m_desk->setSettings(nullptr);
}

QTEST_GUILESS_MAIN(TestPlanner)
#include "tst_planner.moc"
