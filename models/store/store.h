// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/compositiontypes.h"
#include "models/store/types.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>

namespace store {

class Database;
class Worker;

/// What is remembered beyond the service's own memory, in one SQLite file: stages, sessions, participants and events
/// once seen, the journal of writes, the register of issued tokens, saved views, and states of windows and tables.
///
/// Lives in the thread of its maker and works in one of its own: nothing here waits for the disk, but for the
/// destructor, which waits until what was put is written. Writes are gathered into transactions; saved() tells when
/// they are on the disk. Reads answer after the writes that were asked before them. Without a usable file the program
/// goes on: reads find nothing, writes are lost() and say so.
class Store final : public QObject
{
    Q_OBJECT

public:
    enum class State { Opening, Ready, Failed };
    /// Answers on the thread of the store's maker, unless the guard is gone by then.
    template <typename Rows>
    using Answer = std::function<void(const Rows &)>;

    /// Opens \a path, or makes it: file 0600 in a folder 0700. \a gatherMs: how long writes are gathered.
    explicit Store(const QString &path, QObject *parent = nullptr, int gatherMs = 100);
    ~Store() override;

    State state() const { return m_state; }
    QString path() const { return m_path; }
    QString why() const { return m_why; } ///< what failed() told

    // The journal. Nothing in it is ever changed or removed, but for names that are forgotten.
    /// Unique over all times; rises with \a now (wall clock).
    quint64 newJournalId(const QDateTime &now);
    /// Both return the ticket that saved() tells, or lost(). They are written at once.
    quint64 appendJournal(const JournalEntry &entry);
    quint64 appendJournalResult(const JournalResult &result);
    void readJournal(const JournalQuery &query, QObject *guard, Answer<QList<JournalEntry>> fn);

    // The archive. Every put returns a ticket. A place whose account is not known takes nothing: the ticket is 0.
    /// The complete list of a place's stages, which began to load at \a asOf.
    quint64 putStages(const Place &place, const QDateTime &asOf, const QList<ivs::StageSummary> &stages);
    /// The list of stages was complete at \a asOf, and the one that is kept.
    quint64 confirmStages(const Place &place, const QDateTime &asOf);
    void readStages(const Place &place, QObject *guard, Answer<Stages> fn);
    /// Sessions of a stage; \a complete when they are all that the service listed.
    quint64 putSessions(const Place &place, const QString &stageArn, const QDateTime &asOf,
        const QList<ivs::StageSessionSummary> &sessions, bool complete);
    void readSessions(const Place &place, const QString &stageArn, QObject *guard, Answer<Sessions> fn);
    /// Some participants of a list that began to load at \a asOf.
    quint64 putParticipants(
        const SessionKey &key, const QDateTime &asOf, const QList<ivs::ParticipantSummary> &participants);
    /// All of the list that began to load at \a asOf have been put. A session that had \a ended (invalid: as far as the
    /// store knows) at least 10 minutes before, with no recording under way, is sealed by it.
    quint64 seal(const SessionKey &key, const QDateTime &asOf, const QDateTime &ended);
    void readParticipants(const SessionKey &key, QObject *guard, Answer<Participants> fn);
    quint64 putParticipant(const SessionKey &key, const QDateTime &asOf, const ivs::Participant &participant);
    /// Details of one participant and as of when; nothing when they were never asked.
    void readParticipant(const SessionKey &key, const QString &participantId, QObject *guard,
        Answer<std::optional<std::pair<ivs::Participant, QDateTime>>> fn);
    /// The complete list of a participant's events, which began to load at \a asOf.
    quint64 putEvents(
        const SessionKey &key, const QString &participantId, const QDateTime &asOf, const QList<ivs::Event> &events);
    void readEvents(const SessionKey &key, const QString &participantId, QObject *guard, Answer<Events> fn);
    /// The events of everybody in the session of whom they were ever read, in one go.
    void readSessionEvents(const SessionKey &key, QObject *guard, Answer<QList<Events>> fn);

    // Compositions, which the service forgets five minutes after their end.
    /// What was last seen of it; of its changes those only that it was not put with before.
    quint64 putComposition(
        const Place &place, const CompositionRecord &composition, const QList<CompositionChange> &changes);
    /// Further lines of one that may be known here.
    quint64 putCompositionChanges(const Place &place, const QString &arn, const QList<CompositionChange> &changes);
    /// A stretch of time in which somebody looked; it stands in place of those that it covers.
    quint64 putWatched(const Place &place, const Watched &stretch);
    /// The latest \a limit, and when anybody looked.
    void readCompositions(const Place &place, int limit, QObject *guard, Answer<Compositions> fn);

    // The register of issued tokens, which no call can list. A place whose account is not known takes nothing.
    /// What is known of their use, and whether they are kept, stays as it was.
    quint64 putTokens(const Place &place, const QList<IssuedToken> &tokens);
    /// By participant id.
    quint64 putTokenUses(const Place &place, const QHash<QString, TokenUse> &uses);
    quint64 putTokenKept(const Place &place, const QString &participantId, bool kept);
    /// The latest \a limit, and all that are valid at \a now (service time); or, with \a before, the latest of those
    /// put before that one. Joined with what the archive knows of their participants.
    void readTokens(
        const Place &place, const QDateTime &now, quint64 before, int limit, QObject *guard, Answer<Tokens> fn);

    /// Stages, sessions, participants and compositions of all places that hold \a text in a name, id, user id or ARN,
    /// in any case, compositions also in the name of their stage; the best first. A later search makes an earlier one
    /// that has not answered fall silent.
    void search(const QString &text, int limit, QObject *guard, Answer<QList<Found>> fn);

    // Saved views, and states of windows and tables.
    quint64 putView(const SavedView &view);
    quint64 removeView(const QString &page, const QString &name);
    void readViews(const QString &page, QObject *guard, Answer<QList<SavedView>> fn);
    /// What setState() kept under this key, in this run or an earlier one; null before opened() and without one.
    QByteArray state(const QString &key) const { return m_states.value(key); }
    quint64 setState(const QString &key, const QByteArray &value);

    // How much is kept, and what is forgotten.
    Limits limits() const { return m_limits; }
    /// Kept in the store's state; takes effect at once. At least 16 MB.
    void setLimits(const Limits &limits, const QDateTime &now);
    /// Removes what is older than the age limit at \a now (service time): at the start and every now and then.
    void expire(const QDateTime &now);
    void readUsage(QObject *guard, Answer<Usage> fn);
    /// Removes a person from all sessions and blots the user id out of the journal's texts. The register of tokens
    /// keeps what was issued, and forgets what became of it. The service still has them: a list that is fetched again
    /// brings them back.
    void forgetUser(const QString &userId, const QDateTime &now, QObject *guard, Answer<Forgotten> fn);
    void forgetSession(const SessionKey &key, QObject *guard, Answer<Forgotten> fn);

Q_SIGNALS:
    void opened();
    /// The file was damaged and now lies at \a path; the store goes on with a new one.
    void setAside(const QString &path, const QString &why);
    /// There is no store: the program goes on without one.
    void failed(const QString &why);
    /// Every write up to this ticket is on the disk, but for those that lost() told.
    void saved(quint64 ticket);
    /// Told at once, so that everybody who shows this place's register has the same.
    void tokensPut(const store::Place &place, const QList<store::IssuedToken> &tokens);
    void tokenUsesPut(const store::Place &place, const QHash<QString, store::TokenUse> &uses);
    /// Told at once, so that everybody who watches this place's compositions has the same.
    void compositionChangesPut(
        const store::Place &place, const QString &arn, const QList<store::CompositionChange> &changes);
    /// These writes could not be kept.
    void lost(quint64 first, quint64 last, const QString &why);

private:
    quint64 write(std::function<void(Database &)> write, int rows = 1, bool soon = false);
    template <typename Rows>
    void read(std::function<Rows(Database &)> read, QObject *guard, Answer<Rows> fn);
    void forget(std::function<Forgotten(Database &)> forget, QObject *guard, Answer<Forgotten> fn);
    void takeState(const QHash<QString, QByteArray> &state);

    QString m_path;
    QThread m_thread;
    Worker *m_worker;
    State m_state = State::Opening;
    QString m_why;
    quint64 m_ticket = 0;
    quint64 m_journalId = 0;
    QHash<QString, QByteArray> m_states;
    Limits m_limits;
    std::shared_ptr<std::atomic<quint64>> m_search; ///< the latest search: the worker gives up older ones
};

} // namespace store
