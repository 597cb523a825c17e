// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionmodel.h"

#include "models/compositionwords.h"
#include "models/ivs/operations.h"
#include "models/stagemodel.h"
#include "models/timetext.h"

#include <QLocale>

using ivs::CompositionState;
using ivs::CompositionSummary;
using ivs::DestinationState;

bool isRunning(const ivs::Enum<CompositionState> &state)
{
    return !(state == CompositionState::Failed || state == CompositionState::Stopped);
}

QString compositionStateText(const ivs::Enum<CompositionState> &state)
{
    if (!state.isKnown())
        return state.isSet() ? state.text() : TimeText::unknown();
    switch (*state.value()) {
    case CompositionState::Starting:
        return CompositionModel::tr("Starting");
    case CompositionState::Active:
        return CompositionModel::tr("Active");
    case CompositionState::Stopping:
        return CompositionModel::tr("Stopping");
    case CompositionState::Failed:
        return CompositionModel::tr("Failed");
    case CompositionState::Stopped:
        return CompositionModel::tr("Stopped");
    }
    return state.text();
}

CompositionModel::CompositionModel(ivs::Client *client, ServiceClock *clock, TimeText *times, QObject *parent)
    : PagedModel(client, ivs::kListCompositions, clock, times, parent)
{
    setColumns({
        {tr("State"), Qt::AlignLeft, false, false, 110, {}, QStringLiteral("state")},
        {tr("Stage"), Qt::AlignLeft, false, false, 150, {}, QStringLiteral("stage-id")},
        {tr("Started"), Qt::AlignLeft, false, false, 150, {}, QStringLiteral("started"), false, true},
        {tr("Outputs"), Qt::AlignRight, false, false, 80, tr("How many of its outputs are active."),
            QStringLiteral("outputs")},
        {tr("Composition id"), Qt::AlignLeft, true, false, 140, tr("The last part of the composition's ARN."),
            QStringLiteral("composition-id")},
    });
    ask({.maxResults = 100});
}

QString CompositionModel::counted(int count) const
{
    return count == 1 ? tr("1 composition") : tr("%1 compositions").arg(QLocale().toString(count));
}

CompositionSummary CompositionModel::made(CompositionSummary &&item, const CompositionSummary *) const
{
    return std::move(item);
}

void CompositionModel::tally(const CompositionSummary *was, const CompositionSummary *is)
{
    const auto count = [this](const CompositionSummary &composition, int by) {
        if (!isRunning(composition.state))
            return;
        m_running += by;
        if (!(composition.state == CompositionState::Active))
            m_moving += by;
        int &ofStage = m_runningByStage[composition.stageArn];
        ofStage += by;
        if (ofStage == 0)
            m_runningByStage.remove(composition.stageArn);
    };
    if (was)
        count(*was, -1);
    if (is)
        count(*is, 1);
}

void CompositionModel::clearRecords()
{
    PagedModel::clearRecords();
    m_running = 0;
    m_moving = 0;
    m_runningByStage.clear();
}

QString CompositionModel::text(int row, int column) const
{
    const CompositionSummary &composition = at(row);
    switch (column) {
    case State:
        return compositionStateText(composition.state);
    case Stage:
        return idOfArn(composition.stageArn);
    case Started:
        return times()->dateTime(composition.startTime);
    case Outputs: {
        const auto active = std::count_if(composition.destinations.begin(), composition.destinations.end(),
            [](const ivs::DestinationSummary &each) { return each.state == DestinationState::Active; });
        return tr("%1 of %2").arg(active).arg(composition.destinations.size());
    }
    default:
        return idOfArn(composition.arn);
    }
}

QString CompositionModel::rawText(int row, int column) const
{
    if (column == Stage)
        return at(row).stageArn;
    return column == Id ? at(row).arn : text(row, column);
}

Tone CompositionModel::tone(int row, int column) const
{
    return column == State ? compositionTone(at(row).state) : Tone::None;
}

int CompositionModel::compare(int a, int b, int column) const
{
    if (column == Started) {
        const qint64 x = at(a).startTime.toMSecsSinceEpoch();
        const qint64 y = at(b).startTime.toMSecsSinceEpoch();
        return x < y ? -1 : int(x > y);
    }
    return text(a, column).compare(text(b, column), Qt::CaseInsensitive);
}

QByteArray CompositionModel::rawJson(const QString &arn) const
{
    const CompositionSummary *found = record(arn);
    return found ? written(*found) : QByteArray();
}

std::optional<ListModel::Request> CompositionModel::request(const QString &arn) const
{
    if (!record(arn))
        return {};
    return asked(ivs::kGetComposition, ivs::GetCompositionRequest {.arn = arn});
}
