// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/local/refusal.h"
#include "app/local/tokens.h"
#include "app/local/world.h"

#include <functional>
#include <optional>
#include <queue>
#include <vector>

namespace local {

/// A participant in a session, as a place that outlives deletions: Simulation::find() says what is there now.
struct Seat
{
    quint64 stage = 0;
    int session = 0;
    int row = 0;
};

struct Found
{
    StageRecord *stage = nullptr;
    SessionRecord *session = nullptr;
    ParticipantRecord *person = nullptr;

    explicit operator bool() const { return person != nullptr; }
};

/// Who comes in.
struct Entry
{
    QString participantId;
    QString userId;
    StringMap attributes;
    bool mayPublish = true;
    bool maySubscribe = true;
    Millis tokenExpires = 0;
    bool selfSigned = false;
    ivs::ParticipantProtocol protocol = ivs::ParticipantProtocol::Whip;
    QString sourceStageArn; ///< of a replica
    QString sourceSessionId; ///< of a replica
};

using EventError = std::optional<ivs::EventErrorCode>;

/// The rules by which the world lives, over simulated time and without HTTP. Everything that happens later is in one
/// queue, so that a day passes as fast as its events can be carried out.
class Simulation
{
public:
    Simulation(quint64 seed, Millis start);

    World &world() { return m_world; }
    const World &world() const { return m_world; }
    Millis now() const { return m_now; }
    /// Carries out what happens until \a time, in order. Time never goes back.
    void advanceTo(Millis time);
    /// \a what happens at \a time, or at once when that has passed.
    void at(Millis time, std::function<void()> what);
    void after(Millis delay, std::function<void()> what) { at(m_now + delay, std::move(what)); }

    // Stages, sessions and participants (sessions.cpp)
    StageRecord &createStage(const QString &name, const StringMap &tags);
    void deleteStage(StageRecord &stage);
    Seat join(StageRecord &stage, const Entry &entry);
    /// Somebody who could not come in, for a reason that makes an event.
    void failJoin(StageRecord &stage, const Entry &entry, ivs::EventErrorCode error);
    void leave(const Seat &seat);
    /// Ends the participant's presence and bars its token; false when nobody has that id.
    bool disconnect(StageRecord &stage, const QString &participantId);
    Found find(const Seat &seat) const;
    /// Who has that id in the live session; of a redundant ingest also by the virtual id.
    std::optional<Seat> seatOf(const StageRecord &stage, const QString &participantId) const;

    // Publishing and subscribing (media.cpp). The error that came of it, if any: asked for, or by the rules.
    EventError publish(const Seat &seat, EventError failure = {});
    void unpublish(const Seat &seat);
    EventError subscribe(const Seat &seat, const QString &remoteId, EventError failure = {});
    bool unsubscribe(const Seat &seat, const QString &remoteId);
    bool isRecording(const StageRecord &stage) const;
    bool failRecording(const Seat &seat);

    // Tokens (admission.cpp)
    ivs::ParticipantToken issueToken(StageRecord &stage, const ivs::ParticipantTokenConfiguration &wish);
    /// A client with a token at the door: its seat, or why it must stay outside.
    tl::expected<Seat, QString> admit(const QByteArray &token);
    /// A self-signed token is exchanged for another; why not, or nothing.
    std::optional<QString> exchange(const Seat &seat, const QByteArray &token);
    ivs::StageEndpoints endpointsOf(const StageRecord &stage) const;

    // Ingest (ingest.cpp)
    IngestRecord &createIngest(const ivs::CreateIngestConfigurationRequest &wish);
    void setRedundant(IngestRecord &ingest, bool redundant);
    /// An encoder begins or ends to send; why it can't, or nothing. \a error receives what the service noted.
    std::optional<QString> feed(const QString &streamKey, bool active, EventError failure, EventError *error);
    void stopIngest(IngestRecord &ingest);

    // Replication (replication.cpp)
    ReplicaRecord &replicate(const Seat &source, StageRecord &destination, Millis window, const StringMap &attributes);
    void endReplica(quint64 serial);
    int activeReplicas(const QString &stageArn, const QString &participantId) const;

    // Channels (channels.cpp)
    /// The channels that every world has.
    void seedChannels();
    ChannelRecord &addChannel(const QString &id, const QString &name, ivs::ChannelType type);
    /// What is broadcast on it now: by a composition, or by somebody else.
    std::optional<ivs::Stream> streamOf(const ChannelRecord &channel) const;

    // Compositions (compositions.cpp)
    CompositionRecord &startComposition(const ivs::StartCompositionRequest &request);
    void stopComposition(CompositionRecord &composition);
    /// With an empty \a destinationId the whole composition; false when there is no such destination.
    bool failComposition(CompositionRecord &composition, const QString &destinationId);
    bool reconnectDestination(CompositionRecord &composition, const QString &destinationId, bool recovered);

private:
    struct Task
    {
        Millis time = 0;
        quint64 order = 0;
        std::function<void()> what;
        bool operator>(const Task &other) const { return time != other.time ? time > other.time : order > other.order; }
    };

    Seat seatFor(StageRecord &stage, const Entry &entry);
    Found present(const Seat &seat) const; ///< find(), and connected
    EventRecord &note(ParticipantRecord &person, ivs::EventName name, EventError error = {});
    void endSessionLater(const Seat &seat);
    void endSession(StageRecord &stage);
    void dropSubscription(Found &who, size_t index);
    void watchSubscriptions(const Seat &seat);
    void startRecording(const Seat &seat);
    void stopRecording(const Seat &seat);
    void refreshIngest(const QString &ingestArn);
    void pauseReplicas(const Found &source);
    void resumeReplicas(const Found &source);
    void stopSilentCompositions(const QString &stageArn);
    void watchSilence(quint64 composition);
    void finishComposition(CompositionRecord &composition, ivs::CompositionState state);
    tl::expected<Claims, QString> readClaims(const QByteArray &token) const;

    World m_world;
    Millis m_now;
    quint64 m_order = 0;
    QByteArray m_tokenSecret;
    std::priority_queue<Task, std::vector<Task>, std::greater<>> m_queue;
};

} // namespace local
