// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/listdesk.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

/// The columns of a list: chosen, moved, sized, kept; and everything that stays in its place meanwhile.
class TestColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void chosenWithTheMouse();
    void chosenWithTheKeyboard();
    void lastColumnStays();
    void keptBetweenRuns();
    void keptAsTextOfIds();
    void nonsenseIsNotArranged_data();
    void nonsenseIsNotArranged();
    void reset();
    void movedFromTheMenu();
    void fitWidths();
    void hiddenAndMovedColumnsSurviveARefresh();
    void hiddenColumnsAreNotCopied();
    void comfortableRows();

private:
    QMenu *openHeaderMenu(int column)
    {
        QHeaderView *header = m_desk->table->horizontalHeader();
        return openMenu(header->viewport(), QContextMenuEvent::Mouse, m_desk->header(column));
    }

    std::unique_ptr<ListDesk> m_desk;
};

namespace {

const QStringList kAtFirst {u"Name"_s, u"State"_s, u"On air for"_s, u"Tags"_s, u"Active session"_s, u"Stage id"_s};

QStringList without(const QString &title)
{
    QStringList rest = kAtFirst;
    rest.removeOne(title);
    return rest;
}

} // namespace

void TestColumns::init()
{
    m_desk = std::make_unique<ListDesk>(30);
    QVERIFY(QTest::qWaitForWindowActive(m_desk->panel.get()));
    TRY_SETTLED(m_desk->model());
    QCOMPARE(m_desk->columnsShown(), kAtFirst);
}

void TestColumns::cleanup()
{
    programTheme()->setComfortable(false);
    m_desk.reset();
}

void TestColumns::chosenWithTheMouse()
{
    QMenu *menu = openHeaderMenu(StageModel::Tags);
    QVERIFY(menu);
    QAction *tags = entry(menu, u"Tags"_s);
    QVERIFY(tags && tags->isChecked());
    clickEntry(menu, tags);
    QCOMPARE(m_desk->columnsShown(), without(u"Tags"_s));
    QVERIFY(menu->isVisible()); // one may go on
    clickEntry(menu, entry(menu, u"State"_s));
    QCOMPARE(m_desk->columnsShown().size(), 4);
    clickEntry(menu, tags);
    QCOMPARE(m_desk->columnsShown(), without(u"State"_s)); // where it was
    QTest::keyClick(menu, Qt::Key_Escape);
    QTRY_VERIFY(!QApplication::activePopupWidget());
}

void TestColumns::chosenWithTheKeyboard()
{
    auto *button = named<QToolButton>(m_desk->panel.get(), u"Columns of Stages"_s);
    QVERIFY(button);
    QVERIFY(button->focusPolicy() & Qt::TabFocus);
    // The menu of a tool button has an event loop of its own, in which the rest is done.
    bool done = false;
    QTimer::singleShot(0, this, [&] {
        QMenu *menu = button->menu();
        QVERIFY(menu->isVisible());
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Down);
        QCOMPARE(menu->activeAction(), entry(menu, u"State"_s));
        QTest::keyClick(menu, Qt::Key_Space);
        QVERIFY(menu->isVisible());
        QTest::keyClick(menu, Qt::Key_Escape);
        done = true;
    });
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QTRY_VERIFY(done);
    QCOMPARE(m_desk->columnsShown(), without(u"State"_s));
}

void TestColumns::lastColumnStays()
{
    QMenu *menu = openHeaderMenu(StageModel::Name);
    for (const QString &title : without(u"Tags"_s))
        clickEntry(menu, entry(menu, title));
    QCOMPARE(m_desk->columnsShown(), QStringList(u"Tags"_s));
    QVERIFY(!entry(menu, u"Tags"_s)->isEnabled());
    clickEntry(menu, entry(menu, u"Tags"_s));
    m_desk->table->columns()->setShown(StageModel::Tags, false);
    QCOMPARE(m_desk->columnsShown(), QStringList(u"Tags"_s));
    clickEntry(menu, entry(menu, u"Name"_s));
    QVERIFY(entry(menu, u"Tags"_s)->isEnabled());
    menu->close();
}

void TestColumns::keptBetweenRuns()
{
    QHeaderView *header = m_desk->table->horizontalHeader();
    // Sized by dragging the edge, moved by dragging the title, sorted by a click.
    const int edge = header->sectionViewportPosition(StageModel::Name) + header->sectionSize(StageModel::Name) - 1;
    const int before = header->sectionSize(StageModel::Name);
    QTest::mousePress(header->viewport(), Qt::LeftButton, {}, {edge, 8});
    QTest::mouseMove(header->viewport(), {edge + 20, 8});
    QTest::mouseMove(header->viewport(), {edge + 41, 8});
    QTest::mouseRelease(header->viewport(), Qt::LeftButton, {}, {edge + 41, 8});
    const int wide = header->sectionSize(StageModel::Name);
    QVERIFY2(wide > before, qPrintable(QString::number(wide)));
    header->moveSection(header->visualIndex(StageModel::Id), 0);
    QMenu *menu = openHeaderMenu(StageModel::Name);
    clickEntry(menu, entry(menu, u"On air for"_s));
    menu->close();
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, m_desk->header(StageModel::Name));
    QCOMPARE(m_desk->model()->sortOrder(), Qt::DescendingOrder);
    const QStringList shown {u"Stage id"_s, u"Name"_s, u"State"_s, u"Tags"_s, u"Active session"_s};
    QCOMPARE(m_desk->columnsShown(), shown);
    const int idWidth = header->sectionSize(StageModel::Id);

    QVERIFY(m_desk->open(700)); // at once: what was not kept yet is kept when the table goes
    QCOMPARE(m_desk->columnsShown(), shown);
    QCOMPARE(m_desk->table->columnWidth(StageModel::Name), wide);
    QCOMPARE(m_desk->table->columnWidth(StageModel::Id), idWidth);
    QCOMPARE(m_desk->model()->sortColumn(), int(StageModel::Name));
    QCOMPARE(m_desk->model()->sortOrder(), Qt::DescendingOrder);
    QCOMPARE(m_desk->table->horizontalHeader()->sortIndicatorSection(), int(StageModel::Name));
    // The last one is stretched to the edge, whatever its own width is.
    QVERIFY(m_desk->table->columnWidth(StageModel::Session) >= 150);
}

void TestColumns::keptAsTextOfIds()
{
    m_desk->table->columns()->setShown(StageModel::Session, false);
    QTRY_VERIFY(m_desk->keeper.kept.contains(u"columns/stage"_s));
    const QByteArray kept = m_desk->keeper.kept.value(u"columns/stage"_s);
    QVERIFY2(kept.contains(R"({"hidden":true,"id":"active-session","width":150})"), kept.constData());
    QVERIFY2(!kept.contains("Active session"), kept.constData()); // no words of a language
    // As at first again: nothing is kept, so that a later version may bring better columns.
    m_desk->table->columns()->setShown(StageModel::Session, true);
    QTRY_VERIFY(m_desk->keeper.kept.value(u"columns/stage"_s).isEmpty());
}

void TestColumns::nonsenseIsNotArranged_data()
{
    QTest::addColumn<QByteArray>("kept");
    QTest::addColumn<QStringList>("shown");
    QTest::newRow("no JSON") << QByteArray("\x01\x02{") << kAtFirst;
    QTest::newRow("a list") << QByteArray("[1]") << kAtFirst;
    QTest::newRow("wrong types") << QByteArray(R"({"columns":{"id":3},"sort":7,"descending":"x"})") << kAtFirst;
    QTest::newRow("unknown and double columns")
        << QByteArray(R"({"columns":[{"id":"gone"},{"id":"tags"},{"id":"tags","hidden":true}],"sort":"gone"})")
        << (QStringList(u"Tags"_s) + without(u"Tags"_s));
    QTest::newRow("all hidden") << QByteArray(
        R"({"columns":[{"id":"name","hidden":true},{"id":"state","hidden":true},{"id":"on-air-for","hidden":true},)"
        R"({"id":"tags","hidden":true},{"id":"active-session","hidden":true},{"id":"stage-id","hidden":true}]})")
                                << QStringList(u"Name"_s);
    QTest::newRow("widths out of bounds")
        << QByteArray(R"({"columns":[{"id":"name","width":-5},{"id":"state","width":9999999}]})") << kAtFirst;
}

void TestColumns::nonsenseIsNotArranged()
{
    QFETCH(const QByteArray, kept);
    QFETCH(const QStringList, shown);
    m_desk->keeper.kept.insert(u"columns/stage"_s, kept);
    QVERIFY(m_desk->open());
    QCOMPARE(m_desk->columnsShown(), shown);
    QVERIFY(m_desk->table->columnWidth(StageModel::Name) > 20);
    QVERIFY(m_desk->table->columnWidth(StageModel::OnAir) <= 4000);
    QCOMPARE(m_desk->model()->rowCount(), 30);
}

void TestColumns::reset()
{
    m_desk->table->columns()->setShown(StageModel::Tags, false);
    m_desk->table->columns()->move(StageModel::Id, false);
    m_desk->table->sortByColumn(StageModel::Id, Qt::DescendingOrder);
    QVERIFY(m_desk->open());
    QVERIFY(m_desk->columnsShown() != kAtFirst);
    QMenu *menu = openHeaderMenu(StageModel::Name);
    clickEntry(menu, entry(menu, u"Reset the columns"_s));
    QCOMPARE(m_desk->columnsShown(), kAtFirst);
    QCOMPARE(m_desk->model()->sortColumn(), int(StageModel::Name));
    QCOMPARE(m_desk->model()->sortOrder(), Qt::AscendingOrder);
    QTRY_VERIFY(m_desk->keeper.kept.value(u"columns/stage"_s).isEmpty());
}

void TestColumns::movedFromTheMenu()
{
    QMenu *menu = openHeaderMenu(StageModel::Name);
    QVERIFY(!entry(menu, u"Move “Name” to the left"_s)->isEnabled());
    clickEntry(menu, entry(menu, u"Move “Name” to the right"_s));
    QCOMPARE(m_desk->columnsShown().mid(0, 2), QStringList({u"State"_s, u"Name"_s}));
    // With the keyboard: the column in which the cell stands that has the focus. What is hidden is stepped over.
    m_desk->table->columns()->setShown(StageModel::OnAir, false);
    m_desk->table->setFocus();
    m_desk->table->setCurrentIndex(m_desk->model()->index(0, StageModel::Since));
    menu = openMenu(m_desk->table->viewport(), QContextMenuEvent::Keyboard);
    QVERIFY(menu);
    QAction *left = entry(menu, u"Move “On air for” to the left"_s);
    QVERIFY(left);
    left->trigger();
    menu->close();
    QCOMPARE(m_desk->columnsShown().mid(0, 2), QStringList({u"On air for"_s, u"Name"_s}));
}

void TestColumns::fitWidths()
{
    m_desk->create(u"a-name-that-is-much-longer-than-the-others-are"_s);
    m_desk->model()->reload();
    TRY_SETTLED(m_desk->model());
    const int before = m_desk->table->columnWidth(StageModel::Name);
    QMenu *menu = openHeaderMenu(StageModel::Name);
    clickEntry(menu, entry(menu, u"Fit the widths"_s));
    QVERIFY(m_desk->table->columnWidth(StageModel::Name) > before);
    QVERIFY(m_desk->table->columnWidth(StageModel::Name) <= 480);
}

void TestColumns::hiddenAndMovedColumnsSurviveARefresh()
{
    m_desk->table->columns()->setShown(StageModel::Name, false);
    m_desk->table->columns()->setShown(StageModel::Tags, false);
    m_desk->table->columns()->move(StageModel::Id, false);
    const QStringList shown = m_desk->columnsShown();
    const auto click = [this](int row, Qt::KeyboardModifiers modifiers) {
        const QModelIndex cell = m_desk->model()->index(row, StageModel::OnAir);
        m_desk->table->scrollTo(cell);
        QTest::mouseClick(
            m_desk->table->viewport(), Qt::LeftButton, modifiers, m_desk->table->visualRect(cell).center());
    };
    click(20, {});
    click(24, Qt::ControlModifier);
    // One click in a row selects all of it, what is hidden too.
    QCOMPARE(m_desk->table->selectedKeys(), QStringList({m_desk->keyOf(u"stage-20"_s), m_desk->keyOf(u"stage-24"_s)}));
    m_desk->table->verticalScrollBar()->setValue(12 * programTheme()->rowHeight() + 5);
    const QString top = m_desk->table->visibleKeys().value(0);
    QSignalSpy resets(m_desk->model(), &QAbstractItemModel::modelReset);
    for (int i = 0; i < 3; ++i)
        m_desk->create(u"stage-0%1a"_s.arg(i * 3));
    m_desk->model()->reload();
    TRY_SETTLED(m_desk->model());
    QCOMPARE(m_desk->model()->rowCount(), 33);
    QCOMPARE(resets.count(), 0);
    QCOMPARE(m_desk->table->visibleKeys().value(0), top);
    QCOMPARE(m_desk->table->rowViewportPosition(m_desk->model()->rowOfKey(top)), -5);
    QCOMPARE(m_desk->columnsShown(), shown);
    // A filter and another sort are resets, and what is chosen comes back as it was.
    m_desk->model()->setFilterText(u"!stage-24"_s);
    QCOMPARE(m_desk->table->selectedKeys(), QStringList(m_desk->keyOf(u"stage-20"_s)));
    m_desk->model()->setFilterText({});
    m_desk->table->sortByColumn(StageModel::Id, Qt::AscendingOrder);
    QVERIFY(m_desk->table->selectedKeys().contains(m_desk->keyOf(u"stage-24"_s))); // the chosen row
    QCOMPARE(m_desk->table->currentKey(), m_desk->keyOf(u"stage-24"_s));
    QCOMPARE(m_desk->columnsShown(), shown);
}

void TestColumns::hiddenColumnsAreNotCopied()
{
    m_desk->table->columns()->setShown(StageModel::Tags, false);
    m_desk->table->columns()->setShown(StageModel::Since, false);
    m_desk->table->columns()->setShown(StageModel::Session, false);
    m_desk->table->columns()->move(StageModel::Id, false);
    clickRow(m_desk->table, 3);
    QTest::keyClick(m_desk->table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(m_desk->copied, u"stage-03\t"_s + m_desk->keyOf(u"stage-03"_s) + u"\tIdle"_s);
}

void TestColumns::comfortableRows()
{
    QCOMPARE(m_desk->table->rowHeight(0), 26);
    m_desk->table->verticalScrollBar()->setValue(10 * 26);
    const QString top = m_desk->table->visibleKeys().value(0);
    programTheme()->setComfortable(true);
    QCOMPARE(m_desk->table->rowHeight(0), 32);
    QCOMPARE(m_desk->table->visibleKeys().value(0), top);
    // A panel made later has it from the start.
    QVERIFY(m_desk->open());
    QCOMPARE(m_desk->table->rowHeight(29), 32);
}

QTEST_MAIN(TestColumns)
#include "tst_columns.moc"
