// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stagepanel.h"

#include "models/plaintext.h"
#include "models/timetext.h"
#include "models/workspace.h"
#include "views/elidedlabel.h"
#include "views/factsgrid.h"
#include "views/idfield.h"
#include "views/messagebar.h"
#include "views/statechip.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QTimer>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace {

QString recordingText(const std::optional<ivs::AutoParticipantRecordingConfiguration> &recording)
{
    if (!recording || recording->storageConfigurationArn.isEmpty())
        return StagePanel::tr("off");
    QStringList parts {StagePanel::tr("to storage %1").arg(idOfArn(recording->storageConfigurationArn))};
    if (!recording->mediaTypes.isEmpty())
        parts << recording->mediaTypes.first().text();
    if (recording->recordingReconnectWindowSeconds.value_or(0) > 0)
        parts << StagePanel::tr("reconnect window %1 s").arg(*recording->recordingReconnectWindowSeconds);
    return parts.join(u" · "_s);
}

} // namespace

StagePanel::StagePanel(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_name(new ElidedLabel)
    , m_chip(new StateChip(context.theme))
    , m_id(new IdField(context))
    , m_tags(new ElidedLabel)
    , m_unfold(new QToolButton)
    , m_asOf(new QLabel)
    , m_message(new MessageBar(context))
    , m_facts(new FactsGrid(context, false))
    , m_tick(new QTimer(this))
{
    m_asOf->setTextFormat(Qt::PlainText);
    m_name->setFont(Theme::titleFont());
    m_tags->setForegroundRole(QPalette::PlaceholderText);
    m_asOf->setFont(Theme::labelFont());
    m_asOf->setForegroundRole(QPalette::PlaceholderText);
    m_unfold->setText(tr("Details"));
    m_unfold->setToolTip(tr("Endpoints, recording and everything else that the service tells of this stage"));
    m_unfold->setCheckable(true);
    m_unfold->setAutoRaise(true);

    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_name, 1);
    first->addWidget(m_chip);
    first->addWidget(m_unfold);
    auto *second = new QHBoxLayout;
    second->setSpacing(12);
    second->addWidget(m_id);
    second->addWidget(m_tags, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(4);
    layout->addLayout(first);
    layout->addLayout(second);
    layout->addWidget(m_message);
    layout->addWidget(m_facts);
    layout->addWidget(m_asOf);
    m_facts->hide();
    m_asOf->hide();
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    connect(m_unfold, &QToolButton::toggled, this, [this](bool unfolded) {
        m_facts->setVisible(unfolded);
        m_asOf->setVisible(unfolded);
        if (unfolded) // endpoints and recording are asked only when they are looked at
            m_workspace->stageDetail()->setStage(m_arn);
        refresh();
    });
    connect(m_message, &MessageBar::triggered, workspace->stageDetail(), &Detail::reload);
    connect(workspace->stageDetail(), &Detail::changed, this, &StagePanel::refresh);
    connect(workspace->stages(), &ListModel::stateChanged, this, &StagePanel::refresh);
    connect(workspace->stages(), &QAbstractItemModel::dataChanged, this, &StagePanel::refresh);
    connect(workspace->times(), &TimeText::changed, this, &StagePanel::refresh);
    m_tick->setInterval(1000);
    connect(m_tick, &QTimer::timeout, this, [this] {
        if (isVisible())
            refreshChip();
    });
    m_tick->start();
    refresh();
}

void StagePanel::setStage(const QString &arn)
{
    m_arn = arn;
    if (m_unfold->isChecked())
        m_workspace->stageDetail()->setStage(arn);
    refresh();
}

void StagePanel::refreshChip()
{
    const StageRecord *record = m_workspace->stages()->record(m_arn);
    if (!record) {
        const bool known = m_workspace->stages()->state().isWhole;
        m_chip->setState(Tone::Warning, m_arn.isEmpty() ? QString() : known ? tr("Gone") : tr("Not listed yet"));
        m_chip->setVisible(!m_arn.isEmpty());
        return;
    }
    m_chip->show();
    if (!record->isOnAir())
        m_chip->setState(Tone::Idle, tr("Idle"));
    else if (record->onAirSince.isValid())
        m_chip->setState(
            Tone::OnAir, tr("On air %1").arg(TimeText::clock(record->onAirSince.secsTo(m_workspace->clock()->now()))));
    else
        m_chip->setState(Tone::OnAir, tr("On air"));
}

void StagePanel::refresh()
{
    refreshChip();
    const StageRecord *record = m_workspace->stages()->record(m_arn);
    const StageDetail *detail = m_workspace->stageDetail();
    if (record) {
        const QString name = record->stage.name.isEmpty() ? tr("(no name)") : shownText(record->stage.name);
        m_name->setText(name);
        m_name->setToolTip(shownToolTip(record->stage.name));
        m_tags->setText(shownText(tagsText(record->stage.tags)));
        m_tags->setToolTip(shownToolTip(tagsText(record->stage.tags)));
    } else if (m_arn.isEmpty()) {
        m_name->setText(tr("No stage chosen"));
        m_tags->clear();
    }
    m_id->setValue(m_arn, tr("Stage ARN"));
    m_id->setVisible(!m_arn.isEmpty());
    m_unfold->setVisible(!m_arn.isEmpty());
    if (!m_unfold->isChecked() || detail->arn() != m_arn) {
        m_message->setError({}, {});
        return;
    }
    const bool here = detail->error() && !detail->error()->concernsConnection();
    m_message->setError(here ? detail->error() : std::nullopt, tr("Try again"));
    const ivs::Stage stage = detail->stage().value_or(ivs::Stage());
    const ivs::StageEndpoints endpoints = stage.endpoints.value_or(ivs::StageEndpoints());
    m_facts->setFacts({
        {tr("Active session"), stage.activeSessionId, true},
        {tr("Events"), endpoints.events, true},
        {tr("WHIP"), endpoints.whip, true},
        {tr("RTMP"), endpoints.rtmp, true},
        {tr("RTMPS"), endpoints.rtmps, true},
        {tr("Recording"), detail->stage() ? recordingText(stage.autoParticipantRecordingConfiguration) : QString()},
        {tr("Created"), tr("not told by the service")},
    });
    m_asOf->setText(detail->isLoading() ? tr("Loading…")
            : detail->asOf().isValid()  ? tr("as of %1").arg(m_workspace->times()->labelledTime(detail->asOf()))
                                        : QString());
}
