// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

struct CompositionDraft;

/// What tells two drafts apart, in a word or two for undo: `gap`, `the channel`; of several the first.
QString changeText(const CompositionDraft &before, const CompositionDraft &after);
