// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/journal.h"
#include "models/stageacts.h"
#include "models/timelineloader.h"
#include "models/undertaking.h"
#include "tests/views/deskwindow.h"
#include "views/activitypage.h"
#include "views/datatable.h"
#include "views/timelineaccessible.h"
#include "views/timelinelegend.h"
#include "views/timelinepanel.h"
#include "views/timelineview.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTabBar>

using namespace Qt::Literals::StringLiterals;
using ivs::EventName;

/// The lanes, the legend and the spoken rows of the timeline.
class TestTimelineSigns final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void signsAreHoveredAndClicked();
    void tracksAreApart();
    void keysGoThroughTheSigns();
    void rowsAreSpoken();
    void rowsAreAListForAssistiveTechnology();
    void legendTakesWhatIsLeft();
    void ownActionLeadsToItsPersonOrEntry();

private:
    static constexpr qint64 kBegan = 1'700'000'000'000;
    static qint64 ms(qint64 seconds) { return kBegan + seconds * 1000; }
    static ivs::Event event(EventName name, qint64 seconds)
    {
        ivs::Event made;
        made.name = name;
        made.eventTime = QDateTime::fromMSecsSinceEpoch(ms(seconds), Qt::UTC);
        return made;
    }
    static TimelineLane::Item item(const QString &key, qint64 from, qint64 to, int track = 0)
    {
        TimelineLane::Item made {ms(from), ms(to), u"words of "_s + key};
        made.key = key;
        made.track = track;
        return made;
    }
    QPoint placeIn(int lane, qint64 seconds, int down = TimelinePainter::kLane / 2) const
    {
        return {m_view->namesWidth() + int(m_view->scale().x(ms(seconds))),
            TimelinePainter::kRuler + lane * TimelinePainter::kLane + down};
    }

    aws::SystemClock m_wall;
    std::unique_ptr<ServiceClock> m_clock;
    std::unique_ptr<TimeText> m_times;
    std::unique_ptr<SessionTimeline> m_timeline;
    std::unique_ptr<TimelineView> m_view;
};

void TestTimelineSigns::init()
{
    m_clock = std::make_unique<ServiceClock>(&m_wall);
    m_times = std::make_unique<TimeText>();
    m_timeline = std::make_unique<SessionTimeline>();
    std::vector<TimelinePerson> people;
    for (int i = 0; i < 5; ++i) {
        const QString id = u"id%1"_s.arg(i);
        people.push_back({id, u"guest-%1"_s.arg(i), false, i == 0, kBegan});
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
    m_timeline->setBounds(start, start.addSecs(1000));
    TimelineLane compositions {u"Compositions"_s, {item(u"c1"_s, 100, 500), item(u"c2"_s, 300, 700, 1)}, 2};
    TimelineLane::Item hole {ms(800), ms(900), u"Not watched"_s};
    hole.unwatched = true;
    compositions.items.push_back(hole);
    m_timeline->setLane(compositions);
    TimelineLane actions {u"Own actions"_s, {item(u"7"_s, 250, 250), item(u"8"_s, 750, 750)}};
    actions.items[0].participantId = u"id3"_s;
    m_timeline->setLane(actions);
    m_view = std::make_unique<TimelineView>(ViewContext {programTheme(), {}}, m_clock.get(), m_times.get());
    m_view->resize(1000, 400);
    m_view->setTimeline(m_timeline.get(), false);
    m_view->setPeople(std::move(people));
    m_view->show();
    m_view->activateWindow();
    m_view->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
}

void TestTimelineSigns::cleanup() { m_view.reset(); }

void TestTimelineSigns::signsAreHoveredAndClicked()
{
    QSignalSpy opened(m_view.get(), &TimelineView::itemOpened);
    QSignalSpy chosen(m_view.get(), &TimelineView::chosen);
    QVERIFY(m_view->wordsAt(placeIn(1, 250)).join(u'\n').startsWith(u"words of 7"_s));
    QVERIFY(m_view->wordsAt(placeIn(0, 850)).join(u'\n').startsWith(u"Not watched"_s));
    QTest::mouseMove(m_view->viewport(), placeIn(1, 250));
    QTRY_COMPARE(m_view->viewport()->cursor().shape(), Qt::PointingHandCursor);
    QTest::mouseMove(m_view->viewport(), placeIn(1, 500));
    QTRY_COMPARE(m_view->viewport()->cursor().shape(), Qt::ArrowCursor);
    // A click on one, and one beside all of them.
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, placeIn(1, 250) + QPoint(5, 0));
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0], (QVariantList {u"7"_s, u"id3"_s}));
    QCOMPARE(m_view->currentItem(), u"7"_s);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, placeIn(1, 500));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, placeIn(0, 850)); // nothing is known of it
    QCOMPARE(opened.count(), 1);
    QCOMPARE(chosen.count(), 0);
    // A row takes the choice over.
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->rowRect(2).center());
    QVERIFY(m_view->currentItem().isEmpty());
    QCOMPARE(m_view->currentId(), u"id2"_s);
}

void TestTimelineSigns::tracksAreApart()
{
    QCOMPARE(m_view->laneItemAt(placeIn(0, 400, 6))->key, u"c1"_s);
    QCOMPARE(m_view->laneItemAt(placeIn(0, 400, 18))->key, u"c2"_s);
    QVERIFY(!m_view->laneItemAt(placeIn(0, 200, 18)));
    QVERIFY(!m_view->laneItemAt({10, placeIn(0, 400).y()}));
    const QImage image = m_view->viewport()->grab().toImage();
    const QColor ground = programTheme()->color(Theme::Token::Ground);
    QVERIFY(image.pixelColor(placeIn(0, 250, 8)) != ground);
    QCOMPARE(image.pixelColor(placeIn(0, 250, 18)), ground);
}

void TestTimelineSigns::keysGoThroughTheSigns()
{
    QSignalSpy opened(m_view.get(), &TimelineView::itemOpened);
    const auto key = [this](Qt::Key which) { QTest::keyClick(m_view.get(), which); };
    key(Qt::Key_Return); // nothing is chosen
    QCOMPARE(opened.count(), 0);
    QStringList order;
    for (int i = 0; i < 5; ++i) {
        key(Qt::Key_N);
        order << m_view->currentItem();
    }
    QCOMPARE(order, (QStringList {u"c1"_s, u"7"_s, u"c2"_s, u"8"_s, u"8"_s}));
    QVERIFY(m_view->accessibleDescription().startsWith(u"words of 8"_s));
    key(Qt::Key_P);
    QCOMPARE(m_view->currentItem(), u"c2"_s);
    key(Qt::Key_P);
    key(Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0][0], u"7"_s);
    // What is not on screen comes there.
    key(Qt::Key_Plus);
    key(Qt::Key_Plus);
    key(Qt::Key_Home);
    key(Qt::Key_N);
    key(Qt::Key_N);
    QCOMPARE(m_view->currentItem(), u"8"_s);
    QVERIFY(m_view->scale().from() < ms(750) && m_view->scale().to() > ms(750));
    key(Qt::Key_Down);
    QVERIFY(m_view->currentItem().isEmpty());
}

void TestTimelineSigns::rowsAreSpoken()
{
    QCOMPARE(m_view->spokenRow(0), u"guest-0: joined 22:13:20–22:30:00, publishing 22:16:40–22:20:00, 1 error"_s);
    QCOMPARE(m_view->spokenRow(1), u"guest-1: its events are not known"_s);
    QVERIFY(m_view->spokenRow(-1).isEmpty() && m_view->spokenRow(99).isEmpty());
    // By keyboard from row to row, each with its words; then to a sign of the lanes.
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(m_view.get());
    QStringList heard;
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Down, Qt::Key_Up}) {
        QTest::keyClick(m_view.get(), key);
        const QAccessibleInterface *row = list->focusChild();
        QVERIFY(row && row->state().focused);
        heard << row->text(QAccessible::Description);
        QCOMPARE(list->text(QAccessible::Value), heard.last());
    }
    QCOMPARE(heard, (QStringList {m_view->spokenRow(0), m_view->spokenRow(1), m_view->spokenRow(0)}));
    QTest::keyClick(m_view.get(), Qt::Key_N);
    QVERIFY(list->text(QAccessible::Value).startsWith(u"words of c1"_s));
}

void TestTimelineSigns::rowsAreAListForAssistiveTechnology()
{
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->text(QAccessible::Name), u"Timeline"_s);
    QCOMPARE(list->childCount(), 5);
    QVERIFY(!list->child(5) && !list->child(-1));
    m_view->setCurrentId(u"id2"_s);
    QAccessibleInterface *row = list->child(2);
    QVERIFY(row && row->isValid());
    QCOMPARE(list->child(2), row);
    QCOMPARE(list->indexOfChild(row), 2);
    QCOMPARE(row->parent(), list);
    QCOMPARE(row->role(), QAccessible::ListItem);
    QCOMPARE(row->text(QAccessible::Name), u"guest-2"_s);
    QCOMPARE(row->text(QAccessible::Description), m_view->spokenRow(2));
    QVERIFY(row->state().selected && row->state().focused);
    QVERIFY(!list->child(1)->state().selected);
    QCOMPARE(list->focusChild(), row);
    QCOMPARE(list->text(QAccessible::Value), m_view->spokenRow(2));
    const QPoint middle = m_view->viewport()->mapToGlobal(m_view->rowRect(2).center());
    QVERIFY(row->rect().contains(middle));
    QCOMPARE(list->childAt(middle.x(), middle.y()), row);
    // People go: what stood for one of them says so.
    m_view->setPeople({{u"id0"_s, u"guest-0"_s, false, true, kBegan}});
    QVERIFY(!row->isValid());
    QVERIFY(row->text(QAccessible::Name).isEmpty());
    QCOMPARE(list->childCount(), 1);
}

void TestTimelineSigns::legendTakesWhatIsLeft()
{
    TimelineLegend legend(ViewContext {programTheme(), {}});
    QCOMPARE(legend.minimumSizeHint().width(), 0);
    legend.resize(legend.sizeHint());
    QCOMPARE(legend.shownCount(), 7);
    QVERIFY(legend.accessibleDescription().contains(u"token exchange"_s));
    legend.resize(legend.sizeHint().width() / 2, legend.sizeHint().height());
    QVERIFY(legend.shownCount() >= 3 && legend.shownCount() < 7);
    legend.resize(5, 16);
    QCOMPARE(legend.shownCount(), 0);
    legend.grab();
}

void TestTimelineSigns::ownActionLeadsToItsPersonOrEntry()
{
    m_view.reset();
    LocalService service;
    DeskWindow desk;
    const QString stage = service.perform(u"CreateStage"_s, {{u"name"_s, u"show"_s}})[u"stage"_s][u"arn"_s].toString();
    QJsonObject seat;
    for (const QString &user : {u"host"_s, u"guest"_s}) {
        const QJsonObject token =
            service.perform(u"CreateParticipantToken"_s, {{u"stageArn"_s, stage}, {u"userId"_s, user}});
        seat = service.control(u"join"_s, {{u"token"_s, token[u"participantToken"_s][u"token"_s]}});
    }
    const QString guest = seat[u"participantId"_s].toString();
    Workspace *workspace = desk.connectTo(service);
    QVERIFY(desk.show());
    TRY_SETTLED(workspace->stages());
    clickRow(named<DataTable>(desk.window(), u"Stages"_s), 0);
    TRY_SETTLED(workspace->participants());
    TRY_SETTLED(workspace->sessions());
    auto *bar = named<QTabBar>(desk.window(), u"Views of the session"_s);
    bar->setCurrentIndex(1);
    auto *view = desk.window()->findChild<TimelineView *>();
    QTRY_COMPARE(int(view->people().size()), 2);
    const int rowsAt = view->rowRect(0).top();
    const auto carryOut = [](Undertaking *act) {
        act->start();
        QTRY_VERIFY(act->isFinished());
    };
    carryOut(workspace->stageActs()->disconnectParticipants(
        stage, {{guest, seat[u"sessionId"_s].toString(), u"guest"_s}}, {}));
    service.control(u"advance"_s, {{u"seconds"_s, 300}});
    workspace->stages()->reload();
    TRY_SETTLED(workspace->stages());
    ivs::Stage before;
    before.arn = stage;
    before.name = u"show"_s;
    carryOut(workspace->stageActs()->updateStage({.arn = stage, .name = u"later"_s}, before));
    const auto &lanes = workspace->timeline()->timeline().lanes();
    QTRY_COMPARE(int(lanes[1].items.size()), 2);
    QCOMPARE(view->rowRect(0).top(), rowsAt); // nothing moved under the hand
    // By keyboard to the person, who is chosen in the list too.
    view->setFocus();
    QTest::keyClick(view, Qt::Key_N);
    QCOMPARE(view->currentItem(), lanes[1].items[0].key);
    QTest::keyClick(view, Qt::Key_Return);
    QCOMPARE(named<DataTable>(desk.window(), u"Participants"_s)->currentKey(), guest);
    QCOMPARE(view->currentId(), guest);
    // By mouse to the entry of what concerns nobody alone.
    view->fit();
    const QString entry = lanes[1].items[1].key;
    view->setFocus();
    QTest::keyClick(view, Qt::Key_N);
    QTRY_COMPARE(view->currentItem(), entry);
    const int x = view->namesWidth() + int(view->scale().x(lanes[1].items[1].from));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
        {x, TimelinePainter::kRuler + TimelinePainter::kLane + TimelinePainter::kLane / 2});
    QCOMPARE(desk.window()->pageId(), u"activity"_s);
    auto *writes = named<DataTable>(desk.window()->findChild<ActivityPage *>(), u"Journal"_s);
    QTRY_COMPARE(writes->currentKey(), entry);
}

QTEST_MAIN(TestTimelineSigns)
#include "tst_timelinesigns.moc"
