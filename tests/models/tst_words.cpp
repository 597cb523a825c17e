// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/errortext.h"
#include "models/liststate.h"
#include "models/plaintext.h"
#include "models/serviceclock.h"
#include "models/timetext.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using aws::Error;
using aws::ErrorKind;
using aws::Layer;
using Phase = ListState::Phase;

/// What is made for people's eyes: foreign text, errors, completeness, times.
class TestWords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plainText_data();
    void plainText();
    void plainTextHasNoControlMarks();
    void toolTip();
    void everyErrorHasWords();
    void otherLayersNeverBlameTheKeys();
    void errorDetailsAreSafe();
    void wallClockIsCorrected();
    void simulatedTimeIsFollowed();
    void completeness_data();
    void completeness();
    void staleness();
    void spans();
};

void TestWords::plainText_data()
{
    QTest::addColumn<QString>("foreign");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"Grüße, 世界"_s << u"Grüße, 世界"_s;
    QTest::newRow("HTML stays text") << u"<img src=x onerror=a()>&amp;"_s << u"<img src=x onerror=a()>&amp;"_s;
    QTest::newRow("new line") << u"a\nb\r\tc"_s << u"a␊b␍␉c"_s;
    QTest::newRow("NUL and delete") << QString(QChar(0)) + QChar(0x7F) << u"␀␡"_s;
    QTest::newRow("bidirectional") << u"a\u202Eb\u2066c\u200F"_s << u"a⟨202E⟩b⟨2066⟩c⟨200F⟩"_s;
    QTest::newRow("invisible") << u"a\u200Bb\uFEFFc\u00AD"_s << u"a⟨200B⟩b⟨FEFF⟩c⟨00AD⟩"_s;
    QTest::newRow("line separators") << u"a\u2028b\u2029"_s << u"a⟨2028⟩b⟨2029⟩"_s;
    QTest::newRow("C1") << u"a\u0085b\u009Bc"_s << u"a⟨0085⟩b⟨009B⟩c"_s;
    QTest::newRow("no-break space") << u"a\u00A0b"_s << u"a\u00A0b"_s;
    QTest::newRow("tags of plane 14") << QString::fromUcs4(U"a\U000E0041b") << u"a⟨E0041⟩b"_s;
    QTest::newRow("high half alone") << QString(QChar(0xD83C)) + u'x' << u"\uFFFDx"_s;
    QTest::newRow("low half alone") << u'x' + QString(QChar(0xDFA5)) << u"x\uFFFD"_s;
    QTest::newRow("halves the wrong way") << QString(QChar(0xDFA5)) + QChar(0xD83C) << u"\uFFFD\uFFFD"_s;
    QTest::newRow("128 four-byte characters") << u"🎥"_s.repeated(128) << u"🎥"_s.repeated(128);
    QTest::newRow("empty") << u""_s << u""_s;
}

void TestWords::plainText()
{
    QFETCH(QString, foreign);
    QFETCH(QString, shown);
    QCOMPARE(shownText(foreign), shown);
    QCOMPARE(shownText(shown), shown); // what is safe stays as it is
}

void TestWords::plainTextHasNoControlMarks()
{
    QString all;
    for (char32_t c = 0; c < 0xD800; ++c)
        all += QString::fromUcs4(&c, 1);
    const QString shown = shownText(all);
    for (const QChar c : shown) {
        QVERIFY2(c.category() != QChar::Other_Control, qPrintable(QString::number(c.unicode(), 16)));
        QVERIFY2(c.direction() < QChar::DirLRE || c.direction() == QChar::DirNSM || c.direction() == QChar::DirBN
                || c.direction() == QChar::DirAL,
            qPrintable(QString::number(c.unicode(), 16)));
    }
}

void TestWords::toolTip()
{
    QCOMPARE(shownToolTip(u"<b>a & b</b>"_s), u"<p>&lt;b&gt;a &amp; b&lt;/b&gt;</p>"_s);
    QVERIFY(shownToolTip({}).isEmpty());
}

void TestWords::everyErrorHasWords()
{
    for (int kind = int(ErrorKind::NotReached); kind <= int(ErrorKind::OutcomeUnknown); ++kind) {
        for (int layer = int(Layer::Program); layer <= int(Layer::Service); ++layer) {
            for (const bool sent : {false, true}) {
                Error error;
                error.kind = ErrorKind(kind);
                error.layer = Layer(layer);
                error.sent = sent;
                error.operation = u"GetStage"_s;
                error.message = u"words of the layer below"_s;
                const ErrorText text = explain(error);
                const QByteArray where = (aws::errorKindName(error.kind) + u' ' + QString::number(layer)).toUtf8();
                QVERIFY2(!text.title.isEmpty() && !text.title.endsWith(u'.'), where.constData());
                QVERIFY2(!text.meaning.isEmpty(), where.constData());
                QVERIFY2(text.advice.endsWith(u'.'), where.constData());
                QVERIFY2(text.details.contains(u"GetStage"_s), where.constData());
                QVERIFY2(!oneLine(error).contains(u'\n'), where.constData());
                if (sent && kind != int(ErrorKind::ReadOnly) && kind != int(ErrorKind::NotReached))
                    QVERIFY2(!text.meaning.contains(u"othing was sent"_s), where.constData());
            }
        }
    }
}

void TestWords::otherLayersNeverBlameTheKeys()
{
    for (const Layer layer : {Layer::Proxy, Layer::Tls, Layer::NameLookup, Layer::Connection}) {
        for (const ErrorKind kind : {ErrorKind::NotReached, ErrorKind::TimedOut}) {
            Error error;
            error.kind = kind;
            error.layer = layer;
            const QString words = oneLine(error);
            for (const QString &blame : {u"key"_s, u"secret"_s, u"credential"_s, u"permission"_s, u"signature"_s})
                QVERIFY2(!words.contains(blame, Qt::CaseInsensitive), qPrintable(words));
        }
    }
    Error proxy;
    proxy.kind = ErrorKind::NotReached;
    proxy.layer = Layer::Proxy;
    QVERIFY(explain(proxy).title.contains(u"proxy"_s));
}

void TestWords::errorDetailsAreSafe()
{
    const Error error = aws::errorFromService(400, u"ValidationException"_s, u"bad\n\u202Ename <b>"_s, u"request-1"_s);
    const ErrorText text = explain(error);
    for (const QString &part : {text.meaning, text.details}) {
        QVERIFY(!part.contains(u'\n'));
        QVERIFY(!part.contains(QChar(0x202E)));
    }
    QVERIFY(text.details.contains(u"request-1"_s) && text.details.contains(u"HTTP 400"_s));
}

void TestWords::wallClockIsCorrected()
{
    ManualClock wall;
    ServiceClock clock(&wall);
    QCOMPARE(clock.now(), wall.now());
    aws::TimeRecord record;
    record.received = wall.now();
    clock.timeSeen(record); // an answer without a Date tells nothing
    QCOMPARE(clock.now(), wall.now());
    record.date = wall.now().addSecs(600);
    clock.timeSeen(record);
    QCOMPARE(clock.now(), wall.now().addSecs(600));
    QVERIFY(!clock.isSimulated());
    wall.advance(5000);
    QCOMPARE(clock.now(), wall.now().addSecs(600));
    record.received = wall.now();
    record.date = wall.now().addSecs(-1); // below two seconds it is the way, not the clock
    clock.timeSeen(record);
    QCOMPARE(clock.now(), wall.now());
}

void TestWords::simulatedTimeIsFollowed()
{
    ManualClock wall;
    ServiceClock clock(&wall);
    aws::TimeRecord record;
    record.received = wall.now();
    record.date = wall.now();
    record.localTime = QDateTime({2030, 1, 1}, {12, 0}, Qt::UTC);
    record.localSpeed = 60;
    clock.timeSeen(record);
    QVERIFY(clock.isSimulated());
    QCOMPARE(clock.now(), record.localTime);
    wall.advance(1000);
    QCOMPARE(clock.now(), record.localTime.addSecs(60));
    record.localSpeed = 0;
    clock.timeSeen(record);
    wall.advance(60'000);
    QCOMPARE(clock.now(), record.localTime); // it stands
}

void TestWords::completeness_data()
{
    QTest::addColumn<ListState>("state");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("text");
    const QDateTime asOf({2026, 11, 22}, {14, 2, 11}, Qt::UTC);
    ListState state;
    QTest::newRow("not asked") << state << QString() << QString();
    state.phase = Phase::Loading;
    state.pages = 34;
    QTest::newRow("loading") << state << QString() << u"25 stages · page 35 · loading"_s;
    state.pagesPerSecond = 2;
    QTest::newRow("loading, filtered") << state << u"3"_s << u"3 of 25 stages · page 35 · loading at 2.0 pages/s"_s;
    state.phase = Phase::Partial;
    state.pause = ListState::Pause::ByPerson;
    QTest::newRow("stopped") << state << QString() << u"25 stages · partial: stopped by you"_s;
    state.pause = ListState::Pause::Hidden;
    QTest::newRow("paused") << state << QString() << u"25 stages · partial: paused while hidden"_s;
    state.phase = Phase::Failed;
    QTest::newRow("failed at first") << state << QString() << u"25 stages · partial: loading failed"_s;
    state.isWhole = true;
    state.asOf = asOf;
    state.staleAfter = 30;
    QTest::newRow("failed later") << state << QString() << u"25 stages · refresh failed, shown as of 14:02:11 UTC"_s;
    state.phase = Phase::Complete;
    QTest::newRow("complete") << state << QString() << u"25 stages · complete as of 14:02:11 UTC"_s;
    state.isSorting = true;
    QTest::newRow("sorting") << state << QString() << u"25 stages · complete as of 14:02:11 UTC · sorting…"_s;
    state.isFiltering = true;
    QTest::newRow("filtering") << state << u"3"_s << u"3 of 25 stages · complete as of 14:02:11 UTC · filtering…"_s;
    state.isSorting = false;
    state.isFiltering = false;
    state.refreshing = true;
    state.pages = 0;
    QTest::newRow("refreshing") << state << QString()
                                << u"25 stages · complete as of 14:02:11 UTC · refreshing, page 1"_s;
    state.refreshing = false;
    state.asOf = asOf.addSecs(-240);
    QTest::newRow("stale") << state << QString() << u"25 stages · stale, 4 min old as of 13:58:11 UTC"_s;
    state.staleAfter = 0;
    QTest::newRow("old but fixed") << state << QString() << u"25 stages · complete as of 13:58:11 UTC"_s;
}

void TestWords::completeness()
{
    QFETCH(ListState, state);
    QFETCH(QString, shown);
    QFETCH(QString, text);
    QLocale::setDefault(QLocale::c());
    const TimeText times;
    const QDateTime now({2026, 11, 22}, {14, 2, 20}, Qt::UTC);
    QCOMPARE(completenessText(state, u"25 stages"_s, shown, now, times), text);
}

void TestWords::staleness()
{
    const QDateTime now({2026, 11, 22}, {14, 0}, Qt::UTC);
    ListState state;
    state.staleAfter = 30;
    state.asOf = now.addSecs(-31);
    QVERIFY(!state.isStale(now)); // a part is a part, not stale
    state.isWhole = true;
    QVERIFY(state.isStale(now));
    state.asOf = now.addSecs(-30);
    QVERIFY(!state.isStale(now));
    state.phase = Phase::Loading;
    QVERIFY(state.isBusy());
}

void TestWords::spans()
{
    QCOMPARE(TimeText::clock(-5), u"00:00"_s);
    QCOMPARE(TimeText::clock(724), u"12:04"_s);
    QCOMPARE(TimeText::clock(4360), u"01:12:40"_s);
    QCOMPARE(TimeText::clock(2 * 86'400 + 3 * 3600 + 600), u"2 d 03:10"_s);
    QCOMPARE(TimeText::age(4), u"now"_s);
    QCOMPARE(TimeText::age(59), u"59 s"_s);
    QCOMPARE(TimeText::age(3599), u"59 min"_s);
    QCOMPARE(TimeText::age(86'399), u"23 h"_s);
    QCOMPARE(TimeText::age(200'000), u"2 d"_s);
    const TimeText times;
    QCOMPARE(times.dateTime({}), TimeText::unknown());
    QCOMPARE(times.labelled(QDateTime({2026, 11, 22}, {14, 2, 11}, Qt::UTC)), u"2026-11-22 14:02:11 UTC"_s);
}

QTEST_GUILESS_MAIN(TestWords)
#include "tst_words.moc"
