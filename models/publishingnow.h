// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/error.h"
#include "models/compositionscene.h"
#include "models/ivs/types_participants.h"

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QPointer>

#include <optional>

namespace aws {
class CallBase;
enum class Lane;
struct Operation;
} // namespace aws
namespace ivs {
class ListingBase;
}
class Workspace;

/// Who publishes on one stage now, by their events: a composition shows these people, and stops by itself 60 s after
/// the last of them has gone (fact sheet 8). While somebody looks: one GetStage, one ListParticipants of those who have
/// published, the events of each of them, and once for each who publishes GetParticipant for the attributes; again
/// every 15 s, and seldomer the more have published.
class PublishingNow final : public QObject
{
    Q_OBJECT

public:
    PublishingNow(Workspace *workspace, QObject *parent);
    ~PublishingNow() override;

    /// An empty ARN asks nothing.
    void setStage(const QString &arn);
    QString stageArn() const { return m_stageArn; }
    /// Somebody looks: reads at once what is not known, and goes on.
    void setWatched(bool watched);
    /// By hand: everything again, attributes too.
    void reload();
    bool isReading() const { return m_isReading; }

    /// More have published in the session than are looked at: nothing is told of any.
    bool hasTooMany() const { return m_hasTooMany; }
    /// Service time at which the last complete reading began; invalid before one, and when there are too many.
    QDateTime asOf() const { return m_asOf; }
    /// As of then, in the order in which they began.
    const QList<CastMember> &people() const { return m_people; }
    /// When the last of those who have gone published last, at the latest; invalid when it was never or nobody knows.
    QDateTime lastPublished() const { return m_lastPublished; }
    /// Why the last reading ended early; what was known before it stays.
    const std::optional<aws::Error> &error() const { return m_error; }

    static constexpr int kMost = 24; ///< of those who have published in the session; of more nothing is told
    static constexpr int kInterval = 15; ///< seconds between two readings, at least
    static constexpr int kSecondsPerPerson = 3; ///< and for each whose events are read

Q_SIGNALS:
    void changed();

private:
    struct Person
    {
        CastMember member;
        QDateTime since;
    };
    struct Reading
    {
        QString sessionId;
        QDateTime began;
        QList<CastMember> asked; ///< those who have published, whose events are not read yet
        QList<ivs::Event> events; ///< of the first of them
        QList<Person> publishing;
        qsizetype next = 0; ///< of these, whose attributes are asked
        QDateTime lastPublished;
        int count = 0;
    };

    /// Whether there is something to read, and somebody who looks.
    bool begin(aws::Lane lane);
    void drop();
    void askSessions();
    void askPeople();
    void askEvents();
    void takeEvents(const CastMember &member);
    void askAttributes();
    void finish();
    void giveUp();
    void fail(const aws::Error &error);
    void again(int seconds);
    template <typename Question, typename Answer, typename Take, typename End>
    void list(const aws::Operation &operation, const Question &question, Take take, End end);

    Workspace *m_workspace;
    QString m_stageArn;
    bool m_watched = false;
    bool m_isReading = false;
    bool m_hasTooMany = false;
    aws::Lane m_lane {}; ///< of the reading that is under way
    QDateTime m_asOf;
    QList<CastMember> m_people;
    QDateTime m_lastPublished;
    std::optional<aws::Error> m_error;
    QHash<QString, QMap<QString, QString>> m_attributes; ///< by participant id
    Reading m_reading;
    QPointer<aws::CallBase> m_call;
    QPointer<ivs::ListingBase> m_listing;
    quint64 m_ticket = 0; ///< what was asked or planned before is off
};
