// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/storagemodel.h"
#include "views/pageactions.h"

/// What can be done to storage configurations: nothing of it while the connection is read-only.
class StorageActions final : public PageActions
{
    Q_OBJECT

public:
    StorageActions(const ViewContext &context, const Place &place, DataTable *storages, QObject *parent);

protected:
    void refresh() override;

private:
    QList<ivs::StorageConfigurationSummary> selected() const;
    void create();
    void editTags();
    void remove();

    DataTable *m_storages;
};
