// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/castmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// The cast in its cells: the people of a stage, and one that is made up.
class TestCastModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void madeUpCastIsChangedInItsCells();
    void rowsFollowTheStage();
};

void TestCastModel::madeUpCastIsChangedInItsCells()
{
    CastModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ivs::GridConfiguration grid;
    grid.featuredParticipantAttribute = u"role"_s;
    grid.participantOrderAttribute = u"seat"_s;
    model.setLayoutOf({grid, {}});
    model.setCount(25);
    QCOMPARE(model.cast().size(), 25);
    model.setCount(3);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.cast()[0].attributes.value(u"role"_s), u"true"_s);
    QVERIFY(model.setData(model.index(1, CastModel::Featured), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(model.cast()[1].attributes.value(u"role"_s), u"true"_s);
    QVERIFY(model.setData(model.index(1, CastModel::Order), u"-7"_s));
    QCOMPARE(model.cast()[1].attributes.value(u"seat"_s), u"-7"_s);
    QVERIFY(!model.setData(model.index(1, CastModel::Order), u"1.5"_s));
    QVERIFY(model.setData(model.index(1, CastModel::Order), QString()));
    QVERIFY(!model.cast()[1].attributes.contains(u"seat"_s));
    QVERIFY(model.setData(model.index(2, CastModel::Portrait), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(model.cast()[2].video.height() > model.cast()[2].video.width());
    QVERIFY(model.setData(model.index(2, CastModel::Stopped), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(model.cast()[2].videoStopped);
    model.setCount(2);
    model.setCount(3); // a new one
    QVERIFY(!model.cast()[2].videoStopped);
}

void TestCastModel::rowsFollowTheStage()
{
    CastModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSource(CastModel::Source::Stage);
    QCOMPARE(model.rowCount(), 0);
    const auto member = [](const QString &id) { return CastMember {id, id, {}}; };
    model.setStageCast({member(u"a"_s), member(u"b"_s), member(u"c"_s)});
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QPersistentModelIndex stays = model.index(2, 0);
    model.setStageCast({member(u"x"_s), member(u"c"_s), member(u"a"_s)});
    QCOMPARE(reset.size(), 0);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(stays.row(), 1);
    QVERIFY(!(model.flags(model.index(0, CastModel::Featured)) & Qt::ItemIsUserCheckable)); // they are as they are
}

QTEST_GUILESS_MAIN(TestCastModel)
#include "tst_castmodel.moc"
