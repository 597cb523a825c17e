// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QPointer>

class QLineEdit;
class QPushButton;
class Workspace;

/// Unlocks a production connection for a set time, once its name was typed. Cancel is the default.
class UnlockDialog final : public QDialog
{
    Q_OBJECT

public:
    UnlockDialog(Workspace *workspace, QWidget *parent);

    void accept() override;

private:
    bool isNamed() const;

    QPointer<Workspace> m_workspace;
    QLineEdit *m_name;
    QPushButton *m_unlock;
};
