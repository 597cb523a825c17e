// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/participantdetailsloader.h"
#include "models/timelineloader.h"
#include "tests/views/deskwindow.h"
#include "views/datatable.h"
#include "views/emptystate.h"
#include "views/messagebar.h"
#include "views/participanttools.h"
#include "views/stagespage.h"
#include "views/timelinepanel.h"
#include "views/timelineview.h"

#include <QAction>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabBar>
#include <QToolButton>
#include <QWheelEvent>

using namespace Qt::Literals::StringLiterals;
using ivs::EventName;

/// The timeline under a mouse and a keyboard, alone and in its page over a local service.
class TestTimelineView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void barsAreWhereTheTimesAre();
    void wheelZoomsAtThePointer();
    void dragMovesAndDoubleClickFits();
    void clickChooses();
    void keysChooseMoveAndZoom();
    void wordsUnderThePointer();
    void hostileNamesStayPlain();
    void placeIsKeptWhenPeopleCome();
    void followsWhatGoesOn();
    void hiddenTabAsksNothing();
    void choiceGoesBothWays();
    void readsEverybodyOnRequest();
    void failureIsToldAndTriedAgain();
    void filterOfParticipantsHolds();
    void participantsAreNarrowedAndFilled();
    void tabIsKept();
    void closingInTheMiddle();

private:
    static constexpr qint64 kBegan = 1'700'000'000'000;
    static ivs::Event event(EventName name, qint64 seconds)
    {
        ivs::Event made;
        made.name = name;
        made.eventTime = QDateTime::fromMSecsSinceEpoch(kBegan + seconds * 1000, Qt::UTC);
        return made;
    }
    /// A view of \a count rows over 1,000 s, shown alone; the first publishes from 200 to 400 and fails at 600.
    void openView(int count, bool live = false);
    void wheel(const QPoint &place, int turns);
    QPoint placeOf(int row, qint64 seconds) const
    {
        const int x = m_view->namesWidth() + int(m_view->scale().x(kBegan + seconds * 1000));
        return {x, m_view->rowRect(row).center().y()};
    }
    void openPage(const QString &scenario);
    void toTab(const QString &words);
    TimelinePanel *panel() const { return m_desk->window()->findChild<TimelinePanel *>(); }
    DataTable *participants() const { return named<DataTable>(m_desk->window(), u"Participants"_s); }
    int calls() const { return m_service->arrived(u"ListParticipantEvents"_s); }
    int known() const { return m_workspace->timeline()->timeline().rowCount(); }
    void choosePublisherStage();

    aws::SystemClock m_wall;
    std::unique_ptr<ServiceClock> m_clock;
    std::unique_ptr<TimeText> m_times;
    std::unique_ptr<SessionTimeline> m_timeline;
    std::unique_ptr<TimelineView> m_view;
    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<DeskWindow> m_desk;
    Workspace *m_workspace = nullptr;
};

void TestTimelineView::init()
{
    m_clock = std::make_unique<ServiceClock>(&m_wall);
    m_times = std::make_unique<TimeText>();
}

void TestTimelineView::cleanup()
{
    m_view.reset();
    m_timeline.reset();
    m_desk.reset();
    m_service.reset();
}

void TestTimelineView::openView(int count, bool live)
{
    m_timeline = std::make_unique<SessionTimeline>();
    std::vector<TimelinePerson> people;
    for (int i = 0; i < count; ++i) {
        const QString id = u"id%1"_s.arg(i);
        people.push_back({id, u"guest-%1"_s.arg(i), live, i == 0, kBegan});
        QList<ivs::Event> events {event(EventName::Joined, 0), event(EventName::Left, 1000)};
        if (i == 0) {
            ivs::Event error = event(EventName::PublishError, 600);
            error.errorCode = ivs::EventErrorCode::BitrateExceeded;
            events << event(EventName::PublishStarted, 200) << event(EventName::PublishStopped, 400) << error;
        }
        if (i != 1)
            m_timeline->setEvents(id, events, {});
    }
    const QDateTime start = QDateTime::fromMSecsSinceEpoch(kBegan, Qt::UTC);
    m_timeline->setBounds(start, live ? QDateTime() : start.addSecs(1000));
    m_view = std::make_unique<TimelineView>(ViewContext {programTheme(), {}}, m_clock.get(), m_times.get());
    m_view->resize(1000, 400);
    m_view->setTimeline(m_timeline.get(), live);
    m_view->setPeople(std::move(people));
    m_view->show();
    m_view->activateWindow();
    m_view->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
}

void TestTimelineView::wheel(const QPoint &place, int turns)
{
    QWheelEvent event(place, m_view->viewport()->mapToGlobal(place), {}, {0, 120 * turns}, Qt::NoButton, Qt::NoModifier,
        Qt::NoScrollPhase, false);
    QApplication::sendEvent(m_view->viewport(), &event);
}

void TestTimelineView::barsAreWhereTheTimesAre()
{
    openView(3);
    const QImage image = m_view->viewport()->grab().toImage();
    const QColor accent = programTheme()->color(Theme::Token::Accent);
    const auto colorAt = [&](qint64 seconds) { return image.pixelColor(placeOf(0, seconds) + QPoint(0, 2)); };
    QCOMPARE(colorAt(300), accent);
    QCOMPARE(colorAt(210), accent);
    QVERIFY(colorAt(190) != accent);
    QVERIFY(colorAt(410) != accent);
    QVERIFY(image.pixelColor(placeOf(2, 300) + QPoint(0, 2)) != accent);
    QCOMPARE(image.pixelColor(placeOf(2, 300) + QPoint(0, 1)), programTheme()->color(Theme::Token::Secondary));
}

void TestTimelineView::wheelZoomsAtThePointer()
{
    openView(3);
    QVERIFY(m_view->scale().isFitted());
    const QPoint place = placeOf(0, 300);
    const double x = place.x() - m_view->namesWidth();
    const qint64 held = m_view->scale().at(x);
    const double perPixel = m_view->scale().perPixel();
    wheel(place, 2);
    QVERIFY(m_view->scale().perPixel() < perPixel / 2);
    QVERIFY(std::abs(m_view->scale().at(x) - held) <= qint64(perPixel) + 1);
    QVERIFY(m_view->horizontalScrollBar()->maximum() > 0);
    wheel(place, -20);
    QVERIFY(m_view->scale().isFitted());
    QCOMPARE(m_view->scale().perPixel(), perPixel);
    for (int i = 0; i < 60; ++i)
        wheel(place, 3);
    QVERIFY(m_view->scale().perPixel() >= 1); // there is a closest
}

void TestTimelineView::dragMovesAndDoubleClickFits()
{
    openView(3);
    wheel(placeOf(0, 300), 5);
    const QPoint from = placeOf(0, 300);
    const qint64 before = m_view->scale().from();
    QSignalSpy chosen(m_view.get(), &TimelineView::chosen);
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, from);
    QTest::mouseMove(m_view->viewport(), from + QPoint(50, 0));
    QTest::mouseMove(m_view->viewport(), from + QPoint(100, 0));
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, from + QPoint(100, 0));
    QTRY_VERIFY(m_view->scale().from() < before);
    QCOMPARE(chosen.count(), 0); // a drag is no choice
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, from);
    QVERIFY(m_view->scale().isFitted());
}

void TestTimelineView::clickChooses()
{
    openView(30);
    QSignalSpy chosen(m_view.get(), &TimelineView::chosen);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, placeOf(2, 500));
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].toString(), u"id2"_s);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, placeOf(2, 500));
    QCOMPARE(chosen.count(), 1);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(400, 5)); // the ruler is nobody
    QCOMPARE(chosen.count(), 1);
    m_view->setCurrentId(u"id25"_s); // marked from outside: shown, told to nobody
    QCOMPARE(chosen.count(), 1);
    QVERIFY(m_view->visibleIds().contains(u"id25"_s));
    QVERIFY(m_view->accessibleDescription().startsWith(u"guest-25: Joined for 16:40"_s));
}

void TestTimelineView::keysChooseMoveAndZoom()
{
    openView(30);
    const auto key = [this](int code, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(m_view.get(), Qt::Key(code), modifiers);
    };
    key(Qt::Key_Down);
    QCOMPARE(m_view->currentId(), u"id0"_s);
    key(Qt::Key_Down);
    QCOMPARE(m_view->currentId(), u"id1"_s);
    QVERIFY(m_view->accessibleDescription().contains(u"not known"_s));
    key(Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(m_view->currentId(), u"id29"_s);
    QVERIFY(m_view->visibleIds().contains(u"id29"_s));
    key(Qt::Key_Down);
    QCOMPARE(m_view->currentId(), u"id29"_s);
    key(Qt::Key_PageUp);
    QVERIFY(m_view->currentId() != "id29"_L1);
    key(Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(m_view->currentId(), u"id0"_s);
    key(Qt::Key_Plus);
    key(Qt::Key_Plus);
    key(Qt::Key_Plus);
    QVERIFY(!m_view->scale().isFitted());
    key(Qt::Key_Home);
    const qint64 begin = m_view->scale().from();
    QCOMPARE(begin, m_view->scale().range().first);
    key(Qt::Key_Right);
    QVERIFY(m_view->scale().from() > begin);
    key(Qt::Key_Left);
    QCOMPARE(m_view->scale().from(), begin);
    key(Qt::Key_End);
    QVERIFY(std::abs(m_view->scale().from() - m_view->scale().range().second) <= 1);
    key(Qt::Key_Minus);
    key(Qt::Key_0);
    QVERIFY(m_view->scale().isFitted());
    key(Qt::Key_F); // nothing goes on
    QVERIFY(!m_view->isFollowing());
}

void TestTimelineView::wordsUnderThePointer()
{
    openView(3);
    const QString publishing = m_view->wordsAt(placeOf(0, 300)).join(u'\n');
    QVERIFY2(publishing.contains(u"Publishing"_s) && publishing.contains(u"03:20"_s), qPrintable(publishing));
    const QString error = m_view->wordsAt(placeOf(0, 600)).join(u'\n');
    QVERIFY2(error.contains(u"BITRATE_EXCEEDED"_s) && error.contains(u"Lower the encoder"_s), qPrintable(error));
    QVERIFY(m_view->wordsAt({20, m_view->rowRect(0).center().y()}).join(u'\n').contains(u"1 error."_s));
    QVERIFY(m_view->wordsAt({500, m_view->rowRect(50).center().y()}).isEmpty());
    m_timeline->setLane({u"Own actions"_s, {{kBegan + 500'000, kBegan + 500'000, u"disconnected guest-2"_s}}});
    m_view->refresh();
    const QPoint lane(placeOf(0, 500).x(), TimelinePainter::kRuler + TimelinePainter::kLane / 2);
    QVERIFY(m_view->wordsAt(lane).join(u'\n').startsWith(u"disconnected guest-2"_s));
}

void TestTimelineView::hostileNamesStayPlain()
{
    openView(1);
    m_view->setPeople({{u"id0"_s, u"<b>x</b>\u202Eevil\n"_s, false, true, kBegan}});
    m_view->setCurrentId(u"id0"_s);
    const QString words = m_view->accessibleDescription();
    QVERIFY(!words.contains(u'\u202E') && !words.contains(u'\n'));
    QVERIFY(words.contains(u"⟨202E⟩"_s));
    QVERIFY(!m_view->wordsAt(placeOf(0, 300)).join(u' ').contains(u'\u202E'));
    m_view->viewport()->grab();
}

void TestTimelineView::placeIsKeptWhenPeopleCome()
{
    openView(60);
    m_view->setCurrentId(u"id30"_s);
    const int at = m_view->rowRect(30).top();
    std::vector<TimelinePerson> people = m_view->people();
    people.insert(people.begin(), 5, {u"new"_s, u"new"_s, true, true, kBegan});
    for (int i = 0; i < 5; ++i)
        people[std::size_t(i)].id += QString::number(i);
    m_view->setPeople(std::move(people));
    QCOMPARE(m_view->currentId(), u"id30"_s);
    QCOMPARE(m_view->rowRect(35).top(), at);
}

void TestTimelineView::followsWhatGoesOn()
{
    openView(3, true);
    QSignalSpy following(m_view.get(), &TimelineView::followingChanged);
    QTest::keyClick(m_view.get(), Qt::Key_F);
    QVERIFY(m_view->isFollowing());
    QVERIFY(!m_view->scale().isFitted());
    const double now = m_view->scale().x(QDateTime::currentMSecsSinceEpoch());
    QVERIFY(now > m_view->scale().width() * 0.9 && now <= m_view->scale().width() + 1);
    QTest::keyClick(m_view.get(), Qt::Key_Plus); // nearer, and still there
    QVERIFY(m_view->isFollowing());
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QVERIFY(!m_view->isFollowing());
    QCOMPARE(following.count(), 2);
}

void TestTimelineView::openPage(const QString &scenario)
{
    local::Options options = LocalService::standing(scenario);
    options.participants = 200;
    m_service = std::make_unique<LocalService>(options);
    m_desk = std::make_unique<DeskWindow>();
    m_workspace = m_desk->connectTo(*m_service);
    QVERIFY(m_desk->show());
    TRY_SETTLED(m_workspace->stages());
    clickRow(named<DataTable>(m_desk->window(), u"Stages"_s), 0);
    TRY_SETTLED(m_workspace->sessions());
    TRY_SETTLED(m_workspace->participants());
}

void TestTimelineView::toTab(const QString &words)
{
    auto *bar = named<QTabBar>(m_desk->window(), u"Views of the session"_s);
    QVERIFY(bar);
    for (int i = 0; i < bar->count(); ++i) {
        if (bar->tabText(i) == words)
            QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(i).center());
    }
    QCOMPARE(bar->tabText(bar->currentIndex()), words);
}

void TestTimelineView::hiddenTabAsksNothing()
{
    openPage(u"scale"_s);
    QCOMPARE(calls(), 0);
    toTab(u"Timeline"_s);
    QTRY_VERIFY(known() > 0 && !m_workspace->timeline()->isBusy());
    const int rows = int(panel()->view()->visibleIds().size());
    QTRY_COMPARE(calls(), rows);
    QVERIFY(rows < 60); // of 200
    QTRY_VERIFY(panel()->knownText().startsWith(u"Events of %1 of 200 participants known"_s.arg(rows)));
    toTab(u"Participants"_s);
    m_workspace->timeline()->setVisible({});
    panel()->view()->verticalScrollBar()->setValue(2000);
    QCoreApplication::processEvents();
    QCOMPARE(calls(), rows);
    // Ctrl+Tab goes there from the table; the keyboard goes along.
    participants()->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab, Qt::ControlModifier);
    QVERIFY(panel()->isVisible());
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(panel()->view()));
}

void TestTimelineView::choiceGoesBothWays()
{
    openPage(u"scale"_s);
    clickRow(participants(), 3);
    const QString third = participants()->currentKey();
    toTab(u"Timeline"_s);
    QTRY_VERIFY(!panel()->view()->people().empty());
    QCOMPARE(panel()->view()->currentId(), third);
    const QRect row = panel()->view()->rowRect(8);
    const QString eighth = panel()->view()->people()[8].id;
    QTest::mouseClick(panel()->view()->viewport(), Qt::LeftButton, {}, row.center());
    QCOMPARE(participants()->currentKey(), eighth);
    QCOMPARE(m_workspace->participantDetail()->question().participantId, eighth);
    QTRY_VERIFY(!m_workspace->participantDetail()->isLoading());
}

void TestTimelineView::readsEverybodyOnRequest()
{
    openPage(u"scale"_s);
    toTab(u"Timeline"_s);
    QTRY_VERIFY(known() > 0 && !m_workspace->timeline()->isBusy());
    auto *all = withText<QToolButton>(panel(), u"Read all events"_s);
    QVERIFY(all);
    QTest::mouseClick(all, Qt::LeftButton);
    QTRY_VERIFY(known() > 60);
    QCOMPARE(all->text(), u"Stop"_s);
    QTest::mouseClick(all, Qt::LeftButton);
    QTRY_VERIFY(!m_workspace->timeline()->isBusy());
    QVERIFY(known() < 200);
    QTest::mouseClick(all, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(known(), 200, 20000);
    QTRY_VERIFY(!all->isEnabled()); // there is nothing more to read
    QCOMPARE(calls(), 200);
    // The list of sessions knows what it adds up to.
    const StageSessionModel *sessions = m_workspace->sessions();
    QTRY_COMPARE(sessions->index(0, StageSessionModel::Peak).data().toString(), u"12"_s);
    QTRY_COMPARE(sessions->index(0, StageSessionModel::Errors).data().toString(), u"0"_s);
}

void TestTimelineView::failureIsToldAndTriedAgain()
{
    openPage(u"scale"_s);
    QVERIFY(m_service->fault(u"ListParticipantEvents"_s, u"garbage"_s, {}, 1000));
    toTab(u"Timeline"_s);
    QTRY_VERIFY(panel()->messageBar()->isVisible());
    QTRY_VERIFY(!m_workspace->timeline()->isBusy());
    const int failed = calls();
    QVERIFY(panel()->knownText().contains(u"could not be read"_s));
    QCoreApplication::processEvents();
    QCOMPARE(calls(), failed);
    m_service->clearFaults();
    QTest::mouseClick(withText<QPushButton>(panel(), u"Try again"_s), Qt::LeftButton);
    QTRY_VERIFY(known() > 0 && !m_workspace->timeline()->isBusy());
    QTRY_VERIFY(!panel()->messageBar()->isVisible());
}

void TestTimelineView::filterOfParticipantsHolds()
{
    openPage(u"scale"_s);
    toTab(u"Timeline"_s);
    QTRY_COMPARE(int(panel()->view()->people().size()), 200);
    m_workspace->participants()->setFilter({.published = true});
    QTRY_COMPARE(int(panel()->view()->people().size()), 12);
    m_workspace->participants()->setFilter({.state = ivs::ParticipantState::Connected});
    QTRY_VERIFY(panel()->emptyState()->isVisible());
    QTest::mouseClick(withText<QPushButton>(panel(), u"Clear the filter"_s), Qt::LeftButton);
    QTRY_COMPARE(int(panel()->view()->people().size()), 200);
    QVERIFY(panel()->view()->isVisible());
}

void TestTimelineView::participantsAreNarrowedAndFilled()
{
    openPage(u"scale"_s);
    auto *tools = m_desk->window()->findChild<ParticipantTools *>();
    const auto act = [tools](const QString &words) {
        const auto actions = tools->findChildren<QAction *>();
        const auto found = std::find_if(actions.begin(), actions.end(),
            [&words](const QAction *action) { return action->text() == words && action->isEnabled(); });
        return found != actions.end() && (QMetaObject::invokeMethod(*found, "trigger"));
    };
    ParticipantModel *model = m_workspace->participants();
    QVERIFY(!withText<QToolButton>(tools, u"Ask: published"_s));
    QVERIFY(act(u"Who has published"_s));
    TRY_SETTLED(model);
    QCOMPARE(model->state().loaded, 12);
    QVERIFY(withText<QToolButton>(tools, u"Ask: published"_s));
    QVERIFY(withText<QToolButton>(tools, u"Published ≥ 12"_s)); // of those asked for
    QVERIFY(act(u"Everybody"_s));
    TRY_SETTLED(model);
    QCOMPARE(model->state().loaded, 200);
    // A chip, and a choice that no chip has.
    QTest::mouseClick(withText<QToolButton>(tools, u"Published 12"_s), Qt::LeftButton);
    QCOMPARE(model->rowCount(), 12);
    QVERIFY(act(u"Connected"_s));
    QCOMPARE(model->rowCount(), 0);
    QVERIFY(withText<QToolButton>(tools, u"Filter (2)"_s));
    const auto chips = tools->findChildren<QToolButton *>();
    QVERIFY(std::none_of(chips.begin(), chips.end(), [](const QToolButton *chip) { return chip->isChecked(); }));
    QVERIFY(act(u"Disconnected"_s));
    QCOMPARE(model->rowCount(), 12);
    // The details of those twelve, and of nobody else.
    QVERIFY(act(u"Load the details of the 12 rows shown (one call each)"_s));
    QTRY_COMPARE(m_service->arrived(u"GetParticipant"_s), 12);
    QTRY_VERIFY(!m_workspace->participantDetails()->isRunning());
    QVERIFY(act(u"Clear the filter"_s));
    QCOMPARE(model->rowCount(), 200);
    QVERIFY(withText<QToolButton>(tools, u"All"_s)->isChecked());
}

void TestTimelineView::tabIsKept()
{
    openPage(u"demo"_s);
    toTab(u"Timeline"_s);
    m_desk->window()->close();
    m_desk->open();
    QVERIFY(m_desk->show());
    TRY_SETTLED(m_workspace->stages());
    QTRY_VERIFY(panel() && panel()->isVisible());
}

void TestTimelineView::closingInTheMiddle()
{
    openPage(u"scale"_s);
    QVERIFY(m_service->fault(u"ListParticipantEvents"_s, u"latency"_s, 300, 100));
    toTab(u"Timeline"_s);
    QTRY_VERIFY(calls() > 0);
    withText<QToolButton>(panel(), u"Read all events"_s)->click();
    m_desk.reset();
    QVERIFY(m_service->arrived(u"ListParticipantEvents"_s) <= 8);
}

QTEST_MAIN(TestTimelineView)
#include "tst_timelineview.moc"
