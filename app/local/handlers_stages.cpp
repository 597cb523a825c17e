// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/handlers.h"

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

using Recording = ivs::AutoParticipantRecordingConfiguration;

ivs::Stage toStage(const Simulation &simulation, const StageRecord &record)
{
    ivs::Stage stage;
    stage.arn = record.arn;
    stage.name = record.name;
    if (const SessionRecord *session = record.activeSession())
        stage.activeSessionId = session->id;
    stage.tags = record.tags;
    stage.autoParticipantRecordingConfiguration = record.recording;
    stage.endpoints = simulation.endpointsOf(record);
    return stage;
}

// The defaults of fact sheet 3. An empty ARN switches recording off and resets everything else.
Recording withDefaults(Recording wish)
{
    if (wish.storageConfigurationArn.isEmpty())
        wish = Recording {u""_s, {}, {}, {}, {}, {}};
    if (wish.mediaTypes.isEmpty())
        wish.mediaTypes = {ivs::ParticipantRecordingMediaType::AudioVideo};
    auto thumbnails = wish.thumbnailConfiguration.value_or(ivs::ParticipantThumbnailConfiguration());
    if (!thumbnails.recordingMode.isSet())
        thumbnails.recordingMode = ivs::ThumbnailRecordingMode::Disabled;
    if (thumbnails.recordingMode == ivs::ThumbnailRecordingMode::Interval) {
        thumbnails.targetIntervalSeconds = thumbnails.targetIntervalSeconds.value_or(60);
        if (thumbnails.storage.isEmpty())
            thumbnails.storage = {ivs::ThumbnailStorageType::Sequential};
    }
    wish.thumbnailConfiguration = thumbnails;
    wish.recordingReconnectWindowSeconds = wish.recordingReconnectWindowSeconds.value_or(0);
    if (!wish.hlsConfiguration)
        wish.hlsConfiguration = ivs::ParticipantRecordingHlsConfiguration {6};
    wish.recordParticipantReplicas = wish.recordParticipantReplicas.value_or(true);
    return wish;
}

bool hasStorage(const World &world, const std::optional<Recording> &wish)
{
    return !wish || wish->storageConfigurationArn.isEmpty() || world.storages.find(wish->storageConfigurationArn);
}

// An interval belongs to the mode INTERVAL only (fact sheet 3).
bool hasStrayInterval(const std::optional<Recording> &wish)
{
    return wish && wish->thumbnailConfiguration && wish->thumbnailConfiguration->targetIntervalSeconds
        && !(wish->thumbnailConfiguration->recordingMode == ivs::ThumbnailRecordingMode::Interval);
}

Refusal strayInterval()
{
    return Refusal::validation(u"autoParticipantRecordingConfiguration.thumbnailConfiguration.targetIntervalSeconds: "
                               u"only with recordingMode INTERVAL"_s);
}

} // namespace

Outcome<ivs::CreateStageResponse> createStage(Desk &desk, const ivs::CreateStageRequest &request)
{
    const auto &recording = request.autoParticipantRecordingConfiguration;
    if (hasStrayInterval(recording))
        return desk.refuse(strayInterval());
    // Our choice: CreateStage doesn't model ResourceNotFoundException.
    if (!hasStorage(desk.world, recording))
        return desk.refuse(Refusal::validation(
            u"autoParticipantRecordingConfiguration.storageConfigurationArn: there is no such configuration"_s));
    if (desk.world.quotas.full(desk.world.stages.size(), desk.world.quotas.stages))
        return desk.refuse(Refusal::quota(u"The limit on stages is reached"_s));
    StageRecord &record = desk.simulation.createStage(request.name, request.tags);
    if (recording)
        record.recording = withDefaults(*recording);
    ivs::CreateStageResponse response;
    response.stage = toStage(desk.simulation, record);
    for (const ivs::ParticipantTokenConfiguration &wish : request.participantTokenConfigurations)
        response.participantTokens.append(desk.simulation.issueToken(record, wish));
    return response;
}

Outcome<ivs::DeleteStageResponse> deleteStage(Desk &desk, const ivs::DeleteStageRequest &request)
{
    StageRecord *record = desk.world.stages.find(request.arn);
    if (!record)
        return desk.refuse(noSuch(u"Stage"_s, request.arn));
    desk.simulation.deleteStage(*record);
    return {};
}

Outcome<ivs::GetStageResponse> getStage(Desk &desk, const ivs::GetStageRequest &request)
{
    const StageRecord *record = desk.world.stages.find(request.arn);
    if (!record)
        return desk.refuse(noSuch(u"Stage"_s, request.arn));
    return ivs::GetStageResponse {toStage(desk.simulation, *record)};
}

Outcome<ivs::ListStagesResponse> listStages(Desk &desk, const ivs::ListStagesRequest &request)
{
    const auto all = [](const StageRecord &) { return true; };
    return pageOf<ivs::ListStagesResponse>(
        desk, desk.world.stages, request, kPageDefault, all, [](const StageRecord &record) {
            const SessionRecord *session = record.activeSession();
            return ivs::StageSummary {record.arn, record.name, session ? session->id : QString(), record.tags};
        });
}

Outcome<ivs::UpdateStageResponse> updateStage(Desk &desk, const ivs::UpdateStageRequest &request)
{
    StageRecord *record = desk.world.stages.find(request.arn);
    if (!record)
        return desk.refuse(noSuch(u"Stage"_s, request.arn));
    const auto &recording = request.autoParticipantRecordingConfiguration;
    if (hasStrayInterval(recording))
        return desk.refuse(strayInterval());
    if (!hasStorage(desk.world, recording))
        return desk.refuse(noSuch(u"Storage configuration"_s, recording->storageConfigurationArn));
    if (recording) {
        if (desk.simulation.isRecording(*record))
            return desk.refuse(Refusal::conflict(u"The recording can't be changed while one is running"_s));
        record->recording = withDefaults(*recording);
    }
    if (!request.name.isNull())
        record->name = request.name;
    return ivs::UpdateStageResponse {toStage(desk.simulation, *record)};
}

} // namespace local
