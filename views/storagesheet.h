// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/storagedraft.h"
#include "views/actsheet.h"

class FormField;
class PairsEditor;
class QLineEdit;
class Workspace;

/// A new storage configuration, with what AWS changes in the policy of the bucket said beforehand.
class StorageSheet final : public ActSheet
{
    Q_OBJECT

public:
    StorageSheet(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

Q_SIGNALS:
    /// It exists now; closed() comes after it.
    void created(const ivs::StorageConfiguration &storage);

protected:
    void accept() override;
    bool isDirty() const override;
    QWidget *fieldAt(const QString &field) const override;

private:
    StorageDraft draft() const;
    void refresh();

    Workspace *m_workspace;
    QLineEdit *m_bucket;
    QLineEdit *m_name;
    PairsEditor *m_tags;
    FormField *m_bucketField;
    FormField *m_nameField;
};
