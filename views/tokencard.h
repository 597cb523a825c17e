// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stagedraft.h"
#include "models/tokenroles.h"
#include "views/viewcontext.h"

#include <QWidget>

class FaultLine;
class FormField;
class PairsEditor;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;
class QToolButton;

/// What one token shall say: for whom, what it may do, for how long, with which attributes.
class TokenCard final : public QWidget
{
    Q_OBJECT

public:
    explicit TokenCard(const ViewContext &context, QWidget *parent = nullptr);

    TokenDraft token() const;
    /// Says what the role says; the user id stays.
    void fill(const TokenRole &role);
    /// Its place among the tokens, from 0: its name for people, and its path in the request.
    void setNumber(int number);
    QString path() const { return m_path; }
    void setFaults(const QList<DraftFault> &faults);
    QWidget *fieldAt(const QString &field) const;
    QLineEdit *userField() const { return m_user; }
    QToolButton *removeButton() const { return m_remove; }

Q_SIGNALS:
    void changed();
    void removeClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showLength();

    ViewContext m_context;
    QString m_path;
    QLabel *m_title;
    QToolButton *m_remove;
    QLineEdit *m_user;
    QCheckBox *m_publish;
    QCheckBox *m_subscribe;
    QSpinBox *m_length;
    QComboBox *m_unit;
    QToolButton *m_unfold;
    PairsEditor *m_attributes;
    FormField *m_userField;
    FormField *m_lengthField;
    FaultLine *m_may;
};
