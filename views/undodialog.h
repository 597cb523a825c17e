// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/undo.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;
class Undertaking;

/// Asks before a write is undone, and shows what will change. Says so when the present state is no longer what that
/// write made. On production the name of what is changed back has to be typed.
class UndoDialog final : public QDialog
{
    Q_OBJECT

public:
    UndoDialog(Workspace *workspace, const store::JournalEntry &entry, QWidget *parent);

Q_SIGNALS:
    /// The person said yes: \a act is not started yet.
    void agreed(Undertaking *act);

private:
    void refresh();
    void refreshVerb();
    void agree();

    Undo *m_undo;
    QString m_toType; ///< empty: nothing
    QLineEdit *m_typed = nullptr;
    QLabel *m_words;
    QTableWidget *m_table;
    QPushButton *m_cancel;
    QPushButton *m_agree;
};
