// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/outputspage.h"

#include "models/compositionacts.h"
#include "models/encodermodel.h"
#include "models/stageacts.h"
#include "models/storagemodel.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/datatable.h"
#include "views/encoderactions.h"
#include "views/encoderpanel.h"
#include "views/listpanel.h"
#include "views/sheethost.h"
#include "views/sidesheet.h"
#include "views/stagetabs.h"
#include "views/storageactions.h"
#include "views/storagepanel.h"

#include <QDataStream>
#include <QLineEdit>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

const auto kEncoders = u"encoders"_s;
const auto kStorages = u"storages"_s;

bool isStorage(const QString &arn) { return arn.contains(":storage-configuration/"_L1); }

QSplitter *columns(ListPanel *list, QWidget *panel)
{
    auto *made = new QSplitter(Qt::Horizontal);
    made->addWidget(list);
    made->addWidget(panel);
    made->setSizes({640, 460});
    made->setStretchFactor(0, 3);
    made->setStretchFactor(1, 2);
    made->setChildrenCollapsible(false);
    return made;
}

void addButton(ListPanel *list, QAction *action, const QString &name, const QString &verb)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    list->addTool(button);
    list->setFilling(action, verb);
}

} // namespace

OutputsPage::OutputsPage(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_tabs(new StageTabs)
    , m_registry(new ActionRegistry(context.theme, this))
{
    m_tabs->setBarName(tr("Kinds of configurations"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs);
    auto *host = new SheetHost(this);
    makeEncoders(host);
    makeStorages(host);
    // The new one is chosen as soon as it is listed.
    const CompositionActs *acts = workspace->compositionActs();
    connect(acts, &CompositionActs::encoderCreated, this,
        [this](const ivs::EncoderConfiguration &encoder) { m_wanted = encoder.arn; });
    connect(acts, &CompositionActs::storageCreated, this,
        [this](const ivs::StorageConfiguration &storage) { m_wanted = storage.arn; });
    connect(workspace->encoders(), &ListModel::stateChanged, this, &OutputsPage::showWanted);
    connect(workspace->storages(), &ListModel::stateChanged, this, &OutputsPage::showWanted);
    connect(workspace->stageActs(), &StageActs::touched, this, [this](const QStringList &arns) {
        for (ListModel *list :
            {static_cast<ListModel *>(m_workspace->encoders()), static_cast<ListModel *>(m_workspace->storages())}) {
            const bool isOne =
                std::any_of(arns.begin(), arns.end(), [list](const QString &arn) { return list->contains(arn); });
            if (isOne && list->isWatched()) // their tags
                list->reload();
        }
    });
}

void OutputsPage::makeEncoders(SheetHost *host)
{
    EncoderModel *model = m_workspace->encoders();
    m_encoders = new ListPanel(m_context, model,
        {tr("Encoder configurations"), tr("Not asked yet."),
            tr("There are no encoder configurations in %1: a channel can do with the service's default, a recording "
               "needs one.")
                .arg(m_workspace->region())});
    m_encoder = new EncoderPanel(m_context, m_workspace);
    m_encoderColumns = columns(m_encoders, m_encoder);
    m_tabs->add(kEncoders, tr("Encoders"), m_encoderColumns);
    DataTable *table = m_encoders->table();
    table->sortByColumn(EncoderModel::Name, Qt::AscendingOrder);
    connect(table, &DataTable::currentKeyChanged, m_encoder, &EncoderPanel::setEncoder);
    const auto want = [table, model] { model->wantDetails(table->visibleKeys()); };
    connect(table, &DataTable::visibleRowsChanged, this, want);
    connect(model, &ListModel::stateChanged, table, want);
    connect(m_encoder, &EncoderPanel::compositionWanted, this,
        [this](const QString &arn) { Q_EMIT pageWanted(u"compositions"_s, m_workspace, arn); });
    new EncoderActions(m_context, {m_workspace, m_encoderColumns, host, m_registry}, table, this);
    addButton(m_encoders, m_registry->action(u"encoders.create"_s), tr("New encoder configuration"),
        tr("New encoder configuration"));
    m_encoder->setActions(m_registry);
}

void OutputsPage::makeStorages(SheetHost *host)
{
    m_storages = new ListPanel(m_context, m_workspace->storages(),
        {tr("Storage configurations"), tr("Not asked yet."),
            tr("There are no storage configurations in %1: nothing can be recorded.").arg(m_workspace->region())});
    m_storage = new StoragePanel(m_context, m_workspace);
    m_storageColumns = columns(m_storages, m_storage);
    m_tabs->add(kStorages, tr("Storage"), m_storageColumns);
    DataTable *table = m_storages->table();
    table->sortByColumn(StorageModel::Name, Qt::AscendingOrder);
    connect(table, &DataTable::currentKeyChanged, m_storage, &StoragePanel::setStorage);
    connect(m_storage, &StoragePanel::compositionWanted, this,
        [this](const QString &arn) { Q_EMIT pageWanted(u"compositions"_s, m_workspace, arn); });
    connect(m_storage, &StoragePanel::stageWanted, this,
        [this](const QString &arn) { Q_EMIT pageWanted(u"stages"_s, m_workspace, arn); });
    new StorageActions(m_context, {m_workspace, m_storageColumns, host, m_registry}, table, this);
    addButton(m_storages, m_registry->action(u"storages.create"_s), tr("New storage configuration"),
        tr("New storage configuration"));
    m_storage->setActions(m_registry);
}

ListPanel *OutputsPage::shownList() const { return m_tabs->currentId() == kStorages ? m_storages : m_encoders; }

void OutputsPage::showWanted()
{
    if (m_wanted.isEmpty())
        return;
    if (m_workspace->encoders()->contains(m_wanted) || m_workspace->storages()->contains(m_wanted))
        showKey(std::exchange(m_wanted, {}));
}

void OutputsPage::reload()
{
    if (m_tabs->currentId() == kStorages)
        m_workspace->storages()->reload();
    else
        m_workspace->encoders()->reload();
}

void OutputsPage::focusFilter()
{
    shownList()->filterField()->setFocus(Qt::ShortcutFocusReason);
    shownList()->filterField()->selectAll();
}

void OutputsPage::focusContent() { shownList()->focusTable(); }

void OutputsPage::showKey(const QString &key)
{
    m_tabs->setCurrentId(isStorage(key) ? kStorages : kEncoders);
    ListPanel *list = shownList();
    const ListModel *model = list->table()->listModel();
    // What is asked for is shown, whatever the filter hid.
    if (model->contains(key) && model->rowOfKey(key) < 0)
        list->clearFilter();
    if (model->contains(key)) {
        list->table()->setCurrentKey(key);
        return;
    }
    list->table()->expectKey(key);
    if (list == m_storages)
        m_storage->setStorage(key);
    else
        m_encoder->setEncoder(key);
}

QByteArray OutputsPage::saveLayout() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << m_encoderColumns->saveState() << m_storageColumns->saveState() << m_tabs->currentId();
    return bytes;
}

void OutputsPage::restoreLayout(const QByteArray &layout)
{
    QDataStream in(layout);
    for (QSplitter *splitter : {m_encoderColumns, m_storageColumns}) {
        QByteArray state;
        in >> state;
        if (!state.isEmpty())
            splitter->restoreState(state);
    }
    QString tab;
    in >> tab;
    m_tabs->setCurrentId(tab);
}
