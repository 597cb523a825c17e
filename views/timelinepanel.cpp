// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timelinepanel.h"

#include "models/journal.h"
#include "models/timelinelanes.h"
#include "models/timelineloader.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/elidedlabel.h"
#include "views/emptystate.h"
#include "views/messagebar.h"
#include "views/theme.h"
#include "views/timelinelegend.h"
#include "views/timelineview.h"

#include <QFocusEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QStackedLayout>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double kZoom = 1.5; // of one press

} // namespace

TimelinePanel::TimelinePanel(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_view(new TimelineView(context, workspace->clock(), workspace->times(), this))
    , m_message(new MessageBar(context))
    , m_empty(new EmptyState(this))
    , m_stack(new QStackedLayout)
    , m_known(new ElidedLabel)
    , m_told(new ElidedLabel)
{
    auto *title = new QLabel(tr("Timeline"));
    QFont heading = font();
    heading.setWeight(QFont::DemiBold);
    title->setFont(heading);
    title->setBuddy(m_view);
    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(8, 6, 8, 6);
    tools->setSpacing(4);
    tools->addWidget(title);
    tools->addSpacing(8);
    m_publishersFirst = tool(tools, tr("Publishers first"), tr("Those who have published stand above the others"));
    m_publishersFirst->setCheckable(true);
    m_publishersFirst->setChecked(true);
    tools->addSpacing(8);
    tools->addWidget(new TimelineLegend(context), 1);
    m_loadAll = tool(tools, {}, {});
    tools->addSpacing(8);
    QToolButton *out = tool(tools, u"−"_s, tr("Show more time (-)"));
    out->setAccessibleName(tr("Zoom out"));
    QToolButton *in = tool(tools, u"+"_s, tr("Show less time, in more detail (+)"));
    in->setAccessibleName(tr("Zoom in"));
    QToolButton *fit = tool(tools, tr("Fit"), tr("Show the whole session (0, or a double click)"));
    m_follow = tool(tools, tr("Follow"), tr("Stay with the present while the session goes on (F)"));
    m_follow->setCheckable(true);

    for (ElidedLabel *label : {m_known, m_told}) {
        label->setFont(Theme::labelFont());
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    auto *line = new QHBoxLayout;
    line->setContentsMargins(8, 4, 8, 4);
    line->setSpacing(16);
    line->addWidget(m_known, 2);
    line->addWidget(m_told, 3);
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(tools);
    layout->addWidget(m_message);
    layout->addLayout(m_stack, 1);
    layout->addLayout(line);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    TimelineLoader *loader = workspace->timeline();
    ParticipantModel *participants = workspace->participants();
    // Pages come ten times a second: the picture is made anew less often.
    m_peopleTimer.setSingleShot(true);
    m_peopleTimer.setInterval(120);
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(60);
    connect(&m_peopleTimer, &QTimer::timeout, this, &TimelinePanel::refreshPeople);
    connect(&m_refreshTimer, &QTimer::timeout, m_view, &TimelineView::refresh);
    const auto people = [this] {
        if (isVisible() && !m_peopleTimer.isActive())
            m_peopleTimer.start();
    };
    connect(participants, &QAbstractItemModel::rowsInserted, this, people);
    connect(participants, &QAbstractItemModel::rowsRemoved, this, people);
    connect(participants, &QAbstractItemModel::dataChanged, this, people);
    connect(participants, &QAbstractItemModel::layoutChanged, this, people);
    connect(participants, &QAbstractItemModel::modelReset, this, people);
    connect(participants, &ListModel::stateChanged, this, &TimelinePanel::refreshState);
    connect(loader, &TimelineLoader::sessionChanged, this, [this] {
        refreshSession();
        m_view->fit();
    });
    connect(loader, &TimelineLoader::progressed, this, &TimelinePanel::refreshState);
    connect(loader, &TimelineLoader::changed, this, [this] {
        if (isVisible() && !m_refreshTimer.isActive())
            m_refreshTimer.start();
    });
    connect(m_publishersFirst, &QToolButton::clicked, this, &TimelinePanel::refreshPeople);
    connect(m_loadAll, &QToolButton::clicked, this, [loader] {
        if (loader->isLoadingAll())
            loader->stop();
        else
            loader->loadAll();
    });
    connect(in, &QToolButton::clicked, this, [this] { m_view->zoom(kZoom); });
    connect(out, &QToolButton::clicked, this, [this] { m_view->zoom(1 / kZoom); });
    connect(fit, &QToolButton::clicked, m_view, &TimelineView::fit);
    connect(m_follow, &QToolButton::clicked, m_view, &TimelineView::setFollowing);
    connect(m_view, &TimelineView::followingChanged, m_follow, &QToolButton::setChecked);
    connect(m_view, &TimelineView::visibleChanged, this,
        [this, loader] { loader->setVisible(isVisible() ? m_view->visibleIds() : QStringList()); });
    connect(m_view, &TimelineView::chosen, this, &TimelinePanel::chosen);
    connect(m_view, &TimelineView::itemOpened, this, &TimelinePanel::openItem);
    connect(m_view, &TimelineView::told, m_told, &ElidedLabel::setText);
    connect(m_message, &MessageBar::triggered, loader, &TimelineLoader::retry);
    connect(m_empty, &EmptyState::triggered, participants, &ListModel::clearFilter);
    refreshSession();
}

QToolButton *TimelinePanel::tool(QHBoxLayout *layout, const QString &words, const QString &help)
{
    auto *made = new QToolButton;
    made->setAutoRaise(true);
    made->setText(words);
    made->setToolTip(help);
    layout->addWidget(made);
    return made;
}

void TimelinePanel::addActions(ActionRegistry *registry, const std::function<void()> &show)
{
    m_registry = registry;
    const auto add = [&](const QString &id, const QString &words, const QStringList &keywords, auto run) {
        registry->add(id, words, {}, keywords + QStringList {tr("timeline")}, [show, run] {
            show();
            run();
        });
    };
    add(u"timeline.show"_s, tr("Show the timeline"), {tr("session")}, [this] { m_view->setFocus(); });
    add(u"timeline.zoomIn"_s, tr("Zoom into the timeline"), {tr("larger")}, [this] { m_view->zoom(kZoom); });
    add(u"timeline.zoomOut"_s, tr("Zoom out of the timeline"), {tr("smaller")}, [this] { m_view->zoom(1 / kZoom); });
    add(u"timeline.fit"_s, tr("Fit the timeline"), {tr("whole session")}, [this] { m_view->fit(); });
    add(u"timeline.follow"_s, tr("Follow the present in the timeline"), {tr("live"), tr("now")},
        [this] { m_view->setFollowing(!m_view->isFollowing()); });
    add(u"timeline.publishersFirst"_s, tr("Publishers first in the timeline"), {tr("order"), tr("sort")},
        [this] { m_publishersFirst->click(); });
    add(u"timeline.readAll"_s, tr("Read all events of the timeline, or stop reading"), {tr("load")},
        [this] { m_loadAll->click(); });
    refreshState();
}

// Whoever is in the list is shown there; what else was done here is told by the journal. Compositions have no page.
void TimelinePanel::openItem(const QString &key, const QString &participantId)
{
    const auto &people = m_view->people();
    const bool isThere = std::any_of(people.begin(), people.end(),
        [&participantId](const TimelinePerson &person) { return person.id == participantId; });
    if (isThere) {
        m_view->setCurrentId(participantId);
        Q_EMIT chosen(participantId);
    } else if (m_workspace->journal()->indexOf(key.toULongLong()) >= 0) {
        Q_EMIT entryWanted(key);
    }
}

// No focus proxy: Tab passes over what stands before one.
void TimelinePanel::focusInEvent(QFocusEvent *event) { m_view->setFocus(event->reason()); }

void TimelinePanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_workspace->participants()->setWatched(true, this);
    m_workspace->timeline()->setWatched(true);
    m_workspace->timelineLanes()->setWatched(true);
    refreshSession();
}

void TimelinePanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_workspace->timelineLanes()->setWatched(false);
    m_workspace->timeline()->setWatched(false);
    m_workspace->participants()->setWatched(false, this);
}

void TimelinePanel::refreshSession()
{
    const TimelineLoader *loader = m_workspace->timeline();
    m_view->setTimeline(
        loader->sessionId().isEmpty() ? nullptr : &loader->timeline(), m_workspace->participants()->isLive());
    refreshPeople();
    refreshState();
}

void TimelinePanel::refreshPeople()
{
    if (!isVisible())
        return;
    const ParticipantModel *model = m_workspace->participants();
    std::vector<TimelinePerson> people;
    people.reserve(std::size_t(model->rowCount()));
    for (int row = 0; row < model->rowCount(); ++row) {
        const ivs::ParticipantSummary *person = model->record(model->keyAt(row));
        people.push_back({person->participantId, person->userId, person->state == ivs::ParticipantState::Connected,
            person->published.value_or(false),
            person->firstJoinTime.isValid() ? person->firstJoinTime.toMSecsSinceEpoch() : 0});
    }
    if (m_publishersFirst->isChecked())
        std::stable_partition(
            people.begin(), people.end(), [](const TimelinePerson &person) { return person.published; });
    m_view->setPeople(std::move(people));
}

QString TimelinePanel::knownText() const
{
    const ParticipantModel *model = m_workspace->participants();
    const ListState state = model->state();
    if (state.loaded == 0)
        return {};
    const int known = m_workspace->timeline()->timeline().rowCount();
    const QLocale locale;
    QString words = state.isWhole
        ? tr("Events of %1 of %2 participants known").arg(locale.toString(known), locale.toString(state.loaded))
        : tr("Events of %1 of the %2 participants loaded so far known")
              .arg(locale.toString(known), locale.toString(state.loaded));
    if (const int failed = m_workspace->timeline()->failedCount(); failed > 0)
        words += tr(" · %1 could not be read").arg(locale.toString(failed));
    if (m_workspace->timeline()->isBusy())
        words += tr(" · loading");
    if (model->isFiltered())
        words += tr(" · %1 shown by the filter of Participants").arg(locale.toString(state.shown));
    return words;
}

void TimelinePanel::refreshState()
{
    const TimelineLoader *loader = m_workspace->timeline();
    const ParticipantModel *model = m_workspace->participants();
    const ListState state = model->state();
    m_known->setText(knownText());
    m_known->setToolTip(knownText());
    const bool all = loader->isLoadingAll();
    m_loadAll->setText(all ? tr("Stop") : tr("Read all events"));
    m_loadAll->setToolTip(all
            ? tr("Go on with the rows on screen only")
            : tr("Also of those who are not on screen: one call for each participant, at the pace that is ours"));
    m_loadAll->setEnabled(all || (state.shown > 0 && loader->timeline().rowCount() < state.loaded));
    m_follow->setEnabled(model->isLive());
    if (m_registry) {
        m_registry->setReason(u"timeline.follow"_s, model->isLive() ? QString() : tr("the session has ended"));
        m_registry->setReason(
            u"timeline.readAll"_s, m_loadAll->isEnabled() ? QString() : tr("there is nothing more to read"));
    }
    // What concerns the whole connection is said once, by the page, where its lists meet it too.
    std::optional<aws::Error> error = loader->error();
    if (!error)
        error = state.error;
    if (error && error->concernsConnection() && state.error)
        error.reset();
    m_message->setError(error, tr("Try again"));

    if (state.shown > 0) {
        m_stack->setCurrentWidget(m_view);
        return;
    }
    if (state.loaded > 0)
        m_empty->setWords(tr("The filter of Participants hides everybody."), tr("Clear the filter"));
    else if (state.phase == ListState::Phase::NotAsked)
        m_empty->setWords(
            loader->sessionId().isEmpty() ? tr("Choose a session to see its timeline.") : tr("Not asked yet."));
    else if (state.phase == ListState::Phase::Loading)
        m_empty->setWords(tr("Loading…"));
    else if (state.isWhole)
        m_empty->setWords(tr("Nobody has joined this session."));
    else
        m_empty->setWords(tr("Nothing could be loaded."));
    m_stack->setCurrentWidget(m_empty);
}
