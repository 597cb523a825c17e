// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QWidget>

class ActionRegistry;
class FactsGrid;
class MessageBar;
class PanelHead;
class UseBox;
class Workspace;

/// The chosen encoder configuration: what it makes, and which running compositions use it.
class EncoderPanel final : public QWidget
{
    Q_OBJECT

public:
    EncoderPanel(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    void setActions(const ActionRegistry *registry);
    void setEncoder(const QString &arn);

Q_SIGNALS:
    /// Show this composition.
    void compositionWanted(const QString &arn);

private:
    void refresh();

    Workspace *m_workspace;
    QString m_arn;
    PanelHead *m_head;
    MessageBar *m_message;
    FactsGrid *m_facts;
    UseBox *m_use;
};
