// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>

class Workspace;
struct CompositionDraft;

/// The start of a draft in the words of other programs (see copyas), as this program would send it: with the draft's
/// idempotency token, so that of both only one composition comes.
namespace startcopy {

QString awsCli(const CompositionDraft &draft, const Workspace *workspace);
/// Or why curl can't do it, for people.
tl::expected<QString, QString> curl(const CompositionDraft &draft, const Workspace *workspace);
QString json(const CompositionDraft &draft);

} // namespace startcopy
