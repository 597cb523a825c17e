// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QJsonObject>
#include <QToolButton>

#include <optional>

class ListPanel;
class QMenu;

/// How a list is looked at, under a name that the person gave: what hides rows, what sorts, which columns.
struct SavedView
{
    QString name;
    QString filter; ///< the quick filter's text
    QString quick; ///< ListModel::quickFilter()
    QJsonObject layout; ///< TableColumns::layout()

    bool looksLike(const SavedView &other) const
    {
        return filter == other.filter && quick == other.quick && layout == other.layout;
    }
};

/// The saved views of one list, shared by all its panels in all workspaces, and kept.
class SavedViews final
{
public:
    /// \a listId as ListModel::listId() says it. Without a keeper there are none.
    SavedViews(StateKeeper *keeper, const QString &listId);

    /// By name, in the order of the alphabet.
    QList<SavedView> all() const;
    bool has(const QString &name) const;
    /// Takes the place of one with the same name.
    void put(const SavedView &view);
    void remove(const QString &name);
    void rename(const QString &from, const QString &to);

private:
    void write(QList<SavedView> views);

    StateKeeper *m_keeper;
    QString m_key;
};

/// The button of a ListPanel that saves, shows, renames and deletes its views.
class ViewsButton final : public QToolButton
{
    Q_OBJECT

public:
    ViewsButton(const ViewContext &context, ListPanel *panel, const QString &listId);

private:
    void fill();
    void askViewName(const QString &title, const QString &proposed, const std::function<void(const QString &)> &then);

    ListPanel *m_panel;
    SavedViews m_views;
    QMenu *m_menu;
};
