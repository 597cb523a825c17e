// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QTimer>
#include <QWidget>

class ActionRegistry;
class ElidedLabel;
class FactsGrid;
class IdField;
class MessageBar;
class QHBoxLayout;
class QToolButton;
class StateChip;
class Workspace;

/// One token of the register in full: for whom, where, what it may, until when, what became of it, and what can be done
/// about it.
class TokenPanel final : public QWidget
{
    Q_OBJECT

public:
    TokenPanel(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    void setActions(const ActionRegistry *registry);
    /// An empty id shows none.
    void setToken(const QString &participantId);
    QString token() const { return m_token; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();

    ViewContext m_context;
    Workspace *m_workspace;
    QString m_token; ///< its participant id: no secret
    ElidedLabel *m_name;
    StateChip *m_chip;
    QToolButton *m_more;
    QHBoxLayout *m_acts;
    IdField *m_id;
    MessageBar *m_message; ///< why it could not be checked
    FactsGrid *m_facts;
    QTimer m_tick; ///< it expires while it is looked at
};
