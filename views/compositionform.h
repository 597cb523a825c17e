// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositiondraft.h"
#include "views/viewcontext.h"

#include <QWidget>

class FormField;
class LayoutForm;
class OutputForm;
class PairsEditor;
class QScrollArea;
class StageField;
class Workspace;

/// Everything that StartComposition can be told: stage, layout, outputs, tags.
class CompositionForm final : public QWidget
{
    Q_OBJECT

public:
    CompositionForm(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    CompositionDraft draft() const;
    void setDraft(const CompositionDraft &draft);
    /// \a all: also what is missing, once somebody wanted to start.
    void setFaults(const QList<DraftFault> &faults, bool all);
    /// Proposes attributes where one is named.
    void setAttributes(const QStringList &names);
    /// Puts the keyboard into the field of that member of StartCompositionRequest; false when it has none.
    bool showField(const QString &path);
    void begin();
    /// Chooses what was made for makeWanted().
    void choose(const QString &member, const QString &arn);

Q_SIGNALS:
    /// As OutputForm has it.
    void makeWanted(const QString &member);
    /// A person changed something. \a typing: in which field somebody types; null for a choice.
    void changed(const QObject *typing);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void watchStages();
    QWidget *section(const QString &title, QWidget *content);
    QWidget *fieldAt(const QString &path) const;

    ViewContext m_context;
    Workspace *m_workspace;
    StageField *m_stage;
    FormField *m_stageField;
    LayoutForm *m_layout;
    OutputForm *m_outputs;
    PairsEditor *m_tags;
    QScrollArea *m_scroll;
};
