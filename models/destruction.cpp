// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/destruction.h"

#include "models/errortext.h"
#include "models/ivs/listing.h"
#include "models/ivs/operations.h"
#include "models/serviceclock.h"
#include "models/timetext.h"

#include <QLocale>

namespace {

bool isReplicated(const auto &participant)
{
    return participant.replicationType == ivs::ReplicationType::Source
        && participant.replicationState == ivs::ReplicationState::Active;
}

} // namespace

Destruction::Destruction(ivs::Client *client, ServiceClock *clock, TimeText *times, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_times(times)
{
}

Destruction::~Destruction()
{
    // Questions that wait for their turn would spend the budget for nobody.
    for (const QPointer<aws::CallBase> &call : std::as_const(m_calls)) {
        if (call)
            call->abort();
    }
}

void Destruction::begin()
{
    if (m_begun)
        return;
    m_begun = true;
    m_asOf = m_clock->now();
    m_clock->after(kPatience, this, [this] {
        if (isCounting())
            end(State::TimedOut);
    });
}

template <typename T, typename Take>
void Destruction::ask(aws::Call<T> *call, Take take)
{
    ++m_pending;
    m_calls.append(call);
    call->then(this, [this, take = std::move(take)](const aws::Result<T> &answer) {
        if (!isCounting())
            return;
        if (answer) {
            take(*answer);
        } else {
            missed(answer.error());
            m_numbers.gone += int(answer.error().kind == aws::ErrorKind::NotFound);
        }
        --m_pending;
        answered();
    });
}

template <typename Question, typename Answer, typename Take>
void Destruction::list(const aws::Operation &operation, const Question &question, Take take)
{
    ++m_pending;
    auto *listing = new ivs::Listing<Question, Answer>(m_client, operation, question, aws::Lane::Person, this);
    m_listings.append(listing);
    listing->onPage = [this, take = std::move(take)](auto &&items) {
        for (const auto &item : items)
            take(item);
        m_asOf = m_clock->now();
        Q_EMIT changed();
    };
    connect(listing, &ivs::ListingBase::ended, this, [this](const std::optional<aws::Error> &error) {
        if (!isCounting())
            return;
        if (error)
            missed(*error);
        --m_pending;
        answered();
    });
    listing->start();
}

void Destruction::missed(const aws::Error &error)
{
    // What is gone ends nothing any more.
    if (error.kind != aws::ErrorKind::NotFound && !m_error)
        m_error = error;
}

void Destruction::answered()
{
    m_asOf = m_clock->now();
    if (m_pending == 0 && m_allAsked)
        end(m_error ? State::Failed : State::Complete);
    else
        Q_EMIT changed();
}

void Destruction::allAsked()
{
    begin();
    m_allAsked = true;
    if (m_pending == 0)
        end(State::Complete);
}

void Destruction::end(State state)
{
    m_state = state;
    for (const QPointer<aws::CallBase> &call : std::exchange(m_calls, {})) {
        if (call)
            call->abort();
    }
    for (const QPointer<QObject> &listing : std::exchange(m_listings, {})) {
        if (listing)
            static_cast<ivs::ListingBase *>(listing.data())->close();
    }
    Q_EMIT changed();
}

void Destruction::cancel()
{
    if (isCounting())
        end(State::Canceled);
}

void Destruction::countStages(const QStringList &arns)
{
    begin();
    for (const QString &arn : arns)
        countStage(arn);
    allAsked();
}

void Destruction::countStage(const QString &arn)
{
    ask(m_client->getStage({.arn = arn}, aws::Lane::Person), [this, arn](const ivs::GetStageResponse &answer) {
        if (!answer.stage || answer.stage->activeSessionId.isEmpty())
            return;
        ivs::ListParticipantsRequest connected;
        connected.stageArn = arn;
        connected.sessionId = answer.stage->activeSessionId;
        connected.filterByState = ivs::ParticipantState::Connected;
        connected.maxResults = 100;
        list<ivs::ListParticipantsRequest, ivs::ListParticipantsResponse>(
            ivs::kListParticipants, connected, [this](const ivs::ParticipantSummary &participant) {
                ++m_numbers.connected;
                m_numbers.replicated += int(isReplicated(participant));
            });
    });
    ivs::ListCompositionsRequest compositions;
    compositions.filterByStageArn = arn;
    compositions.maxResults = 100;
    list<ivs::ListCompositionsRequest, ivs::ListCompositionsResponse>(
        ivs::kListCompositions, compositions, [this](const ivs::CompositionSummary &composition) {
            const std::optional<ivs::CompositionState> state = composition.state.value();
            m_numbers.compositions +=
                int(state == ivs::CompositionState::Starting || state == ivs::CompositionState::Active);
        });
    ivs::ListIngestConfigurationsRequest ingests;
    ingests.filterByStageArn = arn;
    ingests.maxResults = 100;
    list<ivs::ListIngestConfigurationsRequest, ivs::ListIngestConfigurationsResponse>(
        ivs::kListIngestConfigurations, ingests, [this](const auto &) { ++m_numbers.ingests; });
}

void Destruction::countParticipant(const QString &stageArn, const QString &sessionId, const QString &participantId)
{
    begin();
    ask(m_client->getParticipant(
            {.stageArn = stageArn, .sessionId = sessionId, .participantId = participantId}, aws::Lane::Person),
        [this](const ivs::GetParticipantResponse &answer) {
            if (!answer.participant || answer.participant->state == ivs::ParticipantState::Disconnected) {
                ++m_numbers.gone;
                return;
            }
            ++m_numbers.connected;
            m_numbers.replicated += int(isReplicated(*answer.participant));
            m_numbers.ingests += int(!answer.participant->ingestConfigurationArn.isEmpty());
        });
}

void Destruction::countIngests(const QStringList &arns)
{
    begin();
    for (const QString &arn : arns) {
        ask(m_client->getIngestConfiguration({.arn = arn}, aws::Lane::Person),
            [this](const ivs::GetIngestConfigurationResponse &answer) {
                if (answer.ingestConfiguration)
                    m_numbers.live += int(answer.ingestConfiguration->state == ivs::IngestConfigurationState::Active);
            });
    }
    allAsked();
}

QString Destruction::whatEnds() const
{
    const auto number = [](int count) { return QLocale().toString(count); };
    QStringList parts;
    if (m_numbers.connected > 0) {
        QString words = m_numbers.connected == 1 ? tr("disconnects 1 participant")
                                                 : tr("disconnects %1 participants").arg(number(m_numbers.connected));
        if (m_numbers.replicated > 0)
            words += QLatin1Char(' ') + tr("(%1 shown in other stages too)").arg(number(m_numbers.replicated));
        parts << words;
    }
    if (m_numbers.compositions > 0)
        parts << (m_numbers.compositions == 1 ? tr("stops 1 composition")
                                              : tr("stops %1 compositions").arg(number(m_numbers.compositions)));
    if (m_numbers.ingests > 0)
        parts << (m_numbers.ingests == 1 ? tr("unbinds 1 ingest configuration")
                                         : tr("unbinds %1 ingest configurations").arg(number(m_numbers.ingests)));
    if (m_numbers.live > 0)
        parts << (m_numbers.live == 1 ? tr("ends 1 publication under way")
                                      : tr("ends %1 publications under way").arg(number(m_numbers.live)));
    if (parts.size() > 1) {
        const QString last = parts.takeLast();
        return tr("%1 and %2").arg(parts.join(QStringLiteral(", ")), last);
    }
    return parts.join(QString());
}

QString Destruction::words() const
{
    const QString ends = whatEnds();
    const auto capital = [](const QString &text) { return text.left(1).toUpper() + text.mid(1); };
    const QString asOf = tr("as of %1").arg(m_times->labelledTime(m_asOf));
    switch (m_state) {
    case State::Counting:
        return ends.isEmpty() ? tr("Counting what this ends…") : tr("Counting… so far: %1").arg(ends);
    case State::Complete:
        return ends.isEmpty() ? tr("Nobody is connected and nothing runs on it (%1).").arg(asOf)
                              : tr("%1 (%2).").arg(capital(ends), asOf);
    case State::TimedOut:
    case State::Canceled:
        return ends.isEmpty() ? tr("Not everything could be counted in time; nothing was found so far (%1).").arg(asOf)
                              : tr("At least: %1 (%2; counting was stopped).").arg(ends, asOf);
    case State::Failed: {
        const QString why = m_error ? explain(*m_error).title : QString();
        return ends.isEmpty() ? tr("What this ends could not be counted: %1 (%2).").arg(why, asOf)
                              : tr("At least: %1 (%2; not everything could be counted: %3).").arg(ends, asOf, why);
    }
    }
    Q_UNREACHABLE();
}
