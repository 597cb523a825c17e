// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stagespage.h"

#include "models/findresult.h"
#include "models/stagelinks.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/datatable.h"
#include "views/forgetting.h"
#include "views/listpanel.h"
#include "views/messagebar.h"
#include "views/participantpanel.h"
#include "views/participanttools.h"
#include "views/replicasbox.h"
#include "views/sheethost.h"
#include "views/stageactions.h"
#include "views/stagepanel.h"
#include "views/stagetabs.h"
#include "views/theme.h"
#include "views/timelinepanel.h"
#include "views/timelineview.h"

#include <QButtonGroup>
#include <QDataStream>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIODevice>
#include <QLineEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

StagesPage::StagesPage(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_message(new MessageBar(context))
    , m_columns(new QSplitter(Qt::Horizontal))
    , m_left(new QSplitter(Qt::Vertical))
    , m_right(new QSplitter(Qt::Vertical))
    , m_tabs(new StageTabs)
    , m_registry(new ActionRegistry(context.theme, this))
{
    m_stages = new ListPanel(context, workspace->stages(),
        {tr("Stages"), tr("Not asked yet."), tr("There are no stages in %1.").arg(workspace->region())});
    m_sessions = new ListPanel(context, workspace->sessions(),
        {tr("Sessions"), tr("Choose a stage to see its sessions."),
            tr("The service remembers no session of this stage. It is not documented for how long it does.")});
    m_participants = new ListPanel(context, workspace->participants(),
        {tr("Participants"), tr("Choose a session to see who takes part."), tr("Nobody has joined this session.")});
    m_stage = new StagePanel(context, workspace);
    m_timeline = new TimelinePanel(context, workspace);
    m_participant = new ParticipantPanel(context, workspace);
    m_stages->addTool(stageFilter());
    m_participants->addTool(new ParticipantTools(workspace));

    auto *who = new QWidget;
    auto *whoLayout = new QVBoxLayout(who);
    whoLayout->setContentsMargins(0, 0, 0, 0);
    whoLayout->setSpacing(1);
    whoLayout->addWidget(m_stage);
    whoLayout->addWidget(m_stage->details());
    whoLayout->addWidget(m_tabs, 1);
    m_tabs->add(u"participants"_s, tr("Participants"), m_participants);
    m_tabs->add(u"timeline"_s, tr("Timeline"), m_timeline);
    m_left->addWidget(m_stages);
    m_left->addWidget(m_sessions);
    m_left->setStretchFactor(0, 3);
    m_left->setStretchFactor(1, 1);
    m_left->setSizes({520, 210});
    m_right->addWidget(who);
    m_right->addWidget(m_participant);
    m_right->setSizes({430, 300});
    m_participant->hide(); // until somebody is chosen
    m_right->installEventFilter(this);
    m_right->setStretchFactor(0, 3);
    m_right->setStretchFactor(1, 2);
    m_columns->addWidget(m_left);
    m_columns->addWidget(m_right);
    m_columns->setSizes({460, 640});
    m_columns->setStretchFactor(0, 2);
    m_columns->setStretchFactor(1, 3);
    for (QSplitter *splitter : {m_columns, m_left, m_right})
        splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(m_columns, 1);
    connect(m_message, &MessageBar::triggered, this, &StagesPage::reload);
    for (ListModel *model : lists())
        connect(model, &ListModel::stateChanged, this, &StagesPage::refreshMessage);
    for (Detail *detail : details())
        connect(detail, &Detail::changed, this, &StagesPage::refreshMessage);

    // On air first. A stage that goes on air moves up; the chosen one stays chosen.
    DataTable *stages = m_stages->table();
    stages->sortByColumn(StageModel::OnAir, Qt::AscendingOrder);
    m_sessions->table()->sortByColumn(StageSessionModel::Started, Qt::DescendingOrder);
    m_participants->table()->sortByColumn(-1, Qt::AscendingOrder);
    connect(stages, &DataTable::currentKeyChanged, this, &StagesPage::chooseStage);
    connect(stages, &DataTable::visibleRowsChanged, this,
        [this, stages] { m_workspace->stages()->wantDetails(stages->visibleKeys()); });
    connect(workspace->stages(), &QAbstractItemModel::dataChanged, stages,
        [this, stages] { m_workspace->stages()->wantDetails(stages->visibleKeys()); });
    connect(workspace->stages(), &StageModel::activeSessionChanged, this, [this](const QString &arn) {
        if (arn == m_workspace->sessions()->stageArn() && m_sessions->isVisible())
            m_workspace->sessions()->reload();
    });
    connect(m_sessions->table(), &DataTable::currentKeyChanged, this, [this](const QString &id) {
        m_sessionChosen = !id.isEmpty();
        chooseSession(id);
    });
    connect(workspace->sessions(), &ListModel::stateChanged, this, &StagesPage::followSessions);
    connect(m_participants->table(), &DataTable::currentKeyChanged, this, &StagesPage::chooseParticipant);
    connect(m_timeline, &TimelinePanel::chosen, m_participants->table(), &DataTable::setCurrentKey);
    // On the right it is said above the tabs.
    connect(m_stage, &StagePanel::goneChanged, this, [this] {
        m_sessions->setGone(m_stage->isGone(), m_stage->isGone() ? StagePanel::goneText() : QString());
        m_participants->setGone(m_stage->isGone());
        m_participant->setGone(m_stage->isGone());
    });
    connect(m_timeline, &TimelinePanel::entryWanted, this,
        [this](const QString &id) { Q_EMIT pageWanted(u"activity"_s, m_workspace, id); });
    connect(m_tabs, &StageTabs::currentChanged, this, &StagesPage::showParticipant);
    connect(workspace->stages(), &ListModel::filterChanged, this,
        [this] { m_stageFilter->button(int(m_workspace->stages()->show()))->setChecked(true); });
    addActions();
}

// Who takes part is what the page is for: what is unfolded above and below leaves room for some rows, where there is
// room. The window may become smaller than that.
void StagesPage::keepRows()
{
    constexpr int kRows = 6;
    constexpr int kLeast = 60;
    DataTable *people = m_participants->table();
    const int wanted = people->horizontalHeader()->sizeHint().height() + kRows * m_context.theme->rowHeight()
        + people->horizontalScrollBar()->sizeHint().height() + 2 * people->frameWidth();
    const int others = m_right->minimumSizeHint().height() - people->minimumHeight();
    m_right->setMinimumHeight(others + kLeast);
    people->setMinimumHeight(std::clamp(m_right->height() - others, kLeast, wanted));
}

bool StagesPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_right && (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize))
        keepRows();
    return Page::eventFilter(watched, event);
}

void StagesPage::addActions()
{
    auto *actions = new StageActions(m_context, {m_workspace, this, new SheetHost(this), m_registry}, m_stages->table(),
        m_participants->table(), this);
    connect(actions, &StageActions::composeWanted, this,
        [this](const QString &arn) { Q_EMIT pageWanted(QStringLiteral("editor"), m_workspace, arn); });
    new ForgetActions(m_context, {m_workspace, this, m_sessions->table(), m_participants->table(), m_registry}, this);
    auto *create = new QToolButton;
    create->setDefaultAction(m_registry->action(QStringLiteral("stage.create")));
    create->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    create->setAutoRaise(true);
    create->setAccessibleName(tr("Create a stage"));
    m_stages->addTool(create);
    m_stages->setFilling(create->defaultAction(), tr("Create stage"));
    m_stage->setActions(m_registry);
    m_timeline->addActions(m_registry, [this] { m_tabs->setCurrentId(u"timeline"_s); });
    connect(m_participant->replicas(), &ReplicasBox::stopWanted, actions, &StageActions::stopReplication);
}

QList<ListModel *> StagesPage::lists() const
{
    return {m_workspace->stages(), m_workspace->sessions(), m_workspace->participants(), m_workspace->events()};
}

QList<Detail *> StagesPage::details() const
{
    return {m_workspace->stageDetail(), m_workspace->stageCompositions(), m_workspace->stageIngests(),
        m_workspace->participantDetail(), m_workspace->participantReplicas()};
}

// A fault of the whole connection meets every list: it is said once.
void StagesPage::refreshMessage()
{
    std::optional<aws::Error> shared;
    const ListModel *from = nullptr;
    const auto take = [&shared](const std::optional<aws::Error> &error) {
        if (!shared && error && error->concernsConnection())
            shared = error;
    };
    for (const ListModel *model : lists()) {
        take(model->state().error);
        // Read again: what went wrong last still stands until the answer is there.
        if (model == m_sharedFrom && !model->state().error && model->state().isBusy())
            take(m_shared);
        if (shared && !from)
            from = model;
    }
    m_sharedFrom = from;
    for (const Detail *detail : details())
        take(detail->error());
    // Another list meets the same fault with another request: that is no news.
    if (shared && m_shared && shared->kind == m_shared->kind && shared->layer == m_shared->layer
        && shared->code == m_shared->code)
        return;
    m_shared = shared;
    m_message->setError(shared, tr("Try again"));
}

QToolButton *StagesPage::filterButton(QButtonGroup *group, int id, const QString &words)
{
    auto *button = new QToolButton;
    button->setText(words);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setAutoExclusive(true); // the arrow keys move in the group: without it they skip those that Tab skips
    group->addButton(button, id);
    return button;
}

QWidget *StagesPage::stageFilter()
{
    auto *box = new QWidget;
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    m_stageFilter = new QButtonGroup(this);
    layout->addWidget(filterButton(m_stageFilter, int(StageModel::Show::All), tr("All")));
    layout->addWidget(filterButton(m_stageFilter, int(StageModel::Show::OnAir), tr("On air")));
    layout->addWidget(filterButton(m_stageFilter, int(StageModel::Show::Idle), tr("Idle")));
    m_stageFilter->button(int(StageModel::Show::All))->setChecked(true);
    connect(m_stageFilter, &QButtonGroup::idClicked, this,
        [this](int id) { m_workspace->stages()->setShow(StageModel::Show(id)); });
    return box;
}

void StagesPage::chooseStage(const QString &arn)
{
    m_sessionChosen = false;
    m_stage->setStage(arn);
    m_workspace->sessions()->setStage(arn);
    // The live session needs no list of sessions: who is there now is what one wants to see first.
    const StageRecord *record = m_workspace->stages()->record(arn);
    chooseSession(record && record->isOnAir() ? record->stage.activeSessionId : QString());
}

// While nobody chose a session by hand, the live one is shown, else the latest.
void StagesPage::followSessions()
{
    const StageSessionModel *model = m_workspace->sessions();
    if (m_sessionChosen) {
        // It may have ended while it was shown.
        if (const auto *session = model->record(m_workspace->participants()->sessionId()))
            showSession(model->stageArn(), session->sessionId, !session->endTime.isValid());
        return;
    }
    const ivs::StageSessionSummary *best = nullptr;
    for (const ivs::StageSessionSummary &session : model->records()) {
        const bool live = !session.endTime.isValid();
        const bool bestLive = best && !best->endTime.isValid();
        if (!best || (live && !bestLive) || (live == bestLive && session.startTime > best->startTime))
            best = &session;
    }
    if (!best || model->state().phase == ListState::Phase::Loading)
        return;
    const QString shown = m_workspace->participants()->sessionId();
    if (best->sessionId != shown || m_workspace->participants()->isLive() == best->endTime.isValid())
        chooseSession(best->sessionId);
    m_sessions->table()->markKey(best->sessionId);
}

void StagesPage::chooseSession(const QString &sessionId)
{
    const StageSessionModel *sessions = m_workspace->sessions();
    const QString stageArn = sessions->stageArn();
    const StageRecord *stage = m_workspace->stages()->record(stageArn);
    const ivs::StageSessionSummary *session = sessions->record(sessionId);
    const bool live = session ? !session->endTime.isValid() : stage && stage->stage.activeSessionId == sessionId;
    showSession(stageArn, sessionId, live && !sessionId.isEmpty());
}

void StagesPage::showSession(const QString &stageArn, const QString &sessionId, bool live)
{
    m_workspace->participants()->setSession(stageArn, sessionId, live);
    m_tabs->setChoice({stageArn, sessionId, live});
}

void StagesPage::chooseParticipant(const QString &participantId)
{
    const ParticipantModel *model = m_workspace->participants();
    m_participant->setParticipant(model->stageArn(), model->sessionId(), participantId, model->isLive());
    m_timeline->view()->setCurrentId(participantId);
    showParticipant();
}

// Who was chosen among those who take part is shown below them, not below what has nothing to do with them.
void StagesPage::showParticipant()
{
    const bool people = m_tabs->currentId() == "participants"_L1 || m_tabs->currentId() == "timeline"_L1;
    m_participant->setVisible(people && !m_participants->table()->currentKey().isEmpty());
}

void StagesPage::reload()
{
    m_workspace->stages()->reload();
    m_workspace->sessions()->reload();
    m_workspace->participants()->reload();
    if (!m_workspace->participantDetail()->question().participantId.isEmpty()) {
        m_workspace->participantDetail()->reload();
        m_workspace->events()->reload();
        m_workspace->participantReplicas()->reload();
    }
    if (!m_workspace->stageDetail()->arn().isEmpty()) {
        m_workspace->stageDetail()->reload();
        m_workspace->stageCompositions()->reload();
        m_workspace->stageIngests()->reload();
    }
}

void StagesPage::focusContent() { m_stages->focusTable(); }

void StagesPage::showKey(const QString &key)
{
    StageModel *stages = m_workspace->stages();
    // What is asked for is shown, whatever the filter hid.
    if (stages->record(key) && stages->rowOfKey(key) < 0)
        m_stages->clearFilter();
    m_stages->table()->setCurrentKey(key);
}

void StagesPage::showPlace(const FindPlace &place)
{
    showKey(place.stageArn);
    if (m_workspace->sessions()->stageArn() != place.stageArn) { // in no list, or in none yet
        m_stages->table()->expectKey(place.stageArn);
        chooseStage(place.stageArn);
    }
    if (place.sessionId.isEmpty())
        return;
    m_sessionChosen = true;
    chooseSession(place.sessionId);
    m_sessions->table()->expectKey(place.sessionId);
    if (place.participantId.isEmpty())
        return;
    const ParticipantModel *people = m_workspace->participants();
    if (people->record(place.participantId) && people->rowOfKey(place.participantId) < 0)
        m_participants->clearFilter();
    m_participants->table()->expectKey(place.participantId);
    chooseParticipant(place.participantId);
}

void StagesPage::focusFilter()
{
    m_stages->filterField()->setFocus(Qt::ShortcutFocusReason);
    m_stages->filterField()->selectAll();
}

QByteArray StagesPage::saveLayout() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << m_columns->saveState() << m_left->saveState() << m_right->saveState() << m_tabs->currentId();
    return bytes;
}

void StagesPage::restoreLayout(const QByteArray &layout)
{
    QDataStream in(layout);
    for (QSplitter *splitter : {m_columns, m_left, m_right}) {
        QByteArray state;
        in >> state;
        if (!state.isEmpty())
            splitter->restoreState(state);
    }
    QString tab;
    in >> tab;
    m_tabs->setCurrentId(tab);
}
