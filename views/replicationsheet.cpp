// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/replicationsheet.h"

#include "models/workspace.h"
#include "views/formfield.h"
#include "views/pairseditor.h"
#include "views/stagefield.h"

#include <QLabel>
#include <QLocale>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

ReplicationSheet::ReplicationSheet(const ViewContext &context, Workspace *workspace, const QString &sourceStageArn,
    const QList<ParticipantTarget> &participants, QWidget *parent)
    : ActSheet(context,
        participants.size() == 1 ? tr("Replicate a participant")
                                 : tr("Replicate %1 participants").arg(participants.size()),
        tr("Start replication"), parent)
    , m_workspace(workspace)
    , m_source(sourceStageArn)
    , m_participants(participants)
    , m_destination(new StageField(workspace->stages(), sourceStageArn))
    , m_window(new QSpinBox)
    , m_attributes(new PairsEditor(context, {tr("attribute"), tr("Add an attribute")}))
{
    QStringList who;
    for (const ParticipantTarget &participant : participants)
        who << (participant.userId.isEmpty() ? participant.participantId : participant.userId);
    auto *names = new QLabel(namesText(who));
    names->setTextFormat(Qt::PlainText);
    names->setWordWrap(true);
    names->setForegroundRole(QPalette::PlaceholderText);

    m_destinationField = new FormField(context, tr("To &stage"), m_destination, m_destination->hint());
    m_window->setRange(0, 9'999);
    m_window->setSuffix(tr(" s"));
    m_windowField = new FormField(context, tr("&Reconnect window"), m_window,
        tr("0 to 300 s: how long the replica stays when the participant loses the connection"));
    auto *attributes = new FormField(context, tr("Attributes"), m_attributes,
        tr("Laid over those of the token in the other stage. Everybody there sees them."));
    body()->addWidget(names);
    body()->addWidget(m_destinationField);
    body()->addWidget(m_windowField);
    body()->addWidget(attributes);
    body()->addStretch(1);
    connect(m_destination, &QLineEdit::textChanged, this, [this] {
        m_touched = true;
        refresh();
    });
    connect(m_window, &QSpinBox::valueChanged, this, &ReplicationSheet::refresh);
    connect(m_attributes, &PairsEditor::changed, this, &ReplicationSheet::refresh);
    refresh();
}

ReplicationDraft ReplicationSheet::draft() const
{
    ReplicationDraft draft;
    draft.sourceStageArn = m_source;
    draft.destinationStageArn = m_destination->stageArn();
    draft.reconnectSeconds = m_window->value();
    draft.attributes = m_attributes->rows();
    return draft;
}

void ReplicationSheet::refresh()
{
    const ReplicationDraft now = draft();
    QHash<QString, QString> words;
    const QList<DraftFault> faults = now.faults();
    for (const DraftFault &fault : faults)
        words.insert(fault.field, fault.message);
    m_destinationField->setFault(m_destination->isLost() ? tr("No other stage that is loaded has that name alone.")
            : m_touched                                  ? words.value(u"destinationStageArn"_s)
                                                         : QString());
    m_windowField->setFault(words.value(u"reconnectWindowSeconds"_s));
    m_attributes->setFaults(u"attributes"_s, faults);
    m_attributes->setNote(
        tr("%1 of %2 bytes")
            .arg(QLocale().toString(attributeBytes(now.attributes)), QLocale().toString(mostAttributeBytes())));
    setVerbEnabled(faults.isEmpty(), !faults.isEmpty() && !m_touched ? tr("Choose a stage") : QString());
}

bool ReplicationSheet::isDirty() const
{
    return m_touched || m_window->value() != 0 || !mapOf(m_attributes->rows()).isEmpty();
}

void ReplicationSheet::accept()
{
    const ReplicationDraft now = draft();
    run(m_workspace->stageActs()->startReplication(
            m_source, now.destinationStageArn, m_participants, now.reconnectSeconds, mapOf(now.attributes)),
        tr("Starting…"));
}

QWidget *ReplicationSheet::fieldAt(const QString &field) const
{
    if (field == "reconnectWindowSeconds"_L1)
        return m_window;
    if (field.startsWith("attributes"_L1))
        return m_attributes->fieldAt(u"attributes"_s, field);
    return m_destination;
}
