// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QPointer>
#include <QTimer>
#include <QToolButton>

class Workspace;

/// Whether the shown connection may write, and for how long: hidden while nothing forbids it, `Read-only` while it was
/// opened or marked so, `Locked: unlock…` and a countdown with `Lock now` on production.
class LockButton final : public QToolButton
{
    Q_OBJECT

public:
    explicit LockButton(const ViewContext &context, QWidget *parent = nullptr);

    void setWorkspace(Workspace *workspace);

Q_SIGNALS:
    /// Ask for the name of this connection, and unlock it then.
    void unlockWanted(Workspace *workspace);

private:
    void refresh();
    void act();

    ViewContext m_context;
    QPointer<Workspace> m_workspace;
    QTimer m_countdown;
};
