// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/deskwindow.h"
#include "views/budgetmeter.h"
#include "views/completenessline.h"
#include "views/connectionheader.h"
#include "views/datatable.h"
#include "views/listpanel.h"
#include "views/lockbutton.h"
#include "views/messagebar.h"
#include "views/page.h"
#include "views/statechip.h"

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSplitter>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

/// The frame around the pages: several connections, themes, settings, sizes, and what stands in the frame.
class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void pages();
    void twoWorkspaces();
    void themeSwitchKeepsTheSelection();
    void settingsComeBack();
    void timesInUtcOrLocal();
    void smallWindow();
    void hiddenWindowStopsAsking();
    void minimizedWindowStopsAsking();
    void skewIsTold();
    void skewIsToldWhenTheConnectionIsShown();
    void readOnlyIsMarked();
    void budgetMeter();
    void messageBar();
    void stateChip();

private:
    DataTable *table(const QString &name) const
    {
        const Page *page = m_desk->window()->page();
        return page ? named<DataTable>(page, name) : nullptr;
    }
    QString text() const { return readable(m_desk->window()); }
    QAction *action(const QString &words) const;
    static void click(QWidget *widget) { QTest::mouseClick(widget, Qt::LeftButton, {}, widget->rect().center()); }

    std::unique_ptr<DeskWindow> m_desk;
};

void TestMainWindow::init()
{
    m_desk = std::make_unique<DeskWindow>();
    QVERIFY(m_desk->show());
}

void TestMainWindow::cleanup()
{
    m_desk.reset();
    programTheme()->setDark(false);
}

QAction *TestMainWindow::action(const QString &words) const
{
    const auto menus = m_desk->window()->findChildren<QMenu *>();
    for (QMenu *menu : menus) {
        const auto actions = menu->actions();
        for (QAction *each : actions) {
            if (each->text().remove(u'&').startsWith(words))
                return each;
        }
    }
    return nullptr;
}

void TestMainWindow::pages()
{
    LocalService service(LocalService::standing(u"demo"_s));
    // An id that is not known, of another version perhaps, is the first page.
    m_desk->settings()->setValue(u"window/page"_s, u"no such page"_s);
    m_desk->open();
    QVERIFY(m_desk->show());
    QVERIFY(!m_desk->window()->page()); // no connection, no page
    m_desk->connectTo(service);
    Page *first = m_desk->window()->page();
    QVERIFY(first);
    const auto entries = named<QWidget>(m_desk->window(), u"Pages"_s)->findChildren<QToolButton *>();
    QVERIFY(!entries.isEmpty() && entries.first()->isChecked());
    QCOMPARE(first->accessibleName(), entries.first()->text());
    for (qsizetype i = entries.size() - 1; i >= 0; --i) {
        QTest::keySequence(m_desk->window(), QKeySequence(u"Ctrl+%1"_s.arg(i + 1)));
        QCOMPARE(m_desk->window()->page()->title(), entries[i]->text());
        QVERIFY(entries[i]->isChecked());
        QCOMPARE(m_desk->settings()->value(u"window/page"_s).toString(), m_desk->window()->pageId());
        click(entries[i]); // the page that is there stays
        QCOMPARE(m_desk->window()->page()->title(), entries[i]->text());
    }
    QCOMPARE(m_desk->window()->page(), first); // made once
}

void TestMainWindow::twoWorkspaces()
{
    LocalService demo(LocalService::standing(u"demo"_s));
    LocalService empty;
    Workspace *first = m_desk->connectTo(demo);
    TRY_SETTLED(first->stages());
    clickRow(table(u"Stages"_s), 2);
    const QString chosen = table(u"Stages"_s)->currentKey();
    Workspace *second = m_desk->connectTo(empty);
    QCOMPARE(m_desk->window()->workspace(), first); // opening one in the background moves nothing
    QCOMPARE(second->stages()->state().phase, ListState::Phase::NotAsked);
    QCOMPARE(empty.arrived(u"ListStages"_s), 0);
    const auto entries = [this] {
        auto *menu = m_desk->window()->findChild<ConnectionHeader *>()->connectionButton()->menu();
        Q_EMIT menu->aboutToShow();
        QList<QAction *> found;
        const auto actions = menu->actions();
        for (QAction *each : actions) {
            if (each->isCheckable())
                found << each;
        }
        return found;
    };
    QCOMPARE(entries().size(), 2);
    QVERIFY(entries()[0]->isChecked() && !entries()[1]->isChecked());
    entries()[1]->trigger();
    QCOMPARE(m_desk->window()->workspace(), second);
    TRY_SETTLED(second->stages());
    QVERIFY(text().contains(u"There are no stages in us-east-1."_s));
    QVERIFY(!first->stages()->isWatched());
    entries()[0]->trigger();
    QCOMPARE(table(u"Stages"_s)->currentKey(), chosen);
    QVERIFY(first->stages()->isWatched() && !second->stages()->isWatched());
    // Closing the one that is not shown changes nothing; closing the shown one shows the other.
    m_desk->desk()->close(second);
    QCOMPARE(m_desk->window()->workspace(), first);
    QCOMPARE(entries().size(), 1);
    second = m_desk->connectTo(empty);
    entries();
    action(u"Close this connection"_s)->trigger();
    QCOMPARE(m_desk->desk()->workspaces(), QList<Workspace *> {second});
    QCOMPARE(m_desk->window()->workspace(), second);
    entries();
    action(u"Close this connection"_s)->trigger();
    QVERIFY(!m_desk->window()->workspace());
    QVERIFY(text().contains(u"No connection is open"_s));
    QCOMPARE(m_desk->window()->windowTitle(), u"Stagedesk"_s);
    entries();
    QVERIFY(!action(u"Close this connection"_s));
}

void TestMainWindow::themeSwitchKeepsTheSelection()
{
    LocalService service(LocalService::standing(u"demo"_s));
    Workspace *workspace = m_desk->connectTo(service);
    TRY_SETTLED(workspace->stages());
    clickRow(table(u"Stages"_s), 3);
    TRY_SETTLED(workspace->participants());
    clickRow(table(u"Participants"_s), 1);
    const QString stage = table(u"Stages"_s)->currentKey();
    const QString person = table(u"Participants"_s)->currentKey();
    const auto middle = [this] {
        const QImage image = m_desk->window()->grab().toImage();
        return qGray(image.pixel(image.width() - 3, image.height() / 2));
    };
    QVERIFY(middle() > 128);
    QSignalSpy chosen(table(u"Stages"_s), &DataTable::currentKeyChanged);
    action(u"Dark theme"_s)->trigger();
    QVERIFY(programTheme()->isDark());
    QVERIFY(middle() < 128);
    QCOMPARE(m_desk->settings()->value(u"view/theme"_s).toString(), u"dark"_s);
    QCOMPARE(table(u"Stages"_s)->currentKey(), stage);
    QCOMPARE(table(u"Stages"_s)->selectionModel()->selectedRows().size(), 1);
    QCOMPARE(table(u"Participants"_s)->currentKey(), person);
    action(u"Light theme"_s)->trigger();
    QVERIFY(middle() > 128);
    QVERIFY(action(u"Light theme"_s)->isChecked() && !action(u"Dark theme"_s)->isChecked());
    QCOMPARE(chosen.count(), 0);
    QCOMPARE(table(u"Stages"_s)->currentKey(), stage);
}

void TestMainWindow::settingsComeBack()
{
    LocalService service(LocalService::standing(u"demo"_s));
    Workspace *workspace = m_desk->connectTo(service);
    TRY_SETTLED(workspace->stages());
    // The screen may be smaller than that, and it is never smaller than it can be.
    const QSize size = QSize(1130, 740)
                           .boundedTo(m_desk->window()->screen()->availableSize())
                           .expandedTo(m_desk->window()->minimumSize());
    m_desk->window()->resize(size);
    QTRY_COMPARE(m_desk->window()->size(), size);
    action(u"Dark theme"_s)->trigger();
    action(u"Times in UTC"_s)->trigger();
    auto *columns = m_desk->window()->page()->findChild<QSplitter *>();
    columns->setSizes({600, 400});
    const QList<int> sizes = columns->sizes();
    m_desk->window()->close();
    programTheme()->setDark(false);
    m_desk->open();
    m_desk->window()->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_desk->window()));
    QTRY_COMPARE(m_desk->window()->size(), size);
    QVERIFY(programTheme()->isDark());
    QVERIFY(!m_desk->desk()->times()->isUtc());
    QTRY_COMPARE(m_desk->window()->page()->findChild<QSplitter *>()->sizes(), sizes);
    // Nonsense in the file does no harm, nor does a window of another, larger desk.
    m_desk->settings()->setValue(u"window/geometry"_s, QByteArray("nonsense"));
    m_desk->settings()->setValue(u"window/stages"_s, QByteArray("\x00\x00\x00\x05nonsense", 12));
    m_desk->settings()->setValue(u"view/theme"_s, u"pink"_s);
    m_desk->open();
    m_desk->window()->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_desk->window()));
    QVERIFY(m_desk->window()->width()
        <= std::max(m_desk->window()->screen()->availableSize().width(), m_desk->window()->minimumWidth()));
    QVERIFY(table(u"Stages"_s)->isVisible());
}

void TestMainWindow::timesInUtcOrLocal()
{
    LocalService service(LocalService::standing(u"demo"_s));
    Workspace *workspace = m_desk->connectTo(service);
    TRY_SETTLED(workspace->stages());
    QVERIFY(text().contains(u"Times in UTC"_s));
    auto *line = table(u"Stages"_s)->parentWidget()->findChild<CompletenessLine *>();
    QVERIFY2(line->text().endsWith(u"UTC"_s), qPrintable(line->text()));
    action(u"Times in UTC"_s)->trigger();
    const QString zone = m_desk->desk()->times()->zone();
    QVERIFY(text().contains(u"Times in "_s + zone));
    QVERIFY(line->text().endsWith(zone));
}

void TestMainWindow::smallWindow()
{
    LocalService service(LocalService::standing(u"demo"_s));
    Workspace *workspace = m_desk->connectTo(service);
    TRY_SETTLED(workspace->stages());
    m_desk->window()->resize(1024, 700);
    clickRow(table(u"Stages"_s), 0);
    TRY_SETTLED(workspace->participants());
    clickRow(table(u"Participants"_s), 0);
    TRY_SETTLED(workspace->events());
    const auto fits = [this] {
        const QSize least = m_desk->window()->minimumSizeHint().expandedTo(m_desk->window()->minimumSize());
        return least.width() <= 1024 && least.height() <= 700;
    };
    QTRY_VERIFY2(fits(),
        qPrintable(u"%1×%2"_s.arg(m_desk->window()->minimumSizeHint().width())
                       .arg(m_desk->window()->minimumSizeHint().height())));
    m_desk->window()->openConnectSheet();
    QTRY_VERIFY2(fits(),
        qPrintable(u"with the sheet %1×%2"_s.arg(m_desk->window()->minimumSizeHint().width())
                       .arg(m_desk->window()->minimumSizeHint().height())));
    QCOMPARE(m_desk->window()->size(), QSize(1024, 700));
    // Everything that is shown lies within what holds it, and buttons have room for their words.
    QStringList clipped;
    const auto all = m_desk->window()->findChildren<QWidget *>();
    for (const QWidget *each : all) {
        const QWidget *parent = each->parentWidget();
        if (!each->isVisible() || each->isWindow() || parent->objectName() == u"qt_scrollarea_viewport"
            || qobject_cast<const QLineEdit *>(parent)) // the signs inside a field
            continue;
        const bool isButton = qobject_cast<const QAbstractButton *>(each);
        const bool tight = isButton && each->width() < each->minimumSizeHint().width();
        if (isButton && (tight || !parent->rect().contains(each->geometry())))
            clipped << QLatin1StringView(each->metaObject()->className()) + u' '
                    + static_cast<const QAbstractButton *>(each)->text() + each->toolTip();
    }
    QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(u", "_s)));
}

void TestMainWindow::hiddenWindowStopsAsking()
{
    local::Options options = LocalService::standing(u"scale"_s);
    options.participants = 750;
    LocalService service(options);
    Workspace *workspace = m_desk->connectTo(service);
    TRY_SETTLED(workspace->stages());
    QVERIFY(service.fault(u"ListParticipants"_s, u"latency"_s, 150, 100));
    clickRow(table(u"Stages"_s), 0);
    QTRY_VERIFY(workspace->participants()->state().loaded >= 100);
    m_desk->window()->hide();
    for (ListModel *model :
        {static_cast<ListModel *>(workspace->stages()), static_cast<ListModel *>(workspace->sessions()),
            static_cast<ListModel *>(workspace->participants()), static_cast<ListModel *>(workspace->events())})
        QVERIFY(!model->isWatched());
    // No other page is asked for.
    TRY_SETTLED(workspace->participants());
    QCOMPARE(workspace->participants()->state().phase, ListState::Phase::Partial);
    QCOMPARE(workspace->participants()->state().pause, ListState::Pause::Hidden);
    const int arrived = service.arrived(u"ListParticipants"_s);
    QVERIFY(arrived < 8);
    int turns = 0;
    QTimer turn;
    connect(&turn, &QTimer::timeout, this, [&turns] { ++turns; });
    turn.start(100);
    QTRY_VERIFY(turns >= 5);
    QCOMPARE(service.arrived(u"ListParticipants"_s), arrived);
    service.clearFaults();
    m_desk->window()->show();
    QTRY_COMPARE_WITH_TIMEOUT(workspace->participants()->state().phase, ListState::Phase::Complete, 15000);
    QCOMPARE(workspace->participants()->rowCount(), 750);
    // It went on where it had stopped: only the page that was under way then is asked again.
    QVERIFY(service.arrived(u"ListParticipants"_s) <= 9);
}

void TestMainWindow::minimizedWindowStopsAsking()
{
    LocalService service(LocalService::standing(u"demo"_s));
    Workspace *workspace = m_desk->connectTo(service);
    TRY_SETTLED(workspace->stages());
    QVERIFY(workspace->stages()->isWatched());
    clickRow(table(u"Stages"_s), 1);
    const QString chosen = table(u"Stages"_s)->currentKey();
    m_desk->window()->showMinimized();
    QTRY_VERIFY(!workspace->stages()->isWatched());
    m_desk->window()->showNormal();
    QTRY_VERIFY(workspace->stages()->isWatched());
    QVERIFY(workspace->sessions()->isWatched());
    QCOMPARE(table(u"Stages"_s)->currentKey(), chosen);
    QVERIFY(table(u"Stages"_s)->isVisible());
}

void TestMainWindow::skewIsTold()
{
    LocalService service(LocalService::standing(u"demo"_s));
    Workspace *workspace = m_desk->connectTo(service);
    TRY_SETTLED(workspace->stages());
    QVERIFY(!text().contains(u"clock is wrong"_s));
    QVERIFY(service.fault(u"*"_s, u"skew"_s, 600, 1000));
    QTest::keyClick(m_desk->window(), Qt::Key_F5);
    QTRY_VERIFY2(text().contains(u"This machine's clock is wrong"_s), qPrintable(text()));
    QVERIFY2(text().contains(u"behind"_s), qPrintable(text()));
    TRY_SETTLED(workspace->stages());
    QCOMPARE(workspace->stages()->state().phase, ListState::Phase::Complete);
    const auto bars = m_desk->window()->findChildren<MessageBar *>();
    for (MessageBar *bar : bars) {
        if (bar->isVisible())
            click(named<QToolButton>(bar, u"Hide this message"_s));
    }
    QVERIFY(!text().contains(u"clock is wrong"_s));
}

// The clock is as wrong for a connection that was not on screen when it was found out.
void TestMainWindow::skewIsToldWhenTheConnectionIsShown()
{
    LocalService demo(LocalService::standing(u"demo"_s));
    LocalService empty;
    Workspace *first = m_desk->connectTo(demo);
    TRY_SETTLED(first->stages());
    QVERIFY(demo.fault(u"*"_s, u"skew"_s, -1200, 1000));
    QVERIFY(demo.fault(u"*"_s, u"skew"_s, -1200, 1000));
    QSignalSpy skewed(first, &Workspace::clockSkewed);
    QTest::keyClick(m_desk->window(), Qt::Key_F5);
    Workspace *second = m_desk->connectTo(empty);
    auto *menu = m_desk->window()->findChild<ConnectionHeader *>()->connectionButton()->menu();
    Q_EMIT menu->aboutToShow();
    menu->actions().at(1)->trigger();
    QCOMPARE(m_desk->window()->workspace(), second);
    QTRY_VERIFY(skewed.count() > 0);
    QVERIFY(!text().contains(u"clock is wrong"_s));
    Q_EMIT menu->aboutToShow();
    menu->actions().at(0)->trigger();
    QVERIFY2(text().contains(u"This machine's clock is wrong"_s), qPrintable(text()));
    QVERIFY2(text().contains(u"ahead"_s), qPrintable(text()));
}

void TestMainWindow::readOnlyIsMarked()
{
    LocalService service(LocalService::standing(u"demo"_s));
    m_desk->connectTo(service);
    const auto *lock = m_desk->window()->findChild<LockButton *>();
    QVERIFY(!lock->isVisible());
    QVERIFY(text().contains(u"simulated"_s));
    m_desk->desk()->close(m_desk->window()->workspace());
    Workspace *guarded = m_desk->connectTo(service, true);
    QVERIFY(lock->isVisible());
    QCOMPARE(lock->text(), u"read-only"_s);
    TRY_SETTLED(guarded->stages());
    QTRY_VERIFY(text().contains(u"123456789012"_s)); // known from the first answer
}

void TestMainWindow::budgetMeter()
{
    LocalService service(LocalService::standing(u"demo"_s));
    Workspace *workspace = m_desk->connectTo(service);
    TRY_SETTLED(workspace->stages());
    auto *meter = m_desk->window()->findChild<BudgetMeter *>();
    QVERIFY(meter->isVisible());
    m_desk->desk()->governor()->setShares({});
    const int arrived = service.arrived(u"ListStages"_s);
    QTest::keyClick(m_desk->window(), Qt::Key_F5);
    QVERIFY(workspace->stages()->state().isBusy());
    TRY_SETTLED(workspace->stages());
    QCOMPARE(service.arrived(u"ListStages"_s), arrived + 1);
    QVERIFY2(meter->rows().join(u'\n').contains(u"ListStages"_s), qPrintable(meter->rows().join(u'\n')));
    QTRY_VERIFY2(meter->accessibleName().contains(u"percent"_s), qPrintable(meter->accessibleName()));
    click(meter);
    QTRY_VERIFY(qobject_cast<QMenu *>(QApplication::activePopupWidget()));
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
    QTRY_VERIFY(!QApplication::activePopupWidget());
    m_desk->desk()->close(workspace);
    QVERIFY(!meter->isVisible());
    QVERIFY(meter->rows().isEmpty());
}

void TestMainWindow::messageBar()
{
    MessageBar bar(ViewContext {programTheme(), {}});
    bar.setError({}, {});
    QVERIFY(!bar.isVisible());
    aws::Error error = aws::errorFromService(403, u"AccessDeniedException"_s, u"<b>no</b>\nno"_s, u"id-1"_s);
    error.operation = u"ListStages"_s;
    bar.setError(error, u"Try again"_s);
    QVERIFY(bar.isVisible());
    QVERIFY(bar.text().contains(u"ivs:ListStages"_s));
    QVERIFY(!readable(&bar).contains(u"AccessDeniedException"_s)); // folded away
    QToolButton *unfold = withText<QToolButton>(&bar, u"Details"_s);
    click(unfold);
    QVERIFY(readable(&bar).contains(u"AccessDeniedException"_s) && readable(&bar).contains(u"id-1"_s));
    QSignalSpy triggered(&bar, &MessageBar::triggered);
    click(withText<QPushButton>(&bar, u"Try again"_s));
    click(withText<QPushButton>(&bar, u"Try again"_s));
    QCOMPARE(triggered.count(), 2);
    bar.setError(error, {});
    bar.setNotice(u"By the way"_s, u"It rains."_s);
    QCOMPARE(bar.text(), u"By the way It rains."_s);
    QVERIFY(!withText<QPushButton>(&bar, u"Try again"_s));
    QVERIFY(!withText<QToolButton>(&bar, u"Details"_s));
    bar.setError(error, u"Try again"_s);
    QVERIFY(bar.text().contains(u"ivs:ListStages"_s));
}

void TestMainWindow::stateChip()
{
    StateChip chip(programTheme());
    chip.setState(Tone::OnAir, u"On air 12:04"_s);
    QCOMPARE(chip.accessibleName(), u"On air 12:04"_s);
    const int wide = chip.sizeHint().width();
    chip.setState(Tone::None, u"On air 12:04"_s);
    QVERIFY(chip.sizeHint().width() < wide); // no icon
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
