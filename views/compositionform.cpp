// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compositionform.h"

#include "models/workspace.h"
#include "views/formfield.h"
#include "views/layoutform.h"
#include "views/outputform.h"
#include "views/pairseditor.h"
#include "views/stagefield.h"
#include "views/theme.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

CompositionForm::CompositionForm(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_stage(new StageField(workspace->stages()))
    , m_stageField(new FormField(context, tr("&Stage"), m_stage))
    , m_layout(new LayoutForm(context))
    , m_outputs(new OutputForm(context, workspace))
    , m_tags(new PairsEditor(context, {tr("tag"), tr("Add a tag")}))
    , m_scroll(new QScrollArea)
{
    auto *fields = new QWidget;
    auto *column = new QVBoxLayout(fields);
    column->setContentsMargins(16, 8, 16, 16);
    column->setSpacing(16);
    column->addWidget(m_stageField);
    column->addWidget(section(tr("Layout"), m_layout));
    column->addWidget(section(tr("Destinations"), m_outputs));
    column->addWidget(section(tr("Tags of the composition"), m_tags));
    column->addStretch(1);
    m_scroll->setWidget(fields);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    fields->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_scroll);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    connect(m_stage, &QLineEdit::textChanged, this, [this] { Q_EMIT changed(m_stage); });
    connect(m_stage, &StageField::optionsChanged, this, [this] {
        if (m_stage->text().startsWith("arn:"_L1)) // it may have a name now
            m_stage->setStageArn(m_stage->stageArn());
        Q_EMIT changed(m_stage);
    });
    connect(m_layout, &LayoutForm::changed, this, &CompositionForm::changed);
    connect(m_outputs, &OutputForm::changed, this, &CompositionForm::changed);
    connect(m_outputs, &OutputForm::makeWanted, this, &CompositionForm::makeWanted);
    connect(m_tags, &PairsEditor::changed, this, [this] { Q_EMIT changed(m_tags); });
    connect(workspace->stages(), &ListModel::stateChanged, this, &CompositionForm::watchStages);
}

QWidget *CompositionForm::section(const QString &title, QWidget *content)
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *name = new QLabel(title);
    name->setFont(Theme::labelFont());
    name->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(name);
    column->addWidget(content);
    return box;
}

CompositionDraft CompositionForm::draft() const
{
    CompositionDraft draft;
    draft.stageArn = m_stage->stageArn();
    m_layout->write(&draft);
    m_outputs->write(&draft);
    draft.tags = m_tags->rows();
    return draft;
}

void CompositionForm::setDraft(const CompositionDraft &draft)
{
    const QSignalBlocker quiet(this);
    if (m_stage->stageArn() != draft.stageArn)
        m_stage->setStageArn(draft.stageArn);
    m_layout->setDraft(draft);
    m_outputs->setDraft(draft);
    if (m_tags->rows() != draft.tags)
        m_tags->setRows(draft.tags);
}

void CompositionForm::setFaults(const QList<DraftFault> &faults, bool all)
{
    QString stage;
    for (const DraftFault &fault : faults) {
        if (fault.field == "stageArn"_L1 && (all || !fault.isMissing))
            stage = fault.message;
    }
    m_stageField->setFault(m_stage->isLost() ? tr("no stage that is loaded has that name alone") : stage);
    m_stageField->setHint(m_stage->hint());
    m_layout->setFaults(faults);
    m_outputs->setFaults(draft(), faults, all);
    m_tags->setFaults(u"tags"_s, faults);
}

void CompositionForm::setAttributes(const QStringList &names) { m_layout->setAttributes(names); }

QWidget *CompositionForm::fieldAt(const QString &path) const
{
    if (path == "stageArn"_L1)
        return m_stage;
    if (QWidget *layout = m_layout->fieldAt(path))
        return layout;
    if (QWidget *output = m_outputs->fieldAt(draft(), path))
        return output;
    return m_tags->fieldAt(u"tags"_s, path);
}

bool CompositionForm::showField(const QString &path)
{
    QWidget *field = fieldAt(path);
    if (!field)
        return false;
    field->setFocus(Qt::OtherFocusReason);
    m_scroll->ensureWidgetVisible(field, 0, 60);
    return true;
}

void CompositionForm::choose(const QString &member, const QString &arn) { m_outputs->choose(member, arn); }

void CompositionForm::begin()
{
    if (m_stage->text().isEmpty())
        m_stage->setFocus(Qt::OtherFocusReason);
    else
        m_layout->begin();
}

// The stages are read once to be found by typing; whoever wants them fresh looks at their page.
void CompositionForm::watchStages()
{
    m_workspace->stages()->setWatched(isVisible() && !m_workspace->stages()->state().isWhole, this);
    m_stageField->setHint(m_stage->hint());
}

void CompositionForm::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    watchStages();
}

void CompositionForm::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_workspace->stages()->setWatched(false, this);
}
