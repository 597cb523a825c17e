// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stageacts.h"
#include "views/viewcontext.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;
class Workspace;

/// The other stages in which the chosen participant is shown too, each with a button that ends it there.
class ReplicasBox final : public QWidget
{
    Q_OBJECT

public:
    ReplicasBox(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    /// Asks about a participant of a live session; an empty id asks for nobody.
    void setParticipant(const QString &stageArn, const ParticipantTarget &participant);

Q_SIGNALS:
    void stopWanted(
        const QString &sourceStageArn, const QString &destinationStageArn, const ParticipantTarget &participant);

private:
    void refresh();
    QWidget *row(const ivs::ParticipantReplica &replica);

    ViewContext m_context;
    Workspace *m_workspace;
    QString m_stageArn;
    ParticipantTarget m_participant;
    QLabel *m_title;
    QVBoxLayout *m_rows;
    QList<ivs::ParticipantReplica> m_shown;
    QList<QWidget *> m_lines;
};
