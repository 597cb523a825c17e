// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositionmodel.h"
#include "models/stageacts.h"
#include "models/timelineloader.h"
#include "models/undertaking.h"
#include "models/workspace.h"

/// Fills the lanes of the timeline that is shown: two own actions some minutes apart, and what the watch sees
/// meanwhile.
template <typename Studio, typename WaitFor>
void fillLanes(Studio &studio, Workspace *workspace, WaitFor waitFor)
{
    const ParticipantModel *people = workspace->participants();
    const QString arn = people->stageArn();
    const ivs::ParticipantSummary *person = people->record(people->keyAt(1));
    ivs::Stage before;
    before.arn = arn;
    before.name = workspace->stages()->record(arn)->stage.name;
    for (int number = 0; number < 2; ++number) {
        StageActs *acts = workspace->stageActs();
        Undertaking *act = number == 0
            ? acts->disconnectParticipants(arn, {{person->participantId, people->sessionId(), person->userId}}, {})
            : acts->updateStage({.arn = arn, .name = before.name + QStringLiteral("-II")}, before);
        act->start();
        waitFor([act] { return act->isFinished(); });
        studio.service().control(QStringLiteral("advance"), {{QStringLiteral("seconds"), 400}});
        workspace->compositions()->reload();
        studio.settle(workspace->compositions());
    }
    waitFor([workspace] { return workspace->timeline()->timeline().lanes()[1].items.size() == 2; });
}
