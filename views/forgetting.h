// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QObject>

class ActionRegistry;
class DataTable;
class QMenu;
class Remembering;
class Workspace;

/// Asks whether everything that is kept of a user id is to be forgotten, and has it forgotten.
void askToForgetUser(const ViewContext &context, Remembering *remembering, const QString &userId, QWidget *window);

/// What can be forgotten of the rows of a page: the user of a participant, a session. Fills the registry and the rows'
/// menus. What is forgotten goes from the local store alone, so it needs no unlocked connection.
class ForgetActions final : public QObject
{
    Q_OBJECT

public:
    struct Place
    {
        Workspace *workspace;
        QWidget *page;
        DataTable *sessions;
        DataTable *participants;
        ActionRegistry *registry;
    };

    ForgetActions(const ViewContext &context, const Place &place, QObject *parent);

private:
    void refresh();
    void forgetUser();
    void forgetSession();
    QString userId() const; ///< of the one participant that is selected

    ViewContext m_context;
    Place m_at;
};
