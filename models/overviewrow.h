// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/environments.h"
#include "models/planner.h"

#include <vector>

class Workspace;

/// A stage on air, as the wall shows it. Every figure has the service time it is as of.
struct OverviewRow
{
    /// Worst first.
    enum class Rank { Failed, Warning, Good };

    Workspace *workspace = nullptr; ///< lives as long as the row
    Environment environment = Environment::Unmarked; ///< of the workspace
    QString stageArn;
    QString name;
    QDateTime onAirSince; ///< invalid when it is not known yet
    QDateTime stagesAsOf; ///< of the list of stages
    LiveFacts facts;
    int compositions = 0; ///< running
    QDateTime compositionsAsOf; ///< invalid before the first list
    QString compositionTrouble; ///< what is wrong with one, in a few words; empty when nothing is
    bool compositionFailed = false;
    Rank rank = Rank::Good;
    QString why; ///< why it is not good; empty when it is

    /// `312`, `≥ 300` while the first count goes on, `–` when nobody was counted yet.
    QString connectedText() const;
    /// `4 of 12`, or `5 have published` where the events are not all known.
    QString publishersText() const;
    /// `BITRATE_EXCEEDED, 2 min ago`, or `none`; `–` when no events were read yet.
    QString errorText() const;
    /// `among 6 of 312 examined`; empty when no events were read yet.
    QString examinedText() const;
    /// Profile, region and what the environment is marked as.
    QString placeText() const;

    bool operator==(const OverviewRow &) const = default;

    static constexpr int kPublishers = 12; ///< on one stage: the service's quota, not adjustable (fact sheet 2)
    static constexpr int kFreshError = 300; ///< seconds in which an error counts as going on
    static constexpr int kErrorWarns = 3600; ///< seconds in which it is a warning
};

/// `studio · us-east-1 · production`; without the last for what is not marked.
QString placeWords(const Workspace *workspace);

/// The stages of a workspace that are on air, as its lists, watch and planner know them now.
std::vector<OverviewRow> overviewRows(Workspace *workspace);
