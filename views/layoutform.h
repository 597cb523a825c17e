// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositiondraft.h"
#include "views/viewcontext.h"

#include <QHash>
#include <QWidget>

class FormField;
class NumberField;
class QButtonGroup;
class QComboBox;
class QGridLayout;
class QLineEdit;
class QStringListModel;

/// Everything that a layout can be told: grid or picture in picture, and the fields of the one that is chosen. What is
/// left empty is the service's default and says so.
class LayoutForm final : public QWidget
{
    Q_OBJECT

public:
    explicit LayoutForm(const ViewContext &context, QWidget *parent = nullptr);

    void setDraft(const CompositionDraft &draft);
    /// Puts what is filled in into \a draft.
    void write(CompositionDraft *draft) const;
    void setFaults(const QList<DraftFault> &faults);
    /// The editor of a member of `layout`, or null.
    QWidget *fieldAt(const QString &path) const;
    /// Proposes them where an attribute is named.
    void setAttributes(const QStringList &names);
    void begin();

Q_SIGNALS:
    /// A person changed something. \a typing: in which field somebody types; null for a choice.
    void changed(const QObject *typing);

private:
    QWidget *switcher();
    void addFields();
    FormField *add(const QString &label, QWidget *editor, const QString &member, int row, int column, int span);
    QLineEdit *attributeField(const QString &standard);
    void choose(CompositionDraft::Layout layout);
    void refreshShown();
    bool isPip() const;

    ViewContext m_context;
    QButtonGroup *m_layouts;
    QGridLayout *m_grid;
    QStringListModel *m_attributes;
    QLineEdit *m_featured;
    QLineEdit *m_order;
    QLineEdit *m_pipBy;
    QComboBox *m_stopped;
    QComboBox *m_aspect;
    QComboBox *m_fill;
    NumberField *m_gap;
    QComboBox *m_behavior;
    QComboBox *m_position;
    NumberField *m_offset;
    NumberField *m_width;
    NumberField *m_height;
    QHash<QString, FormField *> m_fields; ///< by the member's name
    CompositionDraft m_draft; ///< what is shown; the other layout waits in it
};
