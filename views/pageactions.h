// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/confirmation.h"

#include <QKeySequence>
#include <QObject>

#include <functional>

class ActionRegistry;
class ActSheet;
class DataTable;
class QAction;
class QMenu;
class SheetHost;
class Undertaking;
class Workspace;

/// What the acts of every page have in common: they stand in the registry with the reason why they can't be done now,
/// the connection's lock before any other; they open sheets and questions beside and above the page; they concern the
/// selected rows that are shown, never what a filter hides.
class PageActions : public QObject
{
    Q_OBJECT

public:
    struct Place
    {
        Workspace *workspace;
        QWidget *page;
        SheetHost *host;
        ActionRegistry *registry;
    };

    PageActions(const ViewContext &context, const Place &place, QObject *parent);

protected:
    /// Each action's words and reason, for what is selected now.
    virtual void refresh() = 0;

    QAction *add(const QString &id, const QString &words, const QString &icon, const QStringList &keywords,
        const QKeySequence &keys, const std::function<void()> &run);
    /// The one that works without a selection: while the page is on screen, and with \a shortWords beside the title of
    /// the list.
    void addCreate(const QString &id, const QString &words, const QString &shortWords, const QStringList &keywords,
        const std::function<void()> &run);
    /// Keeps the reasons up to date with the rows of \a table, and offers its acts in the menu of its rows.
    void attend(const DataTable *table);
    void setReason(const QString &id, const QString &otherwise);

    /// The sheet that is open, if any, let itself be closed.
    bool isFree() const;
    void show(ActSheet *sheet);
    void follow(Undertaking *undertaking);
    void ask(const Confirmation::Question &question, Destruction *destruction,
        const std::function<void(const QString &)> &confirmed);
    /// What has to be typed on production: one is named by itself; for several the connection is what must not be
    /// mistaken.
    QString nameToType(const QStringList &names) const;

    const ViewContext &context() const { return m_context; }
    Workspace *workspace() const { return m_at.workspace; }
    SheetHost *host() const { return m_at.host; }
    ActionRegistry *registry() const { return m_at.registry; }
    static int selectedCountOf(const DataTable *table);

private:
    void addTo(QMenu *menu, const DataTable *table);

    ViewContext m_context;
    Place m_at;
};
