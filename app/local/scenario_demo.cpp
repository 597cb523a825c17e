// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/crowd.h"
#include "app/local/scenario.h"
#include "models/ivs/es384.h"

#include <QCryptographicHash>

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

struct DemoStage
{
    QLatin1StringView name;
    QLatin1StringView team;
    QLatin1StringView environment;
    int liveMinutes; ///< on air for so long at the start; 0: not live
    int hosts;
    int watchers;
    bool recorded;
};

const DemoStage kStages[] {
    {"evening-talk"_L1, "studio"_L1, "prod"_L1, 72, 3, 40, true},
    {"cooking-with-ines"_L1, "studio"_L1, "prod"_L1, 38, 2, 25, true},
    {"late-night-quiz"_L1, "studio"_L1, "prod"_L1, 11, 4, 60, false},
    {"auction-room-1"_L1, "commerce"_L1, "prod"_L1, 95, 2, 18, false},
    {"auction-room-2"_L1, "commerce"_L1, "prod"_L1, 0, 2, 15, false},
    {"auction-room-3"_L1, "commerce"_L1, "prod"_L1, 0, 2, 15, false},
    {"vinyl-auction_special"_L1, "commerce"_L1, "prod"_L1, 0, 2, 22, true},
    {"yoga-sunrise"_L1, "wellness"_L1, "prod"_L1, 0, 1, 30, false},
    {"yoga-evening"_L1, "wellness"_L1, "prod"_L1, 26, 1, 20, false},
    {"meditation-hour"_L1, "wellness"_L1, "prod"_L1, 0, 1, 12, false},
    {"maths-grade-9"_L1, "learning"_L1, "prod"_L1, 0, 1, 28, true},
    {"maths-grade-10"_L1, "learning"_L1, "prod"_L1, 0, 1, 26, true},
    {"spanish-b1"_L1, "learning"_L1, "prod"_L1, 0, 1, 14, false},
    {"office-hours_physics"_L1, "learning"_L1, "prod"_L1, 0, 1, 6, false},
    {"town-hall"_L1, "company"_L1, "prod"_L1, 0, 3, 80, true},
    {"all-hands-rehearsal"_L1, "company"_L1, "staging"_L1, 0, 2, 8, false},
    {"derby-watchalong"_L1, "sport"_L1, "prod"_L1, 54, 4, 55, false},
    {"derby-watchalong-2"_L1, "sport"_L1, "prod"_L1, 0, 2, 20, false},
    {"coach-corner"_L1, "sport"_L1, "prod"_L1, 0, 2, 16, false},
    {"podcast-studio-a"_L1, "studio"_L1, "prod"_L1, 0, 2, 4, true},
    {"podcast-studio-b"_L1, "studio"_L1, "staging"_L1, 0, 2, 4, false},
    {"whip-encoder-test"_L1, "platform"_L1, "test"_L1, 0, 1, 2, false},
    {"load-test_7"_L1, "platform"_L1, "test"_L1, 0, 2, 30, false},
    {"green-room"_L1, "studio"_L1, "prod"_L1, 0, 2, 3, false},
    {"spare"_L1, "platform"_L1, "test"_L1, 0, 0, 0, false},
};

// The private half was thrown away.
constexpr char kDemoKey[] = "-----BEGIN PUBLIC KEY-----\n"
                            "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE2pkYLA5gy/ciYzvKGFq9SKk8epsPE15p\n"
                            "GC3wRz2dP3R4FXG+4tn9W1MGVAzzaQtodovftO5JyKycJHZBnwnV2PlIb9ovl6sA\n"
                            "PNV8RJxp7S73t/6HneoKIjEDJn22H3k9\n"
                            "-----END PUBLIC KEY-----\n";

template <typename T>
std::unique_ptr<Resource<T>> resource(World *world, QLatin1StringView kind)
{
    auto made = std::make_unique<Resource<T>>();
    made->serial = world->nextSerial();
    made->arn = world->arnOf(kind, world->random.id(12));
    made->data.arn = made->arn;
    return made;
}

QString addEncoder(World *world, const QString &name, const ivs::Video &video)
{
    auto made = resource<ivs::EncoderConfiguration>(world, "encoder-configuration"_L1);
    made->data.name = name;
    made->data.video = video;
    made->data.tags = {{u"team"_s, u"platform"_s}};
    return world->encoders.add(std::move(made))->arn;
}

QString addStorage(World *world, const QString &name, const QString &bucket)
{
    auto made = resource<ivs::StorageConfiguration>(world, "storage-configuration"_L1);
    made->data.name = name;
    made->data.s3 = ivs::S3StorageConfiguration {bucket};
    made->data.tags = {{u"team"_s, u"platform"_s}};
    return world->storages.add(std::move(made))->arn;
}

void addKey(World *world)
{
    auto made = resource<ivs::PublicKey>(world, "public-key"_L1);
    made->data.name = u"backend-2026"_s;
    made->data.publicKeyMaterial = QString::fromLatin1(kDemoKey);
    const QByteArray der = ivs::es384::publicKeyDer(kDemoKey);
    made->data.fingerprint = QString::fromLatin1(QCryptographicHash::hash(der, QCryptographicHash::Md5).toHex(':'));
    made->data.tags = {{u"env"_s, u"prod"_s}};
    world->keys.add(std::move(made));
}

void record(StageRecord *stage, const QString &storageArn)
{
    ivs::AutoParticipantRecordingConfiguration wish;
    wish.storageConfigurationArn = storageArn;
    wish.mediaTypes = {ivs::ParticipantRecordingMediaType::AudioVideo};
    ivs::ParticipantThumbnailConfiguration thumbnails;
    thumbnails.recordingMode = ivs::ThumbnailRecordingMode::Interval;
    thumbnails.targetIntervalSeconds = 60;
    thumbnails.storage = {ivs::ThumbnailStorageType::Sequential};
    wish.thumbnailConfiguration = thumbnails;
    wish.recordingReconnectWindowSeconds = 60;
    wish.hlsConfiguration = ivs::ParticipantRecordingHlsConfiguration {6};
    wish.recordParticipantReplicas = true;
    stage->recording = wish;
}

// Sessions of the last days: one or two, each some hours before the start.
void addPast(Simulation *simulation, const StageRecord &stage, const DemoStage &row, Random *random, Millis start)
{
    const int sessions = random->between(1, 3);
    for (int i = 0; i < sessions; ++i) {
        CrowdPlan plan;
        plan.hosts = row.hosts;
        plan.watchers = row.watchers;
        plan.early = row.watchers / 4;
        plan.gap = 50 * kSecond;
        plan.stay = 14 * kMinute;
        // Days apart, so that they don't run into each other.
        const Millis from = start - (sessions - i) * 20 * kHour + random->below(int(6 * kHour)) - 4 * kHour;
        plan.until = from + random->between(25, 80) * kMinute;
        gather(simulation, stage, plan, random->below(1'000'000), from);
    }
}

ivs::DestinationConfiguration toStorage(const QString &name, const QString &storage, const QString &encoder)
{
    ivs::S3DestinationConfiguration s3;
    s3.storageConfigurationArn = storage;
    s3.encoderConfigurationArns = {encoder};
    ivs::RecordingConfiguration recording;
    recording.format = ivs::RecordingConfigurationFormat::Hls;
    recording.hlsConfiguration = ivs::CompositionRecordingHlsConfiguration {2};
    s3.recordingConfiguration = recording;
    ivs::DestinationConfiguration destination;
    destination.name = name;
    destination.s3 = s3;
    return destination;
}

ivs::DestinationConfiguration toChannel(Simulation *simulation, const QString &name, const QString &encoder)
{
    ivs::DestinationConfiguration destination;
    destination.name = name;
    const QString id = simulation->world().random.id(12);
    const ChannelRecord &channel = simulation->addChannel(id, name + u"-channel"_s, ivs::ChannelType::Standard);
    destination.channel = ivs::ChannelDestinationConfiguration {channel.arn, encoder};
    return destination;
}

QString compose(Simulation *simulation, const QString &stageArn, const QList<ivs::DestinationConfiguration> &where)
{
    ivs::StartCompositionRequest request;
    request.stageArn = stageArn;
    request.idempotencyToken = simulation->world().random.uuid();
    request.destinations = where;
    request.tags = {{u"env"_s, u"prod"_s}};
    return simulation->startComposition(request).arn;
}

QString addIngest(Simulation *simulation, const QString &name, const QString &stageArn, bool redundant)
{
    ivs::CreateIngestConfigurationRequest wish;
    wish.name = name;
    wish.stageArn = stageArn;
    wish.userId = name;
    wish.attributes = {{u"role"_s, u"encoder"_s}};
    wish.ingestProtocol = ivs::IngestProtocol::Rtmps;
    wish.redundantIngest = redundant;
    wish.tags = {{u"team"_s, u"sport"_s}};
    return simulation->createIngest(wish).data.streamKey;
}

} // namespace

/// A believable evening: some 25 stages, six of them live, people coming and going.
void buildDemo(Simulation *simulation, quint32 seed, Millis start)
{
    World &world = simulation->world();
    Random random(seed + 10);
    const QString hd = addEncoder(&world, u"hd-720p30"_s, {1280, 720, 30, 2'500'000});
    const QString full = addEncoder(&world, u"full-hd-1080p30"_s, {1920, 1080, 30, 6'000'000});
    const QString portrait = addEncoder(&world, u"portrait-720x1280"_s, {720, 1280, 30, 3'000'000});
    const QString archive = addStorage(&world, u"show-archive"_s, u"example-show-archive"_s);
    const QString recordings = addStorage(&world, u"participant-recordings"_s, u"example-participant-recordings"_s);
    addKey(&world);

    QList<StageRecord *> stages;
    for (const DemoStage &row : kStages) {
        StageRecord &stage = simulation->createStage(row.name, {{u"team"_s, row.team}, {u"env"_s, row.environment}});
        stages.append(&stage);
        if (row.recorded)
            record(&stage, recordings);
        if (row.hosts > 0)
            addPast(simulation, stage, row, &random, start - (row.liveMinutes > 0 ? 6 * kHour : 0));
        if (row.liveMinutes == 0)
            continue;
        CrowdPlan plan;
        plan.hosts = row.hosts;
        plan.watchers = row.watchers;
        plan.early = row.watchers / 3;
        plan.gap = 25 * kSecond;
        plan.stay = 18 * kMinute;
        gather(simulation, stage, plan, random.below(1'000'000), start - row.liveMinutes * kMinute);
    }
    const QString encoderKey = addIngest(simulation, u"derby-main-camera"_s, stages[16]->arn, false);
    addIngest(simulation, u"town-hall-pair"_s, stages[14]->arn, true);
    addIngest(simulation, u"spare-encoder"_s, QString(), false);

    simulation->advanceTo(start - 50 * kMinute);
    EventError error;
    simulation->feed(encoderKey, true, {}, &error);
    compose(simulation, stages[0]->arn,
        {toChannel(simulation, u"broadcast"_s, full), toStorage(u"archive"_s, archive, hd)});
    compose(simulation, stages[16]->arn, {toStorage(u"archive"_s, archive, hd)});
    simulation->advanceTo(start - 9 * kMinute);
    compose(simulation, stages[2]->arn, {toChannel(simulation, u"vertical"_s, portrait)});
    const QString ending = compose(simulation, stages[3]->arn, {toStorage(u"lot-217"_s, archive, hd)});
    // The host of the watchalong is also shown in the quiz.
    const StageRecord &watchalong = *stages[16];
    if (const auto host = simulation->seatOf(watchalong, watchalong.activeSession()->people.front().id)) {
        if (simulation->find(*host).person->publishing)
            simulation->replicate(*host, *stages[2], 30 * kSecond, {{u"role"_s, u"guest"_s}});
    }
    simulation->advanceTo(start - 2 * kMinute);
    if (CompositionRecord *composition = world.compositions.find(ending))
        simulation->stopComposition(*composition);
    simulation->advanceTo(start - 2 * kSecond);
    compose(simulation, stages[1]->arn, {toStorage(u"kitchen"_s, archive, hd)});
}

} // namespace local
