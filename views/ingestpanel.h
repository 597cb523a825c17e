// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QTimer>
#include <QWidget>

class ActionRegistry;
class ElidedLabel;
class FactsGrid;
class IdField;
class MessageBar;
class QLabel;
class QToolButton;
class QVBoxLayout;
class StateChip;
class Workspace;

/// The chosen ingest configuration: what it leads to, where to publish, and its stream keys, which are masked until
/// somebody asks for them and again after half a minute or when the panel is left.
class IngestPanel final : public QWidget
{
    Q_OBJECT

public:
    IngestPanel(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    void setIngest(const QString &arn);
    /// Offers what can be done to it.
    void setActions(const ActionRegistry *registry);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void follow();
    void refresh();
    void refreshFacts();
    void rebuildKeys();
    void refreshReveal();
    struct Keys
    {
        int shown = 0;
        int total = 0;
        QString server;
        bool operator==(const Keys &) const = default;
    };
    Keys keysToShow() const;
    QWidget *keyLine(int index);

    ViewContext m_context;
    Workspace *m_workspace;
    QString m_arn;
    ElidedLabel *m_name;
    StateChip *m_chip;
    QToolButton *m_unfold;
    QToolButton *m_more;
    IdField *m_id;
    MessageBar *m_message;
    FactsGrid *m_facts;
    QWidget *m_secrets;
    QVBoxLayout *m_keys;
    QToolButton *m_reveal;
    QLabel *m_left;
    QTimer m_tick;
    Keys m_built;
};
