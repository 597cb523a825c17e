// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/overviewrow.h"

#include "models/compositionhistory.h"
#include "models/compositionmodel.h"
#include "models/errortext.h"
#include "models/overviewmodel.h"
#include "models/participanteventmodel.h"
#include "models/timetext.h"
#include "models/watch.h"
#include "models/workspace.h"

#include <QLocale>
#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using Rank = OverviewRow::Rank;

std::vector<OverviewRow> overviewRows(Workspace *workspace)
{
    std::vector<OverviewRow> rows;
    // What is wrong with a stage's compositions; one that failed counts for an hour.
    QSet<QString> failed;
    QHash<QString, ivs::DestinationState> outputs;
    const QDateTime now = workspace->clock()->now();
    for (const CompositionHistory::Record &each : workspace->compositionHistory()->records()) {
        if (each.summary.state == ivs::CompositionState::Failed && each.ended().secsTo(now) <= OverviewRow::kErrorWarns)
            failed.insert(each.summary.stageArn);
        if (!each.isRunning())
            continue;
        for (const ivs::DestinationSummary &output : each.summary.destinations) {
            if (output.state == ivs::DestinationState::Failed)
                outputs.insert(each.summary.stageArn, ivs::DestinationState::Failed);
            else if (output.state == ivs::DestinationState::Reconnecting && !outputs.contains(each.summary.stageArn))
                outputs.insert(each.summary.stageArn, ivs::DestinationState::Reconnecting);
        }
    }
    const ListState stages = workspace->stages()->state();
    for (const StageRecord &record : workspace->stages()->records()) {
        if (!record.isOnAir())
            continue;
        const QString &arn = record.stage.arn;
        OverviewRow row;
        row.workspace = workspace;
        row.environment = workspace->environment();
        row.stageArn = arn;
        row.name = record.stage.name;
        row.onAirSince = record.onAirSince;
        row.stagesAsOf = stages.asOf;
        if (const LiveFacts *facts = workspace->planner()->facts(arn))
            row.facts = *facts;
        row.compositions = workspace->compositions()->runningCount(arn);
        row.compositionsAsOf = workspace->watch()->asOf();
        if (failed.contains(arn)) {
            row.compositionTrouble = OverviewModel::tr("composition failed");
            row.compositionFailed = true;
        } else if (outputs.contains(arn)) {
            row.compositionFailed = outputs.value(arn) == ivs::DestinationState::Failed;
            row.compositionTrouble =
                row.compositionFailed ? OverviewModel::tr("output failed") : OverviewModel::tr("output reconnecting");
        }
        const ivs::Event &error = row.facts.lastError;
        const bool fresh = error.errorCode.isSet() && error.eventTime.secsTo(now) < OverviewRow::kFreshError;
        if (row.compositionFailed || fresh) {
            row.rank = Rank::Failed;
            row.why = row.compositionFailed ? row.compositionTrouble : eventName(error.name);
        } else if (!row.compositionTrouble.isEmpty()) {
            row.rank = Rank::Warning;
            row.why = row.compositionTrouble;
        } else if (row.facts.publishersKnown && row.facts.publishing >= OverviewRow::kPublishers) {
            row.rank = Rank::Warning;
            row.why = OverviewModel::tr("publishers full");
        } else if (row.facts.error) {
            row.rank = Rank::Warning;
            row.why = OverviewModel::tr("not read");
        } else if (error.errorCode.isSet() && error.eventTime.secsTo(now) < OverviewRow::kErrorWarns) {
            row.rank = Rank::Warning;
            row.why = OverviewModel::tr("had an error");
        }
        rows.push_back(row);
    }
    return rows;
}

QString OverviewRow::connectedText() const
{
    if (facts.countedAt.isValid())
        return QLocale().toString(facts.connected);
    return facts.soFar >= 0 ? u"≥ "_s + QLocale().toString(facts.soFar) : TimeText::unknown();
}

QString OverviewRow::publishersText() const
{
    if (facts.publishersKnown)
        return OverviewModel::tr("%1 of %2").arg(facts.publishing).arg(kPublishers);
    return facts.countedAt.isValid() ? OverviewModel::tr("%Ln have published", nullptr, facts.published)
                                     : TimeText::unknown();
}

QString OverviewRow::errorText() const
{
    if (!facts.examinedAt.isValid())
        return facts.error ? explain(*facts.error).title : TimeText::unknown();
    if (!facts.lastError.errorCode.isSet())
        return OverviewModel::tr("none");
    return facts.lastError.errorCode.text() + u", "_s
        + TimeText::ago(facts.lastError.eventTime.secsTo(workspace->clock()->now()));
}

QString OverviewRow::examinedText() const
{
    if (!facts.examinedAt.isValid())
        return {};
    // Who was examined may have left before the last count.
    return OverviewModel::tr("among %1 of %2 examined")
        .arg(facts.examined)
        .arg(QLocale().toString(std::max(facts.connected, facts.examined)));
}

QString OverviewRow::placeText() const { return placeWords(workspace); }

QString placeWords(const Workspace *workspace)
{
    const QString place = workspace->title() + u" · "_s + workspace->region();
    // The connection to ivs-local is called so already.
    const Environment environment = workspace->environment();
    return environment == Environment::Unmarked || environment == Environment::Local
        ? place
        : place + u" · "_s + Environments::words(environment);
}
