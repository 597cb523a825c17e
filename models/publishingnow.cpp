// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/publishingnow.h"

#include "models/ivs/listing.h"
#include "models/ivs/operations.h"
#include "models/sessiontimeline.h"
#include "models/workspace.h"

#include <algorithm>

PublishingNow::PublishingNow(Workspace *workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
}

PublishingNow::~PublishingNow() { drop(); }

void PublishingNow::setStage(const QString &arn)
{
    if (m_stageArn == arn)
        return;
    drop();
    m_stageArn = arn;
    m_asOf = {};
    m_people.clear();
    m_lastPublished = {};
    m_error.reset();
    m_hasTooMany = false;
    m_attributes.clear();
    if (!begin(aws::Lane::Person)) // somebody chose it
        Q_EMIT changed();
}

void PublishingNow::reload()
{
    m_attributes.clear();
    begin(aws::Lane::Person);
}

void PublishingNow::setWatched(bool watched)
{
    if (m_watched == watched)
        return;
    m_watched = watched;
    if (watched)
        begin(m_asOf.isValid() ? aws::Lane::Visible : aws::Lane::Person);
    else
        drop();
}

void PublishingNow::drop()
{
    ++m_ticket;
    m_isReading = false;
    if (m_call)
        m_call->abort();
    if (m_listing) {
        m_listing->close();
        m_listing->deleteLater();
        m_listing.clear();
    }
}

bool PublishingNow::begin(aws::Lane lane)
{
    if (!m_watched || m_stageArn.isEmpty())
        return false;
    drop();
    m_lane = lane;
    m_isReading = true;
    m_reading = {};
    m_reading.began = m_workspace->clock()->now();
    auto *call = m_workspace->client()->getStage({.arn = m_stageArn}, m_lane);
    m_call = call;
    call->then(this, [this, ticket = m_ticket](const aws::Result<ivs::GetStageResponse> &answer) {
        if (ticket != m_ticket)
            return;
        if (!answer) {
            fail(answer.error());
            return;
        }
        m_reading.sessionId = answer->stage ? answer->stage->activeSessionId : QString();
        if (m_reading.sessionId.isEmpty())
            askSessions();
        else
            askPeople();
    });
    Q_EMIT changed();
    return true;
}

// Nobody is there: whoever published did so until the last session ended, at the latest.
void PublishingNow::askSessions()
{
    auto *call = m_workspace->client()->listStageSessions({.stageArn = m_stageArn, .maxResults = 50}, m_lane);
    m_call = call;
    call->then(this, [this, ticket = m_ticket](const aws::Result<ivs::ListStageSessionsResponse> &answer) {
        if (ticket != m_ticket)
            return;
        if (!answer) {
            fail(answer.error());
            return;
        }
        for (const ivs::StageSessionSummary &each : answer->stageSessions) {
            if (each.endTime.isValid())
                m_reading.lastPublished = std::max(m_reading.lastPublished, each.endTime);
        }
        finish();
    });
}

template <typename Question, typename Answer, typename Take, typename End>
void PublishingNow::list(const aws::Operation &operation, const Question &question, Take take, End end)
{
    auto *listing = new ivs::Listing<Question, Answer>(m_workspace->client(), operation, question, m_lane, this);
    m_listing = listing;
    listing->onPage = std::move(take);
    connect(listing, &ivs::ListingBase::ended, this,
        [this, listing, end = std::move(end), ticket = m_ticket](const std::optional<aws::Error> &error) {
            listing->deleteLater();
            if (ticket != m_ticket)
                return;
            m_listing.clear();
            end(error);
        });
    listing->start();
}

void PublishingNow::askPeople()
{
    ivs::ListParticipantsRequest question;
    question.stageArn = m_stageArn;
    question.sessionId = m_reading.sessionId;
    question.filterByPublished = true;
    question.maxResults = 100;
    list<ivs::ListParticipantsRequest, ivs::ListParticipantsResponse>(
        ivs::kListParticipants, question,
        [this](QList<ivs::ParticipantSummary> &&page) {
            for (const ivs::ParticipantSummary &each : std::as_const(page)) {
                CastMember member;
                member.id = each.participantId;
                member.name = each.userId;
                m_reading.asked.append(member);
            }
        },
        [this](const std::optional<aws::Error> &error) {
            m_reading.count = int(m_reading.asked.size());
            if (error)
                fail(*error);
            else if (m_reading.count > kMost)
                giveUp();
            else
                askEvents();
        });
}

void PublishingNow::askEvents()
{
    if (m_reading.asked.isEmpty()) {
        std::sort(m_reading.publishing.begin(), m_reading.publishing.end(),
            [](const Person &a, const Person &b) { return a.since < b.since; });
        askAttributes();
        return;
    }
    const CastMember member = m_reading.asked.takeFirst();
    m_reading.events.clear();
    list<ivs::ListParticipantEventsRequest, ivs::ListParticipantEventsResponse>(
        ivs::kListParticipantEvents,
        {.stageArn = m_stageArn, .sessionId = m_reading.sessionId, .participantId = member.id, .maxResults = 100},
        [this](QList<ivs::Event> &&page) { m_reading.events += page; },
        [this, member](const std::optional<aws::Error> &error) {
            if (error && error->kind != aws::ErrorKind::NotFound) {
                fail(*error);
                return;
            }
            takeEvents(member);
            askEvents();
        });
}

void PublishingNow::takeEvents(const CastMember &member)
{
    const TimelineRow row = timelineRow(m_reading.events, {}, {});
    for (const TimelineSpan &span : row.publishing) {
        if (span.goesOn())
            m_reading.publishing.append({member, QDateTime::fromMSecsSinceEpoch(span.from, Qt::UTC)});
        else
            m_reading.lastPublished =
                std::max(m_reading.lastPublished, QDateTime::fromMSecsSinceEpoch(span.to, Qt::UTC));
    }
}

// Attributes come only with a participant's details, and are read once: a token exchange is seen at the next visit.
void PublishingNow::askAttributes()
{
    while (m_reading.next < m_reading.publishing.size()) {
        CastMember &member = m_reading.publishing[m_reading.next].member;
        const auto known = m_attributes.constFind(member.id);
        if (known == m_attributes.cend()) {
            auto *call = m_workspace->client()->getParticipant(
                {.stageArn = m_stageArn, .sessionId = m_reading.sessionId, .participantId = member.id}, m_lane);
            m_call = call;
            call->then(this,
                [this, id = member.id, ticket = m_ticket](const aws::Result<ivs::GetParticipantResponse> &answer) {
                    if (ticket != m_ticket)
                        return;
                    if (!answer && answer.error().kind != aws::ErrorKind::NotFound) {
                        fail(answer.error());
                        return;
                    }
                    m_attributes.insert(
                        id, answer && answer->participant ? answer->participant->attributes : QMap<QString, QString>());
                    askAttributes();
                });
            return;
        }
        member.attributes = *known;
        ++m_reading.next;
    }
    finish();
}

void PublishingNow::finish()
{
    m_isReading = false;
    m_hasTooMany = false;
    m_asOf = m_reading.began;
    m_people.clear();
    for (const Person &each : std::as_const(m_reading.publishing))
        m_people.append(each.member);
    m_lastPublished = m_reading.lastPublished;
    m_error.reset();
    Q_EMIT changed();
    again(std::max(kInterval, kSecondsPerPerson * m_reading.count));
}

// What was known before is too old to be shown as the present.
void PublishingNow::giveUp()
{
    m_isReading = false;
    m_hasTooMany = true;
    m_asOf = {};
    m_people.clear();
    m_lastPublished = {};
    m_error.reset();
    Q_EMIT changed();
    again(kInterval * 4);
}

void PublishingNow::fail(const aws::Error &error)
{
    m_isReading = false;
    m_error = error;
    Q_EMIT changed();
    again(kInterval * 4);
}

void PublishingNow::again(int seconds)
{
    m_workspace->clock()->after(qint64(seconds) * 1000, this, [this, ticket = m_ticket] {
        if (ticket == m_ticket)
            begin(aws::Lane::Visible);
    });
}
