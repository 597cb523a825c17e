// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pagestack.h"

#include "models/desk.h"
#include "models/endedmodel.h"
#include "views/page.h"

#include <QSettings>

using namespace Qt::Literals::StringLiterals;

PageStack::PageStack(const ViewContext &context, Desk *desk, QSettings *settings, QWidget *nothing)
    : m_context(context)
    , m_desk(desk)
    , m_settings(settings)
    , m_nothing(nothing)
    , m_kinds(pageKinds())
{
    addWidget(nothing);
}

int PageStack::indexOfKind(const QString &id) const
{
    for (std::size_t i = 0; i < m_kinds.size(); ++i) {
        if (m_kinds[i].id == id)
            return int(i);
    }
    return 0;
}

void PageStack::showPage(const QString &id, Workspace *workspace)
{
    if (!workspace) {
        setCurrentWidget(m_nothing);
        return;
    }
    const PageKind &kind = m_kinds[std::size_t(indexOfKind(id))];
    Workspace *owner = kind.ofWorkspace ? workspace : nullptr;
    for (const Made &made : std::as_const(m_made)) {
        if (made.id == kind.id && made.workspace == owner) {
            setCurrentWidget(made.page);
            return;
        }
    }
    Page *page = owner ? kind.ofWorkspace(m_context, owner) : kind.ofDesk(m_context, m_desk);
    page->setAccessibleName(page->title());
    // What another connection's page of this kind looks like now, this one looks like too.
    if (shown())
        saveLayouts();
    page->restoreLayout(m_settings->value(u"window/"_s + kind.id).toByteArray());
    m_made.append({kind.id, owner, page});
    connect(page, &Page::pageWanted, this, &PageStack::pageWanted);
    connect(page, &Page::inspectWanted, this, &PageStack::inspectWanted);
    addWidget(page);
    setCurrentWidget(page);
}

// Of a window that is hidden or minimised nothing is looked at, but for what the watch does.
void PageStack::showEvent(QShowEvent *event)
{
    QStackedWidget::showEvent(event);
    m_desk->ended()->setAwake(true);
}

void PageStack::hideEvent(QHideEvent *event)
{
    QStackedWidget::hideEvent(event);
    m_desk->ended()->setAwake(false);
}

Page *PageStack::shown() const { return qobject_cast<Page *>(currentWidget()); }

Page *PageStack::losing(const Workspace *workspace) const
{
    for (const Made &made : m_made) {
        if ((!workspace || made.workspace == workspace) && !made.page->lossQuestion().isEmpty())
            return made.page;
    }
    return nullptr;
}

void PageStack::forget(Workspace *workspace)
{
    saveLayouts();
    for (qsizetype i = m_made.size() - 1; i >= 0; --i) {
        if (m_made[i].workspace == workspace)
            delete m_made.takeAt(i).page;
    }
}

void PageStack::saveLayout(const Made &made) const
{
    m_settings->setValue(u"window/"_s + made.id, made.page->saveLayout());
}

void PageStack::saveLayouts() const
{
    const Made *shownLast = nullptr;
    for (const Made &made : m_made) {
        if (made.page == currentWidget())
            shownLast = &made;
        else
            saveLayout(made);
    }
    if (shownLast)
        saveLayout(*shownLast);
}
