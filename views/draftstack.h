// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositiondraft.h"

#include <QObject>
#include <QUndoStack>

/// The draft that is designed, as it is, was, and can be again.
class DraftStack final : public QObject
{
    Q_OBJECT

public:
    explicit DraftStack(QObject *parent = nullptr);

    const CompositionDraft &draft() const { return m_draft; }
    /// One step, to be undone. Changes in a row while somebody types in one field (\a typing, not null) are one.
    void change(const CompositionDraft &draft, const QObject *typing = nullptr);
    /// What is typed from now on is a step of its own.
    void seal() { m_typing = nullptr; }
    /// Begins anew with \a draft, as one that is kept elsewhere; nothing before can be had again.
    void load(const CompositionDraft &draft);

    void undo();
    void redo();
    bool canUndo() const { return m_steps.canUndo(); }
    bool canRedo() const { return m_steps.canRedo(); }
    /// What the next undo or redo changes, for people; empty without one.
    QString undoText() const { return m_steps.undoText(); }
    QString redoText() const { return m_steps.redoText(); }

    /// As it is, the draft is kept elsewhere: as a template, or as what runs.
    void setKept();
    /// Something would be lost. The choice of a stage is nothing to lose.
    bool isDirty() const;

Q_SIGNALS:
    /// The draft is another one.
    void changed();
    /// It is so by undo, redo or load(): what shows it has to follow.
    void replaced();
    void keptChanged();

private:
    friend class DraftStep;
    void stepped();

    QUndoStack m_steps;
    CompositionDraft m_draft;
    CompositionDraft m_kept;
    const QObject *m_typing = nullptr; ///< never followed, only compared
};
