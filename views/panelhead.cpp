// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/panelhead.h"

#include "models/plaintext.h"
#include "views/actionregistry.h"
#include "views/elidedlabel.h"
#include "views/idfield.h"
#include "views/statechip.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

PanelHead::PanelHead(const ViewContext &context, const QString &none, const QString &menuTip, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_none(none)
    , m_name(new ElidedLabel)
    , m_chip(new StateChip(context.theme))
    , m_more(new QToolButton)
    , m_id(new IdField(context))
{
    m_name->setFont(Theme::titleFont());
    m_more->setAutoRaise(true);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setToolTip(menuTip);
    m_more->setAccessibleName(menuTip);
    const auto tint = [this] { m_more->setIcon(m_context.theme->icon(u"more"_s)); };
    tint();
    connect(context.theme, &Theme::changed, m_more, tint);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_name, 1);
    first->addWidget(m_chip);
    first->addWidget(m_more);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(first);
    layout->addWidget(m_id, 0, Qt::AlignLeft);
    m_chip->hide();
}

void PanelHead::setActions(const ActionRegistry *registry, const QStringList &ids)
{
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    for (const QString &id : ids)
        menu->addAction(registry->action(id));
    m_more->setMenu(menu);
}

void PanelHead::setResource(const QString &arn, const QString &name, const QString &what)
{
    const bool isThere = !arn.isEmpty();
    m_more->setVisible(isThere && m_more->menu());
    m_id->setVisible(isThere);
    m_name->setText(isThere ? shownText(name) : m_none);
    m_name->setToolTip(isThere ? shownToolTip(name) : QString());
    if (isThere)
        m_id->setValue(arn, what);
}

void PanelHead::setState(Tone tone, const QString &words)
{
    m_chip->setVisible(!words.isEmpty());
    m_chip->setState(tone, words);
}
