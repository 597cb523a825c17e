// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/usersearch.h"

#include "models/ivs/operations.h"

#include <algorithm>

namespace {

constexpr int kFailuresInARow = 5;

} // namespace

UserSearch::Progress &UserSearch::Progress::operator+=(const Progress &other)
{
    live += other.live;
    liveSearched += other.liveSearched;
    idle += other.idle;
    idleSearched += other.idleSearched;
    failedLive += other.failedLive;
    failedIdle += other.failedIdle;
    perSecond += other.perSecond;
    isListing = isListing || other.isListing;
    return *this;
}

UserSearch::UserSearch(Workspace *workspace, const QString &userId, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_userId(userId)
{
}

UserSearch::~UserSearch()
{
    if (m_listing)
        m_listing->close();
}

// Reads one list to its end. The listing outlives the answer that ends it by one turn of the event loop.
template <typename Question, typename Answer, typename Take>
void UserSearch::list(const aws::Operation &operation, const Question &question, Take take,
    std::function<void(const std::optional<aws::Error> &)> atEnd)
{
    auto *listing =
        new ivs::Listing<Question, Answer>(m_workspace->client(), operation, question, aws::Lane::Visible, this);
    listing->onPage = std::move(take);
    connect(listing, &ivs::ListingBase::ended, this,
        [this, listing, atEnd = std::move(atEnd)](const std::optional<aws::Error> &error) {
            listing->deleteLater();
            m_listing.clear();
            atEnd(error);
        });
    m_listing = listing;
    listing->start();
}

void UserSearch::start()
{
    const StageModel *stages = m_workspace->stages();
    const ListState state = stages->state();
    if (!state.isWhole || state.isStale(m_workspace->clock()->now())) {
        listStages();
        return;
    }
    for (const StageRecord &record : stages->records())
        m_stages.push_back({record.stage.arn, record.stage.name, record.stage.activeSessionId});
    begin();
}

void UserSearch::listStages()
{
    m_progress.isListing = true;
    list<ivs::ListStagesRequest, ivs::ListStagesResponse>(
        ivs::kListStages, {.maxResults = 100},
        [this](QList<ivs::StageSummary> &&page) {
            for (const ivs::StageSummary &stage : page)
                m_stages.push_back({stage.arn, stage.name, stage.activeSessionId});
        },
        [this](const std::optional<aws::Error> &error) {
            m_progress.isListing = false;
            if (!error) {
                begin();
                return;
            }
            m_error = error;
            finish();
        });
    Q_EMIT progressed();
}

void UserSearch::begin()
{
    const auto middle = std::stable_partition(
        m_stages.begin(), m_stages.end(), [](const Stage &stage) { return !stage.sessionId.isEmpty(); });
    m_progress.live = int(middle - m_stages.begin());
    m_progress.idle = int(m_stages.end() - middle);
    m_timer.start();
    Q_EMIT progressed();
    next();
}

void UserSearch::next()
{
    if (m_isFinished) // stopped by whoever heard of the last one
        return;
    if (m_at == m_stages.size()) {
        finish();
        return;
    }
    const Stage &stage = m_stages[m_at++];
    if (stage.sessionId.isEmpty())
        findLatestSession(stage);
    else
        searchSession(stage, stage.sessionId);
}

// The order of ListStageSessions is not documented: the latest one is known at the end of the list only.
void UserSearch::findLatestSession(const Stage &stage)
{
    auto latest = std::make_shared<ivs::StageSessionSummary>();
    list<ivs::ListStageSessionsRequest, ivs::ListStageSessionsResponse>(
        ivs::kListStageSessions, {.stageArn = stage.arn, .maxResults = 100},
        [latest](QList<ivs::StageSessionSummary> &&page) {
            for (const ivs::StageSessionSummary &session : page) {
                if (latest->sessionId.isEmpty() || session.startTime > latest->startTime)
                    *latest = session;
            }
        },
        [this, stage, latest](const std::optional<aws::Error> &error) {
            if (error || latest->sessionId.isEmpty())
                stageDone(false, error);
            else
                searchSession(stage, latest->sessionId);
        });
}

void UserSearch::searchSession(const Stage &stage, const QString &sessionId)
{
    const bool isLive = sessionId == stage.sessionId;
    list<ivs::ListParticipantsRequest, ivs::ListParticipantsResponse>(
        ivs::kListParticipants,
        {.stageArn = stage.arn, .sessionId = sessionId, .filterByUserId = m_userId, .maxResults = 100},
        [this, stage, sessionId, isLive](QList<ivs::ParticipantSummary> &&page) {
            for (const ivs::ParticipantSummary &participant : page) {
                if (m_isFinished)
                    return;
                Q_EMIT found({participant, stage.arn, stage.name, sessionId, isLive, m_workspace->clock()->now()});
            }
        },
        [this, isLive](const std::optional<aws::Error> &error) { stageDone(isLive, error); });
}

void UserSearch::stageDone(bool isLive, const std::optional<aws::Error> &error)
{
    if (m_isFinished)
        return;
    if (error)
        ++(isLive ? m_progress.failedLive : m_progress.failedIdle);
    else
        ++(isLive ? m_progress.liveSearched : m_progress.idleSearched);
    m_failuresInARow = error ? m_failuresInARow + 1 : 0;
    // What meets every stage alike (a policy that forbids it, a fault of the service) is not asked a thousand times.
    if (error && (error->concernsConnection() || m_failuresInARow == kFailuresInARow)) {
        m_error = error;
        finish();
        return;
    }
    const double seconds = double(m_timer.elapsed()) / 1000;
    m_progress.perSecond = seconds < 1 ? 0 : double(m_at) / seconds;
    Q_EMIT progressed();
    next();
}

void UserSearch::stop()
{
    if (m_isFinished)
        return;
    m_isStopped = true;
    finish();
}

void UserSearch::finish()
{
    m_isFinished = true;
    m_progress.isListing = false;
    if (m_listing) {
        m_listing->close();
        m_listing->deleteLater();
    }
    Q_EMIT finished();
}
