// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mainwindow.h"

#include "models/journal.h"
#include "models/plaintext.h"
#include "views/actionregistry.h"
#include "views/commands.h"
#include "views/connectionheader.h"
#include "views/connectsheet.h"
#include "views/elidedlabel.h"
#include "views/emptystate.h"
#include "views/inspector.h"
#include "views/listactions.h"
#include "views/lockbutton.h"
#include "views/marksmenu.h"
#include "views/messagebar.h"
#include "views/navigation.h"
#include "views/page.h"
#include "views/pagestack.h"
#include "views/sheethost.h"
#include "views/theme.h"
#include "views/unlockdialog.h"
#include "views/viewchoices.h"

#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

MainWindow::MainWindow(const ViewContext &context, Desk *desk, ColorScheme *desktop, QSettings *settings)
    : m_context(context)
    , m_desk(desk)
    , m_desktop(desktop)
    , m_settings(settings)
    , m_navigation(new Navigation(context))
    , m_header(new ConnectionHeader(context))
    , m_message(new MessageBar(context))
    , m_storeNotice(new MessageBar(context))
    , m_nothing(new EmptyState)
    , m_stack(new PageStack(context, desk, settings, m_nothing))
    , m_sheet(new ConnectSheet(context, desk))
    , m_host(new SheetHost(m_stack))
    , m_connections(new QMenu(this))
    , m_program(new QMenu(this))
    , m_actions(new ActionRegistry(context.theme, this))
    , m_lists(new ListActions(m_actions, m_stack))
    , m_left(new QLabel)
    , m_zone(new QLabel)
    , m_journal(new ElidedLabel)
{
    setWindowTitle(u"Stagedesk"_s);
    desk->setSettings(settings);
    m_nothing->setWords(
        tr("No connection is open. Choose a profile and a region, or try it without an account: stagedesk --local"),
        tr("Open a connection…"));
    m_sheet->hide();

    auto *main = new QWidget;
    auto *column = new QVBoxLayout(main);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_storeNotice);
    column->addWidget(m_message);
    // The sheet lies over the right half of the page: beside it, a window of 1024 pixels would have no room for both.
    auto *area = new QWidget;
    auto *page = new QGridLayout(area);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(m_stack, 0, 0);
    page->addWidget(m_sheet, 0, 0, Qt::AlignRight);
    column->addWidget(area, 1);
    m_inspector = new Inspector(context, desk, area);
    auto *central = new QWidget;
    auto *row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_navigation);
    row->addWidget(main, 1);
    setCentralWidget(central);
    setMinimumSize(820, 520);

    m_commands = new Commands(context, desk, central, {m_actions, m_stack});
    buildMenus();
    buildFinding();
    refreshActions();
    buildStatus();
    restore();
    connect(m_nothing, &EmptyState::triggered, this, [this] { openConnectSheet(); });
    connect(m_sheet, &ConnectSheet::accepted, this, &MainWindow::connectTo);
    connect(m_header->lockButton(), &LockButton::unlockWanted, this, [this](Workspace *workspace) {
        auto *question = new UnlockDialog(workspace, this);
        question->open();
    });
    connect(m_sheet, &SideSheet::closed, m_sheet, &QWidget::hide);
    connect(desk, &Desk::opened, this, &MainWindow::add);
    connect(desk, &Desk::closing, this, &MainWindow::remove);
    connect(desk, &Desk::storeNoticed, this,
        [this](const QString &words) { m_storeNotice->setNotice(tr("What Stagedesk remembers"), words); });
    connect(desk->governor(), &aws::Governor::throttledByOthers, this, [this](const QString &operation) {
        m_message->setNotice(tr("Somebody else uses up the account's calls"),
            tr("%1 was throttled although Stagedesk used less than half of its limit. Loading goes on more slowly.")
                .arg(operation));
    });
    for (Workspace *workspace : desk->workspaces())
        add(workspace);
    connect(desk->times(), &TimeText::changed, this, &MainWindow::refreshStatus);
    m_ageTimer.setInterval(5000); // "stale" grows by itself
    connect(&m_ageTimer, &QTimer::timeout, this, &MainWindow::refreshStatus);
    m_ageTimer.start();
    refreshStatus();
}

MainWindow::~MainWindow()
{
    // The pages look at workspaces that go when the desk goes: not through this window any more.
    m_desk->disconnect(this);
    m_desk->setSettings(nullptr);
    m_desk->times()->disconnect(this);
    delete m_stack;
}

Page *MainWindow::page() const { return m_stack->shown(); }

void MainWindow::buildMenus()
{
    const auto act = [this](const QString &id, const QString &words, const QStringList &keywords,
                         const QList<QKeySequence> &keys, const std::function<void()> &run) {
        QAction *action = m_actions->add(id, words, {}, keywords, run);
        action->setShortcuts(keys);
        m_program->addAction(action);
        addAction(action); // the shortcut works while the menu is closed
        return action;
    };
    act(u"window.connect"_s, tr("&Open a connection…"), {tr("profile"), tr("region"), tr("account")},
        {QKeySequence::Open}, [this] { openConnectSheet(); });
    m_actions->add(u"window.disconnect"_s, tr("&Close this connection"), {}, {tr("disconnect"), tr("profile")}, [this] {
        leaving(m_workspace, tr("Close without them"), [this, workspace = QPointer(m_workspace)] {
            if (workspace)
                m_desk->close(workspace);
        });
    });
    act(u"window.reload"_s, tr("&Read everything on this page again"), {tr("reload"), tr("refresh")},
        {Qt::Key_F5, Qt::CTRL | Qt::Key_R}, [this] {
            if (Page *shown = page())
                shown->reload();
        });
    act(u"window.filter"_s, tr("&Filter this page"), {tr("search")}, {QKeySequence::Find}, [this] {
        if (Page *shown = page())
            shown->focusFilter();
    });
    act(u"window.remembering"_s, tr("What Stagedesk re&members…"),
        {tr("store"), tr("forget"), tr("size"), tr("age"), tr("privacy"), tr("settings")}, {},
        [this] { openRemembering(); });
    buildPages(m_program->addMenu(tr("&Pages")));
    m_program->addSeparator();
    new ViewChoices(m_context, {m_desk->times(), m_desktop, m_settings, m_actions}, m_program);
    m_program->addSeparator();
    act(u"window.quit"_s, tr("&Quit"), {tr("exit"), tr("close")}, {QKeySequence::Quit}, [this] { close(); });
    m_header->setMenus(m_connections, m_program);
    connect(m_connections, &QMenu::aboutToShow, this, &MainWindow::refreshConnections);
    refreshConnections();
}

void MainWindow::buildPages(QMenu *menu)
{
    int number = 0;
    for (const PageKind &kind : m_stack->kinds()) {
        QAction *action = menu->addAction(kind.title);
        if (++number <= 9)
            action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + number)));
        connect(action, &QAction::triggered, this, [this, id = kind.id] { showPage(id); });
        addAction(action);
        m_navigation->addEntry(kind.id, kind.title, action->shortcut());
    }
    connect(m_navigation, &Navigation::chosen, this,
        [this](int entry) { showPage(m_stack->kinds()[std::size_t(entry)].id); });
    connect(m_stack, &PageStack::pageWanted, this, &MainWindow::open);
    const QString kept = m_settings->value(u"window/page"_s).toString();
    m_pageId = m_stack->kinds()[std::size_t(m_stack->indexOfKind(kept))].id;
    m_navigation->setCurrent(m_stack->indexOfKind(m_pageId));
}

void MainWindow::refreshConnections()
{
    m_connections->clear();
    for (Workspace *workspace : m_desk->workspaces()) {
        QAction *action = m_connections->addAction(Commands::connectionWords(workspace).replace(u'&', u"&&"_s));
        action->setCheckable(true);
        action->setChecked(workspace == m_workspace);
        connect(action, &QAction::triggered, this, [this, workspace] { showWorkspace(workspace); });
    }
    m_connections->addSeparator();
    m_connections->addAction(m_actions->action(u"window.connect"_s));
    if (m_workspace) {
        addMarks(m_connections, m_workspace);
        m_connections->addAction(m_actions->action(u"window.disconnect"_s));
    }
}

void MainWindow::buildStatus()
{
    m_left->setTextFormat(Qt::PlainText);
    for (QLabel *label : {m_left, m_zone, static_cast<QLabel *>(m_journal)}) {
        label->setFont(Theme::labelFont());
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setContentsMargins(8, 2, 8, 2);
    }
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_left, 1);
    m_journal->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_journal->setMaximumWidth(320); // why it is not kept may be long
    statusBar()->addPermanentWidget(m_journal);
    statusBar()->addPermanentWidget(m_zone);
}

void MainWindow::restore()
{
    resize(1280, 800);
    restoreGeometry(m_settings->value(u"window/geometry"_s).toByteArray());
    // A screen of yesterday may be gone today.
    const QScreen *screen = QGuiApplication::screenAt(frameGeometry().center());
    const QRect room = (screen ? screen : QGuiApplication::primaryScreen())->availableGeometry();
    resize(size().boundedTo(room.size()));
    if (!screen)
        move(room.center() - rect().center());
    else if (!isMaximized() && !isFullScreen())
        move(std::clamp(x(), room.left(), std::max(room.left(), room.right() + 1 - width())),
            std::clamp(y(), room.top(), std::max(room.top(), room.bottom() + 1 - height())));
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    // A minimised window is looked at by nobody: its lists stop asking.
    if (event->type() == QEvent::WindowStateChange)
        m_stack->setVisible(!isMinimized());
}

void MainWindow::connectTo(const ConnectionRequest &request)
{
    const aws::Result<Workspace *> opened = m_desk->open(request);
    if (!opened) {
        openConnectSheet(request, opened.error());
        return;
    }
    m_sheet->hide();
    showWorkspace(*opened);
}

void MainWindow::openConnectSheet(const ConnectionRequest &request, const std::optional<aws::Error> &error)
{
    m_sheet->setError(error);
    m_sheet->show();
    m_sheet->raise();
    m_sheet->begin(request);
}

void MainWindow::add(Workspace *workspace)
{
    connect(workspace->stages(), &ListModel::stateChanged, this, &MainWindow::refreshStatus);
    connect(workspace, &Workspace::clockSkewed, this, [this, workspace](qint64 seconds) {
        if (workspace == m_workspace)
            tellSkew(seconds);
    });
    connect(workspace->journal(), &Journal::keepingChanged, this, &MainWindow::refreshStatus, Qt::UniqueConnection);
    if (!m_workspace)
        showWorkspace(workspace);
}

void MainWindow::tellSkew(qint64 seconds)
{
    m_message->setNotice(tr("This machine's clock is wrong"),
        seconds > 0 ? tr("It is %1 behind the service's. Requests are signed with the service's time.")
                          .arg(TimeText::clock(seconds))
                    : tr("It is %1 ahead of the service's. Requests are signed with the service's time.")
                          .arg(TimeText::clock(-seconds)));
}

void MainWindow::remove(Workspace *workspace)
{
    m_stack->forget(workspace);
    if (workspace != m_workspace)
        return;
    m_workspace = nullptr;
    showWorkspace(m_desk->workspaces().isEmpty() ? nullptr : m_desk->workspaces().first());
}

void MainWindow::showWorkspace(Workspace *workspace)
{
    m_workspace = workspace;
    m_header->setWorkspace(workspace);
    m_message->hide();
    m_inspector->leave(workspace);
    if (workspace && workspace->clockOffset() != 0) // found out while another one was shown, perhaps
        tellSkew(workspace->clockOffset());
    refreshActions();
    showChosen();
    setWindowTitle(
        workspace ? u"%1 · %2 – Stagedesk"_s.arg(shownText(workspace->title()), workspace->region()) : u"Stagedesk"_s);
    refreshStatus();
}

void MainWindow::showChosen()
{
    m_navigation->setCurrent(m_stack->indexOfKind(m_pageId));
    m_stack->showPage(m_pageId, m_workspace);
    if (Page *shown = page())
        shown->focusContent();
}

void MainWindow::showPage(const QString &id)
{
    m_pageId = m_stack->kinds()[std::size_t(m_stack->indexOfKind(id))].id;
    m_settings->setValue(u"window/page"_s, m_pageId);
    showChosen();
}

void MainWindow::open(const QString &id, Workspace *workspace, const QString &key)
{
    if (workspace && workspace != m_workspace)
        showWorkspace(workspace);
    showPage(id);
    if (Page *shown = page(); shown && !key.isEmpty())
        shown->showKey(key);
}

void MainWindow::refreshActions()
{
    const QString none = m_workspace ? QString() : tr("no connection is open");
    for (const QString &id : {u"window.disconnect"_s, u"window.reload"_s, u"window.filter"_s, u"window.inspect"_s})
        m_actions->setReason(id, none);
    m_actions->setReason(
        u"window.remembering"_s, m_desk->remembering(m_workspace) ? QString() : tr("nothing is remembered"));
    const bool canLock = m_header->lockButton()->isVisibleTo(m_header);
    m_actions->setReason(u"window.lock"_s, canLock ? QString() : tr("nothing here is locked"));
    m_actions->setReason(u"window.marks"_s,
        !m_workspace                    ? none
            : m_workspace->isMarkable() ? QString()
                                        : tr("a local connection needs no mark"));
    m_lists->refresh();
}

QString MainWindow::journalText() const
{
    const Journal *journal = m_workspace->journal();
    switch (journal->keeping()) {
    case Journal::Keeping::Saved:
        return tr("journal: saved");
    case Journal::Keeping::Saving:
        return tr("journal: saving…");
    case Journal::Keeping::NotKept:
        break;
    }
    return tr("journal: not kept: %1").arg(shownText(journal->why()));
}

void MainWindow::refreshStatus()
{
    m_zone->setText(tr("Times in %1").arg(m_desk->times()->zone()));
    m_journal->setText(m_workspace ? journalText() : QString());
    m_journal->setToolTip(m_journal->text().toHtmlEscaped());
    if (!m_workspace) {
        m_left->clear();
        return;
    }
    const StageModel *stages = m_workspace->stages();
    const ListState state = stages->state();
    QString words =
        completenessText(state, stages->counted(state.loaded), {}, m_workspace->clock()->now(), *m_desk->times());
    if (state.loaded > 0)
        words.prepend(
            (state.isWhole ? tr("%1 on air") : tr("at least %1 on air")).arg(QLocale().toString(stages->onAirCount()))
            + u" · "_s);
    m_left->setText(words);
}
