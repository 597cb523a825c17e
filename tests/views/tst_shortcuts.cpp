// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/overviewmodel.h"
#include "tests/views/listdesk.h"
#include "views/commands.h"
#include "views/findlist.h"
#include "views/page.h"
#include "views/palette.h"
#include "views/rawjsondialog.h"
#include "views/shortcutsheet.h"
#include "views/timelineview.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QMenu>
#include <QSet>
#include <QToolButton>
#include <QWidgetAction>

using namespace Qt::Literals::StringLiterals;

/// The sheet of shortcuts, and that nothing in the window is out of reach of it or of the palette.
class TestShortcuts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void opensByKeys_data();
    void opensByKeys();
    void questionMarkIsTypedInFields();
    void filters();
    void enterRunsIt();
    void onlyOneIsOpen();
    void everyActionIsInReach();
    void everyPageAndMenuIsInReach();
    void listActionsDoWhatTheMenuDoes();
    void timelineActionsTurnToIt();
    void noTwoShareKeys();

private:
    QAction *command(const QString &id) const
    {
        const auto all = m_desk->window()->findChildren<QAction *>(id);
        const auto found = std::find_if(
            all.begin(), all.end(), [](const QAction *action) { return action->parent()->inherits("ActionRegistry"); });
        return found == all.end() ? nullptr : *found;
    }
    /// Leaves of a menu that no command and no keys reach, and no command opens the menu that they are in.
    static QStringList outOfReach(QMenu *menu, const QSet<QString> &ids, const QSet<QString> &words);
    ShortcutSheet *sheet() const { return m_desk->window()->findChild<ShortcutSheet *>(); }
    FindModel *model() const { return sheet()->findChild<FindList *>()->findModel(); }
    QLineEdit *field() const { return named<QLineEdit>(sheet(), u"Filter the shortcuts"_s); }
    QStringList rows() const
    {
        QStringList words;
        for (int row = 0; row < model()->rowCount(); ++row)
            words << model()->index(row).data().toString();
        return words;
    }
    /// What a person meets as an action of this program: not those that Qt puts into its own fields and menus.
    static bool isChoiceOfFilter(const QObject *action)
    {
        for (const QObject *at = action; at; at = at->parent()) {
            if (at->inherits("ParticipantTools"))
                return true;
        }
        return false;
    }
    QList<QAction *> actions() const
    {
        QList<QAction *> found;
        const auto all = m_desk->window()->findChildren<QAction *>();
        for (QAction *action : all) {
            if (action->isSeparator() || action->menu() || action->text().isEmpty()
                || qobject_cast<QWidgetAction *>(action) || qobject_cast<QLineEdit *>(action->parent()))
                continue;
            // What a list is filtered by is a choice at its button, which Tab reaches, and no command.
            if (isChoiceOfFilter(action))
                continue;
            found << action;
        }
        return found;
    }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<DeskWindow> m_desk;
};

void TestShortcuts::init()
{
    m_service = std::make_unique<LocalService>();
    m_desk = std::make_unique<DeskWindow>();
    Workspace *workspace = m_desk->connectTo(*m_service);
    QVERIFY(m_desk->show());
    TRY_SETTLED(workspace->stages());
    new QAbstractItemModelTester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest, model());
}

void TestShortcuts::cleanup()
{
    m_desk.reset();
    m_service.reset();
}

void TestShortcuts::opensByKeys_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("?") << int(Qt::Key_Question);
    QTest::newRow("F1") << int(Qt::Key_F1);
}

void TestShortcuts::opensByKeys()
{
    QFETCH(int, key);
    QTest::keyClick(m_desk->window(), Qt::Key(key));
    QVERIFY(sheet()->isVisible());
    QVERIFY(field()->hasFocus());
    QVERIFY(rows().contains(u"Read everything on this page again"_s));
    QVERIFY(rows().contains(u"Everywhere"_s));
    const int row = int(rows().indexOf(u"Find or do…"_s));
    QCOMPARE(model()->index(row).data(FindModel::NoteRole).toString(), u"Ctrl+K"_s);
    QTest::keyClick(field(), Qt::Key_Escape);
    QVERIFY(!sheet()->isVisible());
}

void TestShortcuts::questionMarkIsTypedInFields()
{
    auto *filter = named<QLineEdit>(m_desk->window(), u"Filter Stages"_s);
    filter->setFocus();
    QTest::keyClicks(filter, u"a?"_s);
    QCOMPARE(filter->text(), u"a?"_s);
    QVERIFY(!sheet()->isVisible());
}

void TestShortcuts::filters()
{
    QTest::keyClick(m_desk->window(), Qt::Key_F1);
    QTest::keyClicks(field(), u"Ctrl+K"_s);
    QCOMPARE(rows(), (QStringList {u"Everywhere"_s, u"Find or do…"_s}));
    field()->selectAll();
    QTest::keyClicks(field(), u"reload"_s); // a keyword
    QCOMPARE(rows(), (QStringList {u"Everywhere"_s, u"Read everything on this page again"_s}));
    field()->selectAll();
    QTest::keyClicks(field(), u"no such"_s);
    QCOMPARE(model()->rowCount(), 0);
    QVERIFY(readable(sheet()).contains(u"No action"_s));
}

void TestShortcuts::enterRunsIt()
{
    const bool wasDark = programTheme()->isDark();
    QTest::keyClick(m_desk->window(), Qt::Key_F1);
    QTest::keyClicks(field(), wasDark ? u"light theme"_s : u"dark theme"_s);
    QTest::keyClick(field(), Qt::Key_Return);
    QVERIFY(!sheet()->isVisible());
    QCOMPARE(programTheme()->isDark(), !wasDark);
}

void TestShortcuts::onlyOneIsOpen()
{
    auto *palette = m_desk->window()->findChild<Palette *>();
    QTest::keyClick(m_desk->window(), Qt::Key_F1);
    QTest::keyClick(field(), Qt::Key_K, Qt::ControlModifier);
    QVERIFY(palette->isVisible() && !sheet()->isVisible());
    QTest::keyClick(palette->findChild<QLineEdit *>(), Qt::Key_F1);
    QVERIFY(!palette->isVisible() && sheet()->isVisible());
}

void TestShortcuts::everyActionIsInReach()
{
    QSet<QString> found;
    const auto commands = m_desk->window()->findChild<Commands *>()->all();
    for (const FindCommand &command : commands)
        found.insert(command.words);
    QVERIFY(found.size() > 5);
    int checked = 0;
    for (const QAction *action : actions()) {
        QString words = action->text().remove(u'&');
        const bool isListed = found.contains(words) || found.contains(words + u" ✓"_s);
        QVERIFY2(isListed || !action->shortcut().isEmpty(), qPrintable(action->text()));
        ++checked;
    }
    QVERIFY(checked > 5);
}

QStringList TestShortcuts::outOfReach(QMenu *menu, const QSet<QString> &ids, const QSet<QString> &words)
{
    QStringList found;
    if (menu->isEmpty())
        Q_EMIT menu->aboutToShow();
    const auto actions = menu->actions();
    for (QAction *action : actions) {
        if (action->isSeparator() || action->text().isEmpty())
            continue;
        if (action->menu() && ids.contains(action->menu()->objectName()))
            continue; // a command opens it
        if (action->menu()) {
            found << outOfReach(action->menu(), ids, words);
            continue;
        }
        const QString plain = action->text().section(u'\t', 0, 0).remove(u'&');
        if (!ids.contains(action->objectName()) && !words.contains(plain) && !words.contains(plain + u" ✓"_s)
            && action->shortcut().isEmpty())
            found << menu->title() + u": "_s + action->text();
    }
    return found;
}

// What a page's lists offer at the right mouse button and at their buttons is made when it is opened.
void TestShortcuts::everyPageAndMenuIsInReach()
{
    const QString stage =
        m_service->perform(u"CreateStage"_s, {{u"name"_s, u"one"_s}})[u"stage"_s][u"arn"_s].toString();
    m_service->perform(u"CreateIngestConfiguration"_s, {{u"name"_s, u"c"_s}, {u"ingestProtocol"_s, u"RTMPS"_s}});
    const QJsonObject token = m_service->perform(u"CreateParticipantToken"_s, {{u"stageArn"_s, stage}});
    m_service->control(u"join"_s, {{u"token"_s, token[u"participantToken"_s][u"token"_s]}});
    auto *commands = m_desk->window()->findChild<Commands *>();
    Workspace *workspace = m_desk->window()->workspace();
    int menus = 0;
    for (const QString &page : {u"overview"_s, u"stages"_s, u"ingest"_s, u"activity"_s}) {
        m_desk->window()->showPage(page);
        m_desk->window()->page()->reload();
        TRY_SETTLED(workspace->stages());
        if (page == "stages"_L1) {
            QTRY_COMPARE(workspace->stages()->rowCount(), 1);
            clickRow(named<DataTable>(m_desk->window(), u"Stages"_s), 0);
            TRY_SETTLED(workspace->participants());
        }
        if (page == "overview"_L1) {
            commands->run(u"overview.table"_s);
            QTRY_COMPARE(m_desk->desk()->overview()->rowCount(), 1);
        }
        QSet<QString> ids;
        QSet<QString> words;
        const QList<FindCommand> all = commands->all();
        for (const FindCommand &each : all) {
            ids.insert(each.id);
            words.insert(each.words);
        }
        const auto tables = m_desk->window()->page()->findChildren<DataTable *>();
        for (DataTable *table : tables) {
            if (!table->isVisible() || table->model()->rowCount() == 0)
                continue;
            clickRow(table, 0);
            QMenu *menu = openMenu(
                table->viewport(), QContextMenuEvent::Mouse, table->visualRect(table->model()->index(0, 0)).center());
            QVERIFY(menu);
            const QStringList lost = outOfReach(menu, ids, words);
            QVERIFY2(lost.isEmpty(), qPrintable(page + u": "_s + lost.join(u", "_s)));
            menu->close();
            ++menus;
        }
        const auto buttons = m_desk->window()->page()->findChildren<QToolButton *>();
        for (QToolButton *button : buttons) {
            if (!button->isVisible() || !button->menu() || ids.contains(button->menu()->objectName()))
                continue;
            if (button->parent()->inherits("ParticipantTools") || button->inherits("ParticipantTools"))
                continue; // what a list is filtered by
            const QStringList lost = outOfReach(button->menu(), ids, words);
            const bool isFilter = isChoiceOfFilter(button->menu()->menuAction());
            QVERIFY2(isFilter || lost.isEmpty(), qPrintable(page + u": "_s + lost.join(u", "_s)));
        }
    }
    QVERIFY2(menus >= 5, qPrintable(QString::number(menus)));
    // And it finds what is lost.
    QMenu stray;
    stray.addAction(u"Nobody finds this"_s);
    QCOMPARE(outOfReach(&stray, {}, {}).size(), 1);
}

void TestShortcuts::listActionsDoWhatTheMenuDoes()
{
    const QString arn = m_service->perform(u"CreateStage"_s, {{u"name"_s, u"one"_s}})[u"stage"_s][u"arn"_s].toString();
    Workspace *workspace = m_desk->window()->workspace();
    auto *commands = m_desk->window()->findChild<Commands *>();
    const auto refresh = [this] { // as the palette does before it lists them
        QTest::keyClick(m_desk->window(), Qt::Key_F1);
        QTest::keyClick(field(), Qt::Key_Escape);
    };
    refresh();
    QVERIFY(!command(u"list.copyRow"_s)->isEnabled());
    workspace->stages()->reload();
    QTRY_COMPARE(workspace->stages()->rowCount(), 1);
    clickRow(named<DataTable>(m_desk->window(), u"Stages"_s), 0);
    refresh();
    QVERIFY(command(u"list.copyRow"_s)->isEnabled());
    commands->run(u"list.copyCell"_s);
    QCOMPARE(m_desk->copied, u"one"_s);
    commands->run(u"list.copyRow"_s);
    QVERIFY(m_desk->copied.startsWith(u"one\t"_s));
    commands->run(u"list.rowCli"_s);
    QVERIFY(m_desk->copied.contains(u"get-stage"_s) && m_desk->copied.contains(arn));
    commands->run(u"list.listJson"_s);
    QVERIFY(!m_desk->copied.contains(arn));
    commands->run(u"list.rawJson"_s);
    auto *json = m_desk->window()->findChild<RawJsonDialog *>();
    QVERIFY(json && json->isVisible());
    json->close();
    commands->run(u"list.columns"_s);
    QVERIFY(qobject_cast<QMenu *>(QApplication::activePopupWidget()));
    QApplication::activePopupWidget()->close();
    commands->run(u"list.views"_s);
    auto *views = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(views && entry(views, u"Save this view…"_s));
    views->close();
}

void TestShortcuts::timelineActionsTurnToIt()
{
    const QString arn = m_service->perform(u"CreateStage"_s, {{u"name"_s, u"one"_s}})[u"stage"_s][u"arn"_s].toString();
    const QJsonObject token = m_service->perform(u"CreateParticipantToken"_s, {{u"stageArn"_s, arn}});
    m_service->control(u"join"_s, {{u"token"_s, token[u"participantToken"_s][u"token"_s]}});
    Workspace *workspace = m_desk->window()->workspace();
    workspace->stages()->reload();
    QTRY_COMPARE(workspace->stages()->rowCount(), 1);
    clickRow(named<DataTable>(m_desk->window(), u"Stages"_s), 0);
    TRY_SETTLED(workspace->participants());
    auto *view = m_desk->window()->findChild<TimelineView *>();
    QVERIFY(!view->isVisible());
    auto *commands = m_desk->window()->findChild<Commands *>();
    commands->run(u"timeline.zoomIn"_s);
    QTRY_VERIFY(view->isVisible());
    QVERIFY(!view->scale().isFitted());
    commands->run(u"timeline.fit"_s);
    QVERIFY(view->scale().isFitted());
    commands->run(u"timeline.follow"_s);
    QVERIFY(view->isFollowing());
}

void TestShortcuts::noTwoShareKeys()
{
    // The same keys may mean different things in two tables, but not twice in the window, nor in the window and a part.
    QHash<QKeySequence, QString> window;
    for (const QAction *action : actions()) {
        if (action->shortcutContext() != Qt::WindowShortcut)
            continue;
        const auto all = action->shortcuts();
        for (const QKeySequence &keys : all) {
            QVERIFY2(!window.contains(keys),
                qPrintable(keys.toString() + u": "_s + action->text() + u", "_s + window.value(keys)));
            window.insert(keys, action->text());
        }
    }
    for (const QAction *action : actions()) {
        if (action->shortcutContext() == Qt::WindowShortcut)
            continue;
        const auto all = action->shortcuts();
        for (const QKeySequence &keys : all)
            QVERIFY2(!window.contains(keys), qPrintable(keys.toString() + u": "_s + action->text()));
    }
}

QTEST_MAIN(TestShortcuts)
#include "tst_shortcuts.moc"
