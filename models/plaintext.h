// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Foreign text (user ids, attributes, names, messages) made safe to show in one line of plain text: control marks
/// become their symbols (a newline is ␊), bidirectional and invisible marks become their code in brackets (⟨202E⟩),
/// half of a surrogate pair becomes U+FFFD. Everything else stays as it is. Never for text that is sent or copied.
QString shownText(const QString &foreign);

/// The same as rich text for a tooltip: Qt takes a tooltip that looks like HTML for HTML, so it is always escaped and
/// marked as rich text on purpose. Null stays null, so that an empty cell has no tooltip.
QString shownToolTip(const QString &foreign);
