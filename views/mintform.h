// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mintdraft.h"
#include "models/mintedtoken.h"
#include "views/viewcontext.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class DurationField;
class FaultLine;
class FormField;
class MessageBar;
class PairsEditor;
class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;
class RoleBar;
class SignChoice;
class StageField;
class TokenSigning;
class Undertaking;
class Workspace;

/// What one token shall say, who makes it, and the button that does: the service mints it, or a key of one's own signs
/// it here. What was typed stays for the next one.
class MintForm final : public QWidget
{
    Q_OBJECT

public:
    MintForm(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);
    ~MintForm() override;

    MintDraft draft() const;
    void setDraft(const MintDraft &draft);
    void begin();
    /// Mints or signs, or shows what is wrong.
    void mint();
    bool isUnderWay() const;
    QPushButton *manyButton() const { return m_many; }

Q_SIGNALS:
    /// Secret; comes once, and nobody else keeps it.
    void minted(const MintedToken &token);
    /// Many tokens that say what the form says where their rows say nothing.
    void manyWanted();
    /// A connection token, which only a key makes.
    void connectionWanted();
    /// The page of the keys.
    void keysWanted();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *fields();
    void refresh();
    void showExpiry();
    void watchStages();
    void showFaults(const QList<DraftFault> &faults);
    void showFault(const QString &field);
    void mintByService(const MintDraft &draft);
    void sign(const MintDraft &draft);
    void mintEnded();
    void signingEnded();
    /// The fields are free again; hands over what was made, or returns false.
    bool handOver();
    QWidget *fieldAt(const QString &field) const;

    ViewContext m_context;
    Workspace *m_workspace;
    MessageBar *m_message;
    QScrollArea *m_scroll;
    StageField *m_stage;
    RoleBar *m_roles;
    QLineEdit *m_user;
    QCheckBox *m_publish;
    QCheckBox *m_subscribe;
    DurationField *m_length;
    PairsEditor *m_attributes;
    SignChoice *m_sign;
    QPushButton *m_connection;
    FormField *m_stageField = nullptr;
    FormField *m_userField = nullptr;
    FormField *m_lengthField = nullptr;
    FaultLine *m_may;
    QPushButton *m_mint;
    QPushButton *m_many;
    QPushButton *m_cancel;
    QLabel *m_words;
    QTimer m_clock; ///< of the expiry, while somebody looks
    bool m_touched = false; ///< an empty stage is a fault only once somebody wanted to mint
    QPointer<Undertaking> m_act;
    QPointer<TokenSigning> m_signing;
    MintedToken m_made; ///< secret; between the answer and its showing
};
