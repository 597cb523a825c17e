// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/scenewords.h"

#include "models/plaintext.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace {

QString say(const char *text) { return QCoreApplication::translate("SceneWords", text); }

QString featuredAttribute(const ivs::LayoutConfiguration &layout)
{
    if (layout.pip)
        return layout.pip->featuredParticipantAttribute;
    return layout.grid ? layout.grid->featuredParticipantAttribute : QString();
}

QString orderAttribute(const ivs::LayoutConfiguration &layout)
{
    if (layout.pip)
        return layout.pip->participantOrderAttribute;
    return layout.grid ? layout.grid->participantOrderAttribute : QString();
}

} // namespace

QString castName(const CastMember &member) { return shownText(member.name.isEmpty() ? member.id : member.name); }

QString whyThere(const SceneTile &tile, const CastMember &member, const ivs::LayoutConfiguration &layout)
{
    if (tile.slot == SceneTile::Slot::Featured)
        return say("featured by %1=true").arg(shownText(featuredAttribute(layout)));
    if (tile.slot == SceneTile::Slot::Pip)
        return say("picture in picture by %1=true").arg(shownText(layout.pip->pipParticipantAttribute));
    const QString key = orderAttribute(layout);
    const QString pair = shownText(u"%1=%2"_s.arg(key, member.attributes.value(key)));
    switch (tile.order) {
    case SceneTile::Order::Attribute:
        return say("no. %1 by %2").arg(tile.number).arg(pair);
    case SceneTile::Order::Unreadable:
        return say("no. %1 by arrival: %2 is no whole number").arg(tile.number).arg(pair);
    case SceneTile::Order::Arrival:
        break;
    }
    return say("no. %1 by arrival").arg(tile.number);
}

QString noteText(CompositionScene::Note note, const ivs::LayoutConfiguration &layout)
{
    using Note = CompositionScene::Note;
    switch (note) {
    case Note::Nobody:
        return say("Nobody is in the picture.");
    case Note::NoFeatured:
        return say("Nobody has %1=true: no one is featured.").arg(shownText(featuredAttribute(layout)));
    case Note::SeveralFeatured:
        return say("Several have %1=true: the first of them is featured, the others get tiles.")
            .arg(shownText(featuredAttribute(layout)));
    case Note::NoPip:
        return say("Nobody has %1=true: there is no picture in picture.")
            .arg(shownText(layout.pip ? layout.pip->pipParticipantAttribute : QString()));
    case Note::SeveralPip:
        return say("Several have %1=true: the first of them is the picture in picture, the others get tiles.")
            .arg(shownText(layout.pip ? layout.pip->pipParticipantAttribute : QString()));
    case Note::PipOutside:
        return say("The picture in picture reaches beyond the canvas.");
    case Note::PipIsFull:
        return say("The picture in picture has grown to the whole frame, as everybody else is gone.");
    case Note::NoOrder:
        return say("Nobody has the attribute %1: the order is that of arrival.").arg(shownText(orderAttribute(layout)));
    case Note::TooMany:
        return say("There is no room left for tiles: the gap is too wide for so many.");
    }
    return {};
}

QString fillText(ivs::VideoFillMode fill)
{
    switch (fill) {
    case ivs::VideoFillMode::Fill:
        return say("stretched to the tile");
    case ivs::VideoFillMode::Cover:
        return say("fills the tile, edges cut off");
    case ivs::VideoFillMode::Contain:
        return say("whole in the tile, with bars");
    }
    return {};
}

QString sceneText(const CompositionScene &scene, const QList<CastMember> &cast, const ivs::LayoutConfiguration &layout)
{
    QStringList lines {say("%1×%2 pixels, approximate").arg(scene.canvas.width()).arg(scene.canvas.height())};
    for (const SceneTile &tile : scene.tiles)
        lines << u"%1: %2"_s.arg(castName(cast[tile.member]), whyThere(tile, cast[tile.member], layout));
    for (const int member : scene.left)
        lines << say("%1: left out, the video is stopped").arg(castName(cast[member]));
    for (const CompositionScene::Note note : scene.notes)
        lines << noteText(note, layout);
    return lines.join(u'\n');
}
