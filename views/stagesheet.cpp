// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stagesheet.h"

#include "models/detail.h"
#include "models/plaintext.h"
#include "models/stageacts.h"
#include "models/tokenregister.h"
#include "models/workspace.h"
#include "views/formfield.h"
#include "views/messagebar.h"
#include "views/pairseditor.h"
#include "views/recordingeditor.h"
#include "views/theme.h"
#include "views/tokenlist.h"
#include "views/tokenseditor.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace {

QString titleOf(StageSheet::Purpose purpose)
{
    switch (purpose) {
    case StageSheet::Purpose::Create:
        return StageSheet::tr("Create a stage");
    case StageSheet::Purpose::Clone:
        return StageSheet::tr("Clone a stage");
    case StageSheet::Purpose::Edit:
        return StageSheet::tr("Edit the stage");
    }
    return {};
}

QLabel *section(const QString &words)
{
    auto *label = new QLabel(words);
    QFont bold = label->font();
    bold.setWeight(QFont::DemiBold);
    label->setFont(bold);
    return label;
}

} // namespace

StageSheet::StageSheet(
    const ViewContext &context, Workspace *workspace, Purpose purpose, const QString &arn, QWidget *parent)
    : ActSheet(context, titleOf(purpose), purpose == Purpose::Edit ? tr("Save changes") : tr("Create"), parent)
    , m_workspace(workspace)
    , m_purpose(purpose)
    , m_form(new QWidget)
    , m_waiting(new QLabel(tr("Reading the stage…")))
    , m_name(new QLineEdit)
    , m_changes(new QLabel)
{
    build();
    connect(workspace->stageActs(), &StageActs::stageCreated, this,
        [this](const ivs::CreateStageResponse &answer, Undertaking *by) {
            if (isMine(by))
                m_answer = tokensWithStage(answer, m_workspace->clock()->now(), 0);
        });
    if (purpose == Purpose::Create) {
        m_waiting->hide();
        m_began = draft();
        refresh();
        return;
    }
    m_form->hide();
    setVerbEnabled(false);
    m_detail = workspace->makeStageDetail(this);
    connect(m_detail, &Detail::changed, this, &StageSheet::loaded);
    connect(message(), &MessageBar::triggered, this, [this] {
        if (m_detail)
            m_detail->reload();
    });
    m_detail->setStage(arn);
}

void StageSheet::build()
{
    auto *layout = new QVBoxLayout(m_form);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    m_nameField =
        new FormField(context(), tr("&Name"), m_name, tr("Letters, digits, - and _, at most 128. May stay empty."));
    layout->addWidget(m_nameField);
    connect(m_name, &QLineEdit::textEdited, this, &StageSheet::refresh);
    m_recording = new RecordingEditor(context(), m_workspace->storageChoices());
    connect(m_recording, &RecordingEditor::changed, this, &StageSheet::refresh);
    if (m_purpose != Purpose::Edit) {
        layout->addWidget(section(tr("Tags")));
        m_tags = new PairsEditor(context(), {tr("tag"), tr("Add a tag")});
        layout->addWidget(m_tags);
        connect(m_tags, &PairsEditor::changed, this, &StageSheet::refresh);
    }
    layout->addWidget(section(tr("Recording")));
    layout->addWidget(m_recording);
    if (m_purpose != Purpose::Edit) {
        layout->addWidget(section(tr("Tokens")));
        m_tokens = new TokensEditor(context());
        layout->addWidget(m_tokens);
        connect(m_tokens, &TokensEditor::changed, this, &StageSheet::refresh);
    }
    m_changes->setTextFormat(Qt::PlainText);
    m_changes->setWordWrap(true);
    m_changes->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_changes);
    m_changes->setVisible(m_purpose == Purpose::Edit);
    m_waiting->setForegroundRole(QPalette::PlaceholderText);
    body()->addWidget(m_waiting);
    body()->addWidget(m_form);
    body()->addStretch(1);
}

void StageSheet::begin()
{
    if (m_form->isVisibleTo(this))
        showField(m_name);
    else
        SideSheet::begin();
}

// What is there now has been read, or can't be.
void StageSheet::loaded()
{
    if (m_detail->isLoading())
        return;
    message()->setError(m_detail->error(), tr("Try again"));
    if (!m_detail->stage())
        return;
    m_before = *m_detail->stage();
    m_detail->deleteLater();
    m_detail = nullptr;
    const StageDraft draft = m_purpose == Purpose::Clone ? StageDraft::cloneOf(*m_before) : StageDraft::of(*m_before);
    if (m_purpose == Purpose::Edit)
        setTitle(tr("Edit %1").arg(m_before->name.isEmpty() ? tr("the stage") : m_before->name));
    else
        setTitle(tr("Clone %1").arg(m_before->name.isEmpty() ? tr("a stage") : m_before->name));
    m_name->setText(draft.name);
    if (m_tags)
        m_tags->setRows(draft.tags);
    m_recording->setRecording(draft.recording);
    if (m_purpose == Purpose::Edit && !m_before->activeSessionId.isEmpty() && draft.recording.on)
        message()->setNotice(tr("The stage is on air"),
            tr("While somebody is being recorded the service refuses to change the recording. The name can be "
               "changed."));
    m_waiting->hide();
    m_form->show();
    m_began = this->draft();
    refresh();
    begin();
}

StageDraft StageSheet::draft() const
{
    StageDraft draft;
    draft.name = m_name->text();
    draft.recording = m_recording->recording();
    if (m_tags)
        draft.tags = m_tags->rows();
    if (m_tokens)
        draft.tokens = m_tokens->tokens();
    return draft;
}

void StageSheet::refresh()
{
    const StageDraft now = draft();
    const QList<DraftFault> faults = now.faults();
    QString name;
    for (const DraftFault &fault : faults) {
        if (fault.field == "name"_L1)
            name = tr("The name %1.").arg(fault.message);
    }
    m_nameField->setFault(name);
    m_recording->setFaults(faults);
    if (m_tags)
        m_tags->setFaults(u"tags"_s, faults);
    if (m_tokens)
        m_tokens->setFaults(faults);
    if (m_purpose != Purpose::Edit || !m_before) {
        setVerbEnabled(m_purpose == Purpose::Create || m_before);
        return;
    }
    const QStringList changes = now.changes(*m_before);
    m_changes->setText(shownText(changes.join(u" · "_s)));
    setVerbEnabled(!changes.isEmpty(), changes.isEmpty() ? tr("Nothing is changed") : QString());
}

bool StageSheet::isDirty() const
{
    if (m_made)
        return m_made->countHandedOver() < m_made->count();
    return m_form->isVisibleTo(this) && draft() != m_began;
}

QString StageSheet::discardQuestion() const
{
    return m_made ? tr("Not every token has been copied or saved. They can't be shown again.")
                  : SideSheet::discardQuestion();
}

QString StageSheet::discardVerb() const { return m_made ? tr("Close") : SideSheet::discardVerb(); }

void StageSheet::accept()
{
    const StageDraft now = draft();
    const QList<DraftFault> faults = now.faults();
    if (!faults.isEmpty()) {
        if (QWidget *field = fieldAt(faults.first().field))
            showField(field);
        return;
    }
    if (m_purpose != Purpose::Edit) {
        run(m_workspace->stageActs()->createStage(now.createRequest()), tr("Creating…"));
        return;
    }
    if (const std::optional<ivs::UpdateStageRequest> request = now.updateRequest(*m_before))
        run(m_workspace->stageActs()->updateStage(*request, *m_before), tr("Saving…"));
}

void StageSheet::done(Undertaking *undertaking)
{
    if (m_answer.isEmpty())
        ActSheet::done(undertaking);
    else
        showTokens(std::exchange(m_answer, {}));
}

void StageSheet::showTokens(const QList<MintedToken> &tokens)
{
    m_form->hide();
    message()->setNotice(tr("The stage is created"),
        tr("Its tokens are shown this once, unless you keep them: the service does not, and Stagedesk forgets them."));
    setTitle(tr("Tokens of %1").arg(m_name->text().isEmpty() ? tr("the new stage") : m_name->text()));
    setVerb({});
    setCancelWords(tr("Close"));
    m_made = new TokenList(context(), m_workspace, tokens);
    body()->insertWidget(0, m_made);
    SideSheet::begin();
}

QWidget *StageSheet::fieldAt(const QString &field) const
{
    if (field == "name"_L1)
        return m_name;
    if (m_tags && field.startsWith("tags"_L1))
        return m_tags->fieldAt(u"tags"_s, field);
    if (QWidget *recording = m_recording->fieldAt(field))
        return recording;
    return m_tokens ? m_tokens->fieldAt(field) : nullptr;
}
