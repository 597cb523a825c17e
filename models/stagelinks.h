// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/detail.h"

/// What belongs to the stage that is looked at, as far as one page of a list tells.
class OfStage : public Detail
{
    Q_OBJECT

public:
    using Detail::Detail;

    void setStage(const QString &arn);
    QString arn() const { return m_arn; }
    /// There are further pages that were not asked.
    bool isAtLeast() const { return m_more; }

protected:
    aws::CallBase *ask() final { return m_arn.isEmpty() ? nullptr : askFor(m_arn); }
    void forget() override { m_more = false; }
    virtual aws::CallBase *askFor(const QString &arn) = 0;

    bool m_more = false;

private:
    QString m_arn;
};

/// The compositions of a stage that run now.
class StageCompositions final : public OfStage
{
    Q_OBJECT

public:
    using OfStage::OfStage;

    /// Starting, active or stopping. Meaningless without asOf().
    const QList<ivs::CompositionSummary> &running() const { return m_running; }

protected:
    aws::CallBase *askFor(const QString &arn) override;
    void forget() override;

private:
    QList<ivs::CompositionSummary> m_running;
};

/// The ingest configurations bound to a stage.
class StageIngests final : public OfStage
{
    Q_OBJECT

public:
    using OfStage::OfStage;

    const QList<ivs::IngestConfigurationSummary> &bound() const { return m_bound; }

protected:
    aws::CallBase *askFor(const QString &arn) override;
    void forget() override;

private:
    QList<ivs::IngestConfigurationSummary> m_bound;
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
