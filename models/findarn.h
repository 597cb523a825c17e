// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findresult.h"

/// An ARN says itself what it is and where: the one that was typed, when \a loaded does not hold it already. Its place
/// names the first of \a workspaces that is of its region and account, and no stage: the service is asked when it is
/// chosen. Nothing when no ARN was typed.
std::optional<FindGroup> findByArn(
    const QList<Workspace *> &workspaces, const FindQuery &query, const QList<FindGroup> &loaded);
