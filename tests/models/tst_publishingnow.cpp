// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/publishingnow.h"
#include "tests/models/actshop.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// Who publishes on a stage now, and since when nobody does: what a composition's automatic stop is foreseen by.
class TestPublishingNow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void nothingIsAskedWhileNobodyLooks();
    void nobodyEver();
    void peopleWithTheirAttributes();
    void readAgainByHand();
    void lastOneLeft();
    void sessionIsOver();
    void tooManyToKnow();
    void failedReadIsMended();
    void anotherStage();

private:
    void pass(int seconds) { m_shop->service.control(u"advance"_s, {{u"seconds"_s, seconds}}); }
    /// The next reading.
    void again(int seconds = PublishingNow::kInterval)
    {
        const int asked = m_shop->service.arrived(u"GetStage"_s);
        m_shop->clock.advance(seconds * 1000);
        QTRY_VERIFY(m_shop->service.arrived(u"GetStage"_s) > asked);
    }

    std::unique_ptr<ActShop> m_shop;
    std::unique_ptr<PublishingNow> m_now;
    QString m_stage;
};

void TestPublishingNow::init()
{
    m_shop = std::make_unique<ActShop>();
    m_stage = m_shop->makeStage(u"show"_s);
    m_now = std::make_unique<PublishingNow>(m_shop->workspace, nullptr);
}

void TestPublishingNow::cleanup()
{
    m_now.reset();
    m_shop.reset();
}

void TestPublishingNow::nothingIsAskedWhileNobodyLooks()
{
    m_now->setStage(m_stage);
    QCoreApplication::processEvents();
    QCOMPARE(m_shop->service.arrived(u"GetStage"_s), 0);
    m_now->setWatched(true);
    QTRY_VERIFY(m_now->asOf().isValid());
    m_now->setWatched(false);
    m_shop->clock.advance(600'000);
    QCoreApplication::processEvents();
    QCOMPARE(m_shop->service.arrived(u"GetStage"_s), 1);
}

void TestPublishingNow::nobodyEver()
{
    m_now->setWatched(true);
    m_now->setStage(m_stage);
    QTRY_VERIFY(m_now->asOf().isValid());
    QVERIFY(m_now->people().isEmpty());
    QVERIFY(!m_now->lastPublished().isValid());
    // One who only listens is nobody who publishes.
    m_shop->enter(m_stage, u"viewer"_s);
    again();
    QTRY_VERIFY(m_shop->service.arrived(u"ListParticipants"_s) > 0);
    QVERIFY(m_now->people().isEmpty());
}

void TestPublishingNow::peopleWithTheirAttributes()
{
    const auto host = m_shop->service.join(m_stage, u"host"_s, {{u"role"_s, u"true"_s}});
    m_shop->service.act(u"publish"_s, m_stage, host.participantId);
    pass(5);
    m_shop->enter(m_stage, u"guest"_s, true);
    m_now->setWatched(true);
    m_now->setStage(m_stage);
    QTRY_COMPARE(m_now->people().size(), 2);
    QCOMPARE(m_now->people()[0].name, u"host"_s);
    QCOMPARE(m_now->people()[0].attributes.value(u"role"_s), u"true"_s);
    QCOMPARE(m_now->people()[1].name, u"guest"_s);
    QVERIFY(!m_now->lastPublished().isValid());
    // Attributes are asked once for each.
    again();
    QTRY_COMPARE(m_shop->service.arrived(u"ListParticipants"_s), 2);
    QCOMPARE(m_shop->service.arrived(u"GetParticipant"_s), 2);
}

void TestPublishingNow::readAgainByHand()
{
    m_shop->enter(m_stage, u"host"_s, true);
    m_now->setStage(m_stage);
    m_now->reload(); // nobody looks
    QVERIFY(!m_now->isReading());
    m_now->setWatched(true);
    QVERIFY(m_now->isReading());
    QTRY_COMPARE(m_now->people().size(), 1);
    QVERIFY(!m_now->isReading());
    m_now->reload();
    QTRY_COMPARE(m_shop->service.arrived(u"GetParticipant"_s), 2); // attributes, too
    QTRY_VERIFY(!m_now->isReading());
    m_now->setStage({});
    QVERIFY(m_now->people().isEmpty() && !m_now->isReading());
}

void TestPublishingNow::lastOneLeft()
{
    const ParticipantTarget host = m_shop->enter(m_stage, u"host"_s, true);
    m_shop->enter(m_stage, u"viewer"_s);
    pass(60);
    m_now->setWatched(true);
    m_now->setStage(m_stage);
    QTRY_COMPARE(m_now->people().size(), 1);
    m_shop->service.act(u"unpublish"_s, m_stage, host.participantId);
    pass(20);
    again();
    QTRY_VERIFY(m_now->people().isEmpty());
    const qint64 silent = m_now->lastPublished().secsTo(m_shop->workspace->clock()->now());
    QVERIFY2(std::abs(silent - 20) <= 1, qPrintable(QString::number(silent)));
}

void TestPublishingNow::sessionIsOver()
{
    const ParticipantTarget host = m_shop->enter(m_stage, u"host"_s, true);
    pass(30);
    m_shop->service.act(u"leave"_s, m_stage, host.participantId);
    pass(600);
    m_now->setWatched(true);
    m_now->setStage(m_stage);
    QTRY_VERIFY(m_now->asOf().isValid());
    QVERIFY(m_now->people().isEmpty());
    QVERIFY(m_now->lastPublished().isValid());
    QVERIFY(m_now->lastPublished() < m_shop->workspace->clock()->now());
}

void TestPublishingNow::tooManyToKnow()
{
    for (int i = 0; i <= PublishingNow::kMost; ++i) {
        const ParticipantTarget who = m_shop->enter(m_stage, u"guest-%1"_s.arg(i), true);
        m_shop->service.act(u"unpublish"_s, m_stage, who.participantId);
    }
    m_now->setWatched(true);
    m_now->setStage(m_stage);
    QTRY_VERIFY(m_now->hasTooMany());
    QVERIFY(!m_now->isReading());
    QVERIFY(!m_now->asOf().isValid());
    QCOMPARE(m_shop->service.arrived(u"ListParticipantEvents"_s), 0);
}

void TestPublishingNow::failedReadIsMended()
{
    m_shop->enter(m_stage, u"host"_s, true);
    QVERIFY(m_shop->service.fault(u"ListParticipantEvents"_s, u"status"_s, 403));
    m_now->setWatched(true);
    m_now->setStage(m_stage);
    QTRY_VERIFY(m_now->error());
    QVERIFY(!m_now->asOf().isValid());
    again(PublishingNow::kInterval * 4);
    QTRY_COMPARE(m_now->people().size(), 1);
    QVERIFY(!m_now->error());
}

void TestPublishingNow::anotherStage()
{
    m_shop->enter(m_stage, u"host"_s, true);
    const QString other = m_shop->makeStage(u"other"_s);
    m_now->setWatched(true);
    m_now->setStage(m_stage);
    QTRY_COMPARE(m_now->people().size(), 1);
    QVERIFY(m_shop->service.fault(u"GetStage"_s, u"latency"_s, 50));
    m_now->setStage(other);
    QVERIFY(m_now->people().isEmpty() && !m_now->asOf().isValid());
    m_now->setStage(m_stage); // before the other one answered
    QTRY_COMPARE(m_now->people().size(), 1);
    QCOMPARE(m_now->stageArn(), m_stage);
    m_now->setStage({});
    QVERIFY(m_now->people().isEmpty());
}

QTEST_GUILESS_MAIN(TestPublishingNow)
#include "tst_publishingnow.moc"
