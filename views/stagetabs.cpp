// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stagetabs.h"

#include <QKeyEvent>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

StageTabs::StageTabs(QWidget *parent)
    : QWidget(parent)
    , m_bar(new QTabBar)
    , m_stack(new QStackedWidget)
{
    m_bar->setAccessibleName(tr("Views of the session"));
    m_bar->setAutoHide(true);
    m_bar->setDocumentMode(true);
    m_bar->setExpanding(false);
    m_bar->setElideMode(Qt::ElideNone);
    m_bar->setUsesScrollButtons(true);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_stack, 1);
    connect(m_bar, &QTabBar::currentChanged, this, &StageTabs::turnTo);
}

void StageTabs::setBarName(const QString &name) { m_bar->setAccessibleName(name); }

void StageTabs::add(const QString &id, const QString &title, QWidget *page, const Choose &choose)
{
    // Before the bar: its first tab becomes the current one at once.
    m_tabs.push_back({id, choose, {}});
    m_stack->addWidget(page);
    m_bar->addTab(title);
}

void StageTabs::setChoice(const StageChoice &choice)
{
    m_choice = choice;
    tell();
}

void StageTabs::turnTo(int index)
{
    m_stack->setCurrentIndex(index);
    tell();
    Q_EMIT currentChanged(currentId());
}

void StageTabs::tell()
{
    if (m_tabs.empty())
        return;
    Tab &tab = m_tabs[std::size_t(m_bar->currentIndex())];
    if (!tab.choose || tab.told == m_choice)
        return;
    tab.told = m_choice;
    tab.choose(m_choice);
}

QString StageTabs::currentId() const
{
    return m_tabs.empty() ? QString() : m_tabs[std::size_t(m_bar->currentIndex())].id;
}

QStringList StageTabs::ids() const
{
    QStringList all;
    for (const Tab &tab : m_tabs)
        all << tab.id;
    return all;
}

void StageTabs::setCurrentId(const QString &id)
{
    for (std::size_t i = 0; i < m_tabs.size(); ++i) {
        if (m_tabs[i].id == id)
            m_bar->setCurrentIndex(int(i));
    }
}

// Ctrl+Tab and Ctrl+Shift+Tab go round from anywhere inside.
void StageTabs::keyPressEvent(QKeyEvent *event)
{
    const bool forward = event->key() == Qt::Key_Tab && event->modifiers() == Qt::ControlModifier;
    const bool back =
        event->key() == Qt::Key_Backtab && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier);
    const int count = int(m_tabs.size());
    if ((!forward && !back) || count < 2) {
        QWidget::keyPressEvent(event);
        return;
    }
    const bool inside = m_stack->isAncestorOf(focusWidget());
    m_bar->setCurrentIndex((m_bar->currentIndex() + (forward ? 1 : count - 1)) % count);
    if (inside)
        m_stack->currentWidget()->setFocus(Qt::TabFocusReason);
}
