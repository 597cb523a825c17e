// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/overviewpage.h"

#include "models/desk.h"
#include "models/endedmodel.h"
#include "models/overviewmodel.h"
#include "models/plaintext.h"
#include "views/actionregistry.h"
#include "views/datatable.h"
#include "views/emptystate.h"
#include "views/messagebar.h"
#include "views/overviewcells.h"
#include "views/overviewwall.h"
#include "views/quotagauge.h"
#include "views/theme.h"

#include <QAction>
#include <QDataStream>
#include <QHBoxLayout>
#include <QIODevice>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace {

QLabel *lineLabel()
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setFont(Theme::labelFont());
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setContentsMargins(8, 4, 8, 4);
    return label;
}

QLabel *heading(const QString &words)
{
    auto *label = new QLabel(words);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

} // namespace

OverviewPage::OverviewPage(const ViewContext &context, Desk *desk, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_desk(desk)
    , m_model(desk->overview())
    , m_endedModel(desk->ended())
    , m_message(new MessageBar(context))
    , m_filter(new QLineEdit)
    , m_cardsButton(new QToolButton)
    , m_tableButton(new QToolButton)
    , m_wall(new OverviewWall(context, desk->overview()))
    , m_table(new DataTable(context))
    , m_empty(new EmptyState)
    , m_stack(new QStackedWidget)
    , m_line(lineLabel())
    , m_ended(new DataTable(context))
    , m_nothingEnded(lineLabel())
    , m_endedLine(lineLabel())
    , m_parts(new QSplitter(Qt::Vertical))
    , m_registry(new ActionRegistry(context.theme, this))
{
    m_table->setListModel(m_model);
    auto *cells = new OverviewCells(context.theme, m_table);
    m_table->setItemDelegateForColumn(OverviewModel::Place, cells);
    m_table->setItemDelegateForColumn(OverviewModel::Publishers, cells);
    m_table->sortByColumn(OverviewModel::State, Qt::AscendingOrder);
    m_table->setAccessibleName(tr("On air now, as a table"));
    m_wall->setAccessibleName(tr("On air now"));
    m_stack->addWidget(m_wall);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);

    auto *wall = new QWidget;
    wall->setBackgroundRole(QPalette::Base);
    wall->setAutoFillBackground(true);
    auto *wallLayout = new QVBoxLayout(wall);
    wallLayout->setContentsMargins(0, 0, 0, 0);
    wallLayout->setSpacing(0);
    wallLayout->addWidget(header());
    wallLayout->addWidget(m_message);
    wallLayout->addWidget(m_stack, 1);
    wallLayout->addWidget(m_line);
    m_parts->addWidget(wall);
    m_endedPart = endedPart();
    m_parts->addWidget(m_endedPart);
    m_parts->setChildrenCollapsible(false);
    m_parts->setStretchFactor(0, 4);
    m_parts->setStretchFactor(1, 1);
    m_parts->setSizes({520, 150});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(1);
    layout->addWidget(m_parts, 1);
    layout->addWidget(gauges());
    setCards(true);

    m_registry->add(
        u"overview.cards"_s, tr("What is on air as &cards"), u"cards"_s, {tr("wall")}, [this] { setCards(true); });
    m_registry->add(
        u"overview.table"_s, tr("What is on air as a &table"), u"table"_s, {tr("wall")}, [this] { setCards(false); });
    connect(m_wall, &OverviewWall::opened, this, &OverviewPage::open);
    connect(m_table, &QAbstractItemView::activated, this,
        [this](const QModelIndex &index) { open(m_model->keyAt(index.row())); });
    connect(m_ended, &QAbstractItemView::activated, this,
        [this](const QModelIndex &index) { openEnded(m_endedModel->keyAt(index.row())); });
    connect(m_wall, &OverviewWall::visibleKeysChanged, this, &OverviewPage::tellVisible);
    connect(m_table, &DataTable::visibleRowsChanged, this, &OverviewPage::tellVisible);
    connect(m_model, &ListModel::stateChanged, this, &OverviewPage::refresh);
    connect(m_model, &QAbstractItemModel::modelReset, this, &OverviewPage::refresh);
    connect(m_endedModel, &ListModel::stateChanged, this, &OverviewPage::refreshWords);
    connect(m_message, &MessageBar::triggered, this, &OverviewPage::reload);
    connect(m_empty, &EmptyState::triggered, m_filter, &QLineEdit::clear);
    m_gaugePause.setSingleShot(true);
    m_gaugePause.setInterval(200);
    connect(&m_gaugePause, &QTimer::timeout, this, &OverviewPage::refreshGauges);
    const auto follow = [this](Workspace *workspace) {
        connect(workspace->quotas(), &Quotas::changed, &m_gaugePause, qOverload<>(&QTimer::start));
    };
    for (Workspace *workspace : desk->workspaces())
        follow(workspace);
    connect(desk, &Desk::opened, this, follow);
    connect(desk, &Desk::closing, &m_gaugePause, qOverload<>(&QTimer::start));
    connect(desk, &Desk::leadersChanged, this, [this] { setShown(isVisible()); });
    connect(desk->times(), &TimeText::changed, this, &OverviewPage::refresh);
    refresh();
}

OverviewPage::~OverviewPage() { setShown(false); }

QWidget *OverviewPage::header()
{
    auto *title = heading(tr("On air now"));
    title->setBuddy(m_wall);
    m_filter->setPlaceholderText(tr("Filter…"));
    m_filter->setAccessibleName(tr("Filter what is on air"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(240);
    m_filterPause.setSingleShot(true);
    m_filterPause.setInterval(150);
    connect(m_filter, &QLineEdit::textChanged, &m_filterPause, qOverload<>(&QTimer::start));
    connect(&m_filterPause, &QTimer::timeout, this, [this] { m_model->setFilterText(m_filter->text()); });
    connect(m_filter, &QLineEdit::returnPressed, this, &OverviewPage::focusContent);
    const auto choice = [this](QToolButton *button, const QString &icon, const QString &words, bool cards) {
        button->setText(words);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setAutoExclusive(true);
        const auto tint = [this, button, icon] { button->setIcon(m_context.theme->icon(icon)); };
        tint();
        connect(m_context.theme, &Theme::changed, button, tint);
        connect(button, &QToolButton::clicked, this, [this, cards] { setCards(cards); });
    };
    choice(m_cardsButton, u"cards"_s, tr("Cards"), true);
    choice(m_tableButton, u"table"_s, tr("Table"), false);
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 6, 8, 6);
    row->setSpacing(6);
    row->addWidget(title);
    row->addStretch(1);
    row->addWidget(m_cardsButton);
    row->addWidget(m_tableButton);
    row->addWidget(m_filter, 2);
    return bar;
}

QWidget *OverviewPage::endedPart()
{
    m_ended->setListModel(m_endedModel);
    m_ended->sortByColumn(EndedModel::Ended, Qt::DescendingOrder);
    m_ended->setAccessibleName(tr("Ended in the last hour"));
    m_nothingEnded->setText(tr("Nothing has ended that was seen."));
    auto *title = heading(tr("Ended in the last hour"));
    title->setBuddy(m_ended);
    auto *part = new QWidget;
    part->setBackgroundRole(QPalette::Base);
    part->setAutoFillBackground(true);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(8, 4, 0, 0);
    row->addWidget(title);
    row->addStretch(1);
    row->addWidget(m_endedLine);
    layout->addLayout(row);
    layout->addWidget(m_nothingEnded);
    layout->addWidget(m_ended, 1);
    layout->addStretch(0);
    return part;
}

QWidget *OverviewPage::gauges()
{
    auto *strip = new QWidget;
    strip->setBackgroundRole(QPalette::Base);
    strip->setAutoFillBackground(true);
    auto *row = new QHBoxLayout(strip);
    row->setContentsMargins(0, 2, 0, 2);
    row->setSpacing(0);
    for (int kind = 0; kind < Quotas::kKinds; ++kind) {
        m_gauges << new QuotaGauge(m_context, Quotas::Kind(kind));
        row->addWidget(m_gauges.last(), 1);
    }
    return strip;
}

void OverviewPage::setCards(bool cards)
{
    // What is chosen in one is chosen in the other.
    const QString chosen = m_cards ? m_wall->currentKey() : m_table->currentKey();
    m_cards = cards;
    m_cardsButton->setChecked(cards);
    m_tableButton->setChecked(!cards);
    if (cards)
        m_wall->setCurrentKey(chosen);
    else
        m_table->setCurrentKey(chosen);
    refresh();
}

void OverviewPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    setShown(true);
    refresh();
}

void OverviewPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    setShown(false);
}

void OverviewPage::setShown(bool shown)
{
    m_model->setShown(shown);
    m_endedModel->setShown(shown);
    for (Workspace *workspace : m_desk->workspaces())
        workspace->quotas()->setWatched(shown && m_desk->leads(workspace));
}

void OverviewPage::reload() { m_model->reloadAll(); }

void OverviewPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void OverviewPage::focusContent()
{
    if (m_cards)
        m_wall->setFocus(Qt::OtherFocusReason);
    else
        m_table->setFocus(Qt::OtherFocusReason);
}

void OverviewPage::showKey(const QString &key)
{
    m_wall->setCurrentKey(key);
    m_table->setCurrentKey(key);
}

void OverviewPage::open(const QString &key)
{
    if (const OverviewRow *row = m_model->row(key))
        Q_EMIT pageWanted(u"stages"_s, row->workspace, row->stageArn);
}

void OverviewPage::openEnded(const QString &key)
{
    if (const EndedRow *row = m_endedModel->row(key))
        Q_EMIT pageWanted(u"stages"_s, row->workspace, row->stageArn);
}

void OverviewPage::tellVisible()
{
    if (isVisible())
        m_model->setVisibleKeys(m_cards ? m_wall->visibleKeys() : m_table->visibleKeys());
}

void OverviewPage::refresh()
{
    m_message->setError(m_model->fault(), tr("Try again"));
    if (m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_cards ? static_cast<QWidget *>(m_wall) : m_table);
    } else {
        const bool hidden = m_model->state().loaded > 0;
        m_empty->setWords(hidden ? tr("Nothing matches among the %1.").arg(m_model->counted(m_model->state().loaded))
                                 : m_model->emptyWords(),
            hidden ? tr("Clear the filter") : QString());
        m_stack->setCurrentWidget(m_empty);
    }
    refreshWords();
    if (!m_gaugePause.isActive())
        m_gaugePause.start();
}

void OverviewPage::refreshWords()
{
    m_line->setText(m_model->completeness());
    const bool any = m_endedModel->rowCount() > 0;
    m_ended->setVisible(any);
    m_nothingEnded->setVisible(!any);
    // A sentence takes no more room than it needs.
    m_endedPart->setMaximumHeight(any ? QWIDGETSIZE_MAX : m_endedPart->sizeHint().height());
    m_endedLine->setText(m_endedModel->watchedWords());
}

// Each gauge shows the account and region where it is fullest; the tooltip tells them all.
void OverviewPage::refreshGauges()
{
    if (!isVisible())
        return;
    tellVisible(); // rows may have come without anybody scrolling
    for (QuotaGauge *gauge : std::as_const(m_gauges)) {
        Workspace *fullest = nullptr;
        Quotas::Usage most;
        double share = -1;
        QStringList details {Quotas::title(gauge->kind())};
        for (Workspace *workspace : m_desk->workspaces()) {
            if (!m_desk->leads(workspace))
                continue;
            const Quotas::Usage usage = workspace->quotas()->usage(gauge->kind());
            const double own = usage.used ? double(*usage.used) / usage.limit : 0;
            if (own > share) {
                share = own;
                fullest = workspace;
                most = usage;
            }
            const QString where = u"%1 · %2"_s.arg(shownText(workspace->title()), workspace->region());
            const QString limit = usage.isDefault ? tr("%1, the default quota").arg(QLocale().toString(usage.limit))
                                                  : tr("%1, entered by you").arg(QLocale().toString(usage.limit));
            details << (usage.used
                    ? tr("%1: %2 as of %3, of %4")
                          .arg(where, QLocale().toString(*usage.used), m_desk->times()->labelledTime(usage.asOf), limit)
                    : tr("%1: not counted completely yet, of %2").arg(where, limit));
        }
        if (fullest)
            gauge->setUsage(fullest, most, details.join(u'\n'));
    }
}

QByteArray OverviewPage::saveLayout() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << m_parts->saveState() << m_cards;
    return bytes;
}

void OverviewPage::restoreLayout(const QByteArray &layout)
{
    if (layout.isEmpty())
        return;
    QDataStream in(layout);
    QByteArray parts;
    bool cards = true;
    in >> parts >> cards;
    if (in.status() != QDataStream::Ok)
        return;
    m_parts->restoreState(parts);
    setCards(cards);
}
