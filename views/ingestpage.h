// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/page.h"
#include "views/viewcontext.h"

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
    void reload() override;
    void focusFilter() override;
    void focusContent() override;
    /// Chooses an ingest configuration by its ARN.
    void showKey(const QString &key) override;
    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &layout) override;

private:
    QWidget *filter();
    void refreshCounts();

    ViewContext m_context;
    Workspace *m_workspace;
    ListPanel *m_ingests;
    IngestPanel *m_ingest;
    QButtonGroup *m_filter = nullptr;
    QSplitter *m_columns;
};
