// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/detail.h"

#include "models/serviceclock.h"

Detail::Detail(ivs::Client *client, ServiceClock *clock, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
{
}

QDateTime Detail::now() const { return m_clock->now(); }

void Detail::reload()
{
    if (m_call) {
        aws::CallBase *old = m_call;
        m_call = nullptr;
        old->abort();
    }
    m_call = ask();
    Q_EMIT changed();
}

void Detail::questionChanged()
{
    forget();
    m_asOf = {};
    m_error.reset();
    reload();
}

void StageDetail::setStage(const QString &arn)
{
    if (m_arn == arn)
        return;
    m_arn = arn;
    questionChanged();
}

aws::CallBase *StageDetail::ask()
{
    if (m_arn.isEmpty())
        return nullptr;
    return follow(client()->getStage({.arn = m_arn}, aws::Lane::Person),
        [this](const ivs::GetStageResponse &answer) { m_stage = answer.stage; });
}

void ParticipantDetail::setParticipant(const QString &stageArn, const QString &sessionId, const QString &participantId)
{
    const ivs::GetParticipantRequest question {
        .stageArn = stageArn, .sessionId = sessionId, .participantId = participantId};
    if (m_question == question)
        return;
    m_question = question;
    questionChanged();
}

aws::CallBase *ParticipantDetail::ask()
{
    if (m_question.participantId.isEmpty())
        return nullptr;
    return follow(client()->getParticipant(m_question, aws::Lane::Person),
        [this](const ivs::GetParticipantResponse &answer) { m_participant = answer.participant; });
}
