// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/handlers.h"

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

// Our choice: a configuration is in use while a composition with it lives.
bool isInUse(const World &world, const QString &arn)
{
    for (const auto &composition : world.compositions) {
        if (!composition->isLive())
            continue;
        for (const ivs::Destination &destination : composition->data.destinations) {
            const auto &s3 = destination.configuration.s3;
            const auto &channel = destination.configuration.channel;
            if (channel && channel->encoderConfigurationArn == arn)
                return true;
            if (s3 && (s3->storageConfigurationArn == arn || s3->encoderConfigurationArns.contains(arn)))
                return true;
        }
    }
    return false;
}

bool isAttached(const World &world, const QString &storageArn)
{
    for (const auto &stage : world.stages) {
        if (stage->recording && stage->recording->storageConfigurationArn == storageArn)
            return true;
    }
    return false;
}

} // namespace

Outcome<ivs::CreateEncoderConfigurationResponse> createEncoderConfiguration(
    Desk &desk, const ivs::CreateEncoderConfigurationRequest &request)
{
    if (desk.world.quotas.full(desk.world.encoders.size(), desk.world.quotas.encoderConfigurations))
        return desk.refuse(Refusal::quota(u"The limit on encoder configurations is reached"_s));
    auto record = std::make_unique<EncoderRecord>();
    record->serial = desk.world.nextSerial();
    record->arn = desk.world.arnOf("encoder-configuration"_L1, desk.world.random.id(12));
    ivs::Video video = request.video.value_or(ivs::Video());
    video.width = video.width.value_or(1280);
    video.height = video.height.value_or(720);
    video.framerate = video.framerate.value_or(30);
    video.bitrate = video.bitrate.value_or(2'500'000);
    record->data = {record->arn, request.name, video, request.tags};
    return ivs::CreateEncoderConfigurationResponse {desk.world.encoders.add(std::move(record))->data};
}

Outcome<ivs::DeleteEncoderConfigurationResponse> deleteEncoderConfiguration(
    Desk &desk, const ivs::DeleteEncoderConfigurationRequest &request)
{
    const EncoderRecord *record = desk.world.encoders.find(request.arn);
    if (!record)
        return desk.refuse(noSuch(u"Encoder configuration"_s, request.arn));
    if (isInUse(desk.world, request.arn))
        return desk.refuse(Refusal::conflict(u"A composition uses the encoder configuration"_s));
    desk.world.encoders.remove(record);
    return {};
}

Outcome<ivs::GetEncoderConfigurationResponse> getEncoderConfiguration(
    Desk &desk, const ivs::GetEncoderConfigurationRequest &request)
{
    const EncoderRecord *record = desk.world.encoders.find(request.arn);
    if (!record)
        return desk.refuse(noSuch(u"Encoder configuration"_s, request.arn));
    return ivs::GetEncoderConfigurationResponse {record->data};
}

Outcome<ivs::ListEncoderConfigurationsResponse> listEncoderConfigurations(
    Desk &desk, const ivs::ListEncoderConfigurationsRequest &request)
{
    const auto all = [](const EncoderRecord &) { return true; };
    return pageOf<ivs::ListEncoderConfigurationsResponse>(
        desk, desk.world.encoders, request, kPageLarge, all, [](const EncoderRecord &record) {
            return ivs::EncoderConfigurationSummary {record.data.arn, record.data.name, record.data.tags};
        });
}

Outcome<ivs::CreateStorageConfigurationResponse> createStorageConfiguration(
    Desk &desk, const ivs::CreateStorageConfigurationRequest &request)
{
    if (desk.world.quotas.full(desk.world.storages.size(), desk.world.quotas.storageConfigurations))
        return desk.refuse(Refusal::quota(u"The limit on storage configurations is reached"_s));
    auto record = std::make_unique<StorageRecord>();
    record->serial = desk.world.nextSerial();
    record->arn = desk.world.arnOf("storage-configuration"_L1, desk.world.random.id(12));
    record->data = {record->arn, request.name, request.s3, request.tags};
    return ivs::CreateStorageConfigurationResponse {desk.world.storages.add(std::move(record))->data};
}

Outcome<ivs::DeleteStorageConfigurationResponse> deleteStorageConfiguration(
    Desk &desk, const ivs::DeleteStorageConfigurationRequest &request)
{
    const StorageRecord *record = desk.world.storages.find(request.arn);
    if (!record)
        return desk.refuse(noSuch(u"Storage configuration"_s, request.arn));
    if (isInUse(desk.world, request.arn))
        return desk.refuse(Refusal::conflict(u"A composition uses the storage configuration"_s));
    if (isAttached(desk.world, request.arn))
        return desk.refuse(Refusal::conflict(u"A stage records to the storage configuration"_s));
    desk.world.storages.remove(record);
    return {};
}

Outcome<ivs::GetStorageConfigurationResponse> getStorageConfiguration(
    Desk &desk, const ivs::GetStorageConfigurationRequest &request)
{
    const StorageRecord *record = desk.world.storages.find(request.arn);
    if (!record)
        return desk.refuse(noSuch(u"Storage configuration"_s, request.arn));
    return ivs::GetStorageConfigurationResponse {record->data};
}

Outcome<ivs::ListStorageConfigurationsResponse> listStorageConfigurations(
    Desk &desk, const ivs::ListStorageConfigurationsRequest &request)
{
    // The default is the quota, at most 100 (fact sheet 2).
    const int size = std::min(desk.world.quotas.storageConfigurations, kPageLarge);
    const auto all = [](const StorageRecord &) { return true; };
    return pageOf<ivs::ListStorageConfigurationsResponse>(
        desk, desk.world.storages, request, size, all, [](const StorageRecord &record) {
            const ivs::StorageConfiguration &data = record.data;
            return ivs::StorageConfigurationSummary {data.arn, data.name, data.s3, data.tags};
        });
}

} // namespace local
