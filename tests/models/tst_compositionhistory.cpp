// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stageacts.h"
#include "tests/models/blackboxtest.h"

#include <QUrl>

using namespace Qt::Literals::StringLiterals;
using Change = store::CompositionChange;
using Reason = CompositionEnd::Reason;

/// The black box: what a composition went through, why it ended and how that is known, also after the service has
/// forgotten it and the program was started anew.
class TestCompositionHistory final : public BlackBoxTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void everyChangeWithTimeAndSource();
    void askedToStopFromHere();
    void stopWhoseAnswerWasLost();
    void stoppedElsewhere();
    void nobodyEverPublished();
    void failedWhileNobodyPublished();
    void lastPublisherLeft();
    void twentyFourHours();
    void outputsFailed();
    void oneOutputOfTwoFails();
    void stageDeletedFromHere();
    void stageDeletedElsewhere();
    void inquestAsksAgain();
    void notFoundIsTheEnd();
    void recordingIsOpened();
};

void TestCompositionHistory::everyChangeWithTimeAndSource()
{
    publish(u"host"_s);
    const QString arn = compose();
    CompositionLineModel *lines = m_workspace->compositionLines();
    lines->setComposition(arn);
    QCOMPARE(lines->rowCount(), 0);
    look(60);
    QCOMPARE(lines->rowCount(), 2);
    const QDateTime first = m_workspace->watch()->asOf();
    pass(6);
    look(10);
    const QDateTime second = m_workspace->watch()->asOf();
    m_service->control(u"composition"_s, {{u"arn"_s, arn}, {u"event"_s, u"reconnect"_s}});
    look(60);
    m_service->control(u"composition"_s, {{u"arn"_s, arn}, {u"event"_s, u"recover"_s}});
    pass(60);
    look(60);
    QCOMPARE(course(arn), u"STARTING ACTIVE"_s);
    QCOMPARE(course(arn, Change::What::Output), u"STARTING ACTIVE RECONNECTING ACTIVE"_s);
    const QList<Change> changes = record(arn).changes;
    QCOMPARE(changes[0].seen, first);
    QCOMPARE(changes[0].told, record(arn).summary.startTime);
    QCOMPARE(changes[0].source, Change::Source::List);
    const auto active = std::find_if(changes.begin(), changes.end(),
        [](const Change &each) { return each.word == "ACTIVE"_L1 && each.output.isEmpty(); });
    QCOMPARE(active->seen, second);
    // Between the two it became active: nothing tells when.
    QVERIFY(!active->told.isValid());
    QVERIFY(active->after >= first && active->after < active->seen);
    // Of an output the service tells it.
    const auto output = std::find_if(changes.begin(), changes.end(),
        [](const Change &each) { return each.word == "ACTIVE"_L1 && !each.output.isEmpty(); });
    QVERIFY(output->told.isValid() && output->told < output->seen.addSecs(1));
    QCOMPARE(changeText(*output, record(arn)), u"Output archive: Active"_s);
    QCOMPARE(reason(arn), Reason::None);
    QCOMPARE(record(arn).stageName, u"show"_s);
    QVERIFY(record(arn).detail);
    QCOMPARE(lines->rowCount(), changes.size());
    QCOMPARE(lines->index(0, CompositionLineModel::What).data().toString(), u"Starting"_s);
    lines->setComposition({});
    QCOMPARE(lines->rowCount(), 0);
}

void TestCompositionHistory::askedToStopFromHere()
{
    publish(u"host"_s);
    const QString arn = compose();
    pass(6);
    look(60);
    carryOut(m_workspace->compositionActs()->stop({arn}, {}));
    pass(10);
    look(10);
    QTRY_VERIFY(record(arn).isEndTold());
    QCOMPARE(reason(arn), Reason::AskedToStop);
    const QString key = m_service->accessKeyId().right(4);
    QVERIFY2(how(arn).contains(key), qPrintable(how(arn)));
    // Nobody else is asked about what is known.
    QCOMPARE(m_service->arrived(u"ListStageSessions"_s), 0);
    // Five minutes later the service has forgotten it: its history stays.
    pass(400);
    look(60);
    QVERIFY(!m_workspace->compositions()->record(arn));
    QVERIFY(record(arn).isGone);
    QCOMPARE(reason(arn), Reason::AskedToStop);
    QVERIFY(course(arn).endsWith(u"STOPPED"_s));
    QVERIFY(record(arn).detail->destinations.first().detail->s3->recordingPrefix.endsWith(u"/composite"_s));
}

void TestCompositionHistory::stopWhoseAnswerWasLost()
{
    publish(u"host"_s);
    const QString arn = compose();
    pass(6);
    look(60);
    QVERIFY(m_service->fault(u"StopComposition"_s, u"drop"_s, u"after"_s));
    carryOut(m_workspace->compositionActs()->stop({arn}, {}));
    // A read told that it was carried out.
    pass(10);
    look(10);
    QTRY_COMPARE(reason(arn), Reason::AskedToStop);
    const QList<Change> changes = record(arn).changes;
    QVERIFY(std::any_of(changes.begin(), changes.end(),
        [](const Change &each) { return each.what == Change::What::Asked && !each.isCertain; }));
}

void TestCompositionHistory::stoppedElsewhere()
{
    publish(u"host"_s);
    const QString arn = compose();
    pass(6);
    look(60);
    m_service->perform(u"StopComposition"_s, {{u"arn"_s, arn}});
    pass(10);
    look(60);
    QTRY_VERIFY(record(arn).changes.last().what == Change::What::Published);
    QCOMPARE(reason(arn), Reason::Unknown);
    QVERIFY2(how(arn).contains(u"Somebody was publishing"_s), qPrintable(how(arn)));
}

void TestCompositionHistory::nobodyEverPublished()
{
    const QString arn = compose();
    look(60);
    pass(70);
    look(10);
    QTRY_COMPARE(reason(arn), Reason::NobodyPublished);
    QVERIFY(!record(arn).changes.last().told.isValid());
    QVERIFY2(how(arn).contains(u"Nobody had published"_s), qPrintable(how(arn)));
}

void TestCompositionHistory::failedWhileNobodyPublished()
{
    const QString arn = compose();
    pass(6);
    look(60);
    m_service->control(u"composition"_s, {{u"arn"_s, arn}, {u"event"_s, u"fail"_s}});
    look(60);
    QTRY_VERIFY(record(arn).changes.last().what == Change::What::Silent);
    // That nobody published is true, but six seconds of it end nothing.
    QCOMPARE(reason(arn), Reason::OutputFailed);
    // Nor do they one that somebody else stopped.
    const QString second = compose();
    look(60);
    m_service->perform(u"StopComposition"_s, {{u"arn"_s, second}});
    pass(6);
    look(10);
    QTRY_VERIFY(!record(second).changes.isEmpty() && record(second).changes.last().what == Change::What::Silent);
    QCOMPARE(reason(second), Reason::Unknown);
}

void TestCompositionHistory::lastPublisherLeft()
{
    const LocalService::Joined host = publish(u"host"_s);
    m_service->join(m_stage, u"viewer"_s);
    const QString arn = compose();
    pass(600);
    look(60);
    m_service->act(u"unpublish"_s, m_stage, host.participantId);
    pass(70);
    look(60);
    QTRY_COMPARE(reason(arn), Reason::NobodyPublished);
    const qint64 silent = record(arn).changes.last().told.secsTo(record(arn).ended());
    QVERIFY2(silent >= 60 && silent <= 65, qPrintable(QString::number(silent)));
    QVERIFY2(how(arn).contains(u"for 01:0"_s), qPrintable(how(arn)));
    // The end is looked into once.
    const int asked = m_service->arrived(u"ListStageSessions"_s);
    look(60);
    QCOMPARE(m_service->arrived(u"ListStageSessions"_s), asked);
}

void TestCompositionHistory::twentyFourHours()
{
    publish(u"host"_s);
    const QString arn = compose();
    look(60);
    pass(24 * 3600 + 10);
    look(10);
    QTRY_VERIFY(record(arn).isEndTold());
    QCOMPARE(reason(arn), Reason::LongestTime);
    QVERIFY2(how(arn).contains(u"24 h"_s), qPrintable(how(arn)));
}

void TestCompositionHistory::outputsFailed()
{
    publish(u"host"_s);
    const QString arn = compose();
    pass(6);
    look(60);
    const QString output = record(arn).summary.destinations.first().id;
    m_service->control(u"composition"_s, {{u"arn"_s, arn}, {u"event"_s, u"fail"_s}, {u"destinationId"_s, output}});
    look(60);
    QTRY_COMPARE(reason(arn), Reason::OutputFailed);
    QVERIFY(course(arn, Change::What::Output).endsWith(u"FAILED"_s));
    QVERIFY(course(arn).endsWith(u"FAILED"_s));
    // The stage is there: that is not why.
    QTRY_VERIFY(record(arn).changes.last().source == Change::Source::Inquest);
    QCOMPARE(reason(arn), Reason::OutputFailed);
}

void TestCompositionHistory::oneOutputOfTwoFails()
{
    publish(u"host"_s);
    const QString arn = compose(true);
    QVERIFY(!arn.isEmpty());
    pass(6);
    look(60);
    const QString output = record(arn).summary.destinations.first().id;
    m_service->control(u"composition"_s, {{u"arn"_s, arn}, {u"event"_s, u"fail"_s}, {u"destinationId"_s, output}});
    look(60);
    QVERIFY(record(arn).isRunning());
    QCOMPARE(reason(arn), Reason::None);
    m_service->perform(u"StopComposition"_s, {{u"arn"_s, arn}});
    pass(10);
    look(60);
    // The other one worked until the end: the failure is not why it ended.
    QTRY_VERIFY(record(arn).changes.last().what == Change::What::Published);
    QCOMPARE(reason(arn), Reason::Unknown);
}

void TestCompositionHistory::stageDeletedFromHere()
{
    publish(u"host"_s);
    const QString arn = compose();
    pass(6);
    look(60);
    carryOut(m_workspace->stageActs()->deleteStages({m_stage}));
    pass(10);
    look(60);
    QTRY_VERIFY(!record(arn).isRunning());
    QCOMPARE(reason(arn), Reason::StageDeleted);
    QVERIFY2(how(arn).contains(u"from here"_s), qPrintable(how(arn)));
    QCOMPARE(record(arn).stageName, u"show"_s); // which nobody else can tell any more
}

void TestCompositionHistory::stageDeletedElsewhere()
{
    publish(u"host"_s);
    const QString arn = compose();
    pass(6);
    look(60);
    m_service->perform(u"DeleteStage"_s, {{u"arn"_s, m_stage}});
    pass(10);
    look(60);
    QTRY_COMPARE(reason(arn), Reason::StageDeleted);
    QVERIFY2(how(arn).contains(u"did not know the stage"_s), qPrintable(how(arn)));
}

void TestCompositionHistory::inquestAsksAgain()
{
    const QString arn = compose();
    look(60);
    pass(70);
    QVERIFY(m_service->fault(u"ListStageSessions"_s, u"status"_s, 403));
    look(10);
    QTRY_COMPARE(m_service->arrived(u"ListStageSessions"_s), 1);
    look(60);
    QTRY_COMPARE(reason(arn), Reason::NobodyPublished);
    QCOMPARE(m_service->arrived(u"ListStageSessions"_s), 2);
}

void TestCompositionHistory::notFoundIsTheEnd()
{
    publish(u"host"_s);
    const QString arn = compose();
    pass(6);
    look(60);
    QTRY_VERIFY(record(arn).detail);
    m_service->perform(u"StopComposition"_s, {{u"arn"_s, arn}});
    pass(1000);
    m_workspace->compositionHistory()->missed(arn);
    QVERIFY(record(arn).isLost());
    QCOMPARE(reason(arn), Reason::Unknown);
    QCOMPARE(record(arn).changes.last().what, Change::What::Gone);
    QVERIFY2(how(arn).contains(u"not watched"_s), qPrintable(how(arn)));
    // It never existed, as far as is known: nothing to remember.
    m_workspace->compositionHistory()->missed(arn + u"x"_s);
    QCOMPARE(m_workspace->compositionHistory()->records().size(), 1);
}

void TestCompositionHistory::recordingIsOpened()
{
    QCOMPARE(recordingAddress(u"eu-west-1"_s, u"my.bucket-1"_s, u"a b/c&d/composite"_s).toEncoded(),
        "https://eu-west-1.console.aws.amazon.com/s3/buckets/my.bucket-1?prefix=a%20b%2Fc%26d%2Fcomposite%2F");
}

QTEST_GUILESS_MAIN(TestCompositionHistory)
#include "tst_compositionhistory.moc"
