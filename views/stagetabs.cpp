// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stagetabs.h"

#include <QTabBar>

StageTabs::StageTabs(QWidget *parent)
    : QTabWidget(parent)
{
    setDocumentMode(true);
    setTabBarAutoHide(true);
    setUsesScrollButtons(true);
    tabBar()->setAccessibleName(tr("Views of the session"));
    tabBar()->setDrawBase(true);
    tabBar()->setExpanding(false);
    connect(this, &QTabWidget::currentChanged, this, &StageTabs::tell);
}

void StageTabs::add(const QString &id, const QString &title, QWidget *page, const Choose &choose)
{
    m_tabs.push_back({id, choose, {}}); // before the widget: the first tab becomes the current one at once
    addTab(page, title);
}

void StageTabs::setChoice(const StageChoice &choice)
{
    m_choice = choice;
    tell();
}

void StageTabs::tell()
{
    if (currentIndex() < 0)
        return;
    Tab &tab = m_tabs[std::size_t(currentIndex())];
    if (!tab.choose || tab.told == m_choice)
        return;
    tab.told = m_choice;
    tab.choose(m_choice);
}

QString StageTabs::currentId() const { return currentIndex() < 0 ? QString() : m_tabs[std::size_t(currentIndex())].id; }

void StageTabs::setCurrentId(const QString &id)
{
    for (std::size_t i = 0; i < m_tabs.size(); ++i) {
        if (m_tabs[i].id == id)
            setCurrentIndex(int(i));
    }
}
