// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/storagestages.h"

#include "models/ivs/listing.h"
#include "models/ivs/operations.h"
#include "models/serviceclock.h"

#include <algorithm>

namespace {

constexpr int kAtOnce = 4; // in the queue: a thousand would stand in everybody's way

} // namespace

StorageStages::StorageStages(ivs::Client *client, ServiceClock *clock, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
{
}

StorageStages::~StorageStages() { drop(); }

void StorageStages::drop()
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

void StorageStages::look()
{
    using Listing = ivs::Listing<ivs::ListStagesRequest, ivs::ListStagesResponse>;
    drop();
    m_stages.clear();
    m_finding.clear();
    m_next = 0;
    m_done = 0;
    m_whole = false;
    m_error.reset();
    m_began = m_clock->now();
    ivs::ListStagesRequest all;
    all.maxResults = 100;
    auto *listing = new Listing(m_client, ivs::kListStages, all, aws::Lane::Person, this);
    m_listing = listing;
    listing->onPage = [this](QList<ivs::StageSummary> &&page) {
        for (const ivs::StageSummary &each : std::as_const(page))
            m_stages.append({each.arn, each.name});
        askNext();
        Q_EMIT changed();
    };
    connect(listing, &ivs::ListingBase::ended, this, [this](const std::optional<aws::Error> &error) {
        std::exchange(m_listing, nullptr)->deleteLater();
        m_error = error;
        ended();
    });
    listing->start();
    Q_EMIT changed();
}

void StorageStages::stop()
{
    if (!isLooking())
        return;
    drop();
    m_found = std::exchange(m_finding, {});
    Q_EMIT changed();
}

void StorageStages::askNext()
{
    while (m_pending < kAtOnce && m_next < m_stages.size()) {
        const Stage stage = m_stages[m_next++];
        ++m_pending;
        auto *call = m_client->getStage({.arn = stage.arn}, aws::Lane::Visible);
        m_calls.removeAll(nullptr);
        m_calls.append(call);
        call->then(this, [this, stage, question = m_question](const aws::Result<ivs::GetStageResponse> &answer) {
            if (question != m_question)
                return;
            --m_pending;
            take(stage, answer);
            askNext();
            ended();
        });
    }
}

void StorageStages::take(const Stage &stage, const aws::Result<ivs::GetStageResponse> &answer)
{
    if (!answer) {
        // One that is gone records nowhere.
        if (answer.error().kind == aws::ErrorKind::NotFound)
            ++m_done;
        else
            m_error = answer.error();
        return;
    }
    ++m_done;
    const auto &recording = answer->stage ? answer->stage->autoParticipantRecordingConfiguration : std::nullopt;
    if (recording && !recording->storageConfigurationArn.isEmpty())
        m_finding[recording->storageConfigurationArn].append(stage);
}

void StorageStages::ended()
{
    if (!isLooking()) {
        m_whole = !m_error && m_done == total();
        m_found = std::exchange(m_finding, {});
        if (m_whole)
            m_asOf = m_began;
    }
    Q_EMIT changed();
}

QList<StorageStages::Stage> StorageStages::of(const QString &storageArn) const
{
    QList<Stage> found = m_found.value(storageArn);
    const QList<Stage> fresh = m_finding.value(storageArn);
    for (const Stage &stage : fresh) {
        if (!found.contains(stage))
            found.append(stage);
    }
    std::sort(found.begin(), found.end(),
        [](const Stage &a, const Stage &b) { return a.name.compare(b.name, Qt::CaseInsensitive) < 0; });
    return found;
}
