// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/simulation.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

constexpr Millis kLongest = kDay; // a participant's publication or subscription (fact sheet 2)
// Our choice: how long a recording takes to begin and to be finished.
constexpr Millis kRecordingStarts = 3 * kSecond;
constexpr Millis kRecordingStops = 2 * kSecond;

bool isUnderWay(ivs::ParticipantRecordingState state)
{
    using State = ivs::ParticipantRecordingState;
    return state == State::Starting || state == State::Active || state == State::Stopping;
}

} // namespace

EventError Simulation::publish(const Seat &seat, EventError failure)
{
    const Found who = present(seat);
    if (!who)
        return {};
    ParticipantRecord &person = *who.person;
    EventError error = failure;
    if (!error && !person.mayPublish)
        error = ivs::EventErrorCode::InsufficientCapabilities;
    if (!error && person.publishing)
        return {};
    const Quotas &quotas = m_world.quotas;
    if (!error
        && (quotas.full(who.stage->publishers, quotas.publishersPerStage)
            || quotas.full(m_world.publishers, quotas.publishers)))
        error = ivs::EventErrorCode::QuotaExceeded;
    if (error) {
        note(person, ivs::EventName::PublishError, error);
        // Our choice: an error of a running publication ends it.
        unpublish(seat);
        return error;
    }
    person.publishing = true;
    person.published = true;
    ++who.stage->publishers;
    ++m_world.publishers;
    note(person, ivs::EventName::PublishStarted);
    const quint32 run = ++person.publication;
    after(kLongest, [this, seat, run] {
        const Found then = present(seat);
        if (!then || !then.person->publishing || then.person->publication != run)
            return;
        publish(seat, ivs::EventErrorCode::StreamDurationExceeded);
        if (!then.person->ingestArn.isEmpty())
            leave(seat);
    });
    startRecording(seat);
    resumeReplicas(who);
    return {};
}

void Simulation::unpublish(const Seat &seat)
{
    const Found who = present(seat);
    if (!who || !who.person->publishing)
        return;
    who.person->publishing = false;
    --who.stage->publishers;
    --m_world.publishers;
    for (ParticipantRecord &other : who.session->people) {
        const auto it = std::find(other.subscribedTo.begin(), other.subscribedTo.end(), seat.row);
        if (it == other.subscribedTo.end())
            continue;
        Found subscriber {who.stage, who.session, &other};
        dropSubscription(subscriber, size_t(it - other.subscribedTo.begin()));
    }
    note(*who.person, ivs::EventName::PublishStopped);
    stopRecording(seat);
    pauseReplicas(who);
    if (who.stage->publishers == 0) {
        who.stage->silentSince = m_now;
        stopSilentCompositions(who.stage->arn);
    }
}

EventError Simulation::subscribe(const Seat &seat, const QString &remoteId, EventError failure)
{
    const Found who = present(seat);
    if (!who)
        return {};
    ParticipantRecord &person = *who.person;
    const std::optional<Seat> remote = seatOf(*who.stage, remoteId);
    const Found publisher = remote ? present(*remote) : Found {};
    EventError error = failure;
    if (!error && !person.maySubscribe)
        error = ivs::EventErrorCode::InsufficientCapabilities;
    if (!error && (!publisher || !publisher.person->publishing || publisher.person == who.person))
        error = ivs::EventErrorCode::PublisherNotFound;
    const bool already = remote
        && std::find(person.subscribedTo.begin(), person.subscribedTo.end(), remote->row) != person.subscribedTo.end();
    if (!error && already)
        return {};
    const Quotas &quotas = m_world.quotas;
    const bool first = person.subscribedTo.empty();
    if (!error
        && ((first && quotas.full(who.stage->subscribers, quotas.subscribersPerStage))
            || quotas.full(m_world.subscriptions, quotas.subscriptions)))
        error = ivs::EventErrorCode::QuotaExceeded;
    EventRecord &event = note(person, error ? ivs::EventName::SubscribeError : ivs::EventName::SubscribeStarted, error);
    // In subscribe events the flag belongs to the remote participant.
    event.replica = publisher && publisher.person->replication == ivs::ReplicationType::Replica;
    if (remote) {
        event.remote = remote->row;
    } else {
        auto detail = std::make_shared<EventDetail>();
        detail->remoteId = remoteId;
        event.detail = std::move(detail);
    }
    if (error)
        return error;
    person.subscribedTo.push_back(remote->row);
    ++m_world.subscriptions;
    if (first)
        ++who.stage->subscribers;
    if (!person.watched) {
        person.watched = true;
        watchSubscriptions(seat);
    }
    return {};
}

bool Simulation::unsubscribe(const Seat &seat, const QString &remoteId)
{
    Found who = present(seat);
    const std::optional<Seat> remote = who ? seatOf(*who.stage, remoteId) : std::nullopt;
    if (!remote)
        return false;
    const auto &list = who.person->subscribedTo;
    const auto it = std::find(list.begin(), list.end(), remote->row);
    if (it == list.end())
        return false;
    dropSubscription(who, size_t(it - list.begin()));
    return true;
}

void Simulation::dropSubscription(Found &who, size_t index)
{
    const qint32 row = who.person->subscribedTo[index];
    who.person->subscribedTo.erase(who.person->subscribedTo.begin() + std::ptrdiff_t(index));
    --m_world.subscriptions;
    if (who.person->subscribedTo.empty())
        --who.stage->subscribers;
    EventRecord &event = note(*who.person, ivs::EventName::SubscribeStopped);
    event.remote = row;
    event.replica = who.session->people[size_t(row)].replication == ivs::ReplicationType::Replica;
}

// One timer for each participant, not for each subscription: in a stadium there are very many.
void Simulation::watchSubscriptions(const Seat &seat)
{
    after(kLongest, [this, seat] {
        Found who = present(seat);
        if (!who)
            return;
        who.person->watched = false;
        while (!who.person->subscribedTo.empty())
            dropSubscription(who, who.person->subscribedTo.size() - 1);
    });
}

void Simulation::startRecording(const Seat &seat)
{
    const Found who = find(seat);
    ParticipantRecord &person = *who.person;
    const auto &wish = who.stage->recording;
    const bool replica = person.replication == ivs::ReplicationType::Replica;
    if (!wish || wish->storageConfigurationArn.isEmpty()
        || (replica && !wish->recordParticipantReplicas.value_or(true)))
        return;
    const StorageRecord *storage = m_world.storages.find(wish->storageConfigurationArn);
    if (storage && storage->data.s3)
        person.bucket = storage->data.s3->bucketName;
    // As the documents show it, without the folder of the time (fact sheet 8.1).
    person.prefix = who.stage->id + u'/' + who.session->id + u'/' + person.id;
    person.recording = ivs::ParticipantRecordingState::Starting;
    const quint32 run = ++person.recordingRun;
    after(kRecordingStarts, [this, seat, run] {
        const Found then = find(seat);
        if (then && then.person->recordingRun == run
            && then.person->recording == ivs::ParticipantRecordingState::Starting)
            then.person->recording = ivs::ParticipantRecordingState::Active;
    });
}

void Simulation::stopRecording(const Seat &seat)
{
    const Found who = find(seat);
    ParticipantRecord &person = *who.person;
    if (!isUnderWay(person.recording))
        return;
    person.recording = ivs::ParticipantRecordingState::Stopping;
    const quint32 run = ++person.recordingRun;
    const int window = who.stage->recording ? who.stage->recording->recordingReconnectWindowSeconds.value_or(0) : 0;
    after(kRecordingStops + window * kSecond, [this, seat, run] {
        const Found then = find(seat);
        if (then && then.person->recordingRun == run)
            then.person->recording = ivs::ParticipantRecordingState::Stopped;
    });
}

bool Simulation::isRecording(const StageRecord &stage) const
{
    const SessionRecord *session = stage.activeSession();
    return session && std::any_of(session->people.begin(), session->people.end(), [](const ParticipantRecord &person) {
        return isUnderWay(person.recording);
    });
}

bool Simulation::failRecording(const Seat &seat)
{
    const Found who = find(seat);
    if (!who || !isUnderWay(who.person->recording))
        return false;
    ++who.person->recordingRun;
    who.person->recording = ivs::ParticipantRecordingState::Failed;
    return true;
}

} // namespace local
