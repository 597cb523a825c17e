// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/listmodel.h"
#include "views/viewcontext.h"

#include <QObject>

class DataTable;
class QAction;
class QMenu;
class Workspace;

/// What can be done with the rows of any DataTable without changing anything at the service: copy, copy as a command,
/// look at the JSON, write a file. Rows that a filter hides are never part of it.
class TableActions final : public QObject
{
    Q_OBJECT

public:
    TableActions(const ViewContext &context, DataTable *table);

    /// A new menu for a cell, owned by the table; an invalid index leaves out what concerns one row. What it copies is
    /// the cell and row as they were when it was made, whatever a refresh does meanwhile.
    QMenu *makeMenu(const QModelIndex &cell);
    /// Puts into \a menu what writes rows into a file; nothing where there is no row, or no file can be asked for.
    void fillExports(QMenu *menu);

Q_SIGNALS:
    /// An export ended, or what was copied has a limit: for a notice beside the list.
    void told(const QString &title, const QString &words);

private:
    static QAction *entry(QMenu *menu, const QString &words, const QString &id);
    void addCopies(QMenu *menu, const QModelIndex &cell);
    void addCommands(QMenu *menu, const QString &key);
    void addCommand(QMenu *menu, const QString &what, const QString &id,
        const std::optional<ListModel::Request> &request, const Workspace *workspace);
    void askFile(bool csv, bool onlySelected);
    void showJson(const QString &key);

    ViewContext m_context;
    DataTable *m_table;
};
