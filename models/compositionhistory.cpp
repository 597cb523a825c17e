// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionhistory.h"

#include "models/watch.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalBlocker>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kListedAfterEnd = 300; // s, of a composition that has ended (fact sheet 8)

QJsonValue fromTime(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(double(time.toMSecsSinceEpoch())) : QJsonValue();
}

QDateTime toTime(const QJsonValue &value)
{
    return value.isDouble() ? QDateTime::fromMSecsSinceEpoch(qint64(value.toDouble()), Qt::UTC) : QDateTime();
}

} // namespace

CompositionHistory::CompositionHistory(Watch *watch, QObject *parent)
    : QObject(parent)
    , m_watch(watch)
{
    connect(watch, &Watch::changed, this, &CompositionHistory::take);
    connect(watch, &Watch::watched, this, &CompositionHistory::looked);
}

void CompositionHistory::take(const QString &arn)
{
    const auto known = m_watch->compositions().constFind(arn);
    if (known == m_watch->compositions().constEnd())
        return; // the watch forgot it: that is what this memory is for
    Entry entry;
    entry.arn = arn;
    entry.stageArn = known->summary.stageArn;
    entry.beganTold = known->summary.startTime.isValid();
    entry.began = entry.beganTold ? known->summary.startTime : known->firstSeen;
    entry.ended = known->ended();
    entry.endTold = known->summary.endTime.isValid() || (known->detail && known->detail->endTime.isValid());
    entry.failed = known->summary.state == ivs::CompositionState::Failed
        || (known->detail && known->detail->state == ivs::CompositionState::Failed);
    put(entry);
}

void CompositionHistory::looked()
{
    const QDateTime asOf = m_watch->asOf();
    const QDateTime last = m_stretches.isEmpty() ? QDateTime() : m_stretches.last().until;
    cover({asOf.addSecs(-kListedAfterEnd), asOf});
    closeUnseen(last);
    Q_EMIT stretchesChanged();
}

// What ran when nobody looked any more, and is not there now, ended in between.
void CompositionHistory::closeUnseen(const QDateTime &lastLook)
{
    bool any = false;
    for (auto it = m_entries.begin(); it != m_entries.end(); ++it) {
        if (it->ended.isValid() || m_watch->compositions().contains(it.key()))
            continue;
        it->ended = std::max(it->began, lastLook.isValid() ? lastLook : it->began);
        it->endTold = false;
        any = true;
    }
    if (any)
        Q_EMIT entriesChanged();
}

void CompositionHistory::put(const Entry &entry)
{
    const auto known = m_entries.constFind(entry.arn);
    if (known != m_entries.constEnd() && *known == entry)
        return;
    m_entries.insert(entry.arn, entry);
    if (m_entries.size() > kMostEntries) {
        const auto oldest = std::min_element(
            m_entries.cbegin(), m_entries.cend(), [](const Entry &a, const Entry &b) { return a.began < b.began; });
        m_entries.erase(oldest);
    }
    Q_EMIT entriesChanged();
}

void CompositionHistory::cover(const Stretch &stretch)
{
    QList<Stretch> all = m_stretches;
    all.append(stretch);
    std::sort(all.begin(), all.end(), [](const Stretch &a, const Stretch &b) { return a.from < b.from; });
    m_stretches.clear();
    for (const Stretch &each : std::as_const(all)) {
        if (!m_stretches.isEmpty() && each.from <= m_stretches.last().until)
            m_stretches.last().until = std::max(m_stretches.last().until, each.until);
        else
            m_stretches.append(each);
    }
    while (m_stretches.size() > kMostStretches)
        m_stretches.removeFirst();
}

QList<CompositionHistory::Entry> CompositionHistory::of(
    const QString &stageArn, const QDateTime &from, const QDateTime &until) const
{
    QList<Entry> found;
    for (const Entry &entry : m_entries) {
        if (entry.stageArn == stageArn && entry.began <= until && (!entry.ended.isValid() || entry.ended >= from))
            found.append(entry);
    }
    std::sort(found.begin(), found.end(),
        [](const Entry &a, const Entry &b) { return a.began != b.began ? a.began < b.began : a.arn < b.arn; });
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

QByteArray CompositionHistory::entriesJson() const
{
    QJsonArray all;
    for (const Entry &entry : m_entries) {
        all.append(QJsonObject {{u"arn"_s, entry.arn}, {u"stage"_s, entry.stageArn},
            {u"began"_s, fromTime(entry.began)}, {u"ended"_s, fromTime(entry.ended)}, {u"beganTold"_s, entry.beganTold},
            {u"endTold"_s, entry.endTold}, {u"failed"_s, entry.failed}});
    }
    return QJsonDocument(all).toJson(QJsonDocument::Compact);
}

QByteArray CompositionHistory::stretchesJson() const
{
    QJsonArray all;
    for (const Stretch &each : m_stretches)
        all.append(QJsonArray {fromTime(each.from), fromTime(each.until)});
    return QJsonDocument(all).toJson(QJsonDocument::Compact);
}

void CompositionHistory::recall(const QByteArray &entries, const QByteArray &stretches)
{
    QSignalBlocker quiet(this); // told once, at the end
    QDateTime lastLook;
    const QJsonArray looks = QJsonDocument::fromJson(stretches).array();
    for (const QJsonValue &each : looks) {
        const Stretch stretch {toTime(each[0]), toTime(each[1])};
        if (!stretch.from.isValid() || !(stretch.from < stretch.until))
            continue;
        cover(stretch);
        lastLook = lastLook.isValid() ? std::max(lastLook, stretch.until) : stretch.until;
    }
    const QJsonArray all = QJsonDocument::fromJson(entries).array();
    for (const QJsonValue &each : all) {
        const Entry entry {each[u"arn"_s].toString(), each[u"stage"_s].toString(), toTime(each[u"began"_s]),
            toTime(each[u"ended"_s]), each[u"beganTold"_s].toBool(), each[u"endTold"_s].toBool(),
            each[u"failed"_s].toBool()};
        if (!entry.arn.isEmpty() && entry.began.isValid() && !m_entries.contains(entry.arn))
            put(entry);
    }
    if (m_watch->asOf().isValid())
        closeUnseen(lastLook);
    quiet.unblock();
    Q_EMIT entriesChanged();
    Q_EMIT stretchesChanged();
}

void CompositionHistory::forget()
{
    m_entries.clear();
    m_stretches.clear();
    Q_EMIT entriesChanged();
    Q_EMIT stretchesChanged();
}
