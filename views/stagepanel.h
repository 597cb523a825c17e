// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QWidget>

class ActionRegistry;
class FactsGrid;
class IdField;
class MessageBar;
class ElidedLabel;
class Detail;
class QLabel;
class QToolButton;
class QTimer;
class StateChip;
class Workspace;

/// The chosen stage: name, on air or not and since when, ARN, and, unfolded, everything that GetStage tells.
class StagePanel final : public QWidget
{
    Q_OBJECT

public:
    StagePanel(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    void setStage(const QString &arn);
    /// What can be done to the stage: a menu beside its name, tags beside its tags.
    void setActions(const ActionRegistry *registry);

private:
    void refresh();
    void refreshChip();
    void refreshFacts();
    void askDetails();
    QString linksText(const QStringList &names, const Detail *detail, bool atLeast) const;

    ViewContext m_context;
    Workspace *m_workspace;
    QString m_arn;
    QString m_nameArn; ///< whose name stands there
    ElidedLabel *m_name;
    StateChip *m_chip;
    IdField *m_id;
    ElidedLabel *m_tags;
    QToolButton *m_editTags;
    QToolButton *m_unfold;
    QToolButton *m_more;
    QLabel *m_asOf;
    MessageBar *m_message;
    FactsGrid *m_facts;
    QTimer *m_tick;
};
