// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stagedraft.h"
#include "views/viewcontext.h"

#include <QWidget>

class FaultLine;
class QLabel;
class QToolButton;
class QVBoxLayout;
class TokenCard;

/// Up to twelve tokens that are made together with a stage: a card for each.
class TokensEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit TokensEditor(const ViewContext &context, QWidget *parent = nullptr);

    QList<TokenDraft> tokens() const;
    void setFaults(const QList<DraftFault> &faults);
    /// The editor of a member of CreateStageRequest, or null when it is no token's.
    QWidget *fieldAt(const QString &field) const;

Q_SIGNALS:
    void changed();

private:
    void add();
    void renumber();

    ViewContext m_context;
    QVBoxLayout *m_cards;
    QList<TokenCard *> m_all;
    QToolButton *m_add;
    QLabel *m_count;
    FaultLine *m_fault;
};
