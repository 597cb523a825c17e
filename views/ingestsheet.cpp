// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/ingestsheet.h"

#include "models/plaintext.h"
#include "models/stageacts.h"
#include "models/workspace.h"
#include "views/formfield.h"
#include "views/pairseditor.h"
#include "views/stagefield.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

IngestSheet::IngestSheet(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : ActSheet(context, tr("Create an ingest configuration"), tr("Create"), parent)
    , m_workspace(workspace)
    , m_name(new QLineEdit)
    , m_stage(new StageField(workspace->stages()))
    , m_user(new QLineEdit)
    , m_protocol(new QComboBox)
    , m_redundant(new QCheckBox(tr("&Redundant: two streams, one participant")))
    , m_attributes(new PairsEditor(context, {tr("attribute"), tr("Add an attribute")}))
    , m_tags(new PairsEditor(context, {tr("tag"), tr("Add a tag")}))
{
    m_protocol->addItem(tr("RTMPS, encrypted"));
    m_protocol->addItem(tr("RTMP, not encrypted"));
    m_nameField = new FormField(context, tr("&Name"), m_name);
    const QString later = tr("Without a stage nobody can publish through it; it can be attached later.");
    m_stageField = new FormField(context, tr("&Stage"), m_stage, (later + u' ' + m_stage->hint()).trimmed());
    m_userField = new FormField(context, tr("&User id"), m_user, tr("The participant will have it."));
    body()->addWidget(m_nameField);
    body()->addWidget(m_stageField);
    body()->addWidget(m_userField);
    body()->addWidget(new FormField(context, tr("&Protocol"), m_protocol,
        tr("Without encryption anybody on the way can read the stream and its key.")));
    body()->addWidget(new FormField(context, {}, m_redundant));
    body()->addWidget(new FormField(context, tr("Attributes"), m_attributes, tr("Everybody in the stage sees them.")));
    body()->addWidget(new FormField(context, tr("Tags"), m_tags));
    body()->addStretch(1);
    for (QLineEdit *field : {m_name, static_cast<QLineEdit *>(m_stage), m_user})
        connect(field, &QLineEdit::textChanged, this, &IngestSheet::refresh);
    for (PairsEditor *pairs : {m_attributes, m_tags})
        connect(pairs, &PairsEditor::changed, this, &IngestSheet::refresh);
    refresh();
}

IngestDraft IngestSheet::draft() const
{
    IngestDraft draft;
    draft.name = m_name->text();
    draft.stageArn = m_stage->stageArn();
    draft.userId = m_user->text();
    draft.encrypted = m_protocol->currentIndex() == 0;
    draft.redundant = m_redundant->isChecked();
    draft.attributes = m_attributes->rows();
    draft.tags = m_tags->rows();
    return draft;
}

void IngestSheet::refresh()
{
    const IngestDraft now = draft();
    const QList<DraftFault> faults = now.faults();
    QHash<QString, QString> words;
    for (const DraftFault &fault : faults)
        words.insert(fault.field, fault.message);
    // What was typed but means no stage must not become “no stage”.
    const bool isLost = m_stage->isLost();
    m_nameField->setFault(words.value(u"name"_s));
    m_stageField->setFault(isLost ? tr("No stage that is loaded has that name alone.") : words.value(u"stageArn"_s));
    m_userField->setFault(words.value(u"userId"_s));
    m_attributes->setFaults(u"attributes"_s, faults);
    m_tags->setFaults(u"tags"_s, faults);
    setVerbEnabled(faults.isEmpty() && !isLost);
}

bool IngestSheet::isDirty() const
{
    IngestDraft now = draft();
    // An empty line of a table is nothing that would be lost.
    now.attributes = rowsOf(mapOf(now.attributes));
    now.tags = rowsOf(mapOf(now.tags));
    return !m_stage->text().isEmpty() || !(now == IngestDraft());
}

void IngestSheet::accept() { run(m_workspace->stageActs()->createIngest(draft().request()), tr("Creating…")); }

QWidget *IngestSheet::fieldAt(const QString &field) const
{
    if (field == "stageArn"_L1)
        return m_stage;
    if (field == "userId"_L1)
        return m_user;
    if (field.startsWith("attributes"_L1))
        return m_attributes->fieldAt(u"attributes"_s, field);
    if (field.startsWith("tags"_L1))
        return m_tags->fieldAt(u"tags"_s, field);
    return m_name;
}

AttachSheet::AttachSheet(
    const ViewContext &context, Workspace *workspace, const ivs::IngestConfigurationSummary &ingest, QWidget *parent)
    : ActSheet(context, tr("Attach to a stage"), tr("Attach"), parent)
    , m_workspace(workspace)
    , m_ingest(ingest)
    , m_stage(new StageField(workspace->stages(), ingest.stageArn))
{
    auto *name = new QLabel(shownText(ingest.name.isEmpty() ? ingest.arn : ingest.name));
    name->setTextFormat(Qt::PlainText);
    name->setWordWrap(true);
    name->setForegroundRole(QPalette::PlaceholderText);
    m_stageField = new FormField(context, tr("&Stage"), m_stage, m_stage->hint());
    body()->addWidget(name);
    body()->addWidget(m_stageField);
    body()->addStretch(1);
    connect(m_stage, &QLineEdit::textChanged, this, &AttachSheet::refresh);
    refresh();
}

void AttachSheet::refresh()
{
    const QString arn = m_stage->stageArn();
    const bool isSame = !arn.isEmpty() && arn == m_ingest.stageArn; // by its ARN, which is always an answer
    m_stageField->setFault(isSame ? tr("It is attached to this one already.")
            : m_stage->isLost()   ? tr("No other stage that is loaded has that name alone.")
                                  : QString());
    setVerbEnabled(!arn.isEmpty() && !isSame, m_stage->text().trimmed().isEmpty() ? tr("Choose a stage") : QString());
}

bool AttachSheet::isDirty() const { return !m_stage->text().isEmpty(); }

void AttachSheet::accept()
{
    run(m_workspace->stageActs()->updateIngest({.arn = m_ingest.arn, .stageArn = m_stage->stageArn()}, m_ingest),
        tr("Attaching…"));
}

QWidget *AttachSheet::fieldAt(const QString &) const { return m_stage; }
