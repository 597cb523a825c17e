// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/newkeysheet.h"

#include "models/keyacts.h"
#include "models/workspace.h"
#include "views/formfield.h"
#include "views/keepchoice.h"
#include "views/pairseditor.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

NewKeySheet::NewKeySheet(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : ActSheet(context, tr("New key pair"), tr("Create"), parent)
    , m_workspace(workspace)
    , m_name(new QLineEdit)
    , m_tags(new PairsEditor(context, {tr("tag"), tr("Add a tag")}))
    , m_keep(new KeepChoice(context, workspace->signingKeys()->keychain()))
{
    auto *words = new QLabel(tr("A P-384 pair is made on this computer. Its public half goes to the service in %1, "
                                "which then admits whoever has a token that the private half signed.")
                                 .arg(workspace->region()));
    words->setWordWrap(true);
    m_nameField =
        new FormField(context, tr("&Name"), m_name, tr("Letters, digits, - and _, at most 128. May stay empty."));
    body()->addWidget(words);
    body()->addWidget(m_nameField);
    body()->addWidget(m_keep);
    body()->addWidget(new FormField(context, tr("Tags"), m_tags));
    body()->addStretch(1);
    connect(m_name, &QLineEdit::textEdited, this, &NewKeySheet::refresh);
    connect(m_tags, &PairsEditor::changed, this, &NewKeySheet::refresh);
    connect(m_keep, &KeepChoice::changed, this, &NewKeySheet::refresh);
    refresh();
}

KeyDraft NewKeySheet::draft() const { return {m_name->text(), m_tags->rows()}; }

void NewKeySheet::refresh()
{
    const QList<DraftFault> faults = draft().faults();
    QString name;
    for (const DraftFault &fault : faults) {
        if (fault.field == "name"_L1)
            name = fault.message;
    }
    m_nameField->setFault(name);
    m_tags->setFaults(u"tags"_s, faults);
    setVerbEnabled(faults.isEmpty() && m_keep->isReady(),
        !faults.isEmpty()       ? tr("Mend the marked fields first")
            : m_keep->isReady() ? QString()
                                : tr("The private key has no place yet"));
}

bool NewKeySheet::isDirty() const { return !m_name->text().isEmpty() || !mapOf(m_tags->rows()).isEmpty(); }

void NewKeySheet::accept() { run(m_workspace->keyActs()->createPair(draft(), m_keep->isLasting()), tr("Creating…")); }

QWidget *NewKeySheet::fieldAt(const QString &field) const
{
    return field.startsWith("tags"_L1) ? m_tags->fieldAt(u"tags"_s, field) : m_name;
}
