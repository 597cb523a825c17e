// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/listpanel.h"

#include "models/errortext.h"
#include "models/listmodel.h"
#include "views/completenessline.h"
#include "views/datatable.h"
#include "views/emptystate.h"
#include "views/formfield.h"
#include "views/messagebar.h"
#include "views/savedviews.h"
#include "views/tableactions.h"
#include "views/tablecolumns.h"
#include "views/theme.h"
#include "views/toolrow.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QStackedLayout>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

ListPanel::ListPanel(const ViewContext &context, ListModel *model, const Words &words, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(model)
    , m_words(words)
    , m_tools(new ToolRow)
    , m_filter(new QLineEdit)
    , m_views(new ViewsButton(context, this, model->listId()))
    , m_message(new MessageBar(context))
    , m_note(new MessageBar(context))
    , m_table(new DataTable(context, this)) // with a parent from the start: the stack shows what it is given first
    , m_gone(new FaultLine(context))
    , m_empty(new EmptyState(this))
    , m_stack(new QStackedLayout)
    , m_line(new CompletenessLine(context))
{
    auto *title = new QLabel(words.title);
    QFont heading = font();
    heading.setWeight(QFont::DemiBold);
    title->setFont(heading);
    title->setBuddy(m_table);

    m_filter->setPlaceholderText(tr("Filter…"));
    m_filter->setAccessibleName(tr("Filter %1").arg(words.title));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(240);
    m_filter->setMinimumWidth(90);
    auto *glass = new QAction(m_filter);
    const auto tint = [this, glass] { glass->setIcon(m_context.theme->icon(u"search"_s, Theme::Token::Secondary)); };
    tint();
    connect(context.theme, &Theme::changed, glass, tint);
    m_filter->addAction(glass, QLineEdit::LeadingPosition);
    // A pause in typing, so that a big list is not ordered anew at every letter.
    m_filterPause.setSingleShot(true);
    m_filterPause.setInterval(150);
    connect(m_filter, &QLineEdit::textChanged, &m_filterPause, qOverload<>(&QTimer::start));
    connect(&m_filterPause, &QTimer::timeout, this, [this] { m_model->setFilterText(m_filter->text()); });
    connect(m_filter, &QLineEdit::returnPressed, m_table, qOverload<>(&QWidget::setFocus));

    m_table->setListModel(model);
    m_table->setAccessibleName(words.title);
    m_line->setListModel(model);
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    connect(m_empty, &EmptyState::triggered, this, &ListPanel::help);
    connect(m_message, &MessageBar::triggered, this, [this] { m_model->reload(); });

    m_filter->setToolTip(tr("All words must be found. !word hides what has it, \"two words\" belong together, "
                            "column:word looks in one column, as in state:idle."));
    m_views->setAccessibleName(tr("Saved views of %1").arg(words.title));
    m_tools->left()->addWidget(title);
    m_tools->left()->addStretch(1);
    m_tools->right()->addStretch(1);
    m_tools->right()->addWidget(m_filter, 10);
    m_tools->right()->addWidget(m_views);
    QToolButton *columns = columnsButton();
    m_tools->right()->addWidget(columns);
    m_gone->setContentsMargins(8, 0, 8, 4);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tools);
    layout->addWidget(m_gone);
    layout->addWidget(m_message);
    layout->addWidget(m_note);
    layout->addLayout(m_stack, 1);
    layout->addWidget(m_line);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setTabOrder(m_filter, m_views);
    setTabOrder(m_views, columns);
    setTabOrder(columns, m_table);
    connect(m_table->actionsOfRows(), &TableActions::told, m_note, &MessageBar::setNotice);
    connect(model, &ListModel::stateChanged, this, &ListPanel::refresh);
    connect(model, &ListModel::forgotten, this, [this] { m_message->setError({}, {}); });
    connect(model, &QAbstractItemModel::modelReset, this, &ListPanel::refresh);
    refresh();
}

void ListPanel::focusTable()
{
    m_wantsFocus = m_stack->currentWidget() != m_table;
    m_table->setFocus(Qt::OtherFocusReason);
}

void ListPanel::addTool(QWidget *widget) { m_tools->left()->insertWidget(m_tools->left()->count() - 1, widget); }

QToolButton *ListPanel::columnsButton()
{
    auto *button = new QToolButton;
    button->setAutoRaise(true);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setToolTip(tr("Columns"));
    button->setAccessibleName(tr("Columns of %1").arg(m_words.title));
    const auto tint = [this, button] { button->setIcon(m_context.theme->icon(u"columns"_s, Theme::Token::Secondary)); };
    tint();
    connect(m_context.theme, &Theme::changed, button, tint);
    auto *menu = new ColumnsMenu(m_table->columns(), m_model, button);
    // The keyboard moves the column that its cell stands in.
    connect(button, &QToolButton::pressed, menu, [this, menu] { menu->setColumn(m_table->currentIndex().column()); });
    button->setMenu(menu);
    return button;
}

void ListPanel::setFilling(QAction *action, const QString &verb)
{
    m_filling = action;
    m_fillingVerb = verb;
    connect(action, &QAction::enabledChanged, this, &ListPanel::refresh);
    refresh();
}

void ListPanel::setGone(bool gone, const QString &words)
{
    m_isGone = gone;
    m_gone->setFault(words);
    refresh();
}

// Not QToolButton::showMenu(): it waits in an event loop of its own.
void ListPanel::openViews() { m_views->menu()->popup(m_views->mapToGlobal(QPoint(0, m_views->height()))); }

bool ListPanel::hasViews() const { return m_context.keeper; }

SavedView ListPanel::currentView() const
{
    return {{}, m_filter->text().trimmed(), m_model->quickFilter(), m_table->columns()->layout()};
}

void ListPanel::showView(const SavedView &view)
{
    m_filter->setText(view.filter);
    m_filterPause.stop();
    m_model->setFilterText(view.filter);
    m_model->setQuickFilter(view.quick);
    m_table->columns()->arrange(view.layout);
}

void ListPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model->setWatched(true, this);
}

void ListPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_model->setWatched(false, this);
}

void ListPanel::refresh()
{
    const ListState state = m_model->state();
    // What concerns the whole connection is said once, by the page.
    const bool told = state.error && state.error->kind == aws::ErrorKind::NotFound && m_isGone;
    const bool here = state.error && !state.error->concernsConnection() && !told;
    // While the list is read again, what went wrong last still stands: nothing jumps, and what was put away stays away.
    if (state.error || !state.isBusy())
        m_message->setError(here ? state.error : std::nullopt, tr("Try again"));
    if (state.shown > 0) {
        m_stack->setCurrentWidget(m_table);
        if (std::exchange(m_wantsFocus, false))
            m_table->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (state.isOrdering()) // it is not known yet whether there will be rows
        return;
    // The table takes the keyboard back when its rows come back.
    if (m_table->hasFocus())
        m_wantsFocus = true;
    if (state.loaded > 0) {
        // A filter that finds nothing in a part of the list has not searched the rest.
        m_empty->setWords(state.isWhole
                ? tr("Nothing matches among all %1.").arg(m_model->counted(state.loaded))
                : tr("Nothing matches among the %1 loaded so far. The rest has not been searched.")
                      .arg(m_model->counted(state.loaded)),
            tr("Clear the filter"));
    } else if (state.phase == ListState::Phase::NotAsked) {
        m_empty->setWords(m_words.notAsked);
    } else if (state.phase == ListState::Phase::Loading) {
        m_empty->setWords(tr("Loading…"));
    } else if (state.phase == ListState::Phase::Failed) {
        m_empty->setWords(tr("Nothing could be loaded."));
    } else if (state.phase == ListState::Phase::Partial) {
        m_empty->setWords(tr("Loading was stopped before anything came."), tr("Go on loading"));
    } else {
        m_empty->setWords(m_words.none, m_filling && m_filling->isEnabled() ? m_fillingVerb : QString());
    }
    m_stack->setCurrentWidget(m_empty);
}

void ListPanel::help()
{
    const ListState state = m_model->state();
    if (state.loaded > 0)
        clearFilter();
    else if (state.phase == ListState::Phase::Partial)
        m_model->resume();
    else if (m_filling)
        m_filling->trigger();
}

void ListPanel::clearFilter()
{
    m_filter->clear();
    m_filterPause.stop();
    m_model->setFilterText({});
    m_model->clearFilter();
}
