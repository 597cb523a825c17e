// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tagsdraft.h"
#include "views/actsheet.h"

#include <QMap>

class FaultLine;
class PairLine;
class QToolButton;
class QVBoxLayout;
class Workspace;

/// The tags of one resource or of many: values can be set for all, tags removed from all that have them. Only what was
/// changed is sent, to those that it changes.
class TagsSheet final : public ActSheet
{
    Q_OBJECT

public:
    /// A resource and the tags it has.
    struct Resource
    {
        QString arn;
        QString name; ///< for people
        QMap<QString, QString> tags;
    };

    /// \a noun: `stages`, for the title where there are many.
    TagsSheet(const ViewContext &context, Workspace *workspace, const QList<Resource> &resources, const QString &noun,
        QWidget *parent = nullptr);

protected:
    void accept() override;
    bool isDirty() const override { return m_draft.isChanged(); }
    QWidget *fieldAt(const QString &field) const override;

private:
    void rebuild();
    void refresh();
    PairLine *lineOf(int row);

    Workspace *m_workspace;
    TagsDraft m_draft;
    QVBoxLayout *m_lines;
    QList<PairLine *> m_all;
    QToolButton *m_add;
    FaultLine *m_fault;
};
