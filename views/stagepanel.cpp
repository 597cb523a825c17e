// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stagepanel.h"

#include "models/errortext.h"
#include "models/plaintext.h"
#include "models/stageacts.h"
#include "models/stagedraft.h"
#include "models/stagelinks.h"
#include "models/timetext.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/elidedlabel.h"
#include "views/factsgrid.h"
#include "views/formfield.h"
#include "views/idfield.h"
#include "views/messagebar.h"
#include "views/statechip.h"
#include "views/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace {

/// As high as what is in it where there is room, and a few lines where there is not.
class Details final : public QScrollArea
{
public:
    explicit Details(QWidget *content)
    {
        setWidget(content);
        setWidgetResizable(true);
        setFrameShape(QFrame::NoFrame);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
        viewport()->setBackgroundRole(QPalette::Base);
        content->setBackgroundRole(QPalette::Base);
        content->setAutoFillBackground(true);
    }
    QSize sizeHint() const override { return widget()->sizeHint(); }
    QSize minimumSizeHint() const override
    {
        constexpr int kLines = 3;
        const int least = std::min(widget()->sizeHint().height(), kLines * (fontMetrics().height() + 4));
        return {widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width(), least};
    }

protected:
    // The content tells its size anew when its lines change.
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == widget() && event->type() == QEvent::LayoutRequest)
            updateGeometry();
        return QScrollArea::eventFilter(watched, event);
    }
};

} // namespace

StagePanel::StagePanel(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_name(new ElidedLabel)
    , m_chip(new StateChip(context.theme))
    , m_id(new IdField(context))
    , m_tags(new ElidedLabel)
    , m_editTags(new QToolButton)
    , m_unfold(new QToolButton)
    , m_more(new QToolButton)
    , m_asOf(new QLabel)
    , m_message(new MessageBar(context))
    , m_gone(new FaultLine(context))
    , m_facts(new FactsGrid(context, false))
    , m_details(new Details(new QWidget))
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
    m_editTags->setAutoRaise(true);
    m_editTags->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_more->setAutoRaise(true);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setToolTip(tr("What can be done to this stage"));
    m_more->setAccessibleName(m_more->toolTip());
    const auto tint = [this] { m_more->setIcon(m_context.theme->icon(u"more"_s)); };
    tint();
    connect(context.theme, &Theme::changed, m_more, tint);

    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_name, 1);
    first->addWidget(m_chip);
    first->addWidget(m_unfold);
    first->addWidget(m_more);
    auto *second = new QHBoxLayout;
    second->setSpacing(12);
    second->addWidget(m_id);
    second->addWidget(m_editTags);
    second->addWidget(m_tags, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(4);
    layout->addLayout(first);
    layout->addLayout(second);
    layout->addWidget(m_gone);
    layout->addWidget(m_message);
    auto *inner = new QVBoxLayout(m_details->widget());
    inner->setContentsMargins(12, 0, 8, 8);
    inner->setSpacing(4);
    inner->addWidget(m_facts);
    inner->addWidget(m_asOf);
    m_details->setAccessibleName(tr("Details of the stage"));
    m_details->hide();
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    connect(m_unfold, &QToolButton::toggled, this, [this](bool unfolded) {
        m_details->setVisible(unfolded);
        askDetails();
        refresh();
    });
    const QList<Detail *> details {workspace->stageDetail(), workspace->stageCompositions(), workspace->stageIngests()};
    for (Detail *detail : details) {
        connect(m_message, &MessageBar::triggered, detail, &Detail::reload);
        connect(detail, &Detail::changed, this, &StagePanel::refresh);
    }
    connect(workspace->stageActs(), &StageActs::ingestsTouched, workspace->stageIngests(), &Detail::reload);
    connect(workspace->stages(), &ListModel::stateChanged, this, &StagePanel::refresh);
    connect(workspace->sessions(), &ListModel::stateChanged, this, &StagePanel::refreshGone);
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
    if (m_arn != arn)
        m_wasListed = false;
    m_arn = arn;
    askDetails();
    refresh();
}

void StagePanel::setActions(const ActionRegistry *registry)
{
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    for (const QString &id :
        {u"stage.edit"_s, u"stage.clone"_s, u"stage.tags"_s, u"stage.compositionTags"_s, u"stage.delete"_s})
        menu->addAction(registry->action(id));
    m_more->setMenu(menu);
    m_editTags->setDefaultAction(registry->action(u"stage.tags"_s));
    refresh();
}

// Endpoints, recording and what is bound to the stage are asked only when they are looked at.
void StagePanel::askDetails()
{
    if (!m_unfold->isChecked())
        return;
    m_workspace->stageDetail()->setStage(m_arn);
    m_workspace->stageCompositions()->setStage(m_arn);
    m_workspace->stageIngests()->setStage(m_arn);
}

QString StagePanel::linksText(const QStringList &names, const Detail *detail, bool atLeast) const
{
    if (detail->error())
        return tr("could not be read: %1").arg(explain(*detail->error()).title);
    if (!detail->asOf().isValid())
        return detail->isLoading() ? tr("Loading…") : QString();
    QString words = names.isEmpty() ? tr("none") : QLocale().toString(names.size()) + u": "_s + names.join(u", "_s);
    if (atLeast)
        words.prepend(tr("at least "));
    return words + u" · "_s + tr("as of %1").arg(m_workspace->times()->labelledTime(detail->asOf()));
}

QWidget *StagePanel::details() const { return m_details; }

QString StagePanel::goneText() { return tr("This stage does not exist any more. What is shown of it was known last."); }

// One that was never in the list may be younger than the list: only the service can tell that it is gone.
void StagePanel::refreshGone()
{
    const StageModel *stages = m_workspace->stages();
    const StageSessionModel *sessions = m_workspace->sessions();
    const bool isListed = stages->contains(m_arn);
    m_wasListed = m_wasListed || isListed;
    const std::optional<aws::Error> error = sessions->state().error;
    const bool isUnknown = error && error->kind == aws::ErrorKind::NotFound && sessions->stageArn() == m_arn;
    const bool isGone = !m_arn.isEmpty() && !isListed && (m_wasListed ? stages->state().isWhole : isUnknown);
    if (m_isGone == isGone)
        return;
    m_isGone = isGone;
    m_gone->setFault(isGone ? goneText() : QString());
    refreshChip();
    refreshFacts();
    Q_EMIT goneChanged();
}

void StagePanel::refreshChip()
{
    const StageRecord *record = m_workspace->stages()->record(m_arn);
    if (!record) {
        m_chip->setState(Tone::Warning, m_arn.isEmpty() ? QString() : m_isGone ? tr("Gone") : tr("Not listed yet"));
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
    refreshGone();
    refreshChip();
    const StageRecord *record = m_workspace->stages()->record(m_arn);
    if (record) {
        const QString name = record->stage.name.isEmpty() ? tr("(no name)") : shownText(record->stage.name);
        m_name->setText(name);
        m_name->setToolTip(shownToolTip(record->stage.name));
        m_tags->setText(shownText(tagsText(record->stage.tags)));
        m_tags->setToolTip(shownToolTip(tagsText(record->stage.tags)));
    } else if (m_arn.isEmpty()) {
        m_name->setText(tr("No stage chosen"));
        m_tags->clear();
    } else if (m_nameArn != m_arn) { // found by its ARN; the name of one that has just gone still stands
        m_name->setText(shownText(idOfArn(m_arn)));
        m_name->setToolTip(QString());
        m_tags->clear();
    }
    m_nameArn = m_arn;
    m_id->setValue(m_arn, tr("Stage ARN"));
    m_id->setVisible(!m_arn.isEmpty());
    const bool chosen = !m_arn.isEmpty();
    m_unfold->setVisible(chosen);
    m_more->setVisible(chosen && m_more->menu());
    m_editTags->setVisible(chosen && m_editTags->defaultAction());
    refreshFacts();
}

void StagePanel::refreshFacts()
{
    const StageDetail *detail = m_workspace->stageDetail();
    const StageCompositions *compositions = m_workspace->stageCompositions();
    const StageIngests *ingests = m_workspace->stageIngests();
    if (!m_unfold->isChecked() || detail->arn() != m_arn) {
        m_message->setError({}, {});
        return;
    }
    const bool told = m_isGone && detail->error() && detail->error()->kind == aws::ErrorKind::NotFound;
    const bool here = detail->error() && !detail->error()->concernsConnection() && !told;
    m_message->setError(here ? detail->error() : std::nullopt, tr("Try again"));
    const ivs::Stage stage = detail->stage().value_or(ivs::Stage());
    const ivs::StageEndpoints endpoints = stage.endpoints.value_or(ivs::StageEndpoints());
    QStringList running;
    for (const ivs::CompositionSummary &composition : compositions->running())
        running << idOfArn(composition.arn);
    QStringList bound;
    for (const ivs::IngestConfigurationSummary &ingest : ingests->bound())
        bound << (ingest.name.isEmpty() ? idOfArn(ingest.arn) : ingest.name);
    m_facts->setFacts({
        {tr("Active session"), stage.activeSessionId, true},
        {tr("Events"), endpoints.events, true},
        {tr("WHIP"), endpoints.whip, true},
        {tr("RTMP"), endpoints.rtmp, true},
        {tr("RTMPS"), endpoints.rtmps, true},
        {tr("Recording"), detail->stage() ? recordingText(stage.autoParticipantRecordingConfiguration) : QString()},
        {tr("Compositions"), linksText(running, compositions, compositions->isAtLeast())},
        {tr("Ingest"), linksText(bound, ingests, ingests->isAtLeast())},
        {tr("Created"), tr("not told by the service")},
    });
    m_asOf->setText(detail->isLoading() ? tr("Loading…")
            : detail->asOf().isValid()  ? tr("as of %1").arg(m_workspace->times()->labelledTime(detail->asOf()))
                                        : QString());
}
