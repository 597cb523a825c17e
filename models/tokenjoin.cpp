// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tokenjoin.h"

#include "models/ivs/operations.h"
#include "models/timelineloader.h"
#include "models/workspace.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using Kind = TokenUse::Kind;

namespace {

constexpr int kLook = 500; // ms between two looks at a list that is arriving

bool isSettled(const ListState &state)
{
    return state.phase == ListState::Phase::Complete && state.isWhole && !state.isBusy();
}

} // namespace

TokenJoin::TokenJoin(Workspace *workspace)
    : QObject(workspace)
    , m_workspace(workspace)
    , m_tokens(workspace->tokenRegister())
{
    m_look.setSingleShot(true);
    m_look.setInterval(kLook);
    connect(&m_look, &QTimer::timeout, this, &TokenJoin::lookAtParticipants);
    connect(workspace->participants(), &ListModel::stateChanged, this, &TokenJoin::participantsTold);
    connect(workspace->sessions(), &ListModel::stateChanged, this, &TokenJoin::sessionsTold);
    connect(workspace->stages(), &ListModel::stateChanged, this, &TokenJoin::stagesTold);
    connect(workspace->participantDetail(), &Detail::changed, this, &TokenJoin::detailTold);
    connect(workspace->timeline(), &TimelineLoader::eventsRead, this, &TokenJoin::eventsTold);
    connect(workspace, &Workspace::writeAnswered, this, &TokenJoin::written);
    connect(workspace, &Workspace::writeSettled, this, [this](const QString &resource, bool done) {
        if (m_lost.remove(resource) && done)
            disconnected(resource);
    });
    // What was there before the register was read. Not each time: when it is read again, something was forgotten.
    connect(m_tokens, &TokenRegister::readingChanged, this, [this] {
        if (m_tokens->isReading() || std::exchange(m_joined, true))
            return;
        lookAtParticipants();
        sessionsTold();
        stagesTold();
    });
}

void TokenJoin::participantsTold()
{
    const ListState state = m_workspace->participants()->state();
    if (state.isBusy() && !std::exchange(m_wasBusy, state.isBusy()))
        m_began = m_workspace->clock()->now();
    m_wasBusy = state.isBusy();
    if (isSettled(state)) {
        m_look.stop();
        lookAtParticipants();
    } else if (!m_look.isActive()) {
        m_look.start();
    }
}

void TokenJoin::lookAtParticipants()
{
    const ParticipantModel *people = m_workspace->participants();
    const ListState state = people->state();
    const QStringList issued = m_tokens->ofStage(people->stageArn());
    // What the archive remembers was joined in the store.
    if (issued.isEmpty() || people->sessionId().isEmpty() || (state.isRemembered && !state.isWhole))
        return;
    const bool isWhole = isSettled(state) && people->asked().isEverybody();
    const QDateTime asOf = isSettled(state) ? state.asOf : m_began;
    if (!asOf.isValid())
        return;
    QHash<QString, TokenUse> uses;
    for (const QString &participantId : issued) {
        const ivs::ParticipantSummary *who = people->record(participantId);
        if (who) {
            const bool isThere = people->isLive() && who->state == ivs::ParticipantState::Connected;
            uses.insert(participantId,
                {isThere ? Kind::Joined : Kind::Left, asOf, isThere ? who->firstJoinTime : QDateTime(),
                    people->sessionId()});
            continue;
        }
        const IssuedToken *token = m_tokens->find(participantId);
        if (!isWhole || token->use.isUsed())
            continue;
        const TokenUse use = absence(*token);
        if (use.kind != Kind::NotKnown)
            uses.insert(participantId, use);
    }
    m_tokens->learn(uses);
}

// Unused, when the sessions since it was issued are known and the one whose list is complete is the only one. Sessions
// of a stage follow each other, so that a live one which began before the issue is the only one since.
TokenUse TokenJoin::absence(const IssuedToken &token) const
{
    const ParticipantModel *people = m_workspace->participants();
    const StageSessionModel *sessions = m_workspace->sessions();
    const QDateTime asOf = people->state().asOf;
    if (sessions->stageArn() != token.stageArn || asOf < token.issued)
        return {};
    const ivs::StageSessionSummary *session = sessions->record(people->sessionId());
    if (session && people->isLive() && session->startTime.isValid() && session->startTime <= token.issued)
        return {Kind::Unused, asOf, {}, {}};
    const ListState state = sessions->state();
    if (!isSettled(state) || state.asOf < token.issued)
        return {};
    const bool isOnly =
        std::all_of(sessions->records().begin(), sessions->records().end(), [&](const ivs::StageSessionSummary &each) {
            return each.sessionId == people->sessionId() || (each.endTime.isValid() && each.endTime < token.issued);
        });
    return isOnly ? TokenUse {Kind::Unused, std::min(asOf, state.asOf), {}, {}} : TokenUse();
}

// Whoever is in a session that has ended has left it; and where there was no session there was nobody.
void TokenJoin::sessionsTold()
{
    const StageSessionModel *sessions = m_workspace->sessions();
    const ListState state = sessions->state();
    if (!isSettled(state))
        return;
    QHash<QString, TokenUse> uses;
    const QStringList issued = m_tokens->ofStage(sessions->stageArn());
    for (const QString &participantId : issued) {
        const IssuedToken *token = m_tokens->find(participantId);
        if (token->use.kind == Kind::Joined) {
            const ivs::StageSessionSummary *session = sessions->record(token->use.sessionId);
            if (session && session->endTime.isValid() && token->use.asOf < state.asOf)
                uses.insert(participantId, {Kind::Left, state.asOf, {}, session->sessionId});
            continue;
        }
        if (token->use.isUsed() || state.asOf < token->issued)
            continue;
        const bool none = std::all_of(
            sessions->records().begin(), sessions->records().end(), [&](const ivs::StageSessionSummary &each) {
                return each.endTime.isValid() && each.endTime < token->issued;
            });
        if (none)
            uses.insert(participantId, {Kind::Unused, state.asOf, {}, {}});
    }
    m_tokens->learn(uses);
}

// Of a session that is live no more, or whose stage is gone.
void TokenJoin::stagesTold()
{
    const StageModel *stages = m_workspace->stages();
    const ListState state = stages->state();
    if (!isSettled(state))
        return;
    QHash<QString, TokenUse> uses;
    for (const IssuedToken &token : m_tokens->entries()) {
        if (token.use.kind != Kind::Joined || !(token.use.asOf < state.asOf))
            continue;
        const StageRecord *stage = stages->record(token.stageArn);
        if (!stage || stage->stage.activeSessionId != token.use.sessionId)
            uses.insert(token.participantId, {Kind::Left, state.asOf, {}, token.use.sessionId});
    }
    m_tokens->learn(uses);
}

void TokenJoin::detailTold()
{
    const ParticipantDetail *detail = m_workspace->participantDetail();
    const std::optional<ivs::Participant> &who = detail->participant();
    if (!who || detail->isLoading() || detail->error())
        return;
    const IssuedToken *token = m_tokens->find(who->participantId);
    if (!token || token->stageArn != detail->question().stageArn)
        return;
    const bool isThere = who->state == ivs::ParticipantState::Connected;
    m_tokens->learn({{who->participantId,
        {isThere ? Kind::Joined : Kind::Left, detail->asOf(), isThere ? who->firstJoinTime : QDateTime(),
            detail->question().sessionId}}});
}

void TokenJoin::eventsTold(const QString &stageArn, const QString &sessionId, const QString &participantId,
    const QList<ivs::Event> &events, const QDateTime &asOf)
{
    const IssuedToken *token = m_tokens->find(participantId);
    if (!token || token->stageArn != stageArn)
        return; // a replica has the id of its source
    // The service promises no order (fact sheet 4).
    TokenUse use {Kind::NotKnown, asOf, {}, sessionId};
    for (const ivs::Event &event : events) {
        const bool isVisit = event.name == ivs::EventName::Joined || event.name == ivs::EventName::Left;
        const bool isFailure = event.name == ivs::EventName::JoinError && !use.isUsed();
        if (!isVisit && !isFailure)
            continue;
        // Whoever was let in at last is not one who was not.
        if (isVisit && use.kind == Kind::JoinFailed)
            use = {Kind::NotKnown, asOf, {}, sessionId};
        // Both at one instant: it went after it came.
        if (use.since.isValid()
            && (event.eventTime < use.since || (event.eventTime == use.since && event.name == ivs::EventName::Joined)))
            continue;
        use.kind = isFailure ? Kind::JoinFailed : event.name == ivs::EventName::Joined ? Kind::Joined : Kind::Left;
        use.since = event.eventTime;
    }
    m_tokens->learn({{participantId, use}});
}

void TokenJoin::written(const aws::WriteRecord &record, const aws::WriteResult &result)
{
    if (QLatin1StringView(record.operation->name) != QLatin1StringView(ivs::kDisconnectParticipant.name))
        return;
    const QString participantId =
        QJsonDocument::fromJson(record.parameters).object().value("participantId"_L1).toString();
    if (!result.failure)
        disconnected(participantId);
    else if (result.failure->kind == aws::ErrorKind::OutcomeUnknown)
        m_lost.insert(participantId);
}

void TokenJoin::disconnected(const QString &participantId)
{
    const IssuedToken *token = m_tokens->find(participantId);
    if (!token)
        return;
    const QDateTime now = m_workspace->clock()->now();
    m_tokens->learn({{participantId, {Kind::Disconnected, now, now, token->use.sessionId}}});
}
