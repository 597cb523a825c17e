// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionacts.h"
#include "models/compositiongap.h"
#include "models/compositionhistory.h"
#include "models/compositionreplacement.h"
#include "models/watch.h"
#include "tests/models/actshop.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using Phase = CompositionReplacement::Phase;
using Way = CompositionReplacement::Way;

/// One composition in the place of another: both ways, and whatever may go wrong between the two.
class TestCompositionReplacement final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_shop.reset(); }
    void withAChannelTheOldOneGoesFirst();
    void recordingsOverlap();
    void channelThatIsStillLive();
    void newOneRefusedOldOneOffered();
    void oldOneRefusedToo();
    void lostStartIsAskedAgain();
    void anotherChannelIsLive();
    void newRecordingRefused();
    void stopRefused();
    void oldOneStaysWhenItCantBeStopped();
    void oldOneEndedMeanwhile();
    void newOneEndsAtOnce();
    void canceledBeforeAnythingLeft();
    void canceledWhileItEnds();
    void patienceHasAnEnd();
    void startedTwice();
    void gapIsForeseen();

private:
    CompositionDraft draft(bool channel) const
    {
        CompositionDraft made;
        made.stageArn = m_stage;
        made.channel.on = channel;
        made.channel.channelArn =
            u"arn:aws:ivs:%1:%2:channel/EvEnInGsHoW1"_s.arg(m_shop->service.region(), m_stage.section(u':', 4, 4));
        made.recording.on = !channel;
        made.recording.storageArn = m_storage;
        made.recording.encoderArn = m_encoder;
        made.idempotencyToken = CompositionDraft::newToken();
        return made;
    }
    void pass(int seconds) { m_shop->service.control(u"advance"_s, {{u"seconds"_s, seconds}}); }
    /// Time at the service, and then the next look of whoever waits.
    void step(int seconds)
    {
        pass(seconds);
        const auto looks = [this] {
            return m_shop->service.arrived(u"GetComposition"_s) + m_shop->service.arrived(u"GetStream"_s);
        };
        // The answer before may be on its way still: nobody waits for the clock until it is there.
        const auto lookAgain = [&, asked = looks()] {
            m_shop->clock.advance(CompositionReplacement::kPollSeconds * 1000);
            return looks() > asked;
        };
        QTRY_VERIFY(lookAgain());
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents();
    }
    /// Starts one and waits until it is active and known.
    QString running(const CompositionDraft &what)
    {
        Undertaking *act = m_shop->workspace->compositionActs()->start(what);
        QString arn;
        const auto heard = connect(m_shop->workspace->compositionActs(), &CompositionActs::started, this,
            [&arn](const ivs::Composition &composition) { arn = composition.arn; });
        act->start();
        [&] { QTRY_VERIFY(act->isFinished()); }();
        disconnect(heard);
        pass(10);
        return arn;
    }
    CompositionReplacement *replace(const QString &old, const CompositionDraft &by)
    {
        CompositionReplacement *made = m_shop->workspace->compositionActs()->replace(old, by);
        made->start();
        return made;
    }
    QString stateOf(const QString &arn)
    {
        return m_shop->service.perform(u"GetComposition"_s, {{u"arn"_s, arn}})[u"composition"_s][u"state"_s].toString();
    }

    std::unique_ptr<ActShop> m_shop;
    QString m_stage;
    QString m_storage;
    QString m_encoder;
};

void TestCompositionReplacement::init()
{
    m_shop = std::make_unique<ActShop>();
    m_stage = m_shop->makeStage(u"show"_s);
    m_shop->enter(m_stage, u"host"_s, true);
    m_storage =
        m_shop->service
            .perform(u"CreateStorageConfiguration"_s,
                {{u"s3"_s, QJsonObject {{u"bucketName"_s, u"replaced"_s}}}})[u"storageConfiguration"_s][u"arn"_s]
            .toString();
    m_encoder =
        m_shop->service
            .perform(u"CreateEncoderConfiguration"_s, {{u"name"_s, u"hd"_s}})[u"encoderConfiguration"_s][u"arn"_s]
            .toString();
    QTRY_VERIFY(m_shop->workspace->watch()->asOf().isValid());
}

void TestCompositionReplacement::withAChannelTheOldOneGoesFirst()
{
    const QString old = running(draft(true));
    QVERIFY(!old.isEmpty());
    CompositionReplacement *replacement = replace(old, draft(true));
    QSignalSpy finished(replacement, &CompositionReplacement::finished);
    QTRY_COMPARE(replacement->phase(), Phase::Ending);
    QCOMPARE(replacement->way(), Way::StopFirst);
    QVERIFY(replacement->newArn().isEmpty());
    QCOMPARE(m_shop->service.acted(u"StartComposition"_s), 1); // that of the old one
    step(5);
    QTRY_COMPARE(replacement->phase(), Phase::Clearing);
    QCOMPARE(stateOf(old), u"STOPPED"_s);
    // Its stream goes on for a moment: nothing is started into it.
    QCOMPARE(m_shop->service.arrived(u"StartComposition"_s), 1);
    step(5);
    QTRY_COMPARE(replacement->phase(), Phase::Waiting);
    QVERIFY(!replacement->newArn().isEmpty() && replacement->newArn() != old);
    step(6);
    QTRY_COMPARE(replacement->phase(), Phase::Done);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(stateOf(replacement->newArn()), u"ACTIVE"_s);
    QVERIFY(!replacement->canRestore());
    QVERIFY(!replacement->isUnderway());
}

void TestCompositionReplacement::recordingsOverlap()
{
    const QString old = running(draft(false));
    CompositionReplacement *replacement = replace(old, draft(false));
    QTRY_COMPARE(replacement->phase(), Phase::Waiting);
    QCOMPARE(replacement->way(), Way::StartFirst);
    QCOMPARE(stateOf(old), u"ACTIVE"_s); // both run
    QCOMPARE(m_shop->service.acted(u"StopComposition"_s), 0);
    step(6);
    QTRY_COMPARE(replacement->phase(), Phase::Ending);
    step(5);
    QTRY_COMPARE(replacement->phase(), Phase::Done);
    QCOMPARE(stateOf(old), u"STOPPED"_s);
    QCOMPARE(stateOf(replacement->newArn()), u"ACTIVE"_s);
}

void TestCompositionReplacement::channelThatIsStillLive()
{
    const QString old = running(draft(true));
    CompositionReplacement *replacement = replace(old, draft(true));
    QTRY_COMPARE(replacement->phase(), Phase::Ending);
    // Nobody may read streams here, so that only the start tells.
    QVERIFY(m_shop->service.fault(u"GetStream"_s, u"status"_s, 403));
    step(5);
    QTRY_VERIFY(replacement->words().contains(u"still live"_s));
    QCOMPARE(replacement->phase(), Phase::Starting);
    const auto startsAfterAWhile = [this](int count) {
        m_shop->clock.advance(2000);
        return m_shop->service.arrived(u"StartComposition"_s) >= count;
    };
    QTRY_VERIFY(startsAfterAWhile(3));
    pass(5);
    QTRY_VERIFY(startsAfterAWhile(4));
    QTRY_COMPARE(replacement->phase(), Phase::Waiting);
    // Refused while the stream was live, and carried out once beside the old one.
    QCOMPARE(m_shop->service.acted(u"StartComposition"_s), 2);
    step(6);
    QTRY_COMPARE(replacement->phase(), Phase::Done);
}

void TestCompositionReplacement::newOneRefusedOldOneOffered()
{
    CompositionDraft first = draft(true);
    first.layout = CompositionDraft::Layout::Pip;
    first.pip.pipParticipantAttribute = u"over"_s;
    const QString old = running(first);
    CompositionReplacement *replacement = replace(old, draft(true));
    QTRY_COMPARE(replacement->phase(), Phase::Ending);
    QVERIFY(m_shop->service.fault(u"StartComposition"_s, u"status"_s, 403));
    step(5);
    step(5);
    QTRY_COMPARE(replacement->phase(), Phase::Failed);
    QVERIFY(replacement->canRestore());
    QVERIFY(replacement->error());
    QVERIFY2(replacement->words().contains(u"nothing runs in its place"_s), qPrintable(replacement->words()));
    replacement->restore();
    QTRY_COMPARE(replacement->phase(), Phase::Waiting);
    step(6);
    QTRY_COMPARE(replacement->phase(), Phase::Restored);
    QVERIFY(replacement->newArn() != old);
    const QJsonObject now =
        m_shop->service.perform(u"GetComposition"_s, {{u"arn"_s, replacement->newArn()}})[u"composition"_s].toObject();
    QCOMPARE(now[u"layout"_s][u"pip"_s][u"pipParticipantAttribute"_s].toString(), u"over"_s);
    QCOMPARE(now[u"stageArn"_s].toString(), m_stage);
    QVERIFY(!replacement->canRestore());
}

void TestCompositionReplacement::oldOneRefusedToo()
{
    const QString old = running(draft(true));
    CompositionReplacement *replacement = replace(old, draft(true));
    QTRY_COMPARE(replacement->phase(), Phase::Ending);
    QVERIFY(m_shop->service.fault(u"StartComposition"_s, u"status"_s, 403, 2));
    step(5);
    step(5);
    QTRY_VERIFY(replacement->canRestore());
    replacement->restore();
    QTRY_COMPARE(replacement->phase(), Phase::Failed);
    QVERIFY(replacement->canRestore()); // once more, when the reason is mended
    replacement->restore();
    QTRY_COMPARE(replacement->phase(), Phase::Waiting);
}

// All attempts of the first start were carried out or may have been: the same token tells, and no second one comes.
void TestCompositionReplacement::lostStartIsAskedAgain()
{
    const QString old = running(draft(false));
    QVERIFY(m_shop->service.fault(u"StartComposition"_s, u"drop"_s, u"after"_s, 3));
    CompositionReplacement *replacement = replace(old, draft(false));
    const auto goesOn = [&] {
        m_shop->clock.advance(CompositionReplacement::kPollSeconds * 1000);
        return replacement->phase() == Phase::Waiting;
    };
    QTRY_VERIFY_WITH_TIMEOUT(goesOn(), 15000);
    QVERIFY(m_shop->service.arrived(u"StartComposition"_s) >= 5); // the old one's, three lost, one more
    const QJsonArray all = m_shop->service.perform(u"ListCompositions"_s, {})[u"compositions"_s].toArray();
    QCOMPARE(all.size(), 2);
}

void TestCompositionReplacement::anotherChannelIsLive()
{
    const QString old = running(draft(true));
    CompositionDraft other = draft(true);
    other.channel.channelArn =
        m_shop->service.control(u"channel"_s, {{u"id"_s, u"elsewhere"_s}, {u"live"_s, true}})[u"arn"_s].toString();
    CompositionReplacement *replacement = replace(old, other);
    QTRY_COMPARE(replacement->phase(), Phase::Failed);
    QVERIFY2(replacement->words().contains(u"Nothing was done"_s), qPrintable(replacement->words()));
    QCOMPARE(stateOf(old), u"ACTIVE"_s);
    QCOMPARE(m_shop->service.arrived(u"StopComposition"_s), 0);
}

void TestCompositionReplacement::newRecordingRefused()
{
    const QString old = running(draft(false));
    QVERIFY(m_shop->service.fault(u"StartComposition"_s, u"status"_s, 402));
    CompositionReplacement *replacement = replace(old, draft(false));
    QTRY_COMPARE(replacement->phase(), Phase::Failed);
    QVERIFY2(replacement->words().contains(u"runs on"_s), qPrintable(replacement->words()));
    QVERIFY(!replacement->canRestore());
    QCOMPARE(stateOf(old), u"ACTIVE"_s);
    QCOMPARE(m_shop->service.arrived(u"StopComposition"_s), 0);
}

void TestCompositionReplacement::stopRefused()
{
    const QString old = running(draft(true));
    QVERIFY(m_shop->service.fault(u"StopComposition"_s, u"status"_s, 403));
    CompositionReplacement *replacement = replace(old, draft(true));
    QTRY_COMPARE(replacement->phase(), Phase::Failed);
    QVERIFY(!replacement->canRestore());
    QCOMPARE(stateOf(old), u"ACTIVE"_s);
    QCOMPARE(m_shop->service.acted(u"StartComposition"_s), 1);
}

void TestCompositionReplacement::oldOneStaysWhenItCantBeStopped()
{
    const QString old = running(draft(false));
    CompositionReplacement *replacement = replace(old, draft(false));
    QTRY_COMPARE(replacement->phase(), Phase::Waiting);
    QVERIFY(m_shop->service.fault(u"StopComposition"_s, u"status"_s, 403));
    step(6);
    QTRY_COMPARE(replacement->phase(), Phase::Failed);
    QVERIFY2(replacement->words().contains(u"both run"_s), qPrintable(replacement->words()));
    QCOMPARE(stateOf(old), u"ACTIVE"_s);
    QCOMPARE(stateOf(replacement->newArn()), u"ACTIVE"_s);
}

void TestCompositionReplacement::oldOneEndedMeanwhile()
{
    const QString old = running(draft(true));
    m_shop->service.perform(u"StopComposition"_s, {{u"arn"_s, old}});
    pass(600); // the service has forgotten it
    CompositionReplacement *replacement = replace(old, draft(true));
    QTRY_VERIFY2(replacement->phase() == Phase::Waiting, qPrintable(replacement->words()));
    // A read of the watch that was under way may have been shared, from before the end: the refused stop tells then.
    QVERIFY(m_shop->service.arrived(u"StopComposition"_s) <= 1);
    step(6);
    QTRY_COMPARE(replacement->phase(), Phase::Done);
}

void TestCompositionReplacement::newOneEndsAtOnce()
{
    const QString old = running(draft(true));
    CompositionReplacement *replacement = replace(old, draft(true));
    QTRY_COMPARE(replacement->phase(), Phase::Ending);
    step(5);
    step(5);
    QTRY_COMPARE(replacement->phase(), Phase::Waiting);
    m_shop->service.control(u"composition"_s, {{u"arn"_s, replacement->newArn()}, {u"event"_s, u"fail"_s}});
    step(0);
    QTRY_COMPARE(replacement->phase(), Phase::Failed);
    QVERIFY(replacement->canRestore());
}

void TestCompositionReplacement::canceledBeforeAnythingLeft()
{
    const QString old = running(draft(true));
    QVERIFY(m_shop->service.fault(u"GetComposition"_s, u"latency"_s, 100, 10));
    CompositionReplacement *replacement = replace(old, draft(true));
    QCOMPARE(replacement->phase(), Phase::Reading);
    replacement->cancel();
    QCOMPARE(replacement->phase(), Phase::Failed);
    QVERIFY(replacement->words().contains(u"nothing was done"_s));
    QVERIFY(!replacement->canRestore());
    QCOMPARE(m_shop->service.arrived(u"StopComposition"_s), 0);
}

void TestCompositionReplacement::canceledWhileItEnds()
{
    const QString old = running(draft(true));
    CompositionReplacement *replacement = replace(old, draft(true));
    QTRY_COMPARE(replacement->phase(), Phase::Ending);
    replacement->cancel();
    QCOMPARE(replacement->phase(), Phase::Failed);
    pass(10);
    m_shop->clock.advance(10'000);
    QCoreApplication::processEvents();
    QCOMPARE(replacement->phase(), Phase::Failed);
    QCOMPARE(m_shop->service.acted(u"StartComposition"_s), 1);
}

void TestCompositionReplacement::patienceHasAnEnd()
{
    const QString old = running(draft(true));
    CompositionReplacement *replacement = replace(old, draft(true));
    QTRY_COMPARE(replacement->phase(), Phase::Ending);
    // The service's clock stands: it never ends.
    QElapsedTimer waited;
    waited.start();
    while (replacement->phase() == Phase::Ending && waited.elapsed() < 20'000) {
        m_shop->clock.advance(CompositionReplacement::kPollSeconds * 1000);
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    }
    QCOMPARE(replacement->phase(), Phase::Failed);
    QVERIFY2(replacement->words().contains(u"two minutes"_s), qPrintable(replacement->words()));
    QCOMPARE(m_shop->service.acted(u"StartComposition"_s), 1);
}

void TestCompositionReplacement::startedTwice()
{
    const QString old = running(draft(true));
    CompositionReplacement *replacement = replace(old, draft(true));
    replacement->start();
    QTRY_COMPARE(replacement->phase(), Phase::Ending);
    replacement->start();
    QCOMPARE(m_shop->service.arrived(u"StopComposition"_s), 1);
    replacement->restore(); // there is nothing to restore
    QCOMPARE(replacement->phase(), Phase::Ending);
}

void TestCompositionReplacement::gapIsForeseen()
{
    const CompositionHistory *history = m_shop->workspace->compositionHistory();
    QVERIFY(gapWords(*history).contains(u"not documented"_s));
    const QString old = running(draft(true));
    QVERIFY(m_shop->workspace->compositionActs()->replace(old, draft(true))->foreseen().contains(u"one stream"_s));
    CompositionReplacement *replacement = replace(old, draft(true));
    QTRY_COMPARE(replacement->phase(), Phase::Ending);
    step(5);
    step(5);
    QTRY_COMPARE(replacement->phase(), Phase::Waiting);
    step(6);
    QTRY_COMPARE(replacement->phase(), Phase::Done);
    QVERIFY(gapOf(*history).starting && gapOf(*history).stopping);
    QVERIFY2(gapWords(*history).contains(u"to stop and"_s), qPrintable(gapWords(*history)));
    const CompositionReplacement *recorded =
        m_shop->workspace->compositionActs()->replace(running(draft(false)), draft(false));
    QCOMPARE(recorded->way(), Way::StartFirst);
    QVERIFY2(recorded->foreseen().contains(u"of 5 run on the stage"_s), qPrintable(recorded->foreseen()));
}

QTEST_GUILESS_MAIN(TestCompositionReplacement)
#include "tst_compositionreplacement.moc"
