// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findresult.h"
#include "tests/views/stagelists.h"
#include "views/idfield.h"
#include "views/messagebar.h"
#include "views/sidesheet.h"
#include "views/stagepanel.h"
#include "views/stagespage.h"
#include "views/stagetabs.h"

#include <QScrollArea>

using namespace Qt::Literals::StringLiterals;

/// What is chosen on the stages page, and what is shown for it.
class TestStagesPage final : public StageLists
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { close(); }
    void onAirStagesComeFirst();
    void choosingAStageShowsWhoIsThere();
    void stageFilterChips();
    void sessionChosenByHandStays();
    void newSessionIsFollowed();
    void participantShowsDetailsAndEvents();
    void idsAreCopiedOnClick();
    void keyboardAlone();
    void emptyListOffersToCreate();
    void emptyListThatIsReadOnly();
    void stageDeletedMeanwhile();
    void stageNotListedYetIsNotGone();
    void sixRowsInASmallWindow();
};

void TestStagesPage::onAirStagesComeFirst()
{
    open();
    const StageModel *stages = m_workspace->stages();
    QCOMPARE(stages->rowCount(), 25);
    QCOMPARE(stages->onAirCount(), 6);
    for (int row = 0; row < 25; ++row) {
        const Tone tone = Tone(stages->index(row, StageModel::OnAir).data(ListModel::ToneRole).toInt());
        QCOMPARE(tone, row < 6 ? Tone::OnAir : Tone::Idle);
    }
    // Since when comes after it, one call for each that is on screen and on air.
    QTRY_VERIFY(stages->index(5, StageModel::Since).data().toString().contains(u':'));
    QTRY_VERIFY(stages->index(0, StageModel::Since).data().toString().contains(u':'));
    QCOMPARE(m_service->arrived(u"GetStageSession"_s), 6);
    QVERIFY(panel(u"Stages"_s)->completenessLine()->text().startsWith(u"25 stages · complete as of"_s));
    QVERIFY(readable(m_desk->window()).contains(u"6 on air"_s));
}

void TestStagesPage::choosingAStageShowsWhoIsThere()
{
    open();
    const StageModel *stages = m_workspace->stages();
    const ParticipantModel *participants = m_workspace->participants();
    QCOMPARE(participants->state().phase, ListState::Phase::NotAsked);
    QVERIFY(panel(u"Participants"_s)->emptyState()->isVisible());
    // The first, another, the first again: the second click works as the first.
    for (const int row : {0, 3, 0, 10, 0}) {
        const StageRecord record = *stages->record(stages->keyAt(row));
        clickRow(table(u"Stages"_s), row);
        QCOMPARE(m_workspace->sessions()->stageArn(), record.stage.arn);
        TRY_SETTLED(m_workspace->sessions());
        if (record.isOnAir())
            QCOMPARE(participants->sessionId(), record.stage.activeSessionId);
        if (m_workspace->sessions()->rowCount() > 0) {
            TRY_SETTLED(participants);
            QVERIFY(participants->rowCount() > 0);
            QVERIFY(table(u"Participants"_s)->isVisible());
        }
        QVERIFY(readable(m_desk->window()).contains(record.stage.name));
        QCOMPARE(participants->isLive(), record.isOnAir());
    }
}

void TestStagesPage::stageFilterChips()
{
    open();
    StageModel *stages = m_workspace->stages();
    clickRow(table(u"Stages"_s), 2);
    const QString chosen = table(u"Stages"_s)->currentKey();
    click(withText<QToolButton>(panel(u"Stages"_s), u"On air"_s));
    QCOMPARE(stages->rowCount(), 6);
    QCOMPARE(table(u"Stages"_s)->currentIndex().row(), stages->rowOfKey(chosen));
    click(withText<QToolButton>(panel(u"Stages"_s), u"Idle"_s));
    QCOMPARE(stages->rowCount(), 19);
    QCOMPARE(m_workspace->sessions()->stageArn(), chosen); // hidden, not forgotten
    QTest::keyClicks(panel(u"Stages"_s)->filterField(), u"yoga"_s);
    QTRY_COMPARE(stages->rowCount(), 1);
    QVERIFY(panel(u"Stages"_s)->completenessLine()->text().startsWith(u"1 of 25 stages"_s));
    QTest::keyClicks(panel(u"Stages"_s)->filterField(), u"-nowhere"_s);
    QTRY_VERIFY(panel(u"Stages"_s)->emptyState()->isVisible());
    click(visibleButton(u"Clear the filter"_s));
    QCOMPARE(stages->rowCount(), 25);
    QVERIFY(panel(u"Stages"_s)->filterField()->text().isEmpty());
    QVERIFY(withText<QToolButton>(panel(u"Stages"_s), u"All"_s)->isChecked());
    QCOMPARE(table(u"Stages"_s)->currentKey(), chosen);
}

void TestStagesPage::sessionChosenByHandStays()
{
    open(u"empty"_s);
    const QString arn = createStage(u"two-evenings"_s);
    const QString first = join(arn, u"first-evening"_s);
    leave(arn, first);
    const QString second = join(arn, u"second-evening"_s);
    readAll();
    clickRow(table(u"Stages"_s), 0);
    StageSessionModel *sessions = m_workspace->sessions();
    const ParticipantModel *participants = m_workspace->participants();
    TRY_SETTLED(sessions);
    QCOMPARE(sessions->rowCount(), 2);
    TRY_SETTLED(participants);
    const QString live = participants->sessionId();
    QVERIFY(participants->isLive());
    QCOMPARE(participants->records().front().userId, u"second-evening"_s);

    const int ended = sessions->keyAt(0) == live ? 1 : 0;
    clickRow(table(u"Sessions"_s), ended);
    QCOMPARE(participants->sessionId(), sessions->keyAt(ended));
    QVERIFY(!participants->isLive());
    TRY_SETTLED(participants);
    QCOMPARE(participants->records().front().userId, u"first-evening"_s);
    const QString chosen = participants->sessionId();
    readAll();
    QCOMPARE(participants->sessionId(), chosen);
    leave(arn, second);
    QVERIFY(!join(arn, u"third-evening"_s).isEmpty());
    readAll();
    QTRY_COMPARE(sessions->rowCount(), 3);
    QCOMPARE(participants->sessionId(), chosen);
    QCOMPARE(table(u"Sessions"_s)->currentKey(), chosen);
    // Choosing the stage anew shows what is live again.
    createStage(u"another"_s);
    readAll();
    clickRow(table(u"Stages"_s), 1);
    clickRow(table(u"Stages"_s), 0);
    TRY_SETTLED(sessions);
    QTRY_VERIFY(participants->sessionId() != chosen && participants->isLive());
    TRY_SETTLED(participants);
    QCOMPARE(participants->records().front().userId, u"third-evening"_s);
}

void TestStagesPage::newSessionIsFollowed()
{
    open(u"empty"_s);
    const QString arn = createStage(u"one"_s);
    const QString first = join(arn, u"first"_s);
    readAll();
    clickRow(table(u"Stages"_s), 0);
    const ParticipantModel *participants = m_workspace->participants();
    TRY_SETTLED(participants);
    QVERIFY(participants->isLive());
    leave(arn, first);
    readAll();
    QTRY_VERIFY(!participants->isLive()); // it ended while it was shown, and is still shown
    QTRY_COMPARE(participants->counts().disconnected, 1);
    QVERIFY(!join(arn, u"second"_s).isEmpty());
    readAll();
    QTRY_VERIFY(participants->isLive());
    QTRY_VERIFY(participants->state().isWhole && participants->rowCount() == 1);
    QCOMPARE(participants->records().front().userId, u"second"_s);
}

void TestStagesPage::participantShowsDetailsAndEvents()
{
    open(u"empty"_s);
    const QString arn = createStage(u"one"_s);
    const QString ada = join(arn, u"ada"_s, {{u"seat"_s, u"front row"_s}});
    const QString bob = join(arn, u"bob"_s, {{u"seat"_s, u"balcony"_s}});
    m_service->control(u"publish"_s, {{u"stageArn"_s, arn}, {u"participantId"_s, ada}});
    readAll();
    clickRow(table(u"Stages"_s), 0);
    TRY_SETTLED(m_workspace->participants());
    QVERIFY(!table(u"Events"_s)->isVisible());
    QCOMPARE(m_service->arrived(u"ListParticipantEvents"_s), 0); // nobody looked yet
    DataTable *people = table(u"Participants"_s);
    const auto choose = [&](const QString &id) { clickRow(people, m_workspace->participants()->rowOfKey(id)); };
    choose(ada);
    TRY_SETTLED(m_workspace->events());
    QTRY_VERIFY(readable(m_desk->window()).contains(u"front row"_s));
    QVERIFY(readable(m_desk->window()).contains(u"Attribute seat"_s));
    QVERIFY(table(u"Events"_s)->isVisible());
    QVERIFY(m_workspace->events()->rowCount() >= 2);
    QVERIFY(panel(u"Events"_s)->completenessLine()->text().contains(u"complete"_s));
    choose(bob);
    QVERIFY(!readable(m_desk->window()).contains(u"front row"_s)); // never another one's details
    QTRY_VERIFY(readable(m_desk->window()).contains(u"balcony"_s));
    TRY_SETTLED(m_workspace->events());
    QCOMPARE(m_workspace->events()->participantId(), bob);
    choose(ada);
    QTRY_VERIFY(readable(m_desk->window()).contains(u"front row"_s));
    // With the stage goes its participant.
    createStage(u"another"_s);
    readAll();
    clickRow(table(u"Stages"_s), 1);
    QVERIFY(!table(u"Events"_s)->isVisible());
    QVERIFY(!readable(m_desk->window()).contains(u"front row"_s));
}

void TestStagesPage::idsAreCopiedOnClick()
{
    open();
    clickRow(table(u"Stages"_s), 0);
    const QString arn = m_workspace->stages()->keyAt(0);
    auto *field = named<IdField>(m_desk->window(), u"Stage ARN: "_s + arn);
    QVERIFY(field && field->isVisible());
    click(field);
    QCOMPARE(m_desk->copied, arn);
    m_desk->copied.clear();
    field->setFocus(Qt::TabFocusReason);
    QTest::keyClick(field, Qt::Key_Space);
    QCOMPARE(m_desk->copied, arn);
}

void TestStagesPage::keyboardAlone()
{
    open();
    const auto key = [](int code, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key(code), modifiers);
    };
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(table(u"Stages"_s)));
    key(Qt::Key_Down);
    QVERIFY(!table(u"Stages"_s)->currentKey().isEmpty());
    key(Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(m_workspace->sessions()->stageArn(), m_workspace->stages()->keyAt(0));
    key(Qt::Key_Down);
    QCOMPARE(m_workspace->sessions()->stageArn(), m_workspace->stages()->keyAt(1));
    TRY_SETTLED(m_workspace->participants());
    // Ctrl+F, words, Enter: the table has the keyboard again.
    key(Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(panel(u"Stages"_s)->filterField()));
    QTest::keyClicks(QApplication::focusWidget(), u"auction"_s);
    key(Qt::Key_Return);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(table(u"Stages"_s)));
    QTRY_COMPARE(m_workspace->stages()->rowCount(), 4);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(table(u"Stages"_s)));
    key(Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(m_workspace->sessions()->stageArn(), m_workspace->stages()->keyAt(0));
    TRY_SETTLED(m_workspace->participants());
    for (int i = 0; i < 100 && QApplication::focusWidget() != table(u"Participants"_s); ++i)
        key(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(table(u"Participants"_s)));
    key(Qt::Key_Down);
    QVERIFY(!table(u"Participants"_s)->currentKey().isEmpty());
    TRY_SETTLED(m_workspace->events());
    QCOMPARE(m_workspace->events()->participantId(), table(u"Participants"_s)->currentKey());
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(table(u"Participants"_s)));
    // The chips: Tab reaches the group, the arrows move in it.
    for (int i = 0; i < 100; ++i) {
        const auto *chip = qobject_cast<QToolButton *>(QApplication::focusWidget());
        if (chip && chip->group() && panel(u"Participants"_s)->isAncestorOf(chip))
            break;
        key(Qt::Key_Backtab, Qt::ShiftModifier);
    }
    QCOMPARE(m_workspace->participants()->filter(), ParticipantModel::Filter());
    const auto isAt = [](const QString &words) {
        const auto *chip = qobject_cast<QToolButton *>(QApplication::focusWidget());
        return chip && chip->text().startsWith(words);
    };
    for (int i = 0; i < 5 && !isAt(u"Connected"_s); ++i)
        key(Qt::Key_Left);
    QVERIFY(isAt(u"Connected"_s));
    key(Qt::Key_Space);
    QVERIFY(m_workspace->participants()->filter().state == ivs::ParticipantState::Connected);
}

void TestStagesPage::emptyListOffersToCreate()
{
    open(u"empty"_s);
    QVERIFY(panel(u"Stages"_s)->emptyState()->sentence().contains(u"There are no stages in us-east-1"_s));
    click(visibleButton(u"Create stage"_s));
    const auto sheet = [this] { return m_desk->window()->page()->findChild<SideSheet *>(); };
    QVERIFY(sheet() && sheet()->isVisible());
    click(withText<QPushButton>(sheet(), u"Cancel"_s));
    QTRY_VERIFY(!sheet());
    click(visibleButton(u"Create stage"_s)); // as the first time
    QTest::keyClicks(named<QLineEdit>(sheet(), u"Name"_s), u"first-show"_s);
    click(withText<QPushButton>(sheet(), u"Create"_s));
    QTRY_COMPARE(m_workspace->stages()->rowCount(), 1);
    QTRY_VERIFY(table(u"Stages"_s)->isVisible());
    QVERIFY(!visibleButton(u"Create stage"_s));
    // A filter that finds nothing is another matter.
    QTest::keyClicks(panel(u"Stages"_s)->filterField(), u"nowhere"_s);
    QTRY_VERIFY(visibleButton(u"Clear the filter"_s));
    QVERIFY(!visibleButton(u"Create stage"_s));
}

void TestStagesPage::emptyListThatIsReadOnly()
{
    open(u"empty"_s);
    QVERIFY(visibleButton(u"Create stage"_s));
    m_workspace->guard()->setReason(aws::ReadOnlyReason::Production, true);
    QVERIFY(!visibleButton(u"Create stage"_s));
    m_workspace->guard()->unlock(60'000);
    QVERIFY(visibleButton(u"Create stage"_s));
}

// What was known stays in sight, and every part of the page says that it is over.
void TestStagesPage::stageDeletedMeanwhile()
{
    open(u"empty"_s);
    const QString arn = createStage(u"short-lived"_s);
    createStage(u"other"_s);
    QVERIFY(!join(arn, u"ada"_s).isEmpty());
    readAll();
    clickRow(table(u"Stages"_s), m_workspace->stages()->rowOfKey(arn));
    TRY_SETTLED(m_workspace->participants());
    TRY_SETTLED(m_workspace->sessions());
    const auto isTold = [](const QWidget *where) { return readable(where).contains(u"does not exist any more"_s); };
    QVERIFY(!isTold(m_desk->window()));
    m_service->perform(u"DeleteStage"_s, {{u"arn"_s, arn}});
    readAll();
    auto *side = m_desk->window()->findChild<StagePanel *>();
    QTRY_VERIFY(isTold(side));
    QVERIFY(readable(side).contains(u"short-lived"_s));
    QVERIFY(isTold(panel(u"Sessions"_s)));
    QVERIFY(!readable(m_desk->window()).contains(u"It does not exist any more"_s)); // in its own words, once
    QVERIFY(!panel(u"Sessions"_s)->messageBar()->isVisible()); // told once
    QCOMPARE(m_workspace->participants()->rowCount(), 1);
    auto *tabs = m_desk->window()->findChild<StageTabs *>();
    const QStringList ids = tabs->ids();
    for (const QString &id : ids) {
        tabs->setCurrentId(id);
        QVERIFY2(side->isVisible() && isTold(side), qPrintable(id));
    }
    clickRow(table(u"Stages"_s), 0);
    QVERIFY(!isTold(side) && !isTold(panel(u"Sessions"_s)));
}

// A stage that was found elsewhere may be younger than the list.
void TestStagesPage::stageNotListedYetIsNotGone()
{
    open(u"empty"_s);
    createStage(u"old"_s);
    readAll();
    const QString arn = createStage(u"young"_s);
    auto *page = m_desk->window()->findChild<StagesPage *>();
    page->showPlace({.stageArn = arn, .sessionId = {}, .participantId = {}});
    TRY_SETTLED(m_workspace->sessions());
    auto *side = m_desk->window()->findChild<StagePanel *>();
    QVERIFY(!side->isGone());
    page->showPlace({.stageArn = arn + u'x', .sessionId = {}, .participantId = {}});
    QTRY_VERIFY(side->isGone()); // the service says so
    page->showPlace({.stageArn = arn, .sessionId = {}, .participantId = {}});
    QTRY_VERIFY(!side->isGone());
}

void TestStagesPage::sixRowsInASmallWindow()
{
    open();
    m_desk->window()->resize(1024, 700);
    clickRow(table(u"Stages"_s), 0);
    TRY_SETTLED(m_workspace->participants());
    clickRow(table(u"Participants"_s), 0);
    TRY_SETTLED(m_workspace->events());
    auto *side = m_desk->window()->findChild<StagePanel *>();
    click(withText<QToolButton>(side, u"Details"_s));
    QTRY_VERIFY(!m_workspace->stageDetail()->isLoading());
    DataTable *people = table(u"Participants"_s);
    QTRY_VERIFY2(people->viewport()->height() >= 6 * Theme::kRowHeight,
        qPrintable(u"%1 of %2"_s.arg(people->viewport()->height()).arg(6 * Theme::kRowHeight)));
    QCOMPARE(m_desk->window()->size(), QSize(1024, 700));
    QVERIFY(m_desk->window()->minimumSizeHint().height() <= 700);
    QVERIFY(table(u"Events"_s)->isVisible());
    // Nothing is cut off below, and with a message above everything there are fewer rows.
    const auto isWhole = [&] {
        const QWidget *line = panel(u"Participants"_s)->completenessLine();
        return line->height() >= line->sizeHint().height()
            && people->mapTo(m_desk->window(), QPoint(0, people->height())).y()
            <= line->mapTo(m_desk->window(), QPoint()).y()
            && panel(u"Participants"_s)->rect().contains(line->geometry());
    };
    QTRY_VERIFY(isWhole());
    QVERIFY(m_service->fault(u"*"_s, u"expired"_s, {}, 100));
    readAll();
    QTRY_VERIFY(visibleButton(u"Try again"_s));
    QTRY_VERIFY(isWhole());
    QCOMPARE(m_desk->window()->size(), QSize(1024, 700));
    m_service->clearFaults();
    click(visibleButton(u"Try again"_s));
    QTRY_VERIFY(people->viewport()->height() >= 6 * Theme::kRowHeight);
    // The same with a line of words that wraps above.
    m_service->perform(u"DeleteStage"_s, {{u"arn"_s, m_workspace->sessions()->stageArn()}});
    readAll();
    QTRY_VERIFY(side->isGone());
    QTRY_VERIFY(isWhole());
    // The details are there, and scroll.
    auto *details = named<QScrollArea>(m_desk->window(), u"Details of the stage"_s);
    QVERIFY(readable(details).contains(u"not told by the service"_s));
    // With room they are whole again.
    m_desk->window()->resize(1400, 1100);
    QTRY_COMPARE(details->height(), details->widget()->height());
}

QTEST_MAIN(TestStagesPage)
#include "tst_stagespage.moc"
