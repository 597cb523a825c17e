// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/client.h"

#include <QObject>

#include <optional>

class ServiceClock;

/// One resource in full, asked when it is looked at. Keeps what it showed last while it asks again, and never takes an
/// answer to an older question for the present one.
class Detail : public QObject
{
    Q_OBJECT

public:
    Detail(ivs::Client *client, ServiceClock *clock, QObject *parent);

    bool isLoading() const { return m_call; }
    QDateTime asOf() const { return m_asOf; } ///< service time of the answer; invalid without one
    const std::optional<aws::Error> &error() const { return m_error; }
    /// Asks again.
    void reload();

Q_SIGNALS:
    void changed();

protected:
    /// Sends the question, or returns null when there is none.
    virtual aws::CallBase *ask() = 0;
    virtual void forget() = 0;
    void questionChanged();
    template <typename T, typename Take>
    aws::CallBase *follow(aws::Call<T> *call, Take take)
    {
        call->then(this, [this, call, take](const aws::Result<T> &answer) {
            if (m_call != call)
                return; // another question was asked meanwhile
            m_call = nullptr;
            if (answer) {
                take(*answer);
                m_asOf = now();
                m_error.reset();
            } else {
                m_error = answer.error();
            }
            Q_EMIT changed();
        });
        return call;
    }
    ivs::Client *client() const { return m_client; }

private:
    QDateTime now() const;

    ivs::Client *m_client;
    ServiceClock *m_clock;
    QPointer<aws::CallBase> m_call;
    QDateTime m_asOf;
    std::optional<aws::Error> m_error;
};

/// GetStage of the stage that is looked at.
class StageDetail final : public Detail
{
    Q_OBJECT

public:
    using Detail::Detail;

    void setStage(const QString &arn);
    QString arn() const { return m_arn; }
    const std::optional<ivs::Stage> &stage() const { return m_stage; }

protected:
    aws::CallBase *ask() override;
    void forget() override { m_stage.reset(); }

private:
    QString m_arn;
    std::optional<ivs::Stage> m_stage;
};

/// GetParticipant of the participant that is looked at: attributes and client details come only with it.
class ParticipantDetail final : public Detail
{
    Q_OBJECT

public:
    using Detail::Detail;

    void setParticipant(const QString &stageArn, const QString &sessionId, const QString &participantId);
    const ivs::GetParticipantRequest &question() const { return m_question; }
    const std::optional<ivs::Participant> &participant() const { return m_participant; }

protected:
    aws::CallBase *ask() override;
    void forget() override { m_participant.reset(); }

private:
    ivs::GetParticipantRequest m_question;
    std::optional<ivs::Participant> m_participant;
};
