// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tokeninspection.h"
#include "views/factsgrid.h"
#include "views/sidesheet.h"

#include <QTimer>

class FormField;
class QLineEdit;
class StateChip;
class TokenField;

/// Says what a pasted token is, what it says and what is wrong with it. Keeps nothing: closed, it has forgotten it.
class InspectSheet final : public SideSheet
{
    Q_OBJECT

public:
    /// \a workspace must live longer.
    InspectSheet(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    /// To be told of keys that are known, or what a token is meant for.
    TokenInspection *inspection() { return m_inspection; }
    void begin() override;

protected:
    void accept() override { }
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void refresh();
    void refreshTime();
    void refreshProblems();

    Workspace *m_workspace;
    TokenInspection *m_inspection;
    TokenField *m_token;
    QLineEdit *m_meant;
    FormField *m_meantField;
    QWidget *m_answer; ///< all that is shown of a text
    QWidget *m_details; ///< and of a token
    StateChip *m_chip;
    QLabel *m_verdict;
    QLabel *m_expiry;
    QVBoxLayout *m_problems;
    QStringList m_shownProblems; ///< what the lines of m_problems say
    QLabel *m_stage;
    QPushButton *m_askStage;
    QLabel *m_signature;
    QPushButton *m_askKey;
    FactsGrid *m_facts;
    QPushButton *m_json;
    QTimer m_tick; ///< it expires while it is looked at
};
