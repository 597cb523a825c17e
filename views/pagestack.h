// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/pages.h"

#include <QHash>
#include <QStackedWidget>

class QSettings;

/// The pages that have been shown, each made for its workspace (or for the desk) when it is first asked for.
class PageStack final : public QStackedWidget
{
    Q_OBJECT

public:
    /// \a nothing is shown while no page is; \a settings keeps the pages' layouts; not owned.
    PageStack(const ViewContext &context, Desk *desk, QSettings *settings, QWidget *nothing);

    const std::vector<PageKind> &kinds() const { return m_kinds; }
    /// The number of a kind of page in the navigation, or that of the first page for an id that is not known.
    int indexOfKind(const QString &id) const;
    /// Shows a page; without a workspace the notice that there is none, whatever the page.
    void showPage(const QString &id, Workspace *workspace);
    /// The page on screen, or null.
    Page *shown() const;
    /// The first page of \a workspace (null: of all) that would lose something; null when none would.
    Page *losing(const Workspace *workspace) const;
    /// Keeps the layouts of a workspace's pages and deletes the pages.
    void forget(Workspace *workspace);
    /// Keeps the layout of every page; of several workspaces' pages that of the one on screen.
    void saveLayouts() const;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

Q_SIGNALS:
    void pageWanted(const QString &id, Workspace *workspace, const QString &key);
    void inspectWanted();

private:
    struct Made
    {
        QString id;
        Workspace *workspace = nullptr; ///< null for a page of the desk
        Page *page = nullptr;
    };
    void saveLayout(const Made &made) const;

    ViewContext m_context;
    Desk *m_desk;
    QSettings *m_settings;
    QWidget *m_nothing;
    std::vector<PageKind> m_kinds;
    QList<Made> m_made;
};
