// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timelineloader.h"
#include "tests/models/desktest.h"

#include <QSignalSpy>

using namespace Qt::Literals::StringLiterals;

/// Whose events are read, when, and how often: over HTTP, with time that is stepped.
class TestTimelineLoader final : public DeskTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingUntilSomebodyLooks();
    void visibleRowsOnly();
    void everybodyByHandAndNotTwice();
    void stopKeepsWhatIsThere();
    void hiddenStopsAndGoesOn();
    void anotherSessionTakesNoOldAnswer();
    void keptForTheWayBack();
    void whoLeftIsReadAgain();
    void oldOnesAreReadSparingly();
    void failureIsNotRepeatedByItself();
    void connectionFaultEndsEverything();
    void endOfTheSessionEndsTheBars();
    void archiveServesAndIsServed();
    void figures();
    void lanes();

private:
    void act(const QString &name, const QString &id) { QVERIFY(m_service->act(name, m_arn, id)); }
    /// A stage with so many people, shown, its list complete.
    void crowd(int count)
    {
        m_arn = createStage(u"show"_s);
        m_ids.clear();
        for (int i = 0; i < count; ++i)
            m_ids << join(m_arn, u"user-%1"_s.arg(i % 7));
        show();
    }
    void show()
    {
        people()->setWatched(true, this);
        people()->setSession(m_arn, m_session, true);
        QTRY_COMPARE(people()->state().phase, ListState::Phase::Complete);
    }
    void readPeopleAgain()
    {
        people()->reload();
        QTRY_VERIFY(!people()->state().refreshing);
    }
    int calls() const { return m_service->arrived(u"ListParticipantEvents"_s); }
    ParticipantModel *people() const { return m_workspace->participants(); }
    TimelineLoader *loader() const { return m_workspace->timeline(); }
    int known() const { return loader()->timeline().rowCount(); }

    QString m_arn;
    QStringList m_ids;
};

void TestTimelineLoader::init() { open(); }

void TestTimelineLoader::nothingUntilSomebodyLooks()
{
    crowd(3);
    loader()->setVisible(m_ids);
    loader()->loadAll();
    QCoreApplication::processEvents();
    QVERIFY(!loader()->isBusy());
    QCOMPARE(calls(), 0);
}

void TestTimelineLoader::visibleRowsOnly()
{
    crowd(20);
    loader()->setWatched(true);
    QVERIFY(!loader()->isBusy());
    loader()->setVisible(m_ids.mid(5, 6));
    QVERIFY(loader()->isBusy() && loader()->isLoading(m_ids[5]) && !loader()->isLoading(m_ids[10])); // a few at a time
    QTRY_COMPARE(known(), 6);
    QTRY_VERIFY(!loader()->isBusy());
    QCOMPARE(calls(), 6);
    QVERIFY(loader()->timeline().row(m_ids[5]));
    QVERIFY(!loader()->timeline().row(m_ids[0]));
    QVERIFY(loader()->asOf(m_ids[5]).isValid());
    // On screen again, or read again: nothing is news.
    loader()->setVisible(m_ids.mid(6, 5));
    readPeopleAgain();
    QVERIFY(!loader()->isBusy());
    QCOMPARE(calls(), 6);
}

void TestTimelineLoader::everybodyByHandAndNotTwice()
{
    crowd(30);
    loader()->setWatched(true);
    loader()->setVisible(m_ids.mid(0, 4));
    QTRY_COMPARE(known(), 4);
    loader()->loadAll();
    QVERIFY(loader()->isLoadingAll());
    QTRY_VERIFY(!loader()->isLoadingAll());
    QCOMPARE(known(), 30);
    QCOMPARE(calls(), 30);
    loader()->loadAll();
    QTRY_VERIFY(!loader()->isLoadingAll());
    QCOMPARE(calls(), 30);
}

void TestTimelineLoader::stopKeepsWhatIsThere()
{
    crowd(30);
    loader()->setWatched(true);
    loader()->loadAll();
    QTRY_VERIFY(known() >= 3);
    loader()->stop();
    QVERIFY(!loader()->isLoadingAll());
    QTRY_VERIFY(!loader()->isBusy());
    const int stood = known();
    QVERIFY(stood < 30);
    QCOMPARE(calls(), stood);
    QCoreApplication::processEvents();
    QCOMPARE(known(), stood);
}

void TestTimelineLoader::hiddenStopsAndGoesOn()
{
    crowd(12);
    QVERIFY(m_service->fault(u"ListParticipantEvents"_s, u"latency"_s, 100, 100));
    loader()->setWatched(true);
    loader()->setVisible(m_ids);
    QTRY_COMPARE(calls(), 4);
    loader()->setWatched(false);
    QVERIFY(!loader()->isBusy());
    m_service->clearFaults();
    readPeopleAgain();
    QCOMPARE(known(), 0);
    QCOMPARE(calls(), 4);
    loader()->setWatched(true);
    QTRY_COMPARE(known(), 12);
}

void TestTimelineLoader::anotherSessionTakesNoOldAnswer()
{
    crowd(4);
    const QString firstArn = m_arn;
    const QStringList first = m_ids;
    QVERIFY(m_service->fault(u"ListParticipantEvents"_s, u"latency"_s, 100, 4));
    loader()->setWatched(true);
    loader()->setVisible(first);
    QTRY_COMPARE(calls(), 4);
    QSignalSpy changed(loader(), &TimelineLoader::sessionChanged);
    crowd(2);
    QVERIFY(firstArn != m_arn);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(loader()->sessionId(), m_session);
    loader()->setVisible(m_ids);
    QTRY_COMPARE(known(), 2);
    QVERIFY(!loader()->timeline().row(first[0]));
    people()->setSession({}, {}, false);
    QCOMPARE(loader()->sessionId(), QString());
    QCOMPARE(known(), 0);
}

void TestTimelineLoader::keptForTheWayBack()
{
    crowd(3);
    const QString arn = m_arn;
    const QString session = m_session;
    const QStringList ids = m_ids;
    loader()->setWatched(true);
    loader()->setVisible(ids);
    QTRY_COMPARE(known(), 3);
    crowd(1);
    QCOMPARE(known(), 0);
    m_arn = arn;
    m_session = session;
    show();
    QCOMPARE(known(), 3);
    loader()->setVisible(ids);
    QVERIFY(!loader()->isBusy());
    QCOMPARE(calls(), 3);
}

void TestTimelineLoader::whoLeftIsReadAgain()
{
    crowd(3);
    loader()->setWatched(true);
    loader()->setVisible(m_ids.mid(0, 2));
    QTRY_COMPARE(known(), 2);
    QVERIFY(loader()->timeline().row(m_ids[0])->joined.back().goesOn());
    act(u"leave"_s, m_ids[0]);
    readPeopleAgain();
    QTRY_COMPARE(calls(), 3);
    QTRY_VERIFY(!loader()->isBusy());
    QVERIFY(!loader()->timeline().row(m_ids[0])->joined.back().goesOn());
    QVERIFY(loader()->timeline().row(m_ids[0])->joined.back().endTold);
    // Not on screen: nothing is asked, but it is not painted as if it were still there.
    loader()->setVisible({m_ids[0]});
    act(u"leave"_s, m_ids[1]);
    readPeopleAgain();
    QTRY_VERIFY(!loader()->timeline().row(m_ids[1])->joined.back().goesOn());
    QVERIFY(!loader()->timeline().row(m_ids[1])->joined.back().endTold);
    QCOMPARE(calls(), 3);
}

void TestTimelineLoader::oldOnesAreReadSparingly()
{
    crowd(3);
    loader()->setWatched(true);
    loader()->setVisible(m_ids);
    QTRY_COMPARE(known(), 3);
    act(u"publish"_s, m_ids[1]);
    act(u"leave"_s, m_ids[2]);
    m_clock->advance(5'010);
    QVERIFY(!loader()->isBusy()); // not old yet
    m_service->control(u"advance"_s, {{u"seconds"_s, 40}});
    readPeopleAgain(); // tells the time, and who published or left
    QTRY_COMPARE(calls(), 5);
    QTRY_VERIFY(!loader()->isBusy());
    m_clock->advance(5'010);
    QVERIFY(loader()->isLoading(m_ids[0])); // the one that is connected and was not read since
    QTRY_VERIFY(!loader()->isBusy());
    m_clock->advance(5'010);
    QVERIFY(!loader()->isBusy());
    QCOMPARE(calls(), 6);
    loader()->setWatched(false);
    m_service->control(u"advance"_s, {{u"seconds"_s, 40}});
    readPeopleAgain();
    m_clock->advance(60'000);
    QCOMPARE(calls(), 6);
}

void TestTimelineLoader::failureIsNotRepeatedByItself()
{
    crowd(3);
    QVERIFY(m_service->fault(u"ListParticipantEvents"_s, u"garbage"_s, {}, 1));
    loader()->setWatched(true);
    loader()->setVisible({m_ids[0]});
    QTRY_COMPARE(loader()->failedCount(), 1);
    QVERIFY(loader()->error());
    readPeopleAgain();
    QVERIFY(!loader()->isBusy());
    QCOMPARE(calls(), 1);
    loader()->retry();
    QTRY_COMPARE(known(), 1);
    QVERIFY(!loader()->error());
    QCOMPARE(loader()->failedCount(), 0);
    QCOMPARE(calls(), 2);
}

void TestTimelineLoader::connectionFaultEndsEverything()
{
    crowd(20);
    QVERIFY(m_service->fault(u"ListParticipantEvents"_s, u"expired"_s, {}, 100));
    loader()->setWatched(true);
    loader()->setVisible(m_ids);
    loader()->loadAll();
    QTRY_VERIFY(loader()->error());
    QTRY_VERIFY(!loader()->isBusy() || (m_clock->advance(500), false));
    QVERIFY(!loader()->isLoadingAll());
    QVERIFY(loader()->error()->concernsConnection());
    QVERIFY(loader()->failedCount() <= 4); // those that were on their way
    QCOMPARE(known(), 0);
    m_service->clearFaults();
    readPeopleAgain(); // the list is well again: so are they
    QTRY_COMPARE(known(), 20);
}

void TestTimelineLoader::endOfTheSessionEndsTheBars()
{
    crowd(2);
    StageSessionModel *sessions = m_workspace->sessions();
    sessions->setWatched(true, this);
    sessions->setStage(m_arn);
    QTRY_COMPARE(sessions->state().phase, ListState::Phase::Complete);
    QVERIFY(loader()->timeline().start().isValid());
    loader()->setWatched(true);
    loader()->setVisible(m_ids);
    QTRY_COMPARE(known(), 2);
    loader()->setVisible({});
    for (const QString &id : std::as_const(m_ids))
        act(u"leave"_s, id);
    m_service->control(u"advance"_s, {{u"seconds"_s, 3600}});
    sessions->reload();
    QTRY_VERIFY(loader()->timeline().end().isValid());
    QCOMPARE(loader()->timeline().row(m_ids[0])->joined.back().to, loader()->timeline().end().toMSecsSinceEpoch());
    QVERIFY(!loader()->timeline().row(m_ids[0])->joined.back().endTold);
}

void TestTimelineLoader::archiveServesAndIsServed()
{
    QHash<QString, QList<ivs::Event>> remembered;
    std::function<void(const QList<TimelineLoader::Archive::Person> &)> answer;
    TimelineLoader::Archive archive;
    archive.remember = [&](const QString &arn, const QString &session, const QString &id,
                           const QList<ivs::Event> &events, const QDateTime &asOf) {
        QVERIFY(arn == m_arn && session == m_session && asOf.isValid());
        remembered.insert(id, events);
    };
    archive.recall = [&](const QString &, const QString &, QObject *,
                         std::function<void(const QList<TimelineLoader::Archive::Person> &)> take) { answer = take; };
    loader()->setArchive(archive);
    crowd(3);
    for (const QString &id : std::as_const(m_ids))
        act(u"leave"_s, id);
    people()->setSession(m_arn, m_session, false);
    readPeopleAgain();
    QVERIFY(answer);
    loader()->setWatched(true);
    loader()->setVisible({m_ids[0]});
    QCOMPARE(calls(), 0); // not before the memory has answered
    answer({{m_ids[1], {}, loader()->clock()->now(), true}});
    QCOMPARE(known(), 1);
    QTRY_COMPARE(remembered.size(), 1);
    QCOMPARE(remembered.value(m_ids[0]), loader()->timeline().row(m_ids[0])->events);
    QCOMPARE(known(), 2);
    loader()->setVisible(m_ids);
    QTRY_COMPARE(known(), 3);
    QCOMPARE(calls(), 2); // of the second one all is known
}

void TestTimelineLoader::figures()
{
    crowd(9);
    act(u"publish"_s, m_ids[0]);
    act(u"publish"_s, m_ids[1]);
    readPeopleAgain();
    loader()->setWatched(true);
    QVERIFY(!loader()->figures(m_session));
    loader()->setVisible({m_ids[0]});
    QSignalSpy told(loader(), &TimelineLoader::figuresChanged);
    QTRY_COMPARE(loader()->figures(m_session).value_or(SessionFigures()).known, 1);
    SessionFigures figures = *loader()->figures(m_session);
    QCOMPARE(figures.peakPublishers, 1);
    QVERIFY(!figures.publishersKnown && !figures.everybody);
    QCOMPARE(figures.users, 7);
    QVERIFY(figures.usersKnown);
    QCOMPARE(figures.people, 9);
    loader()->setVisible({m_ids[0], m_ids[1]});
    QTRY_VERIFY(loader()->figures(m_session)->publishersKnown);
    QCOMPARE(loader()->figures(m_session)->peakPublishers, 2);
    QVERIFY(!loader()->figures(m_session)->everybody);
    loader()->loadAll();
    QTRY_VERIFY(loader()->figures(m_session)->everybody);
    QVERIFY(told.count() >= 3);
    QVERIFY(!loader()->figures(u"st-unknown"_s));
}

void TestTimelineLoader::lanes()
{
    crowd(1);
    QSignalSpy changed(loader(), &TimelineLoader::changed);
    const TimelineLane lane {u"Compositions"_s, {{0, 1000, u"to a channel"_s}}};
    loader()->setLane(lane);
    loader()->setLane(lane);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(loader()->timeline().lanes().front(), lane);
}

QTEST_GUILESS_MAIN(TestTimelineLoader)
#include "tst_timelineloader.moc"
