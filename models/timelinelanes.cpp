// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timelinelanes.h"

#include "models/aws/clock.h"
#include "models/compositionhistory.h"
#include "models/journal.h"
#include "models/participantmodel.h"
#include "models/serviceclock.h"
#include "models/stagemodel.h"
#include "models/timelineloader.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using store::Outcome;

namespace {

// Each item in the first track that is free where it begins, so that what ran at once is seen side by side.
void spread(TimelineLane *lane)
{
    std::vector<qint64> until;
    for (TimelineLane::Item &item : lane->items) {
        if (item.unwatched)
            continue;
        const auto free = std::find_if(until.begin(), until.end(), [&item](qint64 end) { return end <= item.from; });
        item.track = int(free - until.begin());
        if (free == until.end())
            until.push_back(item.to);
        else
            *free = item.to;
    }
    lane->tracks = std::max(1, int(until.size()));
}

} // namespace

TimelineLanes::TimelineLanes(const Sources &sources, QObject *parent)
    : QObject(parent)
    , m_from(sources)
    , m_journal(sources.journal)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(50);
    connect(&m_soon, &QTimer::timeout, this, &TimelineLanes::refresh);
    const auto soon = [this] {
        if (m_watched && !m_soon.isActive())
            m_soon.start();
    };
    // At once: the lanes of another session are there when it is first painted.
    connect(m_from.timeline, &TimelineLoader::sessionChanged, this, &TimelineLanes::refresh);
    connect(m_from.timeline, &TimelineLoader::changed, this, soon); // when it ended is known now, perhaps
    connect(m_from.timeline, &TimelineLoader::progressed, this, soon); // and who they are
    connect(m_from.compositions, &CompositionHistory::changed, this, soon);
    connect(m_from.compositions, &CompositionHistory::looked, this, soon);
    connect(m_from.compositions, &CompositionHistory::reset, this, soon);
    if (!m_journal)
        return;
    connect(m_journal, &Journal::added, this, [this, soon](qsizetype index) {
        m_times.insert(m_journal->entries()[index].id, m_from.timeline->clock()->now());
        soon();
    });
    connect(m_journal, &Journal::changed, this, soon);
    connect(m_journal, &Journal::reset, this, soon);
}

void TimelineLanes::setWatched(bool watched)
{
    m_watched = watched;
    if (watched)
        refresh();
}

void TimelineLanes::refresh()
{
    if (!m_watched || m_from.timeline->sessionId().isEmpty())
        return;
    const SessionTimeline &timeline = m_from.timeline->timeline();
    const QDateTime now = m_from.timeline->clock()->now();
    // Without a start it is not known which of them fall into the session.
    const QDateTime start = timeline.start();
    const QDateTime end = timeline.end().isValid() ? timeline.end() : std::max(now, start);
    m_from.timeline->setLane(compositions(start, end));
    m_from.timeline->setLane(actions(start, end));
}

TimelineLane TimelineLanes::compositions(const QDateTime &start, const QDateTime &end) const
{
    TimelineLane lane {tr("Compositions"), {}};
    if (!start.isValid())
        return lane;
    const bool live = !m_from.timeline->timeline().end().isValid();
    const QList<CompositionHistory::Stretch> holes = m_from.compositions->unwatched(start, end);
    for (const CompositionHistory::Stretch &hole : holes) {
        // Since the last look less than the service remembers has passed: the next one tells.
        if (live && hole.until == end && hole.from > start && hole.from.secsTo(hole.until) < 300)
            continue;
        const bool goesOn = live && hole.until == end;
        TimelineLane::Item item {hole.from.toMSecsSinceEpoch(),
            goesOn ? TimelineSpan::kGoesOn : hole.until.toMSecsSinceEpoch(), tr("Not watched")};
        item.unwatched = true;
        lane.items.push_back(item);
    }
    const QList<CompositionHistory::Record> records = m_from.compositions->of(m_from.timeline->stageArn(), start, end);
    for (const CompositionHistory::Record &record : records) {
        TimelineLane::Item item;
        item.from = record.began().toMSecsSinceEpoch();
        item.to =
            record.isRunning() ? TimelineSpan::kGoesOn : std::max(record.ended().toMSecsSinceEpoch(), item.from + 1);
        item.startTold = record.summary.startTime.isValid();
        item.endTold = record.isEndTold() || record.isRunning();
        item.failed = record.summary.state == ivs::CompositionState::Failed;
        const QString id = idOfArn(record.summary.arn);
        item.words = item.failed ? tr("Composition %1, failed").arg(id)
            : item.endTold       ? tr("Composition %1").arg(id)
                                 : tr("Composition %1, its end went unseen").arg(id);
        item.key = record.summary.arn;
        lane.items.push_back(item);
    }
    spread(&lane);
    return lane;
}

bool TimelineLanes::concerns(const store::JournalEntry &entry, const QString &stageArn)
{
    return entry.resource == stageArn || entry.parameters.contains('"' + stageArn.toUtf8() + '"');
}

// The journal's times are the wall clock's. Of this run it is known what time it was for the service; before, the
// clocks are taken to have differed as they do now.
QDateTime TimelineLanes::serviceTime(const store::JournalEntry &entry) const
{
    const auto known = m_times.constFind(entry.id);
    if (known != m_times.constEnd())
        return *known;
    return entry.time.addMSecs(m_from.wall->now().msecsTo(m_from.timeline->clock()->now()));
}

TimelineLane TimelineLanes::actions(const QDateTime &start, const QDateTime &end)
{
    TimelineLane lane {tr("Own actions"), {}};
    if (!start.isValid() || !m_journal)
        return lane;
    const QString stageArn = m_from.timeline->stageArn();
    for (const store::JournalEntry &entry : m_journal->entries()) {
        if (!concerns(entry, stageArn))
            continue;
        const QDateTime at = serviceTime(entry);
        if (at < start || at > end)
            continue;
        TimelineLane::Item item;
        item.from = item.to = at.toMSecsSinceEpoch();
        item.participantId = QJsonDocument::fromJson(entry.parameters).object().value("participantId"_L1).toString();
        item.words = words(entry, item.participantId);
        item.failed = entry.outcome == Outcome::Failed || entry.outcome == Outcome::Refused;
        item.key = QString::number(entry.id);
        lane.items.push_back(item);
    }
    std::stable_sort(lane.items.begin(), lane.items.end(),
        [](const TimelineLane::Item &a, const TimelineLane::Item &b) { return a.from < b.from; });
    // Until the journal reaches back to the session's beginning.
    if (m_journal->hasOlder() && !m_journal->isReading() && !m_journal->entries().isEmpty()
        && serviceTime(m_journal->entries().first()) > start)
        m_journal->readOlder();
    return lane;
}

QString TimelineLanes::words(const store::JournalEntry &entry, const QString &participantId) const
{
    const ivs::ParticipantSummary *person = m_from.timeline->participants()->record(participantId);
    const QString who = person && !person->userId.isEmpty() ? person->userId : participantId;
    const bool outward =
        entry.parameters.contains("\"sourceStageArn\":\"" + m_from.timeline->stageArn().toUtf8() + '"');
    QString what = entry.operation;
    if (entry.operation == "DisconnectParticipant"_L1)
        what = tr("Disconnect %1").arg(who);
    else if (entry.operation == "StartParticipantReplication"_L1)
        what = outward ? tr("Replicate %1 to another stage").arg(who) : tr("Replicate %1 into this stage").arg(who);
    else if (entry.operation == "StopParticipantReplication"_L1)
        what = tr("Stop the replication of %1").arg(who);
    else if (entry.operation == "UpdateStage"_L1)
        what = tr("Change the stage");
    else if (entry.operation == "DeleteStage"_L1)
        what = tr("Delete the stage");
    else if (entry.operation == "TagResource"_L1 || entry.operation == "UntagResource"_L1)
        what = tr("Change the tags");
    else if (entry.operation == "CreateParticipantToken"_L1)
        what = tr("Create a token");
    switch (entry.outcome) {
    case Outcome::Done:
        return what;
    case Outcome::Sent:
        return m_journal->isUnderway(entry.id) ? tr("%1, under way").arg(what) : tr("%1, outcome unknown").arg(what);
    case Outcome::Unknown:
        return tr("%1, outcome unknown").arg(what);
    case Outcome::Refused:
    case Outcome::Failed:
        return entry.errorCode.isEmpty() ? tr("%1, failed").arg(what) : tr("%1, failed: %2").arg(what, entry.errorCode);
    }
    Q_UNREACHABLE();
}
