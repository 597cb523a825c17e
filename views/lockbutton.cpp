// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/lockbutton.h"

#include "models/timetext.h"
#include "models/workspace.h"
#include "views/theme.h"

using namespace Qt::Literals::StringLiterals;

LockButton::LockButton(const ViewContext &context, QWidget *parent)
    : QToolButton(parent)
    , m_context(context)
{
    setAutoRaise(true);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setFocusPolicy(Qt::StrongFocus);
    m_countdown.setInterval(1000);
    connect(&m_countdown, &QTimer::timeout, this, &LockButton::refresh);
    connect(this, &QToolButton::clicked, this, &LockButton::act);
    connect(context.theme, &Theme::changed, this, &LockButton::refresh);
    refresh();
}

void LockButton::setWorkspace(Workspace *workspace)
{
    if (m_workspace) {
        m_workspace->disconnect(this);
        m_workspace->guard()->disconnect(this);
    }
    m_workspace = workspace;
    if (workspace)
        connect(workspace->guard(), &aws::WriteGuard::changed, this, &LockButton::refresh);
    refresh();
}

void LockButton::refresh()
{
    const aws::WriteGuard *guard = m_workspace ? m_workspace->guard() : nullptr;
    const std::optional<aws::ReadOnlyReason> reason = guard ? guard->lockedReason() : std::nullopt;
    const qint64 left = guard && !reason ? guard->unlockedFor() : 0;
    setVisible(reason || left > 0);
    if (left > 0)
        m_countdown.start();
    else
        m_countdown.stop();
    setIcon(m_context.theme->icon(u"lock"_s));
    if (reason == aws::ReadOnlyReason::Production) {
        setText(tr("Locked: unlock…"));
        setToolTip(tr("Production: nothing can be changed until you unlock it for a while"));
    } else if (reason == aws::ReadOnlyReason::Profile) {
        setText(tr("read-only"));
        setToolTip(tr("This profile is marked read-only; the menu of the connection takes the mark off"));
    } else if (reason) {
        setText(tr("read-only"));
        setToolTip(tr("This connection was opened read-only"));
    } else {
        setText(tr("Unlocked %1: lock now").arg(TimeText::clock((left + 999) / 1000)));
        setToolTip(tr("Writes are allowed until the time is over"));
    }
    // What can't be unlocked here is still read by assistive technology, and by the pointer.
    setEnabled(!reason || reason == aws::ReadOnlyReason::Production);
    setAccessibleName(text());
    setAccessibleDescription(toolTip());
}

void LockButton::act()
{
    if (!m_workspace)
        return;
    if (m_workspace->guard()->canUnlock())
        Q_EMIT unlockWanted(m_workspace);
    else
        m_workspace->guard()->lock();
}
