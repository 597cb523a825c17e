// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QObject>
#include <QPointer>

class ActionRegistry;
class DataTable;

/// What every list can do without changing anything at the service, for the palette and the sheet of shortcuts: copy,
/// copy as a command, look at the JSON, write a file, columns, saved views. It is meant for the list that had the
/// keyboard last, or else the first one on screen, and for its current row.
class ListActions final : public QObject
{
    Q_OBJECT

public:
    /// \a pages: the part of the window that the lists are in.
    ListActions(ActionRegistry *registry, QWidget *pages);

    /// Says of each action whether it can be done now.
    void refresh();
    /// The list that is meant; null when none is on screen.
    DataTable *table() const;

private:
    void add(const QString &id, const QString &words, const QStringList &keywords);
    void run(const QString &id);

    ActionRegistry *m_registry;
    QWidget *m_pages;
    QPointer<DataTable> m_last;
    QStringList m_ids; ///< those that a list's menu has
};
