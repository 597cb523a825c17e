// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include "models/compositionhistory.h"

#include <QTimer>
#include <QWidget>

class ActionRegistry;
class CompositionPicture;
class ElidedLabel;
class FactsGrid;
class IdField;
class ListPanel;
class MessageBar;
class PublishingNow;
class QLabel;
class QToolButton;
class StageTabs;
class StateChip;
class Workspace;

/// The chosen composition, one that runs or one that is remembered: its state, how long it runs and may run, why it
/// ended and how that is known, where its outputs lead and what becomes of them, its layout as a picture, and its
/// history line by line.
class CompositionPanel final : public QWidget
{
    Q_OBJECT

public:
    CompositionPanel(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    void setActions(const ActionRegistry *registry);
    void setComposition(const QString &arn);
    /// Which of its tabs is in front, to keep: `layout` or `history`.
    QString tab() const;
    void setTab(const QString &id);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();
    void refreshTime();
    void refreshFacts(const CompositionHistory::Record &record, const std::optional<ivs::Composition> &whole);
    QString timeText() const;
    QString silenceText(const CompositionHistory::Record &record);

    ViewContext m_context;
    Workspace *m_workspace;
    ElidedLabel *m_name;
    StateChip *m_chip;
    QToolButton *m_more;
    IdField *m_id;
    MessageBar *m_message;
    QLabel *m_time;
    QLabel *m_why; ///< it ended, or stops by itself
    PublishingNow *m_people; ///< of its stage, while it runs
    QString m_overdue; ///< it should have stopped by itself: the list was read again
    FactsGrid *m_facts;
    StageTabs *m_tabs;
    CompositionPicture *m_picture;
    ListPanel *m_lines;
    QTimer m_tick; ///< of how long it runs, while somebody looks
};
