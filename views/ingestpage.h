// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/page.h"
#include "views/viewcontext.h"

class ActionRegistry;
class IngestPanel;
class ListPanel;
class QButtonGroup;
class QSplitter;

/// The ingest configurations of one connection on the left, the chosen one on the right.
class IngestPage final : public Page
{
    Q_OBJECT

public:
    IngestPage(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    QString title() const override { return tr("Ingest"); }
    /// Everything that can be done here, for menus and the palette.
    const ActionRegistry *actions() const override { return m_registry; }
    void reload() override;
    void focusFilter() override;
    void focusContent() override;
    /// Chooses an ingest configuration by its ARN.
    void showKey(const QString &key) override;
    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &layout) override;

private:
    QWidget *filter();
    void addActions();
    void showWanted();
    void refreshCounts();

    ViewContext m_context;
    Workspace *m_workspace;
    ListPanel *m_ingests;
    IngestPanel *m_ingest;
    QButtonGroup *m_filter = nullptr;
    QSplitter *m_columns;
    ActionRegistry *m_registry;
    QString m_wanted; ///< was made here and is not listed yet
};
