// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositionscene.h"

/// A scene in words, for those who see it and those who don't. Safe to show.
/// The person's name, or the participant id of somebody without one.
QString castName(const CastMember &member);
/// Why somebody stands where the tile is: `featured by host=true`, `1st by seat=2`, `3rd by arrival`,
/// `5th by arrival: seat=1.5 is no whole number`.
QString whyThere(const SceneTile &tile, const CastMember &member, const ivs::LayoutConfiguration &layout);
/// A note as a sentence.
QString noteText(CompositionScene::Note note, const ivs::LayoutConfiguration &layout);
/// `COVER` and the others in a person's words: `fills the tile, edges cut off`.
QString fillText(ivs::VideoFillMode fill);
/// The whole scene, a line for each person and each note.
QString sceneText(const CompositionScene &scene, const QList<CastMember> &cast, const ivs::LayoutConfiguration &layout);
