// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/sidesheet.h"

class FactsGrid;
class FormField;
class QLineEdit;
class QSpinBox;
class Remembering;

/// What is remembered on this machine: how much it is, how much it may become and how old, and what is to be forgotten.
class RememberingSheet final : public SideSheet
{
    Q_OBJECT

public:
    RememberingSheet(const ViewContext &context, Remembering *remembering, QWidget *parent = nullptr);

    void begin() override;

protected:
    void accept() override;
    bool isDirty() const override;

private:
    void refresh();

    Remembering *m_remembering;
    FactsGrid *m_facts;
    QSpinBox *m_megabytes;
    QSpinBox *m_days;
    QLineEdit *m_user;
    QPushButton *m_forget;
};
