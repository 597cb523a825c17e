// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QDialog>
#include <QPointer>

class Destruction;
class FormField;
class QLabel;
class QLineEdit;

/// The question before something is destroyed: what it is, with fresh numbers what else ends, and the verb. Cancel is
/// the default and works at once, also while it is being counted; the verb waits for the numbers (three seconds at
/// most). On production the name has to be typed.
class Confirmation final : public QDialog
{
    Q_OBJECT

public:
    struct Question
    {
        QString title; ///< `Delete 3 stages?`
        QStringList names; ///< what it concerns; foreign text
        QString consequence; ///< `It can't be undone.`
        QString verb; ///< `Delete`
        QString toType; ///< what has to be typed; empty: nothing
        bool asksReason = false; ///< a field for a reason of at most 128 characters
    };

    /// Takes \a destruction over; it may be null where nothing is to be counted.
    Confirmation(
        const ViewContext &context, const Question &question, Destruction *destruction, QWidget *parent = nullptr);
    ~Confirmation() override;

Q_SIGNALS:
    /// The verb was pressed. \a reason is empty where none was asked.
    void confirmed(const QString &reason);

protected:
    bool event(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void fit();

    QString m_toType;
    QPointer<Destruction> m_destruction;
    QLabel *m_numbers;
    QLineEdit *m_typed = nullptr;
    QLineEdit *m_reason = nullptr;
    FormField *m_reasonField = nullptr;
    QPushButton *m_cancel;
    QPushButton *m_verb;
};
