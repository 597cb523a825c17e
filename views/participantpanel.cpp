// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/participantpanel.h"

#include "models/plaintext.h"
#include "models/timetext.h"
#include "models/workspace.h"
#include "views/datatable.h"
#include "views/elidedlabel.h"
#include "views/factsgrid.h"
#include "views/idfield.h"
#include "views/listpanel.h"
#include "views/messagebar.h"
#include "views/replicasbox.h"
#include "views/statechip.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>

using namespace Qt::Literals::StringLiterals;

namespace {

QString joined(const QString &name, const QString &version) { return version.isEmpty() ? name : name + u' ' + version; }

} // namespace

ParticipantPanel::ParticipantPanel(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_user(new ElidedLabel)
    , m_chip(new StateChip(context.theme))
    , m_id(new IdField(context))
    , m_asOf(new QLabel)
    , m_message(new MessageBar(context))
    , m_facts(new FactsGrid(context, true))
    , m_replicas(new ReplicasBox(context, workspace))
{
    m_events = new ListPanel(context, workspace->events(),
        {tr("Events"), tr("Choose a participant to see what happened to it."),
            tr("The service has no events of this participant.")});
    m_user->setFont(Theme::titleFont());
    m_asOf->setFont(Theme::labelFont());
    m_asOf->setForegroundRole(QPalette::PlaceholderText);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 8, 12, 4);
    head->setSpacing(8);
    head->addWidget(m_user, 1);
    head->addWidget(m_chip);
    head->addWidget(m_id);

    auto *facts = new QWidget;
    auto *inner = new QVBoxLayout(facts);
    inner->setContentsMargins(12, 4, 12, 8);
    inner->setSpacing(4);
    inner->addWidget(m_facts);
    inner->addWidget(m_replicas);
    inner->addWidget(m_asOf);
    inner->addStretch(1);
    auto *area = new QScrollArea;
    area->setWidget(facts);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setAccessibleName(tr("Participant details"));
    area->viewport()->setBackgroundRole(QPalette::Base);
    facts->setBackgroundRole(QPalette::Base);
    facts->setAutoFillBackground(true);

    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->addWidget(area);
    splitter->addWidget(m_events);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({320, 440});
    area->setMinimumWidth(260);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_message);
    layout->addWidget(splitter, 1);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    connect(m_message, &MessageBar::triggered, workspace->participantDetail(), &Detail::reload);
    connect(workspace->participantDetail(), &Detail::changed, this, &ParticipantPanel::refresh);
    connect(workspace->times(), &TimeText::changed, this, &ParticipantPanel::refresh);
    refresh();
}

void ParticipantPanel::setParticipant(
    const QString &stageArn, const QString &sessionId, const QString &participantId, bool live)
{
    m_workspace->participantDetail()->setParticipant(stageArn, sessionId, participantId);
    m_workspace->events()->setParticipant(stageArn, sessionId, participantId, live);
    const ivs::ParticipantSummary *row = m_workspace->participants()->record(participantId);
    // Only who is here now can be in other stages too.
    if (live)
        m_replicas->setParticipant(stageArn, {participantId, sessionId, row ? row->userId : QString()});
    else
        m_replicas->setParticipant({}, {});
    refresh();
}

void ParticipantPanel::setGone(bool gone)
{
    m_isGone = gone;
    m_events->setGone(gone);
    refresh();
}

void ParticipantPanel::refresh()
{
    const ParticipantDetail *detail = m_workspace->participantDetail();
    const QString &id = detail->question().participantId;
    m_id->setValue(id, tr("Participant id"));
    m_id->setVisible(!id.isEmpty());
    const bool told = m_isGone && detail->error() && detail->error()->kind == aws::ErrorKind::NotFound;
    const bool here = detail->error() && !detail->error()->concernsConnection() && !told;
    m_message->setError(here ? detail->error() : std::nullopt, tr("Try again"));
    // The list knows the row already; the rest comes with the answer.
    const ivs::ParticipantSummary *row = m_workspace->participants()->record(id);
    const ivs::Participant known = detail->participant().value_or(ivs::Participant());
    const QString user = detail->participant() ? known.userId : row ? row->userId : QString();
    const auto state = detail->participant() ? known.state : row ? row->state : ivs::Enum<ivs::ParticipantState>();
    m_user->setText(id.isEmpty() ? tr("No participant chosen") : user.isEmpty() ? tr("(no user id)") : shownText(user));
    m_user->setToolTip(shownToolTip(user));
    m_chip->setVisible(state.isSet());
    m_chip->setState(state == ivs::ParticipantState::Connected ? Tone::Good : Tone::Idle,
        state == ivs::ParticipantState::Connected          ? tr("Connected")
            : state == ivs::ParticipantState::Disconnected ? tr("Disconnected")
                                                           : state.text());
    QList<FactsGrid::Fact> facts;
    if (!id.isEmpty()) {
        facts = {
            {tr("First joined"), m_workspace->times()->labelled(known.firstJoinTime)},
            {tr("Published"),
                detail->participant()
                    ? (known.published.value_or(false) ? tr("yes, in this session") : tr("never in this session"))
                    : QString()},
            {tr("Browser"), joined(known.browserName, known.browserVersion)},
            {tr("System"), joined(known.osName, known.osVersion)},
            {tr("SDK"), known.sdkVersion},
            {tr("Network"), known.ispName},
            {tr("Protocol"), known.protocol.text()},
            {tr("Recording"), known.recordingState.text()},
        };
        if (!known.recordingS3BucketName.isEmpty())
            facts.append({tr("Recorded to"), known.recordingS3BucketName + u'/' + known.recordingS3Prefix, true});
        if (!known.sourceStageArn.isEmpty())
            facts.append({tr("Replica of"), known.sourceStageArn, true});
        if (!known.ingestConfigurationArn.isEmpty())
            facts.append({tr("Ingest"), known.ingestConfigurationArn, true});
        for (auto it = known.attributes.cbegin(); it != known.attributes.cend(); ++it)
            facts.append({tr("Attribute %1").arg(it.key()), it.value()});
    }
    m_facts->setFacts(facts);
    m_asOf->setText(id.isEmpty()       ? QString()
            : detail->isLoading()      ? tr("Loading…")
            : detail->asOf().isValid() ? tr("as of %1").arg(m_workspace->times()->labelledTime(detail->asOf()))
                                       : QString());
}
