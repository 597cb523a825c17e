// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compositioneditorpage.h"

#include "models/compositionchecks.h"
#include "models/compositiondetail.h"
#include "models/watch.h"
#include "models/workspace.h"
#include "views/checkpanel.h"
#include "views/compositionform.h"
#include "views/draftstack.h"
#include "views/messagebar.h"
#include "views/questions.h"
#include "views/startbar.h"
#include "views/templatesbutton.h"

using namespace Qt::Literals::StringLiterals;

void CompositionEditorPage::followTemplates()
{
    connect(m_templates, &TemplatesButton::chosen, this, [this](const CompositionTemplate &one) {
        leaving([this, one] {
            CompositionDraft draft = one.draft;
            draft.stageArn = m_stack->draft().stageArn; // a template has none
            m_templates->setName(one.name);
            m_stack->load(draft);
        });
    });
    connect(m_templates, &TemplatesButton::saved, m_stack, &DraftStack::setKept);
    connect(m_templates, &TemplatesButton::nameChanged, this, &CompositionEditorPage::refreshActions);
    connect(m_templates, &TemplatesButton::told, m_message, &MessageBar::setNotice);
}

QString CompositionEditorPage::lossQuestion() const
{
    return m_stack->isDirty()
        ? tr("The draft in the composition editor has changes that are kept nowhere: neither as a template nor as what "
             "runs.")
        : QString();
}

void CompositionEditorPage::leaving(const std::function<void()> &then)
{
    if (m_foot->isUnderWay())
        return;
    const QString question = lossQuestion();
    if (question.isEmpty())
        then();
    else
        askSure(this, question, tr("Discard them"), then);
}

void CompositionEditorPage::edit(const CompositionDraft &draft)
{
    leaving([this, draft] {
        m_wanted = false;
        m_templates->setName({});
        m_stack->load(draft);
    });
}

void CompositionEditorPage::showComposition(const QString &arn)
{
    const CompositionDetail *detail = m_workspace->compositionDetail();
    const std::optional<ivs::Composition> whole =
        detail->arn() == arn ? detail->composition() : m_workspace->watch()->compositions().value(arn).detail;
    if (!whole) {
        m_message->setNotice(tr("It is not known what that composition was"),
            tr("Open its details on the page of compositions first: they read it."));
        return;
    }
    CompositionDraft draft = CompositionDraft::of(*whole);
    draft.stageArn = whole->stageArn;
    edit(draft);
}

void CompositionEditorPage::showKey(const QString &key)
{
    if (key.contains(":composition/"_L1)) {
        showComposition(key);
        return;
    }
    CompositionDraft draft = m_stack->draft();
    draft.stageArn = key;
    m_stack->change(draft);
    m_form->setDraft(draft);
}

void CompositionEditorPage::followChecks()
{
    connect(m_checkPanel, &CheckPanel::checkWanted, this, [this] { m_checks->check(m_stack->draft()); });
    connect(m_checkPanel, &CheckPanel::memberWanted, m_form, &CompositionForm::showField);
    connect(m_checkPanel, &CheckPanel::pageWanted, this,
        [this](const QString &page, const QString &key) { Q_EMIT pageWanted(page, m_workspace, key); });
}

// By itself only once a draft could be started, and again when it would use something else.
void CompositionEditorPage::check(bool isWhole)
{
    const CompositionDraft &draft = m_stack->draft();
    m_checks->update(draft);
    const QStringList used {draft.stageArn,
        draft.channel.on ? draft.channel.channelArn + draft.channel.encoderArn : u""_s,
        draft.recording.on ? draft.recording.storageArn + draft.recording.encoderArn : u""_s};
    if (!isWhole || used == m_checked)
        return;
    m_checked = used;
    m_checks->check(draft);
}
