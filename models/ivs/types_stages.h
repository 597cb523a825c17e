// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types_enums.h"
#include "models/ivs/types_tokens.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>

/// Stages and their sessions.
namespace ivs {

/// HLS settings of an individual participant recording.
struct ParticipantRecordingHlsConfiguration
{
    std::optional<int> targetSegmentDurationSeconds; ///< 2 to 10; 6 when left out

    bool operator==(const ParticipantRecordingHlsConfiguration &) const = default;
};

/// Thumbnails of an individual participant recording.
struct ParticipantThumbnailConfiguration
{
    std::optional<int> targetIntervalSeconds; ///< 1 to 86400, only with Interval; 60 when left out
    QList<Enum<ThumbnailStorageType>> storage; ///< Sequential when left out
    Enum<ThumbnailRecordingMode> recordingMode; ///< Disabled when left out

    bool operator==(const ParticipantThumbnailConfiguration &) const = default;
};

/// Individual participant recording: every publisher is recorded by itself (fact sheet 3).
struct AutoParticipantRecordingConfiguration
{
    QString storageConfigurationArn; ///< empty: recording off, the other members reset
    QList<Enum<ParticipantRecordingMediaType>>
        mediaTypes; ///< at most one; AudioVideo when left out, None means thumbnails only
    std::optional<ParticipantThumbnailConfiguration> thumbnailConfiguration;
    std::optional<int>
        recordingReconnectWindowSeconds; ///< 0 to 300; 0 when left out; more merges fragments under the earlier prefix
    std::optional<ParticipantRecordingHlsConfiguration> hlsConfiguration;
    std::optional<bool> recordParticipantReplicas; ///< true when left out

    bool operator==(const AutoParticipantRecordingConfiguration &) const = default;
};

/// Where clients connect. May be cached for at most 14 days.
struct StageEndpoints
{
    QString events; ///< for self-signed tokens: events_url
    QString whip; ///< for self-signed tokens: whip_url
    QString rtmp;
    QString rtmps;

    bool operator==(const StageEndpoints &) const = default;
};

/// A stage with everything the service tells of it. There is no creation time.
struct Stage
{
    QString arn;
    QString name;
    QString activeSessionId; ///< absent while nobody is there
    QMap<QString, QString> tags;
    std::optional<AutoParticipantRecordingConfiguration> autoParticipantRecordingConfiguration;
    std::optional<StageEndpoints> endpoints;

    bool operator==(const Stage &) const = default;
};

/// A stage as ListStages tells it.
struct StageSummary
{
    QString arn;
    QString name;
    QString activeSessionId; ///< absent while nobody is there
    QMap<QString, QString> tags;

    bool operator==(const StageSummary &) const = default;
};

/// A session begins when the first participant joins (fact sheet 3).
struct StageSession
{
    QString sessionId;
    QDateTime startTime;
    QDateTime endTime; ///< absent while the session lives

    bool operator==(const StageSession &) const = default;
};

/// A session as ListStageSessions tells it.
struct StageSessionSummary
{
    QString sessionId;
    QDateTime startTime;
    QDateTime endTime; ///< absent while the session lives

    bool operator==(const StageSessionSummary &) const = default;
};

/// A stage, and up to 12 tokens for it. There is no client token: a repeat makes a second stage.
struct CreateStageRequest
{
    QString name;
    QList<ParticipantTokenConfiguration> participantTokenConfigurations; ///< at most 12
    QMap<QString, QString> tags;
    std::optional<AutoParticipantRecordingConfiguration> autoParticipantRecordingConfiguration;

    bool operator==(const CreateStageRequest &) const = default;
};

struct CreateStageResponse
{
    std::optional<Stage> stage;
    QList<ParticipantToken> participantTokens;

    bool operator==(const CreateStageResponse &) const = default;
};

/// Disconnects everybody and clears the stageArn of attached ingest configurations.
struct DeleteStageRequest
{
    QString arn;

    bool operator==(const DeleteStageRequest &) const = default;
};

struct DeleteStageResponse
{
    bool operator==(const DeleteStageResponse &) const = default;
};

struct GetStageRequest
{
    QString arn;

    bool operator==(const GetStageRequest &) const = default;
};

struct GetStageResponse
{
    std::optional<Stage> stage;

    bool operator==(const GetStageResponse &) const = default;
};

struct ListStagesRequest
{
    QString nextToken;
    std::optional<int> maxResults;

    bool operator==(const ListStagesRequest &) const = default;
};

struct ListStagesResponse
{
    QList<StageSummary> stages;
    QString nextToken;

    bool operator==(const ListStagesResponse &) const = default;
};

/// The recording can't be changed while one is running.
struct UpdateStageRequest
{
    QString arn;
    QString name;
    std::optional<AutoParticipantRecordingConfiguration> autoParticipantRecordingConfiguration;

    bool operator==(const UpdateStageRequest &) const = default;
};

struct UpdateStageResponse
{
    std::optional<Stage> stage;

    bool operator==(const UpdateStageResponse &) const = default;
};

struct GetStageSessionRequest
{
    QString stageArn;
    QString sessionId;

    bool operator==(const GetStageSessionRequest &) const = default;
};

struct GetStageSessionResponse
{
    std::optional<StageSession> stageSession;

    bool operator==(const GetStageSessionResponse &) const = default;
};

/// Sessions of one stage. How far back they reach is not documented.
struct ListStageSessionsRequest
{
    QString stageArn;
    QString nextToken;
    std::optional<int> maxResults;

    bool operator==(const ListStageSessionsRequest &) const = default;
};

struct ListStageSessionsResponse
{
    QList<StageSessionSummary> stageSessions;
    QString nextToken;

    bool operator==(const ListStageSessionsResponse &) const = default;
};

} // namespace ivs
