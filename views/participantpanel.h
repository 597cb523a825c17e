// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QWidget>

class FactsGrid;
class IdField;
class ListPanel;
class MessageBar;
class ElidedLabel;
class ReplicasBox;
class QLabel;
class QScrollArea;
class StateChip;
class Workspace;

/// The chosen participant: who it is, what its client is, its attributes, and what happened to it.
class ParticipantPanel final : public QWidget
{
    Q_OBJECT

public:
    ParticipantPanel(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    /// An empty id shows nobody.
    void setParticipant(const QString &stageArn, const QString &sessionId, const QString &participantId, bool live);
    /// The stage does not exist any more, which is said elsewhere: that the service finds nothing is no news.
    void setGone(bool gone);
    ReplicasBox *replicas() const { return m_replicas; }

private:
    void refresh();

    ViewContext m_context;
    Workspace *m_workspace;
    ElidedLabel *m_user;
    StateChip *m_chip;
    IdField *m_id;
    QLabel *m_asOf;
    MessageBar *m_message;
    FactsGrid *m_facts;
    ReplicasBox *m_replicas;
    ListPanel *m_events;
    bool m_isGone = false;
};
