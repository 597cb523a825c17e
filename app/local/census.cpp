// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/census.h"

#include "app/local/simulation.h"

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

QJsonObject countsOf(const World &world)
{
    int sessions = 0;
    int live = 0;
    qint64 participants = 0;
    int connected = 0;
    qint64 events = 0;
    int subscribers = 0;
    for (const auto &stage : world.stages) {
        sessions += int(stage->sessions.size());
        live += stage->active >= 0 ? 1 : 0;
        subscribers += stage->subscribers;
        for (const auto &session : stage->sessions) {
            participants += qint64(session->people.size());
            connected += session->connected;
            for (const ParticipantRecord &person : session->people)
                events += qint64(person.events.size());
        }
    }
    int replicas = 0;
    for (const ReplicaRecord &replica : world.replicas)
        replicas += replica.active ? 1 : 0;
    return {
        {u"stages"_s, world.stages.size()},
        {u"liveStages"_s, live},
        {u"sessions"_s, sessions},
        {u"participants"_s, participants},
        {u"connected"_s, connected},
        {u"publishers"_s, world.publishers},
        {u"subscribers"_s, subscribers},
        {u"subscriptions"_s, world.subscriptions},
        {u"events"_s, events},
        {u"tokensIssued"_s, world.tokensIssued},
        {u"tokensValid"_s, int(world.tokens.size())},
        {u"compositions"_s, world.compositions.size()},
        {u"encoderConfigurations"_s, world.encoders.size()},
        {u"storageConfigurations"_s, world.storages.size()},
        {u"ingestConfigurations"_s, world.ingests.size()},
        {u"publicKeys"_s, world.keys.size()},
        {u"activeReplicas"_s, replicas},
    };
}

} // namespace

QJsonObject Census::toJson(const Simulation &simulation, const Clock &clock, int faultsPending) const
{
    QJsonObject calls;
    QJsonObject acted;
    for (auto it = m_calls.begin(); it != m_calls.end(); ++it) {
        QJsonObject row {{u"total"_s, it->total}};
        for (auto answer = it->answers.begin(); answer != it->answers.end(); ++answer)
            row.insert(QString::fromLatin1(answer.key()), answer.value());
        calls.insert(QString::fromLatin1(it.key()), row);
        acted.insert(QString::fromLatin1(it.key()), it->acted);
    }
    return {
        {u"counts"_s, countsOf(simulation.world())},
        {u"calls"_s, calls},
        {u"acted"_s, acted},
        {u"faultsPending"_s, faultsPending},
        {u"time"_s, toIso(simulation.now())},
        {u"speed"_s, clock.speed()},
    };
}

} // namespace local
