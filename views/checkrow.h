// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositionfacts.h"
#include "views/viewcontext.h"

#include <QWidget>

class QLabel;
class QToolButton;

/// One check: its light as an icon and a word, what it says, and the button that mends it.
class CheckRow final : public QWidget
{
    Q_OBJECT

public:
    explicit CheckRow(const ViewContext &context, QWidget *parent = nullptr);

    void setCheck(const CompositionCheck &check);
    QString id() const { return m_check.id; }

Q_SIGNALS:
    void mendWanted(const QString &id);

private:
    void tint();

    ViewContext m_context;
    CompositionCheck m_check;
    QLabel *m_icon;
    QLabel *m_words;
    QToolButton *m_mend;
};
