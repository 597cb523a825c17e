// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/sidesheet.h"

class FormField;
class QCheckBox;
class QLineEdit;
class Workspace;

/// Writes a private key into a file that the person names, encrypted unless they say otherwise, after a warning.
class ExportKeySheet final : public SideSheet
{
    Q_OBJECT

public:
    ExportKeySheet(const ViewContext &context, Workspace *workspace, const QString &arn, const QString &name,
        QWidget *parent = nullptr);

protected:
    void accept() override;
    bool isDirty() const override;

private:
    void refresh();
    void write(const QString &path);

    Workspace *m_workspace;
    QString m_arn;
    QString m_name;
    QLineEdit *m_passphrase;
    QLineEdit *m_again;
    FormField *m_againField;
    QCheckBox *m_open;
};
