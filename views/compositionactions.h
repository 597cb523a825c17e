// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/pageactions.h"

#include "models/ivs/types.h"

/// What can be done to compositions that run: nothing of it while the connection is read-only, but copying.
class CompositionActions final : public PageActions
{
    Q_OBJECT

public:
    CompositionActions(const ViewContext &context, const Place &place, DataTable *compositions, QObject *parent);

Q_SIGNALS:
    /// Design another one that begins as this one is.
    void againWanted(const QString &arn);

protected:
    void refresh() override;

private:
    QList<ivs::CompositionSummary> selected() const;
    QString nameOf(const ivs::CompositionSummary &composition) const;
    void stop();
    void editTags();
    void copyPrefix();

    DataTable *m_compositions;
};
