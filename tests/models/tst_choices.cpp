// SPDX-License-Identifier: GPL-3.0-or-later

// What forms let one choose among, read from ivs-local over HTTP: channels with what is live on them, storage
// configurations.

#include "models/choices.h"
#include "models/serviceclock.h"
#include "tests/support/connection.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

class TestChoices final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void channelsByName();
    void liveChannels();
    void manyChannels();
    void refusedKeepsWhatWasKnown();
    void secondReload();
    void renewedWhileReading();

private:
    bool settled(Choices *choices) const
    {
        return QTest::qWaitFor([choices] { return !choices->isLoading(); }, 5000);
    }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<ServiceClock> m_clock;
};

void TestChoices::init()
{
    m_service = std::make_unique<LocalService>();
    m_connection = std::make_unique<Connection>(*m_service, 1);
    m_clock = std::make_unique<ServiceClock>(&m_connection->clock);
}

void TestChoices::cleanup()
{
    m_clock.reset();
    m_connection.reset();
    m_service.reset();
}

void TestChoices::channelsByName()
{
    ChannelChoices channels(&m_connection->client, m_clock.get(), nullptr);
    QVERIFY(!channels.asOf().isValid());
    channels.reload();
    QVERIFY(settled(&channels));
    QStringList names;
    for (const ivs::ChannelSummary &channel : channels.choices())
        names << channel.name;
    QCOMPARE(names, (QStringList {u"backup-basic"_s, u"cinema-hd"_s, u"evening-show"_s, u"vertical-feed"_s}));
    QVERIFY(channels.asOf().isValid());
    QVERIFY(!channels.error());
    QVERIFY(!channels.liveStream(channels.choices().first().arn));
}

void TestChoices::liveChannels()
{
    const QString arn =
        m_service->control(u"channel"_s, {{u"id"_s, u"elsewhere"_s}, {u"live"_s, true}})[u"arn"_s].toString();
    ChannelChoices channels(&m_connection->client, m_clock.get(), nullptr);
    channels.reload();
    QVERIFY(settled(&channels));
    QVERIFY(channels.liveStream(arn));
    QCOMPARE(channels.liveStream(arn)->state, ivs::Enum(ivs::StreamState::Live));
    m_service->control(u"channel"_s, {{u"id"_s, u"elsewhere"_s}, {u"live"_s, false}});
    QVERIFY(channels.liveStream(arn)); // as of the last reading
    channels.reload();
    QVERIFY(settled(&channels));
    QVERIFY(!channels.liveStream(arn));
}

void TestChoices::manyChannels()
{
    for (int i = 0; i < 230; ++i)
        m_service->control(u"channel"_s, {{u"id"_s, u"many-%1"_s.arg(i)}});
    ChannelChoices channels(&m_connection->client, m_clock.get(), nullptr);
    channels.reload();
    QVERIFY(settled(&channels));
    QCOMPARE(channels.choices().size(), 234);
    QCOMPARE(m_service->arrived(u"ListChannels"_s), 3);
    QCOMPARE(m_service->arrived(u"ListStreams"_s), 1);
}

void TestChoices::refusedKeepsWhatWasKnown()
{
    ChannelChoices channels(&m_connection->client, m_clock.get(), nullptr);
    channels.reload();
    QVERIFY(settled(&channels));
    const QDateTime asOf = channels.asOf();
    QVERIFY(m_service->fault(u"ListStreams"_s, u"status"_s, 403));
    channels.reload();
    QVERIFY(settled(&channels));
    QVERIFY(channels.error());
    QCOMPARE(channels.choices().size(), 4);
    QCOMPARE(channels.asOf(), asOf);
    channels.reload();
    QVERIFY(settled(&channels));
    QVERIFY(!channels.error());
}

void TestChoices::secondReload()
{
    StorageChoices storages(&m_connection->client, m_clock.get(), nullptr);
    QSignalSpy changes(&storages, &Choices::changed);
    storages.reload();
    storages.reload();
    QVERIFY(settled(&storages));
    QCOMPARE(m_service->arrived(u"ListStorageConfigurations"_s), 1);
    QCOMPARE(changes.count(), 2); // it began, it ended
}

void TestChoices::renewedWhileReading()
{
    StorageChoices storages(&m_connection->client, m_clock.get(), nullptr);
    QVERIFY(m_service->fault(u"ListStorageConfigurations"_s, u"latency"_s, 100, 1));
    storages.reload();
    m_service->perform(u"CreateStorageConfiguration"_s, {{u"s3"_s, QJsonObject {{u"bucketName"_s, u"fresh-one"_s}}}});
    storages.renew();
    QVERIFY(settled(&storages));
    QCOMPARE(m_service->arrived(u"ListStorageConfigurations"_s), 2);
    QCOMPARE(storages.choices().size(), 1);
}

QTEST_GUILESS_MAIN(TestChoices)
#include "tst_choices.moc"
