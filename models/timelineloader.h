// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/error.h"
#include "models/sessionfigures.h"
#include "models/sessiontimeline.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>
#include <memory>

class ParticipantModel;
class ServiceClock;
class StageSessionModel;

namespace ivs {
class Client;
class ListingBase;
} // namespace ivs

/// The timeline of the session that the list of participants shows. There is one call a participant
/// (ListParticipantEvents, 5 a second for the whole account), so that nobody's events are read before somebody looks:
/// those of the rows on screen first, a few at a time in the lane of what is visible; everybody's only when a person
/// asks for them, and until stop(). What was read is kept, for the last few sessions too.
///
/// A participant's events are read again when the list says that it came, went or began to publish, and, while it is
/// connected, on screen and the session goes on, once in a while. Whatever ends the watch stops the reading.
class TimelineLoader final : public QObject
{
    Q_OBJECT

public:
    /// A memory beyond this process. Both may be empty.
    struct Archive
    {
        /// What is remembered of one participant.
        struct Person
        {
            QString participantId;
            QList<ivs::Event> events;
            QDateTime asOf; ///< service time
            bool final = false; ///< all there will ever be: not read again
        };
        /// The complete events of one participant, whose reading began at that service time.
        std::function<void(const QString &stageArn, const QString &sessionId, const QString &participantId,
            const QList<ivs::Event> &, const QDateTime &asOf)>
            remember;
        /// Everything that is remembered of a session: calls \a take once, at once or later, unless \a guard is gone.
        /// Nobody's events are read of the service before.
        std::function<void(const QString &stageArn, const QString &sessionId, QObject *guard,
            std::function<void(const QList<Person> &)> take)>
            recall;
    };

    TimelineLoader(ivs::Client *client, ParticipantModel *participants, StageSessionModel *sessions,
        ServiceClock *clock, QObject *parent);
    ~TimelineLoader() override;

    void setArchive(const Archive &archive) { m_archive = archive; }
    /// Forgets what was read of all sessions: it belongs to somebody else.
    void forget();

    QString stageArn() const { return m_stageArn; }
    QString sessionId() const { return m_sessionId; } ///< empty without a session
    const SessionTimeline &timeline() const { return m_kept->timeline; }
    /// Of the session shown, or of one that was: unset when nothing is known of it.
    std::optional<SessionFigures> figures(const QString &sessionId) const;
    ServiceClock *clock() const { return m_clock; }
    ParticipantModel *participants() const { return m_participants; }

    void setWatched(bool watched);
    /// The rows on screen, from the top.
    void setVisible(const QStringList &participantIds);
    /// By hand: everybody in the list as it is shown, until all are known, stop() or another session.
    void loadAll();
    bool isLoadingAll() const { return m_all; }
    void stop();
    /// By hand: asks again for what failed.
    void retry();

    bool isLoading(const QString &participantId) const { return m_underway.contains(participantId); }
    bool isBusy() const { return !m_underway.isEmpty(); }
    /// What went wrong last; unset once a call went well.
    const std::optional<aws::Error> &error() const { return m_error; }
    /// Participants whose events could not be read.
    int failedCount() const { return int(m_failed.size()); }
    /// Service time of a participant's events; invalid when they are not known.
    QDateTime asOf(const QString &participantId) const;

    /// Events of one participant that somebody else read, complete, at that service time: kept like those read here.
    void take(
        const QString &sessionId, const QString &participantId, const QList<ivs::Event> &events, const QDateTime &asOf);
    /// Puts a lane above the participants of the session shown; a name that is there already is replaced.
    void setLane(const TimelineLane &lane);

Q_SIGNALS:
    /// Another session, or none.
    void sessionChanged();
    /// Rows, lanes or bounds changed.
    void changed();
    /// Somebody's events began to be read, came or failed, or the number of people changed.
    void progressed();
    /// The complete events of one participant, whose reading began at that service time.
    void eventsRead(const QString &stageArn, const QString &sessionId, const QString &participantId,
        const QList<ivs::Event> &events, const QDateTime &asOf);
    /// At most once a second for each session.
    void figuresChanged(const QString &sessionId);

private:
    struct Read
    {
        QDateTime asOf;
        bool connected = false; ///< when it was read
        bool published = false;
        bool subjectGone = false; ///< what the row was made with
        bool recalled = false; ///< from the archive
        bool final = false; ///< and never to be read again
    };
    struct Kept
    {
        SessionTimeline timeline;
        QHash<QString, Read> read;
        SessionFigures figures;
        bool recalling = false; ///< the archive has not answered yet
    };

    void followParticipants();
    void refreshBounds();
    void recall();
    void takeRecalled(const std::shared_ptr<Kept> &kept, const QList<Archive::Person> &people, qsizetype from);
    void fill();
    bool wants(const QString &participantId) const;
    bool isOld(const QString &participantId) const;
    void ask(const QString &participantId);
    void keep(const QString &participantId, const QList<ivs::Event> &events, const QDateTime &asOf);
    void failed(const QString &participantId, const aws::Error &error);
    void tellParticipant(const QString &participantId);
    void dropAll();
    void tick();
    void tellFigures();
    void forgetOldest();
    TimelineSubject subject(const QString &participantId) const;

    ivs::Client *m_client;
    ParticipantModel *m_participants;
    StageSessionModel *m_sessions;
    ServiceClock *m_clock;
    Archive m_archive;
    QString m_stageArn;
    QString m_sessionId;
    std::shared_ptr<Kept> m_kept; ///< of the session shown; never null
    QHash<QString, std::shared_ptr<Kept>> m_past; ///< by session id, the one shown too
    QStringList m_order; ///< of m_past, the latest last
    QStringList m_visible;
    QHash<QString, ivs::ListingBase *> m_underway;
    QSet<QString> m_failed; ///< not asked again by itself
    std::optional<aws::Error> m_error;
    QTimer m_figuresTimer;
    quint64 m_tickTicket = 0;
    int m_next = 0; ///< where loadAll() is in the list
    bool m_watched = false;
    bool m_all = false;
};
