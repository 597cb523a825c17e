// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compositionpanel.h"

#include "models/compositiondetail.h"
#include "models/compositionwords.h"
#include "models/madeupcast.h"
#include "models/plaintext.h"
#include "models/timetext.h"
#include "models/watch.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/compositionpreview.h"
#include "views/elidedlabel.h"
#include "views/factsgrid.h"
#include "views/idfield.h"
#include "views/messagebar.h"
#include "views/statechip.h"
#include "views/theme.h"

#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kPeople = 5; // of the made-up cast: enough to tell a grid from a row

} // namespace

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
    , m_facts(new FactsGrid(context, true))
    , m_pictureNote(new QLabel)
    , m_picture(new CompositionPreview(context.theme))
{
    m_name->setFont(Theme::titleFont());
    m_more->setAutoRaise(true);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setToolTip(tr("What can be done to this composition"));
    m_more->setAccessibleName(m_more->toolTip());
    const auto tint = [this] { m_more->setIcon(m_context.theme->icon(u"more"_s)); };
    tint();
    connect(context.theme, &Theme::changed, m_more, tint);
    for (QLabel *label : {m_time, m_pictureNote}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setFont(Theme::labelFont());
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    m_pictureNote->setText(
        tr("With made-up people, on a canvas of 1280×720. AWS may place tiles differently and promises no geometry."));
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
    layout->addWidget(m_facts);
    layout->addWidget(m_picture, 1);
    layout->addWidget(m_pictureNote);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &CompositionPanel::refreshTime);
    CompositionDetail *detail = workspace->compositionDetail();
    connect(m_message, &MessageBar::triggered, detail, &Detail::reload);
    connect(detail, &Detail::changed, this, &CompositionPanel::refresh);
    connect(workspace->compositions(), &ListModel::stateChanged, this, &CompositionPanel::refresh);
    connect(workspace->compositions(), &QAbstractItemModel::dataChanged, this, &CompositionPanel::refresh);
    connect(workspace->stages(), &ListModel::stateChanged, this, &CompositionPanel::refresh);
    refresh();
}

void CompositionPanel::setActions(const ActionRegistry *registry)
{
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    for (const QString &id : {u"compositions.stop"_s, u"compositions.tags"_s, u"compositions.prefix"_s})
        menu->addAction(registry->action(id));
    m_more->setMenu(menu);
    refresh();
}

void CompositionPanel::setComposition(const QString &arn)
{
    // What the watch saw is shown until the service answers.
    m_workspace->compositionDetail()->setComposition(arn, m_workspace->watch()->compositions().value(arn).detail);
    refresh();
}

QString CompositionPanel::stageName(const QString &arn) const
{
    const StageRecord *stage = m_workspace->stages()->record(arn);
    return stage && !stage->stage.name.isEmpty() ? stage->stage.name : idOfArn(arn);
}

void CompositionPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_tick.start();
    refreshTime();
}

void CompositionPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick.stop();
}

void CompositionPanel::refresh()
{
    const CompositionDetail *detail = m_workspace->compositionDetail();
    const QString arn = detail->arn();
    const ivs::CompositionSummary *row = m_workspace->compositions()->record(arn);
    const auto &whole = detail->composition();
    for (QWidget *each : {static_cast<QWidget *>(m_chip), static_cast<QWidget *>(m_id), static_cast<QWidget *>(m_facts),
             static_cast<QWidget *>(m_time)})
        each->setVisible(!arn.isEmpty());
    m_more->setVisible(!arn.isEmpty() && m_more->menu());
    m_picture->setVisible(whole.has_value());
    m_pictureNote->setVisible(whole.has_value());
    if (arn.isEmpty()) {
        m_name->setText(tr("No composition chosen"));
        m_message->setError({}, {});
        return;
    }
    m_id->setValue(arn, tr("composition ARN"));
    const QString stageArn = row ? row->stageArn : whole ? whole->stageArn : QString();
    m_name->setText(shownText(stageName(stageArn)));
    m_name->setToolTip(shownToolTip(stageName(stageArn)));
    const ivs::Enum<ivs::CompositionState> state = row ? row->state
        : whole                                        ? whole->state
                                                       : ivs::Enum<ivs::CompositionState>();
    if (!row && (detail->isGone() || m_workspace->compositions()->state().isWhole))
        m_chip->setState(Tone::Idle, tr("Gone"));
    else
        m_chip->setState(compositionTone(state), shownText(compositionStateText(state)));
    if (detail->isGone())
        m_message->setNotice(tr("The service does not know it any more"),
            tr("Five minutes after its end a composition is in no answer. Shown is what was seen last."));
    else
        m_message->setError(detail->error(), tr("Try again"));
    if (whole) {
        m_picture->setLayoutOf(whole->layout);
        m_picture->setCast(madeUpCast(whole->layout, kPeople));
    }
    refreshFacts();
    refreshTime();
}

QString CompositionPanel::timeText() const
{
    const CompositionDetail *detail = m_workspace->compositionDetail();
    const ivs::CompositionSummary *row = m_workspace->compositions()->record(detail->arn());
    const auto &whole = detail->composition();
    const QDateTime began = row ? row->startTime : whole ? whole->startTime : QDateTime();
    const QDateTime ended = whole && whole->endTime.isValid() ? whole->endTime : row ? row->endTime : QDateTime();
    const TimeText *times = m_workspace->times();
    if (!began.isValid())
        return tr("When it began is not known.");
    if (ended.isValid())
        return tr("Ran for %1, from %2 to %3")
            .arg(TimeText::clock(began.secsTo(ended)), times->dateTime(began), times->labelled(ended));
    if (!row)
        return tr("Began %1").arg(times->labelled(began));
    return tr("Runs for %1 of at most 24 h: ends by %2")
        .arg(TimeText::clock(std::max<qint64>(0, began.secsTo(m_workspace->clock()->now()))),
            times->labelled(began.addSecs(kLongestComposition)));
}

void CompositionPanel::refreshTime()
{
    if (isVisible())
        m_time->setText(timeText());
}

void CompositionPanel::refreshFacts()
{
    const CompositionDetail *detail = m_workspace->compositionDetail();
    const ivs::CompositionSummary *row = m_workspace->compositions()->record(detail->arn());
    const auto &whole = detail->composition();
    const QString loading = detail->isLoading() ? tr("Loading…") : QString();
    QList<FactsGrid::Fact> facts;
    facts.append({tr("Stage"), row ? row->stageArn : whole ? whole->stageArn : QString(), true});
    facts.append({tr("Layout"), whole ? layoutText(whole->layout) : loading});
    int number = 0;
    const QList<ivs::Destination> outputs = whole ? whole->destinations : QList<ivs::Destination>();
    for (const ivs::Destination &each : outputs) {
        const QString which = outputs.size() == 1 ? tr("Output") : tr("Output %1").arg(++number);
        // The list is newer than the details: its state counts.
        ivs::Enum<ivs::DestinationState> state = each.state;
        for (const ivs::DestinationSummary &listed : row ? row->destinations : QList<ivs::DestinationSummary>()) {
            if (listed.id == each.id)
                state = listed.state;
        }
        facts.append({which, destinationStateText(state) + u" · "_s + destinationText(each.configuration)});
        if (each.detail && each.detail->s3)
            facts.append({tr("Prefix in the bucket"), each.detail->s3->recordingPrefix, true});
    }
    facts.append({tr("Tags"), row ? tagsText(row->tags) : QString()});
    m_facts->setFacts(facts);
}
