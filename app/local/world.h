// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/local/clock.h"
#include "app/local/quotas.h"
#include "app/local/random.h"
#include "app/local/table.h"
#include "models/ivs/types.h"

#include <QHash>
#include <QMap>
#include <QSet>

#include <deque>
#include <memory>
#include <optional>
#include <vector>

/// Everything the service knows, as plain data. Simulation changes it, the handlers read it.
namespace local {

using StringMap = QMap<QString, QString>;

/// The rare parts of an event.
struct EventDetail
{
    QString remoteId; ///< a remote participant that is not in the session
    QString destinationStageArn;
    QString destinationSessionId;
    std::optional<ivs::ExchangedParticipantToken> previousToken;
    std::optional<ivs::ExchangedParticipantToken> newToken;
};

/// Small, as there are hundreds of thousands.
struct EventRecord
{
    Millis time = 0;
    std::shared_ptr<const EventDetail> detail;
    qint32 remote = -1; ///< row of the remote participant in its session
    ivs::EventName name = ivs::EventName::Joined;
    qint8 error = -1; ///< ivs::EventErrorCode, or -1
    bool replica = false;
};

struct ParticipantRecord
{
    QString id;
    QString userId;
    StringMap attributes;
    Millis firstJoin = 0;
    Millis tokenExpires = 0;
    std::vector<EventRecord> events;
    std::vector<qint32> subscribedTo; ///< rows of publishers
    QString virtualId; ///< of a redundant ingest: what subscribers see
    QString ingestArn;
    QString bucket;
    QString prefix;
    QString sourceStageArn; ///< of replicas
    QString sourceSessionId; ///< of replicas
    quint32 publication = 0; ///< counts publications: a timer of an earlier one is known by it
    quint32 recordingRun = 0;
    quint16 client = 0; ///< which of the known kinds of client
    bool connected = false;
    bool publishing = false;
    bool published = false;
    bool mayPublish = true;
    bool maySubscribe = true;
    bool selfSigned = false;
    bool redundant = false;
    bool watched = false; ///< the limit on the duration of subscriptions is being watched
    ivs::ParticipantProtocol protocol = ivs::ParticipantProtocol::Whip;
    ivs::ParticipantRecordingState recording = ivs::ParticipantRecordingState::Disabled;
    ivs::ReplicationType replication = ivs::ReplicationType::None;
    ivs::Enum<ivs::ReplicationState> replicationState;
};

struct SessionRecord
{
    QString id;
    Millis start = 0;
    Millis end = -1; ///< -1 while it lives
    std::deque<ParticipantRecord> people; ///< in order of arrival; a deque, so that records stay where they are
    QHash<QString, int> rows; ///< by participant id
    int connected = 0;
    quint32 emptyRun = 0; ///< counts how often it became empty
};

struct StageRecord
{
    quint64 serial = 0;
    QString arn;
    QString id;
    QString name;
    QString hex; ///< part of its host names
    StringMap tags;
    std::optional<ivs::AutoParticipantRecordingConfiguration> recording;
    std::vector<std::unique_ptr<SessionRecord>> sessions;
    QHash<QString, int> sessionRows;
    int active = -1; ///< row of the live session
    int publishers = 0;
    int subscribers = 0;
    Millis silentSince = 0; ///< when the last publisher stopped
    QSet<QString> barred; ///< participants who were disconnected and can't come back

    SessionRecord *activeSession() const { return active < 0 ? nullptr : sessions[size_t(active)].get(); }
    SessionRecord *session(const QString &sessionId) const
    {
        const auto it = sessionRows.find(sessionId);
        return it == sessionRows.end() ? nullptr : sessions[size_t(*it)].get();
    }
};

struct CompositionRecord
{
    quint64 serial = 0;
    QString arn;
    QString idempotencyToken;
    ivs::StartCompositionRequest request; ///< to know a repeated request
    ivs::Composition data;

    bool isLive() const
    {
        return data.state == ivs::CompositionState::Starting || data.state == ivs::CompositionState::Active
            || data.state == ivs::CompositionState::Stopping;
    }
};

template <typename T>
struct Resource
{
    quint64 serial = 0;
    QString arn;
    T data;
};

/// Of the low-latency service: what compositions broadcast to. No call of this program's makes one.
struct ChannelRecord : Resource<ivs::Channel>
{
    std::optional<Millis> liveSince; ///< somebody else broadcasts on it
};

using EncoderRecord = Resource<ivs::EncoderConfiguration>;
using StorageRecord = Resource<ivs::StorageConfiguration>;
using IngestRecord = Resource<ivs::IngestConfiguration>;
using KeyRecord = Resource<ivs::PublicKey>;

struct ReplicaRecord
{
    quint64 serial = 0;
    QString participantId;
    QString sourceStageArn;
    QString sourceSessionId;
    QString destinationStageArn;
    QString destinationSessionId;
    bool active = true;
    quint32 pause = 0; ///< counts how often its source stopped publishing
    Millis window = 0; ///< how long it outlives its source's publication
};

/// A token the service minted and that is still good. The token itself is not kept.
struct IssuedToken
{
    QString stageArn;
    Millis expires = 0;
};

struct World
{
    explicit World(quint64 seed)
        : random(seed)
    {
    }

    QString region;
    QString account;
    Quotas quotas;
    Random random;
    Table<StageRecord> stages;
    Table<CompositionRecord> compositions;
    Table<ChannelRecord> channels;
    Table<EncoderRecord> encoders;
    Table<StorageRecord> storages;
    Table<IngestRecord> ingests;
    Table<KeyRecord> keys;
    std::deque<ReplicaRecord> replicas;
    QHash<QString, IssuedToken> tokens; ///< by participant id
    int tokensIssued = 0;
    int publishers = 0; ///< in all stages
    int subscriptions = 0; ///< in all stages
    quint64 lastSerial = 0;

    quint64 nextSerial() { return ++lastSerial; }
    QString arnOf(QLatin1StringView kind, const QString &id) const
    {
        return QStringLiteral("arn:aws:ivs:%1:%2:%3/%4").arg(region, account, kind, id);
    }
};

} // namespace local
