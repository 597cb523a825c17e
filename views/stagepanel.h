// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QWidget>

class ActionRegistry;
class FactsGrid;
class FaultLine;
class IdField;
class MessageBar;
class ElidedLabel;
class Detail;
class QLabel;
class QScrollArea;
class QToolButton;
class QTimer;
class StateChip;
class Workspace;

/// The chosen stage: name, on air or not and since when, ARN; details() tell the rest.
class StagePanel final : public QWidget
{
    Q_OBJECT

public:
    StagePanel(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    void setStage(const QString &arn);
    /// What can be done to the stage: a menu beside its name, tags beside its tags.
    void setActions(const ActionRegistry *registry);
    /// Everything that GetStage tells, while it is unfolded. The page lays it below this panel, beside which it can
    /// shrink: a layout takes the height of what wraps for its least, so that nothing in one panel with it would.
    QWidget *details() const;
    /// It was there and was deleted meanwhile, or the service does not know it.
    bool isGone() const { return m_isGone; }
    static QString goneText();

Q_SIGNALS:
    void goneChanged();

private:
    void refresh();
    void refreshGone();
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
    FaultLine *m_gone;
    FactsGrid *m_facts;
    QScrollArea *m_details; ///< the facts; gives way to what is below when the window is low
    QTimer *m_tick;
    bool m_wasListed = false; ///< since it is chosen
    bool m_isGone = false;
};
