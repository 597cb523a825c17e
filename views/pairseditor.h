// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pairrows.h"
#include "views/viewcontext.h"

#include <QWidget>

class FaultLine;
class PairLine;
class QLabel;
class QToolButton;
class QVBoxLayout;

/// Rows of names and values that can be added and taken away: tags of a new resource, attributes of a token.
class PairsEditor final : public QWidget
{
    Q_OBJECT

public:
    struct Words
    {
        QString noun; ///< `tag`: for assistive technology and the button
        QString add; ///< `Add a tag`
    };

    PairsEditor(const ViewContext &context, const Words &words, QWidget *parent = nullptr);

    void setRows(const PairRows &rows);
    PairRows rows() const;
    /// Marks the faults whose field is \a path or begins with `path[`.
    void setFaults(const QString &path, const QList<DraftFault> &faults);
    /// The editor of a member below \a path, or null.
    QWidget *fieldAt(const QString &path, const QString &field) const;
    /// Words at the end, as `41 of 1,024 bytes`.
    void setNote(const QString &words);

Q_SIGNALS:
    void changed();

private:
    PairLine *addLine(const PairRow &row);

    ViewContext m_context;
    Words m_words;
    QVBoxLayout *m_lines;
    QList<PairLine *> m_all;
    QToolButton *m_add;
    QLabel *m_note;
    FaultLine *m_fault;
};
