// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QWidget>

class ElidedLabel;
class FactsGrid;
class JournalModel;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class Workspace;

/// One entry of the journal in full: who, where, what came of it, its parameters, and whether it can be undone.
class EntryPanel final : public QWidget
{
    Q_OBJECT

public:
    EntryPanel(const ViewContext &context, Workspace *workspace, JournalModel *model, QWidget *parent = nullptr);

    void setEntry(const QString &key);
    QString key() const { return m_key; }
    /// Why the entry can't be undone here, in a sentence; empty when it can.
    QString whyNot() const;

Q_SIGNALS:
    void undoWanted(const QString &key);

private:
    void refresh();

    Workspace *m_workspace;
    JournalModel *m_model;
    QString m_key;
    ElidedLabel *m_name;
    QPushButton *m_undo;
    QLabel *m_hint;
    FactsGrid *m_facts;
    QPlainTextEdit *m_text;
};
