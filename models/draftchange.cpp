// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/draftchange.h"

#include "models/compositiondraft.h"

#include <QCoreApplication>

namespace {

QString say(const char *text) { return QCoreApplication::translate("DraftChange", text); }

template <typename Layout>
QString commonChange(const Layout &before, const Layout &after)
{
    if (before.featuredParticipantAttribute != after.featuredParticipantAttribute)
        return say("who is featured");
    if (before.participantOrderAttribute != after.participantOrderAttribute)
        return say("the order");
    if (before.omitStoppedVideo != after.omitStoppedVideo)
        return say("stopped video");
    if (before.videoFillMode != after.videoFillMode)
        return say("pictures in tiles");
    if (before.gridGap != after.gridGap)
        return say("the gap");
    return {};
}

QString pipChange(const ivs::PipConfiguration &before, const ivs::PipConfiguration &after)
{
    if (before.pipParticipantAttribute != after.pipParticipantAttribute)
        return say("who is the picture in picture");
    if (before.pipWidth != after.pipWidth || before.pipHeight != after.pipHeight)
        return say("the size of the picture in picture");
    if (before.pipPosition != after.pipPosition || before.pipOffset != after.pipOffset)
        return say("the place of the picture in picture");
    if (before.pipBehavior != after.pipBehavior)
        return say("when the others leave");
    return commonChange(before, after);
}

} // namespace

QString changeText(const CompositionDraft &before, const CompositionDraft &after)
{
    if (before.stageArn != after.stageArn)
        return say("the stage");
    if (before.layout != after.layout)
        return say("the layout");
    if (before.channel != after.channel)
        return say("the channel");
    if (before.recording != after.recording)
        return say("the recording");
    if (before.tags != after.tags)
        return say("the tags");
    if (before.grid.videoAspectRatio != after.grid.videoAspectRatio)
        return say("the shape of tiles");
    const QString pip = pipChange(before.pip, after.pip);
    return pip.isEmpty() ? commonChange(before.grid, after.grid) : pip;
}
