// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/connectionheader.h"

#include "models/plaintext.h"
#include "models/workspace.h"
#include "views/budgetmeter.h"
#include "views/findfield.h"
#include "views/lockbutton.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

ConnectionHeader::ConnectionHeader(const ViewContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_connection(new QToolButton)
    , m_account(new QLabel)
    , m_region(new QLabel)
    , m_environment(new QLabel)
    , m_lock(new LockButton(context))
    , m_find(new FindField(context))
    , m_budget(new BudgetMeter(context))
    , m_more(new QToolButton)
{
    for (QLabel *label : {m_account, m_region, m_environment}) {
        label->setTextFormat(Qt::PlainText);
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    m_account->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_connection->setFont(bold);
    m_connection->setAutoRaise(true);
    m_connection->setPopupMode(QToolButton::InstantPopup);
    m_connection->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_connection->setToolTip(tr("Switch to another connection or open one"));
    m_more->setAutoRaise(true);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setToolTip(tr("Menu"));
    m_more->setAccessibleName(tr("Menu"));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 7);
    layout->setSpacing(10);
    layout->addWidget(m_connection);
    layout->addWidget(m_environment);
    layout->addWidget(m_region);
    layout->addWidget(m_account);
    layout->addWidget(m_lock);
    layout->addStretch(1);
    layout->addWidget(m_find);
    layout->addWidget(m_budget);
    layout->addWidget(m_more);
    const auto tint = [this] {
        m_connection->setIcon(m_context.theme->icon(u"plug"_s));
        m_more->setIcon(m_context.theme->icon(u"more"_s));
        refresh();
    };
    tint();
    connect(context.theme, &Theme::changed, this, tint);
    refresh();
}

void ConnectionHeader::setMenus(QMenu *connections, QMenu *program)
{
    m_connection->setMenu(connections);
    m_more->setMenu(program);
}

void ConnectionHeader::setWorkspace(Workspace *workspace)
{
    if (m_workspace)
        m_workspace->disconnect(this);
    m_workspace = workspace;
    m_budget->setWorkspace(workspace);
    m_lock->setWorkspace(workspace);
    if (workspace) {
        connect(workspace, &Workspace::accountIdChanged, this, &ConnectionHeader::refresh);
        connect(workspace, &Workspace::environmentChanged, this, &ConnectionHeader::refresh);
    }
    refresh();
}

void ConnectionHeader::refresh()
{
    const bool open = m_workspace;
    // An ampersand in a profile's name is no mnemonic.
    m_connection->setText(open ? shownText(m_workspace->title()).replace(u'&', u"&&"_s) : tr("Not connected"));
    m_region->setText(open ? m_workspace->region() : QString());
    const QString account = open ? m_workspace->accountId() : QString();
    m_account->setText(open ? account.isEmpty() ? tr("account not known yet") : account : QString());
    const Environment environment = open ? m_workspace->environment() : Environment::Unmarked;
    m_environment->setText(Environments::words(environment));
    m_environment->setToolTip(environment == Environment::Local ? tr("ivs-local: nothing here reaches AWS")
                                                                : tr("As it is marked in the menu of the connection"));
    m_environment->setVisible(environment != Environment::Unmarked);
    QPalette chip = palette();
    if (environment != Environment::Unmarked && environment != Environment::Local)
        chip.setColor(QPalette::PlaceholderText, Theme::environmentColor(environment, m_context.theme->isDark()));
    m_environment->setPalette(chip);
    m_budget->setVisible(open);
    update();
}

void ConnectionHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = *m_context.theme;
    painter.fillRect(rect(), theme.color(Theme::Token::Panel));
    const Environment environment = m_workspace ? m_workspace->environment() : Environment::Unmarked;
    const int line = environment == Environment::Unmarked ? 1 : 3;
    painter.fillRect(0, height() - line, width(), line, Theme::environmentColor(environment, theme.isDark()));
}
