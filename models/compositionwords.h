// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositionend.h"
#include "models/compositionmodel.h"
class QUrl;
class TimeText;

/// A composition in words that are safe to show.

/// The word for an output's state; one that is not known as the service sent it.
QString destinationStateText(const ivs::Enum<ivs::DestinationState> &state);
/// Its tone in a list.
Tone compositionTone(const ivs::Enum<ivs::CompositionState> &state);
/// `to channel AbCdEf`, `to storage GhIjKl`, with the name that somebody gave the output.
QString destinationText(const ivs::DestinationConfiguration &destination);
/// The layout in a line: `grid · featured by host · ordered by seat · gap 2 px (default)`.
QString layoutText(const ivs::LayoutConfiguration &layout);
/// Its state as far as it is known: `Active`, `Stopped`, `Gone` for one that went unseen.
QString recordStateText(const store::CompositionRecord &record);
Tone recordTone(const store::CompositionRecord &record);
/// Why it ended in a few words: `asked to stop`, `nobody published`; empty while it runs and where it is not known.
QString endReasonText(CompositionEnd::Reason reason);
/// A sentence or two on why it ended and how that is known; empty while it runs.
QString endWords(const store::CompositionRecord &record, const TimeText &times);
/// What one line of its history tells: `Output archive: Failed`.
QString changeText(const store::CompositionChange &change, const store::CompositionRecord &record);
/// Who told it: `list`, `this program`.
QString changeSourceText(store::CompositionChange::Source source);
/// When it was: as the service told, or between which two looks.
QString changeTimeText(const store::CompositionChange &change, const TimeText &times);
/// Where a browser shows what lies below this prefix of a bucket; for regions of AWS's standard partition. Not
/// documented as an interface: it is what the console itself leads to.
QUrl recordingAddress(const QString &region, const QString &bucket, const QString &prefix);
