// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/handfedlist.h"
#include "tests/support/manualclock.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using ivs::StageSummary;

class TestListModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void againstBruteForce_data();
    void againstBruteForce();
    void pagesAppend();
    void refreshWithoutChange();
    void changedRowsInOneStretch();
    void goneRowsInOneStretch();
    void manyGoneRows();
    void manyNewRowsInOrder();
    void movedRowKeepsItsIndex();
    void changeThatTheFilterHides();
    void missingKeyStaysUntilTheEnd();
    void sameKeyTwiceInABatch();
    void filterAndSortAreOneReset();
    void zoneChangesWords();
    void cellsAreSafe();

private:
    ManualClock m_wall;
    ServiceClock m_clock {&m_wall};
    TimeText m_times;
};

void TestListModel::againstBruteForce_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<int>("keys");
    for (quint32 seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %u", seed) << seed << (seed % 3 == 0 ? 120 : seed % 3 == 1 ? 12 : 40);
}

void TestListModel::againstBruteForce()
{
    QFETCH(quint32, seed);
    QFETCH(int, keys);
    QRandomGenerator random(seed);
    const auto below = [&](int bound) { return int(random.bounded(bound)); };
    HandFedList model(&m_clock, &m_times);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Mirror mirror(&model);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);

    // The reckoning: records in arrival order, those that the load at hand has met, and what is asked of them.
    QList<StageSummary> records;
    QSet<QString> met;
    int column = -1;
    Qt::SortOrder order = Qt::AscendingOrder;
    QString needle;
    bool onlyLive = false;
    const QStringList names {u"alpha"_s, u"Beta"_s, u"beta"_s, u"gamma ray"_s, u""_s, u"delta"_s, u"alphabet"_s};
    const QStringList needles {u""_s, u"a"_s, u"beta"_s, u"zz"_s, u"RAY"_s};

    model.begin();
    for (int step = 0; step < 1000; ++step) {
        QHash<QString, QPersistentModelIndex> held;
        for (int row = 0; row < model.rowCount(); row += 1 + below(4))
            held.insert(model.keyAt(row), QPersistentModelIndex(model.index(row, below(2))));
        const auto resetsBefore = resets.count();
        const int what = below(20);
        if (what < 13) {
            QList<QList<StageSummary>> pages;
            for (int page = below(3); page >= 0; --page) {
                QList<StageSummary> items;
                for (int i = below(what < 3 ? 60 : 6); i > 0; --i) {
                    const bool live = below(2) == 0;
                    items.append(stage(
                        below(keys), names[below(int(names.size()))], live ? u"st-%1"_s.arg(below(5)) : QString()));
                }
                pages.append(items);
            }
            for (const QList<StageSummary> &page : pages) {
                for (const StageSummary &item : page) {
                    met.insert(item.arn);
                    const auto known = std::find_if(
                        records.begin(), records.end(), [&](const StageSummary &r) { return r.arn == item.arn; });
                    if (known == records.end())
                        records.append(item);
                    else
                        *known = item;
                }
            }
            model.arrive(pages);
        } else if (what < 16) {
            records.removeIf([&](const StageSummary &record) { return !met.contains(record.arn); });
            met.clear();
            model.complete();
            model.begin();
        } else if (what == 16) {
            met.clear(); // the load broke off: another begins
            model.begin();
        } else if (what == 17) {
            column = below(3) - 1;
            order = below(2) ? Qt::AscendingOrder : Qt::DescendingOrder;
            model.sort(column, order);
        } else if (what == 18) {
            needle = needles[below(int(needles.size()))];
            model.setFilterText(needle);
        } else {
            onlyLive = below(2) == 0;
            model.setOnlyLive(onlyLive);
        }

        QList<StageSummary> expected;
        std::copy_if(records.begin(), records.end(), std::back_inserter(expected),
            [&](const StageSummary &r) { return HandFedList::acceptsRecord(r, needle, onlyLive); });
        if (column >= 0) {
            std::stable_sort(expected.begin(), expected.end(), [&](const StageSummary &a, const StageSummary &b) {
                const int sign = HandFedList::compareRecords(a, b, column);
                return order == Qt::AscendingOrder ? sign < 0 : sign > 0;
            });
        }
        QList<QStringList> rows;
        for (const StageSummary &record : std::as_const(expected))
            rows.append({record.arn, record.name, record.activeSessionId});
        QCOMPARE(mirror.rows(), rows);
        QCOMPARE(model.rowCount(), int(expected.size()));
        for (int row = 0; row < model.rowCount(); ++row) {
            QCOMPARE(model.keyAt(row), expected[row].arn);
            QCOMPARE(model.rowOfKey(expected[row].arn), row);
        }
        QCOMPARE(model.tallied(), int(records.size()));
        QCOMPARE(model.talliedLive(), int(std::count_if(records.begin(), records.end(), [](const StageSummary &r) {
            return !r.activeSessionId.isEmpty();
        })));
        QCOMPARE(model.state().loaded, int(records.size()));
        QCOMPARE(model.state().shown, int(expected.size()));
        if (what <= 16) {
            QCOMPARE(resets.count(), resetsBefore); // what is loaded never resets
            for (auto it = held.cbegin(); it != held.cend(); ++it) {
                QCOMPARE(it->isValid(), model.rowOfKey(it.key()) >= 0);
                if (it->isValid())
                    QCOMPARE(it->data(ListModel::KeyRole).toString(), it.key());
            }
        }
    }
}

void TestListModel::pagesAppend()
{
    HandFedList model(&m_clock, &m_times);
    model.begin();
    const Signals sent(&model);
    model.arrive({{stage(1, u"c"_s), stage(2, u"a"_s)}});
    model.arrive({{stage(3, u"b"_s)}, {}, {stage(4, u"d"_s)}});
    QCOMPARE(sent.counts(), u"2 0 0 0 0"_s);
    QCOMPARE(sent.inserted[1][1].toInt(), 2);
    QCOMPARE(sent.inserted[1][2].toInt(), 3);
    QCOMPARE(model.index(0, 0).data().toString(), u"c"_s); // as they arrived
}

void TestListModel::refreshWithoutChange()
{
    HandFedList model(&m_clock, &m_times);
    const QList<StageSummary> page {stage(1, u"c"_s), stage(2, u"a"_s), stage(3, u"b"_s)};
    model.begin();
    model.arrive({page});
    model.complete();
    model.sort(0);
    const Signals sent(&model);
    for (int i = 0; i < 3; ++i) {
        model.begin();
        model.arrive({{page[2], page[0]}, {page[1]}}); // in another order, as a service may
        model.complete();
    }
    QCOMPARE(sent.counts(), u"0 0 0 0 0"_s);
}

void TestListModel::changedRowsInOneStretch()
{
    HandFedList model(&m_clock, &m_times);
    QList<StageSummary> page;
    for (int i = 0; i < 20; ++i)
        page.append(stage(i, u"name %1"_s.arg(i, 2)));
    model.begin();
    model.arrive({page});
    model.complete();
    const Signals sent(&model);
    for (const int row : {4, 5, 6, 11})
        page[row].activeSessionId = u"st-new"_s;
    model.begin();
    model.arrive({page});
    model.complete();
    QCOMPARE(sent.counts(), u"0 0 2 0 0"_s);
    QCOMPARE(sent.changed[0][0].toModelIndex().row(), 4);
    QCOMPARE(sent.changed[0][1].toModelIndex().row(), 6);
    QCOMPARE(sent.changed[1][0].toModelIndex().row(), 11);
}

void TestListModel::goneRowsInOneStretch()
{
    HandFedList model(&m_clock, &m_times);
    QList<StageSummary> page;
    for (int i = 0; i < 20; ++i)
        page.append(stage(i, u"name"_s));
    model.begin();
    model.arrive({page});
    model.complete();
    const Signals sent(&model);
    page.remove(3, 5);
    model.begin();
    model.arrive({page});
    model.complete();
    QCOMPARE(sent.counts(), u"0 1 0 0 0"_s);
    QCOMPARE(sent.removed[0][1].toInt(), 3);
    QCOMPARE(sent.removed[0][2].toInt(), 7);
}

void TestListModel::manyGoneRows()
{
    HandFedList model(&m_clock, &m_times);
    QList<StageSummary> page;
    QList<StageSummary> rest;
    for (int i = 0; i < 200; ++i) {
        page.append(stage(i, u"name"_s));
        if (i % 3)
            rest.append(page.last());
    }
    model.begin();
    model.arrive({page});
    model.complete();
    const QPersistentModelIndex kept(model.index(199, 1));
    const QPersistentModelIndex gone(model.index(198, 1));
    const Signals sent(&model);
    model.begin();
    model.arrive({rest});
    model.complete();
    QCOMPARE(sent.counts(), u"0 1 0 1 0"_s); // one layout and one removal instead of 67 removals
    QCOMPARE(model.rowCount(), int(rest.size()));
    QVERIFY(kept.isValid() && !gone.isValid());
    QCOMPARE(kept.data(ListModel::KeyRole).toString(), page[199].arn);
}

void TestListModel::manyNewRowsInOrder()
{
    HandFedList model(&m_clock, &m_times);
    QList<StageSummary> even;
    QList<StageSummary> odd;
    for (int i = 0; i < 100; ++i)
        (i % 2 ? odd : even).append(stage(i, u"name %1"_s.arg(i, 3, 10, QChar(u'0'))));
    model.sort(0, Qt::DescendingOrder);
    model.begin();
    model.arrive({even});
    const QPersistentModelIndex held(model.index(7, 0));
    const QString key = model.keyAt(7);
    const Signals sent(&model);
    model.arrive({odd});
    QCOMPARE(sent.counts(), u"1 0 0 1 0"_s);
    QCOMPARE(model.keyAt(0), odd.last().arn);
    QCOMPARE(held.data(ListModel::KeyRole).toString(), key);
    QCOMPARE(held.row(), 15);
}

void TestListModel::movedRowKeepsItsIndex()
{
    HandFedList model(&m_clock, &m_times);
    model.sort(0);
    model.begin();
    model.arrive({{stage(1, u"a"_s), stage(2, u"b"_s), stage(3, u"c"_s)}});
    model.complete();
    const QPersistentModelIndex moving(model.index(0, 1));
    const Signals sent(&model);
    model.begin();
    model.arrive({{stage(1, u"d"_s), stage(2, u"b"_s), stage(3, u"c"_s)}});
    model.complete();
    QCOMPARE(sent.counts(), u"0 0 1 1 0"_s);
    QCOMPARE(moving.row(), 2);
    QCOMPARE(moving.column(), 1);
    QCOMPARE(model.keyAt(2), stage(1, {}).arn);
}

void TestListModel::changeThatTheFilterHides()
{
    HandFedList model(&m_clock, &m_times);
    model.setFilterText(u"LIVE"_s);
    model.begin();
    model.arrive({{stage(1, u"live one"_s), stage(2, u"idle"_s), stage(3, u"live two"_s)}});
    QCOMPARE(model.rowCount(), 2);
    const Signals sent(&model);
    model.arrive({{stage(1, u"ended"_s), stage(2, u"now alive: live"_s)}});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowOfKey(stage(1, {}).arn), -1);
    QCOMPARE(model.rowOfKey(stage(2, {}).arn), 0); // arrival order holds
    QCOMPARE(sent.reset.count(), 0);
    QCOMPARE(sent.inserted.count(), 1);
    QCOMPARE(sent.removed.count(), 1);
    QCOMPARE(model.state().loaded, 3);
    QCOMPARE(model.state().shown, 2);
}

void TestListModel::missingKeyStaysUntilTheEnd()
{
    HandFedList model(&m_clock, &m_times);
    model.begin();
    model.arrive({{stage(1, u"a"_s)}, {stage(2, u"b"_s)}});
    model.complete();
    model.begin();
    model.arrive({{stage(2, u"b"_s)}});
    QCOMPARE(model.rowCount(), 2); // the first may stand on a page that has not come yet
    model.begin(); // that load broke off; the next one meets the first only
    model.arrive({{stage(1, u"a"_s)}});
    QCOMPARE(model.rowCount(), 2);
    model.complete();
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.keyAt(0), stage(1, {}).arn);
}

// A list that is read while it changes may show one resource on two pages.
void TestListModel::sameKeyTwiceInABatch()
{
    HandFedList model(&m_clock, &m_times);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.sort(0);
    model.begin();
    model.arrive({{stage(1, u"b"_s), stage(2, u"c"_s), stage(1, u"a"_s)}});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, 0).data().toString(), u"a"_s);
    model.arrive({{stage(1, u"y"_s), stage(1, u"z"_s)}});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, 0).data().toString(), u"c"_s);
    QCOMPARE(model.index(1, 0).data().toString(), u"z"_s);
    QCOMPARE(model.tallied(), 2);
}

void TestListModel::filterAndSortAreOneReset()
{
    HandFedList model(&m_clock, &m_times);
    model.begin();
    model.arrive({{stage(1, u"b"_s), stage(2, u"a"_s)}});
    const Signals sent(&model);
    QSignalSpy reordered(&model, &ListModel::reordered);
    model.sort(0);
    QCOMPARE(sent.counts(), u"0 0 0 0 1"_s);
    model.sort(0); // as it is already
    model.sort(7); // there is no such column
    QCOMPARE(sent.reset.count(), 1);
    model.setFilterText(u"a"_s);
    model.setFilterText(u"a"_s);
    QCOMPARE(sent.counts(), u"0 0 0 0 2"_s);
    QCOMPARE(reordered.count(), 2);
}

void TestListModel::zoneChangesWords()
{
    HandFedList model(&m_clock, &m_times);
    model.begin();
    model.arrive({{stage(1, u"a"_s), stage(2, u"b"_s)}});
    const Signals sent(&model);
    m_times.setUtc(false);
    m_times.setUtc(true);
    QCOMPARE(sent.counts(), u"0 0 2 0 0"_s);
}

void TestListModel::cellsAreSafe()
{
    HandFedList model(&m_clock, &m_times);
    model.begin();
    const QString hostile = u"<b>a\u202Eb</b>\n"_s;
    model.arrive({{stage(1, hostile)}});
    const QModelIndex cell = model.index(0, 0);
    QCOMPARE(cell.data().toString(), u"<b>a⟨202E⟩b</b>␊"_s);
    QCOMPARE(cell.data(Qt::ToolTipRole).toString(), u"<p>&lt;b&gt;a⟨202E⟩b&lt;/b&gt;␊</p>"_s);
    QCOMPARE(cell.data(ListModel::RawRole).toString(), hostile); // what is copied is what the service sent
    QCOMPARE(model.keyAt(-1), QString());
    QCOMPARE(model.keyAt(1), QString());
    QCOMPARE(model.rowOfKey(u"nobody"_s), -1);
}

QTEST_GUILESS_MAIN(TestListModel)
#include "tst_listmodel.moc"
