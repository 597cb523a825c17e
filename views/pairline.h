// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pairrows.h"
#include "views/viewcontext.h"

#include <QWidget>

class FaultLine;
class QLabel;
class QLineEdit;
class QToolButton;

/// A name, a value, a button that takes them away, and what is wrong with them.
class PairLine final : public QWidget
{
    Q_OBJECT

public:
    /// \a noun: `tag`.
    PairLine(const ViewContext &context, const QString &noun, QWidget *parent = nullptr);

    void setRow(const PairRow &row);
    PairRow row() const;
    /// The name of something that is there stays.
    void setKeyFixed(bool fixed);
    void setValueEnabled(bool enabled);
    void setPlaceholder(const QString &value);
    /// Words below, as `on 3 of 5`.
    void setNote(const QString &words);
    /// Taken away, with a way back: struck through, the button undoes it.
    void setRemoved(bool removed);
    void setRemovable(bool removable);
    void setFaults(const QString &key, const QString &value);
    QLineEdit *keyField() const { return m_key; }
    QLineEdit *valueField() const { return m_value; }
    QToolButton *removeButton() const { return m_remove; }

Q_SIGNALS:
    void keyEdited(const QString &key);
    void valueEdited(const QString &value);
    void removeClicked();

private:
    void tint();

    ViewContext m_context;
    QString m_noun;
    QLineEdit *m_key;
    QLineEdit *m_value;
    QToolButton *m_remove;
    QLabel *m_note;
    FaultLine *m_fault;
    bool m_removed = false;
};
