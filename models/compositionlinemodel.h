// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositionhistory.h"
#include "models/locallistmodel.h"

/// What happened to one composition, line by line, oldest first: every change that was seen, who told it, and the times
/// in which nobody watched.
class CompositionLineModel final : public LocalListModel
{
    Q_OBJECT

public:
    enum Column { When, What, Source, ColumnTotal };

    CompositionLineModel(CompositionHistory *history, ServiceClock *clock, TimeText *times, QObject *parent);

    /// An empty ARN shows nothing.
    void setComposition(const QString &arn);
    QString counted(int count) const override;
    bool canReload() const override { return false; }

protected:
    int recordCount() const override { return int(m_lines.size()); }
    QString keyOf(int record) const override { return QString::number(record); }
    int recordOf(const QString &key) const override;
    QString text(int record, int column) const override;
    QString rawText(int record, int column) const override;
    Tone tone(int record, int column) const override;
    int compare(int a, int b, int column) const override;
    void clearRecords() override { m_lines.clear(); }

private:
    struct Line
    {
        CompositionHistory::Change change;
        CompositionHistory::Stretch unwatched; ///< in place of a change
        bool operator==(const Line &) const = default;

        bool isHole() const { return unwatched.from.isValid(); }
        QDateTime at() const { return isHole() ? unwatched.from : change.told.isValid() ? change.told : change.seen; }
    };
    void refresh();
    std::vector<Line> linesNow() const;

    CompositionHistory *m_history;
    QString m_arn;
    std::vector<Line> m_lines;
};
