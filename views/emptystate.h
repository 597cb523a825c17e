// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QWidget>

class QLabel;
class QPushButton;

/// In place of a list's rows: one sentence on why there are none, and the action that helps.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    /// \a verb names the button; empty for none.
    void setWords(const QString &sentence, const QString &verb = {});
    QString sentence() const;

Q_SIGNALS:
    void triggered();

private:
    QLabel *m_sentence;
    QPushButton *m_button;
};
