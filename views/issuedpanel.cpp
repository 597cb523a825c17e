// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/issuedpanel.h"

#include "models/tokencheck.h"
#include "models/tokenmodel.h"
#include "models/workspace.h"
#include "views/datatable.h"
#include "views/listpanel.h"
#include "views/messagebar.h"
#include "views/tableactions.h"
#include "views/tokenpanel.h"

#include <QActionGroup>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

using Show = TokenModel::Show;

IssuedPanel::IssuedPanel(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_note(new MessageBar(context))
    , m_rows(new QSplitter(Qt::Vertical))
    , m_checks(new QToolButton)
{
    m_list = new ListPanel(context, workspace->issuedTokens(),
        {tr("Issued"), tr("Reading…"),
            tr("No token has been issued with Stagedesk in %1 yet. The service can't list tokens: those that are made "
               "elsewhere are not known here.")
                .arg(workspace->region())});
    m_token = new TokenPanel(context, workspace);
    m_list->addTool(filter());
    auto *inspect = new QToolButton;
    inspect->setText(tr("Inspect…"));
    inspect->setToolTip(tr("Paste a token and see what it says, and what is wrong with it"));
    inspect->setAccessibleName(tr("Inspect a token"));
    inspect->setAutoRaise(true);
    m_list->addTool(exports());
    m_list->addTool(inspect);
    m_checks->setToolTip(tr("Stop asking what became of them; what came is kept"));
    m_checks->setAutoRaise(true);
    m_list->addTool(m_checks);
    m_rows->addWidget(m_list);
    m_rows->addWidget(m_token);
    m_rows->setStretchFactor(0, 1);
    m_rows->setSizes({420, 250});
    m_rows->setChildrenCollapsible(false);
    m_token->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_note);
    layout->addWidget(m_rows, 1);

    table()->sortByColumn(TokenModel::Issued, Qt::DescendingOrder);
    // What is asked first stands in sight in a small window too.
    QHeaderView *header = table()->horizontalHeader();
    header->moveSection(header->visualIndex(TokenModel::State), 2);
    header->moveSection(header->visualIndex(TokenModel::Expires), 3);
    for (const int column : {TokenModel::UserId, TokenModel::Stage})
        header->resizeSection(column, 130);
    header->resizeSection(TokenModel::State, 100);
    connect(inspect, &QToolButton::clicked, this, &IssuedPanel::inspectWanted);
    connect(table(), &DataTable::currentKeyChanged, this, [this](const QString &key) {
        m_token->setToken(key);
        m_token->setVisible(!key.isEmpty());
    });
    connect(workspace->issuedTokens(), &ListModel::filterChanged, this, &IssuedPanel::refreshFilter);
    TokenCheck *checks = workspace->issuedTokens()->checks();
    connect(m_checks, &QToolButton::clicked, checks, &TokenCheck::stop);
    connect(checks, &TokenCheck::changed, this, &IssuedPanel::refreshChecks);
    refreshFilter();
    refreshChecks();
}

// One is told of beside its facts.
void IssuedPanel::refreshChecks()
{
    const int asked = m_workspace->issuedTokens()->checks()->checking();
    m_checks->setVisible(asked > 1);
    m_checks->setText(tr("Stop checking: %1 left").arg(QLocale().toString(asked)));
}

DataTable *IssuedPanel::table() const { return m_list->table(); }

QToolButton *IssuedPanel::filter()
{
    m_show = new QToolButton;
    m_show->setAutoRaise(true);
    m_show->setPopupMode(QToolButton::InstantPopup);
    m_show->setToolTip(tr("Which tokens are shown"));
    auto *menu = new QMenu(m_show);
    m_choices = new QActionGroup(menu);
    const std::pair<Show, QString> choices[] = {{Show::All, tr("All")}, {Show::Valid, tr("Not expired")},
        {Show::Unused, tr("Unused")}, {Show::Joined, tr("Joined")}, {Show::Gone, tr("Left or disconnected")},
        {Show::NotKnown, tr("Not known")}, {Show::Expired, tr("Expired")}};
    for (const auto &choice : choices) {
        QAction *action = menu->addAction(choice.second);
        action->setCheckable(true);
        action->setData(int(choice.first));
        m_choices->addAction(action);
    }
    connect(m_choices, &QActionGroup::triggered, this,
        [this](const QAction *action) { m_workspace->issuedTokens()->setShow(Show(action->data().toInt())); });
    m_show->setMenu(menu);
    return m_show;
}

QToolButton *IssuedPanel::exports()
{
    auto *button = new QToolButton;
    button->setText(tr("Export"));
    button->setToolTip(tr("Write what is known of these tokens into a file; never the tokens themselves"));
    button->setAccessibleName(tr("Export the list of tokens"));
    button->setAutoRaise(true);
    button->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(button);
    menu->setToolTipsVisible(true);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        table()->actionsOfRows()->fillExports(menu);
        if (menu->isEmpty())
            menu->addAction(tr("There are no rows"))->setEnabled(false);
    });
    button->setMenu(menu);
    return button;
}

void IssuedPanel::refreshFilter()
{
    const auto all = m_choices->actions();
    for (QAction *action : all) {
        if (Show(action->data().toInt()) != m_workspace->issuedTokens()->show())
            continue;
        action->setChecked(true);
        m_show->setText(action->text());
        m_show->setAccessibleName(tr("Tokens that are shown: %1").arg(action->text()));
    }
}

void IssuedPanel::setActions(const ActionRegistry *registry) { m_token->setActions(registry); }

void IssuedPanel::tell(const QString &title, const QString &words) { m_note->setNotice(title, words); }

void IssuedPanel::showKey(const QString &participantId)
{
    TokenModel *model = m_workspace->issuedTokens();
    if (model->entry(participantId) && model->rowOfKey(participantId) < 0)
        m_list->clearFilter();
    table()->setCurrentKey(participantId);
}

QByteArray IssuedPanel::saveLayout() const { return m_rows->saveState(); }

void IssuedPanel::restoreLayout(const QByteArray &layout)
{
    if (!layout.isEmpty())
        m_rows->restoreState(layout);
}
