// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tokenspage.h"

#include "models/errortext.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/batchsheet.h"
#include "views/connectionsheet.h"
#include "views/datatable.h"
#include "views/handoversheet.h"
#include "views/issuedactions.h"
#include "views/issuedpanel.h"
#include "views/listpanel.h"
#include "views/mintform.h"
#include "views/sheethost.h"
#include "views/theme.h"

#include <QDataStream>
#include <QHBoxLayout>
#include <QIODevice>
#include <QLineEdit>
#include <QSplitter>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kFormWidth = 560;
constexpr int kBatchWidth = 820;

} // namespace

TokensPage::TokensPage(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_form(new MintForm(context, workspace))
    , m_issued(new IssuedPanel(context, workspace))
    , m_columns(new QSplitter(Qt::Horizontal))
    , m_host(new SheetHost(this))
    , m_registry(new ActionRegistry(context.theme, this))
{
    m_form->setMaximumWidth(kFormWidth);
    m_columns->addWidget(m_form);
    m_columns->addWidget(m_issued);
    m_columns->setSizes({420, 680});
    m_columns->setStretchFactor(1, 1);
    m_columns->setChildrenCollapsible(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_columns);
    addActions();
    addIssuedActions();
    connect(m_form, &MintForm::minted, this, &TokensPage::handOver);
    connect(m_form, &MintForm::manyWanted, this, &TokensPage::mintMany);
    connect(m_form, &MintForm::connectionWanted, this, &TokensPage::signConnection);
    connect(m_form, &MintForm::keysWanted, this, [this] { Q_EMIT pageWanted(u"keys"_s, nullptr, {}); });
    connect(workspace->guard(), &aws::WriteGuard::changed, this, &TokensPage::refreshActions);
    refreshActions();
}

void TokensPage::addActions()
{
    addAction(m_registry->add(
        u"token.mint"_s, tr("&Mint the token"), u"token"_s, {tr("token"), tr("issue")}, [this] { m_form->mint(); }));
    addAction(m_registry->add(u"token.many"_s, tr("Mint man&y tokens…"), u"token"_s,
        {tr("token"), tr("batch"), tr("CSV"), tr("import")}, [this] { mintMany(); }));
    addAction(m_registry->add(u"token.connection"_s, tr("Sign a &connection token…"), u"token"_s,
        {tr("token"), tr("key"), tr("connect")}, [this] { signConnection(); }));
    m_registry->action(u"token.mint"_s)->setShortcut(Qt::CTRL | Qt::Key_Return);
    m_registry->action(u"token.mint"_s)->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_registry->action(u"token.many"_s)->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_M);
    m_registry->action(u"token.many"_s)->setShortcutContext(Qt::WindowShortcut); // while the page is on screen
}

void TokensPage::addIssuedActions()
{
    auto *actions = new IssuedActions(m_context, {m_workspace, this, m_host, m_registry}, m_issued->table(), this);
    m_issued->setActions(m_registry);
    auto *begin = new QAction(this);
    connect(begin, &QAction::triggered, m_form, &MintForm::begin);
    m_issued->list()->setFilling(begin, tr("Mint the first one"));
    connect(m_issued, &IssuedPanel::inspectWanted, this, &Page::inspectWanted);
    connect(actions, &IssuedActions::renewWanted, this, &TokensPage::renew);
    connect(actions, &IssuedActions::told, m_issued, &IssuedPanel::tell);
    connect(actions, &IssuedActions::keptRead, this, [this](const MintedToken &token) {
        if (!m_host->current())
            m_host->show(new HandOverSheet(m_context, m_workspace, token, HandOverSheet::Origin::Kept));
    });
    connect(actions, &IssuedActions::stageWanted, this,
        [this](const QString &arn) { Q_EMIT pageWanted(u"stages"_s, m_workspace, arn); });
    connect(actions, &IssuedActions::entryWanted, this,
        [this](const QString &entry) { Q_EMIT pageWanted(u"activity"_s, m_workspace, entry); });
}

// The form shows what is minted, and what it says when it can't be.
void TokensPage::renew(const MintDraft &draft)
{
    if (m_form->isUnderWay())
        return;
    m_form->setDraft(draft);
    m_form->mint();
}

void TokensPage::refreshActions()
{
    const QString locked = readOnlyReason(m_workspace->guard());
    m_registry->setReason(u"token.mint"_s, locked);
    m_registry->setReason(u"token.many"_s, locked);
    m_registry->setReason(u"token.connection"_s, locked);
}

void TokensPage::mintMany()
{
    if (m_form->isUnderWay())
        return;
    MintDraft defaults = m_form->draft();
    if (defaults.token.durationMinutes < 0)
        defaults.token.durationMinutes = TokenDraft().durationMinutes;
    auto *sheet = new BatchSheet(m_context, m_workspace, defaults);
    connect(sheet, &BatchSheet::keysWanted, m_form, &MintForm::keysWanted);
    m_host->show(sheet, kBatchWidth);
}

void TokensPage::signConnection()
{
    auto *sheet = new ConnectionSheet(m_context, m_workspace);
    sheet->setKeyArn(m_form->draft().keyArn);
    connect(sheet, &ConnectionSheet::made, this, &TokensPage::handOver);
    connect(sheet, &ConnectionSheet::keysWanted, m_form, &MintForm::keysWanted);
    m_host->show(sheet);
}

void TokensPage::handOver(const MintedToken &token)
{
    // The only copy: one that is not handed over yet is not pushed away by the next, nor the next by it.
    auto *open = qobject_cast<HandOverSheet *>(m_host->current());
    if (open && open->origin() == HandOverSheet::Origin::Made) {
        open->add(token);
        return;
    }
    m_waiting.append(token);
    showWaiting();
}

void TokensPage::showWaiting()
{
    if (m_waiting.isEmpty())
        return;
    if (SideSheet *open = m_host->current(); open && !open->isBusy()) // busy, it would take back what is under way
        open->requestClose();
    if (SideSheet *open = m_host->current()) {
        connect(open, &SideSheet::closed, this, &TokensPage::showWaiting,
            Qt::ConnectionType(Qt::QueuedConnection | Qt::UniqueConnection));
        return;
    }
    auto *sheet = new HandOverSheet(m_context, m_workspace, m_waiting.takeFirst());
    const QList<MintedToken> others = std::exchange(m_waiting, {});
    for (const MintedToken &token : others)
        sheet->add(token);
    m_host->show(sheet);
}

void TokensPage::focusFilter()
{
    m_issued->list()->filterField()->setFocus(Qt::ShortcutFocusReason);
    m_issued->list()->filterField()->selectAll();
}

void TokensPage::focusContent() { m_form->begin(); }

void TokensPage::showKey(const QString &key)
{
    if (!key.startsWith("arn:"_L1)) {
        m_issued->showKey(key);
        return;
    }
    MintDraft draft = m_form->draft();
    draft.stageArn = key;
    m_form->setDraft(draft);
}

QByteArray TokensPage::saveLayout() const
{
    QByteArray layout;
    QDataStream out(&layout, QIODevice::WriteOnly);
    out << m_columns->saveState() << m_issued->saveLayout();
    return layout;
}

void TokensPage::restoreLayout(const QByteArray &layout)
{
    QDataStream in(layout);
    QByteArray columns;
    QByteArray rows;
    in >> columns >> rows;
    if (in.status() != QDataStream::Ok)
        return;
    m_columns->restoreState(columns);
    m_issued->restoreLayout(rows);
}
