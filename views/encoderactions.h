// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/encodermodel.h"
#include "views/pageactions.h"

/// What can be done to encoder configurations: nothing of it while the connection is read-only.
class EncoderActions final : public PageActions
{
    Q_OBJECT

public:
    EncoderActions(const ViewContext &context, const Place &place, DataTable *encoders, QObject *parent);

protected:
    void refresh() override;

private:
    QList<EncoderRecord> selected() const;
    void create();
    void clone();
    void editTags();
    void remove();

    DataTable *m_encoders;
};
