// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionchecks.h"

#include "models/ivs/listing.h"
#include "models/ivs/operations.h"
#include "models/quotas.h"
#include "models/workspace.h"

#include <algorithm>

CompositionChecks::CompositionChecks(Workspace *workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_publishers(new StagePublishers(workspace->client(), this))
{
    m_facts.region = workspace->region();
    connect(m_publishers, &StagePublishers::changed, this, [this] {
        auto &known = m_facts.publishers;
        known.about = m_publishers->stageArn();
        known.isAsking = m_publishers->isAsking();
        known.error = m_publishers->error();
        known.answer = CompositionFacts::Publishers {m_publishers->people(), m_publishers->isAtLeast()};
        arrived();
    });
    // The account's own limits may be entered meanwhile, and what feeds the channel may end.
    const auto again = [this] {
        if (!m_checks.isEmpty())
            judge();
    };
    connect(workspace->quotas(), &Quotas::changed, this, again);
    connect(workspace->outputUse(), &OutputUse::changed, this, again);
}

CompositionChecks::~CompositionChecks()
{
    m_publishers->disconnect(this);
    drop();
}

void CompositionChecks::drop()
{
    ++m_question;
    m_pending = 0;
    for (const QPointer<aws::CallBase> &call : std::exchange(m_calls, {})) {
        if (call)
            call->abort();
    }
    if (ivs::ListingBase *listing = std::exchange(m_listing, nullptr)) {
        listing->close();
        listing->deleteLater();
    }
}

template <typename T, typename Take>
void CompositionChecks::ask(aws::Call<T> *call, Take take)
{
    ++m_pending;
    m_calls.append(call);
    call->then(this, [this, question = m_question, take = std::move(take)](const aws::Result<T> &answer) {
        if (question != m_question)
            return;
        take(answer);
        answered();
    });
}

bool CompositionChecks::isHere(const QString &arn) const
{
    return !arn.isEmpty() && arn.section(QLatin1Char(':'), 3, 3) == m_facts.region;
}

void CompositionChecks::check(const CompositionDraft &draft)
{
    drop();
    m_draft = draft;
    m_facts.encoders.clear();
    m_facts.storage = {};
    m_facts.channel = {};
    m_facts.broadcast = {};
    askCompositions();
    if (draft.channel.on) {
        askChannel(draft.channel.channelArn);
        askEncoder(draft.channel.encoderArn);
    }
    if (draft.recording.on) {
        askEncoder(draft.recording.encoderArn);
        askStorage(draft.recording.storageArn);
    }
    m_publishers->ask(isHere(draft.stageArn) ? draft.stageArn : QString());
}

void CompositionChecks::update(const CompositionDraft &draft)
{
    m_draft = draft;
    judge();
}

void CompositionChecks::setReplaced(const QString &compositionArn)
{
    if (std::exchange(m_facts.replaced, compositionArn) != compositionArn && !m_checks.isEmpty())
        judge();
}

void CompositionChecks::askCompositions()
{
    using Listing = ivs::Listing<ivs::ListCompositionsRequest, ivs::ListCompositionsResponse>;
    ivs::ListCompositionsRequest all;
    all.maxResults = 100;
    auto *listing = new Listing(m_workspace->client(), ivs::kListCompositions, all, aws::Lane::Person, this);
    m_listing = listing;
    m_facts.compositions = {m_facts.region, true, {}, {}};
    const auto found = std::make_shared<QList<ivs::CompositionSummary>>();
    listing->onPage = [found](QList<ivs::CompositionSummary> &&page) { *found += page; };
    connect(listing, &ivs::ListingBase::ended, this, [this, found](const std::optional<aws::Error> &error) {
        std::exchange(m_listing, nullptr)->deleteLater();
        m_facts.compositions.isAsking = false;
        m_facts.compositions.error = error;
        if (!error)
            m_facts.compositions.answer = *found;
        answered();
    });
    ++m_pending;
    listing->start();
}

void CompositionChecks::askChannel(const QString &arn)
{
    if (!isHere(arn))
        return;
    m_facts.channel = {arn, true, {}, {}};
    ask(m_workspace->client()->getChannel({.arn = arn}, aws::Lane::Person),
        [this](const aws::Result<ivs::GetChannelResponse> &answer) {
            m_facts.channel.isAsking = false;
            if (answer)
                m_facts.channel.answer = answer->channel;
            else
                m_facts.channel.error = answer.error();
        });
    m_facts.broadcast = {arn, true, {}, {}};
    ask(m_workspace->client()->getStream({.channelArn = arn}, aws::Lane::Person),
        [this](const aws::Result<ivs::GetStreamResponse> &answer) {
            m_facts.broadcast.isAsking = false;
            if (answer)
                m_facts.broadcast.answer = CompositionFacts::Broadcast {answer->stream};
            else if (answer.error().kind == aws::ErrorKind::NotFound) // ChannelNotBroadcasting
                m_facts.broadcast.answer = CompositionFacts::Broadcast {};
            else
                m_facts.broadcast.error = answer.error();
        });
}

void CompositionChecks::askEncoder(const QString &arn)
{
    if (!isHere(arn) || m_facts.encoders.contains(arn))
        return;
    m_facts.encoders.insert(arn, {arn, true, {}, {}});
    ask(m_workspace->client()->getEncoderConfiguration({.arn = arn}, aws::Lane::Person),
        [this, arn](const aws::Result<ivs::GetEncoderConfigurationResponse> &answer) {
            auto &known = m_facts.encoders[arn];
            known.isAsking = false;
            if (answer)
                known.answer = answer->encoderConfiguration;
            else
                known.error = answer.error();
        });
}

void CompositionChecks::askStorage(const QString &arn)
{
    if (!isHere(arn))
        return;
    m_facts.storage = {arn, true, {}, {}};
    ask(m_workspace->client()->getStorageConfiguration({.arn = arn}, aws::Lane::Person),
        [this](const aws::Result<ivs::GetStorageConfigurationResponse> &answer) {
            m_facts.storage.isAsking = false;
            if (answer)
                m_facts.storage.answer = answer->storageConfiguration;
            else
                m_facts.storage.error = answer.error();
        });
}

bool CompositionChecks::isChecking() const { return m_pending > 0 || m_publishers->isAsking(); }

int CompositionChecks::count(CompositionCheck::Light light) const
{
    return int(std::count_if(
        m_checks.begin(), m_checks.end(), [light](const CompositionCheck &check) { return check.light == light; }));
}

void CompositionChecks::answered()
{
    --m_pending;
    arrived();
}

void CompositionChecks::arrived()
{
    if (!isChecking())
        m_asOf = m_workspace->clock()->now();
    judge();
}

void CompositionChecks::judge()
{
    const Quotas *quotas = m_workspace->quotas();
    m_facts.mostInAll = quotas->usage(Quotas::Compositions).limit;
    m_facts.mostOfStage = quotas->usage(Quotas::CompositionsOfStage).limit;
    m_facts.feeding = m_workspace->outputUse()->of(m_draft.channel.channelArn);
    m_checks = checksOf(m_draft, m_facts);
    Q_EMIT changed();
}
