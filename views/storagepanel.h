// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QWidget>

class ActionRegistry;
class FactsGrid;
class PanelHead;
class UseBox;
class Workspace;

/// The chosen storage configuration: its bucket, which running compositions record there, and which stages do.
class StoragePanel final : public QWidget
{
    Q_OBJECT

public:
    StoragePanel(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    void setActions(const ActionRegistry *registry);
    void setStorage(const QString &arn);

Q_SIGNALS:
    /// Show this composition.
    void compositionWanted(const QString &arn);
    /// Show this stage.
    void stageWanted(const QString &arn);

private:
    void refresh();
    void refreshStages();

    Workspace *m_workspace;
    QString m_arn;
    PanelHead *m_head;
    FactsGrid *m_facts;
    UseBox *m_use;
    UseBox *m_stages;
};
