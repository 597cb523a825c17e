// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keychain.h"
#include "models/keydraft.h"
#include "models/pemdraft.h"
#include "views/actsheet.h"

class FaultLine;
class FormField;
class KeepChoice;
class PairsEditor;
class PasteField;
class QLabel;
class QLineEdit;
class QPushButton;
class Workspace;

/// A key in PEM form, pasted or from a file. A private one is matched to the public keys of the service: it is kept
/// under the one that it belongs to, or its public half is imported first. A private key is not shown: as soon as there
/// is one in the field, the field is put away.
class ImportKeySheet final : public ActSheet
{
    Q_OBJECT

public:
    ImportKeySheet(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

protected:
    void accept() override;
    bool isDirty() const override { return m_draft.kind() != PemDraft::Kind::Empty; }
    QWidget *fieldAt(const QString &field) const override;

private:
    /// Which public key it belongs to.
    enum class Match { Unknown, Searching, None, Found };

    void take(const QString &text);
    void another();
    void read();
    void search();
    void refresh();
    void refreshVerb(bool faulty);
    QString resultWords() const;
    void keep();
    KeyDraft draft() const;
    /// Its private half is where the person would put it.
    bool isKept() const;

    Workspace *m_workspace;
    QString m_text; ///< a secret
    PemDraft m_draft;
    Match m_match = Match::Unknown;
    QString m_arn; ///< of Match::Found
    quint64 m_searches = 0;
    QWidget *m_pasting;
    PasteField *m_pem;
    QWidget *m_taken;
    QLabel *m_kind;
    QPushButton *m_change;
    QLineEdit *m_passphrase;
    FormField *m_passphraseField;
    FaultLine *m_fault;
    QLabel *m_result;
    QLineEdit *m_name;
    FormField *m_nameField;
    PairsEditor *m_tags;
    FormField *m_tagsField;
    KeepChoice *m_keep;
};
