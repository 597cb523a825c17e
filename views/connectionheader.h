// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QWidget>

class BudgetMeter;
class FindField;
class LockButton;
class QLabel;
class QMenu;
class QToolButton;
class Workspace;

/// Who and where: profile, account, region, environment, read-only. The colour below it is the environment's.
class ConnectionHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionHeader(const ViewContext &context, QWidget *parent = nullptr);

    void setWorkspace(Workspace *workspace);
    /// The menu behind the connection's name, and the one at the right end.
    void setMenus(QMenu *connections, QMenu *program);
    BudgetMeter *budgetMeter() const { return m_budget; }
    FindField *findField() const { return m_find; }
    QToolButton *connectionButton() const { return m_connection; }
    LockButton *lockButton() const { return m_lock; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();

    ViewContext m_context;
    Workspace *m_workspace = nullptr;
    QToolButton *m_connection;
    QLabel *m_account;
    QLabel *m_region;
    QLabel *m_environment;
    LockButton *m_lock;
    FindField *m_find;
    BudgetMeter *m_budget;
    QToolButton *m_more;
};
