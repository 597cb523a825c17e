// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHash>
#include <QObject>

#include <functional>

class Theme;

/// Every action of a page in one place: menus, buttons, shortcuts and the palette show the same QAction, so that text,
/// icon, whether it can be done and why not are said once.
class ActionRegistry final : public QObject
{
    Q_OBJECT

public:
    struct Entry
    {
        QString id; ///< `stage.create`; stays the same in all versions and languages
        QAction *action;
        QStringList keywords; ///< other words that find it
    };

    explicit ActionRegistry(const Theme *theme, QObject *parent = nullptr);

    /// Makes an action; \a words may end in `…` where more is asked. \a icon: one of resources/icons, or empty.
    QAction *add(const QString &id, const QString &words, const QString &icon, const QStringList &keywords,
        const std::function<void()> &run);
    QAction *action(const QString &id) const;
    const QList<Entry> &entries() const { return m_entries; }
    /// Can be done where \a why is empty; else it is disabled and its tooltip says why.
    void setReason(const QString &id, const QString &why);
    /// Why it can't be done now; empty when it can.
    QString reason(const QString &id) const { return m_looks.value(id).reason; }

private:
    struct Look
    {
        QString icon;
        QString help;
        QString reason;
    };
    void tint();

    const Theme *m_theme;
    QList<Entry> m_entries;
    QHash<QString, Look> m_looks;
};
