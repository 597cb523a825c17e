// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch.h"

#include "models/compositionend.h"
#include "models/compositionhistory.h"
#include "models/compositionmodel.h"
#include "models/endinquest.h"
#include "models/serviceclock.h"

#include <utility>

namespace {

constexpr qint64 kTooLate = 3600; // s after its end: who was on the stage then tells nothing any more

} // namespace

Watch::Watch(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_inquest(new EndInquest(parts.client, parts.history, this))
{
    connect(parts.compositions, &ListModel::stateChanged, this, &Watch::look);
    connect(parts.history, &CompositionHistory::changed, this, &Watch::inquire);
}

void Watch::setActive(bool active)
{
    m_active = active;
    m_parts.history->setKeeping(active);
    m_parts.compositions->setWatched(active, this);
}

// The list's state changes often; what it means is read off a complete list only, once.
void Watch::look()
{
    const ListState state = m_parts.compositions->state();
    if (state.isBusy()) {
        m_reading = true;
        return;
    }
    if (!std::exchange(m_reading, false) || state.phase != ListState::Phase::Complete)
        return;
    if (!m_since.isValid())
        m_since = state.asOf;
    m_asOf = state.asOf;
    m_asked.removeIf([this](auto it) { return !m_parts.compositions->record(it.key()); });
    m_parts.history->listed(m_parts.compositions->records(), m_asOf);
    for (const ivs::CompositionSummary &summary : m_parts.compositions->records()) {
        // Also again when the last one failed.
        const auto asked = m_asked.constFind(summary.arn);
        if (m_active && (asked == m_asked.constEnd() || !(*asked == summary)))
            ask(summary);
    }
    // Also those of which the inquest went wrong, or that ended while nobody looked.
    const QStringList known = m_parts.history->records().keys();
    for (const QString &arn : known)
        inquire(arn);
    Q_EMIT watched();
}

void Watch::ask(const ivs::CompositionSummary &about)
{
    m_asked.insert(about.arn, about);
    m_parts.client->getComposition({.arn = about.arn}, aws::Lane::Background)
        ->then(this, [this, about](const aws::Result<ivs::GetCompositionResponse> &answer) {
            // A later question's answer counts.
            const bool stands = m_asked.value(about.arn) == about;
            if (answer && answer->composition) {
                if (stands || !m_parts.compositions->record(about.arn))
                    m_parts.history->told(*answer->composition, store::CompositionChange::Source::Details);
                return;
            }
            if (!answer && answer.error().kind == aws::ErrorKind::NotFound)
                m_parts.history->missed(about.arn);
            else if (stands)
                m_asked.remove(about.arn); // the next list asks again, unless the service has forgotten it by then
        });
}

void Watch::inquire(const QString &arn)
{
    const CompositionHistory::Record *record = m_parts.history->record(arn);
    if (m_active && record && needsInquest(*record) && record->ended().secsTo(m_parts.clock->now()) < kTooLate)
        m_inquest->ask(*record);
}
