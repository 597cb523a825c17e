// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/filtertext.h"
#include "tests/models/desktest.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace Qt::Literals::StringLiterals;

/// The quick filter's language, and a list over a local service that is filtered by it.
class TestFilterText final : public DeskTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void reads_data();
    void reads();
    void anyCaseMatches_data();
    void anyCaseMatches();
    void unfinishedHidesNothing_data();
    void unfinishedHidesNothing();
    void hides_data();
    void hides();
    void sameTermsAreNoChange();
    void newRowsMeetTheFilter();
    void datesAreFoundByFigures();

private:
    QStringList namesShown() const
    {
        QStringList names;
        for (int row = 0; row < stages()->rowCount(); ++row)
            names << stages()->index(row, StageModel::Name).data().toString();
        names.sort();
        return names;
    }
    StageModel *stages() const { return m_workspace->stages(); }

    QString m_showArn;
};

namespace {

const std::vector<ColumnInfo> kColumns {{u"State"_s}, {u"User id"_s, Qt::AlignLeft, false, false, 120, {}, u"user"_s}};

// Each term on a line: `!` for not, the column's number or `*`, the word.
QString spelled(const FilterText &filter)
{
    QStringList lines;
    for (const FilterText::Term &term : filter.terms()) {
        const QString column = term.column < 0 ? u"*"_s : QString::number(term.column);
        lines << (term.negated ? u"!"_s : QString()) + column + u' ' + term.word;
    }
    return lines.join(u'|');
}

} // namespace

void TestFilterText::init()
{
    open();
    m_showArn = createStage(u"Evening-show"_s, {{u"team"_s, u"live"_s}});
    createStage(u"evening-rehearsal"_s, {{u"team"_s, u"lab"_s}});
    createStage(u"auction"_s, {{u"team"_s, u"live"_s}, {u"note"_s, u"evening slot"_s}});
    createStage(u"wow"_s, {{u"note"_s, u"wow!"_s}});
    watch(stages());
    stages()->setWatched(true);
    QTRY_COMPARE(stages()->state().phase, ListState::Phase::Complete);
    QCOMPARE(stages()->rowCount(), 4);
}

void TestFilterText::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("terms");
    QTest::newRow("nothing") << u""_s << u""_s;
    QTest::newRow("a word") << u"guest"_s << u"* guest"_s;
    QTest::newRow("words") << u"  a\tb  "_s << u"* a|* b"_s;
    QTest::newRow("not") << u"a !b"_s << u"* a|!* b"_s;
    QTest::newRow("phrase") << u"\"two words\" c"_s << u"* two words|* c"_s;
    QTest::newRow("not a phrase") << u"!\"two words\""_s << u"!* two words"_s;
    QTest::newRow("open phrase") << u"x \"two words "_s << u"* x|* two words "_s;
    QTest::newRow("column by title") << u"state:conn"_s << u"0 conn"_s;
    QTest::newRow("column by bare title") << u"USERID:a"_s << u"1 a"_s;
    QTest::newRow("column by hyphens") << u"user-id:a"_s << u"1 a"_s;
    QTest::newRow("column by quoted title") << u"\"User id\":a b"_s << u"1 a|* b"_s;
    QTest::newRow("column by id") << u"user:a"_s << u"1 a"_s;
    QTest::newRow("not in a column") << u"!state:dis"_s << u"!0 dis"_s;
    QTest::newRow("phrase in a column") << u"user:\"a b\"c"_s << u"1 a b|* c"_s;
    QTest::newRow("colons in a column") << u"user:a:b"_s << u"1 a:b"_s;
    QTest::newRow("no such column") << u"arn:aws:ivs"_s << u"* arn:aws:ivs"_s;
    QTest::newRow("no such quoted column") << u"\"a b\":c"_s << u"* a b|* :c"_s;
    QTest::newRow("only a colon") << u":x"_s << u"* :x"_s;
    QTest::newRow("mark in a word") << u"wow! a!b"_s << u"* wow!|* a!b"_s;
    QTest::newRow("quoted mark") << u"\"!\""_s << u"* !"_s;
    QTest::newRow("second mark is meant") << u"!!a"_s << u"!* !a"_s;
    QTest::newRow("quote in a word") << u"5\" ab\"c"_s << u"* 5\"|* ab\"c"_s;
}

void TestFilterText::reads()
{
    QFETCH(const QString, text);
    QFETCH(const QString, terms);
    QCOMPARE(spelled(FilterText(text, kColumns)), terms);
}

void TestFilterText::anyCaseMatches_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("found");
    QTest::newRow("plain") << u"Guest"_s << u"a gUEST b"_s << true;
    QTest::newRow("at the end") << u"st"_s << u"guest"_s << true;
    QTest::newRow("longer than the text") << u"guests"_s << u"guest"_s << false;
    QTest::newRow("begun twice") << u"ab"_s << u"aab"_s << true;
    QTest::newRow("signs are not letters") << u"[a"_s << u"{A"_s << false;
    QTest::newRow("empty text") << u"a"_s << QString() << false;
    QTest::newRow("in a foreign text") << u"novak"_s << u"Zoë NOVAK"_s << true;
    QTest::newRow("foreign word") << u"ZOË"_s << u"zoë novak"_s << true;
    QTest::newRow("Greek") << u"ΑΘΗΝΑ"_s << u"αθηνα"_s << true;
    QTest::newRow("Kelvin sign") << u"k"_s << u"300 \u212A"_s << true;
    QTest::newRow("not in a foreign text") << u"nowak"_s << u"Zoë Novak"_s << false;
}

void TestFilterText::anyCaseMatches()
{
    QFETCH(const QString, word);
    QFETCH(const QString, text);
    const FilterText filter(u'"' + word + u'"', {});
    QCOMPARE(filter.terms().size(), std::size_t(1));
    QTEST(filter.terms().front().isIn(text), "found");
}

void TestFilterText::unfinishedHidesNothing_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"!", "! ", "\"", "\"\"", "!\"", "state:", "!state:", "state:\"", "\"stage id\":", "  "})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestFilterText::unfinishedHidesNothing()
{
    QFETCH(const QString, text);
    QSignalSpy resets(stages(), &QAbstractItemModel::modelReset);
    stages()->setFilterText(text);
    QCOMPARE(stages()->rowCount(), 4);
    QVERIFY(!stages()->isFiltered());
    QCOMPARE(resets.count(), 0);
    QCOMPARE(stages()->filterText(), text);
    // Behind a word that is finished, it takes nothing of it away.
    stages()->setFilterText(u"auction "_s + text);
    QCOMPARE(namesShown(), QStringList(u"auction"_s));
}

void TestFilterText::hides_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("shown");
    const QString show = u"Evening-show"_s;
    const QString rehearsal = u"evening-rehearsal"_s;
    const QString auction = u"auction"_s;
    const QString wow = u"wow"_s;
    QTest::newRow("any column") << u"EVENING"_s << QStringList({show, auction, rehearsal});
    QTest::newRow("one column") << u"name:evening"_s << QStringList({show, rehearsal});
    QTest::newRow("both words") << u"evening live"_s << QStringList({show, auction});
    QTest::newRow("not") << u"evening !live"_s << QStringList({rehearsal});
    QTest::newRow("only not") << u"!evening"_s << QStringList({wow});
    QTest::newRow("not in a column") << u"!name:evening"_s << QStringList({auction, wow});
    QTest::newRow("phrase") << u"\"evening slot\""_s << QStringList({auction});
    QTest::newRow("phrase in a column") << u"!tags:\"evening slot\""_s << QStringList({show, rehearsal, wow});
    QTest::newRow("a mark") << u"w!"_s << QStringList({wow});
    QTest::newRow("state") << u"state:idle !auction"_s << QStringList({show, rehearsal, wow});
    QTest::newRow("nothing") << u"evening !evening"_s << QStringList();
}

void TestFilterText::hides()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, shown);
    QSignalSpy resets(stages(), &QAbstractItemModel::modelReset);
    stages()->setFilterText(text);
    QCOMPARE(namesShown(), shown);
    QVERIFY(stages()->isFiltered());
    QCOMPARE(resets.count(), 1);
    QCOMPARE(stages()->state().shown, shown.size());
    QCOMPARE(stages()->state().loaded, 4);
    // The ARN as the service sent it is found too, though the cell shows its end only.
    stages()->setFilterText(m_showArn);
    QCOMPARE(namesShown(), QStringList(u"Evening-show"_s));
    stages()->clearFilter();
    QCOMPARE(stages()->rowCount(), 4);
    QVERIFY(!stages()->isFiltered());
}

void TestFilterText::sameTermsAreNoChange()
{
    stages()->setFilterText(u"evening"_s);
    QSignalSpy resets(stages(), &QAbstractItemModel::modelReset);
    for (const QString &text : {u"evening "_s, u" evening !"_s, u"evening name:"_s}) {
        stages()->setFilterText(text);
        QCOMPARE(stages()->filterText(), text);
    }
    QCOMPARE(resets.count(), 0);
    QCOMPARE(stages()->rowCount(), 3);
}

// What a refresh brings is filtered as what was there, and put in its place among what is shown.
void TestFilterText::newRowsMeetTheFilter()
{
    stages()->sort(StageModel::Name);
    stages()->setFilterText(u"evening !rehearsal"_s);
    createStage(u"evening-news"_s, {});
    createStage(u"morning-news"_s, {});
    QSignalSpy resets(stages(), &QAbstractItemModel::modelReset);
    stages()->reload();
    QTRY_VERIFY(!stages()->state().isBusy());
    QCOMPARE(resets.count(), 0);
    QCOMPARE(namesShown(), QStringList({u"Evening-show"_s, u"auction"_s, u"evening-news"_s}));
    QCOMPARE(stages()->index(1, StageModel::Name).data().toString(), u"evening-news"_s);
    stages()->setFilterText({});
    QCOMPARE(stages()->rowCount(), 6);
    QCOMPARE(stages()->index(4, StageModel::Name).data().toString(), u"morning-news"_s); // the order held for all
}

void TestFilterText::datesAreFoundByFigures()
{
    const QString token =
        m_service->perform(u"CreateParticipantToken"_s, {{u"stageArn"_s, m_showArn}, {u"userId"_s, u"ada"_s}})
            .value(u"participantToken"_s)
            .toObject()
            .value(u"token"_s)
            .toString();
    m_service->control(u"join"_s, {{u"token"_s, token}});
    StageSessionModel *sessions = m_workspace->sessions();
    sessions->setWatched(true);
    sessions->setStage(m_showArn);
    QTRY_COMPARE(sessions->rowCount(), 1);
    const QString started = sessions->index(0, StageSessionModel::Started).data().toString();
    sessions->setFilterText(u"started:"_s + started.left(10));
    QCOMPARE(sessions->rowCount(), 1);
    sessions->setFilterText(started); // two words, both in the date
    QCOMPARE(sessions->rowCount(), 1);
    sessions->setFilterText(u"started:on"_s); // in the state, not in the date
    QCOMPARE(sessions->rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestFilterText)
#include "tst_filtertext.moc"
