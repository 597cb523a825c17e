// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keydraft.h"
#include "views/actsheet.h"

class FormField;
class KeepChoice;
class PairsEditor;
class QLineEdit;
class Workspace;

/// A new pair of keys: made on this computer, its public half imported, its private half kept where the person says.
class NewKeySheet final : public ActSheet
{
    Q_OBJECT

public:
    NewKeySheet(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

protected:
    void accept() override;
    bool isDirty() const override;
    QWidget *fieldAt(const QString &field) const override;

private:
    KeyDraft draft() const;
    void refresh();

    Workspace *m_workspace;
    QLineEdit *m_name;
    FormField *m_nameField;
    PairsEditor *m_tags;
    KeepChoice *m_keep;
};
