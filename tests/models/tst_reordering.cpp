// SPDX-License-Identifier: GPL-3.0-or-later
// A long list is filtered and sorted over several turns of the event loop: what comes of it must be what doing all at
// once at the end would give, whatever comes, changes and goes between two turns.
#include "models/tableexport.h"
#include "tests/models/handfedlist.h"
#include "tests/support/manualclock.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using ivs::StageSummary;

class TestReordering final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsAgainstBruteForce_data();
    void stepsAgainstBruteForce();
    void longListAgainstBruteForce_data();
    void longListAgainstBruteForce();
    void shownRowsStayUntilTheReset();
    void nextKeystrokeDropsTheLast();
    void narrowedFilterForgetsNothing();
    void forgottenWhileUnderWay();
    void exportWaitsForTheOrder();
    void shortListIsOrderedAtOnce();

private:
    QList<StageSummary> many(int count) const;
    QStringList expected(const QList<StageSummary> &records, const QString &needle, int column) const;
    static QStringList shown(const HandFedList &model);
    static bool settle(const HandFedList &model);

    ManualClock m_wall;
    ServiceClock m_clock {&m_wall};
    TimeText m_times;
};

void TestReordering::stepsAgainstBruteForce_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 40; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

// The work alone, in the smallest steps there are.
void TestReordering::stepsAgainstBruteForce()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const auto below = [&](int bound) { return int(random.bounded(bound)); };
    std::vector<int> values(std::size_t(below(3000)));
    for (int &value : values)
        value = below(500);
    int sign = 1;
    int least = 0;
    const auto before = [&](int a, int b) {
        const int order = sign * (values[std::size_t(a)] - values[std::size_t(b)]);
        return order != 0 ? order < 0 : a < b;
    };
    const auto fits = [&](int record) { return values[std::size_t(record)] >= least; };
    Reordering work(before, fits);
    std::vector<bool> accepted; // by the last filter that was worked out, and untouched since
    int standingLeast = 0;
    for (int round = 0; round < 12; ++round) {
        const bool sorts = below(3) > 0;
        const bool filters = !sorts || below(2) == 0;
        const auto begin = [&] {
            if (sorts) {
                sign = below(2) ? 1 : -1;
                work.sort(int(values.size()));
            }
            if (filters) {
                least = below(500);
                if (least >= standingLeast && accepted.size() == values.size())
                    work.narrow(accepted);
                else
                    work.filter(int(values.size()));
            }
        };
        begin();
        while (!work.step(0)) {
            const int what = below(12);
            if (what == 0 && !values.empty()) { // some change
                accepted.clear();
                for (int i = below(60); i > 0; --i) {
                    const int record = below(int(values.size()));
                    values[std::size_t(record)] = below(500);
                    work.changed(record, fits(record));
                }
            } else if (what == 1) { // some come
                accepted.clear();
                for (int i = below(200); i > 0; --i) {
                    values.push_back(below(500));
                    work.changed(int(values.size()) - 1, fits(int(values.size()) - 1));
                }
            } else if (what == 2) { // some go
                accepted.clear();
                std::vector<bool> kept(values.size());
                std::vector<int> left;
                const int one = 2 + below(30);
                for (std::size_t i = 0; i < values.size(); ++i) {
                    kept[i] = below(one) > 0;
                    if (kept[i])
                        left.push_back(values[i]);
                }
                values = left;
                work.gone(kept);
            } else if (what == 3 && below(4) == 0) { // the person changes their mind
                begin();
            }
        }
        QCOMPARE(work.isSorting(), sorts);
        QCOMPARE(work.isFiltering(), filters);
        if (sorts) {
            Reordering::Sorted sorted = work.takeSorted(int(values.size()));
            QVERIFY(std::is_sorted(sorted.standing.begin(), sorted.standing.end(), before));
            std::vector<int> all = sorted.standing;
            all.insert(all.end(), sorted.fresh.begin(), sorted.fresh.end());
            std::sort(all.begin(), all.end());
            for (std::size_t i = 0; i < all.size(); ++i)
                QCOMPARE(all[i], int(i)); // each once
            QCOMPARE(all.size(), values.size());
        }
        if (filters) {
            accepted = work.takeAccepted();
            standingLeast = least;
            QCOMPARE(accepted.size(), values.size());
            for (std::size_t i = 0; i < values.size(); ++i)
                QCOMPARE(bool(accepted[i]), fits(int(i)));
        }
        QVERIFY(!work.isUnderWay());
    }
}

QList<StageSummary> TestReordering::many(int count) const
{
    QRandomGenerator random(7);
    QList<StageSummary> records;
    for (int i = 0; i < count; ++i)
        records.append(stage(i, u"name-%1"_s.arg(random.bounded(90'000)), u"st-%1"_s.arg(random.bounded(7))));
    return records;
}

QStringList TestReordering::expected(const QList<StageSummary> &records, const QString &needle, int column) const
{
    QList<StageSummary> left;
    std::copy_if(records.begin(), records.end(), std::back_inserter(left),
        [&](const StageSummary &record) { return HandFedList::acceptsRecord(record, needle, false); });
    if (column >= 0) {
        std::stable_sort(left.begin(), left.end(), [&](const StageSummary &a, const StageSummary &b) {
            return HandFedList::compareRecords(a, b, column) < 0;
        });
    }
    QStringList keys;
    for (const StageSummary &record : std::as_const(left))
        keys.append(record.arn);
    return keys;
}

QStringList TestReordering::shown(const HandFedList &model)
{
    QStringList keys;
    for (int row = 0; row < model.rowCount(); ++row)
        keys.append(model.keyAt(row));
    return keys;
}

// Lets the loop turn until the list is in order.
bool TestReordering::settle(const HandFedList &model)
{
    for (int turn = 0; turn < 100'000 && model.state().isOrdering(); ++turn)
        QCoreApplication::processEvents();
    return !model.state().isOrdering();
}

void TestReordering::longListAgainstBruteForce_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 4; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestReordering::longListAgainstBruteForce()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const auto below = [&](int bound) { return int(random.bounded(bound)); };
    HandFedList model(&m_clock, &m_times);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QList<StageSummary> records = many(20'000);
    model.begin();
    model.arrive({records});
    const Mirror mirror(&model);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    int column = -1;
    QString needle;
    int next = int(records.size());
    const QStringList needles {u""_s, u"name-1"_s, u"name-12"_s, u"12"_s, u"123"_s, u"st-3"_s, u"zz"_s};
    for (int round = 0; round < 12; ++round) {
        const auto before = resets.count();
        bool asked = false;
        // A few things happen at once, with some turns of the loop between them.
        for (int what = 2 + below(5); what > 0; --what) {
            switch (below(5)) {
            case 0: {
                const QString other = needles[below(int(needles.size()))];
                asked = asked || other != needle;
                needle = other;
                model.setFilterText(needle);
                break;
            }
            case 1: {
                const int other = below(2);
                asked = asked || other != column;
                column = other;
                model.sort(column);
                break;
            }
            case 2: { // a page of those that are known, and of new ones
                QList<StageSummary> page;
                for (int i = below(300); i > 0; --i) {
                    StageSummary &record = records[below(int(records.size()))];
                    record.name = u"name-%1"_s.arg(below(90'000));
                    page.append(record);
                }
                for (int i = below(300); i > 0; --i) {
                    records.append(stage(next++, u"name-%1"_s.arg(below(90'000)), u"st-%1"_s.arg(below(7))));
                    page.append(records.last());
                }
                model.arrive({page});
                break;
            }
            case 3: { // a refresh that misses some
                const int one = 3 + below(60);
                records.removeIf([&](const StageSummary &) { return below(one) == 0; });
                model.begin();
                model.arrive({records});
                model.complete();
                break;
            }
            default:
                for (int turn = below(4); turn > 0; --turn)
                    QCoreApplication::processEvents();
            }
            QCOMPARE(mirror.rows().size(), model.rowCount()); // the signals tell no other story meanwhile
        }
        QVERIFY(settle(model));
        const QStringList keys = expected(records, needle, column);
        QCOMPARE(shown(model), keys);
        QCOMPARE(model.state().loaded, int(records.size()));
        QCOMPARE(model.state().shown, int(keys.size()));
        for (int row = 0; row < model.rowCount(); row += 97) {
            QCOMPARE(mirror.rows()[row][0], keys[row]);
            QCOMPARE(model.rowOfKey(keys[row]), row);
        }
        QVERIFY(asked || resets.count() == before);
    }
}

void TestReordering::shownRowsStayUntilTheReset()
{
    HandFedList model(&m_clock, &m_times);
    QList<StageSummary> records = many(20'000);
    model.begin();
    model.arrive({records});
    const Signals sent(&model);
    const QSignalSpy reordered(&model, &ListModel::reordered);
    const QSignalSpy states(&model, &ListModel::stateChanged);
    model.sort(HandFedList::Name);
    model.setFilterText(u"name-1"_s);
    QVERIFY(model.state().isFiltering);
    QVERIFY(model.state().isSorting);
    QCOMPARE(model.state().shown, 20'000);
    QCOMPARE(states.count(), 2); // the line says so
    QCOMPARE(model.keyAt(0), records[0].arn);
    QCOMPARE(model.keyAt(19'999), records[19'999].arn);
    QCOMPARE(sent.counts(), u"0 0 0 0 0"_s);
    // One that comes meanwhile and fits, and one that does not; one that is shown and changes.
    model.arrive({{stage(30'000, u"name-1 of the late"_s), stage(30'001, u"other"_s)}});
    QCOMPARE(model.rowOfKey(stage(30'000, {}).arn), 20'000);
    QCOMPARE(model.rowOfKey(stage(30'001, {}).arn), -1);
    records[5].name = u"name-1: now it fits"_s;
    model.arrive({{records[5]}});
    QCOMPARE(model.rowOfKey(records[5].arn), 5);
    QCOMPARE(sent.reset.count(), 0);
    QVERIFY(settle(model));
    QCOMPARE(sent.reset.count(), 1);
    QCOMPARE(reordered.count(), 1);
    records << stage(30'000, u"name-1 of the late"_s) << stage(30'001, u"other"_s);
    QCOMPARE(shown(model), expected(records, u"name-1"_s, HandFedList::Name));
}

void TestReordering::nextKeystrokeDropsTheLast()
{
    HandFedList model(&m_clock, &m_times);
    const QList<StageSummary> records = many(20'000);
    model.begin();
    model.arrive({records});
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    for (const QString &text : {u"n"_s, u"name"_s, u"name-7"_s, u"zz"_s, u"name-77"_s})
        model.setFilterText(text);
    QVERIFY(settle(model));
    QCOMPARE(resets.count(), 1);
    QCOMPARE(shown(model), expected(records, u"name-77"_s, -1));
    // Back to what stands, before the other is worked out.
    model.setFilterText(u"name-1"_s);
    model.setFilterText(u"name-77"_s);
    QVERIFY(settle(model));
    QCOMPARE(shown(model), expected(records, u"name-77"_s, -1));
}

// A letter more is looked for in what is shown only; but what changed while another filter was worked out counts anew.
void TestReordering::narrowedFilterForgetsNothing()
{
    HandFedList model(&m_clock, &m_times);
    QList<StageSummary> records = many(20'000);
    model.begin();
    model.arrive({records});
    model.setFilterText(u"name-1"_s);
    QVERIFY(settle(model));
    model.setFilterText(u"name-12"_s);
    records[3].name = u"name-13"_s; // hidden by the filter under way, not by the next
    model.arrive({{records[3]}});
    model.setFilterText(u"name-13"_s);
    QVERIFY(settle(model));
    QCOMPARE(shown(model), expected(records, u"name-13"_s, -1));
    QVERIFY(model.rowOfKey(records[3].arn) >= 0);
    model.setFilterText(u"!name"_s);
    QVERIFY(settle(model));
    QCOMPARE(model.rowCount(), 0);
    model.setFilterText(u"!name 1"_s); // two words: the second must be there
    QVERIFY(settle(model));
    QCOMPARE(model.rowCount(), 0);
    model.setFilterText(u"!name-1"_s); // lets through more, though it is longer
    QVERIFY(settle(model));
    QCOMPARE(model.rowCount(), 20'000 - int(expected(records, u"name-1"_s, -1).size()));
}

void TestReordering::forgottenWhileUnderWay()
{
    HandFedList model(&m_clock, &m_times);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.begin();
    model.arrive({many(20'000)});
    model.sort(HandFedList::Name);
    model.setFilterText(u"late"_s);
    QCoreApplication::processEvents();
    model.forget();
    QVERIFY(!model.state().isOrdering());
    QCOMPARE(model.rowCount(), 0);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.arrive({{stage(2, u"late-b"_s), stage(1, u"late-a"_s), stage(3, u"early"_s)}});
    QCoreApplication::processEvents();
    QCOMPARE(resets.count(), 0);
    QCOMPARE(shown(model), QStringList({stage(1, {}).arn, stage(2, {}).arn}));
}

void TestReordering::exportWaitsForTheOrder()
{
    HandFedList model(&m_clock, &m_times);
    const QList<StageSummary> records = many(20'000);
    model.begin();
    model.arrive({records});
    model.setFilterText(u"name-77"_s);
    model.sort(HandFedList::Name);
    QTemporaryDir folder;
    TableExport work(&model, {.format = TableExport::Format::Json, .path = folder.filePath(u"rows.json"_s)});
    const QSignalSpy finished(&work, &TableExport::finished);
    const QSignalSpy failed(&work, &TableExport::failed);
    work.start();
    QVERIFY(model.state().isOrdering());
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(failed.count(), 0);
    QFile file(folder.filePath(u"rows.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject written = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(written[u"filter"_s].toString(), u"name-77"_s);
    const QJsonArray rows = written[u"rows"_s].toArray();
    QCOMPARE(rows.size(), model.rowCount());
    QVERIFY(!rows.isEmpty());
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(rows[row][u"Name"_s].toString(), model.index(row, HandFedList::Name).data().toString());
}

void TestReordering::shortListIsOrderedAtOnce()
{
    HandFedList model(&m_clock, &m_times);
    const QList<StageSummary> records = many(4999);
    model.begin();
    model.arrive({records});
    model.sort(HandFedList::Session);
    model.setFilterText(u"name-1"_s);
    QVERIFY(!model.state().isOrdering());
    QCOMPARE(shown(model), expected(records, u"name-1"_s, HandFedList::Session));
}

QTEST_GUILESS_MAIN(TestReordering)
#include "tst_reordering.moc"
