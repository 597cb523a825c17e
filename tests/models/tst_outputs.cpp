// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionacts.h"
#include "models/encodermodel.h"
#include "models/ivs/operations.h"
#include "models/outputuse.h"
#include "models/storagedraft.h"
#include "models/storagemodel.h"
#include "models/storagestages.h"
#include "models/watch.h"
#include "tests/models/desktest.h"

#include <QSignalSpy>

using namespace Qt::Literals::StringLiterals;

/// Encoder and storage configurations, and who uses them.
class TestOutputs final : public DeskTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void encodersAndTheirVideos();
    void videoThatCannotBeRead();
    void encodersSort();
    void storages();
    void usedByWhatRuns();
    void useIsALowerBoundUntilAllIsKnown();
    void actsBringTheListsUpToDate();
    void stagesOfAStorage();
    void lookIsStopped();
    void lookThatFails();
    void storageRules();

private:
    QString encoder(const QString &name, const QJsonObject &video = {})
    {
        QJsonObject body {{u"name"_s, name}};
        if (!video.isEmpty())
            body.insert(u"video"_s, video);
        return m_service->perform(u"CreateEncoderConfiguration"_s, body)["encoderConfiguration"_L1]
            .toObject()["arn"_L1]
            .toString();
    }
    QString storage(const QString &name)
    {
        return m_service
            ->perform(u"CreateStorageConfiguration"_s,
                {{u"name"_s, name},
                    {u"s3"_s, QJsonObject {{u"bucketName"_s, name + u"-bucket"_s}}}})["storageConfiguration"_L1]
            .toObject()["arn"_L1]
            .toString();
    }
    QString start(const QString &stage, const QString &encoderArn, const QString &storageArn)
    {
        const QJsonObject s3 {
            {u"storageConfigurationArn"_s, storageArn}, {u"encoderConfigurationArns"_s, QJsonArray {encoderArn}}};
        return m_service
            ->perform(u"StartComposition"_s,
                {{u"stageArn"_s, stage},
                    {u"destinations"_s, QJsonArray {QJsonObject {{u"s3"_s, s3}}}}})["composition"_L1]
            .toObject()["arn"_L1]
            .toString();
    }
    QString cell(const ListModel *model, const QString &key, int column) const
    {
        return model->index(model->rowOfKey(key), column).data().toString();
    }
    static bool settled(const ListModel *model)
    {
        return QTest::qWaitFor(
            [model] { return model->state().phase == ListState::Phase::Complete && !model->state().isBusy(); }, 15000);
    }

    EncoderModel *m_encoders = nullptr;
    StorageModel *m_storages = nullptr;
};

void TestOutputs::init()
{
    open();
    m_encoders = m_workspace->encoders();
    m_storages = m_workspace->storages();
    watch(m_encoders);
    watch(m_storages);
}

void TestOutputs::encodersAndTheirVideos()
{
    const QString hd =
        encoder(u"hd"_s, {{u"width"_s, 1920}, {u"height"_s, 1080}, {u"framerate"_s, 29.97}, {u"bitrate"_s, 6'000'000}});
    const QString plain = encoder(u"plain"_s);
    m_encoders->setWatched(true);
    QVERIFY(settled(m_encoders));
    QCOMPARE(m_encoders->rowCount(), 2);
    QCOMPARE(m_service->arrived(u"GetEncoderConfiguration"_s), 0); // nobody has it on screen
    QCOMPARE(cell(m_encoders, hd, EncoderModel::Size), u"–"_s);
    m_encoders->wantDetails({hd, plain});
    m_encoders->wantDetails({hd, plain});
    QTRY_COMPARE(cell(m_encoders, hd, EncoderModel::Size), u"1920×1080"_s);
    QCOMPARE(cell(m_encoders, hd, EncoderModel::Framerate), u"29.97"_s);
    QCOMPARE(cell(m_encoders, hd, EncoderModel::Bitrate), u"6"_s);
    QTRY_COMPARE(cell(m_encoders, plain, EncoderModel::Size), u"1280×720"_s);
    QCOMPARE(cell(m_encoders, plain, EncoderModel::Bitrate), u"2.5"_s);
    // Nothing can change it: a refresh asks for the list alone.
    m_encoders->reload();
    QVERIFY(settled(m_encoders));
    m_encoders->wantDetails({hd, plain});
    QCOMPARE(m_service->arrived(u"GetEncoderConfiguration"_s), 2);
    QVERIFY(m_encoders->rawJson(hd).contains("\"framerate\": 29.97"));
    QCOMPARE(m_encoders->counted(2), u"2 encoder configurations"_s);
}

void TestOutputs::videoThatCannotBeRead()
{
    const QString hd = encoder(u"hd"_s);
    m_encoders->setWatched(true);
    QVERIFY(settled(m_encoders));
    QVERIFY(m_service->fault(u"GetEncoderConfiguration"_s, u"status"_s, 403, 1));
    m_encoders->wantDetails({hd});
    QTRY_VERIFY(m_encoders->detailError(hd));
    QCOMPARE(m_encoders->detailError(hd)->kind, aws::ErrorKind::Denied);
    const QModelIndex size = m_encoders->index(0, EncoderModel::Size);
    QVERIFY(size.data(Qt::ToolTipRole).toString().contains(u"could not be read"_s));
    m_encoders->wantDetails({hd}); // not over and over
    QCOMPARE(m_service->arrived(u"GetEncoderConfiguration"_s), 1);
    m_encoders->retry(hd);
    QTRY_COMPARE(size.data().toString(), u"1280×720"_s);
    QVERIFY(!m_encoders->detailError(hd));
}

void TestOutputs::encodersSort()
{
    const QString large = encoder(u"a"_s, {{u"width"_s, 1920}, {u"height"_s, 1080}, {u"bitrate"_s, 900'000}});
    const QString small = encoder(u"b"_s, {{u"width"_s, 640}, {u"height"_s, 480}, {u"bitrate"_s, 8'000'000}});
    m_encoders->setWatched(true);
    QVERIFY(settled(m_encoders));
    m_encoders->wantDetails({large, small});
    QTRY_VERIFY(
        cell(m_encoders, large, EncoderModel::Size) != u"–"_s && cell(m_encoders, small, EncoderModel::Size) != u"–"_s);
    m_encoders->sort(EncoderModel::Size, Qt::AscendingOrder);
    QCOMPARE(m_encoders->keyAt(0), small);
    m_encoders->sort(EncoderModel::Bitrate, Qt::AscendingOrder); // by number, not by text
    QCOMPARE(m_encoders->keyAt(0), large);
}

void TestOutputs::storages()
{
    const QString archive = storage(u"archive"_s);
    m_storages->setWatched(true);
    QVERIFY(settled(m_storages));
    QCOMPARE(cell(m_storages, archive, StorageModel::Name), u"archive"_s);
    QCOMPARE(cell(m_storages, archive, StorageModel::Bucket), u"archive-bucket"_s);
    QVERIFY(m_storages->rawJson(archive).contains("archive-bucket"));
    QVERIFY(m_storages->request(archive)->first == &ivs::kGetStorageConfiguration);
}

void TestOutputs::usedByWhatRuns()
{
    const QString stage = createStage(u"evening"_s);
    const QString hd = encoder(u"hd"_s);
    const QString other = encoder(u"other"_s);
    const QString archive = storage(u"archive"_s);
    const QString composition = start(stage, hd, archive);
    m_encoders->setWatched(true);
    m_storages->setWatched(true);
    QVERIFY(settled(m_encoders));
    QVERIFY(settled(m_storages));
    OutputUse *use = m_workspace->outputUse();
    QTRY_VERIFY(use->isWhole());
    QCOMPARE(use->of(hd), QList<OutputUse::Use>({{composition, stage}}));
    QCOMPARE(use->of(archive), QList<OutputUse::Use>({{composition, stage}}));
    QVERIFY(use->asOf().isValid());
    QCOMPARE(cell(m_encoders, hd, EncoderModel::Use), u"1 running"_s);
    QCOMPARE(cell(m_encoders, other, EncoderModel::Use), u"none running"_s);
    QCOMPARE(cell(m_storages, archive, StorageModel::Use), u"1 running"_s);
    QSignalSpy changed(m_encoders, &QAbstractItemModel::dataChanged);
    m_service->perform(u"StopComposition"_s, {{u"arn"_s, composition}});
    m_service->control(u"advance"_s, {{u"seconds"_s, 10}});
    m_workspace->compositions()->reload();
    QTRY_COMPARE(cell(m_encoders, hd, EncoderModel::Use), u"none running"_s);
    QCOMPARE(changed.size(), 1); // of the other nothing changed
}

void TestOutputs::useIsALowerBoundUntilAllIsKnown()
{
    const QString stage = createStage(u"evening"_s);
    const QString hd = encoder(u"hd"_s);
    const QString archive = storage(u"archive"_s);
    QVERIFY(m_service->fault(u"GetComposition"_s, u"status"_s, 403, 1000));
    start(stage, hd, archive);
    m_workspace->compositions()->reload();
    OutputUse *use = m_workspace->outputUse();
    QTRY_VERIFY(use->asOf().isValid() && m_service->arrived(u"GetComposition"_s) > 0);
    QCOMPARE(use->countText(hd), u"not known yet"_s);
    QVERIFY(!use->isWhole());
    m_service->clearFaults();
    m_workspace->compositions()->reload();
    QTRY_COMPARE(use->countText(hd), u"1 running"_s);
}

void TestOutputs::actsBringTheListsUpToDate()
{
    m_encoders->setWatched(true);
    QVERIFY(settled(m_encoders));
    Undertaking *act = m_workspace->compositionActs()->createEncoder({.name = u"new"_s});
    act->start();
    QTRY_COMPARE(m_encoders->rowCount(), 1);
    QCOMPARE(m_service->arrived(u"ListStorageConfigurations"_s), 0); // nobody looks at those
    act->dismiss();
}

void TestOutputs::stagesOfAStorage()
{
    const QString archive = storage(u"archive"_s);
    const QJsonObject recording {{u"storageConfigurationArn"_s, archive}};
    const QString first = m_service->createStage(u"zebra"_s, {{u"autoParticipantRecordingConfiguration"_s, recording}});
    const QString second = m_service->createStage(u"ant"_s, {{u"autoParticipantRecordingConfiguration"_s, recording}});
    for (int i = 0; i < 9; ++i)
        createStage(u"plain"_s);
    StorageStages *stages = m_workspace->storageStages();
    QVERIFY(!stages->isWhole());
    QCOMPARE(m_service->arrived(u"GetStage"_s), 0);
    stages->look();
    QVERIFY(stages->isLooking());
    QTRY_VERIFY(stages->isWhole());
    QCOMPARE(stages->total(), 11);
    QCOMPARE(stages->done(), 11);
    QCOMPARE(stages->of(archive), QList<StorageStages::Stage>({{second, u"ant"_s}, {first, u"zebra"_s}}));
    QVERIFY(stages->of(u"arn:aws:ivs:us-east-1:123456789012:storage-configuration/none"_s).isEmpty());
    // Looked through once more, what is gone is gone.
    m_service->perform(u"DeleteStage"_s, {{u"arn"_s, first}});
    stages->look();
    QCOMPARE(stages->of(archive).size(), 2); // until it is told otherwise
    QTRY_VERIFY(stages->isWhole());
    QCOMPARE(stages->of(archive).size(), 1);
}

void TestOutputs::lookIsStopped()
{
    for (int i = 0; i < 20; ++i)
        createStage(u"plain"_s);
    QVERIFY(m_service->fault(u"GetStage"_s, u"latency"_s, 100, 1000));
    StorageStages *stages = m_workspace->storageStages();
    stages->look();
    QTRY_VERIFY(stages->done() > 0);
    stages->stop();
    QVERIFY(!stages->isLooking());
    QVERIFY(!stages->isWhole());
    const int arrived = m_service->arrived(u"GetStage"_s);
    QVERIFY(arrived < 20);
    m_service->clearFaults();
    stages->look();
    QTRY_VERIFY(stages->isWhole());
}

void TestOutputs::lookThatFails()
{
    createStage(u"one"_s);
    createStage(u"two"_s);
    QVERIFY(m_service->fault(u"GetStage"_s, u"status"_s, 403, 1));
    StorageStages *stages = m_workspace->storageStages();
    stages->look();
    QTRY_VERIFY(!stages->isLooking());
    QVERIFY(!stages->isWhole());
    QVERIFY(!stages->asOf().isValid());
    QCOMPARE(stages->done(), 1);
    QCOMPARE(stages->error()->kind, aws::ErrorKind::Denied);
}

void TestOutputs::storageRules()
{
    const auto fields = [](const StorageDraft &draft) {
        QStringList found;
        const QList<DraftFault> faults = draft.faults();
        for (const DraftFault &fault : faults)
            found << fault.field + (fault.isMissing ? u"!"_s : QString());
        return found;
    };
    QCOMPARE(fields({}), QStringList({u"s3.bucketName!"_s}));
    QCOMPARE(fields({u"a b"_s, u"UP"_s, {}}), QStringList({u"name"_s, u"s3.bucketName"_s}));
    QCOMPARE(fields({u"archive"_s, u"my-bucket.1"_s, {}}), QStringList());
    QCOMPARE(fields({{}, QString(64, u'a'), {}}), QStringList({u"s3.bucketName"_s}));
    const QStringList words = bucketPolicyWords(u"eu-west-1"_s);
    QVERIFY(words.first().contains(u"ivs-composite.eu-west-1.amazonaws.com"_s));
    QVERIFY(words.join(u' ').contains(u"SSE-S3"_s));
}

QTEST_GUILESS_MAIN(TestOutputs)
#include "tst_outputs.moc"
