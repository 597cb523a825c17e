// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>

#include <vector>

class TimelineView;

/// The timeline for assistive technology: a list whose items are the participants, each with its name and, as its
/// description, when it was joined, publishing and subscribing, and its errors. A row has an interface only once
/// somebody asks for it.
class TimelineAccessible final : public QAccessibleWidget
{
public:
    /// Makes it the interface of every TimelineView; once is enough, more does no harm.
    static void install();
    /// Tells that what is chosen in \a view is another: with \a ofRow the current row has the focus now.
    static void announce(TimelineView *view, bool ofRow);

    explicit TimelineAccessible(TimelineView *view);
    ~TimelineAccessible() override;

    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QAccessibleInterface *focusChild() const override;
    QString text(QAccessible::Text what) const override;

private:
    TimelineView *view() const;

    mutable std::vector<QAccessible::Id> m_rows; ///< by row; 0 for one that nobody asked for
};
