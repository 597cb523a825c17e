// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingestmodel.h"
#include "views/pageactions.h"

/// What can be done to the selected ingest configurations.
class IngestActions final : public PageActions
{
    Q_OBJECT

public:
    IngestActions(const ViewContext &context, const Place &place, DataTable *ingests, QObject *parent);

protected:
    void refresh() override;

private:
    void create();
    void attach();
    void detach();
    void editTags();
    void remove();
    QList<ivs::IngestConfigurationSummary> selected() const;

    DataTable *m_ingests;
};
