// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionlinemodel.h"

#include "models/compositionwords.h"
#include "models/serviceclock.h"
#include "models/timetext.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

CompositionLineModel::CompositionLineModel(
    CompositionHistory *history, ServiceClock *clock, TimeText *times, QObject *parent)
    : LocalListModel(clock, times, parent)
    , m_history(history)
{
    setColumns({
        {tr("When"), Qt::AlignLeft, false, false, 170,
            tr("As the service told; else between which two looks it was, or when it was seen."), u"when"_s},
        {tr("What"), Qt::AlignLeft, false, false, 260, {}, u"what"_s},
        {tr("Told by"), Qt::AlignLeft, false, false, 150,
            tr("The list of compositions, the details of this one, or what was asked after its end. Service's time: "
               "the "
               "answer told when it was."),
            u"told-by"_s},
    });
    connect(history, &CompositionHistory::changed, this, [this](const QString &arn) {
        if (arn == m_arn)
            refresh();
    });
    connect(history, &CompositionHistory::looked, this, &CompositionLineModel::refresh);
    connect(history, &CompositionHistory::reset, this, &CompositionLineModel::refresh);
    setHeld(true);
}

void CompositionLineModel::setComposition(const QString &arn)
{
    if (m_arn == arn)
        return;
    m_arn = arn;
    questionChanged();
    refresh();
    setHeld(true);
}

std::vector<CompositionLineModel::Line> CompositionLineModel::linesNow() const
{
    std::vector<Line> lines;
    const CompositionHistory::Record *record = m_history->record(m_arn);
    if (!record)
        return lines;
    for (const CompositionHistory::Change &each : record->changes)
        lines.push_back({each, {}});
    // Until it was seen last: what comes after its end is no part of it.
    const auto holes = m_history->unwatched(record->firstSeen, record->lastSeen);
    for (const CompositionHistory::Stretch &each : holes)
        lines.push_back({{}, each});
    if (record->isLost() && !record->changes.isEmpty()) {
        const QDateTime until = record->changes.last().seen;
        const auto after = m_history->unwatched(record->lastSeen, until);
        for (const CompositionHistory::Stretch &each : after)
            lines.push_back({{}, each});
    }
    std::stable_sort(lines.begin(), lines.end(), [](const Line &a, const Line &b) { return a.at() < b.at(); });
    return lines;
}

void CompositionLineModel::refresh()
{
    std::vector<Line> fresh = linesNow();
    if (fresh == m_lines)
        return;
    if (fresh.size() < m_lines.size()) {
        questionChanged();
        setHeld(true);
    }
    std::vector<int> changed;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        if (!(fresh[i] == m_lines[i]))
            changed.push_back(int(i));
    }
    const int added = int(fresh.size() - m_lines.size());
    m_lines = std::move(fresh);
    recordsMerged(added, changed);
    Q_EMIT stateChanged();
}

QString CompositionLineModel::counted(int count) const { return count == 1 ? tr("1 line") : tr("%1 lines").arg(count); }

int CompositionLineModel::recordOf(const QString &key) const
{
    bool isNumber = false;
    const int record = key.toInt(&isNumber);
    return isNumber && record >= 0 && record < recordCount() ? record : -1;
}

QString CompositionLineModel::text(int row, int column) const
{
    const Line &line = m_lines[std::size_t(row)];
    const CompositionHistory::Record *record = m_history->record(m_arn);
    if (line.isHole()) {
        if (column == When)
            return tr("%1 to %2").arg(times()->time(line.unwatched.from), times()->labelledTime(line.unwatched.until));
        return column == What ? tr("Not watched: what happened then is not known") : TimeText::unknown();
    }
    if (column == When)
        return changeTimeText(line.change, *times());
    if (column == What)
        return record ? changeText(line.change, *record) : QString();
    return line.change.told.isValid() && line.change.source != CompositionHistory::Change::Source::Inquest
        ? tr("%1, service's time").arg(changeSourceText(line.change.source))
        : changeSourceText(line.change.source);
}

QString CompositionLineModel::rawText(int row, int column) const
{
    const Line &line = m_lines[std::size_t(row)];
    if (column != When)
        return text(row, column);
    if (line.isHole())
        return tr("%1 to %2").arg(times()->labelled(line.unwatched.from), times()->labelled(line.unwatched.until));
    return tr("%1 · seen %2").arg(text(row, column), times()->labelled(line.change.seen));
}

Tone CompositionLineModel::tone(int row, int column) const
{
    using Kind = CompositionHistory::Change::What;
    if (column != What)
        return Tone::None;
    const Line &line = m_lines[std::size_t(row)];
    if (line.isHole())
        return Tone::Warning;
    const CompositionHistory::Change &change = line.change;
    if (change.what == Kind::State)
        return compositionTone(ivs::Enum<ivs::CompositionState>::fromText(change.word));
    if (change.what == Kind::Output && change.word == "FAILED"_L1)
        return Tone::Failed;
    if (change.what == Kind::Output && change.word == "RECONNECTING"_L1)
        return Tone::Warning;
    return Tone::None;
}

int CompositionLineModel::compare(int a, int b, int column) const
{
    if (column == When) {
        const QDateTime x = m_lines[std::size_t(a)].at();
        const QDateTime y = m_lines[std::size_t(b)].at();
        return x < y ? -1 : int(y < x);
    }
    return text(a, column).compare(text(b, column), Qt::CaseInsensitive);
}
