// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/storagepanel.h"

#include "models/choices.h"
#include "models/outputuse.h"
#include "models/plaintext.h"
#include "models/storagemodel.h"
#include "models/storagestages.h"
#include "models/timetext.h"
#include "models/usewords.h"
#include "models/watch.h"
#include "models/workspace.h"
#include "views/factsgrid.h"
#include "views/panelhead.h"
#include "views/usebox.h"

#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

StoragePanel::StoragePanel(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_head(new PanelHead(
          context, tr("No storage configuration chosen"), tr("What can be done to this storage configuration")))
    , m_facts(new FactsGrid(context, true))
    , m_use(new UseBox(context, tr("Used by"), {u"compositions"_s, tr("composition")}))
    , m_stages(new UseBox(context, tr("Stages that record their participants"), {u"stages"_s, tr("stage")}))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_head);
    layout->addWidget(m_facts);
    layout->addWidget(m_use);
    layout->addWidget(m_stages);
    layout->addStretch(1);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    const StorageModel *storages = workspace->storages();
    connect(storages, &ListModel::stateChanged, this, &StoragePanel::refresh);
    connect(storages, &QAbstractItemModel::dataChanged, this, &StoragePanel::refresh);
    connect(workspace->watch(), &Watch::watched, this, &StoragePanel::refresh);
    connect(workspace->outputUse(), &OutputUse::changed, this, &StoragePanel::refresh);
    connect(workspace->stages(), &ListModel::stateChanged, this, &StoragePanel::refresh);
    connect(workspace->times(), &TimeText::changed, this, &StoragePanel::refresh);
    connect(workspace->storageStages(), &StorageStages::changed, this, &StoragePanel::refreshStages);
    connect(m_use, &UseBox::chosen, this, &StoragePanel::compositionWanted);
    connect(m_stages, &UseBox::chosen, this, &StoragePanel::stageWanted);
    connect(m_stages, &UseBox::pressed, this, [stages = workspace->storageStages()] {
        if (stages->isLooking())
            stages->stop();
        else
            stages->look();
    });
    refresh();
}

void StoragePanel::setActions(const ActionRegistry *registry)
{
    m_head->setActions(registry, {u"storages.tags"_s, u"storages.delete"_s});
    refresh();
}

void StoragePanel::setStorage(const QString &arn)
{
    m_arn = arn;
    refresh();
}

void StoragePanel::refresh()
{
    const ivs::StorageConfigurationSummary *row = m_workspace->storages()->record(m_arn);
    const bool isThere = !m_arn.isEmpty();
    for (QWidget *each :
        {static_cast<QWidget *>(m_facts), static_cast<QWidget *>(m_use), static_cast<QWidget *>(m_stages)})
        each->setVisible(isThere);
    m_head->setResource(m_arn, row ? choiceText(row->name, m_arn) : idOfArn(m_arn), tr("storage configuration ARN"));
    m_head->setState(Tone::Idle, isThere && !row && m_workspace->storages()->state().isWhole ? tr("Gone") : QString());
    if (!isThere)
        return;
    m_facts->setFacts({{tr("Bucket"), row && row->s3 ? row->s3->bucketName : QString(), true},
        {tr("Tags"), row ? tagsText(row->tags) : QString()}});
    m_use->setCompositions(m_workspace, m_arn);
    refreshStages();
}

void StoragePanel::refreshStages()
{
    if (m_arn.isEmpty())
        return;
    const StorageStages *all = m_workspace->storageStages();
    QList<UseBox::Link> links;
    const QList<StorageStages::Stage> found = all->of(m_arn);
    for (const StorageStages::Stage &stage : found)
        links.append({stage.arn, shownText(stage.name.isEmpty() ? idOfArn(stage.arn) : stage.name)});
    m_stages->setUse(usewords::stages(*all, {m_arn}, *m_workspace->times()), links);
    m_stages->setButton(all->isLooking() ? tr("Stop looking")
            : all->isWhole()             ? tr("Look again")
                                         : tr("Look through the stages"));
}
