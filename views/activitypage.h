// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/page.h"
#include "views/viewcontext.h"

class ActionRegistry;
class EntryPanel;
class JournalModel;
class ListPanel;
class MessageBar;
class QSplitter;
class QToolButton;
class RequestLogModel;
class Undertaking;
class Workspace;

/// What was done and what was asked: the journal of writes with the chosen one in full, and beside it the log of this
/// connection's calls.
class ActivityPage final : public Page
{
    Q_OBJECT

public:
    ActivityPage(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    QString title() const override { return tr("Activity"); }
    void focusFilter() override;
    void focusContent() override;
    /// Chooses an entry of the journal by its id.
    void showKey(const QString &key) override;
    const ActionRegistry *actions() const override { return m_registry; }
    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &layout) override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    template <typename Model>
    QToolButton *troubleButton(Model *model, const QString &words, const QString &help);
    void askToUndo(const QString &key);
    void undo(Undertaking *act);
    void refreshActions();

    Workspace *m_workspace;
    JournalModel *m_journal;
    RequestLogModel *m_log;
    MessageBar *m_message;
    ListPanel *m_writes;
    ListPanel *m_calls;
    EntryPanel *m_entry;
    QSplitter *m_columns;
    QSplitter *m_left;
    ActionRegistry *m_registry;
};
