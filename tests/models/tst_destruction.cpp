// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/actshop.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// What an act will end, counted afresh before it is done.
class TestDestruction final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_shop = std::make_unique<ActShop>(); }
    void cleanup() { m_shop.reset(); }
    void everythingOfAStage();
    void nothing();
    void alreadyGone();
    void participants();
    void ingests();
    void stopsAfterThreeSeconds();
    void cancelWorksAtOnce();
    void failure();

private:
    std::unique_ptr<ActShop> m_shop;
};

void TestDestruction::everythingOfAStage()
{
    LocalService &service = m_shop->service;
    const QString stage = m_shop->makeStage(u"show"_s);
    const QString other = m_shop->makeStage(u"other"_s);
    const ParticipantTarget host = m_shop->enter(stage, u"host"_s, true);
    for (int i = 0; i < 120; ++i)
        m_shop->enter(stage, u"viewer-%1"_s.arg(i));
    const ParticipantTarget left = m_shop->enter(stage, u"left"_s);
    service.control(u"leave"_s, {{u"stageArn"_s, stage}, {u"participantId"_s, left.participantId}});
    service.perform(u"StartParticipantReplication"_s,
        {{u"sourceStageArn"_s, stage}, {u"destinationStageArn"_s, other}, {u"participantId"_s, host.participantId}});
    service.perform(u"CreateIngestConfiguration"_s, {{u"ingestProtocol"_s, u"RTMPS"_s}, {u"stageArn"_s, stage}});
    service.perform(u"CreateIngestConfiguration"_s, {{u"ingestProtocol"_s, u"RTMPS"_s}});
    const QJsonObject encoder =
        service.perform(u"CreateEncoderConfiguration"_s, {})[u"encoderConfiguration"_s].toObject();
    const QJsonObject destination {{u"channel"_s,
        QJsonObject {{u"channelArn"_s, u"arn:aws:ivs:us-east-1:123456789012:channel/EvEnInGsHoW1"_s},
            {u"encoderConfigurationArn"_s, encoder[u"arn"_s]}}}};
    service.perform(u"StartComposition"_s, {{u"stageArn"_s, stage}, {u"destinations"_s, QJsonArray {destination}}});

    Destruction *counting = m_shop->acts->stagesDestruction({stage});
    QVERIFY(counting->isCounting());
    QTRY_VERIFY(counting->isComplete());
    QCOMPARE(counting->numbers().connected, 121);
    QCOMPARE(counting->numbers().replicated, 1);
    QCOMPARE(counting->numbers().compositions, 1);
    QCOMPARE(counting->numbers().ingests, 1);
    const QString words = counting->words();
    QVERIFY2(words.startsWith(u"Disconnects 121 participants (1 shown in other stages too), stops 1 composition and "
                              "unbinds 1 ingest configuration (as of "_s),
        qPrintable(words));
    QVERIFY2(words.endsWith(u" UTC)."_s), qPrintable(words));
    QCOMPARE(service.acted(u"DeleteStage"_s), 0);
}

void TestDestruction::nothing()
{
    Destruction *counting = m_shop->acts->stagesDestruction({m_shop->makeStage(u"a"_s), m_shop->makeStage(u"b"_s)});
    QTRY_VERIFY(counting->isComplete());
    QVERIFY(counting->numbers().isNothing());
    QVERIFY(counting->words().startsWith(u"Nobody is connected"_s));
}

void TestDestruction::alreadyGone()
{
    const QString stage = m_shop->makeStage(u"a"_s);
    m_shop->service.perform(u"DeleteStage"_s, {{u"arn"_s, stage}});
    Destruction *counting = m_shop->acts->stagesDestruction({stage});
    QTRY_VERIFY(counting->isComplete());
    QCOMPARE(counting->numbers().gone, 1);
    QVERIFY(counting->numbers().isNothing());
}

void TestDestruction::participants()
{
    const QString stage = m_shop->makeStage(u"show"_s);
    const ParticipantTarget one = m_shop->enter(stage, u"one"_s, true);
    const ParticipantTarget two = m_shop->enter(stage, u"two"_s);
    m_shop->service.control(u"leave"_s, {{u"stageArn"_s, stage}, {u"participantId"_s, two.participantId}});
    Destruction *counting = m_shop->acts->participantsDestruction(stage, {one, two});
    QTRY_VERIFY(counting->isComplete());
    QCOMPARE(counting->numbers().connected, 1);
    QCOMPARE(counting->numbers().gone, 1);
}

void TestDestruction::ingests()
{
    const QString stage = m_shop->makeStage(u"show"_s);
    const QJsonObject made =
        m_shop->service
            .perform(u"CreateIngestConfiguration"_s,
                {{u"ingestProtocol"_s, u"RTMPS"_s}, {u"stageArn"_s, stage}})[u"ingestConfiguration"_s]
            .toObject();
    m_shop->service.control(u"ingest"_s, {{u"streamKey"_s, made[u"streamKey"_s]}, {u"active"_s, true}});
    Destruction *counting = m_shop->acts->ingestsDestruction({made[u"arn"_s].toString()});
    QTRY_VERIFY(counting->isComplete());
    QCOMPARE(counting->numbers().live, 1);
    QVERIFY(counting->words().startsWith(u"Ends 1 publication under way"_s));
}

void TestDestruction::stopsAfterThreeSeconds()
{
    const QString stage = m_shop->makeStage(u"show"_s);
    m_shop->enter(stage, u"one"_s);
    // The watch may take one of them.
    QVERIFY(m_shop->service.fault(u"ListCompositions"_s, u"latency"_s, 5000, 3));
    Destruction *counting = m_shop->acts->stagesDestruction({stage});
    QTRY_COMPARE(counting->numbers().connected, 1);
    QVERIFY(counting->words().startsWith(u"Counting… so far: disconnects 1 participant"_s));
    m_shop->clock.advance(Destruction::kPatience - 1);
    QVERIFY(counting->isCounting());
    QSignalSpy changed(counting, &Destruction::changed);
    m_shop->clock.advance(1);
    QTRY_COMPARE(counting->state(), Destruction::State::TimedOut);
    QCOMPARE(changed.count(), 1);
    QVERIFY2(
        counting->words().startsWith(u"At least: disconnects 1 participant (as of "_s), qPrintable(counting->words()));
}

void TestDestruction::cancelWorksAtOnce()
{
    m_shop = std::make_unique<ActShop>(false);
    QStringList stages;
    for (int i = 0; i < 20; ++i)
        stages << m_shop->makeStage(u"s%1"_s.arg(i));
    Destruction *counting = m_shop->acts->stagesDestruction(stages);
    QTRY_VERIFY(m_shop->service.arrived(u"GetStage"_s) > 0);
    counting->cancel();
    QCOMPARE(counting->state(), Destruction::State::Canceled);
    const int asked = m_shop->service.arrived(u"GetStage"_s);
    m_shop->clock.advance(20000);
    QCoreApplication::processEvents();
    QCOMPARE(m_shop->service.arrived(u"GetStage"_s), asked);
    QCOMPARE(m_shop->service.arrived(u"ListCompositions"_s), asked);
    QCOMPARE(counting->state(), Destruction::State::Canceled);
}

void TestDestruction::failure()
{
    const QString stage = m_shop->makeStage(u"show"_s);
    m_shop->enter(stage, u"one"_s);
    QVERIFY(m_shop->service.fault(u"ListIngestConfigurations"_s, u"status"_s, 403));
    Destruction *counting = m_shop->acts->stagesDestruction({stage});
    QTRY_COMPARE(counting->state(), Destruction::State::Failed);
    QCOMPARE(counting->error()->kind, aws::ErrorKind::Denied);
    QVERIFY2(counting->words().startsWith(u"At least: disconnects 1 participant"_s), qPrintable(counting->words()));
}

QTEST_GUILESS_MAIN(TestDestruction)
#include "tst_destruction.moc"
