// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingestdraft.h"
#include "views/actsheet.h"

class FormField;
class PairsEditor;
class QCheckBox;
class QComboBox;
class QLineEdit;
class StageField;
class Workspace;

/// Makes an ingest configuration. Its stream keys are not shown here: the page shows them on demand.
class IngestSheet final : public ActSheet
{
    Q_OBJECT

public:
    IngestSheet(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

protected:
    void accept() override;
    bool isDirty() const override;
    QWidget *fieldAt(const QString &field) const override;

private:
    IngestDraft draft() const;
    void refresh();

    Workspace *m_workspace;
    QLineEdit *m_name;
    StageField *m_stage;
    QLineEdit *m_user;
    QComboBox *m_protocol;
    QCheckBox *m_redundant;
    PairsEditor *m_attributes;
    PairsEditor *m_tags;
    FormField *m_nameField;
    FormField *m_stageField;
    FormField *m_userField;
};

/// Attaches an ingest configuration to a stage, or to another one than before.
class AttachSheet final : public ActSheet
{
    Q_OBJECT

public:
    AttachSheet(const ViewContext &context, Workspace *workspace, const ivs::IngestConfigurationSummary &ingest,
        QWidget *parent = nullptr);

protected:
    void accept() override;
    bool isDirty() const override;
    QWidget *fieldAt(const QString &field) const override;

private:
    void refresh();

    Workspace *m_workspace;
    ivs::IngestConfigurationSummary m_ingest;
    StageField *m_stage;
    FormField *m_stageField;
};
