// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch.h"

#include "models/compositionmodel.h"
#include "models/serviceclock.h"

#include <utility>

namespace {

constexpr int kGap = 90; // seconds between two lists from which on nobody looked
constexpr qsizetype kMostGaps = 200;

} // namespace

QDateTime WatchedComposition::ended() const
{
    if (detail && detail->endTime.isValid())
        return detail->endTime;
    if (summary.endTime.isValid())
        return summary.endTime;
    return listed && isRunning(summary.state) ? QDateTime() : lastSeen;
}

bool WatchedComposition::isLost() const { return !listed && isRunning(detail ? detail->state : summary.state); }

Watch::Watch(ivs::Client *client, CompositionModel *compositions, ServiceClock *clock, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_compositions(compositions)
    , m_clock(clock)
{
    connect(compositions, &ListModel::stateChanged, this, &Watch::look);
}

void Watch::setActive(bool active)
{
    m_active = active;
    m_compositions->setWatched(active, this);
}

// The list's state changes often; what it means is read off a complete list only, once.
void Watch::look()
{
    const ListState state = m_compositions->state();
    if (state.isBusy()) {
        m_reading = true;
        return;
    }
    if (!std::exchange(m_reading, false) || state.phase != ListState::Phase::Complete)
        return;
    if (!m_since.isValid())
        m_since = state.asOf;
    if (m_asOf.isValid() && m_asOf.secsTo(state.asOf) > kGap) {
        m_gaps.append({m_asOf, state.asOf});
        if (m_gaps.size() > kMostGaps)
            m_gaps.removeFirst();
    }
    m_asOf = state.asOf;
    QStringList news;
    for (WatchedComposition &each : m_known) {
        if (each.listed && !m_compositions->record(each.summary.arn)) {
            each.listed = false;
            m_asked.remove(each.summary.arn);
            news << each.summary.arn;
        }
    }
    for (const ivs::CompositionSummary &summary : m_compositions->records()) {
        WatchedComposition &known = m_known[summary.arn];
        known.listed = true;
        known.lastSeen = m_asOf;
        if (!known.firstSeen.isValid())
            known.firstSeen = m_asOf;
        if (!(known.summary == summary)) {
            known.summary = summary;
            news << summary.arn;
        }
        // Also again when the last one failed.
        const auto asked = m_asked.constFind(summary.arn);
        if (asked == m_asked.constEnd() || !(*asked == summary))
            ask(summary.arn);
    }
    forgetOld();
    for (const QString &arn : std::as_const(news))
        Q_EMIT changed(arn);
    Q_EMIT watched();
}

void Watch::ask(const QString &arn)
{
    const ivs::CompositionSummary about = m_known.value(arn).summary;
    m_asked.insert(arn, about);
    m_client->getComposition({.arn = arn}, aws::Lane::Background)
        ->then(this, [this, arn, about](const aws::Result<ivs::GetCompositionResponse> &answer) {
            const auto known = m_known.find(arn);
            if (known == m_known.end())
                return;
            if (!answer || !answer->composition) {
                // The next list asks again, unless the service has forgotten it by then.
                if (m_asked.value(arn) == about)
                    m_asked.remove(arn);
                return;
            }
            if (!(m_asked.value(arn) == about) && known->listed)
                return; // it changed meanwhile: the later question's answer counts
            known->detail = *answer->composition;
            Q_EMIT changed(arn);
        });
}

void Watch::forgetOld()
{
    const QDateTime now = m_clock->now();
    QStringList forgotten;
    m_known.removeIf([&](auto it) {
        const QDateTime ended = it->ended();
        if (it->listed || !ended.isValid() || ended.secsTo(now) <= kForgetAfter)
            return false;
        forgotten << it.key();
        m_asked.remove(it.key());
        return true;
    });
    for (const QString &arn : std::as_const(forgotten))
        Q_EMIT changed(arn);
}
