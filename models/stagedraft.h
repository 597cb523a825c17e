// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types.h"
#include "models/pairrows.h"

/// A token that is made together with a stage, while it is filled in.
struct TokenDraft
{
    QString userId; ///< at most 128 characters; every participant sees it
    bool publish = true;
    bool subscribe = true;
    int durationMinutes = 720; ///< 1 to 20160; 720 is the service's own default
    PairRows attributes; ///< every participant sees them

    bool operator==(const TokenDraft &) const = default;
};

/// Everything that is wrong with a token, each with the path of its member: below \a path, or by itself when that is
/// empty.
QList<DraftFault> tokenFaults(const TokenDraft &token, const QString &path = {});
/// What the draft asks for, as CreateStage takes it.
ivs::ParticipantTokenConfiguration configurationOf(const TokenDraft &token);

/// Individual participant recording while it is filled in; the defaults are the service's (fact sheet 3).
struct RecordingDraft
{
    bool on = false;
    QString storageArn;
    ivs::Enum<ivs::ParticipantRecordingMediaType> media = ivs::ParticipantRecordingMediaType::AudioVideo;
    bool thumbnails = false;
    int thumbnailSeconds = 60; ///< 1 to 86400
    bool sequential = true; ///< every thumbnail is kept
    bool latest = false; ///< the newest is kept at a fixed place
    int segmentSeconds = 6; ///< 2 to 10
    int reconnectSeconds = 0; ///< 0 to 300; more merges what a returning publisher sends
    bool replicas = true; ///< record participants who are replicated into this stage too

    bool operator==(const RecordingDraft &) const = default;
};

/// A stage while it is created, cloned or edited: plain data, its rules, and the requests that it makes. Views show it
/// and decide nothing.
struct StageDraft
{
    QString name; ///< at most 128 letters, digits, - and _; may be empty
    PairRows tags;
    QList<TokenDraft> tokens; ///< of a new stage only; at most 12
    RecordingDraft recording;

    /// What \a stage is now, to be edited: without tokens, which the service does not keep.
    static StageDraft of(const ivs::Stage &stage);
    /// The same for a copy of it: another name, so that the two can be told apart.
    static StageDraft cloneOf(const ivs::Stage &stage);
    static int mostTokens();

    /// Everything that is wrong, each with the path of its member in CreateStageRequest; empty when it can be sent.
    QList<DraftFault> faults() const;
    ivs::CreateStageRequest createRequest() const;
    /// What has to be sent so that \a before becomes this: the name when it changed, the recording as a whole when any
    /// part of it did (members left out of it would fall back to their defaults). Nothing when nothing changed. Tags
    /// are not part of it: UpdateStage doesn't know them.
    std::optional<ivs::UpdateStageRequest> updateRequest(const ivs::Stage &before) const;
    /// The changes in words, as `name: spare → evening`, one a line; empty when there are none.
    QStringList changes(const ivs::Stage &before) const;

    bool operator==(const StageDraft &) const = default;
};

/// The recording settings of a stage in words: `to storage AbCd · audio and video · thumbnails every 60 s …`.
QString recordingText(const std::optional<ivs::AutoParticipantRecordingConfiguration> &recording);
/// `audio and video`, `audio only`, `thumbnails only`, or the service's own word when it is unknown.
QString mediaTypeText(const ivs::Enum<ivs::ParticipantRecordingMediaType> &media);
