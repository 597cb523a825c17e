// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionhistory.h"

#include "models/compositionchanges.h"
#include "models/serviceclock.h"
#include "models/stagemodel.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace {

using Change = store::CompositionChange;

constexpr qint64 kListedAfterEnd = 300; // s, of a composition that has ended (fact sheet 8)
// s after its start in which a list may not tell of one yet; our choice: lists may lag.
constexpr qint64 kListedLate = 30;

// One that has ended never runs again: an answer that says so was on its way for long.
bool isOutdated(const store::CompositionRecord &record, const ivs::Enum<ivs::CompositionState> &state)
{
    return record.hasEndState() && !(state == ivs::CompositionState::Stopped || state == ivs::CompositionState::Failed);
}

bool isFinding(const Change &change)
{
    return change.what != Change::What::State && change.what != Change::What::Output
        && change.what != Change::What::Gone;
}

} // namespace

CompositionHistory::CompositionHistory(ServiceClock *clock, const StageModel *stages, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_stages(stages)
{
    connect(stages, &ListModel::stateChanged, this, &CompositionHistory::takeNames);
}

void CompositionHistory::setKeeping(bool keeping)
{
    if (std::exchange(m_keeping, keeping) != keeping)
        Q_EMIT keepingChanged();
}

const CompositionHistory::Record *CompositionHistory::record(const QString &arn) const
{
    const auto found = m_records.constFind(arn);
    return found == m_records.constEnd() ? nullptr : &*found;
}

CompositionHistory::Record &CompositionHistory::made(const QString &arn, const QDateTime &now)
{
    Record &record = m_records[arn];
    if (!record.firstSeen.isValid())
        record.firstSeen = now;
    return record;
}

bool CompositionHistory::takeName(Record &record) const
{
    const StageRecord *stage = m_stages->record(record.summary.stageArn);
    if (!stage || stage->stage.name.isEmpty() || stage->stage.name == record.stageName)
        return false;
    record.stageName = stage->stage.name;
    return true;
}

void CompositionHistory::takeNames()
{
    if (!m_stages->state().isWhole)
        return;
    QStringList named;
    for (auto it = m_records.begin(); it != m_records.end(); ++it) {
        if ((it->isRunning() || it->stageName.isEmpty()) && takeName(*it))
            named << it.key();
    }
    for (const QString &arn : std::as_const(named)) {
        keep(arn, {});
        Q_EMIT changed(arn);
    }
}

QList<Change> CompositionHistory::turned(Record &record, const ivs::CompositionSummary &is, const Change &like) const
{
    const QList<Change> changes = changesBetween(record.summary, is, like);
    record.summary = is;
    record.changes += changes;
    return changes;
}

void CompositionHistory::keep(const QString &arn, const QList<Change> &changes)
{
    if (m_keeping && m_recalled && m_memory.put)
        m_memory.put(m_records.value(arn), changes);
}

bool CompositionHistory::goes(Record &record, const QDateTime &asOf, Change::Source source)
{
    if (record.isGone)
        return false;
    record.isGone = true;
    Change change;
    change.what = Change::What::Gone;
    change.source = source;
    change.seen = asOf;
    change.after = record.lastSeen;
    record.changes.append(change);
    keep(record.summary.arn, {change});
    return true;
}

void CompositionHistory::listed(const std::vector<ivs::CompositionSummary> &compositions, const QDateTime &asOf)
{
    QStringList news;
    QSet<QString> met;
    for (const ivs::CompositionSummary &each : compositions) {
        met.insert(each.arn);
        const bool isNew = !m_records.contains(each.arn);
        Record &record = made(each.arn, asOf);
        const QDateTime before = isNew ? m_asOf : record.lastSeen;
        record.lastSeen = std::max(record.lastSeen, asOf);
        if (!isNew && record.summary == each && !record.isGone)
            continue;
        // What an answer told after this list began is not taken back by it.
        if (!isNew && (before > asOf || isOutdated(record, each.state)))
            continue;
        record.isGone = false;
        Change like;
        like.source = Change::Source::List;
        like.seen = asOf;
        like.after = before;
        const QList<Change> changes = turned(record, each, like);
        takeName(record);
        keep(each.arn, changes);
        news << each.arn;
    }
    for (auto it = m_records.begin(); it != m_records.end(); ++it) {
        if (it->isGone || met.contains(it.key()) || it->lastSeen > asOf)
            continue;
        const bool isYoung = it->changes.size() > 0 && it->changes.first().source == Change::Source::Answer
            && it->firstSeen == it->lastSeen && it->firstSeen.secsTo(asOf) < kListedLate;
        if (!isYoung && goes(*it, asOf, Change::Source::List))
            news << it.key();
    }
    m_asOf = asOf;
    const Stretch stretch = cover({asOf.addSecs(-kListedAfterEnd), asOf});
    if (m_keeping && m_recalled && m_memory.putWatched)
        m_memory.putWatched(stretch);
    const bool dropped = dropOldest();
    for (const QString &arn : std::as_const(news))
        Q_EMIT changed(arn);
    if (dropped)
        Q_EMIT reset();
    Q_EMIT looked();
}

void CompositionHistory::told(const ivs::Composition &composition, Change::Source source)
{
    const QDateTime now = m_clock->now();
    Record &record = made(composition.arn, now);
    if (isOutdated(record, composition.state))
        return;
    Change like;
    like.source = source;
    like.seen = now;
    like.after = record.lastSeen;
    const Record was = record;
    const QList<Change> changes = turned(record, summaryOf(composition), like);
    record.detail = composition;
    record.lastSeen = std::max(record.lastSeen, now);
    record.isGone = false;
    takeName(record);
    if (!changes.isEmpty() || !(was.detail == record.detail) || was.stageName != record.stageName)
        keep(composition.arn, changes);
    Q_EMIT changed(composition.arn);
}

void CompositionHistory::missed(const QString &arn)
{
    const auto known = m_records.find(arn);
    if (known != m_records.end() && goes(*known, m_clock->now(), Change::Source::Details))
        Q_EMIT changed(arn);
}

void CompositionHistory::asked(const QStringList &arns, const QString &operation, const QString &who, bool certain)
{
    Change change;
    change.what = Change::What::Asked;
    change.source = Change::Source::Here;
    change.seen = m_clock->now();
    change.word = operation;
    change.who = who;
    change.isCertain = certain;
    for (const QString &arn : arns) {
        const auto known = m_records.find(arn);
        if (known != m_records.end())
            known->changes.append(change);
        // Kept also where another connection watches: it can't know of this.
        if (m_memory.putChanges)
            m_memory.putChanges(arn, {change});
        if (known != m_records.end())
            Q_EMIT changed(arn);
    }
}

void CompositionHistory::settled(const QString &arn, bool done)
{
    const auto known = m_records.constFind(arn);
    if (known == m_records.constEnd())
        return;
    const auto last = std::find_if(known->changes.crbegin(), known->changes.crend(),
        [](const Change &change) { return change.what == Change::What::Asked; });
    if (done && last != known->changes.crend() && !last->isCertain)
        asked({arn}, last->word, last->who, true);
}

void CompositionHistory::found(const QString &arn, Change change)
{
    const auto known = m_records.find(arn);
    if (known == m_records.end())
        return;
    change.source = Change::Source::Inquest;
    change.seen = m_clock->now();
    known->changes.append(change);
    keep(arn, {change});
    Q_EMIT changed(arn);
}

void CompositionHistory::adopt(const QString &arn, const QList<Change> &changes)
{
    const auto known = m_records.find(arn);
    if (known == m_records.end())
        return;
    QList<Change> fresh;
    for (const Change &each : changes) {
        if (!known->changes.contains(each))
            fresh.append(each);
    }
    known->changes += fresh;
    if (!fresh.isEmpty())
        Q_EMIT changed(arn);
}

QStringList CompositionHistory::runningOf(const QString &stageArn) const
{
    QStringList found;
    for (const Record &record : m_records) {
        if (record.summary.stageArn == stageArn && record.isRunning())
            found << record.summary.arn;
    }
    return found;
}

bool CompositionHistory::dropOldest()
{
    const bool tooMany = m_records.size() > kMostRecords;
    while (m_records.size() > kMostRecords) {
        const auto oldest = std::min_element(m_records.cbegin(), m_records.cend(),
            [](const Record &a, const Record &b) { return a.began() < b.began(); });
        m_records.erase(oldest);
    }
    return tooMany;
}

CompositionHistory::Stretch CompositionHistory::cover(const Stretch &stretch)
{
    QList<Stretch> all = m_stretches;
    all.append(stretch);
    std::sort(all.begin(), all.end(), [](const Stretch &a, const Stretch &b) { return a.from < b.from; });
    m_stretches.clear();
    Stretch joined = stretch;
    for (const Stretch &each : std::as_const(all)) {
        if (!m_stretches.isEmpty() && each.from <= m_stretches.last().until)
            m_stretches.last().until = std::max(m_stretches.last().until, each.until);
        else
            m_stretches.append(each);
        if (m_stretches.last().from <= stretch.from && m_stretches.last().until >= stretch.until)
            joined = m_stretches.last();
    }
    while (m_stretches.size() > kMostStretches)
        m_stretches.removeFirst();
    return joined;
}

QList<CompositionHistory::Record> CompositionHistory::of(
    const QString &stageArn, const QDateTime &from, const QDateTime &until) const
{
    QList<Record> found;
    for (const Record &record : m_records) {
        const QDateTime ended = record.ended();
        if (record.summary.stageArn == stageArn && record.began() <= until && (!ended.isValid() || ended >= from))
            found.append(record);
    }
    std::sort(found.begin(), found.end(), [](const Record &a, const Record &b) {
        return a.began() != b.began() ? a.began() < b.began() : a.summary.arn < b.summary.arn;
    });
    return found;
}

QList<CompositionHistory::Stretch> CompositionHistory::unwatched(const QDateTime &from, const QDateTime &until) const
{
    QList<Stretch> holes;
    QDateTime known = from;
    for (const Stretch &each : m_stretches) {
        if (each.until <= known)
            continue;
        if (each.from >= until)
            break;
        if (each.from > known)
            holes.append({known, each.from});
        known = each.until;
    }
    if (known < until)
        holes.append({known, until});
    return holes;
}

void CompositionHistory::recall(const store::Compositions &kept)
{
    QDateTime lastLook;
    for (const Stretch &each : kept.watched) {
        if (!each.from.isValid() || !(each.from < each.until))
            continue;
        cover(each);
        lastLook = lastLook.isValid() ? std::max(lastLook, each.until) : each.until;
    }
    m_recalled = true;
    QHash<QString, QList<Change>> unkept;
    for (auto it = m_records.cbegin(); it != m_records.cend(); ++it)
        unkept.insert(it.key(), it->changes);
    for (const Record &old : kept.rows) {
        const QString &arn = old.summary.arn;
        if (arn.isEmpty())
            continue;
        if (!m_records.contains(arn)) {
            Record record = old;
            // Every complete list until the last one had it.
            if (record.isRunning() && lastLook.isValid())
                record.lastSeen = std::max(record.lastSeen, lastLook);
            m_records.insert(arn, record);
            if (m_asOf.isValid() && record.lastSeen <= m_asOf)
                goes(m_records[arn], m_asOf, Change::Source::List);
            continue;
        }
        Record &known = m_records[arn];
        QList<Change> fresh;
        std::copy_if(known.changes.begin(), known.changes.end(), std::back_inserter(fresh),
            [&old](const Change &each) { return isFinding(each) && !old.changes.contains(each); });
        Change like;
        like.source = Change::Source::List;
        like.seen = known.lastSeen;
        like.after = lastLook.isValid() ? std::max(old.lastSeen, lastLook) : old.lastSeen;
        fresh += changesBetween(old.summary, known.summary, like);
        known.changes = old.changes + fresh;
        known.firstSeen = old.firstSeen;
        if (known.stageName.isEmpty())
            known.stageName = old.stageName;
        if (!known.detail)
            known.detail = old.detail;
        unkept.insert(arn, fresh);
    }
    for (auto it = unkept.cbegin(); it != unkept.cend(); ++it)
        keep(it.key(), it.value());
    if (m_keeping && m_memory.putWatched && m_asOf.isValid() && !m_stretches.isEmpty())
        m_memory.putWatched(m_stretches.last());
    dropOldest();
    Q_EMIT reset();
}

void CompositionHistory::forget()
{
    m_records.clear();
    m_stretches.clear();
    m_asOf = {};
    m_recalled = false;
    Q_EMIT reset();
}
