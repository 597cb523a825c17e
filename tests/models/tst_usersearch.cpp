// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/finder.h"
#include "models/findprogress.h"
#include "tests/models/desktest.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSignalSpy>

using namespace Qt::Literals::StringLiterals;
using Phase = ListState::Phase;

/// The search of the service by exact user id; what it asks is counted where it arrives.
class TestUserSearch final : public DeskTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void liveStagesThenLatestSessions();
    void onlyTheExactUserId();
    void staleListIsReadFirst();
    void stop();
    void stopFromWithinAnAnswer();
    void refusedStageIsTold();
    void forbiddenEverywhereEndsSoon();
    void serviceGone();
    void goneWhileItAsks();
    void oneAccountIsAskedOnce();
    void whatCanNotBeAsked();
    void words_data();
    void words();

private:
    /// Two live stages with guest-3 in one, and two idle ones: guest-3 was in the latest session of one of them.
    void people();
    void load()
    {
        m_workspace->stages()->setWatched(true);
        QTRY_COMPARE(m_workspace->stages()->state().phase, Phase::Complete);
    }
    bool run(UserSearch *search)
    {
        connect(search, &UserSearch::found, this, [this](const UserSearch::Found &found) { m_found.append(found); });
        search->start();
        return QTest::qWaitFor([search] { return search->isFinished(); }, 15000);
    }

    QList<UserSearch::Found> m_found;
};

void TestUserSearch::init()
{
    open();
    m_found.clear();
}

void TestUserSearch::people()
{
    const QString past = createStage(u"past"_s);
    const QString older = join(past, u"someone"_s);
    m_service->act(u"leave"_s, past, older);
    m_service->control(u"advance"_s, {{u"seconds"_s, 3600}}); // that session ends
    const QString latest = join(past, u"guest-3"_s);
    m_service->act(u"leave"_s, past, latest);
    m_service->control(u"advance"_s, {{u"seconds"_s, 3600}});
    createStage(u"never"_s);
    join(createStage(u"one"_s), u"host-1"_s);
    const QString two = createStage(u"two"_s);
    join(two, u"guest-3"_s);
    join(two, u"guest-33"_s);
}

void TestUserSearch::liveStagesThenLatestSessions()
{
    people();
    load();
    UserSearch search(m_workspace, u"guest-3"_s);
    QSignalSpy finished(&search, &UserSearch::finished);
    QVERIFY(run(&search));
    QCOMPARE(finished.size(), 1);
    QCOMPARE(m_found.size(), 2);
    QCOMPARE(m_found[0].stageName, u"two"_s);
    QVERIFY(m_found[0].isLive);
    QCOMPARE(m_found[1].stageName, u"past"_s);
    QVERIFY(!m_found[1].isLive);
    QVERIFY(m_found[1].sessionId.startsWith(u"st-"_s));
    const UserSearch::Progress progress = search.progress();
    QCOMPARE(progress.live, 2);
    QCOMPARE(progress.liveSearched, 2);
    QCOMPARE(progress.idle, 2);
    QCOMPARE(progress.idleSearched, 2);
    QCOMPARE(progress.failedLive + progress.failedIdle, 0);
    QVERIFY(!search.error() && !search.isStopped());
    // The list of stages was there already; a session per live stage, and the latest of the one that had any.
    QCOMPARE(m_service->arrived(u"ListStages"_s), 1);
    QCOMPARE(m_service->arrived(u"ListParticipants"_s), 3);
    QCOMPARE(m_service->arrived(u"ListStageSessions"_s), 2);
}

void TestUserSearch::onlyTheExactUserId()
{
    people();
    load();
    UserSearch search(m_workspace, u"guest"_s);
    QVERIFY(run(&search));
    QVERIFY(m_found.isEmpty());
}

void TestUserSearch::staleListIsReadFirst()
{
    people();
    UserSearch unread(m_workspace, u"guest-3"_s);
    QVERIFY(run(&unread));
    QCOMPARE(m_service->arrived(u"ListStages"_s), 1);
    QCOMPARE(m_found.size(), 2);
    load();
    m_workspace->stages()->setWatched(false);
    QCOMPARE(m_service->arrived(u"ListStages"_s), 2);
    m_service->control(u"advance"_s, {{u"seconds"_s, 3600}});
    // The service's time comes with an answer.
    m_workspace->sessions()->setStage(m_workspace->stages()->keyAt(0));
    m_workspace->sessions()->setWatched(true);
    QTRY_COMPARE(m_workspace->sessions()->state().phase, Phase::Complete);
    UserSearch late(m_workspace, u"guest-3"_s);
    QVERIFY(run(&late));
    QCOMPARE(m_service->arrived(u"ListStages"_s), 3);
}

void TestUserSearch::stop()
{
    for (int i = 0; i < 20; ++i)
        join(createStage(u"stage-%1"_s.arg(i)), u"guest-3"_s);
    load();
    UserSearch search(m_workspace, u"guest-3"_s);
    QSignalSpy finished(&search, &UserSearch::finished);
    QSignalSpy found(&search, &UserSearch::found);
    search.start();
    QTRY_VERIFY(found.size() >= 3);
    search.stop();
    QCOMPARE(finished.size(), 1);
    QVERIFY(search.isStopped());
    const qsizetype told = found.size();
    const int left = search.progress().notSearchedLive();
    QVERIFY(left > 0);
    search.stop(); // a second press
    // Whatever was still under way is answered before this is.
    m_workspace->sessions()->setStage(m_workspace->stages()->keyAt(0));
    m_workspace->sessions()->setWatched(true);
    QTRY_COMPARE(m_workspace->sessions()->state().phase, Phase::Complete);
    QCOMPARE(found.size(), told);
    QCOMPARE(finished.size(), 1);
    QVERIFY(m_service->arrived(u"ListParticipants"_s) <= 20 - left + 1);
}

void TestUserSearch::stopFromWithinAnAnswer()
{
    for (int i = 0; i < 5; ++i)
        join(createStage(u"stage-%1"_s.arg(i)), u"guest-3"_s);
    load();
    UserSearch search(m_workspace, u"guest-3"_s);
    QSignalSpy finished(&search, &UserSearch::finished);
    connect(&search, &UserSearch::found, &search, &UserSearch::stop);
    QVERIFY(run(&search));
    QCOMPARE(m_found.size(), 1);
    QCOMPARE(finished.size(), 1);
}

void TestUserSearch::refusedStageIsTold()
{
    people();
    load();
    QVERIFY(m_service->fault(u"ListParticipants"_s, u"status"_s, 403));
    UserSearch search(m_workspace, u"guest-3"_s);
    QVERIFY(run(&search));
    QCOMPARE(search.progress().failedLive, 1);
    QCOMPARE(search.progress().liveSearched, 1);
    QCOMPARE(search.progress().idleSearched, 2);
    QVERIFY(!search.error());
}

void TestUserSearch::forbiddenEverywhereEndsSoon()
{
    for (int i = 0; i < 20; ++i)
        join(createStage(u"stage-%1"_s.arg(i)), u"guest-3"_s);
    load();
    QVERIFY(m_service->fault(u"ListParticipants"_s, u"status"_s, 403, 100));
    UserSearch search(m_workspace, u"guest-3"_s);
    QVERIFY(run(&search));
    QVERIFY(search.error());
    QCOMPARE(m_service->arrived(u"ListParticipants"_s), 5);
    QCOMPARE(search.progress().failedLive, 5);
}

void TestUserSearch::serviceGone()
{
    people();
    load();
    m_service->stop();
    UserSearch search(m_workspace, u"guest-3"_s);
    QVERIFY(run(&search));
    QVERIFY(search.error());
    QVERIFY(search.error()->concernsConnection());
    QVERIFY(m_found.isEmpty());
}

void TestUserSearch::goneWhileItAsks()
{
    people();
    load();
    auto search = std::make_unique<UserSearch>(m_workspace, u"guest-3"_s);
    search->start();
    search.reset();
    auto finder = std::make_unique<Finder>(m_desk.get());
    finder->setText(u"guest-3"_s);
    finder->askService();
    QVERIFY(finder->isAsking());
    m_desk->close(m_workspace); // while its answer is on the way
    QVERIFY(!finder->isAsking());
    finder.reset();
}

void TestUserSearch::oneAccountIsAskedOnce()
{
    people();
    load();
    Workspace *second = m_desk->openLocal(
        m_service->endpoint(), m_service->region(), m_service->accessKeyId(), m_service->secretAccessKey());
    second->stages()->setWatched(true);
    QTRY_COMPARE(second->stages()->state().phase, Phase::Complete);
    QVERIFY(!second->accountId().isEmpty());
    Finder finder(m_desk.get());
    finder.setText(u"guest-3"_s);
    finder.askService();
    finder.askService(); // a second press
    QTRY_VERIFY(!finder.isAsking());
    QCOMPARE(m_service->arrived(u"ListParticipants"_s), 3);
    QVERIFY2(finder.askingText().contains(u"2 of 2 live stages"_s), qPrintable(finder.askingText()));
    QVERIFY2(finder.askingText().contains(u"older sessions"_s), qPrintable(finder.askingText()));
    QCOMPARE(finder.model()->resultCount(), 2);
}

void TestUserSearch::whatCanNotBeAsked()
{
    Finder finder(m_desk.get());
    finder.setText({});
    QVERIFY(!finder.askingRefused().isEmpty());
    finder.askService();
    QVERIFY(!finder.isAsking());
    finder.setText(QString(129, u'x'));
    QVERIFY(!finder.askingRefused().isEmpty());
    finder.askService();
    QVERIFY(!finder.isAsking());
    finder.setText(u"guest-3"_s);
    QVERIFY(finder.askingRefused().isEmpty());
    QVERIFY(finder.askingOffer().contains(u"guest-3"_s));
    QCOMPARE(m_service->arrived(u"ListStages"_s), 0);
}

void TestUserSearch::words_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    UserSearch::Progress progress;
    progress.isListing = true;
    QTest::newRow("reading") << findProgressText(progress) << u"Reading which stages there are…"_s;
    progress = {.live = 300, .liveSearched = 12, .idle = 700, .perSecond = 2};
    QTest::newRow("under way") << findProgressText(progress) << u"Searched 12 of 300 live stages, 2.0/s"_s;
    QTest::newRow("stopped") << findSummaryText(progress, 1, true, {})
                             << u"Stopped by you. Found 1. Searched 12 of 300 live stages. Not searched: 288 live "
                                "stages, 700 idle stages, older sessions."_s;
    progress = {.live = 2, .liveSearched = 1, .idle = 3, .idleSearched = 3, .failedLive = 1};
    QTest::newRow("a refusal") << findSummaryText(progress, 0, false, {})
                               << u"Nobody was found. Searched 1 of 2 live stages, the latest session of 3 of 3 idle "
                                  "ones. Not searched: 1 stage that the service did not tell of, older sessions."_s;
}

void TestUserSearch::words()
{
    QFETCH(QString, text);
    QTEST(text, "expected");
}

QTEST_GUILESS_MAIN(TestUserSearch)
#include "tst_usersearch.moc"
