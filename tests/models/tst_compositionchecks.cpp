// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionacts.h"
#include "models/compositionchecks.h"
#include "models/outputuse.h"
#include "tests/models/actshop.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using Light = CompositionCheck::Light;

/// What is said before a composition is started, against the local service, whatever it answers.
class TestCompositionChecks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void allGood();
    void nobodyPublishes();
    void eventsDecideWhoPublishes();
    void stageIsGone();
    void quotaOfTheStage();
    void quotaOfTheAccount();
    void whatIsGone();
    void anotherRegionIsNotAsked();
    void nothingChosen();
    void attributes();
    void order();
    void pictureInPicture();
    void channelIsIdleOrLive();
    void channelThatACompositionFeeds();
    void channelThatIsGone();
    void channelAndEncoder_data();
    void channelAndEncoder();
    void refusedIsUnknown();
    void serviceGone();
    void laterQuestionCounts();
    void changedDraftAsksNothing();
    void deletedMeanwhile();

private:
    CompositionCheck at(const QString &id) const
    {
        for (const CompositionCheck &check : m_checks->checks()) {
            if (check.id == id)
                return check;
        }
        return {};
    }
    bool ended()
    {
        return QTest::qWaitFor([this] { return !m_checks->isChecking(); }, 15000);
    }
    bool check(const CompositionDraft &draft)
    {
        m_checks->check(draft);
        return m_checks->isChecking() && ended();
    }
    QString enter(const QString &userId, const QJsonObject &attributes)
    {
        const auto joined = m_shop->service.join(m_stage, userId, attributes);
        m_shop->service.act(u"publish"_s, m_stage, joined.participantId);
        return joined.participantId;
    }

    QString channel(const QString &id, const QString &type = u"STANDARD"_s, bool live = false)
    {
        return m_shop->service.control(u"channel"_s, {{u"id"_s, id}, {u"type"_s, type}, {u"live"_s, live}})["arn"_L1]
            .toString();
    }
    /// The draft goes to this channel alone.
    void broadcastTo(const QString &arn)
    {
        m_draft.channel = {true, {}, arn, m_draft.recording.encoderArn};
        m_draft.recording.on = false;
    }

    std::unique_ptr<ActShop> m_shop;
    std::unique_ptr<CompositionChecks> m_checks;
    CompositionDraft m_draft; ///< of a recording
    QString m_stage;
};

void TestCompositionChecks::init()
{
    m_shop = std::make_unique<ActShop>();
    m_stage = m_shop->makeStage(u"evening"_s);
    m_draft = {};
    m_draft.stageArn = m_stage;
    m_draft.channel.on = false;
    m_draft.recording.on = true;
    m_draft.recording.encoderArn = m_shop->service.perform(u"CreateEncoderConfiguration"_s, {{u"name"_s, u"hd"_s}})
                                       .value("encoderConfiguration"_L1)["arn"_L1]
                                       .toString();
    m_draft.recording.storageArn =
        m_shop->service
            .perform(u"CreateStorageConfiguration"_s,
                {{u"name"_s, u"archive"_s}, {u"s3"_s, QJsonObject {{u"bucketName"_s, u"archive-bucket"_s}}}})
            .value("storageConfiguration"_L1)["arn"_L1]
            .toString();
    m_draft.idempotencyToken = CompositionDraft::newToken();
    QVERIFY(m_draft.faults().isEmpty());
    m_checks = std::make_unique<CompositionChecks>(m_shop->workspace, nullptr);
}

void TestCompositionChecks::cleanup()
{
    m_checks.reset();
    m_shop.reset();
}

void TestCompositionChecks::allGood()
{
    enter(u"host-1"_s, {{u"role"_s, u"true"_s}, {u"seat"_s, u"1"_s}});
    enter(u"guest-2"_s, {{u"seat"_s, u"2"_s}});
    m_draft.grid.featuredParticipantAttribute = u"role"_s;
    m_draft.grid.participantOrderAttribute = u"seat"_s;
    QSignalSpy changed(m_checks.get(), &CompositionChecks::changed);
    QVERIFY(check(m_draft));
    QVERIFY(!changed.isEmpty());
    QVERIFY(m_checks->asOf().isValid());
    QStringList ids;
    for (const CompositionCheck &each : m_checks->checks()) {
        ids << each.id;
        QVERIFY2(each.light == (each.canBeTold ? Light::Green : Light::Unknown), qPrintable(each.words));
        QVERIFY(each.mend.isEmpty());
    }
    QCOMPARE(ids,
        QStringList({u"publishers"_s, u"quota"_s, u"storage"_s, u"recording-encoder"_s, u"featured"_s, u"order"_s,
            u"resolution"_s}));
    QCOMPARE(at(u"publishers"_s).words, u"2 people publish: host-1, guest-2."_s);
    QCOMPARE(at(u"quota"_s).words, u"0 of 20 compositions run, 0 of 5 on this stage."_s);
    QCOMPARE(at(u"storage"_s).words, u"Storage archive: bucket archive-bucket."_s);
    QVERIFY(at(u"recording-encoder"_s).words.startsWith(u"Encoder hd: 1280×720 · 30 fps · 2.5 Mbit/s"_s));
    QCOMPARE(at(u"featured"_s).words, u"host-1 is featured (role is “true”)."_s);
    QCOMPARE(at(u"order"_s).words, u"2 of 2 publishers are ordered by seat."_s);
    QCOMPARE(m_checks->count(Light::Green), 6);
}

void TestCompositionChecks::nobodyPublishes()
{
    QVERIFY(check(m_draft)); // no session at all
    QCOMPARE(at(u"publishers"_s).light, Light::Red);
    QVERIFY(at(u"publishers"_s).words.contains(u"60 s"_s));
    QCOMPARE(at(u"publishers"_s).page, u"stages"_s);
    QCOMPARE(at(u"publishers"_s).key, m_stage);
    m_shop->enter(m_stage, u"listener"_s);
    QVERIFY(check(m_draft)); // somebody who only listens
    QCOMPARE(at(u"publishers"_s).light, Light::Red);
}

void TestCompositionChecks::eventsDecideWhoPublishes()
{
    const QString host = enter(u"host"_s, {});
    QVERIFY(check(m_draft));
    QCOMPARE(at(u"publishers"_s).words, u"host publishes."_s);
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 5}});
    QVERIFY(m_shop->service.act(u"unpublish"_s, m_stage, host));
    // `published` stays true: it tells that somebody ever did.
    QVERIFY(check(m_draft));
    QCOMPARE(at(u"publishers"_s).light, Light::Red);
    // Where the events can't be read, nothing is claimed.
    QVERIFY(m_shop->service.fault(u"ListParticipantEvents"_s, u"status"_s, 403, 1000));
    QVERIFY(check(m_draft));
    QCOMPARE(at(u"publishers"_s).light, Light::Amber);
}

void TestCompositionChecks::stageIsGone()
{
    m_shop->service.perform(u"DeleteStage"_s, {{u"arn"_s, m_stage}});
    QVERIFY(check(m_draft));
    QCOMPARE(at(u"publishers"_s).light, Light::Red);
    QCOMPARE(at(u"publishers"_s).path, u"stageArn"_s);
    QVERIFY(at(u"publishers"_s).words.contains(u"does not exist"_s));
}

void TestCompositionChecks::quotaOfTheStage()
{
    enter(u"host"_s, {});
    CompositionActs *acts = m_shop->workspace->compositionActs();
    for (int i = 0; i < 5; ++i) {
        m_draft.idempotencyToken = CompositionDraft::newToken();
        Undertaking *act = acts->start(m_draft);
        QSignalSpy finished(act, &Undertaking::finished);
        act->start();
        QVERIFY(finished.wait(15000));
        QVERIFY(act->isAllDone());
        act->dismiss();
        QVERIFY(check(m_draft));
        QCOMPARE(at(u"quota"_s).light, i < 4 ? Light::Green : Light::Red);
    }
    QCOMPARE(at(u"quota"_s).words, u"5 of 20 compositions run, 5 of 5 on this stage: the service refuses one more."_s);
    QCOMPARE(at(u"quota"_s).page, u"compositions"_s);
    // What has ended is in the list for five minutes more, and takes no place.
    const QJsonArray all = m_shop->service.perform(u"ListCompositions"_s, {})["compositions"_L1].toArray();
    m_shop->service.perform(u"StopComposition"_s, {{u"arn"_s, all.first()["arn"_L1]}});
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 10}});
    QVERIFY(check(m_draft));
    QCOMPARE(at(u"quota"_s).words, u"4 of 20 compositions run, 4 of 5 on this stage."_s);
}

void TestCompositionChecks::quotaOfTheAccount()
{
    CompositionFacts facts;
    facts.region = u"us-east-1"_s;
    facts.mostInAll = 2;
    facts.mostOfStage = 5;
    ivs::CompositionSummary running;
    running.state = ivs::CompositionState::Stopping; // it holds its place until it has stopped
    facts.compositions = {facts.region, false, QList {running, running}, {}};
    QCOMPARE(checksOf(m_draft, facts).at(1).light, Light::Red);
    facts.mostInAll = 3;
    QCOMPARE(checksOf(m_draft, facts).at(1).light, Light::Green);
}

void TestCompositionChecks::whatIsGone()
{
    m_shop->service.perform(u"DeleteEncoderConfiguration"_s, {{u"arn"_s, m_draft.recording.encoderArn}});
    m_shop->service.perform(u"DeleteStorageConfiguration"_s, {{u"arn"_s, m_draft.recording.storageArn}});
    QVERIFY(check(m_draft));
    for (const QString &id : {u"recording-encoder"_s, u"storage"_s}) {
        QCOMPARE(at(id).light, Light::Red);
        QVERIFY(at(id).words.contains(u"does not exist any more"_s));
        QVERIFY(!at(id).mend.isEmpty());
    }
    QCOMPARE(at(u"storage"_s).path, u"destinations[0].s3.storageConfigurationArn"_s);
    QCOMPARE(at(u"recording-encoder"_s).path, u"destinations[0].s3.encoderConfigurationArns"_s);
}

void TestCompositionChecks::anotherRegionIsNotAsked()
{
    m_draft.recording.encoderArn.replace(u"us-east-1"_s, u"eu-west-1"_s);
    m_draft.stageArn.replace(u"us-east-1"_s, u"eu-west-1"_s);
    QVERIFY(check(m_draft));
    QCOMPARE(at(u"recording-encoder"_s).light, Light::Red);
    QVERIFY(at(u"recording-encoder"_s).words.contains(u"eu-west-1"_s));
    QCOMPARE(at(u"publishers"_s).light, Light::Red);
    QCOMPARE(m_shop->service.arrived(u"GetEncoderConfiguration"_s), 0);
    QCOMPARE(m_shop->service.arrived(u"GetStage"_s), 0);
}

void TestCompositionChecks::nothingChosen()
{
    m_draft.stageArn.clear();
    m_draft.recording.storageArn.clear();
    m_draft.recording.encoderArn.clear();
    m_draft.grid.featuredParticipantAttribute = u"role"_s;
    QVERIFY(check(m_draft));
    for (const QString &id : {u"publishers"_s, u"storage"_s, u"recording-encoder"_s}) {
        QCOMPARE(at(id).light, Light::Red);
        QVERIFY(!at(id).path.isEmpty());
        QVERIFY(!at(id).mend.isEmpty());
    }
    QCOMPARE(at(u"featured"_s).light, Light::Unknown);
    // A channel may do without an encoder.
    m_draft.channel.on = true;
    m_checks->update(m_draft);
    QCOMPARE(at(u"channel-encoder"_s).light, Light::Green);
    QVERIFY(at(u"channel-encoder"_s).words.contains(u"1280×720"_s));
}

void TestCompositionChecks::attributes()
{
    enter(u"host-1"_s, {{u"role"_s, u"host"_s}});
    m_draft.layout = CompositionDraft::Layout::Pip;
    m_draft.pip.featuredParticipantAttribute = u"role"_s;
    m_draft.pip.pipParticipantAttribute = u"over"_s;
    QVERIFY(check(m_draft));
    QCOMPARE(at(u"featured"_s).light, Light::Amber);
    QCOMPARE(
        at(u"featured"_s).words, u"Nobody is featured: role has to be “true”, and is something else for host-1."_s);
    QCOMPARE(at(u"featured"_s).path, u"layout.pip.featuredParticipantAttribute"_s);
    QCOMPARE(at(u"pip"_s).light, Light::Amber);
    QCOMPARE(at(u"pip"_s).words, u"Nobody is the picture in picture: no publisher has the attribute over."_s);
    enter(u"host-2"_s, {{u"role"_s, u"true"_s}, {u"over"_s, u"true"_s}});
    enter(u"host-3"_s, {{u"role"_s, u"true"_s}});
    QVERIFY(check(m_draft));
    QCOMPARE(at(u"featured"_s).light, Light::Amber);
    QVERIFY(at(u"featured"_s).words.contains(u"host-2, host-3"_s));
    QCOMPARE(at(u"pip"_s).light, Light::Green);
    // Attributes that can't be read are not taken for none.
    QVERIFY(m_shop->service.fault(u"GetParticipant"_s, u"status"_s, 403, 1000));
    QVERIFY(check(m_draft));
    QCOMPARE(at(u"featured"_s).light, Light::Unknown);
}

void TestCompositionChecks::order()
{
    enter(u"host"_s, {{u"seat"_s, u"1.5"_s}});
    enter(u"guest"_s, {{u"seat"_s, u"-2"_s}});
    m_draft.grid.participantOrderAttribute = u"seat"_s;
    QVERIFY(check(m_draft));
    QCOMPARE(at(u"order"_s).light, Light::Amber);
    QVERIFY(at(u"order"_s).words.contains(u"no whole number for host:"_s));
    m_draft.grid.participantOrderAttribute = u"place"_s;
    m_checks->update(m_draft);
    QCOMPARE(at(u"order"_s).words, u"No publisher has the attribute place: everybody stands by arrival."_s);
}

void TestCompositionChecks::pictureInPicture()
{
    m_draft.layout = CompositionDraft::Layout::Pip;
    QVERIFY(check(m_draft));
    QVERIFY(at(u"pip-size"_s).id.isEmpty()); // nobody lies over it
    m_draft.pip.pipParticipantAttribute = u"over"_s;
    m_checks->update(m_draft);
    QCOMPARE(at(u"pip-size"_s).light, Light::Green);
    m_draft.pip.pipWidth = 1300;
    m_draft.pip.pipHeight = 100;
    m_checks->update(m_draft);
    QCOMPARE(at(u"pip-size"_s).light, Light::Amber);
    QVERIFY(at(u"pip-size"_s).words.contains(u"larger than the canvas of 1280×720"_s));
    m_draft.pip.pipWidth = 1270;
    m_draft.pip.pipOffset = 20;
    m_checks->update(m_draft);
    QCOMPARE(at(u"pip-size"_s).light, Light::Amber);
    QVERIFY(at(u"pip-size"_s).words.contains(u"with its offset"_s));
    m_draft.recording.encoderArn += u"x"_s; // whose size nobody has asked for
    m_checks->update(m_draft);
    QCOMPARE(at(u"pip-size"_s).light, Light::Unknown);
}

void TestCompositionChecks::channelIsIdleOrLive()
{
    const QString arn = channel(u"show"_s);
    QVERIFY(!arn.isEmpty());
    broadcastTo(arn);
    QVERIFY(check(m_draft));
    QCOMPARE(at(u"channel"_s).light, Light::Green);
    QCOMPARE(at(u"channel"_s).words, u"Channel show is idle."_s);
    QCOMPARE(at(u"fit"_s).light, Light::Green);
    channel(u"show"_s, u"STANDARD"_s, true); // by an encoder of somebody's
    QVERIFY(check(m_draft));
    QCOMPARE(at(u"channel"_s).light, Light::Red);
    QCOMPARE(at(u"channel"_s).path, u"destinations[0].channel.channelArn"_s);
    QVERIFY(at(u"channel"_s).page.isEmpty());
    // What is broadcast can't be told: nothing is claimed.
    QVERIFY(m_shop->service.fault(u"GetStream"_s, u"status"_s, 403, 1));
    QVERIFY(check(m_draft));
    QCOMPARE(at(u"channel"_s).light, Light::Unknown);
    m_draft.channel.channelArn.clear();
    m_checks->update(m_draft);
    QCOMPARE(at(u"channel"_s).words, u"No channel is chosen."_s);
    QVERIFY(at(u"fit"_s).id.isEmpty());
}

void TestCompositionChecks::channelThatACompositionFeeds()
{
    enter(u"host"_s, {});
    broadcastTo(channel(u"show"_s));
    const QJsonObject to {{u"channelArn"_s, m_draft.channel.channelArn}};
    const QString fed =
        m_shop->service
            .perform(u"StartComposition"_s,
                {{u"stageArn"_s, m_stage}, {u"destinations"_s, QJsonArray {QJsonObject {{u"channel"_s, to}}}}})
            .value("composition"_L1)["arn"_L1]
            .toString();
    QVERIFY(!fed.isEmpty());
    m_shop->workspace->compositions()->reload();
    QTRY_VERIFY(!m_shop->workspace->outputUse()->of(m_draft.channel.channelArn).isEmpty());
    QVERIFY(check(m_draft)); // it starts, and is not live yet
    QCOMPARE(at(u"channel"_s).light, Light::Red);
    QVERIFY2(at(u"channel"_s).words.contains(u"is about to feed channel show"_s), qPrintable(at(u"channel"_s).words));
    QCOMPARE(at(u"channel"_s).page, u"compositions"_s);
    QCOMPARE(at(u"channel"_s).key, fed);
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 10}});
    QVERIFY(check(m_draft));
    QVERIFY2(at(u"channel"_s).words.contains(u"is live, fed by composition"_s), qPrintable(at(u"channel"_s).words));
    QVERIFY(at(u"quota"_s).words.startsWith(u"1 of 20"_s));
    m_checks->setReplaced(fed); // the one that goes
    QCOMPARE(at(u"channel"_s).light, Light::Green);
    QVERIFY(at(u"quota"_s).words.startsWith(u"0 of 20"_s));
}

void TestCompositionChecks::channelThatIsGone()
{
    broadcastTo(u"arn:aws:ivs:us-east-1:123456789012:channel/nowhere"_s);
    QVERIFY(check(m_draft));
    QCOMPARE(at(u"channel"_s).light, Light::Red);
    QVERIFY(at(u"channel"_s).words.contains(u"does not exist any more"_s));
    QCOMPARE(at(u"fit"_s).light, Light::Unknown);
}

void TestCompositionChecks::channelAndEncoder_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("bitrate");
    QTest::addColumn<bool>("fits");
    QTest::newRow("standard takes all") << u"STANDARD"_s << QSize(1920, 1080) << 8'500'000 << true;
    QTest::newRow("advanced hd") << u"ADVANCED_HD"_s << QSize(1080, 1920) << 8'500'000 << true;
    QTest::newRow("basic 480p") << u"BASIC"_s << QSize(852, 480) << 1'500'000 << true;
    QTest::newRow("basic 480p too much") << u"BASIC"_s << QSize(852, 480) << 1'500'001 << false;
    QTest::newRow("basic 720p") << u"BASIC"_s << QSize(1280, 720) << 3'500'000 << true;
    QTest::newRow("basic 1080p too much") << u"BASIC"_s << QSize(1920, 1080) << 3'500'001 << false;
    QTest::newRow("of a later service") << u"ULTRA"_s << QSize(1280, 720) << 2'500'000 << false;
}

void TestCompositionChecks::channelAndEncoder()
{
    QFETCH(QString, type);
    QFETCH(QSize, size);
    QFETCH(int, bitrate);
    QFETCH(bool, fits);
    broadcastTo(u"arn:aws:ivs:us-east-1:123456789012:channel/show"_s);
    const QString encoder = m_draft.channel.encoderArn;
    CompositionFacts facts;
    facts.region = u"us-east-1"_s;
    ivs::Channel channel;
    channel.type = ivs::Enum<ivs::ChannelType>::fromText(type);
    facts.channel = {m_draft.channel.channelArn, false, channel, {}};
    ivs::EncoderConfiguration made;
    made.video = ivs::Video {size.width(), size.height(), 30, bitrate};
    facts.encoders.insert(encoder, {encoder, false, made, {}});
    const Light wanted = fits ? Light::Green : channel.type.isKnown() ? Light::Amber : Light::Unknown;
    const QList<CompositionCheck> checks = checksOf(m_draft, facts);
    const auto fit =
        std::find_if(checks.begin(), checks.end(), [](const CompositionCheck &each) { return each.id == "fit"_L1; });
    QVERIFY(fit != checks.end());
    QCOMPARE(fit->light, wanted);
}

void TestCompositionChecks::refusedIsUnknown()
{
    QVERIFY(m_shop->service.fault(u"GetStorageConfiguration"_s, u"status"_s, 403, 1));
    QVERIFY(m_shop->service.fault(u"ListCompositions"_s, u"status"_s, 403, 1000));
    QVERIFY(check(m_draft));
    for (const QString &id : {u"storage"_s, u"quota"_s}) {
        QCOMPARE(at(id).light, Light::Unknown);
        QVERIFY(at(id).words.contains(u": it could not be told"_s));
    }
    m_shop->service.clearFaults();
    QVERIFY(check(m_draft));
    QCOMPARE(at(u"storage"_s).light, Light::Green);
    QCOMPARE(at(u"quota"_s).light, Light::Green);
}

void TestCompositionChecks::serviceGone()
{
    m_shop->service.stop();
    m_checks->check(m_draft);
    QVERIFY(m_checks->isChecking());
    QTRY_VERIFY_WITH_TIMEOUT((m_shop->clock.advance(5000), !m_checks->isChecking()), 15000);
    QCOMPARE(m_checks->count(Light::Green), 0);
    QCOMPARE(m_checks->count(Light::Red), 0);
}

void TestCompositionChecks::laterQuestionCounts()
{
    enter(u"host"_s, {});
    const QString empty = m_shop->makeStage(u"empty"_s);
    QVERIFY(m_shop->service.fault(u"GetStage"_s, u"latency"_s, 300, 1));
    m_checks->check(m_draft);
    CompositionDraft other = m_draft;
    other.stageArn = empty;
    QVERIFY(check(other));
    QCOMPARE(at(u"publishers"_s).light, Light::Red);
    m_checks->update(m_draft);
    QCOMPARE(at(u"publishers"_s).light, Light::Unknown);
    QCOMPARE(at(u"publishers"_s).words, u"Who publishes: not checked yet."_s);
}

void TestCompositionChecks::changedDraftAsksNothing()
{
    QVERIFY(check(m_draft));
    const int asked = m_shop->service.arrived(u"GetStage"_s) + m_shop->service.arrived(u"GetEncoderConfiguration"_s);
    const QDateTime asOf = m_checks->asOf();
    m_draft.recording.encoderArn += u"x"_s;
    m_checks->update(m_draft);
    QCOMPARE(at(u"recording-encoder"_s).words, u"The recording's encoder: not checked yet."_s);
    QVERIFY(!m_checks->isChecking());
    QCOMPARE(m_shop->service.arrived(u"GetStage"_s) + m_shop->service.arrived(u"GetEncoderConfiguration"_s), asked);
    QCOMPARE(m_checks->asOf(), asOf);
}

void TestCompositionChecks::deletedMeanwhile()
{
    QVERIFY(m_shop->service.fault(u"GetStage"_s, u"latency"_s, 200, 1));
    m_checks->check(m_draft);
    m_checks.reset();
    // What still arrives finds nobody: the next reader is answered as ever.
    m_checks = std::make_unique<CompositionChecks>(m_shop->workspace, nullptr);
    QVERIFY(check(m_draft));
    QCOMPARE(at(u"storage"_s).light, Light::Green);
}

QTEST_GUILESS_MAIN(TestCompositionChecks)
#include "tst_compositionchecks.moc"
