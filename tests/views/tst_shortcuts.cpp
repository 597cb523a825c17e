// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/deskwindow.h"
#include "views/commands.h"
#include "views/findlist.h"
#include "views/palette.h"
#include "views/shortcutsheet.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QMenu>
#include <QSet>
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
    void noTwoShareKeys();

private:
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
    static bool isChoiceOfFilter(const QAction *action)
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
