// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ivs/limits.h"

using namespace Qt::Literals::StringLiterals;
using namespace ivs;
using namespace limits;

// The limits are written out once more, from the service's model and not from models/ivs/rules.h, so that a slip in
// either is found.

class ValidationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stages_data();
    void stages() { checkRow(); }
    void participants_data();
    void participants() { checkRow(); }
    void compositions_data();
    void compositions() { checkRow(); }
    void configurations_data();
    void configurations() { checkRow(); }
    void keysAndTags_data();
    void keysAndTags() { checkRow(); }
    void exclusivity_data();
    void exclusivity() { checkRow(); }
    void charactersAreCodePoints();
    void nestedFaultsNameTheirPath();
    void messagesSayWhatIsAllowed();
    void goodRequestsPass();

private:
    static void columns()
    {
        QTest::addColumn<Check>("check");
        QTest::addColumn<QString>("field");
    }
    static void checkRow();
};

void ValidationTest::checkRow()
{
    QFETCH(Check, check);
    QFETCH(QString, field);
    const std::optional<aws::Error> error = check();
    if (field.isEmpty()) {
        QVERIFY2(!error, qPrintable(error ? error->field + u' ' + error->message : QString()));
        return;
    }
    QVERIFY(error);
    QCOMPARE(error->kind, aws::ErrorKind::Invalid);
    QCOMPARE(error->field, field);
    QVERIFY(!error->message.isEmpty());
}

void ValidationTest::stages_data()
{
    columns();
    name<CreateStageRequest>();
    tags<CreateStageRequest>();
    count("participantTokenConfigurations", &CreateStageRequest::participantTokenConfigurations, 12);
    arnOf("arn", &DeleteStageRequest::arn, "stage");
    missing("arn", &DeleteStageRequest::arn);
    arnOf("arn", &GetStageRequest::arn, "stage");
    arnOf("arn", &UpdateStageRequest::arn, "stage");
    name<UpdateStageRequest>();
    paging<ListStagesRequest>(100);
    paging<ListStageSessionsRequest>(100);
    arnOf("stageArn", &ListStageSessionsRequest::stageArn, "stage");
    arnOf("stageArn", &GetStageSessionRequest::stageArn, "stage");
    missing("sessionId", &GetStageSessionRequest::sessionId);
    text("sessionId", &GetStageSessionRequest::sessionId, 16, 16);

    using Recording = AutoParticipantRecordingConfiguration;
    arnOf("storageConfigurationArn", &Recording::storageConfigurationArn, "storage-configuration", true);
    row<Recording>("storageConfigurationArn missing", u"storageConfigurationArn"_s,
        [](Recording &v) { v.storageConfigurationArn = QString(); });
    count("mediaTypes", &Recording::mediaTypes, 1, Enum(ParticipantRecordingMediaType::None));
    row<Recording>("mediaTypes unknown", u"mediaTypes[0]"_s,
        [](Recording &v) { v.mediaTypes = {Enum<ParticipantRecordingMediaType>::fromText(u"SMELL"_s)}; });
    number("recordingReconnectWindowSeconds", &Recording::recordingReconnectWindowSeconds, 0, 300);
    using Hls = ParticipantRecordingHlsConfiguration;
    number("targetSegmentDurationSeconds", &Hls::targetSegmentDurationSeconds, 2, 10);
    using Thumbnails = ParticipantThumbnailConfiguration;
    number("targetIntervalSeconds", &Thumbnails::targetIntervalSeconds, 1, 86'400);
    count("storage", &Thumbnails::storage, 2, Enum(ThumbnailStorageType::Latest));
    row<Thumbnails>("recordingMode unknown", u"recordingMode"_s,
        [](Thumbnails &v) { v.recordingMode = Enum<ThumbnailRecordingMode>::fromText(u"interval"_s); });
}

void ValidationTest::participants_data()
{
    columns();
    const auto tokenLimits = []<typename S>(S) {
        number("duration", &S::duration, 1, 20'160);
        text("userId", &S::userId, 0, 128);
        attributes<S>();
        count("capabilities", &S::capabilities, 2, Enum(ParticipantTokenCapability::Publish));
        row<S>("capabilities unknown", u"capabilities[1]"_s, [](S &v) {
            v.capabilities = {
                ParticipantTokenCapability::Publish, Enum<ParticipantTokenCapability>::fromText(u"publish"_s)};
        });
    };
    tokenLimits(CreateParticipantTokenRequest {});
    tokenLimits(ParticipantTokenConfiguration {});
    arnOf("stageArn", &CreateParticipantTokenRequest::stageArn, "stage");

    paging<ListParticipantsRequest>(100);
    text("filterByUserId", &ListParticipantsRequest::filterByUserId, 0, 128);
    arnOf("stageArn", &ListParticipantsRequest::stageArn, "stage");
    text("sessionId", &ListParticipantsRequest::sessionId, 16, 16);
    row<ListParticipantsRequest>("filterByState unknown", u"filterByState"_s,
        [](auto &v) { v.filterByState = Enum<ParticipantState>::fromText(u"GONE"_s); });
    row<ListParticipantsRequest>("filterByRecordingState has no DISABLED", u"filterByRecordingState"_s, [](auto &v) {
        v.filterByRecordingState = Enum<ParticipantRecordingFilterByRecordingState>::fromText(u"DISABLED"_s);
    });
    arnOf("stageArn", &GetParticipantRequest::stageArn, "stage");
    missing("sessionId", &GetParticipantRequest::sessionId);
    text("sessionId", &GetParticipantRequest::sessionId, 16, 16);
    missing("participantId", &GetParticipantRequest::participantId);
    text("participantId", &GetParticipantRequest::participantId, 1, 64);
    paging<ListParticipantEventsRequest>(100);
    arnOf("stageArn", &ListParticipantEventsRequest::stageArn, "stage");
    text("sessionId", &ListParticipantEventsRequest::sessionId, 16, 16);
    text("participantId", &ListParticipantEventsRequest::participantId, 1, 64);
    arnOf("stageArn", &DisconnectParticipantRequest::stageArn, "stage");
    text("participantId", &DisconnectParticipantRequest::participantId, 1, 64);
    text("reason", &DisconnectParticipantRequest::reason, 0, 128);

    arnOf("sourceStageArn", &StartParticipantReplicationRequest::sourceStageArn, "stage");
    arnOf("destinationStageArn", &StartParticipantReplicationRequest::destinationStageArn, "stage");
    text("participantId", &StartParticipantReplicationRequest::participantId, 1, 64);
    number("reconnectWindowSeconds", &StartParticipantReplicationRequest::reconnectWindowSeconds, 0, 300);
    attributes<StartParticipantReplicationRequest>();
    arnOf("sourceStageArn", &StopParticipantReplicationRequest::sourceStageArn, "stage");
    arnOf("destinationStageArn", &StopParticipantReplicationRequest::destinationStageArn, "stage");
    text("participantId", &StopParticipantReplicationRequest::participantId, 1, 64);
    paging<ListParticipantReplicasRequest>(50);
    arnOf("sourceStageArn", &ListParticipantReplicasRequest::sourceStageArn, "stage");
    text("participantId", &ListParticipantReplicasRequest::participantId, 1, 64);
}

void ValidationTest::compositions_data()
{
    columns();
    using Start = StartCompositionRequest;
    arnOf("stageArn", &Start::stageArn, "stage");
    text("idempotencyToken", &Start::idempotencyToken, 1, 64);
    row<Start>("idempotencyToken bad", u"idempotencyToken"_s, [](Start &v) { v.idempotencyToken = u"a b"_s; });
    tags<Start>();
    row<Start>("one channel", QString(), [](Start &v) { v.destinations = {channelDestination()}; });
    row<Start>("no destination", u"destinations"_s, [](Start &v) { v.destinations = {}; });
    row<Start>("channel and s3", QString(), [](Start &v) { v.destinations = {channelDestination(), s3Destination()}; });
    row<Start>("s3 and channel", QString(), [](Start &v) { v.destinations = {s3Destination(), channelDestination()}; });
    row<Start>("two channels", u"destinations"_s, [](Start &v) {
        v.destinations = {channelDestination(), channelDestination()};
    });
    row<Start>("two s3", u"destinations"_s, [](Start &v) { v.destinations = {s3Destination(), s3Destination()}; });
    row<Start>("three", u"destinations"_s, [](Start &v) {
        v.destinations = {s3Destination(), channelDestination(), s3Destination()};
    });
    row<Start>("a destination of nothing", u"destinations[0].channel"_s, [](Start &v) { v.destinations = {{}}; });
    row<Start>("a destination of both", u"destinations[1].s3"_s, [](Start &v) {
        v.destinations = {s3Destination(), channelDestination()};
        v.destinations[1].s3 = s3Destination().s3;
    });
    row<Start>("destination name longest", QString(), [](Start &v) { v.destinations[0].name = QString(128, u'n'); });
    row<Start>("destination name too long", u"destinations[0].name"_s,
        [](Start &v) { v.destinations[0].name = QString(129, u'n'); });
    row<Start>("destination name bad", u"destinations[0].name"_s, [](Start &v) { v.destinations[0].name = u"a b"_s; });

    arnOf("channelArn", &ChannelDestinationConfiguration::channelArn, "channel");
    arnOf(
        "encoderConfigurationArn", &ChannelDestinationConfiguration::encoderConfigurationArn, "encoder-configuration");
    using S3 = S3DestinationConfiguration;
    arnOf("storageConfigurationArn", &S3::storageConfigurationArn, "storage-configuration");
    row<S3>("no encoder", u"encoderConfigurationArns"_s, [](S3 &v) { v.encoderConfigurationArns = {}; });
    row<S3>("two encoders", u"encoderConfigurationArns"_s,
        [](S3 &v) { v.encoderConfigurationArns.append(v.encoderConfigurationArns.first()); });
    row<S3>("encoder is a stage", u"encoderConfigurationArns[0]"_s,
        [](S3 &v) { v.encoderConfigurationArns = {arn(u"stage"_s)}; });
    row<S3>(
        "encoder is null", u"encoderConfigurationArns[0]"_s, [](S3 &v) { v.encoderConfigurationArns = {QString()}; });
    count("thumbnailConfigurations", &S3::thumbnailConfigurations, 1);
    number("targetSegmentDurationSeconds", &CompositionRecordingHlsConfiguration::targetSegmentDurationSeconds, 2, 10);
    number("targetIntervalSeconds", &CompositionThumbnailConfiguration::targetIntervalSeconds, 1, 86'400);
    count("storage", &CompositionThumbnailConfiguration::storage, 2, Enum(ThumbnailStorageType::Sequential));

    text("featuredParticipantAttribute", &GridConfiguration::featuredParticipantAttribute, 0, 128);
    text("participantOrderAttribute", &GridConfiguration::participantOrderAttribute, 0, 128);
    row<GridConfiguration>(
        "attribute bad", u"featuredParticipantAttribute"_s, [](auto &v) { v.featuredParticipantAttribute = u"a b"_s; });
    number("gridGap", &GridConfiguration::gridGap, 0);
    text("featuredParticipantAttribute", &PipConfiguration::featuredParticipantAttribute, 0, 128);
    text("pipParticipantAttribute", &PipConfiguration::pipParticipantAttribute, 0, 128);
    text("participantOrderAttribute", &PipConfiguration::participantOrderAttribute, 0, 128);
    number("gridGap", &PipConfiguration::gridGap, 0);
    number("pipOffset", &PipConfiguration::pipOffset, 0);
    number("pipWidth", &PipConfiguration::pipWidth, 1);
    number("pipHeight", &PipConfiguration::pipHeight, 1);

    arnOf("arn", &StopCompositionRequest::arn, "composition");
    arnOf("arn", &GetCompositionRequest::arn, "composition");
    paging<ListCompositionsRequest>(100);
    arnOf("filterByStageArn", &ListCompositionsRequest::filterByStageArn, "stage");
    arnOf("filterByEncoderConfigurationArn", &ListCompositionsRequest::filterByEncoderConfigurationArn,
        "encoder-configuration");
}

void ValidationTest::configurations_data()
{
    columns();
    name<CreateEncoderConfigurationRequest>();
    tags<CreateEncoderConfigurationRequest>();
    arnOf("arn", &DeleteEncoderConfigurationRequest::arn, "encoder-configuration");
    arnOf("arn", &GetEncoderConfigurationRequest::arn, "encoder-configuration");
    paging<ListEncoderConfigurationsRequest>(100);
    number("framerate", &Video::framerate, 1, 60);
    number("bitrate", &Video::bitrate, 1, 8'500'000);
    const auto size = [](const char *title, std::optional<int> width, std::optional<int> height, const QString &field) {
        row<Video>(title, field, [=](Video &v) {
            v.width = width;
            v.height = height;
        });
    };
    size("smallest", 2, 2, QString());
    size("width too small", 1, 720, u"width"_s);
    size("height too small", 1280, 1, u"height"_s);
    size("full HD", 1920, 1080, QString());
    size("full HD upright", 1080, 1920, QString());
    size("width too large", 1922, 2, u"width"_s);
    size("height too large", 2, 1922, u"height"_s);
    size("two lines too many", 1920, 1082, u"height"_s);
    size("square", 1440, 1440, QString());
    size("square, too large", 1442, 1440, u"height"_s);
    size("width odd", 1279, 720, u"width"_s);
    size("height odd", 1280, 719, u"height"_s);
    size("only a width", 1920, {}, QString());
    size("only a height, too large with the default width", {}, 1920, u"height"_s);
    size("nothing", {}, {}, QString());

    name<CreateStorageConfigurationRequest>();
    tags<CreateStorageConfigurationRequest>();
    text("bucketName", &S3StorageConfiguration::bucketName, 3, 63);
    row<S3StorageConfiguration>("good", QString(), [](auto &v) { v.bucketName = u"my.bucket-1"_s; });
    row<S3StorageConfiguration>("capitals", u"bucketName"_s, [](auto &v) { v.bucketName = u"My-bucket"_s; });
    row<S3StorageConfiguration>("underscore", u"bucketName"_s, [](auto &v) { v.bucketName = u"my_bucket"_s; });
    row<CreateStorageConfigurationRequest>("no bucket", u"s3.bucketName"_s, [](auto &v) { v.s3 = {}; });
    arnOf("arn", &DeleteStorageConfigurationRequest::arn, "storage-configuration");
    arnOf("arn", &GetStorageConfigurationRequest::arn, "storage-configuration");
    paging<ListStorageConfigurationsRequest>(100);

    using CreateIngest = CreateIngestConfigurationRequest;
    name<CreateIngest>();
    tags<CreateIngest>();
    attributes<CreateIngest>();
    text("userId", &CreateIngest::userId, 0, 128);
    arnOf("stageArn", &CreateIngest::stageArn, "stage", true);
    row<CreateIngest>("no protocol", u"ingestProtocol"_s, [](auto &v) { v.ingestProtocol = {}; });
    row<CreateIngest>("unknown protocol", u"ingestProtocol"_s,
        [](auto &v) { v.ingestProtocol = Enum<IngestProtocol>::fromText(u"SRT"_s); });
    row<CreateIngest>("RTMP", u"insecureIngest"_s, [](auto &v) { v.ingestProtocol = IngestProtocol::Rtmp; });
    row<CreateIngest>("RTMP, not allowed", u"insecureIngest"_s, [](auto &v) {
        v.ingestProtocol = IngestProtocol::Rtmp;
        v.insecureIngest = false;
    });
    row<CreateIngest>("RTMP, allowed", QString(), [](auto &v) {
        v.ingestProtocol = IngestProtocol::Rtmp;
        v.insecureIngest = true;
    });
    row<CreateIngest>("RTMPS, insecure allowed", QString(), [](auto &v) { v.insecureIngest = true; });
    arnOf("arn", &DeleteIngestConfigurationRequest::arn, "ingest-configuration");
    arnOf("arn", &GetIngestConfigurationRequest::arn, "ingest-configuration");
    arnOf("arn", &UpdateIngestConfigurationRequest::arn, "ingest-configuration");
    arnOf("stageArn", &UpdateIngestConfigurationRequest::stageArn, "stage", true);
    paging<ListIngestConfigurationsRequest>(100);
    arnOf("filterByStageArn", &ListIngestConfigurationsRequest::filterByStageArn, "stage");
    row<ListIngestConfigurationsRequest>("filterByState unknown", u"filterByState"_s,
        [](auto &v) { v.filterByState = Enum<IngestConfigurationState>::fromText(u"IDLE"_s); });
}

void ValidationTest::keysAndTags_data()
{
    columns();
    using Import = ImportPublicKeyRequest;
    name<Import>();
    tags<Import>();
    missing("publicKeyMaterial", &Import::publicKeyMaterial);
    const QString crlf = QString(kPem).replace(u'\n', "\r\n"_L1);
    row<Import>("CR LF", QString(), [&](Import &v) { v.publicKeyMaterial = crlf; });
    row<Import>("comment before", QString(), [](Import &v) { v.publicKeyMaterial = "a comment\n"_L1 + kPem; });
    row<Import>("not PEM", u"publicKeyMaterial"_s, [](Import &v) { v.publicKeyMaterial = u"MHYwEAYHKo=="_s; });
    row<Import>("nothing inside", u"publicKeyMaterial"_s,
        [](Import &v) { v.publicKeyMaterial = u"-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----"_s; });
    row<Import>("a private key", u"publicKeyMaterial"_s,
        [](Import &v) { v.publicKeyMaterial = QString(kPem).replace("PUBLIC"_L1, "PRIVATE"_L1); });
    arnOf("arn", &DeletePublicKeyRequest::arn, "public-key");
    arnOf("arn", &GetPublicKeyRequest::arn, "public-key");
    paging<ListPublicKeysRequest>(100);

    tags<TagResourceRequest>();
    missing("resourceArn", &TagResourceRequest::resourceArn);
    missing("resourceArn", &UntagResourceRequest::resourceArn);
    missing("resourceArn", &ListTagsForResourceRequest::resourceArn);
    for (const QString &kind : {u"stage"_s, u"composition"_s, u"public-key"_s, u"ingest-configuration"_s})
        row<TagResourceRequest>(kind.toLatin1(), QString(), [&](auto &v) { v.resourceArn = arn(kind); });
    row<TagResourceRequest>("longest", QString(), [](auto &v) { v.resourceArn = arn(u"stage"_s, 128); });
    row<TagResourceRequest>("too long", u"resourceArn"_s, [](auto &v) { v.resourceArn = arn(u"stage"_s, 129); });
    row<TagResourceRequest>("no ARN", u"resourceArn"_s, [](auto &v) { v.resourceArn = u"stage/x"_s; });
    count("tagKeys", &UntagResourceRequest::tagKeys, 50, u"k"_s);
    row<UntagResourceRequest>("longest key", QString(), [](auto &v) { v.tagKeys = {QString(128, u'k')}; });
    row<UntagResourceRequest>("key too long", u"tagKeys[1]"_s, [](auto &v) {
        v.tagKeys = {u"k"_s, QString(129, u'k')};
    });
    row<UntagResourceRequest>("key empty", u"tagKeys[0]"_s, [](auto &v) { v.tagKeys = {u""_s}; });
}

void ValidationTest::exclusivity_data()
{
    columns();
    using List = ListParticipantsRequest;
    const auto userId = [](List &v) { v.filterByUserId = u"viewer"_s; };
    const auto published = [](List &v) { v.filterByPublished = false; };
    const auto state = [](List &v) { v.filterByState = ParticipantState::Connected; };
    const auto recording = [](List &v) {
        v.filterByRecordingState = ParticipantRecordingFilterByRecordingState::Active;
    };
    const QList<std::pair<QString, std::function<void(List &)>>> filters {{u"filterByUserId"_s, userId},
        {u"filterByPublished"_s, published}, {u"filterByState"_s, state}, {u"filterByRecordingState"_s, recording}};
    for (qsizetype a = 0; a < filters.size(); ++a) {
        row<List>("only " + filters[a].first.toLatin1(), QString(), filters[a].second);
        for (qsizetype b = a + 1; b < filters.size(); ++b) {
            row<List>(
                filters[a].first.toLatin1() + " and " + filters[b].first.toLatin1(), filters[b].first, [&](List &v) {
                    filters[a].second(v);
                    filters[b].second(v);
                });
        }
    }
    using Ingest = ListIngestConfigurationsRequest;
    row<Ingest>("only a stage", QString(), [](Ingest &v) { v.filterByStageArn = arn(u"stage"_s); });
    row<Ingest>("only a state", QString(), [](Ingest &v) { v.filterByState = IngestConfigurationState::Active; });
    row<Ingest>("both", u"filterByState"_s, [](Ingest &v) {
        v.filterByStageArn = arn(u"stage"_s);
        v.filterByState = IngestConfigurationState::Active;
    });
    // Nothing says that these two exclude each other.
    row<ListCompositionsRequest>("both", QString(), [](auto &v) {
        v.filterByStageArn = arn(u"stage"_s);
        v.filterByEncoderConfigurationArn = arn(u"encoder-configuration"_s);
    });
}

void ValidationTest::charactersAreCodePoints()
{
    auto request = good<CreateParticipantTokenRequest>();
    request.userId = u"\U0001F600"_s.repeated(128); // 256 UTF-16 units, 512 bytes
    QVERIFY(!validate(request));
    request.userId += u'a';
    QVERIFY(validate(request));
    QVERIFY(validate(request)->message.contains("129"_L1));
}

void ValidationTest::nestedFaultsNameTheirPath()
{
    auto start = good<StartCompositionRequest>();
    start.destinations[0].s3->thumbnailConfigurations.emplaceBack().targetIntervalSeconds = 0;
    QCOMPARE(validate(start)->field, u"destinations[0].s3.thumbnailConfigurations[0].targetIntervalSeconds"_s);

    auto stage = good<CreateStageRequest>();
    stage.participantTokenConfigurations.resize(2);
    stage.participantTokenConfigurations[1].duration = 0;
    QCOMPARE(validate(stage)->field, u"participantTokenConfigurations[1].duration"_s);

    auto encoder = good<CreateEncoderConfigurationRequest>();
    encoder.video.emplace().width = 1001;
    QCOMPARE(validate(encoder)->field, u"video.width"_s);
}

void ValidationTest::messagesSayWhatIsAllowed()
{
    ListStagesRequest list;
    list.maxResults = 101;
    QCOMPARE(validate(list)->message, u"must be 1 to 100, but is 101"_s);
    Video video;
    video.bitrate = 8'500'001;
    QCOMPARE(validate(video)->message, u"must be 1 to 8500000, but is 8500001"_s);
    video = {};
    video.framerate = 60.5;
    QCOMPARE(validate(video)->message, u"must be 1 to 60, but is 60.5"_s);
    DeleteStageRequest remove;
    QCOMPARE(validate(remove)->message, u"must be given"_s);
    remove.arn = arn(u"channel"_s);
    QCOMPARE(validate(remove)->message, u"must be the ARN of a stage"_s);
}

void ValidationTest::goodRequestsPass()
{
    int requests = 0;
#define CHECK(S)                                                                                                       \
    if (QByteArray(Shape<S>::name).endsWith("Request")) {                                                              \
        ++requests;                                                                                                    \
        const auto error = validate(good<S>());                                                                        \
        QVERIFY2(!error, Shape<S>::name);                                                                              \
    }
    IVS_FOR_EACH_STRUCTURE(CHECK)
#undef CHECK
    QCOMPARE(requests, 43);
}

QTEST_GUILESS_MAIN(ValidationTest)
#include "tst_validation.moc"
