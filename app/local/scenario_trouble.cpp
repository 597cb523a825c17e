// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/crowd.h"
#include "app/local/scenario.h"

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

using Code = ivs::EventErrorCode;

// Every error code that an event can carry, each at a person of its own.
void showErrors(Simulation *simulation, StageRecord &stage, Random *random)
{
    const auto &words = ivs::EnumWords<Code>::words;
    for (int i = 0; i < int(words.size()); ++i) {
        Entry entry = Crowd::person(random, &simulation->world(), i, true);
        entry.userId = u"trouble-"_s + QString::fromLatin1(words[size_t(i)]).toLower().replace(u'_', u'-');
        const Code code = Code(i);
        const Seat seat = simulation->join(stage, entry);
        if (code == Code::PublisherNotFound)
            simulation->subscribe(seat, u"nobodyOfThisId"_s);
        else
            simulation->publish(seat, code);
        if (code == Code::QuotaExceeded)
            simulation->subscribe(seat, simulation->find(seat).session->people.front().id, code);
    }
    Entry outside = Crowd::person(random, &simulation->world(), 99, false);
    outside.userId = u"trouble-join"_s;
    simulation->failJoin(stage, outside, Code::QuotaExceeded);
}

quint64 compose(Simulation *simulation, const StageRecord &stage, const QString &encoder, const QString &storage)
{
    ivs::StartCompositionRequest request;
    request.stageArn = stage.arn;
    ivs::S3DestinationConfiguration s3;
    s3.storageConfigurationArn = storage;
    s3.encoderConfigurationArns = {encoder};
    ivs::DestinationConfiguration recording;
    recording.name = u"archive"_s;
    recording.s3 = s3;
    ivs::DestinationConfiguration channel;
    channel.name = u"broadcast"_s;
    const QString id = simulation->world().random.id(12);
    const ChannelRecord &made = simulation->addChannel(id, u"broadcast-"_s + id, ivs::ChannelType::Standard);
    channel.channel = ivs::ChannelDestinationConfiguration {made.arn, encoder};
    request.destinations = {channel, recording};
    return simulation->startComposition(request).serial;
}

} // namespace

/// Everything that can go wrong: every event error code, failing compositions and recordings.
void buildTrouble(Simulation *simulation, quint32 seed, Millis start)
{
    World &world = simulation->world();
    Random random(seed + 14);
    auto storage = std::make_unique<StorageRecord>();
    storage->serial = world.nextSerial();
    storage->arn = world.arnOf("storage-configuration"_L1, world.random.id(12));
    storage->data = {storage->arn, u"trouble-archive"_s, ivs::S3StorageConfiguration {u"trouble-recordings"_s}, {}};
    const QString storageArn = world.storages.add(std::move(storage))->arn;
    auto encoder = std::make_unique<EncoderRecord>();
    encoder->serial = world.nextSerial();
    encoder->arn = world.arnOf("encoder-configuration"_L1, world.random.id(12));
    encoder->data = {encoder->arn, u"hd-720"_s, ivs::Video {1280, 720, 30, 2'500'000}, {}};
    const QString encoderArn = world.encoders.add(std::move(encoder))->arn;

    CrowdPlan plan;
    plan.hosts = 2;
    plan.watchers = 12;
    plan.early = 6;
    plan.handEvery = 2;
    plan.errorEvery = 2;
    const StringMap tags {{u"team"_s, u"support"_s}, {u"env"_s, u"test"_s}};
    for (const QString &name : {u"event-errors"_s, u"composition-failures"_s, u"recording-failures"_s}) {
        StageRecord &stage = simulation->createStage(name, tags);
        if (name == u"recording-failures"_s) {
            stage.recording = ivs::AutoParticipantRecordingConfiguration();
            stage.recording->storageConfigurationArn = storageArn;
        }
        gather(simulation, stage, plan, random.below(1'000'000), start - kHour);
    }
    const auto stageOf = [simulation](const QString &name) -> StageRecord * {
        for (const auto &stage : simulation->world().stages) {
            if (stage->name == name)
                return stage.get();
        }
        return nullptr;
    };
    simulation->advanceTo(start - 10 * kMinute);
    showErrors(simulation, *stageOf(u"event-errors"_s), &random);

    // Every second publisher's recording fails, now and later.
    const StageRecord *recorded = stageOf(u"recording-failures"_s);
    for (int row = 0; row < int(recorded->activeSession()->people.size()); row += 2)
        simulation->failRecording({recorded->serial, recorded->active, row});

    simulation->advanceTo(start - 2 * kMinute);
    const StageRecord &composed = *stageOf(u"composition-failures"_s);
    const quint64 failed = compose(simulation, composed, encoderArn, storageArn);
    const quint64 limping = compose(simulation, composed, encoderArn, storageArn);
    const quint64 waiting = compose(simulation, composed, encoderArn, storageArn);
    const quint64 doomed = compose(simulation, composed, encoderArn, storageArn);
    simulation->advanceTo(start - kMinute);
    CompositionRecord *record = world.compositions.bySerial(failed);
    simulation->failComposition(*record, {});
    record = world.compositions.bySerial(limping);
    simulation->failComposition(*record, record->data.destinations.first().id);
    record = world.compositions.bySerial(waiting);
    simulation->reconnectDestination(*record, record->data.destinations.first().id, false);
    simulation->at(start + 2 * kMinute, [simulation, doomed] {
        if (CompositionRecord *later = simulation->world().compositions.bySerial(doomed))
            simulation->failComposition(*later, {});
    });
}

} // namespace local
