// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stagepublishers.h"

#include "models/ivs/listing.h"
#include "models/ivs/operations.h"
#include "models/publishing.h"

StagePublishers::StagePublishers(ivs::Client *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

StagePublishers::~StagePublishers() { drop(); }

// Questions that wait for their turn would spend the budget for nobody.
void StagePublishers::drop()
{
    ++m_question;
    m_pending = 0;
    for (const QPointer<aws::CallBase> &call : std::exchange(m_calls, {})) {
        if (call)
            call->abort();
    }
    for (const QPointer<ivs::ListingBase> &listing : std::exchange(m_listings, {})) {
        if (listing) {
            listing->close();
            listing->deleteLater();
        }
    }
}

void StagePublishers::ask(const QString &stageArn)
{
    drop();
    m_stageArn = stageArn;
    m_people.clear();
    m_more = false;
    m_error.reset();
    if (stageArn.isEmpty()) {
        Q_EMIT changed();
        return;
    }
    ++m_pending;
    auto *call = m_client->getStage({.arn = stageArn}, aws::Lane::Person);
    m_calls.append(call);
    call->then(this, [this, question = m_question](const aws::Result<ivs::GetStageResponse> &answer) {
        if (question != m_question)
            return;
        if (!answer)
            m_error = answer.error();
        else if (answer->stage && !answer->stage->activeSessionId.isEmpty())
            listPeople(answer->stage->activeSessionId);
        answered();
    });
    Q_EMIT changed();
}

template <typename Question, typename Answer, typename Take, typename End>
void StagePublishers::list(const aws::Operation &operation, const Question &question, Take take, End end)
{
    ++m_pending;
    auto *listing = new ivs::Listing<Question, Answer>(m_client, operation, question, aws::Lane::Person, this);
    m_listings.append(listing);
    listing->onPage = std::move(take);
    connect(listing, &ivs::ListingBase::ended, this,
        [this, listing, asked = m_question, end = std::move(end)](const std::optional<aws::Error> &error) {
            listing->deleteLater();
            if (asked != m_question)
                return;
            end(error);
            answered();
        });
    listing->start();
}

void StagePublishers::listPeople(const QString &sessionId)
{
    ivs::ListParticipantsRequest question;
    question.stageArn = m_stageArn;
    question.sessionId = sessionId;
    question.filterByPublished = true;
    question.maxResults = 100;
    list<ivs::ListParticipantsRequest, ivs::ListParticipantsResponse>(
        ivs::kListParticipants, question,
        [this, sessionId](QList<ivs::ParticipantSummary> &&page) {
            for (const ivs::ParticipantSummary &each : std::as_const(page)) {
                if (!(each.state == ivs::ParticipantState::Connected))
                    continue;
                if (m_people.size() == kMost) {
                    m_more = true;
                    break;
                }
                m_people.append({each.participantId, each.userId, {}, {}});
                examine(m_people.size() - 1, sessionId);
            }
            Q_EMIT changed();
        },
        [this](const std::optional<aws::Error> &error) { m_error = error; });
}

void StagePublishers::examine(qsizetype index, const QString &sessionId)
{
    const QString id = m_people[index].participantId;
    const auto events = std::make_shared<QList<ivs::Event>>();
    list<ivs::ListParticipantEventsRequest, ivs::ListParticipantEventsResponse>(
        ivs::kListParticipantEvents,
        {.stageArn = m_stageArn, .sessionId = sessionId, .participantId = id, .maxResults = 100},
        [events](QList<ivs::Event> &&page) { *events += page; },
        [this, index, events](const std::optional<aws::Error> &error) {
            if (!error)
                m_people[index].publishes = isPublishing(*events);
        });
    ++m_pending;
    auto *call = m_client->getParticipant(
        {.stageArn = m_stageArn, .sessionId = sessionId, .participantId = id}, aws::Lane::Person);
    m_calls.append(call);
    call->then(this, [this, index, question = m_question](const aws::Result<ivs::GetParticipantResponse> &answer) {
        if (question != m_question)
            return;
        if (answer && answer->participant)
            m_people[index].attributes = answer->participant->attributes;
        answered();
    });
}

void StagePublishers::answered()
{
    --m_pending;
    Q_EMIT changed();
}
