// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/replicationdraft.h"

#include "models/ivs/textrules.h"
#include "models/stagemodel.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

QString say(const char *text) { return QCoreApplication::translate("Draft", text); }

QString optionText(const ivs::StageSummary &stage)
{
    return (stage.name.isEmpty() ? say("(no name)") : stage.name) + u" · "_s + idOfArn(stage.arn);
}

} // namespace

QList<DraftFault> ReplicationDraft::faults() const
{
    QList<DraftFault> faults;
    if (destinationStageArn.isEmpty())
        faults.append({u"destinationStageArn"_s, say("must be chosen")});
    else if (destinationStageArn == sourceStageArn)
        faults.append({u"destinationStageArn"_s, say("must be another stage than the source")});
    else if (const QString problem = ivs::textProblem(destinationStageArn, ivs::rules::kStageArn); !problem.isEmpty())
        faults.append({u"destinationStageArn"_s, problem});
    const ivs::Rule &window = ivs::rules::kReconnectWindowSeconds;
    if (reconnectSeconds < window.minimum || reconnectSeconds > window.maximum)
        faults.append({u"reconnectWindowSeconds"_s,
            say("must be %1, but is %2").arg(ivs::rangeText(window)).arg(reconnectSeconds)});
    return faults + attributeFaults(attributes, u"attributes"_s);
}

QList<StageOption> stageOptions(const StageModel &stages, const QString &except)
{
    QList<StageOption> options;
    for (const StageRecord &record : stages.records()) {
        if (record.stage.arn != except)
            options.append({record.stage.arn, optionText(record.stage)});
    }
    std::sort(options.begin(), options.end(),
        [](const StageOption &a, const StageOption &b) { return a.words.compare(b.words, Qt::CaseInsensitive) < 0; });
    return options;
}

QString stageMeant(const StageModel &stages, const QString &text, const QString &except)
{
    const QString typed = text.trimmed();
    if (typed.isEmpty())
        return {};
    if (typed.startsWith("arn:"_L1))
        return typed;
    QString found;
    for (const StageRecord &record : stages.records()) {
        if (record.stage.arn == except)
            continue;
        if (optionText(record.stage) == typed || idOfArn(record.stage.arn) == typed)
            return record.stage.arn;
        if (record.stage.name != typed)
            continue;
        if (!found.isEmpty())
            return {}; // two stages may have one name
        found = record.stage.arn;
    }
    return found;
}

QString disconnectReasonProblem(const QString &reason)
{
    return ivs::textProblem(reason, ivs::rules::kDisconnectParticipantReason);
}
