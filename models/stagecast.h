// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/error.h"
#include "models/compositionscene.h"

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>

namespace aws {
class CallBase;
enum class Lane;
} // namespace aws
namespace ivs {
class Client;
class ListingBase;
} // namespace ivs
class ServiceClock;
class Workspace;

/// The people of a stage whom a composition would show, with their attributes, in the order in which they came. The
/// service tells who is connected and has published in this session, not who publishes right now, what their cameras
/// are like or whether a video is stopped (fact sheet 2). One GetStage, one list of those who published, and one
/// GetParticipant for each of them, as attributes come only with it: while somebody looks the first two again every 15
/// s, people once, and everything when a person asks for it.
class StageCast final : public QObject
{
    Q_OBJECT

public:
    StageCast(Workspace *workspace, QObject *parent);
    ~StageCast() override;

    /// Another stage's; an empty ARN's is nobody.
    void setStage(const QString &arn);
    QString stageArn() const { return m_stageArn; }
    /// Somebody looks: reads at once what is not known, and goes on.
    void setWatched(bool watched);
    /// By hand: everything again, attributes too.
    void reload();

    bool isLoading() const { return m_isLoading; }
    /// Why the last reading ended early; what was known before it stays.
    const std::optional<aws::Error> &error() const { return m_error; }
    QDateTime asOf() const { return m_asOf; } ///< service time of the last complete reading; invalid before it
    /// Of the last complete reading: empty when the stage is off air.
    QString sessionId() const { return m_sessionId; }
    const QList<CastMember> &cast() const { return m_cast; }
    /// So many more are connected and have published; they are not in cast().
    int left() const { return m_left; }

    static constexpr int kMost = 25; ///< whose attributes are read: the default quota is 12 publishers at a time

Q_SIGNALS:
    void changed();

private:
    struct Person
    {
        CastMember member;
        QDateTime joined;
    };

    void begin(aws::Lane lane);
    void drop();
    void listPeople(const QString &sessionId);
    void askPeople();
    void finish(const std::optional<aws::Error> &error);

    ivs::Client *m_client;
    ServiceClock *m_clock;
    QTimer m_timer;
    QString m_stageArn;
    QString m_sessionId;
    QList<CastMember> m_cast;
    int m_left = 0;
    QDateTime m_asOf;
    std::optional<aws::Error> m_error;
    bool m_isWatched = false;
    bool m_isLoading = false;

    // Of the reading that is under way.
    aws::Lane m_lane {};
    QPointer<aws::CallBase> m_call;
    ivs::ListingBase *m_listing = nullptr;
    QList<QPointer<aws::CallBase>> m_calls;
    QString m_session;
    QList<Person> m_found;
    int m_waiting = 0; ///< answers about people
    std::optional<aws::Error> m_failed; ///< the first of them that went wrong
    QHash<QString, QMap<QString, QString>> m_known; ///< attributes by participant id, of this session
};
