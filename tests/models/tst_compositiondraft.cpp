// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositiondraft.h"
#include "models/ivs/codec.h"
#include "models/ivs/validation.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

const QString kStage = u"arn:aws:ivs:us-east-1:123456789012:stage/AbCdEfGhIjKl"_s;
const QString kChannel = u"arn:aws:ivs:us-east-1:123456789012:channel/AbCdEfGhIjKl"_s;
const QString kEncoder = u"arn:aws:ivs:us-east-1:123456789012:encoder-configuration/AbCdEfGhIjKl"_s;
const QString kStorage = u"arn:aws:ivs:us-east-1:123456789012:storage-configuration/AbCdEfGhIjKl"_s;

CompositionDraft whole()
{
    CompositionDraft draft;
    draft.stageArn = kStage;
    draft.idempotencyToken = u"token-1"_s;
    draft.channel = {true, u"live"_s, kChannel, kEncoder};
    draft.recording = {true, u"archive"_s, kStorage, kEncoder, 4, true, 30, true, true};
    draft.tags = {{u"show"_s, u"evening"_s}};
    return draft;
}

QStringList fieldsOf(const CompositionDraft &draft)
{
    QStringList fields;
    const QList<DraftFault> faults = draft.faults();
    for (const DraftFault &fault : faults)
        fields << fault.field;
    return fields;
}

} // namespace

class TestCompositionDraft final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void request();
    void defaultsAreSaid();
    void faults();
    void againFromOneThatRuns();
    void templatesComeBack_data();
    void templatesComeBack();
    void damagedTemplates_data();
    void damagedTemplates();
    void tokensDiffer();
};

void TestCompositionDraft::request()
{
    CompositionDraft draft = whole();
    QVERIFY(draft.faults().isEmpty());
    draft.grid.featuredParticipantAttribute = u"host"_s;
    draft.grid.gridGap = 8;
    const ivs::StartCompositionRequest request = draft.request();
    QVERIFY(!ivs::validate(request));
    const QJsonObject expected = QJsonDocument::fromJson(R"({
        "stageArn": "arn:aws:ivs:us-east-1:123456789012:stage/AbCdEfGhIjKl", "idempotencyToken": "token-1",
        "layout": {"grid": {"featuredParticipantAttribute": "host", "gridGap": 8}},
        "destinations": [
            {"name": "live", "channel": {"channelArn": "arn:aws:ivs:us-east-1:123456789012:channel/AbCdEfGhIjKl",
                "encoderConfigurationArn": "arn:aws:ivs:us-east-1:123456789012:encoder-configuration/AbCdEfGhIjKl"}},
            {"name": "archive", "s3": {
                "storageConfigurationArn": "arn:aws:ivs:us-east-1:123456789012:storage-configuration/AbCdEfGhIjKl",
                "encoderConfigurationArns": ["arn:aws:ivs:us-east-1:123456789012:encoder-configuration/AbCdEfGhIjKl"],
                "recordingConfiguration": {"format": "HLS", "hlsConfiguration": {"targetSegmentDurationSeconds": 4}},
                "thumbnailConfigurations": [{"targetIntervalSeconds": 30, "storage": ["SEQUENTIAL", "LATEST"]}]}}],
        "tags": {"show": "evening"}})")
                                     .object();
    QCOMPARE(ivs::toJson(request), expected);
}

void TestCompositionDraft::defaultsAreSaid()
{
    CompositionDraft draft = whole();
    QCOMPARE(draft.request().layout->grid->gridGap, std::optional(2));
    QVERIFY(!draft.grid.gridGap); // and stay open in the draft
    draft.layout = CompositionDraft::Layout::Pip;
    const auto layout = draft.request().layout;
    QVERIFY(layout->pip && !layout->grid);
}

void TestCompositionDraft::faults()
{
    CompositionDraft draft = whole();
    draft.stageArn.clear();
    draft.channel.channelArn = kStage;
    draft.channel.name = u"a b"_s;
    draft.recording.encoderArn.clear();
    draft.recording.segmentSeconds = 11;
    draft.recording.sequential = draft.recording.latest = false;
    draft.grid.gridGap = -1;
    draft.grid.participantOrderAttribute = u"seat number"_s;
    QCOMPARE(fieldsOf(draft),
        QStringList({u"stageArn"_s, u"layout.grid.participantOrderAttribute"_s, u"layout.grid.gridGap"_s,
            u"destinations[0].channel.channelArn"_s, u"destinations[0].name"_s,
            u"destinations[1].s3.encoderConfigurationArns"_s,
            u"destinations[1].s3.recordingConfiguration.hlsConfiguration.targetSegmentDurationSeconds"_s,
            u"destinations[1].s3.thumbnailConfigurations[0].storage"_s}));
    // The layout that is not chosen has no say.
    draft = whole();
    draft.pip.pipWidth = 0;
    draft.pip.pipOffset = -3;
    QVERIFY(draft.faults().isEmpty());
    draft.layout = CompositionDraft::Layout::Pip;
    QCOMPARE(fieldsOf(draft), QStringList({u"layout.pip.pipOffset"_s, u"layout.pip.pipWidth"_s}));
    draft = whole();
    draft.channel.on = draft.recording.on = false;
    QCOMPARE(fieldsOf(draft), QStringList {u"destinations"_s});
    draft.recording.on = true;
    draft.recording.thumbnailSeconds = 0;
    QCOMPARE(fieldsOf(draft), QStringList {u"destinations[0].s3.thumbnailConfigurations[0].targetIntervalSeconds"_s});
}

void TestCompositionDraft::againFromOneThatRuns()
{
    const CompositionDraft draft = whole();
    const ivs::StartCompositionRequest request = draft.request();
    ivs::Composition running;
    running.stageArn = request.stageArn;
    running.layout = *request.layout;
    running.tags = request.tags;
    for (const ivs::DestinationConfiguration &destination : request.destinations)
        running.destinations.append({u"id"_s, ivs::DestinationState::Active, {}, {}, destination, {}});
    CompositionDraft again = CompositionDraft::of(running);
    QVERIFY(again.stageArn.isEmpty() && again.idempotencyToken.isEmpty());
    again.stageArn = draft.stageArn;
    again.idempotencyToken = draft.idempotencyToken;
    QCOMPARE(ivs::toJson(again.request()), ivs::toJson(request));
}

void TestCompositionDraft::templatesComeBack_data()
{
    QTest::addColumn<CompositionDraft>("draft");
    QTest::newRow("whole") << whole();
    QTest::newRow("empty") << CompositionDraft();
    CompositionDraft draft = whole();
    draft.layout = CompositionDraft::Layout::Pip;
    draft.pip = {u"host"_s, true, ivs::VideoFillMode::Contain, 3, u"over"_s, ivs::PipBehavior::Dynamic, 12,
        ivs::PipPosition::TopLeft, 320, 180, u"seat"_s};
    QTest::newRow("picture in picture") << draft;
    draft = whole();
    draft.channel.on = false;
    draft.recording.thumbnails = false;
    draft.grid = {u"host"_s, false, ivs::VideoAspectRatio::Portrait, ivs::VideoFillMode::Fill, 0, u"seat"_s};
    QTest::newRow("recording only") << draft;
}

void TestCompositionDraft::templatesComeBack()
{
    QFETCH(CompositionDraft, draft);
    const CompositionTemplate kept {u"Evening <b>show</b>"_s, draft};
    const QByteArray json = kept.toJson();
    QVERIFY(!json.contains("stageArn") && !json.contains("idempotencyToken"));
    const auto again = CompositionTemplate::fromJson(json);
    QVERIFY2(again.has_value(), again ? "" : qPrintable(again.error()));
    QCOMPARE(again->name, kept.name);
    // What is off is in no file; the other layout neither.
    CompositionDraft expected = draft;
    expected.stageArn.clear();
    expected.idempotencyToken.clear();
    if (!expected.channel.on)
        expected.channel = {false, {}, {}, {}};
    if (!expected.recording.on)
        expected.recording = {};
    if (!expected.recording.thumbnails) {
        const CompositionDraft::Recording fresh;
        expected.recording.thumbnailSeconds = fresh.thumbnailSeconds;
        expected.recording.sequential = fresh.sequential;
        expected.recording.latest = fresh.latest;
    }
    QCOMPARE(ivs::toJson(again->draft.request()), ivs::toJson(expected.request()));
    QCOMPARE(again->toJson(), json);
}

void TestCompositionDraft::damagedTemplates_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("names");
    const auto file = [](const char *composition, const char *name = "a") {
        return QByteArray(R"({"stagedesk": "composition-template", "version": 1, "name": ")") + name
            + R"(", "composition": )" + composition + '}';
    };
    QTest::newRow("nothing") << QByteArray() << u"JSON"_s;
    QTest::newRow("cut off") << file("{").chopped(5) << u"JSON"_s;
    QTest::newRow("another file") << QByteArray(R"({"stagedesk": "token-roles"})") << u"no composition template"_s;
    QTest::newRow("later") << QByteArray(R"({"stagedesk": "composition-template", "version": 2})") << u"later"_s;
    QTest::newRow("no name") << file("{}", "  ") << u"name"_s;
    QTest::newRow("wrong type") << file(R"({"layout": {"grid": {"gridGap": "wide"}}})") << u"gridGap"_s;
    QTest::newRow("out of range") << file(R"({"layout": {"pip": {"pipWidth": 0}}})") << u"pipWidth"_s;
    QTest::newRow("no channel's ARN") << file(
        R"({"destinations": [{"channel": {"channelArn": "https://example.org"}}]})")
                                      << u"channelArn"_s;
    QTest::newRow("large") << QByteArray(300 * 1024, ' ') << u"larger"_s;
}

void TestCompositionDraft::damagedTemplates()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, names);
    const auto read = CompositionTemplate::fromJson(json);
    QVERIFY(!read);
    QVERIFY2(read.error().contains(names), qPrintable(read.error()));
}

void TestCompositionDraft::tokensDiffer()
{
    const QString token = CompositionDraft::newToken();
    QVERIFY(token != CompositionDraft::newToken());
    CompositionDraft draft = whole();
    draft.idempotencyToken = token;
    QVERIFY(!ivs::validate(draft.request()));
}

QTEST_GUILESS_MAIN(TestCompositionDraft)
#include "tst_compositiondraft.moc"
