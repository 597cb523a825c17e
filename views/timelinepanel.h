// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QTimer>
#include <QWidget>

class ActionRegistry;
class ElidedLabel;
class EmptyState;
class MessageBar;
class QHBoxLayout;
class QStackedLayout;
class QToolButton;
class TimelineView;
class Workspace;

/// The timeline of the session shown, with those rows that the list of participants shows. Looked at only while it is
/// on screen: then the list is read, and the events of the rows on screen.
class TimelinePanel final : public QWidget
{
    Q_OBJECT

public:
    TimelinePanel(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    TimelineView *view() const { return m_view; }
    MessageBar *messageBar() const { return m_message; }
    EmptyState *emptyState() const { return m_empty; }
    /// Puts what its buttons do among a page's actions; \a show brings the timeline on screen first.
    void addActions(ActionRegistry *registry, const std::function<void()> &show);
    /// How much of it is known.
    QString knownText() const;

Q_SIGNALS:
    void chosen(const QString &participantId);
    /// What was done here is to be seen in the journal, by the entry's id.
    void entryWanted(const QString &id);

protected:
    void focusInEvent(QFocusEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QToolButton *tool(QHBoxLayout *layout, const QString &words, const QString &help);
    void openItem(const QString &key, const QString &participantId);
    void refreshPeople();
    void refreshSession();
    void refreshState();

    ViewContext m_context;
    Workspace *m_workspace;
    TimelineView *m_view;
    MessageBar *m_message;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    ActionRegistry *m_registry = nullptr;
    QToolButton *m_publishersFirst;
    QToolButton *m_follow;
    QToolButton *m_loadAll;
    ElidedLabel *m_known;
    ElidedLabel *m_told;
    QTimer m_peopleTimer;
    QTimer m_refreshTimer;
};
