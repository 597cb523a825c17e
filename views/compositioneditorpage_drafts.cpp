// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compositioneditorpage.h"

#include "models/compositionchecks.h"
#include "models/compositionhistory.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/checkpanel.h"
#include "views/compositionform.h"
#include "views/draftstack.h"
#include "views/editoracts.h"
#include "views/messagebar.h"
#include "views/questions.h"
#include "views/startbar.h"
#include "views/templatesbutton.h"

#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

void CompositionEditorPage::followTemplates()
{
    connect(m_templates, &TemplatesButton::chosen, this, [this](const CompositionTemplate &one) {
        leaving([this, one] {
            CompositionDraft draft = one.draft;
            draft.stageArn = m_stack->draft().stageArn; // a template has none
            load(draft, {});
            m_templates->setName(one.name);
        });
    });
    connect(m_templates, &TemplatesButton::saved, m_stack, &DraftStack::setKept);
    connect(m_templates, &TemplatesButton::nameChanged, this, &CompositionEditorPage::refreshActions);
    connect(m_templates, &TemplatesButton::told, m_message, &MessageBar::setNotice);
}

QString CompositionEditorPage::draftQuestion() const
{
    return m_stack->isDirty()
        ? tr("The draft in the composition editor has changes that are kept nowhere: neither as a template nor as what "
             "runs.")
        : QString();
}

QString CompositionEditorPage::lossQuestion() const
{
    return m_acts->isUnderWay()
        ? tr("A composition is being replaced: its successor may not be started, and nothing runs then.")
        : draftQuestion();
}

void CompositionEditorPage::leaving(const std::function<void()> &then)
{
    if (isBusy())
        return;
    const QString question = draftQuestion();
    if (question.isEmpty())
        then();
    else
        askSure(this, question, tr("Discard them"), then);
}

void CompositionEditorPage::edit(const CompositionDraft &draft)
{
    leaving([this, draft] { load(draft, {}); });
}

void CompositionEditorPage::load(const CompositionDraft &draft, const QString &origin)
{
    m_wanted = false;
    m_templates->setName({});
    m_acts->setOrigin(origin);
    m_stack->load(draft);
}

void CompositionEditorPage::showComposition(const QString &arn)
{
    const CompositionHistory::Record *record = m_workspace->compositionHistory()->record(arn);
    if (!record || !record->detail) {
        m_message->setNotice(tr("It is not known what that composition was"),
            tr("Nobody asked for its definition while the service knew it."));
        return;
    }
    CompositionDraft draft = CompositionDraft::of(*record->detail);
    draft.stageArn = record->summary.stageArn;
    leaving([this, draft, arn] { load(draft, arn); });
}

// Two compositions can't feed one channel: a draft that does what its origin does can only take its place.
void CompositionEditorPage::takeOrigin()
{
    const QString origin = m_acts->runningOrigin();
    const CompositionHistory::Record *record = m_workspace->compositionHistory()->record(origin);
    m_replace->setVisible(record);
    m_replace->setEnabled(m_registry->action(u"editor.replace"_s)->isEnabled());
    m_replace->setToolTip(m_registry->action(u"editor.replace"_s)->toolTip());
    const CompositionDraft &draft = m_stack->draft();
    const bool isSameChannel = record && record->detail && draft.channel.on
        && draft.channel.channelArn == CompositionDraft::of(*record->detail).channel.channelArn;
    m_checks->setReplaced(isSameChannel ? origin : QString());
}

void CompositionEditorPage::followActs()
{
    connect(m_replace, &QPushButton::clicked, m_registry->action(u"editor.replace"_s), &QAction::trigger);
    connect(m_acts, &EditorActs::originChanged, this, &CompositionEditorPage::takeOrigin);
    connect(m_acts, &EditorActs::busyChanged, this, &CompositionEditorPage::refreshBusy);
    connect(m_stack, &DraftStack::changed, this, &CompositionEditorPage::takeOrigin);
    connect(m_acts, &EditorActs::replaced, m_stack, &DraftStack::setKept);
    connect(m_form, &CompositionForm::makeWanted, m_acts, &EditorActs::make);
    connect(m_acts, &EditorActs::made, m_form, &CompositionForm::choose);
    takeOrigin();
}

void CompositionEditorPage::showKey(const QString &key)
{
    if (key.contains(":composition/"_L1)) {
        showComposition(key);
        return;
    }
    if (isBusy())
        return;
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
