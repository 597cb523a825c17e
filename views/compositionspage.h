// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/page.h"
#include "views/viewcontext.h"

class ActionRegistry;
class CompositionPanel;
class ListPanel;
class QButtonGroup;
class QSplitter;

/// The compositions of one connection on the left, those that run and those that are remembered; the chosen one on the
/// right.
class CompositionsPage final : public Page
{
    Q_OBJECT

public:
    CompositionsPage(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    QString title() const override { return tr("Compositions"); }
    const ActionRegistry *actions() const override { return m_registry; }
    void reload() override;
    void focusFilter() override;
    void focusContent() override;
    /// Chooses a composition by its ARN.
    void showKey(const QString &key) override;
    QString lossQuestion() const override;
    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &layout) override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *showFilter();
    void askNames();

    Workspace *m_workspace;
    ListPanel *m_list;
    CompositionPanel *m_panel;
    QSplitter *m_columns;
    QButtonGroup *m_shown = nullptr;
    ActionRegistry *m_registry;
};
