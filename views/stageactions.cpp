// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stageactions.h"

#include "models/errortext.h"
#include "models/stagelinks.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/datatable.h"
#include "views/replicationsheet.h"
#include "views/sheethost.h"
#include "views/tagssheet.h"
#include "views/undertakingsheet.h"

#include <QItemSelectionModel>
#include <QMenu>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kUndertakingWidth = 600;

// Counted without looking at every one: of 100,000 rows all may be selected.
int selectedCountOf(const DataTable *table)
{
    int count = 0;
    const QItemSelection selection = table->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection)
        count += range.height();
    return count;
}

QString readOnlyReason(Workspace *workspace)
{
    const std::optional<aws::ReadOnlyReason> reason = workspace->guard()->lockedReason();
    if (!reason)
        return {};
    aws::Error error;
    error.kind = aws::ErrorKind::ReadOnly;
    error.readOnly = reason;
    const ErrorText words = explain(error);
    return words.title + u". "_s + words.advice;
}

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

StageActions::StageActions(const ViewContext &context, const Place &place, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_at(place)
{
    addStageActions();
    addParticipantActions();
    for (const DataTable *table : {m_at.stages, m_at.participants}) {
        connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &StageActions::refresh);
        connect(table->model(), &QAbstractItemModel::dataChanged, this, &StageActions::refresh);
        connect(table->model(), &QAbstractItemModel::rowsRemoved, this, &StageActions::refresh);
        connect(table->listModel(), &ListModel::stateChanged, this, &StageActions::refresh);
        connect(table, &DataTable::menuAboutToShow, this, [this, table](QMenu *menu) { addTo(menu, table); });
    }
    connect(m_at.workspace->guard(), &aws::WriteGuard::changed, this, &StageActions::refresh);
    connect(m_at.workspace->participantReplicas(), &Detail::changed, this, &StageActions::refresh);
    refresh();
}

// On top of what copies the rows.
void StageActions::addTo(QMenu *menu, const DataTable *table)
{
    QAction *first = menu->actions().value(0);
    menu->setToolTipsVisible(true); // why one can't be done now
    for (const ActionRegistry::Entry &entry : m_at.registry->entries()) {
        if (table->actions().contains(entry.action))
            menu->insertAction(first, entry.action);
    }
    menu->insertSeparator(first);
}

void StageActions::addStageActions()
{
    ActionRegistry *registry = m_at.registry;
    const auto add = [&](const QString &id, const QString &words, const QString &icon, const QStringList &keywords,
                         const QKeySequence &keys, auto run) {
        QAction *action = registry->add(id, words, icon, keywords, run);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        return action;
    };
    using Purpose = StageSheet::Purpose;
    m_at.page->addAction(add(u"stage.create"_s, tr("&Create a stage…"), u"add"_s, {tr("new"), tr("add")},
        QKeySequence::New, [this] { openStageSheet(Purpose::Create); }));
    registry->action(u"stage.create"_s)->setShortcutContext(Qt::WindowShortcut); // while the page is on screen
    registry->action(u"stage.create"_s)->setIconText(tr("Create")); // beside the list's title that is enough
    const QList<QAction *> ofStage {
        add(u"stage.edit"_s, tr("&Edit…"), u"edit"_s, {tr("stage"), tr("rename"), tr("recording")}, Qt::Key_F2,
            [this] { openStageSheet(Purpose::Edit); }),
        add(u"stage.clone"_s, tr("C&lone…"), u"copy"_s, {tr("stage"), tr("copy"), tr("duplicate")},
            Qt::CTRL | Qt::Key_D, [this] { openStageSheet(Purpose::Clone); }),
        add(u"stage.tags"_s, tr("&Tags…"), u"tag"_s, {tr("stage"), tr("label")}, Qt::CTRL | Qt::Key_T,
            [this] { editTags(); }),
        add(u"stage.delete"_s, tr("&Delete…"), u"trash"_s, {tr("stage"), tr("remove")}, QKeySequence::Delete,
            [this] { deleteStages(); })};
    m_at.stages->addActions(ofStage);
}

void StageActions::addParticipantActions()
{
    ActionRegistry *registry = m_at.registry;
    QAction *drop = registry->add(u"participant.disconnect"_s, tr("&Disconnect…"), u"unplug"_s,
        {tr("participant"), tr("kick"), tr("remove")}, [this] { disconnectParticipants(); });
    drop->setShortcut(QKeySequence::Delete);
    drop->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    QAction *start = registry->add(u"participant.replicate"_s, tr("&Replicate to another stage…"), u"replicate"_s,
        {tr("participant"), tr("copy"), tr("guest")}, [this] { replicate(); });
    QAction *stop = registry->add(u"participant.stopReplication"_s, tr("&Stop the replication…"), u"stop"_s,
        {tr("participant"), tr("replica")}, [this] { stopSelectedReplication(); });
    m_at.participants->addActions({drop, start, stop});
}

bool StageActions::anyConnected() const
{
    const ParticipantModel *model = m_at.workspace->participants();
    const QItemSelection selection = m_at.participants->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const ivs::ParticipantSummary *person = model->record(model->keyAt(row));
            if (person && person->state == ivs::ParticipantState::Connected)
                return true;
        }
    }
    return false;
}

QStringList StageActions::stages() const { return m_at.stages->selectedKeys(); }

QList<ParticipantTarget> StageActions::connected() const
{
    const ParticipantModel *model = m_at.workspace->participants();
    QList<ParticipantTarget> targets;
    for (const QString &id : m_at.participants->selectedKeys()) {
        const ivs::ParticipantSummary *row = model->record(id);
        if (row && row->state == ivs::ParticipantState::Connected)
            targets.append({id, model->sessionId(), row->userId});
    }
    return targets;
}

QString StageActions::stageName(const QString &arn) const
{
    const StageRecord *record = m_at.workspace->stages()->record(arn);
    return record && !record->stage.name.isEmpty() ? record->stage.name : idOfArn(arn);
}

void StageActions::refresh()
{
    const QString locked = readOnlyReason(m_at.workspace);
    const int count = selectedCountOf(m_at.stages);
    const auto set = [&](const QString &id, const QString &otherwise) {
        m_at.registry->setReason(id, locked.isEmpty() ? otherwise : locked);
    };
    const QString none = count == 0 ? tr("no stage is selected") : QString();
    const QString notOne = count > 1 ? tr("more than one stage is selected") : none;
    set(u"stage.create"_s, {});
    set(u"stage.edit"_s, notOne);
    set(u"stage.clone"_s, notOne);
    set(u"stage.tags"_s, none);
    set(u"stage.delete"_s, none);
    // What it would touch stands on it: the panel beside shows only one of them.
    m_at.registry->action(u"stage.tags"_s)->setText(count > 1 ? tr("&Tags of %1 stages…").arg(count) : tr("&Tags…"));
    m_at.registry->action(u"stage.delete"_s)->setText(count > 1 ? tr("&Delete %1 stages…").arg(count) : tr("&Delete…"));
    refreshParticipants(locked);
}

void StageActions::refreshParticipants(const QString &locked)
{
    const auto set = [&](const QString &id, const QString &otherwise) {
        m_at.registry->setReason(id, locked.isEmpty() ? otherwise : locked);
    };
    const ParticipantModel *model = m_at.workspace->participants();
    const int count = selectedCountOf(m_at.participants);
    const QString nobody = count == 0 ? tr("nobody is selected")
        : !model->isLive()            ? tr("the session has ended")
        : !anyConnected()             ? tr("nobody who is selected is connected")
                                      : QString();
    set(u"participant.disconnect"_s, nobody);
    set(u"participant.replicate"_s, nobody);
    m_at.registry->action(u"participant.disconnect"_s)
        ->setText(count > 1 ? tr("&Disconnect the selected…") : tr("&Disconnect…"));
    const ivs::ParticipantSummary *one =
        count == 1 ? model->record(m_at.participants->selectedKeys().constFirst()) : nullptr;
    const ParticipantReplicas *replicas = m_at.workspace->participantReplicas();
    const bool known = one && replicas->question().participantId == one->participantId;
    const qsizetype destinations = known ? replicas->activeDestinations().size() : 0;
    const bool isReplica = one && one->replicationType == ivs::ReplicationType::Replica
        && one->replicationState == ivs::ReplicationState::Active;
    set(u"participant.stopReplication"_s,
        count != 1                           ? tr("select one participant")
            : isReplica || destinations == 1 ? QString()
            : destinations > 1               ? tr("there are several: choose one beside the participant's events")
            : known && replicas->isLoading() ? tr("its replications are being read")
                                             : tr("it is in no other stage"));
}

bool StageActions::isFree() const
{
    if (SideSheet *open = m_at.host->current())
        open->requestClose();
    return !m_at.host->current();
}

void StageActions::show(ActSheet *sheet)
{
    connect(sheet, &ActSheet::undertaken, this, &StageActions::follow);
    m_at.host->show(sheet);
}

void StageActions::follow(Undertaking *undertaking)
{
    m_at.host->show(new UndertakingSheet(m_context, undertaking), kUndertakingWidth);
}

void StageActions::openStageSheet(StageSheet::Purpose purpose)
{
    const QStringList arns = stages();
    const bool ofOne = purpose != StageSheet::Purpose::Create;
    if ((ofOne && arns.size() != 1) || !isFree())
        return;
    show(new StageSheet(m_context, m_at.workspace, purpose, ofOne ? arns.first() : QString()));
}

void StageActions::editTags()
{
    QList<TagsSheet::Resource> resources;
    for (const QString &arn : stages()) {
        if (const StageRecord *record = m_at.workspace->stages()->record(arn))
            resources.append({arn, stageName(arn), record->stage.tags});
    }
    if (!resources.isEmpty() && isFree())
        show(new TagsSheet(m_context, m_at.workspace, resources, tr("stages")));
}

// One is named by itself; for several the connection is what must not be mistaken.
QString StageActions::nameToType(const QStringList &names) const
{
    if (!m_at.workspace->guard()->hasReason(aws::ReadOnlyReason::Production))
        return {};
    return names.size() == 1 ? names.first() : m_at.workspace->title();
}

void StageActions::ask(const Confirmation::Question &question, Destruction *destruction,
    const std::function<void(const QString &)> &confirmed)
{
    auto *dialog = new Confirmation(m_context, question, destruction, m_at.page->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &Confirmation::confirmed, this, confirmed);
    dialog->open();
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
    StageActs *acts = m_at.workspace->stageActs();
    ask(question, acts->stagesDestruction(arns),
        [this, acts, arns](const QString &) { follow(acts->deleteStages(arns)); });
}

void StageActions::disconnectParticipants()
{
    const QList<ParticipantTarget> targets = connected();
    if (targets.isEmpty() || !isFree())
        return;
    const QString stageArn = m_at.workspace->participants()->stageArn();
    Confirmation::Question question;
    question.title =
        targets.size() == 1 ? tr("Disconnect the participant?") : tr("Disconnect %1 participants?").arg(targets.size());
    question.names = namesOf(targets);
    question.consequence = tr("The token of somebody who was disconnected can't be used to join again.");
    question.verb = targets.size() == 1 ? tr("Disconnect") : tr("Disconnect %1").arg(targets.size());
    question.toType = nameToType(question.names);
    question.asksReason = true;
    StageActs *acts = m_at.workspace->stageActs();
    ask(question, acts->participantsDestruction(stageArn, targets),
        [this, acts, stageArn, targets](
            const QString &reason) { follow(acts->disconnectParticipants(stageArn, targets, reason)); });
}

void StageActions::replicate()
{
    const QList<ParticipantTarget> targets = connected();
    if (targets.isEmpty() || !isFree())
        return;
    show(new ReplicationSheet(m_context, m_at.workspace, m_at.workspace->participants()->stageArn(), targets));
}

void StageActions::stopSelectedReplication()
{
    const QStringList selected = m_at.participants->selectedKeys();
    const ParticipantModel *model = m_at.workspace->participants();
    const ivs::ParticipantSummary *row = selected.size() == 1 ? model->record(selected.first()) : nullptr;
    if (!row)
        return;
    const ParticipantTarget target {row->participantId, model->sessionId(), row->userId};
    const QStringList destinations = m_at.workspace->participantReplicas()->activeDestinations();
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
    StageActs *acts = m_at.workspace->stageActs();
    ask(question, nullptr, [this, acts, sourceStageArn, destinationStageArn, participant](const QString &) {
        follow(acts->stopReplication(sourceStageArn, destinationStageArn, {participant}));
    });
}
