// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/connectionheader.h"

#include "models/plaintext.h"
#include "models/workspace.h"
#include "views/budgetmeter.h"
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
    , m_readOnly(new QLabel(tr("read-only")))
    , m_budget(new BudgetMeter(context))
    , m_more(new QToolButton)
{
    for (QLabel *label : {m_account, m_region, m_environment, m_readOnly}) {
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
    layout->addWidget(m_readOnly);
    layout->addStretch(1);
    layout->addWidget(m_budget);
    layout->addWidget(m_more);
    const auto tint = [this] {
        m_connection->setIcon(m_context.theme->icon(u"plug"_s));
        m_more->setIcon(m_context.theme->icon(u"more"_s));
        update();
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
    if (workspace)
        connect(workspace, &Workspace::accountIdChanged, this, &ConnectionHeader::refresh);
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
    const bool local = open && m_workspace->environment() == Environment::Local;
    m_environment->setText(local ? tr("simulated") : QString());
    m_environment->setToolTip(local ? tr("ivs-local: nothing here reaches AWS") : QString());
    m_environment->setVisible(local);
    m_readOnly->setVisible(open && m_workspace->guard()->isReadOnly());
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
