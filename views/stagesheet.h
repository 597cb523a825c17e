// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mintedtoken.h"
#include "models/stagedraft.h"
#include "views/actsheet.h"

class FormField;
class PairsEditor;
class QLabel;
class QLineEdit;
class RecordingEditor;
class StageDetail;
class TokenList;
class TokensEditor;
class Workspace;

/// Creates a stage, or a copy of one, or changes one. What is there now is read first; every field is checked while it
/// is typed in. Tokens made together with a stage are shown once, masked, and kept nowhere.
class StageSheet final : public ActSheet
{
    Q_OBJECT

public:
    enum class Purpose { Create, Clone, Edit };

    /// \a arn: the stage to copy or to change.
    StageSheet(const ViewContext &context, Workspace *workspace, Purpose purpose, const QString &arn = {},
        QWidget *parent = nullptr);

    void begin() override;

protected:
    void accept() override;
    bool isDirty() const override;
    QString discardQuestion() const override;
    QString discardVerb() const override;
    void done(Undertaking *undertaking) override;
    QWidget *fieldAt(const QString &field) const override;

private:
    void build();
    void refresh();
    void loaded();
    StageDraft draft() const;
    void showTokens(const QList<MintedToken> &tokens);

    Workspace *m_workspace;
    Purpose m_purpose;
    StageDetail *m_detail = nullptr; ///< of the stage to copy or to change, until it is read
    std::optional<ivs::Stage> m_before;
    StageDraft m_began; ///< what the form was filled with
    QWidget *m_form;
    QLabel *m_waiting;
    QLineEdit *m_name;
    FormField *m_nameField = nullptr;
    PairsEditor *m_tags = nullptr;
    TokensEditor *m_tokens = nullptr;
    RecordingEditor *m_recording = nullptr;
    QLabel *m_changes;
    TokenList *m_made = nullptr;
    QList<MintedToken> m_answer; ///< secret; between the answer and its showing
};
