// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tokencheck.h"

#include "models/ivs/operations.h"
#include "models/serviceclock.h"

#include <algorithm>

namespace {

constexpr int kAtOnce = 4; // calls; the governor paces them

} // namespace

TokenCheck::TokenCheck(ivs::Client *client, TokenRegister *tokens, ServiceClock *clock, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_tokens(tokens)
    , m_clock(clock)
{
    connect(tokens, &TokenRegister::forgetting, this, &TokenCheck::stop);
}

TokenCheck::~TokenCheck() = default;

std::optional<aws::Error> TokenCheck::error(const QString &participantId) const
{
    const auto known = m_errors.constFind(participantId);
    return known == m_errors.cend() ? std::nullopt : std::optional(*known);
}

void TokenCheck::check(const QStringList &participantIds)
{
    QStringList begun;
    QStringList stages;
    for (const QString &participantId : participantIds) {
        const IssuedToken *token = m_tokens->find(participantId);
        if (!token || token->isConnection || token->stageArn.isEmpty() || isChecking(participantId))
            continue;
        m_checking.insert(participantId);
        m_errors.remove(participantId);
        begun << participantId;
        // One more for a list under way is asked with a list of its own: that one may have begun before it was issued.
        const QString key = token->stageArn;
        if (!stages.contains(key))
            stages << key;
        m_stages[key].participantIds << participantId;
    }
    for (const QString &stageArn : std::as_const(stages))
        list(stageArn);
    if (!begun.isEmpty())
        Q_EMIT changed(begun);
}

void TokenCheck::list(const QString &stageArn)
{
    Stage &stage = m_stages[stageArn];
    if (stage.listing) {
        stage.listing->close();
        stage.listing->deleteLater();
    }
    stage.sessions.clear();
    stage.asOf = m_clock->now();
    auto *listing = new ivs::Listing<ivs::ListStageSessionsRequest, ivs::ListStageSessionsResponse>(
        m_client, ivs::kListStageSessions, {.stageArn = stageArn, .maxResults = 100}, aws::Lane::Person, this);
    stage.listing = listing;
    listing->onPage = [this, stageArn, listing](QList<ivs::StageSessionSummary> &&page) {
        Stage &about = m_stages[stageArn];
        about.sessions += page;
        if (about.sessions.size() >= kMostSessions)
            listing->stop();
    };
    connect(listing, &ivs::ListingBase::ended, this,
        [this, stageArn](const std::optional<aws::Error> &error) { listed(stageArn, error); });
    listing->start();
}

void TokenCheck::listed(const QString &stageArn, const std::optional<aws::Error> &error)
{
    Stage stage = m_stages.take(stageArn);
    const bool isWhole = stage.listing->nextToken().isEmpty();
    stage.listing->deleteLater();
    if (error) {
        end(stage.participantIds, error);
        return;
    }
    std::stable_sort(stage.sessions.begin(), stage.sessions.end(),
        [](const ivs::StageSessionSummary &a, const ivs::StageSessionSummary &b) { return a.startTime > b.startTime; });
    for (const QString &participantId : std::as_const(stage.participantIds)) {
        const IssuedToken *token = m_tokens->find(participantId);
        if (!token)
            continue;
        Job job {participantId, stageArn, {}, stage.asOf, isWhole};
        for (const ivs::StageSessionSummary &session : std::as_const(stage.sessions)) {
            if (!session.endTime.isValid() || session.endTime >= token->issued)
                job.sessions << session.sessionId;
        }
        m_waiting.enqueue(job);
    }
    next();
}

void TokenCheck::next()
{
    while (m_underway < kAtOnce && !m_waiting.isEmpty())
        ask(m_waiting.dequeue());
}

void TokenCheck::ask(Job job)
{
    if (job.sessions.isEmpty()) {
        if (job.isWhole)
            m_tokens->learn({{job.participantId, {TokenUse::Kind::Unused, job.asOf, {}, {}}}});
        end({job.participantId}, {});
        return;
    }
    const QString sessionId = job.sessions.takeFirst();
    const QDateTime asked = m_clock->now();
    ++m_underway;
    m_client
        ->getParticipant(
            {.stageArn = job.stageArn, .sessionId = sessionId, .participantId = job.participantId}, aws::Lane::Person)
        ->then(this,
            [this, job, sessionId, asked, ticket = m_ticket](const aws::Result<ivs::GetParticipantResponse> &answer) {
                if (ticket != m_ticket)
                    return;
                --m_underway;
                if (!answer && answer.error().kind != aws::ErrorKind::NotFound) {
                    end({job.participantId}, answer.error());
                } else if (!answer || !answer->participant) {
                    ask(job);
                } else {
                    const ivs::Participant &who = *answer->participant;
                    const bool isThere = who.state == ivs::ParticipantState::Connected;
                    m_tokens->learn({{job.participantId,
                        {isThere ? TokenUse::Kind::Joined : TokenUse::Kind::Left, asked,
                            isThere ? who.firstJoinTime : QDateTime(), sessionId}}});
                    end({job.participantId}, {});
                }
                next();
            });
}

void TokenCheck::end(const QStringList &participantIds, const std::optional<aws::Error> &error)
{
    for (const QString &participantId : participantIds) {
        m_checking.remove(participantId);
        if (error)
            m_errors.insert(participantId, *error);
    }
    Q_EMIT changed(participantIds);
}

void TokenCheck::stop()
{
    ++m_ticket;
    m_underway = 0;
    m_waiting.clear();
    const QHash<QString, Stage> stages = std::exchange(m_stages, {});
    for (const Stage &stage : stages) {
        if (!stage.listing)
            continue;
        stage.listing->close();
        stage.listing->deleteLater();
    }
    m_errors.clear();
    const QStringList stopped(m_checking.cbegin(), m_checking.cend());
    m_checking.clear();
    if (!stopped.isEmpty())
        Q_EMIT changed(stopped);
}
