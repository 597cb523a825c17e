// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stageacts.h"
#include "views/confirmation.h"
#include "views/stagesheet.h"

#include <QObject>

class ActionRegistry;
class ActSheet;
class DataTable;
class QMenu;
class SheetHost;
class Workspace;

/// What can be done to the selected stages and participants: fills the registry, keeps each action's reason why it
/// can't be done now, and opens sheets and questions. An action concerns the selected rows that are shown, never what a
/// filter hides.
class StageActions final : public QObject
{
    Q_OBJECT

public:
    struct Place
    {
        Workspace *workspace;
        QWidget *page;
        DataTable *stages;
        DataTable *participants;
        SheetHost *host;
        ActionRegistry *registry;
    };

    StageActions(const ViewContext &context, const Place &place, QObject *parent);

    /// Ends one replication, after a question.
    void stopReplication(
        const QString &sourceStageArn, const QString &destinationStageArn, const ParticipantTarget &participant);

private:
    void addTo(QMenu *menu, const DataTable *table);
    void addStageActions();
    void addParticipantActions();
    void refresh();
    void refreshParticipants(const QString &locked);
    void openStageSheet(StageSheet::Purpose purpose);
    void editTags();
    void deleteStages();
    void disconnectParticipants();
    void replicate();
    void stopSelectedReplication();
    void show(ActSheet *sheet);
    void follow(Undertaking *undertaking);
    bool isFree() const;
    void ask(const Confirmation::Question &question, Destruction *destruction,
        const std::function<void(const QString &)> &confirmed);
    bool anyConnected() const;
    QStringList stages() const;
    QList<ParticipantTarget> connected() const;
    QString stageName(const QString &arn) const;
    QString nameToType(const QStringList &names) const;

    ViewContext m_context;
    Place m_at;
};
