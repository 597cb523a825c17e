// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timelineaccessible.h"

#include "models/plaintext.h"
#include "views/timelineview.h"

#include <QPointer>

namespace {

/// One participant. It stands for a place in the list: who is there is looked up each time.
class Row final : public QAccessibleInterface
{
public:
    Row(TimelineView *view, int row)
        : m_view(view)
        , m_row(row)
    {
    }

    int row() const { return m_row; }
    bool isValid() const override { return m_view && m_row < int(m_view->people().size()); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_view ? m_view->window()->windowHandle() : nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override { }
    QString text(QAccessible::Text what) const override
    {
        if (!isValid())
            return {};
        if (what == QAccessible::Name) {
            const TimelinePerson &person = m_view->people()[std::size_t(m_row)];
            return shownText(person.userId.isEmpty() ? person.id : person.userId);
        }
        return what == QAccessible::Description || what == QAccessible::Value ? m_view->spokenRow(m_row) : QString();
    }
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect inside = m_view->rowRect(m_row).intersected(m_view->viewport()->rect());
        return {m_view->viewport()->mapToGlobal(inside.topLeft()), inside.size()};
    }
    QAccessible::State state() const override
    {
        QAccessible::State now;
        if (!isValid())
            return now;
        now.focusable = true;
        now.selectable = true;
        now.selected = m_view->currentRow() == m_row;
        now.focused = now.selected && m_view->hasFocus();
        now.invisible = !m_view->isVisible();
        now.offscreen = !m_view->rowRect(m_row).intersects(m_view->viewport()->rect());
        return now;
    }

private:
    QPointer<TimelineView> m_view;
    int m_row;
};

QAccessibleInterface *make(const QString &, QObject *object)
{
    auto *view = qobject_cast<TimelineView *>(object);
    return view ? new TimelineAccessible(view) : nullptr;
}

} // namespace

void TimelineAccessible::install() { QAccessible::installFactory(make); }

void TimelineAccessible::announce(TimelineView *view, bool ofRow)
{
    QAccessibleEvent described(view, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&described);
    const int row = view->currentRow();
    const QString words = ofRow ? view->spokenRow(row) : view->accessibleDescription();
    QAccessibleValueChangeEvent value(view, words);
    QAccessible::updateAccessibility(&value);
    if (!ofRow || row < 0 || !view->hasFocus())
        return;
    // An interface that was made of the view's base, before there was a view, has no rows.
    const QAccessibleInterface *list = QAccessible::queryAccessibleInterface(view);
    if (!list || list->role() != QAccessible::List)
        return;
    QAccessibleEvent focus(view, QAccessible::Focus);
    focus.setChild(row);
    QAccessible::updateAccessibility(&focus);
}

TimelineAccessible::TimelineAccessible(TimelineView *view)
    : QAccessibleWidget(view, QAccessible::List)
{
}

TimelineAccessible::~TimelineAccessible()
{
    for (const QAccessible::Id id : m_rows) {
        if (id != 0)
            QAccessible::deleteAccessibleInterface(id);
    }
}

TimelineView *TimelineAccessible::view() const { return static_cast<TimelineView *>(widget()); }

int TimelineAccessible::childCount() const { return int(view()->people().size()); }

QAccessibleInterface *TimelineAccessible::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    if (std::size_t(index) >= m_rows.size())
        m_rows.resize(std::size_t(index) + 1);
    QAccessible::Id &id = m_rows[std::size_t(index)];
    if (id == 0)
        id = QAccessible::registerAccessibleInterface(new Row(view(), index));
    return QAccessible::accessibleInterface(id);
}

int TimelineAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i] != 0 && QAccessible::accessibleInterface(m_rows[i]) == child)
            return int(i);
    }
    return -1;
}

QAccessibleInterface *TimelineAccessible::childAt(int x, int y) const
{
    const QPoint place = view()->viewport()->mapFromGlobal(QPoint(x, y));
    for (int row = 0; row < childCount(); ++row) {
        if (view()->rowRect(row).contains(place))
            return child(row);
    }
    return nullptr;
}

QAccessibleInterface *TimelineAccessible::focusChild() const
{
    return view()->hasFocus() ? child(view()->currentRow()) : nullptr;
}

QString TimelineAccessible::text(QAccessible::Text what) const
{
    if (what != QAccessible::Value)
        return QAccessibleWidget::text(what);
    return view()->currentItem().isEmpty() ? view()->spokenRow(view()->currentRow()) : view()->accessibleDescription();
}
