// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pairrows.h"

/// The tags of one or many resources while they are edited. Names that are there stay as they are (another name is
/// another tag); a value can be set for all, and a tag be removed from all that have it. Everything else on a resource
/// is left alone: two people who edit different tags don't undo each other.
class TagsDraft
{
public:
    struct Row
    {
        QString key;
        QString value; ///< what is typed; of a row with several values that nobody touched, empty
        int carriers = 0; ///< resources that have it now; 0 is a new tag
        bool mixed = false; ///< those don't all have the same value
        bool edited = false; ///< the value was typed: all resources get it
        bool removed = false; ///< those that have it lose it
        bool isReserved() const; ///< AWS's own (`aws:`): can be neither set nor removed
        bool operator==(const Row &) const = default;
    };

    /// \a tags are those of each resource, in the order of \a arns.
    TagsDraft(const QStringList &arns = {}, const QList<QMap<QString, QString>> &tags = {});

    const QStringList &arns() const { return m_arns; }
    const QList<Row> &rows() const { return m_rows; }
    /// Appends an empty row and returns its number.
    int addRow();
    /// Of a new row only.
    void setKey(int row, const QString &key);
    void setValue(int row, const QString &value);
    /// A new row goes at once; one that is there is marked, or unmarked.
    void setRemoved(int row, bool removed);

    /// Everything that is wrong: `tags[row].key`, `tags[row].value`, or `tags` when a resource would have too many.
    QList<DraftFault> faults() const;
    bool isChanged() const { return !toSet().isEmpty() || !toRemove().isEmpty(); }
    /// What every resource gets (TagResource), by name.
    QMap<QString, QString> toSet() const;
    /// Names to take away (UntagResource).
    QStringList toRemove() const;
    /// The resources that either would change, in their order: the others need no call.
    QStringList targets() const;

private:
    QStringList m_arns;
    QList<QMap<QString, QString>> m_tags;
    QList<Row> m_rows;
};
