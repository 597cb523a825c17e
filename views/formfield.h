// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QWidget>

class QLabel;

/// One line of icon and words below what they are about, shown only while there is something wrong.
class FaultLine final : public QWidget
{
    Q_OBJECT

public:
    explicit FaultLine(const ViewContext &context, QWidget *parent = nullptr);

    /// Empty hides it.
    void setFault(const QString &words);
    QString fault() const;

private:
    QLabel *m_words;
};

/// Names that a form concerns, in one line of plain text: the first ones, and how many more.
QString namesText(const QStringList &names);

/// A form's field: its name, the editor, a hint, and below what is wrong with it. The editor carries the name, and the
/// fault as its description, for assistive technology.
class FormField final : public QWidget
{
    Q_OBJECT

public:
    /// \a label may hold an `&` for the shortcut; an empty one shows no name (a check box brings its own).
    FormField(const ViewContext &context, const QString &label, QWidget *editor, const QString &hint = {},
        QWidget *parent = nullptr);

    QWidget *editor() const { return m_editor; }
    void setFault(const QString &words);
    QString fault() const { return m_fault->fault(); }
    void setHint(const QString &words);

private:
    QWidget *m_editor;
    QLabel *m_hint;
    FaultLine *m_fault;
};
