// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/actionregistry.h"

#include "models/plaintext.h"
#include "views/theme.h"

using namespace Qt::Literals::StringLiterals;

ActionRegistry::ActionRegistry(const Theme *theme, QObject *parent)
    : QObject(parent)
    , m_theme(theme)
{
    connect(theme, &Theme::changed, this, &ActionRegistry::tint);
}

QAction *ActionRegistry::add(const QString &id, const QString &words, const QString &icon, const QStringList &keywords,
    const std::function<void()> &run)
{
    Q_ASSERT(!m_looks.contains(id));
    auto *action = new QAction(words, this);
    action->setObjectName(id);
    m_entries.append({id, action, keywords});
    m_looks.insert(id, {icon, QString(words).remove(u'&'), {}});
    connect(action, &QAction::triggered, this, run);
    tint();
    setReason(id, {});
    return action;
}

QAction *ActionRegistry::action(const QString &id) const
{
    for (const Entry &entry : m_entries) {
        if (entry.id == id)
            return entry.action;
    }
    return nullptr;
}

void ActionRegistry::setReason(const QString &id, const QString &why)
{
    QAction *found = action(id);
    found->setEnabled(why.isEmpty());
    m_looks[id].reason = why;
    const QString keys = found->shortcut().toString(QKeySequence::NativeText);
    const QString help = m_looks.value(id).help + (keys.isEmpty() ? QString() : u" ("_s + keys + u')');
    found->setToolTip(why.isEmpty() ? help : shownToolTip(help + u": "_s + why));
}

void ActionRegistry::tint()
{
    for (const Entry &entry : m_entries) {
        const QString icon = m_looks.value(entry.id).icon;
        if (!icon.isEmpty())
            entry.action->setIcon(m_theme->icon(icon));
    }
}
