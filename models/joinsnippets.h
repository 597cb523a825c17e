// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

/// How a developer or an encoder uses a token: a few lines to paste.
namespace joinsnippets {

enum class Kind { Web, Ios, Android, Whip };

QList<Kind> kinds();
/// `Web`, `iOS`, `Android`, `WHIP`.
QString name(Kind kind);
/// Lines that join a stage with \a token, which is anything to show in its place, or the secret itself to copy.
/// \a publish: the token lets publish. The names are those of the broadcast SDKs (Web 1.x, iOS, Android); WHIP's server
/// is the global one, which answers with a redirect (fact sheet 9).
QString text(Kind kind, const QString &token, bool publish);
/// Why this way is closed to such a token, a sentence; empty when it is open. WHIP only publishes.
QString problem(Kind kind, bool publish);

} // namespace joinsnippets
