// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QTimer>
#include <QWidget>

class ActionRegistry;
class CompositionPreview;
class ElidedLabel;
class FactsGrid;
class IdField;
class MessageBar;
class QLabel;
class QToolButton;
class StateChip;
class Workspace;

/// The chosen composition: its state, how long it runs and may run, where its outputs lead and what becomes of them,
/// and its layout as a picture.
class CompositionPanel final : public QWidget
{
    Q_OBJECT

public:
    CompositionPanel(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    void setActions(const ActionRegistry *registry);
    void setComposition(const QString &arn);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();
    void refreshTime();
    void refreshFacts();
    QString stageName(const QString &arn) const;
    QString timeText() const;

    ViewContext m_context;
    Workspace *m_workspace;
    ElidedLabel *m_name;
    StateChip *m_chip;
    QToolButton *m_more;
    IdField *m_id;
    MessageBar *m_message;
    QLabel *m_time;
    FactsGrid *m_facts;
    QLabel *m_pictureNote;
    CompositionPreview *m_picture;
    QTimer m_tick; ///< of how long it runs, while somebody looks
};
