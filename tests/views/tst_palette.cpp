// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/finder.h"
#include "tests/views/deskwindow.h"
#include "views/datatable.h"
#include "views/findlist.h"
#include "views/page.h"
#include "views/palette.h"

#include <QAbstractItemModelTester>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::Literals::StringLiterals;
using Kind = FindResult::Kind;
using Phase = ListState::Phase;

/// Find or do, by keyboard and mouse, in the real window against the local service.
class TestPalette final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void opensByKeysAndByClick();
    void escAndClickBesideClose();
    void keyboardElsewhereCloses();
    void arrowsPassHeadings();
    void enterOpensAStage();
    void clickOpensAParticipant();
    void stageThatAFilterHides();
    void arnOpensAStageThatNoListHas();
    void runsAnAction();
    void goesToAPage();
    void doesNotRunWhatCannotBeDone();
    void unfoldsMore();
    void asksTheServiceAndStops();
    void escStopsFirst();
    void choiceStaysWhileMoreComes();
    void serviceGone();
    void windowClosedWhileAsking();
    void connectionClosedWhileOpen();
    void lettersGoToTheField();
    void hostileText();
    void fitsASmallWindow();

private:
    QString createStage(const QString &name) { return m_service->createStage(name); }
    QString join(const QString &stageArn, const QString &user) { return m_service->join(stageArn, user).participantId; }
    void start()
    {
        m_workspace = m_desk->connectTo(*m_service);
        QVERIFY(m_desk->show());
        TRY_SETTLED(m_workspace->stages());
    }
    Palette *palette() const { return m_desk->window()->findChild<Palette *>(); }
    FindList *list() const { return palette()->findChild<FindList *>(); }
    FindModel *model() const { return list()->findModel(); }
    QLineEdit *field() const { return named<QLineEdit>(palette(), u"Find or do"_s); }
    void openAndType(const QString &text)
    {
        QTest::keyClick(m_desk->window(), Qt::Key_K, Qt::ControlModifier);
        QVERIFY(palette()->isVisible());
        QTest::keyClicks(field(), text);
    }
    void press(int key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(field(), Qt::Key(key), modifiers); }
    QString currentName() const { return list()->currentIndex().data().toString(); }
    int rowOf(const QString &name, Kind kind) const
    {
        for (int row = 0; row < model()->rowCount(); ++row) {
            const FindResult *result = model()->resultAt(row);
            if (result && result->name == name && result->kind == kind)
                return row;
        }
        return -1;
    }
    void click(int row)
    {
        const QModelIndex index = model()->index(row);
        list()->scrollTo(index);
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, list()->visualRect(index).center());
    }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<DeskWindow> m_desk;
    Workspace *m_workspace = nullptr;
};

void TestPalette::init()
{
    m_service = std::make_unique<LocalService>();
    m_desk = std::make_unique<DeskWindow>();
    m_workspace = nullptr;
    new QAbstractItemModelTester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest, model());
}

void TestPalette::cleanup()
{
    m_desk.reset();
    m_service.reset();
}

void TestPalette::opensByKeysAndByClick()
{
    start();
    QVERIFY(!palette()->isVisible());
    QTest::keyClick(m_desk->window(), Qt::Key_K, Qt::ControlModifier);
    QVERIFY(palette()->isVisible());
    QVERIFY(field()->hasFocus());
    QVERIFY(rowOf(u"Stages"_s, Kind::Page) > 0);
    press(Qt::Key_Escape);
    QVERIFY(!palette()->isVisible());

    auto *button = named<QAbstractButton>(m_desk->window(), u"Find or do…"_s);
    QVERIFY(button && button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(palette()->isVisible() && field()->hasFocus());
}

void TestPalette::escAndClickBesideClose()
{
    createStage(u"evening-show"_s);
    start();
    auto *stages = named<DataTable>(m_desk->window(), u"Stages"_s);
    stages->setFocus();
    openAndType(u"secret-text"_s);
    press(Qt::Key_Escape);
    QVERIFY(!palette()->isVisible());
    QVERIFY(stages->hasFocus());
    // What was typed is nowhere any more.
    QVERIFY(field()->text().isEmpty());
    QVERIFY(palette()->finder()->text().isEmpty());
    QCOMPARE(model()->rowCount(), 0);

    openAndType(u"x"_s);
    QTest::mouseClick(palette(), Qt::LeftButton, {}, {4, palette()->height() - 4});
    QVERIFY(!palette()->isVisible());
    QVERIFY(stages->hasFocus());
}

void TestPalette::keyboardElsewhereCloses()
{
    start();
    openAndType(u"x"_s);
    auto *filter = named<QLineEdit>(m_desk->window(), u"Filter Stages"_s);
    filter->setFocus();
    QVERIFY(!palette()->isVisible());
    QVERIFY(filter->hasFocus());
}

void TestPalette::arrowsPassHeadings()
{
    createStage(u"light-show"_s);
    createStage(u"light-two"_s);
    start();
    openAndType(u"ligh"_s);
    QCOMPARE(currentName(), u"light-show"_s);
    press(Qt::Key_Down);
    QCOMPARE(currentName(), u"light-two"_s);
    press(Qt::Key_Down); // a heading stands between
    QCOMPARE(currentName(), u"Light theme"_s);
    QVERIFY(field()->accessibleDescription().contains(u"Light theme"_s));
    press(Qt::Key_Down); // the last one
    QCOMPARE(currentName(), u"Light theme"_s);
    press(Qt::Key_PageUp);
    QCOMPARE(currentName(), u"light-show"_s);
    press(Qt::Key_Up);
    QCOMPARE(currentName(), u"light-show"_s);
    QVERIFY(field()->hasFocus());
}

void TestPalette::enterOpensAStage()
{
    createStage(u"another"_s);
    const QString arn = createStage(u"evening-show"_s);
    start();
    openAndType(u"evening"_s);
    press(Qt::Key_Return);
    QVERIFY(!palette()->isVisible());
    QCOMPARE(named<DataTable>(m_desk->window(), u"Stages"_s)->currentKey(), arn);
    QCOMPARE(m_workspace->sessions()->stageArn(), arn);
}

void TestPalette::clickOpensAParticipant()
{
    const QString arn = createStage(u"evening-show"_s);
    const QString host = join(arn, u"host-1"_s);
    const QString guest = join(arn, u"guest-3"_s);
    start();
    auto *stages = named<DataTable>(m_desk->window(), u"Stages"_s);
    clickRow(stages, 0);
    TRY_SETTLED(m_workspace->participants());
    openAndType(u"guest-3"_s);
    const int row = rowOf(u"guest-3"_s, Kind::Participant);
    QVERIFY(row > 0);
    click(row);
    QVERIFY(!palette()->isVisible());
    auto *people = named<DataTable>(m_desk->window(), u"Participants"_s);
    QCOMPARE(people->currentKey(), guest);
    QCOMPARE(m_workspace->participantDetail()->question().participantId, guest);
    // One that a filter hides is shown all the same.
    m_workspace->participants()->setFilterText(u"guest"_s);
    openAndType(u"host-1"_s);
    click(rowOf(u"host-1"_s, Kind::Participant));
    QCOMPARE(people->currentKey(), host);
    QVERIFY(m_workspace->participants()->rowOfKey(host) >= 0);
}

void TestPalette::stageThatAFilterHides()
{
    const QString arn = createStage(u"evening-show"_s);
    createStage(u"another"_s);
    start();
    auto *filter = named<QLineEdit>(m_desk->window(), u"Filter Stages"_s);
    filter->setText(u"another"_s);
    QTRY_COMPARE(m_workspace->stages()->rowCount(), 1);
    openAndType(u"evening"_s);
    press(Qt::Key_Return);
    QCOMPARE(m_workspace->stages()->rowCount(), 2);
    QCOMPARE(named<DataTable>(m_desk->window(), u"Stages"_s)->currentKey(), arn);
}

void TestPalette::arnOpensAStageThatNoListHas()
{
    createStage(u"another"_s);
    start();
    const QString arn = createStage(u"made-elsewhere"_s);
    const QString person = join(arn, u"guest-3"_s);
    openAndType(arn);
    press(Qt::Key_Return);
    QVERIFY(palette()->isVisible()); // until the service has answered
    QTRY_VERIFY(!palette()->isVisible());
    QCOMPARE(m_workspace->sessions()->stageArn(), arn);
    TRY_SETTLED(m_workspace->participants());
    QCOMPARE(m_workspace->participants()->keyAt(0), person);
    QVERIFY(!readable(m_desk->window()).contains(u"another"_s)); // nobody else's name stands over it
    // When the list has it, its row is the chosen one.
    m_workspace->stages()->reload();
    QTRY_COMPARE(m_workspace->stages()->rowCount(), 2);
    QCOMPARE(named<DataTable>(m_desk->window(), u"Stages"_s)->currentIndex().data(ListModel::KeyRole).toString(), arn);
    QCOMPARE(m_workspace->sessions()->stageArn(), arn);
}

void TestPalette::runsAnAction()
{
    start();
    const bool wasDark = programTheme()->isDark();
    openAndType(wasDark ? u"light"_s : u"dark"_s);
    press(Qt::Key_Return);
    QVERIFY(!palette()->isVisible());
    QCOMPARE(programTheme()->isDark(), !wasDark);
    const int before = m_service->arrived(u"ListStages"_s);
    openAndType(u"refresh"_s); // a keyword
    press(Qt::Key_Return);
    QTRY_COMPARE(m_service->arrived(u"ListStages"_s), before + 1);
}

void TestPalette::goesToAPage()
{
    start();
    openAndType(u"stages"_s);
    const int row = rowOf(u"Stages"_s, Kind::Page);
    QVERIFY(row > 0);
    click(row);
    QCOMPARE(m_desk->window()->pageId(), u"stages"_s);
    QVERIFY(!palette()->isVisible());
}

void TestPalette::doesNotRunWhatCannotBeDone()
{
    start();
    QSignalSpy chosen(palette(), &Palette::commandChosen);
    const auto commands = QList<FindCommand> {{u"x"_s, false, u"Blocked thing"_s, {}, {}, {}, u"read-only"_s}};
    palette()->finder()->setCommands([commands] { return commands; });
    openAndType(u"blocked"_s);
    QCOMPARE(currentName(), u"Blocked thing"_s);
    press(Qt::Key_Return);
    QVERIFY(palette()->isVisible());
    QVERIFY(chosen.isEmpty());
    QVERIFY(field()->accessibleDescription().contains(u"read-only"_s));
}

void TestPalette::unfoldsMore()
{
    for (int i = 0; i < 20; ++i)
        createStage(u"show-%1"_s.arg(i));
    start();
    openAndType(u"show-"_s);
    QCOMPARE(model()->resultCount(), FindModel::kFolded);
    for (int i = 0; i < FindModel::kFolded; ++i)
        press(Qt::Key_Down);
    QVERIFY(currentName().startsWith(u"14 more"_s));
    press(Qt::Key_Return);
    QVERIFY(palette()->isVisible());
    QCOMPARE(model()->resultCount(), 20);
    QVERIFY(list()->currentIndex().isValid());
}

void TestPalette::asksTheServiceAndStops()
{
    const QString arn = createStage(u"evening-show"_s);
    const QString guest = join(arn, u"guest-3"_s);
    start();
    openAndType(u"guest-3"_s);
    QCOMPARE(rowOf(u"guest-3"_s, Kind::Participant), -1);
    const int before = m_service->arrived(u"ListParticipants"_s);
    QVERIFY(named<QPushButton>(palette(), u"Ask the service"_s));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(rowOf(u"guest-3"_s, Kind::Participant) > 0);
    QTRY_VERIFY(!palette()->finder()->isAsking());
    QCOMPARE(m_service->arrived(u"ListParticipants"_s), before + 1);
    QVERIFY(readable(palette()).contains(u"Searched 1 of 1 live stages"_s));
    QVERIFY(readable(palette()).contains(u"older sessions"_s));
    click(rowOf(u"guest-3"_s, Kind::Participant));
    TRY_SETTLED(m_workspace->participants());
    auto *people = named<DataTable>(m_desk->window(), u"Participants"_s);
    QTRY_COMPARE(people->currentIndex().data(ListModel::KeyRole).toString(), guest);
    QCOMPARE(m_workspace->participantDetail()->question().participantId, guest);

    // Stopped by the button, which then asks again.
    for (int i = 0; i < 40; ++i)
        join(createStage(u"stage-%1"_s.arg(i)), u"host-1"_s);
    m_workspace->stages()->reload();
    QTRY_COMPARE(m_workspace->stages()->rowCount(), 41);
    openAndType(u"host-1"_s);
    auto *ask = named<QPushButton>(palette(), u"Ask the service"_s);
    QTest::mouseClick(ask, Qt::LeftButton);
    QVERIFY(palette()->finder()->isAsking());
    QCOMPARE(ask->accessibleName(), u"Stop asking the service"_s);
    QTest::mouseClick(ask, Qt::LeftButton);
    QVERIFY(!palette()->finder()->isAsking());
    QVERIFY(readable(palette()).contains(u"Stopped by you"_s));
    QVERIFY(readable(palette()).contains(u"Not searched"_s));
}

void TestPalette::escStopsFirst()
{
    for (int i = 0; i < 40; ++i)
        join(createStage(u"stage-%1"_s.arg(i)), u"host-1"_s);
    start();
    openAndType(u"host-1"_s);
    press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(palette()->finder()->isAsking());
    press(Qt::Key_Escape);
    QVERIFY(!palette()->finder()->isAsking());
    QVERIFY(palette()->isVisible());
    press(Qt::Key_Escape);
    QVERIFY(!palette()->isVisible());
    // Typing something else stops it too, and nothing of the old text's comes in.
    openAndType(u"host-1"_s);
    press(Qt::Key_Return, Qt::ControlModifier);
    press(Qt::Key_X);
    QVERIFY(!palette()->finder()->isAsking());
    QCOMPARE(model()->resultCount(), 0);
}

void TestPalette::choiceStaysWhileMoreComes()
{
    createStage(u"show-b"_s);
    createStage(u"show-c"_s);
    start();
    openAndType(u"show"_s);
    press(Qt::Key_Down);
    QCOMPARE(currentName(), u"show-c"_s);
    const QRect place = list()->visualRect(list()->currentIndex());
    createStage(u"show"_s);
    m_workspace->stages()->reload();
    QTRY_VERIFY(rowOf(u"show"_s, Kind::Stage) > 0);
    QCOMPARE(currentName(), u"show-c"_s);
    QCOMPARE(list()->visualRect(list()->currentIndex()), place);
}

void TestPalette::serviceGone()
{
    join(createStage(u"evening-show"_s), u"guest-3"_s);
    start();
    m_service->stop();
    openAndType(u"guest-3"_s);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!palette()->finder()->isAsking());
    QVERIFY(readable(palette()).contains(u"Not searched"_s));
    QVERIFY(!readable(palette()).contains(u"Stopped by you"_s));
    // What is loaded is still found.
    field()->selectAll();
    QTest::keyClicks(field(), u"evening"_s);
    QVERIFY(rowOf(u"evening-show"_s, Kind::Stage) > 0);
}

void TestPalette::windowClosedWhileAsking()
{
    for (int i = 0; i < 10; ++i)
        join(createStage(u"stage-%1"_s.arg(i)), u"host-1"_s);
    start();
    openAndType(u"host-1"_s);
    press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(palette()->finder()->isAsking());
    m_desk->window()->close();
    m_desk->open(); // the window is made anew while an answer is on the way
    QVERIFY(m_desk->show());
    TRY_SETTLED(m_workspace->stages());
    QVERIFY(!palette()->isVisible());
}

void TestPalette::connectionClosedWhileOpen()
{
    createStage(u"evening-show"_s);
    start();
    openAndType(u"evening"_s);
    QCOMPARE(model()->resultCount(), 1);
    m_desk->desk()->close(m_workspace);
    QCOMPARE(model()->resultCount(), 0);
    press(Qt::Key_Return);
    QVERIFY(palette()->isVisible());
}

void TestPalette::lettersGoToTheField()
{
    createStage(u"evening-show"_s);
    start();
    openAndType(u"even"_s);
    list()->setFocus();
    QVERIFY(palette()->isVisible());
    QTest::keyClicks(list(), u"i"_s);
    QCOMPARE(field()->text(), u"eveni"_s);
    QVERIFY(field()->hasFocus());
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Return);
    QVERIFY(!palette()->isVisible());
}

void TestPalette::hostileText()
{
    const QString arn = createStage(u"evening-show"_s);
    join(arn, u"<b>x</b>\u202Eguest\n"_s);
    start();
    clickRow(named<DataTable>(m_desk->window(), u"Stages"_s), 0);
    TRY_SETTLED(m_workspace->participants());
    openAndType(u"guest"_s);
    const QModelIndex row = model()->index(model()->firstChoice());
    QVERIFY(!row.data().toString().contains(QChar(0x202E)));
    QVERIFY(!row.data().toString().contains(u'\n'));
    QVERIFY(!row.data(Qt::AccessibleTextRole).toString().contains(QChar(0x202E)));
    QVERIFY(row.data(Qt::ToolTipRole).toString().contains(u"&lt;b&gt;"_s));
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(palette()->findChildren<QLabel *>().first()->textFormat(), Qt::PlainText);
}

void TestPalette::fitsASmallWindow()
{
    for (int i = 0; i < 60; ++i)
        createStage(u"show-%1"_s.arg(i));
    m_workspace = m_desk->connectTo(*m_service);
    QVERIFY(m_desk->show({1024, 700}));
    TRY_SETTLED(m_workspace->stages());
    openAndType(u"show"_s);
    for (int i = 0; i < FindModel::kFolded; ++i)
        press(Qt::Key_Down);
    press(Qt::Key_Return);
    QVERIFY(model()->rowCount() > 40);
    const QRect window = m_desk->window()->rect();
    const QRect shown(list()->mapTo(m_desk->window(), QPoint()), list()->size());
    QVERIFY(window.contains(shown));
    m_desk->window()->resize(820, 520);
    QTRY_VERIFY(m_desk->window()->rect().contains(QRect(list()->mapTo(m_desk->window(), QPoint()), list()->size())));
    auto *button = named<QAbstractButton>(m_desk->window(), u"Find or do…"_s);
    QVERIFY(button->width() >= button->minimumSizeHint().width());
}

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
