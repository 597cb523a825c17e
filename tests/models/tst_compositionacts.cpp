// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionacts.h"
#include "models/encoderdraft.h"
#include "models/ivs/codec.h"
#include "models/ivs/validation.h"
#include "tests/models/actshop.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using Phase = Undertaking::Phase;

/// Compositions, encoders and storages made and ended against the local service, whatever it answers.
class TestCompositionActs final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void startsAndStops();
    void lostAnswerStartsNoSecond();
    void pressedTwice();
    void encoderDeletedInBetween();
    void quota();
    void stopOfOneThatIsGone();
    void lostStop();
    void encoders();
    void storages();
    void readOnly();
    void presets();
    void encoderFaults();
    void videoWords();

private:
    Phase run(Undertaking *act)
    {
        QSignalSpy finished(act, &Undertaking::finished);
        act->start();
        if (!act->isFinished() && !finished.wait(15000))
            return Phase::Underway;
        m_error = act->firstError();
        const Phase phase = act->phase(0);
        act->dismiss();
        return phase;
    }
    CompositionDraft draft()
    {
        CompositionDraft made;
        made.stageArn = m_stage;
        made.stageName = u"evening"_s;
        made.channel.on = false;
        made.recording.on = true;
        made.recording.encoderArn = m_encoder;
        made.recording.storageArn = m_storage;
        made.idempotencyToken = CompositionDraft::newToken();
        return made;
    }
    int running()
    {
        return int(m_shop->service.perform(u"ListCompositions"_s, {})["compositions"_L1].toArray().size());
    }

    std::unique_ptr<ActShop> m_shop;
    CompositionActs *m_acts = nullptr;
    QString m_stage;
    QString m_encoder;
    QString m_storage;
    std::optional<aws::Error> m_error;
};

void TestCompositionActs::init()
{
    m_shop = std::make_unique<ActShop>();
    m_acts = m_shop->workspace->compositionActs();
    m_stage = m_shop->makeStage(u"evening"_s);
    m_shop->enter(m_stage, u"host"_s, true);
    m_encoder = m_shop->service.perform(u"CreateEncoderConfiguration"_s, {{u"name"_s, u"hd"_s}})
                    .value("encoderConfiguration"_L1)["arn"_L1]
                    .toString();
    m_storage =
        m_shop->service
            .perform(u"CreateStorageConfiguration"_s, {{u"s3"_s, QJsonObject {{u"bucketName"_s, u"archive-bucket"_s}}}})
            .value("storageConfiguration"_L1)["arn"_L1]
            .toString();
    QVERIFY(!m_encoder.isEmpty() && !m_storage.isEmpty());
}

void TestCompositionActs::cleanup() { m_shop.reset(); }

void TestCompositionActs::startsAndStops()
{
    QSignalSpy started(m_acts, &CompositionActs::started);
    QSignalSpy touched(m_acts, &CompositionActs::compositionsTouched);
    const CompositionDraft made = draft();
    QVERIFY(made.faults().isEmpty());
    QCOMPARE(run(m_acts->start(made)), Phase::Done);
    QCOMPARE(started.size(), 1);
    const auto composition = started.first().first().value<ivs::Composition>();
    QCOMPARE(composition.stageArn, m_stage);
    QCOMPARE(composition.layout.grid->gridGap, std::optional(2));
    QCOMPARE(touched.size(), 1);
    QTRY_COMPARE(m_shop->workspace->compositions()->rowCount(), 1); // the watch's list is read at once
    QCOMPARE(run(m_acts->stop({composition.arn}, {u"evening"_s})), Phase::Done);
    QCOMPARE(touched.size(), 2);
}

void TestCompositionActs::lostAnswerStartsNoSecond()
{
    QVERIFY(m_shop->service.fault(u"StartComposition"_s, u"drop"_s, u"after"_s));
    QCOMPARE(run(m_acts->start(draft())), Phase::Done);
    QCOMPARE(m_shop->service.arrived(u"StartComposition"_s), 2); // with the same token
    QCOMPARE(running(), 1);
}

void TestCompositionActs::pressedTwice()
{
    const CompositionDraft made = draft();
    QCOMPARE(run(m_acts->start(made)), Phase::Done);
    QCOMPARE(run(m_acts->start(made)), Phase::Done);
    QCOMPARE(running(), 1);
    CompositionDraft changed = made;
    changed.grid.gridGap = 8;
    QCOMPARE(run(m_acts->start(changed)), Phase::Failed);
    QCOMPARE(m_error->kind, aws::ErrorKind::Conflict);
}

void TestCompositionActs::encoderDeletedInBetween()
{
    m_shop->service.perform(u"DeleteEncoderConfiguration"_s, {{u"arn"_s, m_encoder}});
    QCOMPARE(run(m_acts->start(draft())), Phase::Failed);
    QCOMPARE(m_error->kind, aws::ErrorKind::NotFound);
    QCOMPARE(running(), 0);
}

void TestCompositionActs::quota()
{
    for (int i = 0; i < 5; ++i)
        QCOMPARE(run(m_acts->start(draft())), Phase::Done);
    QCOMPARE(run(m_acts->start(draft())), Phase::Failed);
    QCOMPARE(m_error->kind, aws::ErrorKind::QuotaExceeded);
    QCOMPARE(running(), 5);
}

void TestCompositionActs::stopOfOneThatIsGone()
{
    QCOMPARE(run(m_acts->start(draft())), Phase::Done);
    QTRY_COMPARE(m_shop->workspace->compositions()->rowCount(), 1);
    const QString arn = m_shop->workspace->compositions()->keyAt(0);
    m_shop->service.perform(u"StopComposition"_s, {{u"arn"_s, arn}});
    m_shop->service.control(u"advance"_s, {{u"seconds"_s, 600}});
    QCOMPARE(run(m_acts->stop({arn}, {})), Phase::Failed);
    QCOMPARE(m_error->kind, aws::ErrorKind::NotFound);
}

void TestCompositionActs::lostStop()
{
    QCOMPARE(run(m_acts->start(draft())), Phase::Done);
    QTRY_COMPARE(m_shop->workspace->compositions()->rowCount(), 1);
    const QString arn = m_shop->workspace->compositions()->keyAt(0);
    QVERIFY(m_shop->service.fault(u"StopComposition"_s, u"drop"_s, u"before"_s));
    QCOMPARE(run(m_acts->stop({arn}, {})), Phase::Failed); // read back: it runs still
    QVERIFY(m_shop->service.fault(u"StopComposition"_s, u"drop"_s, u"after"_s));
    QCOMPARE(run(m_acts->stop({arn}, {})), Phase::Done);
    QCOMPARE(m_shop->service.acted(u"StopComposition"_s), 1);
}

void TestCompositionActs::encoders()
{
    QSignalSpy created(m_acts, &CompositionActs::encoderCreated);
    EncoderDraft made;
    EncoderPreset {1080, EncoderPreset::Shape::Portrait, 60}.fill(&made);
    QVERIFY(made.faults().isEmpty());
    QCOMPARE(run(m_acts->createEncoder(made.request())), Phase::Done);
    const auto encoder = created.first().first().value<ivs::EncoderConfiguration>();
    QCOMPARE(encoder.name, u"1080p60-portrait"_s);
    QCOMPARE(encoder.video, made.request().video);
    const EncoderDraft clone = EncoderDraft::cloneOf(encoder);
    QCOMPARE(clone.size, made.size);
    QCOMPARE(clone.framerate, made.framerate);
    QVERIFY(clone.name != encoder.name);

    // One that is used stays, and says so.
    QCOMPARE(run(m_acts->start(draft())), Phase::Done);
    QCOMPARE(run(m_acts->deleteEncoders({m_encoder}, {u"hd"_s})), Phase::Failed);
    QCOMPARE(m_error->kind, aws::ErrorKind::Conflict);
    QVERIFY(m_shop->service.fault(u"DeleteEncoderConfiguration"_s, u"drop"_s, u"after"_s));
    QCOMPARE(run(m_acts->deleteEncoders({encoder.arn}, {})), Phase::Done);
}

void TestCompositionActs::storages()
{
    QSignalSpy created(m_acts, &CompositionActs::storageCreated);
    ivs::CreateStorageConfigurationRequest request;
    request.name = u"second"_s;
    request.s3.bucketName = u"another-bucket"_s;
    QCOMPARE(run(m_acts->createStorage(request)), Phase::Done);
    const QString arn = created.first().first().value<ivs::StorageConfiguration>().arn;
    QCOMPARE(run(m_acts->deleteStorages({arn}, {u"second"_s})), Phase::Done);
    QCOMPARE(run(m_acts->deleteStorages({arn}, {u"second"_s})), Phase::Failed);
    QCOMPARE(m_error->kind, aws::ErrorKind::NotFound);
}

void TestCompositionActs::readOnly()
{
    m_shop->workspace->guard()->setReason(aws::ReadOnlyReason::Option, true);
    QCOMPARE(run(m_acts->start(draft())), Phase::Failed);
    QCOMPARE(run(m_acts->stop({u"arn:aws:ivs:us-east-1:123456789012:composition/abcdef"_s}, {})), Phase::Failed);
    QCOMPARE(m_error->kind, aws::ErrorKind::ReadOnly);
    QCOMPARE(m_shop->service.arrived(u"StartComposition"_s), 0);
    QCOMPARE(m_shop->service.arrived(u"StopComposition"_s), 0);
}

void TestCompositionActs::presets()
{
    const QList<EncoderPreset> all = EncoderPreset::all();
    QCOMPARE(all.size(), 18);
    for (const EncoderPreset &each : all) {
        EncoderDraft made;
        each.fill(&made);
        QVERIFY2(made.faults().isEmpty(), qPrintable(each.words()));
        QVERIFY2(!ivs::validate(made.request()), qPrintable(each.words()));
        QCOMPARE(std::min(made.size.width(), made.size.height()), each.lines);
    }
    QCOMPARE((EncoderPreset {720, EncoderPreset::Shape::Landscape, 30}.bitrate()), 2'500'000);
    QCOMPARE((EncoderPreset {480, EncoderPreset::Shape::Landscape, 30}.size()), QSize(852, 480));
    // The name follows the preset until somebody writes one.
    EncoderDraft made;
    all.first().fill(&made);
    all.last().fill(&made);
    QCOMPARE(made.name, u"480p60-square"_s);
    made.name = u"evening"_s;
    all.first().fill(&made);
    QCOMPARE(made.name, u"evening"_s);
}

void TestCompositionActs::encoderFaults()
{
    const auto fields = [](const EncoderDraft &draft) {
        QStringList found;
        const QList<DraftFault> faults = draft.faults();
        for (const DraftFault &fault : faults)
            found << fault.field;
        return found;
    };
    EncoderDraft made;
    made.size = {1921, 0};
    made.framerate = 60.5;
    made.bitrate = 8'500'001;
    made.name = u"a b"_s;
    QCOMPARE(fields(made),
        QStringList({u"name"_s, u"video.width"_s, u"video.height"_s, u"video.framerate"_s, u"video.bitrate"_s}));
    made = {};
    made.size = {1279, 720};
    QCOMPARE(fields(made).size(), 1); // odd
    made.size = {1920, 1920};
    QCOMPARE(fields(made).size(), 1); // too many pixels
    made.size = {1920, 1080};
    QVERIFY(made.faults().isEmpty());
}

void TestCompositionActs::videoWords()
{
    QCOMPARE(videoText(ivs::Video {1920, 1080, 29.97, 6'000'000}), u"1920×1080 · 29.97 fps · 6 Mbit/s"_s);
    QVERIFY(videoText({}).startsWith(u"1280×720 · 30 fps · 2.5 Mbit/s"_s));
    QVERIFY(videoText({}).contains(u"default"_s));
    QCOMPARE(videoSize(ivs::Video {{}, 480, {}, {}}), QSize(1280, 480));
}

QTEST_GUILESS_MAIN(TestCompositionActs)
#include "tst_compositionacts.moc"
