// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/participantdetailsloader.h"

#include "models/ivs/client.h"
#include "models/participantmodel.h"

namespace {

constexpr int kAtOnce = 3;

} // namespace

ParticipantDetailsLoader::ParticipantDetailsLoader(ivs::Client *client, ParticipantModel *participants, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_participants(participants)
{
    connect(participants, &ListModel::forgotten, this, &ParticipantDetailsLoader::stop);
}

ParticipantDetailsLoader::~ParticipantDetailsLoader() = default;

void ParticipantDetailsLoader::start(const QStringList &participantIds)
{
    stop();
    m_error.reset();
    m_done = m_failed = 0;
    for (const QString &id : participantIds) {
        if (!m_participants->details(id))
            m_waiting << id;
    }
    m_total = int(m_waiting.size());
    fill();
    Q_EMIT progressed();
}

void ParticipantDetailsLoader::stop()
{
    ++m_round;
    m_waiting.clear();
    const QList<QPointer<aws::CallBase>> calls = std::exchange(m_calls, {});
    const bool was = std::exchange(m_underway, 0) > 0;
    for (const QPointer<aws::CallBase> &call : calls) {
        if (call)
            call->abort();
    }
    if (was)
        Q_EMIT progressed();
}

void ParticipantDetailsLoader::fill()
{
    while (m_underway < kAtOnce && !m_waiting.isEmpty())
        ask(m_waiting.takeFirst());
}

void ParticipantDetailsLoader::ask(const QString &participantId)
{
    ++m_underway;
    auto *call = m_client->getParticipant({.stageArn = m_participants->stageArn(),
        .sessionId = m_participants->sessionId(),
        .participantId = participantId});
    m_calls.removeIf([](const QPointer<aws::CallBase> &each) { return !each; });
    m_calls.append(call);
    call->then(this, [this, round = m_round](const aws::Result<ivs::GetParticipantResponse> &answer) {
        if (round != m_round)
            return;
        --m_underway;
        ++m_done;
        if (answer && answer->participant) {
            m_participants->takeDetails(*answer->participant);
        } else if (!answer) {
            ++m_failed;
            m_error = answer.error();
            if (answer.error().concernsConnection()) {
                stop();
                Q_EMIT progressed();
                return;
            }
        }
        fill();
        Q_EMIT progressed();
    });
}
