// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/endinquest.h"

#include "models/compositionend.h"
#include "models/compositionhistory.h"
#include "models/ivs/listing.h"
#include "models/ivs/operations.h"
#include "models/sessiontimeline.h"

using What = store::CompositionChange::What;

namespace {

constexpr int kMostTries = 3;

} // namespace

EndInquest::EndInquest(ivs::Client *client, CompositionHistory *history, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_history(history)
{
}

EndInquest::~EndInquest()
{
    for (const CasePtr &each : std::as_const(m_open))
        dropListing(each);
}

void EndInquest::ask(const store::CompositionRecord &record)
{
    const QString &arn = record.summary.arn;
    if (m_open.contains(arn) || m_tries.value(arn) >= kMostTries)
        return;
    ++m_tries[arn];
    auto about = std::make_shared<Case>();
    about->arn = arn;
    about->stageArn = record.summary.stageArn;
    about->ended = record.ended();
    m_open.insert(arn, about);
    askStage(about);
}

void EndInquest::askStage(const CasePtr &about)
{
    m_client->getStage({.arn = about->stageArn}, aws::Lane::Background)
        ->then(this, [this, about](const aws::Result<ivs::GetStageResponse> &answer) {
            if (answer)
                askSessions(about);
            else if (answer.error().kind == aws::ErrorKind::NotFound)
                close(about, What::StageGone);
            else
                giveUp(about);
        });
}

void EndInquest::askSessions(const CasePtr &about)
{
    m_client->listStageSessions({.stageArn = about->stageArn, .maxResults = 50}, aws::Lane::Background)
        ->then(this, [this, about](const aws::Result<ivs::ListStageSessionsResponse> &answer) {
            if (!answer) {
                giveUp(about);
                return;
            }
            const QDateTime from = about->ended.addSecs(-kSilentEnough);
            for (const ivs::StageSessionSummary &each : answer->stageSessions) {
                if (each.startTime <= about->ended && (!each.endTime.isValid() || each.endTime >= from))
                    about->sessions.append(each);
                else if (each.endTime.isValid() && each.endTime < from)
                    about->lastPublished = std::max(about->lastPublished, each.endTime);
            }
            // One that is on a further page may be the one.
            if (about->sessions.isEmpty() && !answer->nextToken.isEmpty())
                giveUp(about);
            else
                askPeople(about);
        });
}

void EndInquest::askPeople(const CasePtr &about)
{
    if (about->sessions.isEmpty()) {
        close(about, What::Silent);
        return;
    }
    ivs::ListParticipantsRequest question;
    question.stageArn = about->stageArn;
    question.sessionId = about->sessions.first().sessionId;
    question.filterByPublished = true;
    question.maxResults = 100;
    using Reading = ivs::Listing<ivs::ListParticipantsRequest, ivs::ListParticipantsResponse>;
    auto *listing = new Reading(m_client, ivs::kListParticipants, question, aws::Lane::Background, this);
    about->listing = listing;
    listing->onPage = [about, listing](QList<ivs::ParticipantSummary> &&people) {
        for (const ivs::ParticipantSummary &each : std::as_const(people))
            about->people << each.participantId;
        if (about->people.size() > kMostPublishers)
            listing->stop();
    };
    connect(listing, &ivs::ListingBase::ended, this, [this, about](const std::optional<aws::Error> &error) {
        dropListing(about);
        if (error || about->people.size() > kMostPublishers)
            giveUp(about);
        else
            askEvents(about);
    });
    listing->start();
}

void EndInquest::askEvents(const CasePtr &about)
{
    if (about->people.isEmpty()) {
        about->sessions.removeFirst();
        askPeople(about);
        return;
    }
    about->events.clear();
    using Reading = ivs::Listing<ivs::ListParticipantEventsRequest, ivs::ListParticipantEventsResponse>;
    auto *listing = new Reading(m_client, ivs::kListParticipantEvents,
        {.stageArn = about->stageArn,
            .sessionId = about->sessions.first().sessionId,
            .participantId = about->people.takeFirst(),
            .maxResults = 100},
        aws::Lane::Background, this);
    about->listing = listing;
    listing->onPage = [about](QList<ivs::Event> &&events) { about->events += events; };
    connect(listing, &ivs::ListingBase::ended, this, [this, about](const std::optional<aws::Error> &error) {
        dropListing(about);
        if (error)
            giveUp(about);
        else if (publishedUntilItsEnd(about))
            close(about, What::Published);
        else
            askEvents(about);
    });
    listing->start();
}

bool EndInquest::publishedUntilItsEnd(const CasePtr &about) const
{
    const TimelineRow row = timelineRow(about->events, {}, about->sessions.first().endTime);
    const qint64 ended = about->ended.toMSecsSinceEpoch();
    for (const TimelineSpan &span : row.publishing) {
        if (span.from >= ended)
            continue;
        const qint64 until = std::min(span.to, ended);
        if (ended - until < kSilentEnough * 1000)
            return true;
        about->lastPublished = std::max(about->lastPublished, QDateTime::fromMSecsSinceEpoch(until, Qt::UTC));
    }
    return false;
}

void EndInquest::close(const CasePtr &about, What what)
{
    m_open.remove(about->arn);
    store::CompositionChange change;
    change.what = what;
    if (what == What::Silent)
        change.told = about->lastPublished;
    m_history->found(about->arn, change);
}

void EndInquest::giveUp(const CasePtr &about) { m_open.remove(about->arn); }

void EndInquest::dropListing(const CasePtr &about)
{
    if (about->listing)
        about->listing->deleteLater();
    about->listing = nullptr;
}
