// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/undo.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTableWidget;
class Undertaking;

/// Asks before a write is undone, and shows what will change. Says so when the present state is no longer what that
/// write made.
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
    void agree();

    Undo *m_undo;
    QLabel *m_words;
    QTableWidget *m_table;
    QPushButton *m_cancel;
    QPushButton *m_agree;
};
