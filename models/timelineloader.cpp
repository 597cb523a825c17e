// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timelineloader.h"

#include "models/ivs/listing.h"
#include "models/ivs/operations.h"
#include "models/participantmodel.h"
#include "models/serviceclock.h"
#include "models/stagesessionmodel.h"

namespace {

using EventListing = ivs::Listing<ivs::ListParticipantEventsRequest, ivs::ListParticipantEventsResponse>;

constexpr int kAtOnce = 4; // the governor paces; more would only wait there
constexpr int kOldAfter = 30; // seconds, for who is on screen and connected
constexpr int kTick = 5000; // ms between looks for what is old: one call each
constexpr int kFiguresPause = 1000; // ms
constexpr int kSlice = 2000; // remembered events that are taken in one go
constexpr int kMostEvents = 300'000; // kept in all sessions that are not shown

bool isConnected(const ivs::ParticipantSummary &person) { return person.state == ivs::ParticipantState::Connected; }

} // namespace

TimelineLoader::TimelineLoader(ivs::Client *client, ParticipantModel *participants, StageSessionModel *sessions,
    ServiceClock *clock, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_participants(participants)
    , m_sessions(sessions)
    , m_clock(clock)
    , m_kept(std::make_shared<Kept>())
{
    m_figuresTimer.setSingleShot(true);
    m_figuresTimer.setInterval(kFiguresPause);
    connect(&m_figuresTimer, &QTimer::timeout, this, &TimelineLoader::tellFigures);
    connect(participants, &ListModel::forgotten, this, &TimelineLoader::followParticipants);
    connect(participants, &ListModel::stateChanged, this, &TimelineLoader::followParticipants);
    connect(sessions, &ListModel::stateChanged, this, &TimelineLoader::refreshBounds);
}

TimelineLoader::~TimelineLoader() { dropAll(); }

void TimelineLoader::followParticipants()
{
    if (m_stageArn != m_participants->stageArn() || m_sessionId != m_participants->sessionId()) {
        dropAll();
        m_stageArn = m_participants->stageArn();
        m_sessionId = m_participants->sessionId();
        m_failed.clear();
        m_error.reset();
        m_visible.clear();
        m_all = false;
        const auto known = m_past.constFind(m_sessionId);
        m_kept = known != m_past.cend() ? *known : std::make_shared<Kept>();
        m_order.removeOne(m_sessionId);
        if (!m_sessionId.isEmpty()) {
            m_past.insert(m_sessionId, m_kept);
            m_order.append(m_sessionId);
        }
        forgetOldest();
        refreshBounds();
        for (auto it = m_kept->read.cbegin(); it != m_kept->read.cend(); ++it)
            tellParticipant(it.key());
        Q_EMIT sessionChanged();
        Q_EMIT changed();
        if (known == m_past.cend() && !m_sessionId.isEmpty())
            recall();
    }
    if (!m_watched || m_sessionId.isEmpty())
        return;
    // A fault of the connection ended everything; the list being read again shows that it is over.
    const ListState state = m_participants->state();
    if (m_error && m_error->concernsConnection() && !state.error && !state.isBusy() && state.isWhole)
        retry();
    // Who left, left: until its events are read again, it was there up to the last that is known.
    bool rows = false;
    for (auto it = m_kept->read.begin(); it != m_kept->read.end(); ++it) {
        const ivs::ParticipantSummary *person = m_participants->record(it.key());
        if (!person || it->connected == isConnected(*person) || it->subjectGone == subject(it.key()).gone)
            continue;
        it->subjectGone = subject(it.key()).gone;
        m_kept->timeline.setEvents(it.key(), m_kept->timeline.row(it.key())->events, subject(it.key()));
        rows = true;
    }
    if (rows)
        Q_EMIT changed();
    if (!m_figuresTimer.isActive())
        m_figuresTimer.start();
    Q_EMIT progressed();
    fill();
}

void TimelineLoader::refreshBounds()
{
    if (m_sessionId.isEmpty())
        return;
    const ivs::StageSessionSummary *session = m_sessions->record(m_sessionId);
    if (!session)
        return;
    SessionTimeline &timeline = m_kept->timeline;
    if (timeline.start() == session->startTime && timeline.end() == session->endTime)
        return;
    const bool endMoved = timeline.end() != session->endTime;
    timeline.setBounds(session->startTime, session->endTime);
    if (endMoved) {
        for (auto it = m_kept->read.cbegin(); it != m_kept->read.cend(); ++it)
            timeline.setEvents(it.key(), timeline.row(it.key())->events, subject(it.key()));
    }
    Q_EMIT changed();
}

TimelineSubject TimelineLoader::subject(const QString &participantId) const
{
    const ivs::ParticipantSummary *person = m_participants->record(participantId);
    if (!person)
        return {};
    return {person->firstJoinTime, isConnected(*person), person->state == ivs::ParticipantState::Disconnected};
}

void TimelineLoader::recall()
{
    if (!m_archive.recall)
        return;
    m_kept->recalling = true;
    m_archive.recall(m_stageArn, m_sessionId, this,
        [this, kept = m_kept](const QList<Archive::Person> &people) { takeRecalled(kept, people, 0); });
}

// A big session's events take a while to become spans: a part of them at a time, so that the window moves on.
void TimelineLoader::takeRecalled(
    const std::shared_ptr<Kept> &kept, const QList<Archive::Person> &people, qsizetype from)
{
    qsizetype events = 0;
    for (; from < people.size() && events < kSlice; ++from) {
        const Archive::Person &person = people[from];
        if (kept->read.contains(person.participantId))
            continue; // told meanwhile, and fresher
        const TimelineSubject who = kept == m_kept ? subject(person.participantId) : TimelineSubject();
        kept->timeline.setEvents(person.participantId, person.events, who);
        kept->read.insert(person.participantId, {person.asOf, false, false, who.gone, true, person.final});
        if (kept == m_kept)
            tellParticipant(person.participantId);
        events += person.events.size() + 1;
    }
    if (from < people.size()) {
        QTimer::singleShot(0, this, [this, kept, people, from] { takeRecalled(kept, people, from); });
        return;
    }
    kept->recalling = false;
    if (kept != m_kept)
        return;
    Q_EMIT changed();
    followParticipants();
}

void TimelineLoader::forget()
{
    dropAll();
    m_past.clear();
    m_order.clear();
    m_kept = std::make_shared<Kept>();
    m_stageArn.clear();
    m_sessionId.clear();
    followParticipants();
}

void TimelineLoader::setWatched(bool watched)
{
    if (m_watched == watched)
        return;
    m_watched = watched;
    ++m_tickTicket;
    if (!watched) {
        dropAll();
        return;
    }
    followParticipants();
    tick();
}

void TimelineLoader::setVisible(const QStringList &participantIds)
{
    m_visible = participantIds;
    fill();
}

void TimelineLoader::loadAll()
{
    m_all = true;
    m_next = 0;
    retry();
}

void TimelineLoader::stop()
{
    m_all = false;
    Q_EMIT progressed();
}

void TimelineLoader::retry()
{
    m_failed.clear();
    m_error.reset();
    Q_EMIT progressed();
    fill();
}

bool TimelineLoader::wants(const QString &participantId) const
{
    if (m_underway.contains(participantId) || m_failed.contains(participantId))
        return false;
    const auto read = m_kept->read.constFind(participantId);
    if (read == m_kept->read.cend())
        return true;
    const ivs::ParticipantSummary *person = m_participants->record(participantId);
    if (!person)
        return false;
    if (read->recalled)
        return !read->final;
    return read->connected != isConnected(*person) || read->published != person->published.value_or(false);
}

bool TimelineLoader::isOld(const QString &participantId) const
{
    const auto read = m_kept->read.constFind(participantId);
    const ivs::ParticipantSummary *person = m_participants->record(participantId);
    return read != m_kept->read.cend() && person && isConnected(*person) && !m_underway.contains(participantId)
        && read->asOf.secsTo(m_clock->now()) >= kOldAfter;
}

// Those on screen first, then, when a person asked for it, everybody in the list's order.
void TimelineLoader::fill()
{
    if (!m_watched || m_sessionId.isEmpty() || m_kept->recalling || (m_error && m_error->concernsConnection()))
        return;
    for (const QString &id : std::as_const(m_visible)) {
        if (m_underway.size() >= kAtOnce)
            return;
        if (wants(id))
            ask(id);
    }
    if (!m_all)
        return;
    const int rows = m_participants->rowCount();
    bool fromStart = m_next == 0;
    while (m_underway.size() < kAtOnce) {
        if (m_next >= rows) {
            // The list may have moved meanwhile: one whole round without anybody is the end.
            if (!fromStart) {
                m_next = 0;
                fromStart = true;
                continue;
            }
            if (m_underway.isEmpty() && m_participants->state().phase > ListState::Phase::Loading) {
                m_all = false;
                Q_EMIT progressed();
            }
            m_next = 0;
            return;
        }
        const QString id = m_participants->keyAt(m_next++);
        if (wants(id)) {
            ask(id);
            fromStart = false;
        }
    }
}

void TimelineLoader::ask(const QString &participantId)
{
    const ivs::ListParticipantEventsRequest question {
        .stageArn = m_stageArn, .sessionId = m_sessionId, .participantId = participantId, .maxResults = 100};
    auto *listing = new EventListing(m_client, ivs::kListParticipantEvents, question, aws::Lane::Visible, this);
    m_underway.insert(participantId, listing);
    auto events = std::make_shared<QList<ivs::Event>>();
    listing->onPage = [events](QList<ivs::Event> &&page) { events->append(std::move(page)); };
    connect(listing, &ivs::ListingBase::ended, this,
        [this, listing, participantId, events, began = m_clock->now()](const std::optional<aws::Error> &error) {
            m_underway.remove(participantId);
            listing->deleteLater();
            if (error) {
                failed(participantId, *error);
                return;
            }
            m_error.reset();
            keep(participantId, *events, began);
        });
    listing->start();
    Q_EMIT progressed();
}

void TimelineLoader::take(
    const QString &sessionId, const QString &participantId, const QList<ivs::Event> &events, const QDateTime &asOf)
{
    if (sessionId.isEmpty() || sessionId != m_sessionId || !asOf.isValid() || m_underway.contains(participantId))
        return;
    const auto read = m_kept->read.constFind(participantId);
    if (read != m_kept->read.cend() && read->asOf.isValid() && read->asOf >= asOf)
        return;
    m_failed.remove(participantId);
    keep(participantId, events, asOf);
}

void TimelineLoader::keep(const QString &participantId, const QList<ivs::Event> &events, const QDateTime &asOf)
{
    const ivs::ParticipantSummary *person = m_participants->record(participantId);
    Read read;
    read.asOf = asOf;
    read.connected = person && isConnected(*person);
    read.published = person && person->published.value_or(false);
    read.subjectGone = subject(participantId).gone;
    m_kept->read.insert(participantId, read);
    m_kept->timeline.setEvents(participantId, events, subject(participantId));
    tellParticipant(participantId);
    Q_EMIT eventsRead(m_stageArn, m_sessionId, participantId, events, read.asOf);
    if (m_archive.remember)
        m_archive.remember(m_stageArn, m_sessionId, participantId, events, read.asOf);
    if (!m_figuresTimer.isActive())
        m_figuresTimer.start();
    Q_EMIT changed();
    Q_EMIT progressed();
    fill();
}

// The list shows what only events tell.
void TimelineLoader::tellParticipant(const QString &participantId)
{
    const TimelineRow *row = m_kept->timeline.row(participantId);
    ParticipantModel::Told told {row->errors, {}};
    for (const ivs::Event &event : row->events) {
        if (event.newToken)
            told.capabilities = event.newToken->capabilities;
    }
    m_participants->takeEvents(participantId, told);
}

void TimelineLoader::failed(const QString &participantId, const aws::Error &error)
{
    m_failed.insert(participantId);
    m_error = error;
    if (error.concernsConnection())
        m_all = false;
    Q_EMIT progressed();
    fill();
}

void TimelineLoader::dropAll()
{
    for (ivs::ListingBase *listing : std::as_const(m_underway)) {
        listing->close();
        listing->deleteLater();
    }
    m_underway.clear();
}

void TimelineLoader::tick()
{
    m_clock->after(kTick, this, [this, ticket = m_tickTicket] {
        if (ticket != m_tickTicket)
            return;
        if (m_participants->isLive() && m_underway.isEmpty()) {
            QString oldest;
            for (const QString &id : std::as_const(m_visible)) {
                if (isOld(id) && (oldest.isEmpty() || asOf(id) < asOf(oldest)))
                    oldest = id;
            }
            if (!oldest.isEmpty())
                ask(oldest);
        }
        tick();
    });
}

QDateTime TimelineLoader::asOf(const QString &participantId) const { return m_kept->read.value(participantId).asOf; }

std::optional<SessionFigures> TimelineLoader::figures(const QString &sessionId) const
{
    const auto kept = m_past.constFind(sessionId);
    if (kept == m_past.cend() || (*kept)->figures == SessionFigures())
        return {};
    return (*kept)->figures;
}

void TimelineLoader::tellFigures()
{
    if (m_sessionId.isEmpty())
        return;
    const bool whole = m_participants->state().isWhole && m_participants->asked().isEverybody();
    SessionFigures sum;
    QSet<QString> users;
    bool publishers = true;
    for (const ivs::ParticipantSummary &person : m_participants->records()) {
        ++sum.people;
        const bool known = m_kept->read.contains(person.participantId);
        sum.known += int(known);
        publishers = publishers && (known || !person.published.value_or(false));
        if (!person.userId.isEmpty())
            users.insert(person.userId);
    }
    const SessionTimeline::Figures &figures = m_kept->timeline.figures();
    sum.everybody = whole && sum.known == sum.people;
    sum.peakPublishers = figures.peakPublishers;
    sum.publishersKnown = whole && publishers;
    sum.errors = figures.errors;
    sum.users = int(users.size());
    sum.usersKnown = whole;
    if (m_kept->figures == sum)
        return;
    m_kept->figures = sum;
    Q_EMIT figuresChanged(m_sessionId);
}

void TimelineLoader::forgetOldest()
{
    qint64 events = 0;
    for (const auto &kept : std::as_const(m_past))
        events += kept->timeline.eventCount();
    while (events > kMostEvents && m_order.size() > 1) {
        const auto gone = m_past.take(m_order.takeFirst());
        events -= gone->timeline.eventCount();
    }
}

void TimelineLoader::setLane(const TimelineLane &lane)
{
    if (m_kept->timeline.setLane(lane))
        Q_EMIT changed();
}
