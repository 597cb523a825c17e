// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/ingestpage.h"

#include "models/ingestdetail.h"
#include "models/ingestmodel.h"
#include "models/stageacts.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/datatable.h"
#include "views/ingestactions.h"
#include "views/ingestpanel.h"
#include "views/listpanel.h"
#include "views/sheethost.h"
#include "views/sidesheet.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QSplitter>
#include <QToolButton>

using Show = IngestModel::Show;

IngestPage::IngestPage(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_columns(new QSplitter(Qt::Horizontal))
    , m_registry(new ActionRegistry(context.theme, this))
{
    m_ingests = new ListPanel(context, workspace->ingests(),
        {tr("Ingest configurations"), tr("Not asked yet."),
            tr("There are no ingest configurations in %1: nobody publishes by RTMP there.").arg(workspace->region())});
    m_ingest = new IngestPanel(context, workspace);
    m_ingests->addTool(filter());
    m_columns->addWidget(m_ingests);
    m_columns->addWidget(m_ingest);
    m_columns->setSizes({640, 460});
    m_columns->setStretchFactor(0, 3);
    m_columns->setStretchFactor(1, 2);
    m_columns->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_columns);

    // Publishing first.
    m_ingests->table()->sortByColumn(IngestModel::State, Qt::AscendingOrder);
    connect(m_ingests->table(), &DataTable::currentKeyChanged, m_ingest, &IngestPanel::setIngest);
    connect(workspace->ingests(), &ListModel::stateChanged, this, &IngestPage::refreshCounts);
    connect(workspace->ingests(), &ListModel::filterChanged, this,
        [this] { m_filter->button(int(m_workspace->ingests()->show()))->setChecked(true); });
    connect(workspace->stageActs(), &StageActs::ingestsTouched, this, [this] {
        if (m_workspace->ingests()->isWatched())
            m_workspace->ingests()->reload();
    });
    connect(workspace->ingests(), &ListModel::stateChanged, this, &IngestPage::showWanted);
    addActions();
    refreshCounts();
}

void IngestPage::addActions()
{
    new IngestActions(m_context, {m_workspace, this, new SheetHost(this), m_registry}, m_ingests->table(), this);
    auto *create = new QToolButton;
    create->setDefaultAction(m_registry->action(QStringLiteral("ingest.create")));
    create->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    create->setAutoRaise(true);
    create->setAccessibleName(tr("Create an ingest configuration"));
    m_ingests->addTool(create);
    m_ingests->setFilling(create->defaultAction(), tr("Create ingest configuration"));
    m_ingest->setActions(m_registry);
    // The new one is chosen as soon as it is listed. Its keys are not taken from here: they are shown on demand.
    connect(m_workspace->stageActs(), &StageActs::ingestCreated, this,
        [this](const ivs::CreateIngestConfigurationResponse &answer) {
            m_wanted = answer.ingestConfiguration ? answer.ingestConfiguration->arn : QString();
        });
}

void IngestPage::showWanted()
{
    if (!m_wanted.isEmpty() && m_workspace->ingests()->contains(m_wanted))
        showKey(std::exchange(m_wanted, {}));
}

QWidget *IngestPage::filter()
{
    auto *box = new QWidget;
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    m_filter = new QButtonGroup(this);
    for (const Show show : {Show::All, Show::Publishing, Show::Idle, Show::Detached}) {
        auto *button = new QToolButton;
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setAutoExclusive(true); // the arrow keys move in the group: without it they skip those that Tab skips
        m_filter->addButton(button, int(show));
        layout->addWidget(button);
    }
    m_filter->button(int(Show::All))->setChecked(true);
    m_filter->button(int(Show::Detached))->setToolTip(tr("Attached to no stage: nobody can publish through them"));
    connect(m_filter, &QButtonGroup::idClicked, this, [this](int id) { m_workspace->ingests()->setShow(Show(id)); });
    return box;
}

void IngestPage::refreshCounts()
{
    const IngestModel *model = m_workspace->ingests();
    const IngestModel::Counts counts = model->counts();
    // A count of a part of the list is a lower bound and says so.
    const QString atLeast = model->state().isWhole ? QString() : QStringLiteral("≥ ");
    const auto words = [&](const QString &name, int count) {
        return model->state().loaded == 0 ? name : tr("%1 %2%3").arg(name, atLeast, QLocale().toString(count));
    };
    m_filter->button(int(Show::All))->setText(tr("All"));
    m_filter->button(int(Show::Publishing))->setText(words(tr("Publishing"), counts.publishing));
    m_filter->button(int(Show::Idle))->setText(words(tr("Idle"), counts.idle));
    m_filter->button(int(Show::Detached))->setText(words(tr("No stage"), counts.detached));
}

void IngestPage::reload()
{
    m_workspace->ingests()->reload();
    m_workspace->ingestDetail()->reload();
}

void IngestPage::focusFilter()
{
    m_ingests->filterField()->setFocus(Qt::ShortcutFocusReason);
    m_ingests->filterField()->selectAll();
}

void IngestPage::focusContent() { m_ingests->focusTable(); }

void IngestPage::showKey(const QString &key)
{
    IngestModel *model = m_workspace->ingests();
    // What is asked for is shown, whatever the filter hid.
    if (model->record(key) && model->rowOfKey(key) < 0)
        m_ingests->clearFilter();
    m_ingests->table()->setCurrentKey(key);
}

QByteArray IngestPage::saveLayout() const { return m_columns->saveState(); }

void IngestPage::restoreLayout(const QByteArray &layout)
{
    if (!layout.isEmpty())
        m_columns->restoreState(layout);
}
