// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositiondraft.h"
#include "models/outputuse.h"
#include "models/stagepublishers.h"

#include <QHash>

/// One thing to know before a composition is started: whether it is as it should be, and what mends it. None forbids
/// anything: red says what will happen.
struct CompositionCheck
{
    enum class Light {
        Green,
        Amber, ///< it starts, and something will not be as it was meant
        Red, ///< the service refuses it, or it ends soon
        Unknown, ///< not asked, not answered, or nothing that a call could tell
    };

    QString id; ///< `publishers`, `quota`, `channel`…: the same row at the next check
    Light light = Light::Unknown;
    bool isAsking = false; ///< its answer is under way
    bool canBeTold = true; ///< false of a note: no call tells it
    QString words; ///< one or two sentences, safe to show
    QString mend; ///< what the button that mends it says; empty: there is none
    /// Where it is mended: a member of StartCompositionRequest, as DraftFault::field has it. Empty when it is mended
    /// elsewhere.
    QString path;
    QString page; ///< the page where it is mended; empty: none
    QString key; ///< what to choose on that page

    bool operator==(const CompositionCheck &) const = default;
};

/// What is known of one resource.
template <typename T>
struct Asked
{
    QString about; ///< its ARN; empty: nothing was asked
    bool isAsking = false;
    std::optional<T> answer;
    std::optional<aws::Error> error; ///< in place of an answer
};

/// What the checks before the start of a composition go by: plain data.
struct CompositionFacts
{
    /// Who publishes, as StagePublishers tells it.
    struct Publishers
    {
        QList<StagePublishers::Person> people;
        bool isAtLeast = false;
    };

    /// What is broadcast on a channel: nothing while it is idle.
    struct Broadcast
    {
        std::optional<ivs::Stream> stream;
    };

    QString region; ///< of the connection
    int mostInAll = 0; ///< compositions that may run at once, as the person entered it or by default
    int mostOfStage = 0;
    Asked<Publishers> publishers; ///< people come while it is being asked
    Asked<QList<ivs::CompositionSummary>> compositions; ///< all of the account and region; about: the region
    QHash<QString, Asked<ivs::EncoderConfiguration>> encoders; ///< by ARN
    Asked<ivs::StorageConfiguration> storage;
    Asked<ivs::Channel> channel;
    Asked<Broadcast> broadcast; ///< about: the channel
    /// Compositions that feed the draft's channel or are about to, as the watch knows them.
    QList<OutputUse::Use> feeding;
    /// The composition that the draft replaces; empty: none. With a channel it has ended before the new one starts: it
    /// frees its place and the channel.
    QString replaced;
};

/// What these facts say of \a draft, in the order in which it is shown. What was not asked, or about something else
/// than the draft has now, is Unknown and says so.
QList<CompositionCheck> checksOf(const CompositionDraft &draft, const CompositionFacts &facts);
