// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pastefield.h"

#include <QMimeData>

PasteField::PasteField(qsizetype most, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_most(most)
{
}

void PasteField::insertFromMimeData(const QMimeData *source)
{
    if (source->text().size() + document()->characterCount() > m_most)
        Q_EMIT leftOut();
    else
        QPlainTextEdit::insertFromMimeData(source);
}
