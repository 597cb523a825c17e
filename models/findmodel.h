// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findresult.h"

#include <QAbstractListModel>

class TimeText;

/// What was found, as rows to choose from: headings, results, and how many more there are. While more comes in for the
/// same text, rows change by the fewest signals.
class FindModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum class RowType { Heading, Result, More };
    enum Role {
        TypeRole = Qt::UserRole + 1, ///< int(RowType)
        KeyRole, ///< QString
        KindRole, ///< int(FindResult::Kind)
        WhereRole, ///< QString, made safe to show
        NoteRole, ///< QString: shortcut, state or age
        NoteToneRole, ///< int(Tone)
        ReasonRole, ///< QString: why it can't be chosen; empty when it can
        RememberedRole, ///< bool
    };
    /// Results of a group that are shown until it is unfolded, and then.
    static constexpr int kFolded = 6;
    static constexpr int kUnfolded = 50;

    explicit FindModel(TimeText *times, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// Shows \a groups in answer to \a query, as of \a now. Another query than the last is one reset.
    void setGroups(const FindQuery &query, const QList<FindGroup> &groups);
    const FindQuery &query() const { return m_query; }
    /// Whether groups show their best results only, until they are unfolded; they do from the start.
    void setFoldable(bool foldable) { m_isFoldable = foldable; }
    /// What ages are counted from; nothing tells that it has moved on.
    void setNow(const QDateTime &now) { m_now = now; }
    /// The result of a row; null for a heading and for "n more".
    const FindResult *resultAt(int row) const;
    /// The result with a key; null when it isn't shown.
    const FindResult *result(const QString &key) const;
    int rowOfKey(const QString &key) const;
    /// The first row at or after \a from that can be chosen, or -1.
    int firstChoice(int from = 0) const;
    int resultCount() const;
    /// Shows more of the group that a row "n more" stands for; false when the row is none.
    bool unfold(int row);

    /// `stage`, `participant`.
    static QString kindName(FindResult::Kind kind);

private:
    struct Row
    {
        RowType type;
        QString key;
        QString words; ///< of a heading or "n more"
        QString group;
        FindResult result;
        bool saysKind = false;
        bool operator==(const Row &) const = default;
    };
    std::vector<Row> rowsOf(const QList<FindGroup> &groups) const;
    void change(const std::vector<Row> &target);
    QString noteOf(const FindResult &result) const;
    QString spoken(const Row &row) const;

    TimeText *m_times;
    FindQuery m_query;
    QDateTime m_now;
    QList<FindGroup> m_groups;
    QStringList m_unfolded;
    bool m_isFoldable = true;
    std::vector<Row> m_rows;
};
