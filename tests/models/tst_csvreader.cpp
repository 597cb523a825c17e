// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csvreader.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// What spreadsheets write and people paste.
class TestCsvReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void brokenLinesAreNamedAndTheNextIsRead();
    void notUtf8IsNamed();
    void numbersCountTheLinesOfTheFile();
    void refusesWhatIsNoText_data();
    void refusesWhatIsNoText();
    void endlessQuotesTakeNoTime();
};

void TestCsvReader::reads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<QStringList>>("cells");
    using Cells = QList<QStringList>;
    const Cells two {{u"a"_s, u"b"_s}, {u"c"_s, u"d"_s}};
    QTest::newRow("comma") << QByteArray("a,b\nc,d\n") << two;
    QTest::newRow("semicolon") << QByteArray("a;b\r\nc;d") << two;
    QTest::newRow("tab") << QByteArray("a\tb\rc\td\r") << two;
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf\"a\",b\nc,d\n") << two;
    QTest::newRow("byte order marks in a cell") << QByteArray("a,\xef\xbb\xbf\xef\xbb\xbf"
                                                              "0\nc,d\n")
                                                << Cells {{u"a"_s, u"\uFEFF\uFEFF0"_s}, {u"c"_s, u"d"_s}};
    QTest::newRow("blank lines") << QByteArray("\n\na,b\n\n,\nc,d\n\n") << two;
    QTest::newRow("spaces") << QByteArray(" a , b\nc,d ") << two;
    QTest::newRow("quotes") << QByteArray("\"a,\"\"x\"\"\",\" b \"\n") << Cells {{u"a,\"x\""_s, u" b "_s}};
    QTest::newRow("line break in a cell")
        << QByteArray("\"a\r\nb\",c\nd,e") << Cells {{u"a\r\nb"_s, u"c"_s}, {u"d"_s, u"e"_s}};
    QTest::newRow("letters") << QByteArray("Zo\xc3\xab;\xe4\xb8\xad") << Cells {{u"Zoë"_s, u"中"_s}};
    QTest::newRow("one column") << QByteArray("guest-1\nguest-2") << Cells {{u"guest-1"_s}, {u"guest-2"_s}};
    QTest::newRow("comma in a semicolon's file") << QByteArray("a;b;1,5\n") << Cells {{u"a"_s, u"b"_s, u"1,5"_s}};
    QTest::newRow("separators in quotes don't count") << QByteArray("\"a;b;c\",d\n") << Cells {{u"a;b;c"_s, u"d"_s}};
    QTest::newRow("empty") << QByteArray() << Cells();
}

void TestCsvReader::reads()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<QStringList>, cells);
    const csv::Table table = csv::read(text);
    QCOMPARE(table.fault, QString());
    QList<QStringList> found;
    for (const csv::Line &line : table.lines) {
        QCOMPARE(line.fault, QString());
        found << line.cells;
    }
    QCOMPARE(found, cells);
}

void TestCsvReader::brokenLinesAreNamedAndTheNextIsRead()
{
    const csv::Table table = csv::read("a,b\n\"open,c\nd,e\n\"f\"x,g\nh,i\n");
    QCOMPARE(table.lines.size(), 5);
    QVERIFY2(table.lines[1].fault.contains(u"never closed"_s) || table.lines[1].fault.contains(u"behind"_s),
        qPrintable(table.lines[1].fault));
    QCOMPARE(table.lines[1].number, 2);
    QCOMPARE(table.lines[1].cells, (QStringList {u"open"_s, u"c"_s})); // to be mended
    QCOMPARE(table.lines[2].cells, (QStringList {u"d"_s, u"e"_s}));
    QVERIFY(table.lines[2].fault.isEmpty());
    QVERIFY(table.lines[3].fault.contains(u"behind a closing quotation mark"_s));
    QCOMPARE(table.lines[4].cells, (QStringList {u"h"_s, u"i"_s}));
    const csv::Table last = csv::read("a,b\n\"open,c");
    QVERIFY(last.lines[1].fault.contains(u"never closed"_s));
}

void TestCsvReader::notUtf8IsNamed()
{
    const csv::Table table = csv::read("a,b\nZo\xeb,c\nd,e");
    QVERIFY(table.lines[1].fault.contains(u"not UTF-8"_s));
    QVERIFY(table.lines[0].fault.isEmpty() && table.lines[2].fault.isEmpty());
}

void TestCsvReader::numbersCountTheLinesOfTheFile()
{
    const csv::Table table = csv::read("a\r\n\r\n\"b\nb\rb\r\nb\"\r\nc\n");
    QCOMPARE(table.lines.size(), 3);
    QCOMPARE(table.lines[0].number, 1);
    QCOMPARE(table.lines[1].number, 3);
    QCOMPARE(table.lines[2].number, 7);
}

void TestCsvReader::refusesWhatIsNoText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    QTest::newRow("UTF-16") << QByteArray("\xff\xfe\x61\x00", 4) << u"UTF-16"_s;
    QTest::newRow("binary") << QByteArray("PK\x03\x04\x00\x00", 6) << u"no text"_s;
    QTest::newRow("too large") << QByteArray(csv::mostBytes() + 1, 'a') << u"8 MB"_s;
}

void TestCsvReader::refusesWhatIsNoText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, words);
    const csv::Table table = csv::read(bytes);
    QVERIFY2(table.fault.contains(words), qPrintable(table.fault));
    QVERIFY(table.lines.isEmpty());
}

void TestCsvReader::endlessQuotesTakeNoTime()
{
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!csv::read(QByteArray("\"a\"x\n").repeated(200'000)).lines.isEmpty());
    QVERIFY(!csv::read(QByteArray("\"\"\"\n").repeated(200'001)).lines.isEmpty());
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed()))); // a quadratic reader takes minutes
}

QTEST_APPLESS_MAIN(TestCsvReader)
#include "tst_csvreader.moc"
