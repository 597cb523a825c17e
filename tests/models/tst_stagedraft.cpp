// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/validation.h"
#include "models/stagedraft.h"
#include "models/tagsdraft.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

const QString kStorage = u"arn:aws:ivs:us-east-1:123456789012:storage-configuration/AbCd1234efGh"_s;
const QString kStage = u"arn:aws:ivs:us-east-1:123456789012:stage/AbCd1234efGh"_s;

QStringList fieldsOf(const QList<DraftFault> &faults)
{
    QStringList fields;
    for (const DraftFault &fault : faults)
        fields << fault.field;
    return fields;
}

StageDraft recorded()
{
    StageDraft draft;
    draft.name = u"evening"_s;
    draft.recording.on = true;
    draft.recording.storageArn = kStorage;
    return draft;
}

ivs::Stage stageOf(const StageDraft &draft)
{
    const ivs::CreateStageRequest request = draft.createRequest();
    ivs::Stage stage;
    stage.arn = kStage;
    stage.name = request.name;
    stage.tags = request.tags;
    stage.autoParticipantRecordingConfiguration = request.autoParticipantRecordingConfiguration;
    return stage;
}

QString many(int count) { return QString(count, u'a'); }

} // namespace

/// The rules and requests of a stage and of tags while they are edited, without any widget.
class TestStageDraft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faults_data();
    void faults();
    void allFaultsAtOnce();
    void emptyDraftIsGood();
    void nothingIsSentThatWasNotAsked();
    void neitherCapabilityIsNoDefault();
    void onlyChangesAreSent();
    void recordingIsSentWhole();
    void recordingOffResets();
    void unknownMediaTypeStays();
    void cloneHasAnotherName();
    void recordingInWords();
    void tagsOfOne();
    void tagsOfMany();
    void reservedTagsAreLeftAlone();
    void tagLimits();
    void tooManyTagsAfterAll();
};

void TestStageDraft::faults_data()
{
    QTest::addColumn<StageDraft>("draft");
    QTest::addColumn<QStringList>("fields");
    const auto row = [](const char *name, auto change, const QStringList &fields) {
        StageDraft draft = recorded();
        change(draft);
        QTest::newRow(name) << draft << fields;
    };
    const QString recording = u"autoParticipantRecordingConfiguration."_s;
    const auto token = [](TokenDraft made) { return [made](StageDraft &draft) { draft.tokens = {made}; }; };
    const QString first = u"participantTokenConfigurations[0]."_s;
    row("good", [](StageDraft &) {}, {});
    row("name 128", [](StageDraft &d) { d.name = many(128); }, {});
    row("name 129", [](StageDraft &d) { d.name = many(129); }, {u"name"_s});
    row("name with a space", [](StageDraft &d) { d.name = u"a b"_s; }, {u"name"_s});
    row("tag without name", [](StageDraft &d) { d.tags = {{u""_s, u"x"_s}}; }, {u"tags[0].key"_s});
    row("tag name 129", [](StageDraft &d) { d.tags = {{many(129), u"x"_s}}; }, {u"tags[0].key"_s});
    row("tag value 256", [](StageDraft &d) { d.tags = {{u"k"_s, many(256)}}; }, {});
    row("tag value 257", [](StageDraft &d) { d.tags = {{u"k"_s, many(257)}}; }, {u"tags[0].value"_s});
    row("tag twice", [](StageDraft &d) { d.tags = {{u"k"_s, u"1"_s}, {u"k"_s, u"2"_s}}; }, {u"tags[1].key"_s});
    row("tag of AWS", [](StageDraft &d) { d.tags = {{u"AWS:x"_s, u"1"_s}}; }, {u"tags[0].key"_s});
    row("empty tag row", [](StageDraft &d) { d.tags = {{}, {u"k"_s, u""_s}}; }, {});
    row("51 tags",
        [](StageDraft &d) {
            for (int i = 0; i < 51; ++i)
                d.tags.append({QString::number(i), u""_s});
        },
        {u"tags"_s});
    row("12 tokens", [](StageDraft &d) { d.tokens = QList<TokenDraft>(12); }, {});
    row("13 tokens", [](StageDraft &d) { d.tokens = QList<TokenDraft>(13); }, {u"participantTokenConfigurations"_s});
    row("user id 129", token({many(129), true, true, 60, {}}), {first + u"userId"_s});
    row("duration 0", token({u"u"_s, true, true, 0, {}}), {first + u"duration"_s});
    row("duration 20160", token({u"u"_s, true, true, 20160, {}}), {});
    row("duration 20161", token({u"u"_s, true, true, 20161, {}}), {first + u"duration"_s});
    row("no capability", token({u"u"_s, false, false, 60, {}}), {first + u"capabilities"_s});
    row("attributes of 1 KB", token({u"u"_s, true, true, 60, {{u"k"_s, many(1023)}}}), {});
    row("attributes over 1 KB", token({u"u"_s, true, true, 60, {{u"kk"_s, many(1023)}}}), {first + u"attributes"_s});
    row("attributes count bytes", token({u"u"_s, true, true, 60, {{u"k"_s, QString(512, u'é')}}}),
        {first + u"attributes"_s});
    row("attribute without name", token({u"u"_s, true, true, 60, {{u""_s, u"x"_s}}}), {first + u"attributes[0].key"_s});
    row("no storage", [](StageDraft &d) { d.recording.storageArn.clear(); },
        {recording + u"storageConfigurationArn"_s});
    row("another ARN", [](StageDraft &d) { d.recording.storageArn = kStage; },
        {recording + u"storageConfigurationArn"_s});
    row("off needs no storage",
        [](StageDraft &d) {
            d.recording.on = false;
            d.recording.storageArn.clear();
            d.recording.segmentSeconds = 99;
        },
        {});
    row("segment 1", [](StageDraft &d) { d.recording.segmentSeconds = 1; },
        {recording + u"hlsConfiguration.targetSegmentDurationSeconds"_s});
    row("segment 11", [](StageDraft &d) { d.recording.segmentSeconds = 11; },
        {recording + u"hlsConfiguration.targetSegmentDurationSeconds"_s});
    row("window 301", [](StageDraft &d) { d.recording.reconnectSeconds = 301; },
        {recording + u"recordingReconnectWindowSeconds"_s});
    row("interval 0",
        [](StageDraft &d) {
            d.recording.thumbnails = true;
            d.recording.thumbnailSeconds = 0;
        },
        {recording + u"thumbnailConfiguration.targetIntervalSeconds"_s});
    row("interval of no thumbnails", [](StageDraft &d) { d.recording.thumbnailSeconds = 0; }, {});
    row("thumbnails kept nowhere",
        [](StageDraft &d) {
            d.recording.thumbnails = true;
            d.recording.sequential = false;
        },
        {recording + u"thumbnailConfiguration.storage"_s});
}

void TestStageDraft::faults()
{
    QFETCH(StageDraft, draft);
    QFETCH(QStringList, fields);
    QCOMPARE(fieldsOf(draft.faults()), fields);
    for (const DraftFault &fault : draft.faults())
        QVERIFY(!fault.message.isEmpty());
    // What the draft lets through, the client lets through too.
    if (fields.isEmpty())
        QVERIFY(!ivs::validate(draft.createRequest()));
}

void TestStageDraft::allFaultsAtOnce()
{
    StageDraft draft = recorded();
    draft.name = u"ä"_s;
    draft.tokens = {{}, {many(129), false, false, 0, {}}};
    draft.recording.storageArn.clear();
    QCOMPARE(fieldsOf(draft.faults()),
        (QStringList {u"name"_s, u"participantTokenConfigurations[1].userId"_s,
            u"participantTokenConfigurations[1].duration"_s, u"participantTokenConfigurations[1].capabilities"_s,
            u"autoParticipantRecordingConfiguration.storageConfigurationArn"_s}));
}

void TestStageDraft::emptyDraftIsGood()
{
    QVERIFY(StageDraft().faults().isEmpty());
    QCOMPARE(StageDraft().createRequest(), ivs::CreateStageRequest());
}

void TestStageDraft::nothingIsSentThatWasNotAsked()
{
    StageDraft draft;
    draft.recording.storageArn = kStorage; // chosen, and then switched off
    draft.tags = {{}, {u"team"_s, u""_s}};
    const ivs::CreateStageRequest request = draft.createRequest();
    QVERIFY(!request.autoParticipantRecordingConfiguration);
    QVERIFY(request.name.isNull());
    QCOMPARE(request.tags, (QMap<QString, QString> {{u"team"_s, u""_s}}));
    // The interval goes with its mode only: the service refuses it otherwise.
    const auto wish = recorded().createRequest().autoParticipantRecordingConfiguration;
    QVERIFY(!wish->thumbnailConfiguration->targetIntervalSeconds);
    QVERIFY(wish->thumbnailConfiguration->storage.isEmpty());
}

void TestStageDraft::neitherCapabilityIsNoDefault()
{
    StageDraft draft;
    draft.tokens = {{u"viewer"_s, false, true, 60, {{u"role"_s, u"viewer"_s}}}};
    const auto wish = draft.createRequest().participantTokenConfigurations.first();
    QCOMPARE(wish.capabilities.size(), 1);
    QVERIFY(wish.capabilities.first() == ivs::ParticipantTokenCapability::Subscribe);
    QCOMPARE(wish.duration, 60);
    QCOMPARE(wish.attributes.value(u"role"_s), u"viewer"_s);
}

void TestStageDraft::onlyChangesAreSent()
{
    const ivs::Stage before = stageOf(recorded());
    StageDraft draft = StageDraft::of(before);
    QVERIFY(!draft.updateRequest(before));
    QVERIFY(draft.changes(before).isEmpty());
    draft.name = u"late"_s;
    const auto request = draft.updateRequest(before);
    QVERIFY(request);
    QCOMPARE(request->arn, kStage);
    QCOMPARE(request->name, u"late"_s);
    QVERIFY(!request->autoParticipantRecordingConfiguration);
    QCOMPARE(draft.changes(before), QStringList {u"name: evening → late"_s});
    draft.name.clear();
    QVERIFY(!draft.updateRequest(before)->name.isNull()); // sent as an empty one, not left out
    draft.name = before.name;
    draft.tags = {{u"team"_s, u"x"_s}};
    QVERIFY(!draft.updateRequest(before)); // UpdateStage knows no tags
}

void TestStageDraft::recordingIsSentWhole()
{
    const ivs::Stage before = stageOf(recorded());
    StageDraft draft = StageDraft::of(before);
    draft.recording.reconnectSeconds = 30;
    const auto request = draft.updateRequest(before);
    QVERIFY(request);
    QVERIFY(request->name.isNull());
    const auto &wish = *request->autoParticipantRecordingConfiguration;
    QCOMPARE(wish.storageConfigurationArn, kStorage);
    QCOMPARE(wish.recordingReconnectWindowSeconds, 30);
    QCOMPARE(wish.hlsConfiguration->targetSegmentDurationSeconds, 6);
    QVERIFY(wish.recordParticipantReplicas.value_or(false));
    QVERIFY(draft.changes(before).first().contains(u"reconnect window 30 s"_s));
}

void TestStageDraft::recordingOffResets()
{
    const ivs::Stage before = stageOf(recorded());
    StageDraft draft = StageDraft::of(before);
    draft.recording.on = false;
    const auto request = draft.updateRequest(before);
    QVERIFY(request && request->autoParticipantRecordingConfiguration);
    const auto &wish = *request->autoParticipantRecordingConfiguration;
    QVERIFY(!wish.storageConfigurationArn.isNull() && wish.storageConfigurationArn.isEmpty());
    QVERIFY(!wish.thumbnailConfiguration && !wish.hlsConfiguration && wish.mediaTypes.isEmpty());
    QVERIFY(!ivs::validate(*request));
    // A stage without recording, looked at and left alone.
    ivs::Stage plain;
    plain.arn = kStage;
    QVERIFY(!StageDraft::of(plain).updateRequest(plain));
    plain.autoParticipantRecordingConfiguration = wish; // as the service tells it when it is off
    QVERIFY(!StageDraft::of(plain).updateRequest(plain));
}

void TestStageDraft::unknownMediaTypeStays()
{
    ivs::Stage before = stageOf(recorded());
    before.autoParticipantRecordingConfiguration->mediaTypes = {
        ivs::Enum<ivs::ParticipantRecordingMediaType>::fromText(u"HOLOGRAM"_s)};
    StageDraft draft = StageDraft::of(before);
    QVERIFY(!draft.updateRequest(before));
    draft.name = u"other"_s;
    QVERIFY(!draft.updateRequest(before)->autoParticipantRecordingConfiguration);
    QCOMPARE(fieldsOf(draft.faults()), QStringList {u"autoParticipantRecordingConfiguration.mediaTypes"_s});
    QVERIFY(recordingText(before.autoParticipantRecordingConfiguration).contains(u"HOLOGRAM"_s));
}

void TestStageDraft::cloneHasAnotherName()
{
    ivs::Stage before = stageOf(recorded());
    before.tags = {{u"team"_s, u"live"_s}, {u"aws:cloudformation:stack"_s, u"x"_s}};
    const StageDraft copy = StageDraft::cloneOf(before);
    QCOMPARE(copy.name, u"evening-copy"_s);
    QCOMPARE(copy.recording, recorded().recording);
    QCOMPARE(copy.tags, (PairRows {{u"team"_s, u"live"_s}}));
    QVERIFY(copy.faults().isEmpty());
    before.name = many(128);
    QVERIFY(StageDraft::cloneOf(before).faults().isEmpty());
    before.name.clear();
    QVERIFY(StageDraft::cloneOf(before).name.isEmpty());
}

void TestStageDraft::recordingInWords()
{
    QCOMPARE(recordingText({}), u"off"_s);
    StageDraft draft = recorded();
    const auto words = [&] { return recordingText(draft.createRequest().autoParticipantRecordingConfiguration); };
    QCOMPARE(words(),
        u"to storage AbCd1234efGh · audio and video · segments of 6 s · no thumbnails · no reconnect window · replicas too"_s);
    draft.recording.thumbnails = true;
    draft.recording.latest = true;
    draft.recording.media = ivs::ParticipantRecordingMediaType::None;
    draft.recording.replicas = false;
    draft.recording.reconnectSeconds = 60;
    QCOMPARE(words(),
        u"to storage AbCd1234efGh · thumbnails only · segments of 6 s · a thumbnail every 60 s (all kept, and the latest) · reconnect window 60 s · not replicas"_s);
}

void TestStageDraft::tagsOfOne()
{
    TagsDraft draft({kStage}, {{{u"env"_s, u"prod"_s}, {u"team"_s, u"live"_s}}});
    QCOMPARE(draft.rows().size(), 2);
    QVERIFY(!draft.isChanged());
    draft.setValue(0, u"test"_s);
    QCOMPARE(draft.toSet(), (QMap<QString, QString> {{u"env"_s, u"test"_s}}));
    draft.setValue(0, u"prod"_s); // back again
    QVERIFY(!draft.isChanged());
    draft.setRemoved(1, true);
    QCOMPARE(draft.toRemove(), QStringList {u"team"_s});
    QCOMPARE(draft.targets(), QStringList {kStage});
    const int row = draft.addRow();
    QVERIFY(draft.faults().isEmpty()); // an untouched new row is no fault
    draft.setKey(row, u"team"_s);
    QCOMPARE(fieldsOf(draft.faults()), QStringList {u"tags[2].key"_s});
    draft.setKey(row, u"squad"_s);
    draft.setValue(row, u"x"_s);
    QVERIFY(draft.faults().isEmpty());
    QCOMPARE(draft.toSet(), (QMap<QString, QString> {{u"squad"_s, u"x"_s}}));
    draft.setKey(0, u"other"_s); // the name of a tag that is there stays
    QCOMPARE(draft.rows()[0].key, u"env"_s);
    draft.setRemoved(row, true);
    QCOMPARE(draft.rows().size(), 2);
    draft.setRemoved(1, false);
    QVERIFY(!draft.isChanged());
}

void TestStageDraft::tagsOfMany()
{
    const QStringList arns {u"a"_s, u"b"_s, u"c"_s};
    TagsDraft draft(arns,
        {{{u"env"_s, u"prod"_s}, {u"team"_s, u"x"_s}}, {{u"env"_s, u"prod"_s}, {u"team"_s, u"y"_s}},
            {{u"env"_s, u"prod"_s}}});
    QCOMPARE(draft.rows()[0].carriers, 3);
    QVERIFY(!draft.rows()[0].mixed);
    QCOMPARE(draft.rows()[1].carriers, 2);
    QVERIFY(draft.rows()[1].mixed && draft.rows()[1].value.isEmpty());
    QVERIFY(!draft.isChanged());
    draft.setValue(1, u"x"_s);
    QCOMPARE(draft.targets(), (QStringList {u"b"_s, u"c"_s})); // the first has it already
    draft.setValue(1, u""_s);
    QVERIFY(!draft.isChanged()); // each keeps its own
    draft.setRemoved(1, true);
    QCOMPARE(draft.targets(), (QStringList {u"a"_s, u"b"_s}));
}

void TestStageDraft::reservedTagsAreLeftAlone()
{
    TagsDraft draft({kStage}, {{{u"aws:stack"_s, u"x"_s}}});
    QVERIFY(draft.rows().first().isReserved());
    draft.setValue(0, u"y"_s);
    draft.setRemoved(0, true);
    QVERIFY(!draft.isChanged());
    QVERIFY(draft.faults().isEmpty());
}

void TestStageDraft::tagLimits()
{
    TagsDraft draft({kStage}, {{}});
    const int row = draft.addRow();
    draft.setKey(row, u"aws:mine"_s);
    QCOMPARE(fieldsOf(draft.faults()), QStringList {u"tags[0].key"_s});
    draft.setKey(row, many(129));
    QCOMPARE(fieldsOf(draft.faults()), QStringList {u"tags[0].key"_s});
    draft.setKey(row, many(128));
    draft.setValue(row, many(257));
    QCOMPARE(fieldsOf(draft.faults()), QStringList {u"tags[0].value"_s});
    draft.setValue(row, many(256));
    QVERIFY(draft.faults().isEmpty());
    draft.setKey(row, u""_s);
    QCOMPARE(fieldsOf(draft.faults()), QStringList {u"tags[0].key"_s});
}

void TestStageDraft::tooManyTagsAfterAll()
{
    QMap<QString, QString> full;
    for (int i = 0; i < 50; ++i)
        full.insert(QString::number(i), u"x"_s);
    TagsDraft draft({u"a"_s, u"b"_s}, {full, {}});
    const int row = draft.addRow();
    draft.setKey(row, u"new"_s);
    QCOMPARE(fieldsOf(draft.faults()), QStringList {u"tags"_s});
    QVERIFY(draft.faults().first().message.contains(u"1 of the 2"_s));
    draft.setRemoved(0, true); // makes room
    QVERIFY(draft.faults().isEmpty());
}

QTEST_GUILESS_MAIN(TestStageDraft)

#include "tst_stagedraft.moc"
