// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/listmodel.h"
#include "views/viewcontext.h"

#include <QWidget>

class ActionRegistry;
class ElidedLabel;
class IdField;
class QToolButton;
class StateChip;

/// The top of a panel that shows one chosen resource: name, state, the menu of what can be done to it, its ARN to copy.
class PanelHead final : public QWidget
{
    Q_OBJECT

public:
    /// \a none: said while nothing is chosen; \a menuTip: `What can be done to this encoder`.
    PanelHead(const ViewContext &context, const QString &none, const QString &menuTip, QWidget *parent = nullptr);

    void setActions(const ActionRegistry *registry, const QStringList &ids);
    /// An empty \a arn stands for nothing. \a name: foreign text; \a what names the ARN for assistive technology.
    void setResource(const QString &arn, const QString &name, const QString &what);
    /// No words: no chip.
    void setState(Tone tone, const QString &words);

private:
    ViewContext m_context;
    QString m_none;
    ElidedLabel *m_name;
    StateChip *m_chip;
    QToolButton *m_more;
    IdField *m_id;
};
