// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

/// What the store takes and gives. Times are UTC and of the service's clock, unless said otherwise.
namespace store {

/// Whose rows: every row of the archive and the journal is keyed by it.
struct Place
{
    QString partition; ///< `aws`
    QString accountId; ///< empty while it is not known: the archive takes and gives nothing then, the journal does
    QString region;

    bool isKnown() const { return !accountId.isEmpty(); }
    bool operator==(const Place &) const = default;
};

/// One session of one stage.
struct SessionKey
{
    Place place;
    QString stageArn;
    QString sessionId;

    bool operator==(const SessionKey &) const = default;
};

/// The stages of a place, as the last complete list told them.
struct Stages
{
    QDateTime asOf; ///< when that list began to load; invalid when there never was one
    QList<ivs::StageSummary> rows;
};

/// A session and what is kept of it.
struct SessionRow
{
    ivs::StageSessionSummary session;
    QDateTime seen; ///< when the service told it last
    QDateTime participantsAsOf; ///< of the last complete list of participants; invalid when there is none
    bool sealed = false; ///< participants are final: never to be fetched again
    int forgotten = 0; ///< participants removed by forgetUser()
};

/// The sessions of one stage that were ever seen, also those that the service has forgotten meanwhile.
struct Sessions
{
    QDateTime asOf; ///< of the last complete list; invalid when there never was one
    QList<SessionRow> rows; ///< in the order they were first seen in
};

/// The participants of a session that were ever seen.
struct Participants
{
    QDateTime asOf; ///< of the last complete list; invalid: what is here is a part
    bool sealed = false; ///< final: never to be fetched again
    int forgotten = 0; ///< removed by forgetUser(): the list is complete but for them
    QList<ivs::ParticipantSummary> rows; ///< in the order they were first seen in
};

/// The events of one participant in one session, as its last complete list told them.
struct Events
{
    QString participantId;
    QDateTime asOf; ///< invalid when they were never complete
    bool sealed = false; ///< final: never to be fetched again
    QList<ivs::Event> rows; ///< in the service's order
};

/// What became of a write. It is Sent from the moment it may have left until its outcome is known.
enum class Outcome { Sent, Done, Refused, Failed, Unknown };

/// One write, or, with \ref undoes, the undoing of one. Never a secret: whoever appends takes them out first.
struct JournalEntry
{
    quint64 id = 0; ///< of Store::newJournalId(); rises with time
    QDateTime time; ///< wall clock
    Place place;
    QString profile;
    QString identity; ///< who, as far as it is known
    QString operation; ///< `DeleteStage`
    QString resource; ///< ARN or id of what was acted on
    QByteArray parameters; ///< JSON
    Outcome outcome = Outcome::Sent;
    QString errorCode;
    QString message;
    QString requestId;
    int httpStatus = 0;
    QByteArray before; ///< JSON, for undo
    quint64 undoes = 0; ///< id of the entry that this one takes back; 0 for none

    bool operator==(const JournalEntry &) const = default;
};

/// What became known of an entry later. An entry may have several: unknown first, settled by a read after.
struct JournalResult
{
    quint64 entry = 0;
    QDateTime time; ///< wall clock
    Outcome outcome = Outcome::Done;
    QString resource; ///< of what was created; empty leaves the entry's
    QString errorCode;
    QString message;
    QString requestId;
    int httpStatus = 0;
};

/// Which part of the journal; empty members let everything through.
struct JournalQuery
{
    std::optional<Place> place;
    QDateTime from; ///< wall clock, included
    QDateTime to; ///< wall clock, not included
    quint64 before = 0; ///< ids below this one, for reading on; 0 begins with the newest
    int limit = 500;
};

/// What became of a token, as far as some read told. The service tells of participants only: one who never came is
/// known by no call, so that "unused" is what a read of every session since the issue did not find.
struct TokenUse
{
    enum class Kind {
        NotKnown, ///< no read since it was issued tells
        Unused, ///< in no session since it was issued
        JoinFailed, ///< it came to the door, and was not let in
        Joined,
        Left,
        Disconnected, ///< by an act of ours: it can't join again. No call tells it from Left
    };

    Kind kind = Kind::NotKnown;
    QDateTime asOf; ///< when the read that told began
    QDateTime since; ///< when it joined, left, failed or was disconnected; invalid when no read told
    QString sessionId; ///< empty for Unused

    /// Its participant is, or was, in a session.
    bool isUsed() const { return kind == Kind::Joined || kind == Kind::Left || kind == Kind::Disconnected; }
    bool operator==(const TokenUse &) const = default;
};

/// What is known of a token when \a fresh is told beside \a present. The later read counts; but whoever came once is
/// not unused because a later session is without them, and nobody who was disconnected has just left.
TokenUse learned(const TokenUse &present, const TokenUse &fresh);

/// A token that was issued here: everything about it but the token, which is a secret and nowhere in the store.
struct IssuedToken
{
    enum class How {
        Service, ///< CreateParticipantToken
        WithStage, ///< CreateStage, together with its stage
        OwnKey, ///< signed here with a private key
    };

    quint64 id = 0; ///< of the store; rises in the order in which they were put there; 0 before
    QString participantId; ///< for a token of our own the `jti`; unique
    QString stageArn; ///< empty for a connection token
    QString stageName; ///< as it was then; may be empty
    QString userId;
    QMap<QString, QString> attributes;
    bool publish = false;
    bool subscribe = false;
    QDateTime issued;
    QDateTime expires;
    How how = How::Service;
    QString keyArn; ///< of the public key, only with How::OwnKey
    quint64 journalEntry = 0; ///< 0: there is none
    bool isConnection = false; ///< a connection token, which belongs to no participant
    bool isKept = false; ///< the token itself is in the desktop's keychain, as somebody asked
    TokenUse use;

    bool operator==(const IssuedToken &) const = default;
};

/// A part of a place's register.
struct Tokens
{
    QList<IssuedToken> rows; ///< in the order in which they were put
    quint64 before = 0; ///< the register has older ones, which were put before this one; 0: it has none
};

/// A named view of one page's table.
struct SavedView
{
    QString page;
    QString name; ///< unique on its page
    QByteArray value;

    bool operator==(const SavedView &) const = default;
};

/// One thing that a search found.
struct Found
{
    enum class Kind { Stage, Session, Participant, Composition };

    Kind kind = Kind::Stage;
    Place place;
    QString key; ///< the stage's or composition's ARN, the session's or the participant's id
    QString title; ///< the stage's name, the session's or composition's id, the participant's user id
    QString stageArn;
    QString sessionId; ///< of sessions and participants
    QDateTime asOf; ///< when the service told it last

    bool operator==(const Found &) const = default;
};

/// How much is kept.
struct Limits
{
    /// Of the file; events go first, then participants, compositions, issued tokens last, never the journal.
    qint64 bytes = 512 * 1024 * 1024;
    /// Sessions and compositions that ended longer ago go with all that is theirs, and tokens that expired longer ago;
    /// 0 keeps them.
    int days = 0;

    bool operator==(const Limits &) const = default;
};

/// What the file holds.
struct Usage
{
    qint64 bytes = 0;
    qint64 sessions = 0;
    qint64 participants = 0;
    qint64 events = 0;
    qint64 journalEntries = 0;
    qint64 tokens = 0; ///< of the register of what was issued
};

/// What forgetting removed.
struct Forgotten
{
    qint64 sessions = 0;
    qint64 participants = 0;
    qint64 events = 0;
    qint64 journalEntries = 0; ///< texts in which the user's name was blotted out
    qint64 tokens = 0; ///< of which it was forgotten what became of them; they stay in the register
};

/// A list of an ended session is final once it was read from end to end in a fetch that began at least 10 minutes after
/// the end, while nothing was being recorded any more: until then states still change.
inline bool maySeal(const QDateTime &ended, const QDateTime &fetchBegan, bool recordingUnderWay)
{
    constexpr qint64 settled = 600; // s
    return ended.isValid() && fetchBegan.isValid() && !recordingUnderWay && ended.secsTo(fetchBegan) >= settled;
}

} // namespace store
