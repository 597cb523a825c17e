// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

/// Many lines that are pasted, but not more of them than fit what is asked for: a single line of 64 K characters is
/// laid out in 200 ms, and the window stands as long.
class PasteField final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit PasteField(qsizetype most, QWidget *parent = nullptr);

Q_SIGNALS:
    /// What was pasted or dropped is longer, and was left out.
    void leftOut();

protected:
    void insertFromMimeData(const QMimeData *source) override;

private:
    qsizetype m_most; ///< characters
};
