// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findquery.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// How well a text answers what was typed.
class TestFindQuery final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ranks_data();
    void ranks();
    void marks();
};

void TestFindQuery::ranks_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("rank");
    QTest::newRow("nothing typed") << u"  "_s << u"evening-show"_s << int(FindQuery::None);
    QTest::newRow("the text itself, in any case") << u" Evening-SHOW "_s << u"evening-show"_s << int(FindQuery::Exact);
    QTest::newRow("beginning") << u"even"_s << u"evening-show"_s << int(FindQuery::Prefix);
    QTest::newRow("word") << u"show"_s << u"evening-show"_s << int(FindQuery::WordStart);
    QTest::newRow("word behind the same letters") << u"a"_s << u"bana-apple"_s << int(FindQuery::WordStart);
    QTest::newRow("inside") << u"ening"_s << u"evening-show"_s << int(FindQuery::Substring);
    QTest::newRow("not there") << u"x"_s << u"evening-show"_s << int(FindQuery::None);
    QTest::newRow("words in any order") << u"show eve"_s << u"evening-show"_s << int(FindQuery::WordStart);
    QTest::newRow("words, one inside") << u"show ening"_s << u"evening-show"_s << int(FindQuery::Substring);
    QTest::newRow("words, one missing") << u"show x"_s << u"evening-show"_s << int(FindQuery::None);
    QTest::newRow("user id with a space") << u"anna b"_s << u"Anna B"_s << int(FindQuery::Exact);
    QTest::newRow("not ASCII") << u"ÜBER"_s << u"über-uns"_s << int(FindQuery::Prefix);
    QTest::newRow("no pattern") << u"a.*"_s << u"abc"_s << int(FindQuery::None);
}

void TestFindQuery::ranks()
{
    QFETCH(QString, query);
    QFETCH(QString, text);
    QFETCH(int, rank);
    QCOMPARE(int(FindQuery(query).rank(text)), rank);
}

void TestFindQuery::marks()
{
    using Matches = std::vector<FindQuery::Match>;
    QCOMPARE(FindQuery(u"show"_s).matches(u"evening-show"_s), (Matches {{8, 4}}));
    QCOMPARE(FindQuery(u"a"_s).matches(u"bana-apple"_s), (Matches {{5, 1}}));
    QCOMPARE(FindQuery(u"show eve"_s).matches(u"evening-show"_s), (Matches {{0, 3}, {8, 4}}));
    QCOMPARE(FindQuery(u"eve evening"_s).matches(u"evening-show"_s), (Matches {{0, 7}}));
    QCOMPARE(FindQuery(u"show x"_s).matches(u"evening-show"_s), Matches());
    QCOMPARE(FindQuery().matches(u"evening-show"_s), Matches());
}

QTEST_GUILESS_MAIN(TestFindQuery)
#include "tst_findquery.moc"
