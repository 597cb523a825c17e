// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stageactions.h"

#include "models/stagelinks.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/datatable.h"
#include "views/replicationsheet.h"
#include "views/tagssheet.h"

#include <QItemSelectionModel>

using namespace Qt::Literals::StringLiterals;

namespace {

QString nameOf(const ParticipantTarget &participant)
{
    return participant.userId.isEmpty() ? participant.participantId : participant.userId;
}

QStringList namesOf(const QList<ParticipantTarget> &participants)
{
    QStringList names;
    for (const ParticipantTarget &participant : participants)
        names << nameOf(participant);
    return names;
}

} // namespace

StageActions::StageActions(
    const ViewContext &context, const Place &place, DataTable *stages, DataTable *participants, QObject *parent)
    : PageActions(context, place, parent)
    , m_stages(stages)
    , m_participants(participants)
{
    addStageActions();
    addParticipantActions();
    attend(stages);
    attend(participants);
    connect(workspace()->participantReplicas(), &Detail::changed, this, &StageActions::refresh);
    connect(workspace()->stageCompositions(), &Detail::changed, this, &StageActions::refresh);
    refresh();
}

void StageActions::addStageActions()
{
    using Purpose = StageSheet::Purpose;
    addCreate(u"stage.create"_s, tr("&Create a stage…"), tr("Create"), {tr("new"), tr("add")},
        [this] { openStageSheet(Purpose::Create); });
    const QList<QAction *> ofStage {
        add(u"stage.edit"_s, tr("&Edit…"), u"edit"_s, {tr("stage"), tr("rename"), tr("recording")}, Qt::Key_F2,
            [this] { openStageSheet(Purpose::Edit); }),
        add(u"stage.clone"_s, tr("C&lone…"), u"copy"_s, {tr("stage"), tr("copy"), tr("duplicate")},
            Qt::CTRL | Qt::Key_D, [this] { openStageSheet(Purpose::Clone); }),
        add(u"stage.tags"_s, tr("&Tags…"), u"tag"_s, {tr("stage"), tr("label")}, Qt::CTRL | Qt::Key_T,
            [this] { editTags(); }),
        add(u"stage.compose"_s, tr("Co&mpose…"), u"editor"_s, {tr("composition"), tr("layout"), tr("go live")}, {},
            [this] { Q_EMIT composeWanted(stages().constFirst()); }),
        add(u"stage.compositionTags"_s, tr("Tags of its c&ompositions…"), u"tag"_s, {tr("stage"), tr("label")}, {},
            [this] { editCompositionTags(); }),
        add(u"stage.delete"_s, tr("&Delete…"), u"trash"_s, {tr("stage"), tr("remove")}, QKeySequence::Delete,
            [this] { deleteStages(); })};
    m_stages->addActions(ofStage);
}

void StageActions::addParticipantActions()
{
    QAction *drop = add(u"participant.disconnect"_s, tr("&Disconnect…"), u"unplug"_s,
        {tr("participant"), tr("kick"), tr("remove")}, QKeySequence::Delete, [this] { disconnectParticipants(); });
    QAction *start = add(u"participant.replicate"_s, tr("&Replicate to another stage…"), u"replicate"_s,
        {tr("participant"), tr("copy"), tr("guest")}, {}, [this] { replicate(); });
    QAction *stop = add(u"participant.stopReplication"_s, tr("&Stop the replication…"), u"stop"_s,
        {tr("participant"), tr("replica")}, {}, [this] { stopSelectedReplication(); });
    m_participants->addActions({drop, start, stop});
}

bool StageActions::anyConnected() const
{
    const ParticipantModel *model = workspace()->participants();
    const QItemSelection selection = m_participants->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const ivs::ParticipantSummary *person = model->record(model->keyAt(row));
            if (person && person->state == ivs::ParticipantState::Connected)
                return true;
        }
    }
    return false;
}

QStringList StageActions::stages() const { return m_stages->selectedKeys(); }

QList<ParticipantTarget> StageActions::connected() const
{
    const ParticipantModel *model = workspace()->participants();
    QList<ParticipantTarget> targets;
    for (const QString &id : m_participants->selectedKeys()) {
        const ivs::ParticipantSummary *row = model->record(id);
        if (row && row->state == ivs::ParticipantState::Connected)
            targets.append({id, model->sessionId(), row->userId});
    }
    return targets;
}

QString StageActions::stageName(const QString &arn) const
{
    const StageRecord *record = workspace()->stages()->record(arn);
    return record && !record->stage.name.isEmpty() ? record->stage.name : idOfArn(arn);
}

void StageActions::refresh()
{
    const int count = selectedCountOf(m_stages);
    const QString none = count == 0 ? tr("no stage is selected") : QString();
    const QString notOne = count > 1 ? tr("more than one stage is selected") : none;
    setReason(u"stage.create"_s, {});
    setReason(u"stage.edit"_s, notOne);
    setReason(u"stage.clone"_s, notOne);
    setReason(u"stage.tags"_s, none);
    registry()->setReason(u"stage.compose"_s, notOne); // a draft is no write
    const StageCompositions *compositions = workspace()->stageCompositions();
    const bool areKnown = notOne.isEmpty() && compositions->arn() == stages().constFirst();
    setReason(u"stage.compositionTags"_s,
        !notOne.isEmpty()                       ? notOne
            : !areKnown                         ? tr("open its details first: they read its compositions")
            : compositions->running().isEmpty() ? tr("none is running")
                                                : QString());
    setReason(u"stage.delete"_s, none);
    // What it would touch stands on it: the panel beside shows only one of them.
    registry()->action(u"stage.tags"_s)->setText(count > 1 ? tr("&Tags of %1 stages…").arg(count) : tr("&Tags…"));
    registry()->action(u"stage.delete"_s)->setText(count > 1 ? tr("&Delete %1 stages…").arg(count) : tr("&Delete…"));
    refreshParticipants();
}

void StageActions::refreshParticipants()
{
    const ParticipantModel *model = workspace()->participants();
    const int count = selectedCountOf(m_participants);
    const QString nobody = count == 0 ? tr("nobody is selected")
        : !model->isLive()            ? tr("the session has ended")
        : !anyConnected()             ? tr("nobody who is selected is connected")
                                      : QString();
    setReason(u"participant.disconnect"_s, nobody);
    setReason(u"participant.replicate"_s, nobody);
    registry()
        ->action(u"participant.disconnect"_s)
        ->setText(count > 1 ? tr("&Disconnect the selected…") : tr("&Disconnect…"));
    const ivs::ParticipantSummary *one =
        count == 1 ? model->record(m_participants->selectedKeys().constFirst()) : nullptr;
    const ParticipantReplicas *replicas = workspace()->participantReplicas();
    const bool known = one && replicas->question().participantId == one->participantId;
    const qsizetype destinations = known ? replicas->activeDestinations().size() : 0;
    const bool isReplica = one && one->replicationType == ivs::ReplicationType::Replica
        && one->replicationState == ivs::ReplicationState::Active;
    setReason(u"participant.stopReplication"_s,
        count != 1                           ? tr("select one participant")
            : isReplica || destinations == 1 ? QString()
            : destinations > 1               ? tr("there are several: choose one beside the participant's events")
            : known && replicas->isLoading() ? tr("its replications are being read")
                                             : tr("it is in no other stage"));
}

void StageActions::openStageSheet(StageSheet::Purpose purpose)
{
    const QStringList arns = stages();
    const bool ofOne = purpose != StageSheet::Purpose::Create;
    if ((ofOne && arns.size() != 1) || !isFree())
        return;
    show(new StageSheet(context(), workspace(), purpose, ofOne ? arns.first() : QString()));
}

void StageActions::editTags()
{
    QList<TagsSheet::Resource> resources;
    for (const QString &arn : stages()) {
        if (const StageRecord *record = workspace()->stages()->record(arn))
            resources.append({arn, stageName(arn), record->stage.tags});
    }
    if (!resources.isEmpty() && isFree())
        show(new TagsSheet(context(), workspace(), resources, tr("stages")));
}

void StageActions::editCompositionTags()
{
    QList<TagsSheet::Resource> resources;
    for (const ivs::CompositionSummary &each : workspace()->stageCompositions()->running())
        resources.append({each.arn, idOfArn(each.arn), each.tags});
    if (!resources.isEmpty() && isFree())
        show(new TagsSheet(context(), workspace(), resources, tr("compositions")));
}

void StageActions::deleteStages()
{
    const QStringList arns = stages();
    if (arns.isEmpty() || !isFree())
        return;
    QStringList names;
    for (const QString &arn : arns)
        names << stageName(arn);
    Confirmation::Question question;
    question.title = arns.size() == 1 ? tr("Delete the stage?") : tr("Delete %1 stages?").arg(arns.size());
    question.names = names;
    question.consequence = tr("A deleted stage can't be brought back.");
    question.verb = arns.size() == 1 ? tr("Delete") : tr("Delete %1 stages").arg(arns.size());
    question.toType = nameToType(names);
    StageActs *acts = workspace()->stageActs();
    ask(question, acts->stagesDestruction(arns),
        [this, acts, arns](const QString &) { follow(acts->deleteStages(arns)); });
}

void StageActions::disconnectParticipants()
{
    const QList<ParticipantTarget> targets = connected();
    if (targets.isEmpty() || !isFree())
        return;
    const QString stageArn = workspace()->participants()->stageArn();
    Confirmation::Question question;
    question.title =
        targets.size() == 1 ? tr("Disconnect the participant?") : tr("Disconnect %1 participants?").arg(targets.size());
    question.names = namesOf(targets);
    question.consequence = tr("The token of somebody who was disconnected can't be used to join again.");
    question.verb = targets.size() == 1 ? tr("Disconnect") : tr("Disconnect %1").arg(targets.size());
    question.toType = nameToType(question.names);
    question.asksReason = true;
    StageActs *acts = workspace()->stageActs();
    ask(question, acts->participantsDestruction(stageArn, targets),
        [this, acts, stageArn, targets](
            const QString &reason) { follow(acts->disconnectParticipants(stageArn, targets, reason)); });
}

void StageActions::replicate()
{
    const QList<ParticipantTarget> targets = connected();
    if (targets.isEmpty() || !isFree())
        return;
    show(new ReplicationSheet(context(), workspace(), workspace()->participants()->stageArn(), targets));
}

void StageActions::stopSelectedReplication()
{
    const QStringList selected = m_participants->selectedKeys();
    const ParticipantModel *model = workspace()->participants();
    const ivs::ParticipantSummary *row = selected.size() == 1 ? model->record(selected.first()) : nullptr;
    if (!row)
        return;
    const ParticipantTarget target {row->participantId, model->sessionId(), row->userId};
    const QStringList destinations = workspace()->participantReplicas()->activeDestinations();
    if (row->replicationType == ivs::ReplicationType::Replica && !row->sourceStageArn.isEmpty())
        stopReplication(row->sourceStageArn, model->stageArn(), target);
    else if (destinations.size() == 1)
        stopReplication(model->stageArn(), destinations.first(), target);
}

void StageActions::stopReplication(
    const QString &sourceStageArn, const QString &destinationStageArn, const ParticipantTarget &participant)
{
    if (!isFree())
        return;
    Confirmation::Question question;
    question.title = tr("Stop the replication?");
    question.names = {nameOf(participant)};
    question.consequence = tr("%1 leaves the stage %2, and stays in %3.")
                               .arg(nameOf(participant), stageName(destinationStageArn), stageName(sourceStageArn));
    question.verb = tr("Stop the replication");
    question.toType = nameToType(question.names);
    StageActs *acts = workspace()->stageActs();
    ask(question, nullptr, [this, acts, sourceStageArn, destinationStageArn, participant](const QString &) {
        follow(acts->stopReplication(sourceStageArn, destinationStageArn, {participant}));
    });
}
