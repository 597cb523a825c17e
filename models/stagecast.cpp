// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stagecast.h"

#include "models/ivs/listing.h"
#include "models/ivs/operations.h"
#include "models/workspace.h"

#include <algorithm>

namespace {

constexpr int kRefresh = 15'000; // ms
constexpr int kPage = 100;

} // namespace

StageCast::StageCast(Workspace *workspace, QObject *parent)
    : QObject(parent)
    , m_client(workspace->client())
    , m_clock(workspace->clock())
{
    m_timer.setInterval(kRefresh);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (!m_isLoading)
            begin(aws::Lane::Visible);
    });
}

StageCast::~StageCast() { drop(); }

void StageCast::setStage(const QString &arn)
{
    if (m_stageArn == arn)
        return;
    drop();
    m_stageArn = arn;
    m_sessionId.clear();
    m_cast.clear();
    m_left = 0;
    m_asOf = {};
    m_error.reset();
    m_known.clear();
    if (m_isWatched && !arn.isEmpty())
        begin(aws::Lane::Person);
    else
        Q_EMIT changed();
}

void StageCast::setWatched(bool watched)
{
    if (m_isWatched == watched)
        return;
    m_isWatched = watched;
    if (!watched) {
        m_timer.stop();
        return;
    }
    m_timer.start();
    if (!m_isLoading && !m_stageArn.isEmpty())
        begin(m_asOf.isValid() ? aws::Lane::Visible : aws::Lane::Person);
}

void StageCast::reload()
{
    m_known.clear();
    if (!m_stageArn.isEmpty())
        begin(aws::Lane::Person);
}

void StageCast::drop()
{
    m_isLoading = false;
    const QPointer<aws::CallBase> call = std::exchange(m_call, {});
    if (call)
        call->abort();
    if (m_listing) {
        m_listing->close();
        m_listing->deleteLater();
        m_listing = nullptr;
    }
    const QList<QPointer<aws::CallBase>> calls = std::exchange(m_calls, {});
    for (const QPointer<aws::CallBase> &each : calls) {
        if (each)
            each->abort();
    }
    m_found.clear();
    m_failed.reset();
    m_waiting = 0;
}

void StageCast::begin(aws::Lane lane)
{
    drop();
    m_lane = lane;
    m_isLoading = true;
    auto *call = m_client->getStage({.arn = m_stageArn}, m_lane);
    m_call = call;
    call->then(this, [this, call](const aws::Result<ivs::GetStageResponse> &answer) {
        if (m_call != call)
            return; // of another stage, or of a reading that was begun anew
        m_call.clear();
        if (!answer)
            finish(answer.error());
        else
            listPeople(answer->stage ? answer->stage->activeSessionId : QString());
    });
    Q_EMIT changed();
}

void StageCast::listPeople(const QString &sessionId)
{
    if (sessionId != m_session)
        m_known.clear();
    m_session = sessionId;
    if (sessionId.isEmpty()) {
        finish({});
        return;
    }
    using Listing = ivs::Listing<ivs::ListParticipantsRequest, ivs::ListParticipantsResponse>;
    ivs::ListParticipantsRequest question;
    question.stageArn = m_stageArn;
    question.sessionId = sessionId;
    question.filterByPublished = true;
    question.maxResults = kPage;
    auto *listing = new Listing(m_client, ivs::kListParticipants, question, m_lane, this);
    m_listing = listing;
    listing->onPage = [this](QList<ivs::ParticipantSummary> &&people) {
        for (const ivs::ParticipantSummary &person : std::as_const(people)) {
            if (person.state == ivs::ParticipantState::Connected)
                m_found.append({{person.participantId, person.userId, {}}, person.firstJoinTime});
        }
    };
    connect(listing, &ivs::ListingBase::ended, this, [this, listing](const std::optional<aws::Error> &error) {
        m_listing = nullptr;
        listing->deleteLater();
        if (error)
            finish(error);
        else
            askPeople();
    });
    listing->start();
}

void StageCast::askPeople()
{
    std::stable_sort(
        m_found.begin(), m_found.end(), [](const Person &a, const Person &b) { return a.joined < b.joined; });
    const qsizetype count = std::min(m_found.size(), qsizetype(kMost));
    for (qsizetype i = 0; i < count; ++i) {
        const QString id = m_found[i].member.id;
        if (m_known.contains(id))
            continue;
        auto *call =
            m_client->getParticipant({.stageArn = m_stageArn, .sessionId = m_session, .participantId = id}, m_lane);
        ++m_waiting;
        m_calls.append(call);
        call->then(this, [this, call, id](const aws::Result<ivs::GetParticipantResponse> &answer) {
            if (m_calls.removeAll(call) == 0)
                return;
            if (answer && answer->participant)
                m_known.insert(id, answer->participant->attributes);
            else if (!answer && !m_failed)
                m_failed = answer.error();
            if (--m_waiting == 0)
                finish(m_failed);
        });
    }
    if (m_waiting == 0)
        finish({});
}

void StageCast::finish(const std::optional<aws::Error> &error)
{
    m_isLoading = false;
    m_error = error;
    if (!error) {
        m_sessionId = m_session;
        m_left = int(std::max(qsizetype(0), m_found.size() - kMost));
        m_cast.clear();
        for (const Person &person : std::as_const(m_found)) {
            if (m_cast.size() == kMost)
                break;
            m_cast.append(person.member);
            m_cast.last().attributes = m_known.value(person.member.id);
        }
        m_asOf = m_clock->now();
    }
    m_found.clear();
    m_failed.reset();
    Q_EMIT changed();
}
