// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/detail.h"

/// The compositions of the stage that is looked at that run now, as far as one page of a list tells.
class StageCompositions final : public Detail
{
    Q_OBJECT

public:
    using Detail::Detail;

    void setStage(const QString &arn);
    QString arn() const { return m_arn; }
    /// Starting, active or stopping. Meaningless without asOf().
    const QList<ivs::CompositionSummary> &running() const { return m_running; }
    /// There are further pages that were not asked.
    bool isAtLeast() const { return m_more; }

protected:
    aws::CallBase *ask() override;
    void forget() override;

private:
    QString m_arn;
    QList<ivs::CompositionSummary> m_running;
    bool m_more = false;
};

/// The ingest configurations bound to the stage that is looked at, as far as one page of a list tells.
class StageIngests final : public Detail
{
    Q_OBJECT

public:
    using Detail::Detail;

    void setStage(const QString &arn);
    QString arn() const { return m_arn; }
    const QList<ivs::IngestConfigurationSummary> &bound() const { return m_bound; }
    bool isAtLeast() const { return m_more; }

protected:
    aws::CallBase *ask() override;
    void forget() override;

private:
    QString m_arn;
    QList<ivs::IngestConfigurationSummary> m_bound;
    bool m_more = false;
};

/// The stages in which a participant is shown too (ListParticipantReplicas, of the source only).
class ParticipantReplicas final : public Detail
{
    Q_OBJECT

public:
    using Detail::Detail;

    /// Empty asks for nobody.
    void setParticipant(const QString &sourceStageArn, const QString &participantId);
    const ivs::ListParticipantReplicasRequest &question() const { return m_question; }
    /// Those under way first, then the stopped ones, each in the service's order.
    const QList<ivs::ParticipantReplica> &replicas() const { return m_replicas; }
    /// The destination stages of those that are under way.
    QStringList activeDestinations() const;
    bool isAtLeast() const { return m_more; }

protected:
    aws::CallBase *ask() override;
    void forget() override;

private:
    ivs::ListParticipantReplicasRequest m_question;
    QList<ivs::ParticipantReplica> m_replicas;
    bool m_more = false;
};
