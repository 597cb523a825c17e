// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/deskwindow.h"
#include "views/completenessline.h"
#include "views/datatable.h"
#include "views/emptystate.h"
#include "views/idfield.h"
#include "views/listpanel.h"
#include "views/messagebar.h"
#include "views/stagespage.h"

#include <QAccessible>
#include <QButtonGroup>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

/// The stages page as a person uses it: real clicks and keys on the shown window over a local service.
class TestStagesPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void onAirStagesComeFirst();
    void choosingAStageShowsWhoIsThere();
    void stageFilterChips();
    void sessionChosenByHandStays();
    void newSessionIsFollowed();
    void participantShowsDetailsAndEvents();
    void idsAreCopiedOnClick();
    void countsSayAtLeastWhilePartial();
    void stopAndGoOn();
    void readAgainTwice();
    void nothingMatchesNamesWhatWasSearched();
    void errorsKeepRowsAndCanBeTriedAgain_data();
    void errorsKeepRowsAndCanBeTriedAgain();
    void errorOfOneListStaysThere();
    void hiddenErrorStaysHidden();
    void unreachableServiceComesBack();
    void serviceGoesAwayInTheMiddle();
    void closingWhileCallsAreInFlight();
    void tabReachesEverything();
    void keyboardAlone();
    void everyControlHasAName();

private:
    void open(const local::Options &options);
    void open(const QString &scenario = u"demo"_s) { open(LocalService::standing(scenario)); }
    void openScale(int participants);
    DataTable *table(const QString &name) const { return named<DataTable>(m_desk->window(), name); }
    ListPanel *panel(const QString &name) const;
    QToolButton *button(const QString &list, const QString &name) const
    {
        return named<QToolButton>(panel(list)->completenessLine(), name);
    }
    QPushButton *visibleButton(const QString &words) const { return withText<QPushButton>(m_desk->window(), words); }
    QString createStage(const QString &name);
    QString join(const QString &stageArn, const QString &userId = {}, const QJsonObject &attributes = {});
    void leave(const QString &stageArn, const QString &participantId);
    void readAll();
    static void click(QWidget *widget) { QTest::mouseClick(widget, Qt::LeftButton, {}, widget->rect().center()); }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<DeskWindow> m_desk;
    Workspace *m_workspace = nullptr;
};

void TestStagesPage::cleanup()
{
    m_desk.reset();
    m_service.reset();
}

void TestStagesPage::open(const local::Options &options)
{
    m_service = std::make_unique<LocalService>(options);
    m_desk = std::make_unique<DeskWindow>();
    m_workspace = m_desk->connectTo(*m_service);
    QVERIFY(m_desk->show());
    TRY_SETTLED(m_workspace->stages());
}

void TestStagesPage::openScale(int participants)
{
    local::Options options = LocalService::standing(u"scale"_s);
    options.participants = participants;
    open(options);
}

ListPanel *TestStagesPage::panel(const QString &name) const
{
    for (QWidget *each = table(name); each; each = each->parentWidget()) {
        if (auto *found = qobject_cast<ListPanel *>(each))
            return found;
    }
    return nullptr;
}

QString TestStagesPage::createStage(const QString &name)
{
    return m_service->perform(u"CreateStage"_s, {{u"name"_s, name}})
        .value(u"stage"_s)
        .toObject()
        .value(u"arn"_s)
        .toString();
}

QString TestStagesPage::join(const QString &stageArn, const QString &userId, const QJsonObject &attributes)
{
    QJsonObject question {{u"stageArn"_s, stageArn}};
    if (!userId.isEmpty())
        question.insert(u"userId"_s, userId);
    if (!attributes.isEmpty())
        question.insert(u"attributes"_s, attributes);
    const QJsonObject answer = m_service->perform(u"CreateParticipantToken"_s, question);
    const QJsonObject joined =
        m_service->control(u"join"_s, {{u"token"_s, answer.value(u"participantToken"_s).toObject().value(u"token"_s)}});
    return joined.value(u"participantId"_s).toString();
}

void TestStagesPage::leave(const QString &stageArn, const QString &participantId)
{
    m_service->control(u"leave"_s, {{u"stageArn"_s, stageArn}, {u"participantId"_s, participantId}});
    m_service->control(u"advance"_s, {{u"seconds"_s, 3600}});
}

// F5, and all the lists come to rest.
void TestStagesPage::readAll()
{
    QTest::keyClick(m_desk->window(), Qt::Key_F5);
    QVERIFY(m_workspace->stages()->state().isBusy());
    TRY_SETTLED(m_workspace->stages());
    QTRY_VERIFY(!m_workspace->sessions()->state().isBusy() && !m_workspace->participants()->state().isBusy()
        && !m_workspace->events()->state().isBusy());
}

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

void TestStagesPage::countsSayAtLeastWhilePartial()
{
    openScale(250);
    const ParticipantModel *participants = m_workspace->participants();
    QVERIFY(m_service->fault(u"ListParticipants"_s, u"latency"_s, 300, 3));
    clickRow(table(u"Stages"_s), 0);
    TRY_SETTLED(m_workspace->sessions());
    const auto chip = [this](const QString &word) {
        QString found;
        const auto buttons = panel(u"Participants"_s)->findChildren<QToolButton *>();
        for (const QToolButton *each : buttons) {
            if (each->text().startsWith(word))
                found = each->text();
        }
        return found;
    };
    QTRY_COMPARE(participants->state().loaded, 100);
    QCOMPARE(participants->state().phase, ListState::Phase::Loading);
    QCOMPARE(chip(u"Disconnected"_s), u"Disconnected ≥ %1"_s.arg(participants->counts().disconnected));
    QCOMPARE(chip(u"Published"_s), u"Published ≥ %1"_s.arg(participants->counts().published));
    TRY_SETTLED(participants);
    QCOMPARE(participants->rowCount(), 250);
    QCOMPARE(chip(u"Disconnected"_s), u"Disconnected %1"_s.arg(participants->counts().disconnected));
    const int published = participants->counts().published;
    QCOMPARE(chip(u"Published"_s), u"Published %1"_s.arg(published));
    click(withText<QToolButton>(m_desk->window(), chip(u"Published"_s)));
    QCOMPARE(participants->rowCount(), published);
    QCOMPARE(chip(u"Disconnected"_s), u"Disconnected %1"_s.arg(participants->counts().disconnected)); // of all
    click(withText<QToolButton>(panel(u"Participants"_s), u"All"_s));
    QCOMPARE(participants->rowCount(), 250);
}

void TestStagesPage::stopAndGoOn()
{
    openScale(350);
    const ParticipantModel *participants = m_workspace->participants();
    QVERIFY(m_service->fault(u"ListParticipants"_s, u"latency"_s, 300, 4));
    clickRow(table(u"Stages"_s), 0);
    QTRY_VERIFY(participants->state().loaded >= 100);
    QVERIFY(button(u"Participants"_s, u"Stop loading"_s)->isVisible());
    QVERIFY(!button(u"Participants"_s, u"Read again"_s)->isVisible());
    click(button(u"Participants"_s, u"Stop loading"_s));
    TRY_SETTLED(participants);
    QCOMPARE(participants->state().phase, ListState::Phase::Partial);
    QVERIFY(panel(u"Participants"_s)->completenessLine()->text().contains(u"partial: stopped by you"_s));
    const int loaded = participants->state().loaded;
    QVERIFY(loaded < 350);
    const int arrived = m_service->arrived(u"ListParticipants"_s);
    QVERIFY(button(u"Participants"_s, u"Go on loading"_s)->isVisible());
    click(button(u"Participants"_s, u"Go on loading"_s));
    TRY_SETTLED(participants);
    QCOMPARE(participants->state().phase, ListState::Phase::Complete);
    QCOMPARE(participants->rowCount(), 350);
    // It went on where it had stopped.
    QCOMPARE(m_service->arrived(u"ListParticipants"_s) - arrived, (350 - loaded + 99) / 100);
    QVERIFY(!button(u"Participants"_s, u"Go on loading"_s)->isVisible());
}

// A double click on “Read again” must not stop what the first half of it has started.
void TestStagesPage::readAgainTwice()
{
    openScale(150);
    const ParticipantModel *participants = m_workspace->participants();
    clickRow(table(u"Stages"_s), 0);
    QTRY_VERIFY(participants->state().isWhole && isSettled(participants));
    QVERIFY(m_service->fault(u"ListParticipants"_s, u"latency"_s, 200, 4));
    const int arrived = m_service->arrived(u"ListParticipants"_s);
    CompletenessLine *line = panel(u"Participants"_s)->completenessLine();
    QToolButton *again = button(u"Participants"_s, u"Read again"_s);
    QVERIFY(again->isVisible());
    const QPoint place = again->mapTo(m_desk->window(), again->rect().center());
    click(again);
    QVERIFY(participants->state().refreshing);
    QVERIFY(line->text().contains(u"refreshing"_s));
    QTRY_VERIFY(button(u"Participants"_s, u"Stop loading"_s)->isVisible());
    QCoreApplication::sendPostedEvents(); // the layout follows
    QWidget *under = m_desk->window()->childAt(place);
    QVERIFY(under != button(u"Participants"_s, u"Stop loading"_s));
    QTest::mouseClick(under, Qt::LeftButton, {}, under->mapFrom(m_desk->window(), place));
    TRY_SETTLED(participants);
    QCOMPARE(m_service->arrived(u"ListParticipants"_s) - arrived, 2);
    QVERIFY(participants->state().isWhole);
    QTRY_VERIFY(again->isVisible());
    click(again);
    QVERIFY(participants->state().refreshing);
    TRY_SETTLED(participants);
    // By keyboard: the focus stays with the line although the button goes.
    again->setFocus(Qt::TabFocusReason);
    QTest::keyClick(again, Qt::Key_Space);
    QVERIFY(participants->state().refreshing);
    QVERIFY(QApplication::focusWidget() && line->isAncestorOf(QApplication::focusWidget()));
    TRY_SETTLED(participants);
    QVERIFY(QApplication::focusWidget() && line->isAncestorOf(QApplication::focusWidget()));
}

void TestStagesPage::nothingMatchesNamesWhatWasSearched()
{
    openScale(250);
    const ParticipantModel *participants = m_workspace->participants();
    QVERIFY(m_service->fault(u"ListParticipants"_s, u"latency"_s, 300, 3));
    clickRow(table(u"Stages"_s), 0);
    QTRY_COMPARE(participants->state().loaded, 100);
    click(button(u"Participants"_s, u"Stop loading"_s));
    TRY_SETTLED(participants);
    const int loaded = participants->state().loaded;
    QVERIFY(!participants->state().isWhole);
    QTest::keyClicks(panel(u"Participants"_s)->filterField(), u"nobody of that name"_s);
    QTRY_VERIFY(panel(u"Participants"_s)->emptyState()->isVisible());
    const QString partial = panel(u"Participants"_s)->emptyState()->sentence();
    QVERIFY2(partial.contains(u"%1 participants loaded so far"_s.arg(loaded)), qPrintable(partial));
    QVERIFY2(partial.contains(u"has not been searched"_s), qPrintable(partial));
    click(button(u"Participants"_s, u"Go on loading"_s));
    TRY_SETTLED(participants);
    QCOMPARE(panel(u"Participants"_s)->emptyState()->sentence(), u"Nothing matches among all 250 participants."_s);
    click(visibleButton(u"Clear the filter"_s));
    QCOMPARE(participants->rowCount(), 250);
    QVERIFY(table(u"Participants"_s)->isVisible());
}

void TestStagesPage::errorsKeepRowsAndCanBeTriedAgain_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("title");
    QTest::newRow("expired") << u"expired"_s << QJsonValue() << u"The credentials have expired"_s;
    QTest::newRow("denied") << u"status"_s << QJsonValue(403) << u"Permission denied"_s;
    QTest::newRow("fault") << u"status"_s << QJsonValue(500) << u"The service failed"_s;
    QTest::newRow("throttled") << u"throttle"_s << QJsonValue(429) << u"The service is throttling"_s;
    QTest::newRow("garbage") << u"garbage"_s << QJsonValue() << u"The answer can't be read"_s;
    QTest::newRow("broken off") << u"drop"_s << QJsonValue(u"before"_s) << u"The answer was lost"_s;
}

void TestStagesPage::errorsKeepRowsAndCanBeTriedAgain()
{
    QFETCH(QString, kind);
    QFETCH(QJsonValue, value);
    QFETCH(QString, title);
    open();
    clickRow(table(u"Stages"_s), 0);
    TRY_SETTLED(m_workspace->participants());
    TRY_SETTLED(m_workspace->sessions());
    const QString chosen = table(u"Stages"_s)->currentKey();
    const int people = m_workspace->participants()->rowCount();
    QVERIFY(m_service->fault(u"*"_s, kind, value, 1000));
    readAll();
    const StageModel *stages = m_workspace->stages();
    QCOMPARE(stages->state().phase, ListState::Phase::Failed);
    QVERIFY(stages->state().isWhole);
    QCOMPARE(stages->rowCount(), 25);
    QCOMPARE(m_workspace->participants()->rowCount(), people);
    QCOMPARE(table(u"Stages"_s)->currentKey(), chosen);
    QTRY_VERIFY2(readable(m_desk->window()).contains(title), qPrintable(readable(m_desk->window())));
    QVERIFY(panel(u"Stages"_s)->completenessLine()->text().contains(u"refresh failed, shown as of"_s));
    QVERIFY(table(u"Stages"_s)->isVisible());
    // It fails a second time, then it is mended. A fault of the connection is told once, others by each list.
    const auto tryAgain = [this] {
        const auto buttons = m_desk->window()->findChildren<QPushButton *>();
        for (QPushButton *each : buttons) {
            if (each->isVisible() && each->text() == u"Try again")
                click(each);
        }
    };
    QVERIFY(visibleButton(u"Try again"_s));
    const QPoint place = panel(u"Stages"_s)->mapTo(m_desk->window(), QPoint());
    tryAgain();
    QVERIFY(stages->state().isBusy());
    QVERIFY(visibleButton(u"Try again"_s)); // it stands until the answer is there, so that nothing jumps
    TRY_SETTLED(stages);
    QCOMPARE(panel(u"Stages"_s)->mapTo(m_desk->window(), QPoint()), place);
    QTRY_VERIFY(!m_workspace->sessions()->state().isBusy() && !m_workspace->participants()->state().isBusy());
    QTRY_VERIFY(visibleButton(u"Try again"_s));
    m_service->clearFaults();
    tryAgain();
    QTRY_VERIFY(isSettled(stages) && isSettled(m_workspace->sessions()) && isSettled(m_workspace->participants()));
    QTRY_VERIFY(!visibleButton(u"Try again"_s));
    QCOMPARE(stages->state().phase, ListState::Phase::Complete);
    QCOMPARE(stages->rowCount(), 25);
    QVERIFY(!readable(m_desk->window()).contains(title));
}

void TestStagesPage::errorOfOneListStaysThere()
{
    open();
    clickRow(table(u"Stages"_s), 0);
    TRY_SETTLED(m_workspace->participants());
    QVERIFY(m_service->fault(u"ListParticipants"_s, u"status"_s, 500, 1000));
    readAll();
    QTRY_VERIFY(panel(u"Participants"_s)->messageBar()->isVisible());
    QVERIFY(!panel(u"Stages"_s)->messageBar()->isVisible());
    QCOMPARE(m_workspace->stages()->state().phase, ListState::Phase::Complete);
    QVERIFY(m_workspace->participants()->rowCount() > 0);
}

// Who has read a message and put it away does not want it back with every refresh that fails in the same way.
void TestStagesPage::hiddenErrorStaysHidden()
{
    open();
    QVERIFY(m_service->fault(u"ListStages"_s, u"status"_s, 500, 1000));
    readAll();
    MessageBar *bar = panel(u"Stages"_s)->messageBar();
    QTRY_VERIFY(bar->isVisible());
    click(named<QToolButton>(bar, u"Hide this message"_s));
    QVERIFY(!bar->isVisible());
    readAll();
    QCOMPARE(m_workspace->stages()->state().phase, ListState::Phase::Failed);
    QVERIFY(!bar->isVisible());
    m_service->clearFaults();
    QVERIFY(m_service->fault(u"ListStages"_s, u"status"_s, 403, 1000));
    readAll();
    QTRY_VERIFY(bar->isVisible()); // another one is news
}

void TestStagesPage::unreachableServiceComesBack()
{
    local::Options options = LocalService::standing(u"demo"_s);
    open(options);
    options.listenPort = quint16(QUrl(m_service->endpoint()).port());
    m_service->stop();
    readAll();
    QTRY_VERIFY2(
        readable(m_desk->window()).contains(u"The service can't be reached"_s), qPrintable(readable(m_desk->window())));
    QCOMPARE(m_workspace->stages()->rowCount(), 25);
    QVERIFY(visibleButton(u"Try again"_s));
    m_service = std::make_unique<LocalService>(options);
    click(visibleButton(u"Try again"_s));
    TRY_SETTLED(m_workspace->stages());
    QCOMPARE(m_workspace->stages()->state().phase, ListState::Phase::Complete);
    QTRY_VERIFY(!visibleButton(u"Try again"_s));
}

void TestStagesPage::serviceGoesAwayInTheMiddle()
{
    openScale(350);
    const ParticipantModel *participants = m_workspace->participants();
    QVERIFY(m_service->fault(u"ListParticipants"_s, u"latency"_s, 300, 4));
    clickRow(table(u"Stages"_s), 0);
    QTRY_VERIFY(participants->state().loaded >= 100);
    m_service->stop();
    TRY_SETTLED(participants);
    QCOMPARE(participants->state().phase, ListState::Phase::Failed);
    QVERIFY(!participants->state().isWhole);
    QVERIFY(participants->rowCount() >= 100);
    QVERIFY(table(u"Participants"_s)->isVisible());
    QVERIFY(panel(u"Participants"_s)->completenessLine()->text().contains(u"partial: loading failed"_s));
    QTRY_VERIFY(visibleButton(u"Try again"_s));
    QVERIFY(withText<QToolButton>(m_desk->window(), u"Published ≥ %1"_s.arg(participants->counts().published)));
}

void TestStagesPage::closingWhileCallsAreInFlight()
{
    open();
    clickRow(table(u"Stages"_s), 0);
    TRY_SETTLED(m_workspace->participants());
    clickRow(table(u"Participants"_s), 0);
    QVERIFY(m_service->fault(u"*"_s, u"latency"_s, 500, 100));
    QTest::keyClick(m_desk->window(), Qt::Key_F5);
    clickRow(table(u"Stages"_s), 1);
    QVERIFY(m_workspace->stages()->state().isBusy());
    QVERIFY(m_workspace->participants()->state().isBusy());
    const QPointer<Workspace> workspace = m_workspace;
    m_desk->desk()->close(m_workspace);
    QVERIFY(!workspace);
    QVERIFY(!m_desk->window()->page());
    QVERIFY(readable(m_desk->window()).contains(u"No connection is open"_s));
    // The next one works as the first did.
    m_service->clearFaults();
    m_workspace = m_desk->connectTo(*m_service);
    TRY_SETTLED(m_workspace->stages());
    QCOMPARE(m_workspace->stages()->rowCount(), 25);
    // The window goes first, then what it showed.
    QVERIFY(m_service->fault(u"*"_s, u"latency"_s, 300, 100));
    QTest::keyClick(m_desk->window(), Qt::Key_F5);
    clickRow(table(u"Stages"_s), 0);
    m_desk.reset();
}

void TestStagesPage::tabReachesEverything()
{
    open();
    clickRow(table(u"Stages"_s), 0);
    TRY_SETTLED(m_workspace->participants());
    TRY_SETTLED(m_workspace->sessions());
    clickRow(table(u"Participants"_s), 0);
    TRY_SETTLED(m_workspace->events());
    QTRY_VERIFY(!m_workspace->participantDetail()->isLoading());

    QSet<const QWidget *> reached;
    QSet<const QButtonGroup *> groups;
    table(u"Stages"_s)->setFocus(Qt::TabFocusReason);
    const QWidget *start = QApplication::focusWidget();
    QCOMPARE(start, static_cast<const QWidget *>(table(u"Stages"_s)));
    for (int i = 0; i < 300; ++i) {
        QWidget *at = QApplication::focusWidget();
        QVERIFY(at);
        if (reached.contains(at))
            break;
        reached.insert(at);
        if (const auto *one = qobject_cast<QAbstractButton *>(at); one && one->group())
            groups.insert(one->group());
        QTest::keyClick(at, Qt::Key_Tab);
    }
    QCOMPARE(QApplication::focusWidget(), start); // once round
    QStringList missed;
    const auto all = m_desk->window()->findChildren<QWidget *>();
    for (const QWidget *each : all) {
        if (!each->isVisible() || !each->isEnabled() || !(each->focusPolicy() & Qt::TabFocus) || each->focusProxy())
            continue;
        const auto *one = qobject_cast<const QAbstractButton *>(each);
        if (one && one->group() && groups.contains(one->group()))
            continue; // the arrow keys move inside it
        if (!reached.contains(each))
            missed << QLatin1StringView(each->metaObject()->className()) + u' ' + each->accessibleName();
    }
    QVERIFY2(missed.isEmpty(), qPrintable(missed.join(u", "_s)));
    QVERIFY(reached.contains(panel(u"Stages"_s)->filterField()));
    for (const QString &name : {u"Stages"_s, u"Sessions"_s, u"Participants"_s, u"Events"_s})
        QVERIFY2(reached.contains(table(name)), qPrintable(name));
    // Back again.
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
    QVERIFY(QApplication::focusWidget() != start);
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

void TestStagesPage::everyControlHasAName()
{
    open();
    clickRow(table(u"Stages"_s), 0);
    TRY_SETTLED(m_workspace->participants());
    clickRow(table(u"Participants"_s), 0);
    TRY_SETTLED(m_workspace->events());
    click(withText<QToolButton>(m_desk->window(), u"Details"_s));
    QTRY_VERIFY(!m_workspace->stageDetail()->isLoading());
    m_desk->window()->openConnectSheet({}, aws::Error::configuration(u"Something is wrong."_s));
    QStringList nameless;
    const auto all = m_desk->window()->findChildren<QWidget *>();
    for (QWidget *each : all) {
        if (!each->isVisible())
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(each);
        QVERIFY(accessible);
        const QAccessible::Role role = accessible->role();
        const QString kind = QString::fromLatin1(each->metaObject()->className());
        const auto *label = qobject_cast<QLabel *>(each);
        // What says or does something; the rest is layout. Scroll bars, headers and viewports are parts of their table,
        // the field of a combo box is part of it, the cross that empties a field is for the mouse only.
        const bool part = kind == "QScrollBar"_L1 || kind == "TableHeader"_L1 || kind == "QHeaderView"_L1
            || kind == "QSplitterHandle"_L1 || qobject_cast<QComboBox *>(each->parentWidget())
            || kind == "QLineEditIconButton"_L1;
        const bool speaks = label && (!label->text().isEmpty() || !label->pixmap().isNull());
        const bool acts = each->focusPolicy() != Qt::NoFocus || qobject_cast<QAbstractButton *>(each);
        const bool shows = kind == "StateChip"_L1 || role == QAccessible::Table || role == QAccessible::EditableText;
        if (part || !(speaks || acts || shows))
            continue;
        if (accessible->text(QAccessible::Name).isEmpty())
            nameless << kind + u" in "_s + QLatin1StringView(each->parentWidget()->metaObject()->className()) + u' '
                    + each->toolTip();
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u"\n"_s)));
}

QTEST_MAIN(TestStagesPage)
#include "tst_stagespage.moc"
