// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingestdetail.h"

IngestDetail::IngestDetail(ivs::Client *client, ServiceClock *clock, aws::Clock *timer, QObject *parent)
    : Detail(client, clock, parent)
    , m_timer(timer)
{
}

void IngestDetail::setIngest(const ivs::IngestConfigurationSummary &ingest)
{
    if (m_ingest == ingest)
        return;
    const bool isAnother = m_ingest.arn != ingest.arn;
    m_ingest = ingest;
    if (isAnother) {
        m_wanted = false;
        hideKeys();
        questionChanged();
    }
    askEndpoints();
    if (!isAnother) // state, stage or redundancy are others than before
        Q_EMIT changed();
}

void IngestDetail::loadDetails()
{
    m_wanted = true;
    if (!isLoading()) // else the answer under way brings them
        reload();
}

void IngestDetail::revealKeys()
{
    if (m_ingest.arn.isEmpty() || isRevealing())
        return;
    m_wanted = true;
    m_wantsKeys = true;
    reload();
}

bool IngestDetail::isRevealing() const { return isLoading() && m_revealing == m_showing; }

void IngestDetail::hideKeys()
{
    ++m_showing; // an answer under way shows none
    if (m_keys.isEmpty())
        return;
    m_keys.clear();
    Q_EMIT keysChanged();
}

int IngestDetail::secondsLeft() const
{
    if (m_keys.isEmpty())
        return 0;
    return int((m_shownSince + kShownFor - m_timer->elapsed() + 999) / 1000);
}

QString IngestDetail::server() const
{
    const ivs::StageEndpoints endpoints = m_endpoints.value(m_ingest.stageArn);
    const QString &server = m_ingest.ingestProtocol == ivs::IngestProtocol::Rtmp ? endpoints.rtmp : endpoints.rtmps;
    return server.isEmpty() || server.endsWith(QLatin1Char('/')) ? server : server + QLatin1Char('/');
}

void IngestDetail::askEndpoints()
{
    const QString stage = m_ingest.stageArn;
    if (stage.isEmpty() || m_endpoints.contains(stage))
        return;
    client()->getStage({.arn = stage}, aws::Lane::Visible)->then(this, [this, stage](const auto &answer) {
        if (!answer || !answer->stage || !answer->stage->endpoints)
            return; // the address stays unknown, and is asked again with the next look
        m_endpoints.insert(stage, *answer->stage->endpoints);
        Q_EMIT changed();
    });
}

aws::CallBase *IngestDetail::ask()
{
    // Asked once is shown once: a later answer brings no keys unless they are asked for again.
    const bool withKeys = std::exchange(m_wantsKeys, false);
    if (m_ingest.arn.isEmpty() || !m_wanted)
        return nullptr;
    m_revealing = withKeys ? ++m_showing : 0;
    askEndpoints();
    return follow(client()->getIngestConfiguration({.arn = m_ingest.arn}, aws::Lane::Person),
        [this, showing = m_revealing](const ivs::GetIngestConfigurationResponse &answer) {
            if (answer.ingestConfiguration)
                take(*answer.ingestConfiguration, showing != 0 && showing == m_showing);
        });
}

void IngestDetail::take(const ivs::IngestConfiguration &configuration, bool withKeys)
{
    m_configuration = configuration;
    if (withKeys) {
        m_keys.clear();
        // A redundant ingest has two keys; the one beside them is then the same as before or none (not documented).
        for (const ivs::RedundantIngestCredential &each : configuration.redundantIngestCredentials)
            m_keys.append({each.participantId, each.streamKey});
        if (m_keys.isEmpty() && !configuration.streamKey.isEmpty())
            m_keys.append({configuration.participantId, configuration.streamKey});
        m_shownSince = m_timer->elapsed();
        m_timer->after(kShownFor, this, [this, showing = m_showing] {
            if (showing == m_showing)
                hideKeys();
        });
        Q_EMIT keysChanged();
    }
    m_configuration->streamKey.clear();
    for (ivs::RedundantIngestCredential &each : m_configuration->redundantIngestCredentials)
        each.streamKey.clear();
}

void IngestDetail::forget() { m_configuration.reset(); }
