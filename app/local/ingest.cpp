// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/simulation.h"

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

QString streamKey(World &world)
{
    return u"rt_%1_%2_%3_%4"_s.arg(world.account, world.region, world.random.id(12), world.random.id(24));
}

// The participants behind a configuration: one, or with redundant ingest the two physical streams.
struct Stream
{
    QString participantId;
    QString streamKey;
};

QList<Stream> streamsOf(const ivs::IngestConfiguration &ingest)
{
    QList<Stream> streams;
    for (const ivs::RedundantIngestCredential &credential : ingest.redundantIngestCredentials)
        streams.append({credential.participantId, credential.streamKey});
    if (streams.isEmpty())
        streams.append({ingest.participantId, ingest.streamKey});
    return streams;
}

} // namespace

IngestRecord &Simulation::createIngest(const ivs::CreateIngestConfigurationRequest &wish)
{
    auto made = std::make_unique<IngestRecord>();
    made->serial = m_world.nextSerial();
    made->arn = m_world.arnOf("ingest-configuration"_L1, m_world.random.id(12));
    ivs::IngestConfiguration &data = made->data;
    data.arn = made->arn;
    data.name = wish.name;
    data.ingestProtocol = wish.ingestProtocol;
    data.streamKey = streamKey(m_world);
    data.stageArn = wish.stageArn.isEmpty() ? u""_s : wish.stageArn;
    data.participantId = m_world.random.id(12);
    data.state = ivs::IngestConfigurationState::Inactive;
    data.userId = wish.userId;
    data.attributes = wish.attributes;
    data.tags = wish.tags;
    IngestRecord &ingest = *m_world.ingests.add(std::move(made));
    setRedundant(ingest, wish.redundantIngest.value_or(false));
    return ingest;
}

void Simulation::setRedundant(IngestRecord &ingest, bool redundant)
{
    if (ingest.data.redundantIngest == redundant)
        return;
    ingest.data.redundantIngest = redundant;
    ingest.data.redundantIngestCredentials.clear();
    for (int i = 0; redundant && i < 2; ++i)
        ingest.data.redundantIngestCredentials.append({m_world.random.id(12), streamKey(m_world)});
}

std::optional<QString> Simulation::feed(const QString &key, bool active, EventError failure, EventError *error)
{
    IngestRecord *ingest = nullptr;
    QString participantId;
    for (const auto &candidate : m_world.ingests) {
        const QList<Stream> streams = streamsOf(candidate->data);
        for (const Stream &stream : streams) {
            if (stream.streamKey == key) {
                ingest = candidate.get();
                participantId = stream.participantId;
            }
        }
    }
    if (!ingest)
        return u"INVALID_STREAM_KEY: no such stream key"_s;
    StageRecord *stage = m_world.stages.find(ingest->data.stageArn);
    if (!stage)
        return u"the ingest configuration is attached to no stage"_s;
    const std::optional<Seat> present = seatOf(*stage, participantId);
    const bool connected = present && find(*present).person->connected;
    if (!active) {
        if (connected)
            leave(*present);
        return std::nullopt;
    }
    if (connected) {
        // The key is in use: the newcomer fails, the stream that runs goes on.
        *error = failure.value_or(ivs::EventErrorCode::ReuseOfStreamKey);
        note(*find(*present).person, ivs::EventName::PublishError, *error);
        if (failure)
            leave(*present);
        return std::nullopt;
    }
    Entry entry;
    entry.participantId = participantId;
    entry.userId = ingest->data.userId;
    entry.attributes = ingest->data.attributes;
    entry.maySubscribe = false;
    const bool secure = ingest->data.ingestProtocol == ivs::IngestProtocol::Rtmps;
    entry.protocol = secure ? ivs::ParticipantProtocol::Rtmps : ivs::ParticipantProtocol::Rtmp;
    const Seat seat = join(*stage, entry);
    ParticipantRecord &person = *find(seat).person;
    person.ingestArn = ingest->arn;
    person.redundant = ingest->data.redundantIngest.value_or(false);
    if (person.redundant)
        person.virtualId = ingest->data.participantId;
    *error = publish(seat, failure);
    if (*error)
        leave(seat);
    refreshIngest(ingest->arn);
    return std::nullopt;
}

void Simulation::stopIngest(IngestRecord &ingest)
{
    const StageRecord *stage = m_world.stages.find(ingest.data.stageArn);
    if (!stage)
        return;
    const QList<Stream> streams = streamsOf(ingest.data);
    for (const Stream &stream : streams) {
        if (const std::optional<Seat> seat = seatOf(*stage, stream.participantId))
            leave(*seat);
    }
}

// A configuration is active as long as one of its streams is.
void Simulation::refreshIngest(const QString &ingestArn)
{
    IngestRecord *ingest = ingestArn.isEmpty() ? nullptr : m_world.ingests.find(ingestArn);
    if (!ingest)
        return;
    bool active = false;
    if (const StageRecord *stage = m_world.stages.find(ingest->data.stageArn)) {
        const QList<Stream> streams = streamsOf(ingest->data);
        for (const Stream &stream : streams) {
            const std::optional<Seat> seat = seatOf(*stage, stream.participantId);
            active = active || (seat && present(*seat));
        }
    }
    ingest->data.state = active ? ivs::IngestConfigurationState::Active : ivs::IngestConfigurationState::Inactive;
}

} // namespace local
