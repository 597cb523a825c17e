// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/callobserver.h"
#include "models/ivs/types.h"
#include "models/tokenregister.h"

#include <QSet>
#include <QTimer>

class ListModel;
class Workspace;

/// Joins the register with what the lists of a connection tell anyway: it asks for nothing. A participant has the id of
/// its token (1:1), so that whoever is in a list of participants has used it; whoever is in no session since the issue,
/// as far as complete lists tell, has not. What no list shows is not known.
///
/// That somebody was disconnected is known from the acts of this program only: for the service they have left, as those
/// who went by themselves have, and no call tells that their token can't join again.
class TokenJoin final : public QObject
{
    Q_OBJECT

public:
    /// Everything it hears of belongs to \a workspace and has been made.
    explicit TokenJoin(Workspace *workspace);

private:
    void participantsTold();
    void lookAtParticipants();
    void sessionsTold();
    void stagesTold();
    void detailTold();
    void eventsTold(const QString &stageArn, const QString &sessionId, const QString &participantId,
        const QList<ivs::Event> &events, const QDateTime &asOf);
    void written(const aws::WriteRecord &record, const aws::WriteResult &result);
    void disconnected(const QString &participantId);
    TokenUse absence(const IssuedToken &token) const;

    Workspace *m_workspace;
    TokenRegister *m_tokens;
    QTimer m_look; ///< pages arrive ten times a second
    QDateTime m_began; ///< service time at which the list of participants began to be read
    bool m_wasBusy = false;
    bool m_joined = false; ///< the register was read, and joined with what was there by then
    QSet<QString> m_lost; ///< participants whose disconnection got no answer
};
