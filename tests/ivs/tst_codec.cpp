// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/timestamp.h"
#include "tests/ivs/structurechecks.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject parse(const char *json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        qFatal("%s", qPrintable(error.errorString()));
    return document.object();
}

} // namespace

class CodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStructureKeepsAllItsMembers();
    void everyStructureNamesWhatIsMissing();
    void everyStructureNamesWhatIsOfAWrongType();
    void faultsNameTheWholePath_data();
    void faultsNameTheWholePath();
    void keepsUnknownWords();
    void everyWordOfAnEnumIsKnown();
    void integersAreWhole_data();
    void integersAreWhole();
    void timestamps_data();
    void timestamps();
    void badTimestamps_data();
    void badTimestamps();
    void writesTimestamps();
    void absentAndEmptyTextsDiffer();
    void emptyListsAreSentOnlyWhenRequired();
    void emptyStructuresAreSent();
    void membersOfPathAndQuery();
    void readsTheDocumentedCompositionWithoutLayout();
    void readsAStageWithAllParts();
    void longPagesAreQuick();
};

void CodecTest::everyStructureKeepsAllItsMembers()
{
#define CHECK(S) structurechecks::roundTrip<ivs::S>();
    IVS_FOR_EACH_STRUCTURE(CHECK)
#undef CHECK
}

void CodecTest::everyStructureNamesWhatIsMissing()
{
#define CHECK(S) structurechecks::missingAndNull<ivs::S>();
    IVS_FOR_EACH_STRUCTURE(CHECK)
#undef CHECK
}

void CodecTest::everyStructureNamesWhatIsOfAWrongType()
{
#define CHECK(S) structurechecks::wrongTypes<ivs::S>();
    IVS_FOR_EACH_STRUCTURE(CHECK)
#undef CHECK
}

void CodecTest::faultsNameTheWholePath_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("field");

    QTest::newRow("top") << uR"({})"_s << u"compositions"_s;
    QTest::newRow("item") << uR"({"compositions":[1]})"_s << u"compositions[0]"_s;
    QTest::newRow("null item") << uR"({"compositions":[null]})"_s << u"compositions[0]"_s;
    QTest::newRow("member of an item") << uR"({"compositions":[{"arn":"a","stageArn":"s","state":"ACTIVE"}]})"_s
                                       << u"compositions[0].destinations"_s;
    QTest::newRow("member of the second item's first item")
        << uR"({"compositions":[{"arn":"a","stageArn":"s","state":"ACTIVE","destinations":[]},
            {"arn":"a","stageArn":"s","state":"ACTIVE","destinations":[{"state":"ACTIVE"}]}]})"_s
        << u"compositions[1].destinations[0].id"_s;
    QTest::newRow("value of a map")
        << uR"({"compositions":[{"arn":"a","stageArn":"s","state":"ACTIVE","destinations":[],"tags":{"team":1}}]})"_s
        << u"compositions[0].tags.team"_s;
    QTest::newRow("time")
        << uR"({"compositions":[{"arn":"a","stageArn":"s","state":"ACTIVE","destinations":[],"startTime":"now"}]})"_s
        << u"compositions[0].startTime"_s;
}

void CodecTest::faultsNameTheWholePath()
{
    QFETCH(QString, json);
    QFETCH(QString, field);
    const auto read = ivs::fromJson<ivs::ListCompositionsResponse>(parse(json.toUtf8().constData()));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, aws::ErrorKind::UnreadableAnswer);
    QCOMPARE(read.error().field, field);
}

void CodecTest::keepsUnknownWords()
{
    const auto read = ivs::fromJson<ivs::Event>(parse(R"({"name":"TELEPORTED","errorCode":"QUOTA_EXCEEDED"})"));
    QVERIFY(read);
    QVERIFY(read->name.isSet());
    QVERIFY(!read->name.isKnown());
    QVERIFY(!read->name.value());
    QCOMPARE(read->name.text(), u"TELEPORTED"_s);
    QVERIFY(read->errorCode == ivs::EventErrorCode::QuotaExceeded);
    QCOMPARE(ivs::toJson(*read).value("name"_L1).toString(), u"TELEPORTED"_s);

    using Name = ivs::Enum<ivs::EventName>;
    QVERIFY(Name::fromText(u"TELEPORTED"_s) == read->name);
    QVERIFY(Name::fromText(u"VANISHED"_s) != read->name);
    QVERIFY(Name() != read->name);
    QVERIFY(Name(ivs::EventName::Joined) != read->name);
    QVERIFY(Name::fromText(u"JOINED"_s) == ivs::EventName::Joined);
    QVERIFY(Name() == Name::fromText(QString()));
    QVERIFY(!Name().isSet());
    QVERIFY(Name().text().isNull());
    QVERIFY(Name::fromText(u""_s).isSet());
    QVERIFY(!Name::fromText(u"joined"_s).isKnown());
}

void CodecTest::everyWordOfAnEnumIsKnown()
{
    int index = 0;
    for (const char *word : ivs::EnumWords<ivs::EventErrorCode>::words) {
        const auto read = ivs::Enum<ivs::EventErrorCode>::fromText(QString::fromLatin1(word));
        QCOMPARE(static_cast<int>(read.value().value()), index++);
        QCOMPARE(read.text(), QString::fromLatin1(word));
    }
    QCOMPARE(index, 14);
    QVERIFY(ivs::Enum(ivs::EventErrorCode::BFramePresent).text() == "B_FRAME_PRESENT"_L1);
    QVERIFY(ivs::Enum(ivs::EventName::TokenExchanged).text() == "TOKEN_EXCHANGED"_L1);
    QVERIFY(ivs::Enum(ivs::ParticipantRecordingMediaType::None).text() == "NONE"_L1);
}

void CodecTest::integersAreWhole_data()
{
    QTest::addColumn<QString>("number");
    QTest::addColumn<int>("expected"); // -1: refused
    QTest::newRow("small") << u"0"_s << 0;
    QTest::newRow("with a fraction of zero") << u"720.0"_s << 720;
    QTest::newRow("with an exponent") << u"1e3"_s << 1000;
    QTest::newRow("largest") << u"2147483647"_s << 2147483647;
    QTest::newRow("too large") << u"2147483648"_s << -1;
    QTest::newRow("far too large") << u"1e300"_s << -1;
    QTest::newRow("fraction") << u"1.5"_s << -1;
}

void CodecTest::integersAreWhole()
{
    QFETCH(QString, number);
    QFETCH(int, expected);
    const QByteArray json = R"({"width":)" + number.toUtf8() + '}';
    const auto read = ivs::fromJson<ivs::Video>(parse(json.constData()));
    QCOMPARE(read.has_value(), expected >= 0);
    if (read)
        QCOMPARE(read->width, std::optional(expected));
    else
        QCOMPARE(read.error().field, u"width"_s);
}

void CodecTest::timestamps_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds");

    constexpr qint64 kSecond = 1'767'323'045'000; // 2026-01-02T03:04:05Z
    QTest::newRow("Z") << u"2026-01-02T03:04:05Z"_s << kSecond;
    QTest::newRow("+00:00") << u"2026-01-02T03:04:05+00:00"_s << kSecond;
    QTest::newRow("-00:00") << u"2026-01-02T03:04:05-00:00"_s << kSecond;
    QTest::newRow("east") << u"2026-01-02T08:34:05+05:30"_s << kSecond;
    QTest::newRow("west, the day before") << u"2026-01-01T19:04:05-08:00"_s << kSecond;
    QTest::newRow("leap day") << u"2024-02-29T00:00:00Z"_s << qint64(1'709'164'800'000);
    QTest::newRow("epoch") << u"1970-01-01T00:00:00Z"_s << qint64(0);
    QTest::newRow("before the epoch") << u"1969-12-31T23:59:59.5Z"_s << qint64(-500);
    QTest::newRow("last of its day") << u"2026-01-01T23:59:59.999Z"_s << qint64(1'767'311'999'999);
    const QString digits = u"123456789"_s;
    const QList<int> milliseconds {100, 120, 123, 123, 123, 123, 123, 123, 123};
    for (qsizetype count = 1; count <= 9; ++count) {
        const QString text = u"2026-01-02T03:04:05."_s + digits.left(count);
        const qint64 expected = kSecond + milliseconds.at(count - 1);
        QTest::addRow("%d digits, Z", int(count)) << QString(text + u'Z') << expected;
        QTest::addRow("%d digits, offset", int(count)) << QString(text + "+00:00"_L1) << expected;
    }
    QTest::newRow("nines are cut off, not rounded") << u"2026-01-02T03:04:05.999999999Z"_s << kSecond + 999;
}

void CodecTest::timestamps()
{
    QFETCH(QString, text);
    QFETCH(qint64, milliseconds);
    const QDateTime time = ivs::parseTimestamp(text);
    QVERIFY(time.isValid());
    QCOMPARE(time.toMSecsSinceEpoch(), milliseconds);
    QCOMPARE(time.timeSpec(), Qt::UTC);
    QCOMPARE(ivs::parseTimestamp(ivs::formatTimestamp(time)), time);
}

void CodecTest::badTimestamps_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "now", "2026-01-02", "2026-01-02T03:04:05", "2026-01-02T03:04Z",
             "2026-01-02 03:04:05Z", "2026-01-02T03:04:05.Z", "2026-01-02T03:04:05.1234567890Z", "2026-02-30T03:04:05Z",
             "2026-13-01T03:04:05Z", "2026-00-01T03:04:05Z", "2026-01-02T24:04:05Z", "2026-01-02T03:60:05Z",
             "2026-01-02T03:04:60Z", "2026-01-02T03:04:05+0100", "2026-01-02T03:04:05+01", "2026-01-02T03:04:05+24:00",
             "2026-01-02T03:04:05+01:60", "2026-01-02T03:04:05.5", "2026-01-02T03:04:05ZZ", "2026-01-02T03:04:05Z ",
             "+026-01-02T03:04:05Z", "2026-1-02T03:04:05Z0", "0000-01-02T03:04:05Z", "1767323045"})
        QTest::newRow(text) << QString::fromLatin1(text);
    QTest::newRow("other digits") << u"२०२६-01-02T03:04:05Z"_s;
}

void CodecTest::badTimestamps()
{
    QFETCH(QString, text);
    QVERIFY(!ivs::parseTimestamp(text).isValid());
}

void CodecTest::writesTimestamps()
{
    ivs::StageSession session;
    session.startTime = QDateTime::fromMSecsSinceEpoch(1'767'323'045'000, Qt::UTC);
    session.endTime = QDateTime::fromMSecsSinceEpoch(1'767'323'045'007, Qt::OffsetFromUTC, 3600);
    const QJsonObject json = ivs::toJson(session);
    QCOMPARE(json.value("startTime"_L1).toString(), u"2026-01-02T03:04:05Z"_s);
    QCOMPARE(json.value("endTime"_L1).toString(), u"2026-01-02T03:04:05.007Z"_s);
    QVERIFY(!json.contains("sessionId"_L1));
}

void CodecTest::absentAndEmptyTextsDiffer()
{
    const auto read = ivs::fromJson<ivs::StageSummary>(parse(R"({"arn":"","name":""})"));
    QVERIFY(read);
    QVERIFY(read->name.isEmpty() && !read->name.isNull());
    QVERIFY(!read->arn.isNull());
    QVERIFY(read->activeSessionId.isNull());
    QCOMPARE(ivs::toJson(*read), parse(R"({"arn":"","name":""})"));

    ivs::UpdateIngestConfigurationRequest detach;
    detach.arn = u"a"_s;
    QCOMPARE(ivs::toJson(detach), parse(R"({"arn":"a"})"));
    detach.stageArn = u""_s;
    QCOMPARE(ivs::toJson(detach), parse(R"({"arn":"a","stageArn":""})"));
}

void CodecTest::emptyListsAreSentOnlyWhenRequired()
{
    QCOMPARE(ivs::toJson(ivs::CreateStageRequest {}), QJsonObject {});
    QCOMPARE(ivs::toJson(ivs::ListStagesResponse {}), parse(R"({"stages":[]})"));
    QCOMPARE(ivs::toJson(ivs::ListTagsForResourceResponse {}), parse(R"({"tags":{}})"));
    const auto read =
        ivs::fromJson<ivs::CreateStageRequest>(parse(R"({"participantTokenConfigurations":[],"tags":{}})"));
    QVERIFY(read && *read == ivs::CreateStageRequest {});
}

void CodecTest::emptyStructuresAreSent()
{
    ivs::StartCompositionRequest request;
    request.layout.emplace().grid.emplace();
    QCOMPARE(ivs::toJson(request), parse(R"({"destinations":[],"layout":{"grid":{}}})"));
}

void CodecTest::membersOfPathAndQuery()
{
    const ivs::UntagResourceRequest request {.resourceArn = u"a"_s, .tagKeys = {u"k"_s}};
    QCOMPARE(ivs::toJson(request), QJsonObject {});
    QCOMPARE(ivs::membersToJson(request), parse(R"({"resourceArn":"a","tagKeys":["k"]})"));
}

// The form of the answer in the guide to composite recording (fact sheet 1.2): no layout was sent, and null comes back.
void CodecTest::readsTheDocumentedCompositionWithoutLayout()
{
    const auto read = ivs::fromJson<ivs::StartCompositionResponse>(parse(R"({"composition": {
        "arn": "arn:aws:ivs:ap-northeast-1:123456789012:composition/s2AdaGUbvQgp",
        "destinations": [{
            "configuration": {"name": "", "s3": {
                "encoderConfigurationArns":
                    ["arn:aws:ivs:ap-northeast-1:123456789012:encoder-configuration/ABabCDcdEFef"],
                "recordingConfiguration": {"format": "HLS"},
                "storageConfigurationArn":
                    "arn:aws:ivs:ap-northeast-1:123456789012:storage-configuration/FefABabCDcdE"}},
            "detail": {"s3": {"recordingPrefix": "aBcDeFgHhGfE/AbCdEfGhHgFe/GHFabcgefABC/composite"}},
            "id": "AbCdEfGhHgFe", "state": "STARTING"}],
        "layout": null,
        "stageArn": "arn:aws:ivs:ap-northeast-1:123456789012:stage/xxxxxxxxxxxx",
        "startTime": "2023-11-01T06:25:37Z", "state": "STARTING", "tags": {}}})"));
    QVERIFY2(read, qPrintable(read ? QString() : read.error().field));
    QVERIFY(read->composition);
    QVERIFY(read->composition->layout == ivs::LayoutConfiguration {});
    QVERIFY(read->composition->state == ivs::CompositionState::Starting);
    QCOMPARE(read->composition->destinations.size(), 1);
    const ivs::Destination &destination = read->composition->destinations.first();
    QVERIFY(destination.configuration.s3->recordingConfiguration->format == ivs::RecordingConfigurationFormat::Hls);
    QVERIFY(!destination.configuration.name.isNull());
    QVERIFY(!destination.configuration.channel);
    QCOMPARE(destination.detail->s3->recordingPrefix, u"aBcDeFgHhGfE/AbCdEfGhHgFe/GHFabcgefABC/composite"_s);
    QVERIFY(!read->composition->endTime.isValid());
}

void CodecTest::readsAStageWithAllParts()
{
    const auto read = ivs::fromJson<ivs::GetStageResponse>(parse(R"({"stage": {
        "activeSessionId": "st-ZyXwvu1T2s", "arn": "arn:aws:ivs:us-west-2:123456789012:stage/abcdABCDefgh",
        "autoParticipantRecordingConfiguration": {"storageConfigurationArn": "", "mediaTypes": ["AUDIO_VIDEO", "SMELL"],
            "thumbnailConfiguration": {"recordingMode": "INTERVAL", "targetIntervalSeconds": 60}},
        "endpoints": {"events": "wss://global.events.live-video.net", "whip": "https://x.global-bm.whip.live-video.net"},
        "name": "test", "tags": {"team": "blue", "gone": null}}})"));
    QVERIFY(read);
    const ivs::Stage &stage = *read->stage;
    QCOMPARE(stage.activeSessionId, u"st-ZyXwvu1T2s"_s); // shorter than the model says: answers are not checked
    QCOMPARE(stage.tags, (QMap<QString, QString> {{u"team"_s, u"blue"_s}}));
    QCOMPARE(stage.autoParticipantRecordingConfiguration->mediaTypes.size(), 2);
    QCOMPARE(stage.autoParticipantRecordingConfiguration->mediaTypes.at(1).text(), u"SMELL"_s);
    QVERIFY(!stage.autoParticipantRecordingConfiguration->storageConfigurationArn.isNull());
    QCOMPARE(
        stage.autoParticipantRecordingConfiguration->thumbnailConfiguration->targetIntervalSeconds, std::optional(60));
    QCOMPARE(stage.endpoints->events, u"wss://global.events.live-video.net"_s);
    QVERIFY(stage.endpoints->rtmp.isNull());
}

// The figure is for people. The bound is far off what is wanted, so that a busy machine passes.
void CodecTest::longPagesAreQuick()
{
    ivs::ListParticipantsResponse page;
    for (int i = 0; i < 100; ++i) {
        ivs::ParticipantSummary person;
        person.participantId = u"pQ4vN81sXy%1"_s.arg(i);
        person.userId = u"viewer-%1"_s.arg(i);
        person.state = ivs::ParticipantState::Connected;
        person.firstJoinTime = QDateTime::fromMSecsSinceEpoch(1'767'323'045'000 + i, Qt::UTC);
        person.published = i % 2 == 0;
        person.recordingState = ivs::ParticipantRecordingState::Disabled;
        person.replicationType = ivs::ReplicationType::None;
        page.participants.append(person);
    }
    const QByteArray text = QJsonDocument(ivs::toJson(page)).toJson(QJsonDocument::Compact);
    constexpr int kPages = 100;
    qint64 parsing = 0;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < kPages; ++i) {
        QElapsedTimer parseTimer;
        parseTimer.start();
        const QJsonObject json = QJsonDocument::fromJson(text).object();
        parsing += parseTimer.nsecsElapsed();
        const auto read = ivs::fromJson<ivs::ListParticipantsResponse>(json);
        QVERIFY(read && *read == page);
    }
    const auto microseconds = [](qint64 nanoseconds) { return static_cast<double>(nanoseconds) / kPages / 1000; };
    qInfo(
        "a page of 100 participants (%lld bytes): %.0f microseconds, %.0f of them QJsonDocument's; a row has %zu bytes",
        static_cast<long long>(text.size()), microseconds(timer.nsecsElapsed()), microseconds(parsing),
        sizeof(ivs::ParticipantSummary));
    QVERIFY(microseconds(timer.nsecsElapsed()) < 50'000);
}

QTEST_GUILESS_MAIN(CodecTest)
#include "tst_codec.moc"
