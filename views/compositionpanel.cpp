// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compositionpanel.h"

#include "models/compositiondetail.h"
#include "models/compositionend.h"
#include "models/compositionlinemodel.h"
#include "models/compositionwords.h"
#include "models/plaintext.h"
#include "models/publishingnow.h"
#include "models/timetext.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/compositionpicture.h"
#include "views/elidedlabel.h"
#include "views/factsgrid.h"
#include "views/idfield.h"
#include "views/listpanel.h"
#include "views/messagebar.h"
#include "views/stagetabs.h"
#include "views/statechip.h"
#include "views/theme.h"

#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

CompositionPanel::CompositionPanel(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_name(new ElidedLabel)
    , m_chip(new StateChip(context.theme))
    , m_more(new QToolButton)
    , m_id(new IdField(context))
    , m_message(new MessageBar(context))
    , m_time(new QLabel)
    , m_why(new QLabel)
    , m_people(new PublishingNow(workspace, this))
    , m_facts(new FactsGrid(context, true))
    , m_tabs(new StageTabs)
    , m_picture(new CompositionPicture(context, workspace, m_people))
    , m_lines(new ListPanel(context, workspace->compositionLines(),
          {tr("History"), tr("Choose a composition to see what happened to it."), tr("Nothing was seen of it.")}))
{
    m_name->setFont(Theme::titleFont());
    m_more->setAutoRaise(true);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setToolTip(tr("What can be done to this composition"));
    m_more->setAccessibleName(m_more->toolTip());
    const auto tint = [this] { m_more->setIcon(m_context.theme->icon(u"more"_s)); };
    tint();
    connect(context.theme, &Theme::changed, m_more, tint);
    for (QLabel *label : {m_time, m_why}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_time->setFont(Theme::labelFont());
    m_time->setForegroundRole(QPalette::PlaceholderText);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_name, 1);
    first->addWidget(m_chip);
    first->addWidget(m_more);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(8);
    layout->addLayout(first);
    layout->addWidget(m_id, 0, Qt::AlignLeft);
    layout->addWidget(m_message);
    layout->addWidget(m_time);
    layout->addWidget(m_why);
    layout->addWidget(m_facts);
    layout->addWidget(m_tabs, 1);
    m_tabs->add(u"layout"_s, tr("Layout"), m_picture);
    m_tabs->add(u"history"_s, tr("History"), m_lines);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &CompositionPanel::refreshTime);
    CompositionDetail *detail = workspace->compositionDetail();
    connect(m_message, &MessageBar::triggered, detail, &Detail::reload);
    connect(detail, &Detail::changed, this, &CompositionPanel::refresh);
    const CompositionHistory *history = workspace->compositionHistory();
    connect(history, &CompositionHistory::changed, this, [this](const QString &arn) {
        if (arn == m_workspace->compositionDetail()->arn())
            refresh();
    });
    connect(history, &CompositionHistory::reset, this, &CompositionPanel::refresh);
    connect(m_people, &PublishingNow::changed, this, &CompositionPanel::refreshTime);
    connect(workspace->times(), &TimeText::changed, this, &CompositionPanel::refresh);
    refresh();
}

void CompositionPanel::setActions(const ActionRegistry *registry)
{
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    for (const QString &id : {u"compositions.stop"_s, u"compositions.replace"_s, u"compositions.tags"_s,
             u"compositions.prefix"_s, u"compositions.open"_s})
        menu->addAction(registry->action(id));
    m_more->setMenu(menu);
    refresh();
}

void CompositionPanel::setComposition(const QString &arn)
{
    // What was seen of it is shown until the service answers; of what it has forgotten nothing else is to be had.
    const CompositionHistory::Record *seen = m_workspace->compositionHistory()->record(arn);
    m_workspace->compositionDetail()->setComposition(arn, seen ? seen->detail : std::nullopt, !seen || !seen->isGone);
    m_workspace->compositionLines()->setComposition(arn);
    refresh();
}

QString CompositionPanel::tab() const { return m_tabs->currentId(); }

void CompositionPanel::setTab(const QString &id) { m_tabs->setCurrentId(id); }

void CompositionPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_tick.start();
    m_people->setWatched(true);
    refreshTime();
}

void CompositionPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick.stop();
    m_people->setWatched(false);
}

void CompositionPanel::refresh()
{
    const CompositionDetail *detail = m_workspace->compositionDetail();
    const QString arn = detail->arn();
    const CompositionHistory::Record *record = m_workspace->compositionHistory()->record(arn);
    for (QWidget *each : {static_cast<QWidget *>(m_chip), static_cast<QWidget *>(m_facts),
             static_cast<QWidget *>(m_time), static_cast<QWidget *>(m_tabs)})
        each->setVisible(record);
    m_id->setVisible(!arn.isEmpty());
    m_more->setVisible(record && m_more->menu());
    // That the service does not know it is the end of what was seen of it, and no error.
    const bool isEnd = record && detail->error() && detail->error()->kind == aws::ErrorKind::NotFound;
    m_message->setError(isEnd ? std::nullopt : detail->error(), tr("Try again"));
    m_people->setStage(record && record->isRunning() ? record->summary.stageArn : QString());
    if (!record) {
        m_why->hide();
        m_name->setText(arn.isEmpty() ? tr("No composition chosen") : idOfArn(arn));
        m_id->setValue(arn, tr("composition ARN"));
        return;
    }
    const std::optional<ivs::Composition> &whole = detail->composition() ? detail->composition() : record->detail;
    m_id->setValue(arn, tr("composition ARN"));
    const QString stage = record->stageName.isEmpty() ? idOfArn(record->summary.stageArn) : record->stageName;
    m_name->setText(shownText(stage));
    m_name->setToolTip(shownToolTip(stage));
    m_chip->setState(recordTone(*record), recordStateText(*record));
    if (whole)
        m_picture->setComposition(*whole, record->isRunning());
    else
        m_picture->clear();
    refreshFacts(*record, whole);
    refreshTime();
}

QString CompositionPanel::timeText() const
{
    const CompositionHistory::Record *record =
        m_workspace->compositionHistory()->record(m_workspace->compositionDetail()->arn());
    if (!record)
        return {};
    const TimeText *times = m_workspace->times();
    const QDateTime began = record->summary.startTime;
    if (!began.isValid())
        return tr("When it began is not known. First seen %1.").arg(times->labelled(record->firstSeen));
    if (record->isRunning())
        return tr("Runs for %1 of at most 24 h: ends by %2")
            .arg(TimeText::clock(std::max<qint64>(0, began.secsTo(m_workspace->clock()->now()))),
                times->labelled(began.addSecs(kLongestComposition)));
    const QString ran = TimeText::clock(std::max<qint64>(0, began.secsTo(record->ended())));
    return record->isEndTold()
        ? tr("Ran for %1, from %2 to %3").arg(ran, times->dateTime(began), times->labelled(record->ended()))
        : tr("Ran for %1 at least: began %2, last seen %3")
              .arg(ran, times->dateTime(began), times->labelled(record->ended()));
}

// Empty while somebody publishes, or while it is not known who does.
QString CompositionPanel::silenceText(const CompositionHistory::Record &record)
{
    if (!m_people->asOf().isValid() || !m_people->people().isEmpty() || !record.summary.startTime.isValid())
        return {};
    const QDateTime silent = std::max(record.summary.startTime, m_people->lastPublished());
    const qint64 left = m_workspace->clock()->now().secsTo(silent.addSecs(kSilentComposition));
    const TimeText *times = m_workspace->times();
    if (left > 0)
        return tr("Nobody publishes: it stops by itself in %1, 60 s after the last publisher, unless somebody does "
                  "(as of %2).")
            .arg(TimeText::clock(left), times->labelledTime(m_people->asOf()));
    // Whether it has stopped is seen at once, not at the next look of the watch.
    if (std::exchange(m_overdue, record.summary.arn) != record.summary.arn)
        m_workspace->compositions()->reload();
    return tr("Nobody publishes, as of %1: it stops by itself now.").arg(times->labelledTime(m_people->asOf()));
}

void CompositionPanel::refreshTime()
{
    const CompositionHistory::Record *record =
        m_workspace->compositionHistory()->record(m_workspace->compositionDetail()->arn());
    if (!record || !isVisible())
        return;
    m_time->setText(timeText());
    const QString words = record->isRunning() ? silenceText(*record) : endWords(*record, *m_workspace->times());
    m_why->setText(words);
    m_why->setVisible(!words.isEmpty());
}

void CompositionPanel::refreshFacts(
    const CompositionHistory::Record &record, const std::optional<ivs::Composition> &whole)
{
    QList<FactsGrid::Fact> facts;
    facts.append({tr("Stage"), record.summary.stageArn, true});
    facts.append({tr("Layout"),
        whole                                               ? layoutText(whole->layout)
            : m_workspace->compositionDetail()->isLoading() ? tr("Loading…")
                                                            : QString()});
    int number = 0;
    const QList<ivs::Destination> outputs = whole ? whole->destinations : QList<ivs::Destination>();
    for (const ivs::Destination &each : outputs) {
        const QString which = outputs.size() == 1 ? tr("Output") : tr("Output %1").arg(++number);
        // The history has the latest of all answers.
        ivs::Enum<ivs::DestinationState> state = each.state;
        for (const ivs::DestinationSummary &listed : record.summary.destinations) {
            if (listed.id == each.id)
                state = listed.state;
        }
        facts.append({which, destinationStateText(state) + u" · "_s + destinationText(each.configuration)});
        if (each.detail && each.detail->s3)
            facts.append({tr("Prefix in the bucket"), each.detail->s3->recordingPrefix, true});
    }
    facts.append({tr("Tags"), tagsText(record.summary.tags)});
    m_facts->setFacts(facts);
}
