// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stageacts.h"
#include "views/pageactions.h"
#include "views/stagesheet.h"

/// What can be done to the selected stages and participants.
class StageActions final : public PageActions
{
    Q_OBJECT

public:
    StageActions(
        const ViewContext &context, const Place &place, DataTable *stages, DataTable *participants, QObject *parent);

    /// Ends one replication, after a question.
    void stopReplication(
        const QString &sourceStageArn, const QString &destinationStageArn, const ParticipantTarget &participant);

Q_SIGNALS:
    /// Design a composition of the stage.
    void composeWanted(const QString &stageArn);

protected:
    void refresh() override;

private:
    void addStageActions();
    void addParticipantActions();
    void refreshParticipants();
    void openStageSheet(StageSheet::Purpose purpose);
    void editTags();
    void editCompositionTags();
    void deleteStages();
    void disconnectParticipants();
    void replicate();
    void stopSelectedReplication();
    bool anyConnected() const;
    QStringList stages() const;
    QList<ParticipantTarget> connected() const;
    QString stageName(const QString &arn) const;

    DataTable *m_stages;
    DataTable *m_participants;
};
