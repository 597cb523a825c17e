// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/desk.h"
#include "views/viewcontext.h"

#include <QMainWindow>
#include <QPointer>
#include <QTimer>

#include <functional>

class ActionRegistry;
class ColorScheme;
class Commands;
class ConnectionHeader;
class ConnectSheet;
class ElidedLabel;
class EmptyState;
class Inspector;
class MessageBar;
class ListActions;
class Navigation;
class Page;
class PageStack;
class SheetHost;
class QLabel;
class QMenu;
class QSettings;
struct FindPlace;

/// The frame: navigation, connection header, the chosen page of the shown workspace, the status line, the side sheet.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// \a settings keeps geometry, layout, theme and zone; not owned.
    MainWindow(const ViewContext &context, Desk *desk, ColorScheme *desktop, QSettings *settings);
    ~MainWindow() override;

    /// Opens what was asked; on failure the sheet shows why and lets it be mended.
    void connectTo(const ConnectionRequest &request);
    void openConnectSheet(const ConnectionRequest &request = {}, const std::optional<aws::Error> &error = {});
    Workspace *workspace() const { return m_workspace; }
    /// For the end that the system asks for: nobody answers a question then.
    void closeWithoutAsking();
    /// The page on screen; null while no connection is open.
    Page *page() const;
    QString pageId() const { return m_pageId; }
    /// Shows a page by its id in pageKinds(), of the shown workspace.
    void showPage(const QString &id);

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void leaving(const Workspace *workspace, const QString &verb, const std::function<void()> &then);
    void buildMenus();
    void buildStatus();
    void restore();
    void buildPages(QMenu *menu);
    void buildFinding();
    void showWorkspace(Workspace *workspace);
    void open(const QString &id, Workspace *workspace, const QString &key);
    void openPlace(const FindPlace &place);
    void openRemembering();
    void showChosen();
    void tellSkew(qint64 seconds);
    void add(Workspace *workspace);
    void remove(Workspace *workspace);
    void refreshConnections();
    void refreshStatus();
    void refreshActions();
    QString journalText() const;

    ViewContext m_context;
    Desk *m_desk;
    ColorScheme *m_desktop;
    QSettings *m_settings;
    Workspace *m_workspace = nullptr;
    bool m_isLeaving = false; ///< what would be lost was asked about, or nobody is there to be asked
    QString m_pageId;
    Navigation *m_navigation;
    ConnectionHeader *m_header;
    MessageBar *m_message;
    MessageBar *m_storeNotice; ///< stays whatever connection is shown
    EmptyState *m_nothing;
    PageStack *m_stack;
    ConnectSheet *m_sheet;
    SheetHost *m_host; ///< of the sheets that belong to no page
    Inspector *m_inspector;
    QMenu *m_connections;
    QMenu *m_program;
    ActionRegistry *m_actions;
    ListActions *m_lists;
    Commands *m_commands;
    QLabel *m_left;
    QLabel *m_zone;
    ElidedLabel *m_journal; ///< whether the writes that are done are kept
    QTimer m_ageTimer;
};
