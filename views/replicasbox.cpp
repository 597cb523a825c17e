// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/replicasbox.h"

#include "models/errortext.h"
#include "models/plaintext.h"
#include "models/stagelinks.h"
#include "models/timetext.h"
#include "models/workspace.h"
#include "views/elidedlabel.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

ReplicasBox::ReplicasBox(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_title(new QLabel)
    , m_rows(new QVBoxLayout)
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_title->setFont(Theme::labelFont());
    m_title->setForegroundRole(QPalette::PlaceholderText);
    m_rows->setSpacing(2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 4);
    layout->setSpacing(2);
    layout->addWidget(m_title);
    layout->addLayout(m_rows);
    connect(workspace->participantReplicas(), &Detail::changed, this, &ReplicasBox::refresh);
    connect(workspace->guard(), &aws::WriteGuard::changed, this, [this] {
        m_shown.clear();
        refresh();
    });
    connect(workspace->stageActs(), &StageActs::participantsTouched, this, [this](const QString &stageArn) {
        if (stageArn == m_stageArn)
            m_workspace->participantReplicas()->reload();
    });
    refresh();
}

void ReplicasBox::setParticipant(const QString &stageArn, const ParticipantTarget &participant)
{
    m_stageArn = stageArn;
    m_participant = participant;
    m_workspace->participantReplicas()->setParticipant(
        participant.participantId.isEmpty() ? QString() : stageArn, participant.participantId);
    refresh();
}

void ReplicasBox::refresh()
{
    const ParticipantReplicas *detail = m_workspace->participantReplicas();
    const bool mine =
        !m_participant.participantId.isEmpty() && detail->question().participantId == m_participant.participantId;
    const QList<ivs::ParticipantReplica> replicas = mine ? detail->replicas() : QList<ivs::ParticipantReplica>();
    QString words;
    if (mine && detail->error() && !detail->error()->concernsConnection())
        words = tr("Its replicas could not be read: %1.").arg(explain(*detail->error()).title);
    else if (mine && !replicas.isEmpty())
        words =
            (detail->isAtLeast() ? tr("Also in at least these stages, as of %1") : tr("Also in these stages, as of %1"))
                .arg(m_workspace->times()->labelledTime(detail->asOf()));
    m_title->setText(words);
    setVisible(!words.isEmpty());
    if (replicas == m_shown)
        return;
    m_shown = replicas;
    for (QWidget *line : std::exchange(m_lines, {})) {
        line->hide();
        line->deleteLater(); // its button may be the one that was clicked
    }
    for (const ivs::ParticipantReplica &replica : replicas) {
        m_lines.append(row(replica));
        m_rows->addWidget(m_lines.last());
    }
}

QWidget *ReplicasBox::row(const ivs::ParticipantReplica &replica)
{
    auto *line = new QWidget;
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    const StageRecord *record = m_workspace->stages()->record(replica.destinationStageArn);
    const QString stage =
        record && !record->stage.name.isEmpty() ? record->stage.name : idOfArn(replica.destinationStageArn);
    const bool active = replica.replicationState == ivs::ReplicationState::Active;
    auto *name = new ElidedLabel;
    name->setText(shownText(stage + u" · "_s + (active ? tr("active") : replica.replicationState.text())));
    name->setToolTip(shownToolTip(replica.destinationStageArn));
    layout->addWidget(name, 1);
    if (active) {
        auto *stop = new QToolButton;
        stop->setText(tr("Stop…"));
        stop->setAutoRaise(true);
        stop->setAccessibleName(tr("Stop the replication to %1").arg(shownText(stage)));
        stop->setEnabled(!m_workspace->guard()->isReadOnly());
        stop->setToolTip(stop->isEnabled() ? tr("Ends it in that stage") : tr("This connection is read-only now"));
        connect(stop, &QToolButton::clicked, this,
            [this, replica] { Q_EMIT stopWanted(replica.sourceStageArn, replica.destinationStageArn, m_participant); });
        layout->addWidget(stop);
    }
    return line;
}
