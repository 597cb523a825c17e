// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/eventerrors.h"
#include "models/sessiontimeline.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace Qt::Literals::StringLiterals;
using ivs::EventErrorCode;
using ivs::EventName;
using Kind = TimelineMark::Kind;

/// Events into spans and marks, also where some are missing, odd or out of order.
class TestTimeline final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeStory();
    void orderDoesNotMatter();
    void newestFirstWithinOneMoment();
    void whatGoesOn();
    void endOfSessionEndsWhatIsOpen();
    void goneWithoutALeave();
    void leaveWithoutAJoin();
    void stopsWithoutStarts();
    void stopAfterLeaveIsNoStretch();
    void joinedTwice();
    void gapBetweenTwoStays();
    void unknownNamesAreMarks();
    void errorsWithAndWithoutCode();
    void eventsWithoutTimeAreLeftOut();
    void nothingHappened();
    void spansNeverOverlapWhateverComes();
    void figures();
    void peakOfFollowersIsNotTheirSum();
    void lanes();
    void extent();
    void everyErrorCodeIsExplained();

private:
    static QDateTime at(qint64 seconds) { return QDateTime::fromSecsSinceEpoch(1'800'000'000 + seconds, Qt::UTC); }
    static qint64 ms(qint64 seconds) { return at(seconds).toMSecsSinceEpoch(); }
    static ivs::Event event(EventName name, qint64 seconds, const QString &remote = {})
    {
        ivs::Event made;
        made.name = name;
        made.participantId = u"p"_s;
        made.eventTime = at(seconds);
        made.remoteParticipantId = remote;
        return made;
    }
    static TimelineSpan span(qint64 from, qint64 to, bool startTold = true, bool endTold = true, int most = 1)
    {
        return {ms(from), to < 0 ? TimelineSpan::kGoesOn : ms(to), startTold, endTold, most};
    }
    using Spans = std::vector<TimelineSpan>;
    static constexpr int kOn = -1;

    const QList<ivs::Event> m_story {event(EventName::Joined, 0), event(EventName::PublishStarted, 10),
        event(EventName::SubscribeStarted, 20, u"a"_s), event(EventName::SubscribeStarted, 30, u"b"_s),
        event(EventName::SubscribeStopped, 40, u"a"_s), event(EventName::TokenExchanged, 45),
        event(EventName::PublishStopped, 50), event(EventName::SubscribeStopped, 60, u"b"_s),
        event(EventName::ReplicationStarted, 70), event(EventName::Left, 80)};
};

void TestTimeline::wholeStory()
{
    const TimelineRow row = timelineRow(m_story, {}, {});
    QCOMPARE(row.joined, Spans {span(0, 80)});
    QCOMPARE(row.publishing, Spans {span(10, 50)});
    QCOMPARE(row.subscribing, (Spans {span(20, 60, true, true, 2)}));
    QCOMPARE(int(row.marks.size()), 2);
    QCOMPARE(row.marks[0], (TimelineMark {ms(45), Kind::TokenExchange, 5}));
    QCOMPARE(row.marks[1], (TimelineMark {ms(70), Kind::Replication, 8}));
    QCOMPARE(row.errors, 0);
}

void TestTimeline::orderDoesNotMatter()
{
    const TimelineRow wanted = timelineRow(m_story, {}, {});
    std::mt19937 random(7);
    QList<ivs::Event> mixed = m_story;
    for (int i = 0; i < 50; ++i) {
        std::shuffle(mixed.begin(), mixed.end(), random);
        const TimelineRow row = timelineRow(mixed, {}, {});
        QCOMPARE(row.events, wanted.events);
        QCOMPARE(row.joined, wanted.joined);
        QCOMPARE(row.publishing, wanted.publishing);
        QCOMPARE(row.subscribing, wanted.subscribing);
        QCOMPARE(row.marks, wanted.marks);
    }
}

void TestTimeline::newestFirstWithinOneMoment()
{
    // Published, stopped and published again in the first moment; the service tells the newest first.
    QList<ivs::Event> events {event(EventName::Joined, 0), event(EventName::PublishStarted, 1),
        event(EventName::PublishStopped, 1), event(EventName::PublishStarted, 1), event(EventName::Left, 9)};
    std::reverse(events.begin(), events.end());
    const TimelineRow row = timelineRow(events, {}, {});
    QCOMPARE(row.publishing, (Spans {span(1, 1), span(1, 9)}));
    // Coming and everything else in one moment.
    const TimelineRow at = timelineRow({event(EventName::Left, 3), event(EventName::PublishStarted, 3),
                                           event(EventName::Joined, 3), event(EventName::Joined, 5)},
        {}, {});
    QCOMPARE(at.joined, (Spans {span(3, 3), span(5, kOn)}));
    QCOMPARE(at.publishing, Spans {span(3, 3)});
    // Back in the moment of leaving.
    const TimelineRow back =
        timelineRow({event(EventName::Joined, 0), event(EventName::Joined, 4), event(EventName::Left, 4)}, {}, {});
    QCOMPARE(back.joined, (Spans {span(0, 4), span(4, kOn)}));
}

void TestTimeline::whatGoesOn()
{
    const TimelineRow row = timelineRow({event(EventName::Joined, 0), event(EventName::PublishStarted, 5)},
        {.firstJoined = at(0), .connected = true}, {});
    QCOMPARE(row.joined, Spans {span(0, kOn)});
    QCOMPARE(row.publishing, Spans {span(5, kOn)});
    QVERIFY(row.joined[0].goesOn());
}

void TestTimeline::endOfSessionEndsWhatIsOpen()
{
    const TimelineRow row =
        timelineRow({event(EventName::Joined, 0), event(EventName::SubscribeStarted, 5, u"a"_s)}, {}, at(100));
    QCOMPARE(row.joined, Spans {span(0, 100, true, false)});
    QCOMPARE(row.subscribing, Spans {span(5, 100, true, false)});
}

void TestTimeline::goneWithoutALeave()
{
    const TimelineRow row =
        timelineRow({event(EventName::Joined, 0), event(EventName::PublishStarted, 5)}, {.gone = true}, {});
    QCOMPARE(row.joined, Spans {span(0, 5, true, false)}); // it was there that long for certain
    QCOMPARE(row.publishing, Spans {span(5, 5, true, false)});
}

void TestTimeline::leaveWithoutAJoin()
{
    const TimelineRow known = timelineRow({event(EventName::Left, 50)}, {.firstJoined = at(10)}, {});
    QCOMPARE(known.joined, Spans {span(10, 50)}); // the list tells when it joined
    const TimelineRow unknown = timelineRow({event(EventName::Left, 50)}, {}, {});
    QCOMPARE(unknown.joined, Spans {span(50, 50, false)});
}

void TestTimeline::stopsWithoutStarts()
{
    const TimelineRow row = timelineRow({event(EventName::Joined, 10), event(EventName::PublishStopped, 30),
                                            event(EventName::SubscribeStopped, 40, u"a"_s), event(EventName::Left, 50)},
        {}, {});
    QCOMPARE(row.publishing, Spans {span(10, 30, false)});
    QCOMPARE(row.subscribing, Spans {span(10, 40, false)});
    // The second one began after the first had ended.
    const TimelineRow twice =
        timelineRow({event(EventName::Joined, 0), event(EventName::PublishStarted, 5),
                        event(EventName::PublishStopped, 10), event(EventName::PublishStopped, 20)},
            {}, {});
    QCOMPARE(twice.publishing, (Spans {span(5, 10), span(10, 20, false)}));
}

void TestTimeline::stopAfterLeaveIsNoStretch()
{
    const TimelineRow row = timelineRow({event(EventName::Joined, 0), event(EventName::PublishStarted, 5),
                                            event(EventName::Left, 10), event(EventName::PublishStopped, 10)},
        {}, {});
    QCOMPARE(row.publishing, Spans {span(5, 10)});
    QCOMPARE(row.joined, Spans {span(0, 10)});
}

void TestTimeline::joinedTwice()
{
    const TimelineRow row =
        timelineRow({event(EventName::Joined, 0), event(EventName::Joined, 10), event(EventName::Left, 20)}, {}, {});
    QCOMPARE(row.joined, Spans {span(0, 20)});
}

void TestTimeline::gapBetweenTwoStays()
{
    const TimelineRow row = timelineRow({event(EventName::Joined, 0), event(EventName::Left, 10),
                                            event(EventName::Joined, 3600), event(EventName::Left, 3700)},
        {}, {});
    QCOMPARE(row.joined, (Spans {span(0, 10), span(3600, 3700)}));
}

void TestTimeline::unknownNamesAreMarks()
{
    ivs::Event odd = event(EventName::Joined, 5);
    odd.name = ivs::Enum<EventName>::fromText(u"HAND_RAISED"_s);
    const TimelineRow row = timelineRow({event(EventName::Joined, 0), odd}, {}, {});
    QCOMPARE(row.marks, (std::vector<TimelineMark> {{ms(5), Kind::Other, 1}}));
    QCOMPARE(row.events[1].name.text(), u"HAND_RAISED"_s);
}

void TestTimeline::errorsWithAndWithoutCode()
{
    ivs::Event coded = event(EventName::PublishError, 5);
    coded.errorCode = EventErrorCode::BitrateExceeded;
    ivs::Event joined = event(EventName::Joined, 6); // a code counts, whatever bears it
    joined.errorCode = EventErrorCode::QuotaExceeded;
    const TimelineRow row = timelineRow({event(EventName::JoinError, 1), coded, joined}, {}, {});
    QCOMPARE(row.errors, 3);
    QVERIFY(std::all_of(row.marks.begin(), row.marks.end(), [](const auto &mark) { return mark.kind == Kind::Error; }));
    QCOMPARE(row.joined, Spans {span(6, kOn)});
}

void TestTimeline::eventsWithoutTimeAreLeftOut()
{
    ivs::Event timeless = event(EventName::PublishStarted, 0);
    timeless.eventTime = {};
    const TimelineRow row = timelineRow({timeless, event(EventName::Joined, 1)}, {}, {});
    QCOMPARE(row.events.size(), 1);
    QVERIFY(row.publishing.empty());
}

void TestTimeline::nothingHappened()
{
    const TimelineRow row = timelineRow({}, {.firstJoined = at(0), .gone = true}, at(10));
    QVERIFY(row.joined.empty() && row.marks.empty());
}

void TestTimeline::spansNeverOverlapWhateverComes()
{
    std::mt19937 random(11);
    const auto below = [&random](int n) { return int(random() % unsigned(n)); };
    for (int round = 0; round < 2000; ++round) {
        QList<ivs::Event> events;
        for (int i = below(40); i > 0; --i)
            events << event(EventName(below(12)), below(30), QString::number(below(3)));
        const QDateTime end = below(2) ? at(40) : QDateTime();
        const TimelineRow row =
            timelineRow(events, {.firstJoined = at(below(30)), .connected = below(2) == 0, .gone = below(2) == 0}, end);
        QCOMPARE(row.events.size(), events.size());
        for (const Spans *spans : {&row.joined, &row.publishing, &row.subscribing}) {
            for (std::size_t i = 0; i < spans->size(); ++i) {
                QVERIFY((*spans)[i].from <= (*spans)[i].to);
                QVERIFY(!(*spans)[i].goesOn() || (i + 1 == spans->size() && !end.isValid()));
                QVERIFY(i == 0 || (*spans)[i - 1].to <= (*spans)[i].from);
            }
        }
        QVERIFY(std::is_sorted(
            row.marks.begin(), row.marks.end(), [](const auto &a, const auto &b) { return a.at < b.at; }));
    }
}

void TestTimeline::figures()
{
    SessionTimeline timeline;
    QCOMPARE(timeline.figures(), SessionTimeline::Figures());
    QVERIFY(!timeline.row(u"a"_s));
    ivs::Event error = event(EventName::PublishError, 12);
    error.errorCode = EventErrorCode::BFramePresent;
    const QList<ivs::Event> a {
        event(EventName::Joined, 0), event(EventName::PublishStarted, 10), error, event(EventName::Left, 30)};
    timeline.setEvents(u"a"_s, a, {});
    timeline.setEvents(
        u"b"_s, {event(EventName::Joined, 5), event(EventName::PublishStarted, 20)}, {.connected = true});
    QCOMPARE(timeline.figures().peakPublishers, 2);
    QCOMPARE(timeline.figures().peakAt, at(20));
    QCOMPARE(timeline.figures().errors, 1);
    QCOMPARE(timeline.eventCount(), 6);
    timeline.setEvents(u"a"_s, a.mid(0, 1), {}); // in the place of the old ones
    QCOMPARE(timeline.figures().peakPublishers, 1);
    QCOMPARE(timeline.figures().errors, 0);
    QCOMPARE(timeline.eventCount(), 3);
    QCOMPARE(timeline.rowCount(), 2);
}

void TestTimeline::peakOfFollowersIsNotTheirSum()
{
    SessionTimeline timeline;
    for (int i = 0; i < 5; ++i)
        timeline.setEvents(QString::number(i),
            {event(EventName::Joined, 0), event(EventName::PublishStarted, i * 10),
                event(EventName::PublishStopped, i * 10 + 10)},
            {});
    QCOMPARE(timeline.figures().peakPublishers, 1);
}

void TestTimeline::lanes()
{
    SessionTimeline timeline;
    QVERIFY(timeline.setLane({u"Compositions"_s, {}})); // its place is there before anything is in it
    QVERIFY(!timeline.setLane({u"Compositions"_s, {}}));
    QVERIFY(timeline.setLane({u"Compositions"_s, {{ms(0), ms(5), u"one"_s}}}));
    QVERIFY(timeline.setLane({u"Own actions"_s, {{ms(3), ms(3), u"disconnected guest"_s}}}));
    QVERIFY(!timeline.setLane({u"Own actions"_s, {{ms(3), ms(3), u"disconnected guest"_s}}}));
    QCOMPARE(int(timeline.lanes().size()), 2);
    QCOMPARE(timeline.lanes()[0].name, u"Compositions"_s);
    QVERIFY(timeline.setLane({u"Compositions"_s, {}}));
    QCOMPARE(int(timeline.lanes().size()), 2);
    QVERIFY(timeline.lanes()[0].items.empty());
}

void TestTimeline::extent()
{
    SessionTimeline timeline;
    auto [from, to] = timeline.extent(ms(100));
    QVERIFY(from < to && to == ms(100));
    timeline.setBounds(at(10), at(60));
    std::tie(from, to) = timeline.extent(ms(100));
    QCOMPARE(from, ms(10));
    QCOMPARE(to, ms(60));
    timeline.setEvents(u"a"_s, {event(EventName::Joined, 5), event(EventName::Left, 70)}, {}); // clocks differ
    std::tie(from, to) = timeline.extent(ms(100));
    QCOMPARE(from, ms(5));
    QCOMPARE(to, ms(70));
}

void TestTimeline::everyErrorCodeIsExplained()
{
    QSet<QString> words;
    for (int i = 0; i < 14; ++i) {
        const ivs::Enum<EventErrorCode> code = EventErrorCode(i);
        QVERIFY2(!eventErrorMeaning(code).isEmpty(), qPrintable(code.text()));
        QVERIFY2(!eventErrorMend(code).isEmpty(), qPrintable(code.text()));
        QVERIFY(eventErrorAdvice(code).startsWith(eventErrorMeaning(code)));
        words << eventErrorMeaning(code) << eventErrorMend(code);
    }
    QCOMPARE(words.size(), 28); // to each its own
    QVERIFY(eventErrorAdvice(ivs::Enum<EventErrorCode>::fromText(u"BAD_WEATHER"_s)).isEmpty());
}

QTEST_APPLESS_MAIN(TestTimeline)
#include "tst_timeline.moc"
