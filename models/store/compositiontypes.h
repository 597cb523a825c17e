// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types_compositions.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

/// What is remembered of compositions, which the service forgets five minutes after their end (fact sheet 8). Times are
/// UTC and of the service's clock.
namespace store {

/// One line of a composition's history: a change of its state or of an output's, or what was found out about its end.
struct CompositionChange
{
    /// The numbers stand in the file.
    enum class What {
        State = 0, ///< of the composition
        Output = 1, ///< state of one of its outputs
        Asked = 2, ///< a write from here that ends it
        Gone = 3, ///< the service does not know it any more
        StageGone = 4, ///< nor its stage
        Silent = 5, ///< nobody was publishing when it ended
        Published = 6, ///< somebody was publishing when it ended
    };
    /// Who told. The numbers stand in the file.
    enum class Source {
        List = 0, ///< ListCompositions
        Details = 1, ///< GetComposition
        Answer = 2, ///< to the StartComposition that made it, from here
        Here = 3, ///< this program, which sent a write
        Inquest = 4, ///< what the service told of the stage and its people after the end
    };

    What what = What::State;
    Source source = Source::List;
    QDateTime seen; ///< when it was known here
    QDateTime after; ///< the look before, when it was not so yet; invalid without one
    /// When it happened as the service told; of Silent when somebody published last. Invalid where it does not tell.
    QDateTime told;
    QString output; ///< id of the output; empty otherwise
    QString word; ///< the state as the service wrote it; of Asked the operation
    QString who; ///< of Asked: with which identity
    bool isCertain = true; ///< of Asked: false when the answer was lost

    bool operator==(const CompositionChange &) const = default;
};

/// A composition from its first sight on, also after the service has forgotten it.
struct CompositionRecord
{
    ivs::CompositionSummary summary; ///< as it was told last
    std::optional<ivs::Composition> detail; ///< GetComposition after the last change; absent until it answered
    QString stageName; ///< as it was known last; may be empty
    QDateTime firstSeen;
    QDateTime lastSeen; ///< of the last complete list, or other answer, that had it
    bool isGone = false; ///< the service does not know it any more
    QList<CompositionChange> changes; ///< oldest first

    /// Starting, active or stopping as far as was seen. A state that this program does not know counts as running.
    bool isRunning() const { return !isGone && !hasEndState(); }
    bool hasEndState() const
    {
        return summary.state == ivs::CompositionState::Failed || summary.state == ivs::CompositionState::Stopped;
    }
    /// It went without ever being seen as ended: what became of it is not known.
    bool isLost() const { return isGone && !hasEndState(); }
    /// As the service told; else when it was seen first.
    QDateTime began() const { return summary.startTime.isValid() ? summary.startTime : firstSeen; }
    /// As the service told; else when it was seen last. Invalid while it runs.
    QDateTime ended() const
    {
        return isRunning() ? QDateTime() : summary.endTime.isValid() ? summary.endTime : lastSeen;
    }
    bool isEndTold() const { return summary.endTime.isValid(); }

    bool operator==(const CompositionRecord &) const = default;
};

/// Time in which somebody looked at the compositions of a place.
struct Watched
{
    QDateTime from;
    QDateTime until;

    bool operator==(const Watched &) const = default;
};

/// What is remembered of a place's compositions.
struct Compositions
{
    QList<CompositionRecord> rows; ///< the latest, newest first
    QList<Watched> watched; ///< in order, without overlap
};

} // namespace store
