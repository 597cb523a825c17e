// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionwords.h"

#include "models/plaintext.h"
#include "models/stagemodel.h"
#include "models/timetext.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace {

QString say(const char *text) { return QCoreApplication::translate("CompositionWords", text); }

void addCommon(QStringList *parts, const QString &featured, const QString &order, const std::optional<bool> &omits,
    const std::optional<int> &gap, int defaultGap)
{
    if (!featured.isEmpty())
        *parts << say("featured by %1").arg(shownText(featured));
    if (!order.isEmpty())
        *parts << say("ordered by %1").arg(shownText(order));
    if (omits.value_or(false))
        *parts << say("without stopped video");
    *parts << (gap ? say("gap %1 px").arg(*gap) : say("gap %1 px (default)").arg(defaultGap));
}

} // namespace

QString destinationStateText(const ivs::Enum<ivs::DestinationState> &state)
{
    if (!state.isKnown())
        return state.isSet() ? shownText(state.text()) : TimeText::unknown();
    switch (*state.value()) {
    case ivs::DestinationState::Starting:
        return say("Starting");
    case ivs::DestinationState::Active:
        return say("Active");
    case ivs::DestinationState::Stopping:
        return say("Stopping");
    case ivs::DestinationState::Reconnecting:
        return say("Reconnecting");
    case ivs::DestinationState::Failed:
        return say("Failed");
    case ivs::DestinationState::Stopped:
        return say("Stopped");
    }
    return {};
}

Tone compositionTone(const ivs::Enum<ivs::CompositionState> &state)
{
    if (state == ivs::CompositionState::Failed)
        return Tone::Failed;
    if (state == ivs::CompositionState::Active)
        return Tone::OnAir;
    return state == ivs::CompositionState::Stopped ? Tone::Idle : Tone::Warning;
}

QString destinationText(const ivs::DestinationConfiguration &destination)
{
    const QString where = destination.channel
        ? say("to channel %1").arg(shownText(idOfArn(destination.channel->channelArn)))
        : destination.s3 ? say("to storage %1").arg(shownText(idOfArn(destination.s3->storageConfigurationArn)))
                         : say("to nowhere that this program knows");
    return destination.name.isEmpty() ? where : shownText(destination.name) + u" · "_s + where;
}

QString layoutText(const ivs::LayoutConfiguration &layout)
{
    QStringList parts;
    if (layout.pip) {
        const ivs::PipConfiguration &pip = *layout.pip;
        parts << say("picture in picture");
        if (!pip.pipParticipantAttribute.isEmpty())
            parts << say("over it by %1").arg(shownText(pip.pipParticipantAttribute));
        addCommon(&parts, pip.featuredParticipantAttribute, pip.participantOrderAttribute, pip.omitStoppedVideo,
            pip.gridGap, 0);
    } else {
        const ivs::GridConfiguration grid = layout.grid.value_or(ivs::GridConfiguration());
        parts << say("grid");
        addCommon(&parts, grid.featuredParticipantAttribute, grid.participantOrderAttribute, grid.omitStoppedVideo,
            grid.gridGap, 2);
    }
    return parts.join(u" · "_s);
}
