// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/stagelists.h"

using namespace Qt::Literals::StringLiterals;

/// Lists of the stages page while they load: partial, stopped, read again, and what is said of them.
class TestStageLoading final : public StageLists
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { close(); }
    void countsSayAtLeastWhilePartial();
    void stopAndGoOn();
    void readAgainTwice();
    void nothingMatchesNamesWhatWasSearched();
};

void TestStageLoading::countsSayAtLeastWhilePartial()
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

void TestStageLoading::stopAndGoOn()
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
void TestStageLoading::readAgainTwice()
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

void TestStageLoading::nothingMatchesNamesWhatWasSearched()
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

QTEST_MAIN(TestStageLoading)
#include "tst_stageloading.moc"
