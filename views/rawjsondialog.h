// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPlainTextEdit;

/// JSON as plain text, to read, search and copy. It stands beside the window, not in its way: several can be open.
class RawJsonDialog final : public QDialog
{
    Q_OBJECT

public:
    /// \a about says in one line what it is and as of when.
    RawJsonDialog(const ViewContext &context, const QString &about, const QString &json, QWidget *parent);

private:
    void find(bool backward);

    ViewContext m_context;
    QPlainTextEdit *m_text;
    QLineEdit *m_find;
    QLabel *m_found;
};
