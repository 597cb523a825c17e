// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/participanttools.h"

#include "models/participantdetailsloader.h"
#include "models/plaintext.h"
#include "models/workspace.h"

#include <QActionGroup>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

using Asked = ParticipantModel::Asked;
using Filter = ParticipantModel::Filter;
using From = ParticipantModel::From;
using Recording = ivs::ParticipantRecordingState;
using AskedRecording = ivs::ParticipantRecordingFilterByRecordingState;
using ivs::ParticipantState;

namespace {

enum Chip { Everybody, Connected, HavePublished, Disconnected };

// Place 0 of a choice is: any.
template <typename T, std::size_t N>
int placeOf(const T (&values)[N], const std::optional<T> &value)
{
    return value ? int(std::find(std::begin(values), std::end(values), *value) - std::begin(values)) + 1 : 0;
}

template <typename T, std::size_t N>
std::optional<T> valueAt(const T (&values)[N], int place)
{
    return place == 0 ? std::nullopt : std::optional(values[std::size_t(place) - 1]);
}

constexpr ParticipantState kStates[] {ParticipantState::Connected, ParticipantState::Disconnected};
constexpr bool kPublished[] {true, false};
constexpr Recording kRecordings[] {Recording::Starting, Recording::Active, Recording::Stopping, Recording::Stopped,
    Recording::Failed, Recording::Disabled};
constexpr From kFrom[] {From::Client, From::Ingest, From::Source, From::Replica};

} // namespace

ParticipantTools::ParticipantTools(Workspace *workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_chips(new QButtonGroup(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    for (const int id : {Everybody, Connected, HavePublished, Disconnected}) {
        QToolButton *chip = button();
        chip->setCheckable(true);
        chip->setAutoExclusive(true); // the arrow keys move in the group: without it they skip those that Tab skips
        m_chips->addButton(chip, id);
        layout->addWidget(chip);
    }
    m_chips->button(HavePublished)
        ->setToolTip(tr("Have ever published in this session: the list does not tell who is publishing now"));
    m_chips->button(Everybody)->setChecked(true);
    connect(m_chips, &QButtonGroup::idClicked, this, &ParticipantTools::applyChip);

    // Room is scarce beside the list: what is seldom wanted is in the menu, and on a button only while it holds.
    m_more = button();
    m_more->setToolTip(tr("What is shown, what the service is asked for, and details"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    QMenu *menu = filterMenu();
    m_more->setMenu(menu);
    layout->addWidget(m_more);
    m_ask = button();
    m_ask->setPopupMode(QToolButton::InstantPopup);
    m_ask->setMenu(askMenu());
    menu->addSeparator();
    menu->addMenu(m_ask->menu());
    layout->addWidget(m_ask);
    m_details = button();
    layout->addWidget(m_details);
    m_loadDetails = menu->addAction(QString());
    connect(m_loadDetails, &QAction::triggered, m_details, &QToolButton::click);
    ParticipantDetailsLoader *loader = workspace->participantDetails();
    connect(m_details, &QToolButton::clicked, this, [this, loader] {
        if (loader->isRunning()) {
            loader->stop();
            return;
        }
        const ParticipantModel *model = m_workspace->participants();
        QStringList ids;
        for (int row = 0; row < model->rowCount(); ++row)
            ids << model->keyAt(row);
        loader->start(ids);
    });
    connect(loader, &ParticipantDetailsLoader::progressed, this, &ParticipantTools::refreshDetails);
    connect(workspace->participants(), &ListModel::stateChanged, this, &ParticipantTools::refreshCounts);
    connect(workspace->participants(), &ListModel::stateChanged, this, &ParticipantTools::refreshDetails);
    connect(workspace->participants(), &ListModel::stateChanged, this, &ParticipantTools::refreshFilter);
    connect(workspace->participants(), &ListModel::filterChanged, this, &ParticipantTools::refreshFilter);
    refreshCounts();
    refreshFilter();
    refreshDetails();
}

QToolButton *ParticipantTools::button()
{
    auto *made = new QToolButton;
    made->setAutoRaise(true);
    return made;
}

template <typename Apply>
void ParticipantTools::addChoices(QMenu *menu, const QString &title, const QStringList &words, Apply apply)
{
    menu->addSection(title);
    auto *group = new QActionGroup(menu);
    for (int i = 0; i < words.size(); ++i) {
        QAction *action = menu->addAction(words[i]);
        action->setCheckable(true);
        action->setData(i);
        group->addAction(action);
    }
    m_groups.append(group);
    connect(group, &QActionGroup::triggered, this, [this, apply](const QAction *action) {
        Filter filter = m_workspace->participants()->filter();
        apply(&filter, action->data().toInt());
        m_workspace->participants()->setFilter(filter);
    });
}

QMenu *ParticipantTools::filterMenu()
{
    auto *menu = new QMenu(this);
    addChoices(menu, tr("State"), {tr("Connected or not"), tr("Connected"), tr("Disconnected")},
        [](Filter *filter, int place) { filter->state = valueAt(kStates, place); });
    addChoices(menu, tr("Published"), {tr("Published or not"), tr("Have published"), tr("Have never published")},
        [](Filter *filter, int place) { filter->published = valueAt(kPublished, place); });
    QMenu *recording = menu->addMenu(tr("Recording"));
    addChoices(recording, tr("Recording"),
        {tr("Recorded or not"), tr("Starting"), tr("Recording"), tr("Stopping"), tr("Recorded"), tr("Failed"),
            tr("Disabled")},
        [](Filter *filter, int place) { filter->recording = valueAt(kRecordings, place); });
    QMenu *origin = menu->addMenu(tr("Origin"));
    addChoices(origin, tr("Origin"),
        {tr("From anywhere"), tr("Its own client"), tr("Ingest"), tr("Source of replicas"), tr("Replica")},
        [](Filter *filter, int place) { filter->from = valueAt(kFrom, place); });
    addChoices(menu, tr("Errors"), {tr("With or without errors"), tr("Errors known")},
        [](Filter *filter, int place) { filter->withErrors = place == 1; });
    menu->addSeparator();
    connect(menu->addAction(tr("Clear the filter")), &QAction::triggered, this,
        [this] { m_workspace->participants()->setFilter({}); });
    return menu;
}

// The service takes one of its filters at a time: each entry takes the place of the one before.
QMenu *ParticipantTools::askMenu()
{
    auto *menu = new QMenu(tr("Ask the service for"), this);
    auto *group = new QActionGroup(menu);
    const auto add = [&](QMenu *to, const QString &words, const Asked &asked) {
        QAction *action = to->addAction(words);
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, asked] { m_workspace->participants()->ask(asked); });
        connect(menu, &QMenu::aboutToShow, action,
            [this, action, asked] { action->setChecked(m_workspace->participants()->asked() == asked); });
    };
    add(menu, tr("Everybody"), {});
    add(menu, tr("Connected only"), {.state = ParticipantState::Connected});
    add(menu, tr("Disconnected only"), {.state = ParticipantState::Disconnected});
    add(menu, tr("Who has published"), {.published = true});
    add(menu, tr("Who has never published"), {.published = false});
    QMenu *recording = menu->addMenu(tr("Recording state"));
    add(recording, tr("Starting"), {.recording = AskedRecording::Starting});
    add(recording, tr("Active"), {.recording = AskedRecording::Active});
    add(recording, tr("Stopping"), {.recording = AskedRecording::Stopping});
    add(recording, tr("Stopped"), {.recording = AskedRecording::Stopped});
    add(recording, tr("Failed"), {.recording = AskedRecording::Failed});
    QAction *user = menu->addAction(QString());
    user->setCheckable(true);
    group->addAction(user);
    connect(user, &QAction::triggered, this, [this] {
        ParticipantModel *model = m_workspace->participants();
        model->ask({.userId = model->filterText()});
    });
    connect(menu, &QMenu::aboutToShow, user, [this, user] {
        const ParticipantModel *model = m_workspace->participants();
        const QString text = model->filterText();
        user->setEnabled(!text.isEmpty());
        user->setText(text.isEmpty()
                ? tr("This user id (type it into the filter)")
                : tr("User id exactly “%1”")
                      .arg(shownText(text.left(40)).replace(QLatin1Char('&'), QStringLiteral("&&"))));
        user->setChecked(!model->asked().userId.isEmpty());
    });
    return menu;
}

void ParticipantTools::applyChip(int id)
{
    Filter filter = m_workspace->participants()->filter();
    filter.state.reset();
    filter.published.reset();
    if (id == Everybody)
        filter = {};
    else if (id == Connected)
        filter.state = ParticipantState::Connected;
    else if (id == Disconnected)
        filter.state = ParticipantState::Disconnected;
    else if (id == HavePublished)
        filter.published = true;
    m_workspace->participants()->setFilter(filter);
    refreshFilter(); // the same filter again tells nobody
}

void ParticipantTools::refreshFilter()
{
    const ParticipantModel *model = m_workspace->participants();
    const Filter filter = model->filter();
    const QList<int> places {placeOf(kStates, filter.state), placeOf(kPublished, filter.published),
        placeOf(kRecordings, filter.recording), placeOf(kFrom, filter.from), int(filter.withErrors)};
    int set = 0;
    for (int i = 0; i < m_groups.size(); ++i) {
        m_groups.at(i)->actions().at(places[i])->setChecked(true);
        set += int(places[i] != 0);
    }
    m_more->setText(set > 1 || filter.recording || filter.from || filter.withErrors || filter.published == false
            ? tr("Filter (%1)").arg(set)
            : tr("Filter"));
    int chip = -1;
    if (filter == Filter())
        chip = Everybody;
    else if (filter.state && !filter.published)
        chip = *filter.state == ParticipantState::Connected ? Connected : Disconnected;
    else if (!filter.state && filter.published == true)
        chip = HavePublished;
    // No chip says what a combination says.
    m_chips->setExclusive(false);
    const auto chips = m_chips->buttons();
    for (QAbstractButton *each : chips) {
        each->setAutoExclusive(false);
        each->setChecked(m_chips->id(each) == chip);
        each->setAutoExclusive(true);
    }
    m_chips->setExclusive(true);
    const Asked asked = model->asked();
    m_ask->setText(asked.isEverybody() ? tr("Ask: everybody")
            : !asked.userId.isEmpty()  ? tr("Ask: one user id")
            : asked.published          ? (*asked.published ? tr("Ask: published") : tr("Ask: never published"))
            : asked.state
            ? (*asked.state == ParticipantState::Connected ? tr("Ask: connected") : tr("Ask: disconnected"))
            : tr("Ask: recording state"));
    m_ask->setToolTip(tr("What the service is asked for: it takes one filter at a time"));
    m_ask->setVisible(!asked.isEverybody());
    m_ask->menu()->setEnabled(!model->sessionId().isEmpty());
}

void ParticipantTools::refreshCounts()
{
    const ParticipantModel *model = m_workspace->participants();
    const ParticipantModel::Counts counts = model->counts();
    // A count of a part of the list is a lower bound and says so.
    const QString atLeast = model->state().isWhole && model->asked().isEverybody() ? QString() : QStringLiteral("≥ ");
    const auto words = [&](const QString &name, int count) {
        return model->state().loaded == 0 ? name : tr("%1 %2%3").arg(name, atLeast, QLocale().toString(count));
    };
    m_chips->button(Everybody)->setText(tr("All"));
    m_chips->button(Connected)->setText(words(tr("Connected"), counts.connected));
    m_chips->button(HavePublished)->setText(words(tr("Published"), counts.published));
    m_chips->button(Disconnected)->setText(words(tr("Disconnected"), counts.disconnected));
}

void ParticipantTools::refreshDetails()
{
    const ParticipantDetailsLoader *loader = m_workspace->participantDetails();
    const QLocale locale;
    const QString stop = tr("Stop %1 / %2").arg(locale.toString(loader->done()), locale.toString(loader->total()));
    m_details->setVisible(loader->isRunning());
    m_details->setText(stop);
    m_details->setToolTip(tr("Stop asking for details; what came is kept"));
    if (loader->isRunning()) {
        m_loadDetails->setText(tr("Stop loading details"));
        m_loadDetails->setEnabled(true);
        return;
    }
    const int rows = m_workspace->participants()->rowCount();
    QString words = tr("Load the details of the %1 rows shown (one call each)").arg(locale.toString(rows));
    if (loader->failed() > 0)
        words += tr(" · %1 failed last time").arg(locale.toString(loader->failed()));
    m_loadDetails->setText(words);
    m_loadDetails->setEnabled(rows > 0);
}
