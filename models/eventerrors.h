// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types_participants.h"

#include <QString>

/// The error codes of participant events in plain words, without asking anybody (fact sheet 4). Both are empty for a
/// code that this program does not know.

/// What happened: `More than 8.5 Mbps was sent.`
QString eventErrorMeaning(const ivs::Enum<ivs::EventErrorCode> &code);
/// What most likely helps: `Lower the encoder's bitrate.`
QString eventErrorMend(const ivs::Enum<ivs::EventErrorCode> &code);
/// Meaning and mend in one line.
QString eventErrorAdvice(const ivs::Enum<ivs::EventErrorCode> &code);
