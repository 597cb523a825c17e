// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/usersearch.h"

/// How far a search of the service is: `Searched 12 of 300 live stages, 2/s`.
QString findProgressText(const UserSearch::Progress &progress);

/// What a search of the service that has ended found, what it searched, and what it did not and why: by whom it was
/// stopped, what was refused, what it never asks.
QString findSummaryText(
    const UserSearch::Progress &progress, int found, bool stopped, const std::optional<aws::Error> &error);
