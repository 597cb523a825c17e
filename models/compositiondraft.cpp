// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositiondraft.h"

#include "models/draftfaults.h"
#include "models/ivs/codec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kMostBytes = 256 * 1024; // of a file that somebody shares
constexpr int kGridGap = 2; // documented default of a grid (fact sheet 8)

QString say(const char *text) { return QCoreApplication::translate("Draft", text); }

void layoutFaults(const CompositionDraft &draft, QList<DraftFault> *found)
{
    namespace rules = ivs::rules;
    if (draft.layout == CompositionDraft::Layout::Grid) {
        const ivs::GridConfiguration &grid = draft.grid;
        DraftFaults faults(u"layout.grid."_s);
        faults.text("featuredParticipantAttribute"_L1, grid.featuredParticipantAttribute, rules::kAttributeKey);
        faults.text("participantOrderAttribute"_L1, grid.participantOrderAttribute, rules::kAttributeKey);
        faults.number("gridGap"_L1, grid.gridGap, rules::kGridGap);
        *found += faults.found;
        return;
    }
    const ivs::PipConfiguration &pip = draft.pip;
    DraftFaults faults(u"layout.pip."_s);
    faults.text("featuredParticipantAttribute"_L1, pip.featuredParticipantAttribute, rules::kAttributeKey);
    faults.text("participantOrderAttribute"_L1, pip.participantOrderAttribute, rules::kAttributeKey);
    faults.text("pipParticipantAttribute"_L1, pip.pipParticipantAttribute, rules::kAttributeKey);
    faults.number("gridGap"_L1, pip.gridGap, rules::kGridGap);
    faults.number("pipOffset"_L1, pip.pipOffset, rules::kPipOffset);
    faults.number("pipWidth"_L1, pip.pipWidth, rules::kPipWidth);
    faults.number("pipHeight"_L1, pip.pipHeight, rules::kPipHeight);
    *found += faults.found;
}

// A null text would be left out, and these are required.
QString present(const QString &text) { return text.isNull() ? u""_s : text; }

QString nameProblem(const QString &name) { return ivs::textProblem(name, ivs::rules::kDestinationConfigurationName); }

ivs::S3DestinationConfiguration outputOf(const CompositionDraft::Recording &recording)
{
    ivs::S3DestinationConfiguration output;
    output.storageConfigurationArn = present(recording.storageArn);
    output.encoderConfigurationArns = {present(recording.encoderArn)};
    ivs::RecordingConfiguration configuration;
    configuration.format = ivs::RecordingConfigurationFormat::Hls;
    configuration.hlsConfiguration = ivs::CompositionRecordingHlsConfiguration {recording.segmentSeconds};
    output.recordingConfiguration = configuration;
    if (recording.thumbnails) {
        ivs::CompositionThumbnailConfiguration thumbnails;
        thumbnails.targetIntervalSeconds = recording.thumbnailSeconds;
        if (recording.sequential)
            thumbnails.storage.append(ivs::ThumbnailStorageType::Sequential);
        if (recording.latest)
            thumbnails.storage.append(ivs::ThumbnailStorageType::Latest);
        output.thumbnailConfigurations = {thumbnails};
    }
    return output;
}

void take(const ivs::S3DestinationConfiguration &output, CompositionDraft::Recording *recording)
{
    recording->on = true;
    recording->storageArn = output.storageConfigurationArn;
    recording->encoderArn = output.encoderConfigurationArns.value(0);
    if (output.recordingConfiguration && output.recordingConfiguration->hlsConfiguration)
        recording->segmentSeconds =
            output.recordingConfiguration->hlsConfiguration->targetSegmentDurationSeconds.value_or(
                recording->segmentSeconds);
    if (output.thumbnailConfigurations.isEmpty())
        return;
    const ivs::CompositionThumbnailConfiguration &thumbnails = output.thumbnailConfigurations.first();
    recording->thumbnails = true;
    recording->thumbnailSeconds = thumbnails.targetIntervalSeconds.value_or(recording->thumbnailSeconds);
    if (!thumbnails.storage.isEmpty()) {
        recording->sequential = thumbnails.storage.contains(ivs::ThumbnailStorageType::Sequential);
        recording->latest = thumbnails.storage.contains(ivs::ThumbnailStorageType::Latest);
    }
}

void take(const ivs::LayoutConfiguration &layout, CompositionDraft *draft)
{
    if (layout.pip) {
        draft->layout = CompositionDraft::Layout::Pip;
        draft->pip = *layout.pip;
    }
    if (layout.grid)
        draft->grid = *layout.grid;
}

void take(const ivs::DestinationConfiguration &destination, CompositionDraft *draft)
{
    if (destination.channel) {
        draft->channel = {
            true, destination.name, destination.channel->channelArn, destination.channel->encoderConfigurationArn};
    } else if (destination.s3) {
        draft->recording.name = destination.name;
        take(*destination.s3, &draft->recording);
    }
}

} // namespace

CompositionDraft CompositionDraft::of(const ivs::Composition &composition)
{
    ivs::StartCompositionRequest request;
    request.layout = composition.layout;
    request.tags = composition.tags;
    for (const ivs::Destination &destination : composition.destinations)
        request.destinations.append(destination.configuration);
    return of(request);
}

CompositionDraft CompositionDraft::of(const ivs::StartCompositionRequest &request)
{
    CompositionDraft draft;
    draft.channel.on = false;
    if (request.layout)
        take(*request.layout, &draft);
    for (const ivs::DestinationConfiguration &destination : request.destinations)
        take(destination, &draft);
    draft.tags = rowsOf(request.tags);
    return draft;
}

QString CompositionDraft::newToken() { return QUuid::createUuid().toString(QUuid::WithoutBraces); }

ivs::LayoutConfiguration CompositionDraft::chosenLayout() const
{
    if (layout == Layout::Pip)
        return {{}, pip};
    return {grid, {}};
}

QList<DraftFault> CompositionDraft::faults() const
{
    DraftFaults of({});
    of.chosen("stageArn"_L1, stageArn, ivs::rules::kStageArn);
    layoutFaults(*this, &of.found);
    if (!channel.on && !recording.on)
        of.found.append({u"destinations"_s, say("must be a channel, a recording, or both"), true});
    if (channel.on) {
        DraftFaults faults(channelPath());
        faults.chosen("channelArn"_L1, channel.channelArn, ivs::rules::kChannelArn);
        if (!channel.encoderArn.isEmpty())
            faults.text("encoderConfigurationArn"_L1, channel.encoderArn, ivs::rules::kEncoderConfigurationArn);
        of.found += faults.found;
        of.add("destinations[0].name"_L1, nameProblem(channel.name));
    }
    if (recording.on) {
        DraftFaults faults(recordingPath());
        faults.chosen("storageConfigurationArn"_L1, recording.storageArn, ivs::rules::kStorageConfigurationArn);
        faults.chosen("encoderConfigurationArns"_L1, recording.encoderArn, ivs::rules::kEncoderConfigurationArn);
        faults.number("recordingConfiguration.hlsConfiguration.targetSegmentDurationSeconds"_L1,
            recording.segmentSeconds, ivs::rules::kCompositionRecordingTargetSegmentDurationSeconds);
        if (recording.thumbnails) {
            faults.number("thumbnailConfigurations[0].targetIntervalSeconds"_L1, recording.thumbnailSeconds,
                ivs::rules::kThumbnailIntervalSeconds);
            // Left out, the service keeps them all.
            if (!recording.sequential && !recording.latest)
                faults.add("thumbnailConfigurations[0].storage"_L1, say("must be all, the latest, or both"));
        }
        of.found += faults.found;
        of.add(channel.on ? "destinations[1].name"_L1 : "destinations[0].name"_L1, nameProblem(recording.name));
    }
    return of.found + tagFaults(tags, u"tags"_s);
}

ivs::StartCompositionRequest CompositionDraft::request() const
{
    ivs::StartCompositionRequest wish;
    wish.stageArn = stageArn;
    wish.idempotencyToken = idempotencyToken;
    wish.layout = chosenLayout();
    if (wish.layout->grid && !wish.layout->grid->gridGap)
        wish.layout->grid->gridGap = kGridGap;
    if (channel.on) {
        ivs::DestinationConfiguration output;
        output.name = channel.name;
        output.channel = ivs::ChannelDestinationConfiguration {present(channel.channelArn), channel.encoderArn};
        wish.destinations.append(output);
    }
    if (recording.on) {
        ivs::DestinationConfiguration output;
        output.name = recording.name;
        output.s3 = outputOf(recording);
        wish.destinations.append(output);
    }
    wish.tags = mapOf(tags);
    return wish;
}

QByteArray CompositionTemplate::toJson() const
{
    // As it stands on the screen: what is left to the service's default stays so.
    ivs::StartCompositionRequest request = draft.request();
    request.layout = draft.chosenLayout();
    QJsonObject composition = ivs::toJson(request);
    composition.remove(u"stageArn"_s);
    composition.remove(u"idempotencyToken"_s);
    return QJsonDocument(QJsonObject {{u"stagedesk"_s, u"composition-template"_s}, {u"version"_s, 1}, {u"name"_s, name},
                             {u"composition"_s, composition}})
        .toJson();
}

tl::expected<CompositionTemplate, QString> CompositionTemplate::fromJson(const QByteArray &json)
{
    if (json.size() > kMostBytes)
        return tl::unexpected(say("It is larger than any template."));
    QJsonParseError error {};
    const QJsonObject file = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError)
        return tl::unexpected(say("It is no JSON: %1, at byte %2.").arg(error.errorString()).arg(error.offset));
    if (file.value("stagedesk"_L1).toString() != "composition-template"_L1)
        return tl::unexpected(say("It is no composition template."));
    if (file.value("version"_L1).toInt() != 1)
        return tl::unexpected(say("It is of a later version of Stagedesk."));
    CompositionTemplate result;
    result.name = file.value("name"_L1).toString().trimmed();
    if (result.name.isEmpty() || result.name.size() > kLongestName)
        return tl::unexpected(say("name must be 1 to %1 characters long.").arg(kLongestName));
    QJsonObject composition = file.value("composition"_L1).toObject();
    composition.insert(u"stageArn"_s, QString()); // required of a request, and no part of a template
    if (!composition.contains("destinations"_L1))
        composition.insert(u"destinations"_s, QJsonArray());
    const auto request = ivs::fromJson<ivs::StartCompositionRequest>(composition);
    if (!request)
        return tl::unexpected(say("composition.%1: %2.").arg(request.error().field, request.error().message));
    result.draft = CompositionDraft::of(*request);
    const QList<DraftFault> faults = result.draft.faults();
    for (const DraftFault &fault : faults) {
        // What is still to be chosen may be missing; what is there has to be right.
        if (!fault.isMissing)
            return tl::unexpected(say("composition.%1 %2.").arg(fault.field, fault.message));
    }
    return result;
}
