// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/locallistmodel.h"
#include "models/overviewrow.h"

#include <QHash>

class Desk;
class Workspace;

/// The wall: every stage on air in all open workspaces, the worst first, then the longest on air. It asks for nothing
/// itself: rows are made of what the workspaces' lists, watches and planners know. Where two connections lead to the
/// same account and region, the first one's stages are shown.
class OverviewModel final : public LocalListModel
{
    Q_OBJECT

public:
    enum Column {
        State,
        Stage,
        Place,
        OnAirFor,
        Connected,
        Publishers,
        Compositions,
        LastError,
        Counted,
        Examined,
        CompositionsSeen,
        ColumnTotal
    };

    OverviewModel(Desk *desk, TimeText *times, QObject *parent);

    /// The wall is on screen: the planners work, and rows are brought up to date.
    void setShown(bool shown);
    bool isShown() const { return m_shown; }
    /// These rows are on screen now, by key.
    void setVisibleKeys(const QStringList &keys);
    /// By hand: everything is read again.
    void reloadAll();

    const OverviewRow *row(const QString &key) const;
    const OverviewRow *rowAt(int row) const { return this->row(keyAt(row)); }
    QString counted(int count) const override;

    /// Where nothing is on air: `Nothing is on air in 2 regions (as of 14:02:11 UTC)`; while that is not known, what is
    /// still being read or what failed.
    QString emptyWords() const;
    /// The regions whose list of stages is complete, of all that are open.
    QString completeness() const;
    /// A fault of one of the connections that keeps its list from being read.
    std::optional<aws::Error> fault(Workspace **workspace = nullptr) const;

protected:
    int recordCount() const override { return int(m_rows.size()); }
    QString keyOf(int record) const override { return m_keys[std::size_t(record)]; }
    int recordOf(const QString &key) const override { return m_index.value(key, -1); }
    QString text(int record, int column) const override;
    QString rawText(int record, int column) const override;
    Tone tone(int record, int column) const override;
    int compare(int a, int b, int column) const override;

private:
    void add(Workspace *workspace);
    void remove(Workspace *workspace);
    void schedule();
    void bringUpToDate();
    void drop(const std::vector<bool> &kept);

    Desk *m_desk;
    bool m_shown = false;
    QHash<Workspace *, quint64> m_numbers; ///< a workspace's part of the keys
    quint64 m_lastNumber = 0;
    std::vector<OverviewRow> m_rows;
    std::vector<QString> m_keys;
    QHash<QString, int> m_index;
    QStringList m_visible;
    QTimer m_soon; ///< changes that come together are one update
    QTimer m_tick; ///< an error that grows old weighs less
};
