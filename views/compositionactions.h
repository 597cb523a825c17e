// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/pageactions.h"

#include "models/compositionhistory.h"

/// What can be done to compositions, those that run and those that are remembered: nothing that writes while the
/// connection is read-only.
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
    QList<CompositionHistory::Record> selected() const;
    static QString nameOf(const CompositionHistory::Record &composition);
    void stop();
    void replaceBySame();
    void editTags();
    void copyPrefix();
    QString openReason(const CompositionHistory::Record &record) const;
    void openRecording();

    DataTable *m_compositions;
};
