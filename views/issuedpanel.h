// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QWidget>

class ActionRegistry;
class DataTable;
class ListPanel;
class MessageBar;
class QActionGroup;
class QSplitter;
class QToolButton;
class TokenPanel;
class Workspace;

/// The tokens that were issued on this connection, as the register knows them, and below them the chosen one.
class IssuedPanel final : public QWidget
{
    Q_OBJECT

public:
    IssuedPanel(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    ListPanel *list() const { return m_list; }
    DataTable *table() const;
    void setActions(const ActionRegistry *registry);
    /// Something that the rows don't show.
    void tell(const QString &title, const QString &words);
    /// Chooses a token by its participant id, whatever the filter hid.
    void showKey(const QString &participantId);
    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &layout);

Q_SIGNALS:
    void inspectWanted();

private:
    QToolButton *filter();
    QToolButton *exports();
    void refreshFilter();
    void refreshChecks();

    ViewContext m_context;
    Workspace *m_workspace;
    MessageBar *m_note;
    ListPanel *m_list;
    TokenPanel *m_token = nullptr;
    QSplitter *m_rows;
    QToolButton *m_show = nullptr;
    QToolButton *m_checks; ///< how many are being asked for; stops it
    QActionGroup *m_choices = nullptr;
};
