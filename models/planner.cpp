// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planner.h"

#include "models/ivs/listing.h"
#include "models/ivs/operations.h"
#include "models/publishing.h"
#include "models/serviceclock.h"
#include "models/stagemodel.h"

namespace {

// Of each kind: a stadium that takes fifty seconds must not hold up the small stages beside it.
constexpr int kAtOnce = 3;
constexpr qint64 kLongestInterval = 30 * 60 * 1000;
constexpr qint64 kSecond = 1000;

} // namespace

struct Planner::Job
{
    Work work = Work::Count;
    QString arn;
    QString sessionId;
    bool visible = false;
    QDateTime began; ///< service time
    ivs::ListingBase *listing = nullptr;
    int pages = 0;
    LiveFacts found;
    std::vector<Person> people;
    std::size_t next = 0; ///< whose events come next
    QList<ivs::Event> events; ///< of the one who is being examined
};

Planner::Planner(ivs::Client *client, StageModel *stages, ServiceClock *clock, aws::Clock *wall, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_stages(stages)
    , m_clock(clock)
    , m_wall(wall)
{
    connect(stages, &ListModel::stateChanged, this, &Planner::follow);
}

Planner::~Planner() { stopAll(); }

void Planner::setWatched(bool watched)
{
    if (m_watched == watched)
        return;
    m_watched = watched;
    m_stages->setWatched(watched, this);
    if (!watched) {
        ++m_ticket;
        stopAll();
        return;
    }
    follow();
}

void Planner::setVisible(const QStringList &arns)
{
    m_visible = QSet<QString>(arns.begin(), arns.end());
    if (!m_watched)
        return;
    m_stages->wantDetails(arns);
    advance();
}

void Planner::reload()
{
    for (auto &[arn, stage] : m_known) {
        stage.counted = -1;
        stage.examined = -1;
    }
    m_stages->reload();
    advance();
}

const LiveFacts *Planner::facts(const QString &stageArn) const
{
    const auto known = m_known.find(stageArn);
    return known == m_known.end() ? nullptr : &known->second.facts;
}

std::optional<int> Planner::mostPublishers(QDateTime *asOf) const
{
    const ListState state = m_stages->state();
    if (!state.isWhole)
        return {};
    int most = 0;
    QDateTime oldest = state.asOf;
    for (const StageRecord &record : m_stages->records()) {
        if (!record.isOnAir())
            continue;
        const LiveFacts *known = facts(record.stage.arn);
        if (!known || !known->publishersKnown)
            return {};
        most = std::max(most, known->publishing);
        oldest = std::min(oldest, known->examinedAt);
    }
    *asOf = oldest;
    return most;
}

// Sessions that began come in, those that ended go, whatever was being asked about them.
void Planner::follow()
{
    QHash<QString, QString> live;
    for (const StageRecord &record : m_stages->records()) {
        if (record.isOnAir())
            live.insert(record.stage.arn, record.stage.activeSessionId);
    }
    for (auto it = m_known.begin(); it != m_known.end();) {
        if (live.value(it->first) == it->second.facts.sessionId)
            ++it;
        else
            it = m_known.erase(it);
    }
    for (auto it = live.cbegin(); it != live.cend(); ++it)
        m_known[it.key()].facts.sessionId = it.value();
    for (std::size_t i = m_jobs.size(); i-- > 0;) {
        if (live.value(m_jobs[i]->arn) != m_jobs[i]->sessionId)
            finish(m_jobs[i].get());
    }
    if (m_watched)
        advance();
}

int Planner::running(Work work) const
{
    return int(std::count_if(m_jobs.begin(), m_jobs.end(), [work](const auto &job) { return job->work == work; }));
}

// The moment at which a stage is due; one that was never asked has been due for ever.
qint64 Planner::due(Work work, const Stage &stage, bool visible) const
{
    const bool isCount = work == Work::Count;
    const qint64 last = isCount ? stage.counted : stage.examined;
    if (last < 0)
        return -1;
    const qint64 cost =
        isCount ? stage.facts.pages * kSecondsPerPage : qint64(stage.facts.examined) * kSecondsPerPerson;
    qint64 interval = std::max<qint64>(isCount ? kCountInterval : kExamineInterval, cost) * kSecond;
    if (!visible)
        interval *= kOffScreenFactor;
    interval <<= std::min(stage.failures, 5);
    return last + std::min(interval, kLongestInterval);
}

void Planner::advance()
{
    if (!m_watched)
        return;
    for (const Work work : {Work::Count, Work::Examine}) {
        while (running(work) < kAtOnce && begin(work)) { }
    }
    qint64 next = kLongestInterval;
    const qint64 now = m_wall->elapsed();
    for (const auto &[arn, stage] : m_known) {
        const bool visible = m_visible.contains(arn);
        next = std::min(next, due(Work::Count, stage, visible) - now);
        if (!stage.people.empty())
            next = std::min(next, due(Work::Examine, stage, visible) - now);
    }
    // At the end of a job comes a look anyway.
    next = std::max<qint64>(m_jobs.empty() ? 100 : kSecond, next);
    m_wall->after(next, this, [this, ticket = ++m_ticket] {
        if (ticket == m_ticket)
            advance();
    });
}

// Begins the most urgent piece of work; false when nothing is due.
bool Planner::begin(Work work)
{
    const qint64 now = m_wall->elapsed();
    const QString *best = nullptr;
    bool bestVisible = false;
    qint64 bestDue = 0;
    for (const auto &[arn, stage] : m_known) {
        const bool visible = m_visible.contains(arn);
        if (best && bestVisible && !visible)
            continue;
        if (work == Work::Examine && stage.people.empty())
            continue; // nobody to examine, or not counted yet
        const qint64 at = due(work, stage, visible);
        if (at > now || (best && bestVisible == visible && bestDue <= at))
            continue;
        const bool underway = std::any_of(m_jobs.begin(), m_jobs.end(),
            [work, &key = arn](const auto &job) { return job->work == work && job->arn == key; });
        if (underway)
            continue;
        best = &arn;
        bestVisible = visible;
        bestDue = at;
    }
    if (!best)
        return false;
    const QString arn = *best;
    if (work == Work::Count)
        count(arn, bestVisible);
    else
        examine(arn, bestVisible);
    return true;
}

void Planner::count(const QString &arn, bool visible)
{
    Stage &stage = m_known[arn];
    m_jobs.push_back(std::make_unique<Job>());
    Job *job = m_jobs.back().get();
    job->arn = arn;
    job->sessionId = stage.facts.sessionId;
    job->began = m_clock->now();
    using Counting = ivs::Listing<ivs::ListParticipantsRequest, ivs::ListParticipantsResponse>;
    ivs::ListParticipantsRequest question;
    question.stageArn = arn;
    question.sessionId = job->sessionId;
    question.filterByState = ivs::ParticipantState::Connected;
    question.maxResults = 100;
    auto *listing = new Counting(m_client, ivs::kListParticipants, question, lane(visible), this);
    job->listing = listing;
    listing->onPage = [this, job](QList<ivs::ParticipantSummary> &&people) {
        ++job->pages;
        for (ivs::ParticipantSummary &person : people) {
            const bool published = person.published.value_or(false);
            ++job->found.connected;
            job->found.published += int(published);
            job->people.push_back({std::move(person.participantId), published, person.firstJoinTime});
        }
        choosePeople(&job->people);
        Stage &counted = m_known[job->arn];
        if (counted.facts.countedAt.isValid())
            return;
        counted.facts.soFar = job->found.connected;
        Q_EMIT factsChanged(job->arn);
    };
    connect(listing, &ivs::ListingBase::ended, this, [this, job](const std::optional<aws::Error> &error) {
        if (error) {
            failed(job, *error);
            return;
        }
        Stage &counted = m_known[job->arn];
        LiveFacts &facts = counted.facts;
        facts.countedAt = job->began;
        facts.connected = job->found.connected;
        facts.published = job->found.published;
        facts.pages = job->pages;
        facts.soFar = -1;
        facts.history.append(facts.connected);
        if (facts.history.size() > LiveFacts::kHistory)
            facts.history.removeFirst();
        facts.error.reset();
        counted.people = std::move(job->people);
        counted.counted = m_wall->elapsed();
        counted.failures = 0;
        const QString stageArn = job->arn;
        finish(job);
        Q_EMIT factsChanged(stageArn);
        advance();
    });
    listing->start();
}

// Keeps those whose events say most: whoever has published, and the latest comers.
void Planner::choosePeople(std::vector<Person> *people)
{
    std::stable_sort(people->begin(), people->end(), [](const Person &a, const Person &b) {
        return a.published != b.published ? a.published : a.joined > b.joined;
    });
    const auto publishers =
        std::count_if(people->begin(), people->end(), [](const Person &person) { return person.published; });
    const auto most = std::max<std::ptrdiff_t>(kExaminedPeople, std::min<std::ptrdiff_t>(publishers, kMostPublishers));
    if (std::ssize(*people) > most)
        people->resize(std::size_t(most));
}

void Planner::examine(const QString &arn, bool visible)
{
    const Stage &stage = m_known[arn];
    m_jobs.push_back(std::make_unique<Job>());
    Job *job = m_jobs.back().get();
    job->work = Work::Examine;
    job->arn = arn;
    job->sessionId = stage.facts.sessionId;
    job->visible = visible;
    job->began = m_clock->now();
    job->people = stage.people;
    // More than that have published and are not all looked at: how many publish is then not known.
    const auto chosen =
        std::count_if(job->people.begin(), job->people.end(), [](const Person &person) { return person.published; });
    job->found.publishersKnown = chosen == stage.facts.published;
    examineNext(job);
}

void Planner::examineNext(Job *job)
{
    job->events.clear();
    using Reading = ivs::Listing<ivs::ListParticipantEventsRequest, ivs::ListParticipantEventsResponse>;
    auto *listing = new Reading(m_client, ivs::kListParticipantEvents,
        {.stageArn = job->arn,
            .sessionId = job->sessionId,
            .participantId = job->people[job->next].id,
            .maxResults = 100},
        lane(job->visible), this);
    job->listing = listing;
    listing->onPage = [job](QList<ivs::Event> &&events) { job->events += events; };
    connect(listing, &ivs::ListingBase::ended, this, [this, job](const std::optional<aws::Error> &error) {
        job->listing->deleteLater();
        job->listing = nullptr;
        if (error && error->kind != aws::ErrorKind::NotFound) {
            failed(job, *error);
            return;
        }
        ++job->next;
        if (!error) {
            ++job->found.examined;
            job->found.publishing += int(isPublishing(job->events));
            for (const ivs::Event &event : std::as_const(job->events)) {
                if (event.errorCode.isSet()
                    && (!job->found.lastError.errorCode.isSet() || event.eventTime > job->found.lastError.eventTime))
                    job->found.lastError = event;
            }
        } else {
            job->found.publishersKnown = false;
        }
        if (job->next < job->people.size())
            examineNext(job);
        else
            examined(job);
    });
    listing->start();
}

void Planner::examined(Job *job)
{
    Stage &stage = m_known[job->arn];
    stage.facts.examinedAt = job->began;
    stage.facts.examined = job->found.examined;
    stage.facts.publishersKnown = job->found.publishersKnown;
    stage.facts.publishing = job->found.publishing;
    stage.facts.lastError = job->found.lastError;
    stage.facts.error.reset();
    stage.examined = m_wall->elapsed();
    stage.failures = 0;
    const QString arn = job->arn;
    finish(job);
    Q_EMIT factsChanged(arn);
    advance();
}

// What was known stays, with its time; it is asked again later and later.
void Planner::failed(Job *job, const aws::Error &error)
{
    Stage &stage = m_known[job->arn];
    stage.facts.error = error;
    stage.facts.soFar = -1;
    ++stage.failures;
    (job->work == Work::Count ? stage.counted : stage.examined) = m_wall->elapsed();
    const QString arn = job->arn;
    finish(job);
    Q_EMIT factsChanged(arn);
    advance();
}

void Planner::finish(Job *job)
{
    if (job->listing) {
        job->listing->disconnect(this);
        job->listing->close();
        job->listing->deleteLater();
    }
    std::erase_if(m_jobs, [job](const auto &each) { return each.get() == job; });
}

void Planner::stopAll()
{
    while (!m_jobs.empty()) {
        // A first count that is cut off has counted nothing.
        const auto known = m_known.find(m_jobs.back()->arn);
        if (known != m_known.end())
            known->second.facts.soFar = -1;
        finish(m_jobs.back().get());
    }
}
