// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionhistory.h"
#include "models/compositionmodel.h"
#include "models/desk.h"
#include "models/endedmodel.h"
#include "models/watch.h"
#include "tests/support/localservice.h"
#include "tests/support/manualclock.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// The one thing that is asked when nobody looks: what it sees, how often it asks, what it admits not to have seen.
class TestWatch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void watchesWithoutAnybodyLooking();
    void oneListAMinute();
    void tenSecondsWhileOneStarts();
    void detailsAtFirstSightAndAtEachChange();
    void keepsWhatTheServiceForgets();
    void failedIsTold();
    void gapsAreRecorded();
    void oneWatchForEachAccount();
    void closingWhileItAsks();

private:
    /// The next list, \a seconds from now by the program's clock; the service's stands.
    void look(int seconds)
    {
        QSignalSpy watched(m_workspace->watch(), &Watch::watched);
        m_clock->advance(seconds * 1000);
        QTRY_COMPARE(watched.size(), 1);
    }
    /// Time at the service alone.
    void pass(int seconds) { m_service->control(u"advance"_s, {{u"seconds"_s, seconds}}); }
    QString compose();
    Workspace *open()
    {
        return m_desk->openLocal(
            m_service->endpoint(), m_service->region(), m_service->accessKeyId(), m_service->secretAccessKey());
    }
    const CompositionHistory::Record *known(const QString &arn) const
    {
        return m_workspace->compositionHistory()->record(arn);
    }
    QList<CompositionHistory::Stretch> gaps() const
    {
        const Watch *watch = m_workspace->watch();
        return m_workspace->compositionHistory()->unwatched(watch->since(), watch->asOf());
    }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<QAbstractItemModelTester> m_endedTester;
    Workspace *m_workspace = nullptr;
    QString m_stage;
};

void TestWatch::init()
{
    m_clock = std::make_unique<ManualClock>(); // five minutes off the service, a request is refused and sent again
    m_service = std::make_unique<LocalService>();
    m_stage = m_service->perform(u"CreateStage"_s, {{u"name"_s, u"show"_s}})[u"stage"_s][u"arn"_s].toString();
    m_desk = std::make_unique<Desk>(QProcessEnvironment(), m_clock.get(), [] { return 0.0; });
    m_desk->governor()->setShares({.unlimited = true});
    m_workspace = open();
    m_tester = std::make_unique<QAbstractItemModelTester>(m_workspace->compositions());
    m_endedTester = std::make_unique<QAbstractItemModelTester>(m_desk->ended());
    QTRY_VERIFY(m_workspace->watch()->asOf().isValid());
}

void TestWatch::cleanup()
{
    m_tester.reset();
    m_endedTester.reset();
    m_desk.reset();
    m_clock.reset();
    m_service.reset();
}

// A composition with a recording; without a publisher it stops after a minute.
QString TestWatch::compose()
{
    const auto storage = m_service->perform(u"CreateStorageConfiguration"_s,
        {{u"name"_s, u"archive"_s}, {u"s3"_s, QJsonObject {{u"bucketName"_s, u"watch-recordings"_s}}}});
    const auto encoder = m_service->perform(u"CreateEncoderConfiguration"_s, {{u"name"_s, u"hd"_s}});
    const QJsonObject s3 {
        {u"storageConfigurationArn"_s, storage[u"storageConfiguration"_s][u"arn"_s]},
        {u"encoderConfigurationArns"_s, QJsonArray {encoder[u"encoderConfiguration"_s][u"arn"_s]}},
    };
    const auto answer = m_service->perform(u"StartComposition"_s,
        {{u"stageArn"_s, m_stage}, {u"destinations"_s, QJsonArray {QJsonObject {{u"s3"_s, s3}}}}});
    const QString arn = answer[u"composition"_s][u"arn"_s].toString();
    if (arn.isEmpty())
        qWarning() << answer;
    return arn;
}

void TestWatch::watchesWithoutAnybodyLooking()
{
    QVERIFY(m_workspace->watch()->isActive());
    QCOMPARE(m_service->arrived(u"ListCompositions"_s), 1);
    QVERIFY(m_workspace->compositionHistory()->records().isEmpty());
    // The list of stages, which nobody looks at, is not asked.
    QCOMPARE(m_service->arrived(u"ListStages"_s), 0);
    QCOMPARE(m_workspace->watch()->since(), m_workspace->watch()->asOf());
}

void TestWatch::oneListAMinute()
{
    m_clock->advance(59'000);
    QCoreApplication::processEvents();
    QCOMPARE(m_service->arrived(u"ListCompositions"_s), 1);
    look(1);
    QCOMPARE(m_service->arrived(u"ListCompositions"_s), 2);
    // No more than that: five minutes off the service's clock, a request is refused and sent again.
    for (int minute = 0; minute < 3; ++minute)
        look(60);
    QCOMPARE(m_service->arrived(u"ListCompositions"_s), 5);
}

void TestWatch::tenSecondsWhileOneStarts()
{
    const QString arn = compose();
    look(60);
    QVERIFY(known(arn));
    QVERIFY(m_workspace->compositions()->record(arn)->state == ivs::CompositionState::Starting);
    QCOMPARE(m_workspace->compositions()->runningCount(), 1);
    QCOMPARE(m_workspace->compositions()->runningCount(m_stage), 1);
    const int before = m_service->arrived(u"ListCompositions"_s);
    pass(6);
    look(10);
    QCOMPARE(m_service->arrived(u"ListCompositions"_s), before + 1);
    QVERIFY(m_workspace->compositions()->record(arn)->state == ivs::CompositionState::Active);
    // It runs: a minute again.
    m_clock->advance(50'000);
    QCoreApplication::processEvents();
    QCOMPARE(m_service->arrived(u"ListCompositions"_s), before + 1);
    look(10);
}

void TestWatch::detailsAtFirstSightAndAtEachChange()
{
    const QString arn = compose();
    look(60);
    QTRY_VERIFY(known(arn)->detail);
    QCOMPARE(m_service->arrived(u"GetComposition"_s), 1);
    QCOMPARE(known(arn)->detail->destinations.size(), 1);
    QVERIFY(known(arn)->detail->destinations.first().configuration.s3);
    // Nothing changed: nothing is asked.
    look(10);
    QCOMPARE(m_service->arrived(u"GetComposition"_s), 1);
    pass(6);
    look(10);
    QTRY_COMPARE(m_service->arrived(u"GetComposition"_s), 2);
    QTRY_VERIFY(known(arn)->detail->state == ivs::CompositionState::Active);
    // One that fails is asked for again with the next list.
    QVERIFY(m_service->fault(u"GetComposition"_s, u"status"_s, 403));
    m_service->perform(u"StopComposition"_s, {{u"arn"_s, arn}});
    look(60);
    QTRY_COMPARE(m_service->arrived(u"GetComposition"_s), 3);
    QVERIFY(known(arn)->detail->state == ivs::CompositionState::Active);
    look(10);
    QTRY_COMPARE(m_service->arrived(u"GetComposition"_s), 4);
    QTRY_VERIFY(known(arn)->detail->state == ivs::CompositionState::Stopping);
}

void TestWatch::keepsWhatTheServiceForgets()
{
    const QString arn = compose();
    look(60); // starting; nobody publishes
    pass(70); // silence has stopped it
    look(10);
    QTRY_VERIFY(known(arn)->ended().isValid());
    QTRY_VERIFY(known(arn)->detail && known(arn)->detail->endTime.isValid());
    const QDateTime ended = known(arn)->ended();
    QCOMPARE(m_desk->ended()->rowCount(), 1);
    QVERIFY(m_desk->ended()->row(arn)->outcome == EndedRow::Outcome::Ended);
    QVERIFY(m_desk->ended()->row(arn)->isExact);
    pass(400);
    look(60);
    QVERIFY(!m_workspace->compositions()->record(arn));
    QVERIFY(known(arn) && known(arn)->isGone);
    QCOMPARE(known(arn)->ended(), ended);
    QVERIFY(!known(arn)->isLost());
    QVERIFY(known(arn)->detail);
    // However long ago, here it is not forgotten.
    pass(3600);
    look(60);
    QVERIFY(known(arn));
}

void TestWatch::failedIsTold()
{
    const QString arn = compose();
    look(60);
    pass(6);
    QCOMPARE(
        m_service->control(u"composition"_s, {{u"arn"_s, arn}, {u"event"_s, u"fail"_s}})[u"httpStatus"_s].toInt(), 200);
    look(10);
    QTRY_VERIFY(m_desk->ended()->row(arn));
    QVERIFY(m_desk->ended()->row(arn)->outcome == EndedRow::Outcome::Failed);
    QCOMPARE(m_workspace->compositions()->runningCount(), 0);
    const int row = m_desk->ended()->rowOfKey(arn);
    QTRY_COMPARE(m_desk->ended()->index(row, EndedModel::Outcome).data().toString(), u"Failed: its outputs failed"_s);
    QCOMPARE(m_desk->ended()->index(row, EndedModel::Outcome).data(ListModel::ToneRole).toInt(), int(Tone::Failed));
}

void TestWatch::gapsAreRecorded()
{
    const QString arn = compose();
    look(60);
    QVERIFY(gaps().isEmpty());
    const QDateTime before = m_workspace->watch()->asOf();
    // The machine sleeps for twenty minutes; the composition comes to its end and is forgotten meanwhile.
    pass(1200);
    look(10);
    // What ended in the five minutes before a look would still be listed.
    QCOMPARE(gaps(), (QList<CompositionHistory::Stretch> {{before, m_workspace->watch()->asOf().addSecs(-300)}}));
    QVERIFY(m_desk->ended()->watchedWords().contains(u"gap"_s));
    // It was never seen ended: what became of it is not known, and nothing else is claimed.
    QVERIFY(known(arn)->isLost());
    QCOMPARE(known(arn)->ended(), before);
    QVERIFY(m_desk->ended()->row(arn)->outcome == EndedRow::Outcome::Unknown);
    QVERIFY(!m_desk->ended()->row(arn)->isExact);
}

void TestWatch::oneWatchForEachAccount()
{
    Workspace *second = open();
    // Until its account is known it stands for itself.
    QTRY_VERIFY(second->watch()->asOf().isValid());
    second->stages()->setWatched(true);
    m_workspace->stages()->setWatched(true);
    QTRY_VERIFY(!second->accountId().isEmpty() && !m_workspace->accountId().isEmpty());
    QVERIFY(m_desk->leads(m_workspace));
    QTRY_VERIFY(!m_desk->leads(second));
    QVERIFY(!second->watch()->isActive());
    // The other takes over when the first goes.
    m_tester.reset();
    m_desk->close(m_workspace);
    QVERIFY(m_desk->leads(second));
    QVERIFY(second->watch()->isActive());
}

void TestWatch::closingWhileItAsks()
{
    compose();
    QVERIFY(m_service->fault(u"*"_s, u"latency"_s, 200, 10));
    m_clock->advance(60'000);
    m_tester.reset();
    m_desk->close(m_workspace);
    QVERIFY(m_desk->workspaces().isEmpty());
    QCOMPARE(m_desk->ended()->rowCount(), 0);
    QCOMPARE(m_desk->ended()->watchedWords(), QString());
}

QTEST_GUILESS_MAIN(TestWatch)
#include "tst_watch.moc"
