// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/caller.h"

namespace aws {

/// One request on its way, with all its attempts, and everybody who asked for its answer. Private to Caller.
class Caller::Flight final : public QObject
{
    Q_OBJECT

public:
    Flight(Caller *caller, const Request &request, Lane lane);

    void setNote(const WriteNote &note) { m_write.note = note; }
    /// One more asker. The flight ends when its last asker aborts.
    void add(Call<Response> *call);
    /// Ends every asker's call; for the Caller's end.
    void cancel();
    /// Somebody asks who comes before the first asker: the flight moves up while it waits for its turn.
    void hurry(Lane lane);
    quint64 writeEpoch() const { return m_writeEpoch; }

Q_SIGNALS:
    void ended();

private:
    void start();
    void waitForTurn();
    void leave();
    bool mayLeave(); ///< finishes the flight when it may not
    void depart();
    void received(const Result<HttpAnswer> &result);
    void failed(Error error, const HttpAnswer &answer);
    void again(NextStep step, const HttpAnswer &answer);
    void finish(Result<Response> result);
    void leftBy(Call<Response> *call);
    bool recall(Call<Response> *call);
    void tellBegan();
    void tellEnded(const Result<Response> &result);
    /// An attempt is on its way, or went and may have been acted on.
    bool mayHaveActed() const { return m_onWire || m_lost; }
    Error abandoned() const; ///< nobody listens any more
    Error serviceError(const HttpAnswer &answer) const;
    void noteTime(const HttpAnswer &answer);
    qint64 skew(const HttpAnswer &answer) const;

    Caller *m_caller;
    Request m_request;
    Lane m_lane;
    QList<QPointer<Call<Response>>> m_askers;
    QPointer<CallBase> m_step; ///< what is being waited for: credentials or the transport
    /// Stands for the place in the governor's queue, then for the wait until the write is kept, while there is one.
    std::unique_ptr<QObject> m_turn;
    Credentials m_keys; ///< what the attempt will be signed with, while it waits
    Attempts m_attempts;
    qint64 m_signedOffset = 0; ///< the clock's correction with which the last attempt was signed
    bool m_onWire = false; ///< an attempt is on its way and has no answer yet
    bool m_lost = false; ///< an attempt's answer was lost: it may have been acted on
    WriteRecord m_write; ///< told when the first attempt left
    int m_lastCost = 0; ///< of the retry quota
    int m_lastStatus = 0;
    quint64 m_writeEpoch;
    QDateTime m_began;
    qint64 m_beganAt;
    qint64 m_queuedAt = 0;
    qint64 m_waited = 0;
    QString m_requestId;
    bool m_ended = false;
};

} // namespace aws
