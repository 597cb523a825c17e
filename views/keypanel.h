// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QWidget>

class ActionRegistry;
class ElidedLabel;
class FactsGrid;
class IdField;
class MessageBar;
class QLabel;
class QToolButton;
class StateChip;
class Workspace;

/// The chosen public key: where its private half is, its fingerprint, and the key itself to copy.
class KeyPanel final : public QWidget
{
    Q_OBJECT

public:
    KeyPanel(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    void setActions(const ActionRegistry *registry);
    void setKey(const QString &arn);

private:
    void refresh();
    void refreshFacts();
    QString privateWords() const;

    ViewContext m_context;
    Workspace *m_workspace;
    QString m_arn;
    ElidedLabel *m_name;
    StateChip *m_chip;
    QToolButton *m_more;
    IdField *m_id;
    MessageBar *m_message;
    FactsGrid *m_facts;
    QWidget *m_material;
    QLabel *m_pem;
};
