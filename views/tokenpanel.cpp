// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tokenpanel.h"

#include "models/plaintext.h"
#include "models/serviceclock.h"
#include "models/timetext.h"
#include "models/tokencheck.h"
#include "models/tokenmodel.h"
#include "models/tokenwords.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/elidedlabel.h"
#include "views/factsgrid.h"
#include "views/idfield.h"
#include "views/issuedactions.h"
#include "views/messagebar.h"
#include "views/statechip.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QScrollArea>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

TokenPanel::TokenPanel(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_name(new ElidedLabel)
    , m_chip(new StateChip(context.theme))
    , m_more(new QToolButton)
    , m_acts(new QHBoxLayout)
    , m_id(new IdField(context))
    , m_message(new MessageBar(context))
    , m_facts(new FactsGrid(context, true))
{
    m_name->setFont(Theme::titleFont());
    m_more->setAutoRaise(true);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setToolTip(tr("What can be done about this token"));
    m_more->setAccessibleName(m_more->toolTip());
    const auto tint = [this] { m_more->setIcon(m_context.theme->icon(u"more"_s)); };
    tint();
    connect(context.theme, &Theme::changed, m_more, tint);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_name, 1);
    first->addWidget(m_chip);
    m_acts->setSpacing(4);
    m_acts->addWidget(m_id, 1);
    auto *inside = new QWidget;
    auto *top = new QVBoxLayout(inside);
    top->setContentsMargins(0, 0, 0, 0);
    top->addWidget(m_facts);
    top->addStretch(1);
    auto *facts = new QScrollArea;
    facts->setWidget(inside);
    facts->setWidgetResizable(true);
    facts->setFrameShape(QFrame::NoFrame);
    facts->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    facts->setFocusPolicy(Qt::NoFocus);
    facts->setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(4);
    layout->addLayout(first);
    layout->addLayout(m_acts);
    layout->addWidget(m_message);
    layout->addWidget(facts, 1);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    TokenModel *model = workspace->issuedTokens();
    connect(m_message, &MessageBar::triggered, this, [this, model] { model->check({m_token}); });
    connect(model->checks(), &TokenCheck::changed, this, [this](const QStringList &ids) {
        if (ids.contains(m_token))
            refresh();
    });
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &TokenPanel::refresh);
    connect(workspace->tokenRegister(), &TokenRegister::changed, this, [this](const QStringList &ids) {
        if (ids.contains(m_token))
            refresh();
    });
    connect(model, &ListModel::stateChanged, this, &TokenPanel::refresh);
    connect(workspace->times(), &TimeText::changed, this, &TokenPanel::refresh);
    refresh();
}

void TokenPanel::setActions(const ActionRegistry *registry)
{
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    const QStringList inSight {u"issued.renew"_s, u"issued.check"_s, u"issued.takeAway"_s};
    QWidget *last = m_id;
    for (const QString &id : IssuedActions::ids()) {
        if (!inSight.contains(id)) {
            menu->addAction(registry->action(id));
            continue;
        }
        auto *button = new QToolButton;
        button->setDefaultAction(registry->action(id));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        m_acts->addWidget(button);
        setTabOrder(last, button);
        last = button;
    }
    m_more->setMenu(menu);
    m_acts->addWidget(m_more);
    setTabOrder(last, m_more);
}

void TokenPanel::setToken(const QString &participantId)
{
    m_token = participantId;
    refresh();
}

void TokenPanel::refresh()
{
    const TokenModel *model = m_workspace->issuedTokens();
    const IssuedToken *token = model->entry(m_token);
    if (!token || !isVisible()) {
        m_tick.stop();
        return;
    }
    const TimeText *times = m_workspace->times();
    const QDateTime now = m_workspace->clock()->now();
    const TokenState state = tokenState(*token, now);
    m_name->setText(token->isConnection ? tr("Connection token")
            : token->userId.isEmpty()   ? tr("(no user id)")
                                        : shownText(token->userId));
    m_name->setToolTip(shownToolTip(token->userId));
    m_chip->setState(TokenModel::toneOf(state), TokenModel::stateText(state));
    m_id->setValue(token->participantId, tr("Participant id"));
    QStringList attributes;
    for (auto it = token->attributes.cbegin(); it != token->attributes.cend(); ++it)
        attributes << it.key() + u" = "_s + it.value();
    const TokenCheck *checks = model->checks();
    const bool isAsked = checks->isChecking(m_token);
    m_message->setError(isAsked ? std::nullopt : checks->error(m_token), tr("Check again"));
    QList<FactsGrid::Fact> facts {{tr("Use"), isAsked ? tr("The service is being asked…") : model->useWords(*token)},
        {tr("Valid"), tr("until %1 · %2").arg(times->labelled(token->expires), expiryText(token->expires, now))}};
    if (!token->isConnection) {
        facts.append({tr("May"), capabilitiesText(token->publish, token->subscribe)});
        if (!token->stageName.isEmpty())
            facts.append({tr("Stage"), token->stageName});
        facts.append({tr("Stage ARN"), token->stageArn, true});
    }
    facts.append({tr("Issued"), u"%1, %2"_s.arg(times->labelled(token->issued), TokenModel::howText(*token))});
    if (!token->keyArn.isEmpty())
        facts.append({tr("Signed with"), token->keyArn, true});
    if (!token->isConnection)
        facts.append({tr("Attributes"), attributes.isEmpty() ? tr("none") : attributes.join(u" · "_s)});
    facts.append({tr("The token"),
        token->isKept ? tr("Kept in the keychain of this desktop, as somebody asked.")
                      : tr("Not kept: it was shown once, and nothing brings it back.")});
    m_facts->setFacts(facts);
    const bool ticks = token->expires.isValid() && token->expires > now;
    if (ticks != m_tick.isActive())
        ticks ? m_tick.start() : m_tick.stop();
}

void TokenPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void TokenPanel::hideEvent(QHideEvent *event)
{
    m_tick.stop();
    QWidget::hideEvent(event);
}
