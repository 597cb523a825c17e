// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findquery.h"
#include "models/workspace.h"

#include <QDateTime>
#include <QPointer>

/// Where something is, for opening it: as much of it as is known.
struct FindPlace
{
    QPointer<Workspace> workspace; ///< null when it has been closed, or when it is none's
    QString stageArn;
    QString sessionId;
    QString participantId;
    QString arn; ///< of what is no stage: a composition, a configuration

    bool operator==(const FindPlace &) const = default;
};

/// One thing that was found.
struct FindResult
{
    enum class Kind { Page, Action, Stage, Session, Participant, Composition, IngestConfiguration, Other };

    Kind kind = Kind::Other;
    /// The same thing has the same key whoever finds it.
    QString key;
    QString name; ///< foreign text, but for pages and actions
    QString where; ///< `evening-show · demo · us-east-1`; foreign text inside
    QString note; ///< a shortcut, a state in words
    Tone tone = Tone::None; ///< of the note
    QDateTime asOf; ///< service time when this was so; invalid when it isn't known, as for a list not yet complete
    bool isRemembered = false; ///< from the local store
    QString reason; ///< why it can't be chosen now; empty when it can
    FindPlace place;
    QString command; ///< the id of the page or action
    FindQuery::Rank rank = FindQuery::None;

    bool operator==(const FindResult &) const = default;
};

/// Results under one heading.
struct FindGroup
{
    QString id; ///< stays the same while more comes in
    QString title;
    QList<FindResult> results; ///< the best ones, best first
    int total = 0; ///< how many there are
    bool isMixed = false; ///< of several kinds: each result says what it is
    bool operator==(const FindGroup &) const = default;
};
