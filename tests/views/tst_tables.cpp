// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/listdesk.h"
#include "views/messagebar.h"

#include <QDialog>
#include <QInputDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

/// What can be done with the rows of a list and with the way it is looked at: menus, copies, files, saved views.
class TestTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void selectionIsOfShownRows();
    void menuByMouse();
    void menuByKeyboard();
    void menuWithoutARow();
    void copyAs();
    void rawJson();
    void exportsWhatIsShown();
    void exportsTheSelection();
    void exportSaysWhatIsPartial();
    void exportIsCanceled();
    void viewIsSavedAndShown();
    void viewIsRenamed();
    void viewIsReplacedOnlyWhenWanted();
    void viewIsDeletedOnlyWhenWanted();
    void unfinishedFilterIsNoFilter();
    void narrowPanel();

private:
    QMenu *menuAt(int row, int column)
    {
        const QModelIndex cell = m_desk->model()->index(row, column);
        m_desk->table->scrollTo(cell);
        const QPoint at = m_desk->table->visualRect(cell).center();
        QTest::mouseClick(m_desk->table->viewport(), Qt::RightButton, {}, at);
        return openMenu(m_desk->table->viewport(), QContextMenuEvent::Mouse, at);
    }
    void trigger(QMenu *menu, const QString &words)
    {
        QVERIFY(menu);
        QAction *action = entry(menu, words);
        QVERIFY2(action, qPrintable(words));
        QVERIFY2(action->isEnabled(), qPrintable(words));
        action->trigger();
        menu->close();
    }
    QMenu *viewsMenu()
    {
        auto *button = named<QToolButton>(m_desk->panel.get(), u"Saved views of Stages"_s);
        Q_EMIT button->menu()->aboutToShow();
        return button->menu();
    }
    template <typename Dialog>
    Dialog *dialog()
    {
        const auto all = m_desk->panel->findChildren<Dialog *>();
        for (Dialog *each : all) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    void saveView(const QString &name)
    {
        entry(viewsMenu(), u"Save this view…"_s)->trigger();
        auto *question = dialog<QInputDialog>();
        QVERIFY(question);
        auto *field = question->findChild<QLineEdit *>();
        field->selectAll();
        QTest::keyClicks(field, name);
        QTest::keyClick(field, Qt::Key_Return);
    }
    QStringList viewNames()
    {
        QStringList names;
        const auto actions = viewsMenu()->actions();
        for (const QAction *action : actions) {
            if (action->isCheckable())
                names << action->text();
        }
        return names;
    }
    void type(const QString &text)
    {
        QLineEdit *field = m_desk->panel->filterField();
        field->selectAll();
        QTest::keyClicks(field, text);
        QTRY_COMPARE(m_desk->model()->filterText(), text);
    }
    QByteArray written() const
    {
        QFile file(m_desk->file);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<ListDesk> m_desk;
    QTemporaryDir m_folder;
};

void TestTables::init()
{
    m_desk = std::make_unique<ListDesk>(12);
    QVERIFY(QTest::qWaitForWindowActive(m_desk->panel.get()));
    TRY_SETTLED(m_desk->model());
    QCOMPARE(m_desk->model()->rowCount(), 12);
}

void TestTables::cleanup() { m_desk.reset(); }

// Acts take what is selected: a row that a filter hides is not, and does not come back selected unless it is the one
// that was chosen.
void TestTables::selectionIsOfShownRows()
{
    m_desk->table->selectAll();
    QCOMPARE(m_desk->table->selectedKeys().size(), 12);
    type(u"name:stage-0 !stage-03"_s);
    QCOMPARE(m_desk->model()->rowCount(), 9);
    const QStringList kept = m_desk->table->selectedKeys();
    QCOMPARE(kept.size(), 9);
    QVERIFY(!kept.contains(m_desk->keyOf(u"stage-03"_s)));
    QVERIFY(!kept.contains(m_desk->keyOf(u"stage-11"_s)));
    // From top to bottom, however they were selected.
    m_desk->table->clearSelection();
    clickRow(m_desk->table, 5);
    clickRow(m_desk->table, 2, Qt::ControlModifier);
    QCOMPARE(m_desk->table->selectedKeys(), QStringList({m_desk->model()->keyAt(2), m_desk->model()->keyAt(5)}));
    type(u"nothing like this"_s);
    QVERIFY(m_desk->table->selectedKeys().isEmpty());
    QVERIFY(m_desk->table->selectedText().isEmpty());
}

void TestTables::menuByMouse()
{
    QMenu *menu = menuAt(4, StageModel::Id);
    QVERIFY(menu);
    QCOMPARE(m_desk->table->selectedKeys(), QStringList(m_desk->keyOf(u"stage-04"_s)));
    QVERIFY(!entry(menu, u"Copy selection: 1 stage"_s));
    trigger(menu, u"Copy cell"_s);
    QCOMPARE(m_desk->copied, m_desk->keyOf(u"stage-04"_s)); // the whole ARN, of which the cell shows the end
    trigger(menuAt(4, StageModel::Id), u"Copy row"_s);
    QVERIFY(m_desk->copied.startsWith(u"stage-04\tIdle\t"_s));
    // What a menu copies is what was there when it was opened.
    menu = menuAt(4, StageModel::Name);
    m_desk->model()->sort(StageModel::Name, Qt::DescendingOrder);
    trigger(menu, u"Copy cell"_s);
    QCOMPARE(m_desk->copied, u"stage-04"_s);
}

void TestTables::menuByKeyboard()
{
    clickRow(m_desk->table, 1);
    clickRow(m_desk->table, 3, Qt::ControlModifier);
    m_desk->table->setFocus();
    QMenu *menu = openMenu(m_desk->table->viewport(), QContextMenuEvent::Keyboard); // as the menu key makes it
    QVERIFY(menu);
    QVERIFY(entry(menu, u"Copy selection: 2 stages"_s));
    QTest::keyClick(menu, Qt::Key_Down);
    QCOMPARE(menu->activeAction(), entry(menu, u"Copy cell"_s));
    QTest::keyClick(menu, Qt::Key_Return);
    QCOMPARE(m_desk->copied, u"stage-03"_s);
    QTRY_VERIFY(!QApplication::activePopupWidget());
    menu = openMenu(m_desk->table->viewport(), QContextMenuEvent::Keyboard);
    trigger(menu, u"Copy selection: 2 stages"_s);
    QCOMPARE(m_desk->copied.split(u'\n').size(), 2);
    QVERIFY(m_desk->copied.startsWith(u"stage-01\t"_s));
}

void TestTables::menuWithoutARow()
{
    QMenu *menu =
        openMenu(m_desk->table->viewport(), QContextMenuEvent::Mouse, {20, m_desk->table->viewport()->height() - 3});
    QVERIFY(menu);
    QVERIFY(!entry(menu, u"Copy cell"_s));
    QVERIFY(!entry(menu, u"Raw JSON…"_s));
    QVERIFY(entry(menu, u"Tags"_s)); // a column
    menu->close();
}

void TestTables::copyAs()
{
    QMenu *menu = menuAt(2, StageModel::Name);
    trigger(menu, u"AWS CLI"_s); // the row's come first
    const QString arn = m_desk->keyOf(u"stage-02"_s);
    QVERIFY2(m_desk->copied.startsWith(u"aws ivs-realtime get-stage --arn "_s + arn), qPrintable(m_desk->copied));
    QVERIFY2(m_desk->copied.contains(m_desk->service().endpoint()), qPrintable(m_desk->copied));
    QVERIFY2(!m_desk->copied.contains(m_desk->service().secretAccessKey()), qPrintable(m_desk->copied));
    trigger(menuAt(2, StageModel::Name), u"curl"_s);
    QVERIFY2(
        m_desk->copied.startsWith(u"curl "_s) && m_desk->copied.contains(u"/GetStage"_s), qPrintable(m_desk->copied));
    trigger(menuAt(2, StageModel::Name), u"JSON of the request"_s);
    QCOMPARE(QJsonDocument::fromJson(m_desk->copied.toUtf8()).object(), QJsonObject({{u"arn"_s, arn}}));
    // Beside the rows, the list's own.
    menu = openMenu(m_desk->table->viewport(), QContextMenuEvent::Mouse, {20, m_desk->table->viewport()->height() - 3});
    trigger(menu, u"AWS CLI"_s);
    QVERIFY2(m_desk->copied.startsWith(u"aws ivs-realtime list-stages"_s), qPrintable(m_desk->copied));
    QVERIFY2(!m_desk->copied.contains(u"max-results"_s), qPrintable(m_desk->copied));
}

void TestTables::rawJson()
{
    trigger(menuAt(7, StageModel::Name), u"Raw JSON…"_s);
    auto *text = named<QPlainTextEdit>(m_desk->panel.get(), u"Raw JSON"_s);
    QVERIFY(text && text->isVisible());
    QVERIFY(text->isReadOnly());
    const QJsonObject told = QJsonDocument::fromJson(text->toPlainText().toUtf8()).object();
    QCOMPARE(told.value(u"name"_s).toString(), u"stage-07"_s);
    QCOMPARE(told.value(u"arn"_s).toString(), m_desk->keyOf(u"stage-07"_s));
    auto *dialog = qobject_cast<QDialog *>(text->window());
    QVERIFY(dialog);
    QVERIFY(QTest::qWaitForWindowExposed(dialog));
    auto *field = named<QLineEdit>(dialog, u"Find in the JSON"_s);
    QTest::keyClicks(field, u"STAGE-07"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(text->textCursor().selectedText(), u"stage-07"_s);
    QTest::keyClick(field, Qt::Key_Return); // round the end
    QCOMPARE(text->textCursor().selectedText(), u"stage-07"_s);
    field->clear();
    QTest::keyClicks(field, u"not there"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(readable(dialog).contains(u"Not found"_s));
    QVERIFY(dialog->isVisible()); // Enter searched and closed nothing
    auto *copy = withText<QPushButton>(dialog, u"&Copy"_s);
    QVERIFY(copy);
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(m_desk->copied, text->toPlainText());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!named<QPlainTextEdit>(m_desk->panel.get(), u"Raw JSON"_s));
}

void TestTables::exportsWhatIsShown()
{
    type(u"name:stage-0 !stage-03"_s);
    m_desk->table->columns()->setShown(StageModel::Tags, false);
    m_desk->table->columns()->move(StageModel::Id, false);
    m_desk->file = m_folder.filePath(u"shown.csv"_s);
    trigger(menuAt(0, StageModel::Name), u"CSV…"_s);
    QTRY_VERIFY(QFile::exists(m_desk->file));
    QVERIFY2(
        m_desk->proposed.startsWith(u"stage"_s) && m_desk->proposed.endsWith(u".csv"_s), qPrintable(m_desk->proposed));
    const QList<QByteArray> lines = written().trimmed().split('\n');
    QCOMPARE(lines.size(), 10);
    QVERIFY2(!lines[0].contains("Tags") && lines[0].contains("Stage id"), lines[0].constData());
    QVERIFY(!written().contains("stage-03"));
    QVERIFY(!written().contains("stage-11"));
    // It is said where the list is, until it is put away.
    QTRY_VERIFY(readable(m_desk->panel.get()).contains(u"9 stages written to"_s));
}

void TestTables::exportsTheSelection()
{
    clickRow(m_desk->table, 2);
    clickRow(m_desk->table, 4, Qt::ControlModifier);
    m_desk->file = m_folder.filePath(u"selected.json"_s);
    QMenu *menu = openMenu(m_desk->table->viewport(), QContextMenuEvent::Keyboard);
    trigger(menu, u"JSON of the selection…"_s);
    QTRY_VERIFY(QFile::exists(m_desk->file));
    QVERIFY(written().contains("stage-02") && written().contains("stage-04"));
    QVERIFY(!written().contains("stage-03"));
}

void TestTables::exportSaysWhatIsPartial()
{
    m_desk->service().stop();
    m_desk->model()->reload();
    TRY_SETTLED(m_desk->model());
    // A whole list whose refresh failed is still the whole one of its time.
    m_desk->file = m_folder.filePath(u"whole.json"_s);
    trigger(menuAt(0, StageModel::Name), u"JSON…"_s);
    QTRY_VERIFY(QFile::exists(m_desk->file));
    QCOMPARE(QJsonDocument::fromJson(written()).object().value(u"complete"_s), QJsonValue(true));
    m_desk.reset();
    // Stopped after its first page.
    m_desk = std::make_unique<ListDesk>(120, 1500);
    QTRY_VERIFY(m_desk->model()->rowCount() > 0);
    m_desk->model()->stop();
    TRY_SETTLED(m_desk->model());
    QVERIFY(!m_desk->model()->state().isWhole);
    m_desk->file = m_folder.filePath(u"part.json"_s);
    trigger(menuAt(0, StageModel::Name), u"JSON…"_s);
    QTRY_VERIFY(QFile::exists(m_desk->file));
    QVERIFY2(m_desk->proposed.contains(u"partial"_s), qPrintable(m_desk->proposed));
    QCOMPARE(QJsonDocument::fromJson(written()).object().value(u"complete"_s), QJsonValue(false));
    QTRY_VERIFY(readable(m_desk->panel.get()).contains(u"not the whole list"_s));
}

void TestTables::exportIsCanceled()
{
    m_desk->file.clear();
    trigger(menuAt(0, StageModel::Name), u"CSV…"_s);
    QVERIFY(!m_desk->proposed.isEmpty());
    QVERIFY(!readable(m_desk->panel.get()).contains(u"written"_s));
    // A folder that is not there: nothing is written, and it is said why.
    m_desk->file = m_folder.filePath(u"no such folder/x.csv"_s);
    trigger(menuAt(0, StageModel::Name), u"CSV…"_s);
    QTRY_VERIFY(readable(m_desk->panel.get()).contains(u"Nothing was exported"_s));
}

void TestTables::viewIsSavedAndShown()
{
    QVERIFY(entry(viewsMenu(), u"No view is saved yet"_s));
    type(u"stage-0 !stage-03"_s);
    m_desk->model()->setShow(StageModel::Show::Idle);
    m_desk->table->columns()->setShown(StageModel::Tags, false);
    m_desk->table->sortByColumn(StageModel::Name, Qt::DescendingOrder);
    saveView(u"Idle & early"_s);
    QCOMPARE(viewNames(), QStringList(u"Idle && early"_s));
    QVERIFY(entry(viewsMenu(), u"Idle & early"_s)->isChecked());
    // Another way to look at it, then the saved one again, in the next run.
    m_desk->panel->filterField()->clear();
    QTRY_VERIFY(m_desk->model()->filterText().isEmpty());
    m_desk->model()->clearFilter();
    m_desk->table->columns()->reset();
    QVERIFY(!entry(viewsMenu(), u"Idle & early"_s)->isChecked());
    QVERIFY(m_desk->open());
    QCOMPARE(m_desk->model()->rowCount(), 12);
    entry(viewsMenu(), u"Idle & early"_s)->trigger();
    QCOMPARE(m_desk->panel->filterField()->text(), u"stage-0 !stage-03"_s);
    QCOMPARE(m_desk->model()->rowCount(), 9);
    QCOMPARE(m_desk->model()->show(), StageModel::Show::Idle);
    QVERIFY(!m_desk->columnsShown().contains(u"Tags"_s));
    QCOMPARE(m_desk->model()->keyAt(0), m_desk->keyOf(u"stage-09"_s));
    QVERIFY(entry(viewsMenu(), u"Idle & early"_s)->isChecked());
}

void TestTables::viewIsRenamed()
{
    saveView(u"one"_s);
    saveView(u"two"_s);
    QCOMPARE(viewNames(), QStringList({u"one"_s, u"two"_s}));
    const auto rename = [this](const QString &to, Qt::Key key) {
        entry(viewsMenu(), u"Rename"_s)->menu()->actions().first()->trigger();
        auto *question = dialog<QInputDialog>();
        QVERIFY(question);
        QCOMPARE(question->textValue(), u"one"_s);
        auto *field = question->findChild<QLineEdit *>();
        field->selectAll();
        QTest::keyClicks(field, to);
        QTest::keyClick(field, key);
    };
    rename(u"three"_s, Qt::Key_Escape);
    QCOMPARE(viewNames(), QStringList({u"one"_s, u"two"_s}));
    rename(u"  three "_s, Qt::Key_Return);
    QCOMPARE(viewNames(), QStringList({u"three"_s, u"two"_s}));
}

void TestTables::viewIsReplacedOnlyWhenWanted()
{
    saveView(u"mine"_s);
    type(u"stage-05"_s);
    const auto answer = [this](const QString &words) {
        saveView(u"mine"_s);
        auto *question = dialog<QMessageBox>();
        QVERIFY(question);
        QVERIFY(question->defaultButton()->text().contains(u"Cancel"_s));
        const auto buttons = question->buttons();
        for (QAbstractButton *each : buttons) {
            if (each->text().remove(u'&') == words)
                QTest::mouseClick(each, Qt::LeftButton);
        }
        QTRY_VERIFY(!dialog<QMessageBox>());
    };
    answer(u"Cancel"_s);
    QVERIFY(!entry(viewsMenu(), u"mine"_s)->isChecked());
    answer(u"Replace"_s);
    QVERIFY(entry(viewsMenu(), u"mine"_s)->isChecked());
    QCOMPARE(viewNames(), QStringList(u"mine"_s));
}

void TestTables::viewIsDeletedOnlyWhenWanted()
{
    saveView(u"<b>mine</b>"_s);
    const auto answer = [this](const QString &words) {
        entry(viewsMenu(), u"Delete"_s)->menu()->actions().first()->trigger();
        auto *question = dialog<QMessageBox>();
        QVERIFY(question);
        QVERIFY(question->text().contains(u"<b>mine</b>"_s));
        QCOMPARE(question->textFormat(), Qt::PlainText);
        const auto buttons = question->buttons();
        for (QAbstractButton *each : buttons) {
            if (each->text().remove(u'&') == words)
                QTest::mouseClick(each, Qt::LeftButton);
        }
        QTRY_VERIFY(!dialog<QMessageBox>());
    };
    answer(u"Cancel"_s);
    QCOMPARE(viewNames(), QStringList(u"<b>mine</b>"_s));
    answer(u"Delete"_s);
    QVERIFY(viewNames().isEmpty());
    QVERIFY(m_desk->keeper.kept.value(u"views/stage"_s).isEmpty());
    QCOMPARE(m_desk->model()->rowCount(), 12);
}

void TestTables::unfinishedFilterIsNoFilter()
{
    QVERIFY(m_desk->panel->filterField()->toolTip().contains(u"!word"_s));
    for (const QString &text : {u"!"_s, u"state:"_s, u"\""_s}) {
        type(text);
        QCOMPARE(m_desk->model()->rowCount(), 12);
        QVERIFY(m_desk->table->isVisible());
    }
    type(u"!stage-0"_s);
    QCOMPARE(m_desk->model()->rowCount(), 2);
}

// Where there is no room beside the title, the filter goes below; nothing is cut off.
void TestTables::narrowPanel()
{
    auto *tool = new QToolButton;
    tool->setText(u"A quick filter with many words"_s);
    m_desk->panel->addTool(tool);
    QLineEdit *field = m_desk->panel->filterField();
    QTRY_VERIFY(tool->isVisible());
    const auto yOf = [this](const QWidget *widget) {
        return widget->mapTo(m_desk->panel.get(), QPoint(0, widget->height() / 2)).y();
    };
    QTRY_VERIFY(std::abs(yOf(tool) - yOf(field)) <= 2);
    m_desk->panel->resize(360, 420);
    QTRY_VERIFY(yOf(field) > yOf(tool) + tool->height() / 2);
    QVERIFY(m_desk->panel->width() <= 360);
    for (const QWidget *widget : {static_cast<QWidget *>(tool), static_cast<QWidget *>(field),
             static_cast<QWidget *>(named<QToolButton>(m_desk->panel.get(), u"Columns of Stages"_s))}) {
        const QRect place(widget->mapTo(m_desk->panel.get(), QPoint()), widget->size());
        QVERIFY(m_desk->panel->rect().contains(place));
        QVERIFY(place.width() >= widget->minimumSizeHint().width());
    }
    m_desk->panel->resize(900, 420);
    QTRY_VERIFY(std::abs(yOf(tool) - yOf(field)) <= 2);
}

QTEST_MAIN(TestTables)
#include "tst_tables.moc"
