// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/replicationdraft.h"
#include "models/stageacts.h"
#include "views/actsheet.h"

class FormField;
class PairsEditor;
class QSpinBox;
class StageField;
class Workspace;

/// Shows participants of one stage in another one too: the stage is chosen by typing.
class ReplicationSheet final : public ActSheet
{
    Q_OBJECT

public:
    ReplicationSheet(const ViewContext &context, Workspace *workspace, const QString &sourceStageArn,
        const QList<ParticipantTarget> &participants, QWidget *parent = nullptr);

protected:
    void accept() override;
    bool isDirty() const override;
    QWidget *fieldAt(const QString &field) const override;

private:
    ReplicationDraft draft() const;
    void refresh();

    Workspace *m_workspace;
    QString m_source;
    QList<ParticipantTarget> m_participants;
    StageField *m_destination;
    QSpinBox *m_window;
    PairsEditor *m_attributes;
    FormField *m_destinationField;
    FormField *m_windowField;
    bool m_touched = false; ///< a stage was typed: that none is chosen is a fault only then
};
