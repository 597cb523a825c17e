// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tagsdraft.h"
#include "views/actsheet.h"

#include <QMap>
#include <QPointer>

class FaultLine;
class PairLine;
class QToolButton;
class TagsReader;
class QVBoxLayout;
class Workspace;

/// The tags of one resource or of many: values can be set for all, tags removed from all that have them. Only what was
/// changed is sent, to those that it changes. Tags that are not known yet are read first.
class TagsSheet final : public ActSheet
{
    Q_OBJECT

public:
    /// A resource and the tags it has.
    struct Resource
    {
        QString arn;
        QString name; ///< for people
        std::optional<QMap<QString, QString>> tags; ///< absent where the list does not tell them
    };

    /// \a noun: `stages`, for the title where there are many.
    TagsSheet(const ViewContext &context, Workspace *workspace, const QList<Resource> &resources, const QString &noun,
        QWidget *parent = nullptr);
    ~TagsSheet() override;

protected:
    void accept() override;
    bool isDirty() const override { return m_draft.isChanged(); }
    QWidget *fieldAt(const QString &field) const override;

private:
    void follow();
    void fill();
    void rebuild();
    void refresh();
    PairLine *lineOf(int row);

    Workspace *m_workspace;
    QList<Resource> m_resources;
    QPointer<TagsReader> m_reader; ///< while not all tags are known
    TagsDraft m_draft;
    QVBoxLayout *m_lines;
    QList<PairLine *> m_all;
    QToolButton *m_add;
    FaultLine *m_fault;
};
