// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/desk.h"
#include "views/viewcontext.h"

#include <QHash>
#include <QMainWindow>
#include <QTimer>

class ColorScheme;
class ConnectionHeader;
class ConnectSheet;
class EmptyState;
class MessageBar;
class Navigation;
class QActionGroup;
class QLabel;
class QMenu;
class QSettings;
class QStackedWidget;
class StagesPage;

/// The frame: navigation, connection header, the page of the shown workspace, the status line, the side sheet.
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
    StagesPage *page() const;

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildMenus();
    void buildStatus();
    void restore();
    void showWorkspace(Workspace *workspace);
    void tellSkew(qint64 seconds);
    void add(Workspace *workspace);
    void remove(Workspace *workspace);
    void refreshConnections();
    void refreshStatus();
    void setThemeChoice(const QString &choice);

    ViewContext m_context;
    Desk *m_desk;
    ColorScheme *m_desktop;
    QSettings *m_settings;
    Workspace *m_workspace = nullptr;
    QHash<Workspace *, StagesPage *> m_pages;
    Navigation *m_navigation;
    ConnectionHeader *m_header;
    MessageBar *m_message;
    QStackedWidget *m_stack;
    EmptyState *m_nothing;
    ConnectSheet *m_sheet;
    QMenu *m_connections;
    QMenu *m_program;
    QActionGroup *m_themes = nullptr;
    QLabel *m_left;
    QLabel *m_zone;
    QTimer m_ageTimer;
};
