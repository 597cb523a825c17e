// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/listmodel.h"

/// A list whose rows are made of what the program knows: it asks the service for nothing, and nothing ages.
class LocalListModel : public ListModel
{
    Q_OBJECT

public:
    using ListModel::ListModel;

protected:
    bool hasQuestion() const override { return false; }
    ivs::ListingBase *makeListing(bool) override { return nullptr; }
    void mergeArrived() override { }
    void dropUnseen() override { }
    void clearRecords() override { }
    int refreshInterval() const override { return 0; }
};
