// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stagedraft.h"

#include "models/draftfaults.h"
#include "models/ivs/validation.h"
#include "models/stagemodel.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace {

QString say(const char *text) { return QCoreApplication::translate("Draft", text); }

ivs::AutoParticipantRecordingConfiguration configurationOf(const RecordingDraft &recording)
{
    ivs::AutoParticipantRecordingConfiguration wish;
    if (!recording.on) {
        wish.storageConfigurationArn = u""_s; // empty, not absent: switches it off
        return wish;
    }
    wish.storageConfigurationArn = recording.storageArn.isNull() ? u""_s : recording.storageArn;
    wish.mediaTypes = {recording.media};
    ivs::ParticipantThumbnailConfiguration thumbnails;
    thumbnails.recordingMode =
        recording.thumbnails ? ivs::ThumbnailRecordingMode::Interval : ivs::ThumbnailRecordingMode::Disabled;
    if (recording.thumbnails) {
        thumbnails.targetIntervalSeconds = recording.thumbnailSeconds; // refused with any other mode
        if (recording.sequential)
            thumbnails.storage.append(ivs::ThumbnailStorageType::Sequential);
        if (recording.latest)
            thumbnails.storage.append(ivs::ThumbnailStorageType::Latest);
    }
    wish.thumbnailConfiguration = thumbnails;
    wish.recordingReconnectWindowSeconds = recording.reconnectSeconds;
    wish.hlsConfiguration = ivs::ParticipantRecordingHlsConfiguration {recording.segmentSeconds};
    wish.recordParticipantReplicas = recording.replicas;
    return wish;
}

QList<DraftFault> faultsOf(const RecordingDraft &recording)
{
    if (!recording.on)
        return {};
    DraftFaults faults(u"autoParticipantRecordingConfiguration."_s);
    faults.chosen("storageConfigurationArn"_L1, recording.storageArn,
        ivs::rules::kAutoParticipantRecordingStorageConfigurationArn);
    if (!recording.media.isKnown())
        faults.add("mediaTypes"_L1, say("must be chosen: this program does not know %1").arg(recording.media.text()));
    if (recording.thumbnails) {
        faults.number("thumbnailConfiguration.targetIntervalSeconds"_L1, recording.thumbnailSeconds,
            ivs::rules::kThumbnailIntervalSeconds);
        // Left out, the service keeps them all.
        if (!recording.sequential && !recording.latest)
            faults.add("thumbnailConfiguration.storage"_L1, say("must be all, the latest, or both"));
    }
    faults.number("hlsConfiguration.targetSegmentDurationSeconds"_L1, recording.segmentSeconds,
        ivs::rules::kParticipantRecordingTargetSegmentDurationSeconds);
    faults.number("recordingReconnectWindowSeconds"_L1, recording.reconnectSeconds,
        ivs::rules::kParticipantRecordingReconnectWindowSeconds);
    return faults.found;
}

RecordingDraft draftOf(const std::optional<ivs::AutoParticipantRecordingConfiguration> &recording)
{
    RecordingDraft draft;
    if (!recording || recording->storageConfigurationArn.isEmpty())
        return draft;
    draft.on = true;
    draft.storageArn = recording->storageConfigurationArn;
    if (!recording->mediaTypes.isEmpty())
        draft.media = recording->mediaTypes.first();
    if (const auto &thumbnails = recording->thumbnailConfiguration) {
        draft.thumbnails = thumbnails->recordingMode == ivs::ThumbnailRecordingMode::Interval;
        draft.thumbnailSeconds = thumbnails->targetIntervalSeconds.value_or(draft.thumbnailSeconds);
        if (!thumbnails->storage.isEmpty()) {
            draft.sequential = thumbnails->storage.contains(ivs::ThumbnailStorageType::Sequential);
            draft.latest = thumbnails->storage.contains(ivs::ThumbnailStorageType::Latest);
        }
    }
    if (recording->hlsConfiguration)
        draft.segmentSeconds = recording->hlsConfiguration->targetSegmentDurationSeconds.value_or(draft.segmentSeconds);
    draft.reconnectSeconds = recording->recordingReconnectWindowSeconds.value_or(draft.reconnectSeconds);
    draft.replicas = recording->recordParticipantReplicas.value_or(draft.replicas);
    return draft;
}

} // namespace

ivs::ParticipantTokenConfiguration configurationOf(const TokenDraft &token)
{
    ivs::ParticipantTokenConfiguration wish;
    wish.duration = token.durationMinutes;
    wish.userId = token.userId;
    wish.attributes = mapOf(token.attributes);
    if (token.publish)
        wish.capabilities.append(ivs::ParticipantTokenCapability::Publish);
    if (token.subscribe)
        wish.capabilities.append(ivs::ParticipantTokenCapability::Subscribe);
    return wish;
}

QList<DraftFault> tokenFaults(const TokenDraft &token, const QString &path)
{
    const QString prefix = path.isEmpty() ? QString() : path + u'.';
    DraftFaults faults(prefix);
    faults.text("userId"_L1, token.userId, ivs::rules::kParticipantTokenUserId);
    faults.number("duration"_L1, token.durationMinutes, ivs::rules::kParticipantTokenDurationMinutes);
    // Without any the member is not sent, and then the service grants both.
    if (!token.publish && !token.subscribe)
        faults.add("capabilities"_L1, say("must be publish, subscribe or both: left out, the service grants both"));
    return faults.found + attributeFaults(token.attributes, prefix + u"attributes"_s);
}

StageDraft StageDraft::of(const ivs::Stage &stage)
{
    StageDraft draft;
    draft.name = stage.name;
    draft.tags = rowsOf(stage.tags);
    draft.recording = draftOf(stage.autoParticipantRecordingConfiguration);
    return draft;
}

StageDraft StageDraft::cloneOf(const ivs::Stage &stage)
{
    StageDraft draft = of(stage);
    // Stage names need not be unique, but two alike in one list are a trap.
    const QString copy = draft.name.isEmpty() ? QString() : draft.name + u"-copy"_s;
    draft.name = ivs::textProblem(copy, ivs::rules::kStageName).isEmpty() ? copy : QString();
    // AWS's own tags can't be set by anybody else.
    draft.tags.removeIf([](const PairRow &row) { return row.key.startsWith("aws:"_L1, Qt::CaseInsensitive); });
    return draft;
}

int StageDraft::mostTokens() { return int(ivs::rules::kParticipantTokenConfigurations.maximum); }

QList<DraftFault> StageDraft::faults() const
{
    QList<DraftFault> faults;
    if (const QString problem = ivs::textProblem(name, ivs::rules::kStageName); !problem.isEmpty())
        faults.append({u"name"_s, problem});
    faults += tagFaults(tags, u"tags"_s);
    for (qsizetype i = 0; i < tokens.size(); ++i)
        faults += tokenFaults(tokens[i], u"participantTokenConfigurations[%1]"_s.arg(i));
    if (tokens.size() > mostTokens())
        faults.append({u"participantTokenConfigurations"_s, say("can be at most %1").arg(mostTokens())});
    return faults + faultsOf(recording);
}

ivs::CreateStageRequest StageDraft::createRequest() const
{
    ivs::CreateStageRequest request;
    request.name = name.isEmpty() ? QString() : name;
    request.tags = mapOf(tags);
    for (const TokenDraft &token : tokens)
        request.participantTokenConfigurations.append(configurationOf(token));
    if (recording.on)
        request.autoParticipantRecordingConfiguration = configurationOf(recording);
    return request;
}

std::optional<ivs::UpdateStageRequest> StageDraft::updateRequest(const ivs::Stage &before) const
{
    ivs::UpdateStageRequest request;
    request.arn = before.arn;
    const bool renamed = name != before.name;
    if (renamed)
        request.name = name.isNull() ? u""_s : name; // an absent name would leave the old one
    const RecordingDraft was = draftOf(before.autoParticipantRecordingConfiguration);
    const bool recordsOtherwise = recording.on ? recording != was : was.on;
    if (recordsOtherwise)
        request.autoParticipantRecordingConfiguration = configurationOf(recording);
    return renamed || recordsOtherwise ? std::optional(request) : std::nullopt;
}

QStringList StageDraft::changes(const ivs::Stage &before) const
{
    QStringList lines;
    const auto change = [&lines](const QString &what, const QString &was, const QString &is) {
        if (was != is)
            lines << u"%1: %2 → %3"_s.arg(what, was.isEmpty() ? say("(none)") : was, is.isEmpty() ? say("(none)") : is);
    };
    const std::optional<ivs::UpdateStageRequest> request = updateRequest(before);
    if (!request)
        return lines;
    change(say("name"), before.name, name);
    if (request->autoParticipantRecordingConfiguration)
        change(say("recording"), recordingText(before.autoParticipantRecordingConfiguration),
            recordingText(request->autoParticipantRecordingConfiguration));
    return lines;
}

QString mediaTypeText(const ivs::Enum<ivs::ParticipantRecordingMediaType> &media)
{
    if (media == ivs::ParticipantRecordingMediaType::AudioVideo)
        return say("audio and video");
    if (media == ivs::ParticipantRecordingMediaType::AudioOnly)
        return say("audio only");
    if (media == ivs::ParticipantRecordingMediaType::None)
        return say("thumbnails only");
    return media.text();
}

QString recordingText(const std::optional<ivs::AutoParticipantRecordingConfiguration> &recording)
{
    const RecordingDraft draft = draftOf(recording);
    if (!draft.on)
        return say("off");
    QStringList parts {say("to storage %1").arg(idOfArn(draft.storageArn)), mediaTypeText(draft.media),
        say("segments of %1 s").arg(draft.segmentSeconds)};
    if (draft.thumbnails)
        parts << say("a thumbnail every %1 s (%2)")
                     .arg(draft.thumbnailSeconds)
                     .arg(draft.sequential && draft.latest ? say("all kept, and the latest")
                             : draft.latest                ? say("the latest only")
                                                           : say("all kept"));
    else
        parts << say("no thumbnails");
    parts << (draft.reconnectSeconds > 0 ? say("reconnect window %1 s").arg(draft.reconnectSeconds)
                                         : say("no reconnect window"));
    parts << (draft.replicas ? say("replicas too") : say("not replicas"));
    return parts.join(u" · "_s);
}
