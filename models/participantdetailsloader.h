// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/error.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <optional>

class ParticipantModel;

namespace aws {
class CallBase;
}
namespace ivs {
class Client;
}

/// Fetches what only GetParticipant tells (attributes, ISP, system, browser, SDK, protocol) for many participants, when
/// a person asks for it: one call each, a few at a time, paced by the governor in the lane of what is visible. Who is
/// known already is not asked again. Another session ends it.
class ParticipantDetailsLoader final : public QObject
{
    Q_OBJECT

public:
    ParticipantDetailsLoader(ivs::Client *client, ParticipantModel *participants, QObject *parent);
    ~ParticipantDetailsLoader() override;

    /// Begins with these participants of the session shown; what was under way before goes on no further.
    void start(const QStringList &participantIds);
    /// What is on its way is dropped; what came is kept.
    void stop();
    bool isRunning() const { return m_underway > 0; }
    int total() const { return m_total; } ///< of the last start(), without those known before
    int done() const { return m_done; } ///< answered, well or not
    int failed() const { return m_failed; }
    const std::optional<aws::Error> &error() const { return m_error; } ///< the last one of this start()

Q_SIGNALS:
    void progressed();

private:
    void fill();
    void ask(const QString &participantId);

    ivs::Client *m_client;
    ParticipantModel *m_participants;
    QStringList m_waiting;
    QList<QPointer<aws::CallBase>> m_calls;
    std::optional<aws::Error> m_error;
    quint64 m_round = 0; ///< an answer to an older start() is dropped
    int m_underway = 0;
    int m_total = 0;
    int m_done = 0;
    int m_failed = 0;
};
