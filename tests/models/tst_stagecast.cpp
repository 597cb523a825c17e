// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/castmodel.h"
#include "models/compositiontemplates.h"
#include "models/stagecast.h"
#include "tests/models/actshop.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// Who is in the picture: the people of a stage, a made-up cast; and the templates that a draft is kept as.
class TestStageCast final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thoseWhoPublished();
    void everybodyIsAskedOnce();
    void refusedKeepsWhatWasKnown();
    void madeUpCastIsChangedInItsCells();
    void rowsFollowTheStage();
    void templatesAreKept();
    void damagedTemplateLosesNothingElse();

private:
    static QString draftName(int number) { return u"design %1"_s.arg(number); }
};

void TestStageCast::thoseWhoPublished()
{
    ActShop shop;
    const QString stage = shop.service.createStage(u"evening"_s);
    const auto host = shop.service.join(stage, u"host"_s, {{u"role"_s, u"true"_s}});
    shop.service.join(stage, u"viewer"_s);
    const auto guest = shop.service.join(stage, u"guest"_s, {{u"seat"_s, u"2"_s}});
    QVERIFY(shop.service.act(u"publish"_s, stage, guest.participantId));
    QVERIFY(shop.service.act(u"publish"_s, stage, host.participantId));
    StageCast cast(shop.workspace, nullptr);
    cast.setStage(stage);
    QVERIFY(!cast.isLoading()); // nobody looks
    cast.setWatched(true);
    QTRY_VERIFY(cast.asOf().isValid());
    QCOMPARE(cast.cast().size(), 2);
    QCOMPARE(cast.cast()[0].name, u"host"_s); // came first
    QCOMPARE(cast.cast()[0].attributes.value(u"role"_s), u"true"_s);
    QCOMPARE(cast.cast()[1].attributes.value(u"seat"_s), u"2"_s);
    QVERIFY(shop.service.act(u"leave"_s, stage, guest.participantId));
    cast.reload();
    QTRY_COMPARE(cast.cast().size(), 1);
    cast.setStage({});
    QVERIFY(cast.cast().isEmpty() && !cast.isLoading());
}

void TestStageCast::everybodyIsAskedOnce()
{
    ActShop shop;
    const QString stage = shop.service.createStage(u"evening"_s);
    const auto host = shop.service.join(stage, u"host"_s);
    QVERIFY(shop.service.act(u"publish"_s, stage, host.participantId));
    StageCast cast(shop.workspace, nullptr);
    cast.setStage(stage);
    cast.setWatched(true);
    QTRY_VERIFY(cast.asOf().isValid());
    QCOMPARE(shop.service.arrived(u"GetParticipant"_s), 1);
    cast.setWatched(false);
    cast.setWatched(true); // looked at again: the list only
    QTRY_VERIFY(!cast.isLoading());
    QCOMPARE(shop.service.arrived(u"GetParticipant"_s), 1);
    cast.reload(); // by hand: attributes may have changed
    QTRY_VERIFY(!cast.isLoading());
    QCOMPARE(shop.service.arrived(u"GetParticipant"_s), 2);
}

void TestStageCast::refusedKeepsWhatWasKnown()
{
    ActShop shop;
    const QString stage = shop.service.createStage(u"evening"_s);
    const auto host = shop.service.join(stage, u"host"_s);
    QVERIFY(shop.service.act(u"publish"_s, stage, host.participantId));
    StageCast cast(shop.workspace, nullptr);
    cast.setStage(stage);
    cast.setWatched(true);
    QTRY_COMPARE(cast.cast().size(), 1);
    QVERIFY(shop.service.fault(u"ListParticipants"_s, u"status"_s, 403, 100));
    cast.reload();
    QTRY_VERIFY(cast.error());
    QCOMPARE(cast.cast().size(), 1);
    shop.service.clearFaults();
    cast.reload();
    QTRY_VERIFY(!cast.isLoading());
    QVERIFY(!cast.error());
}

void TestStageCast::madeUpCastIsChangedInItsCells()
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

void TestStageCast::rowsFollowTheStage()
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

void TestStageCast::templatesAreKept()
{
    CompositionTemplates templates;
    for (const int number : {3, 1, 2}) {
        CompositionTemplate one {draftName(number), {}};
        one.draft.grid.gridGap = number;
        one.draft.stageArn = u"arn:aws:ivs:us-east-1:123456789012:stage/AbCdEfGh"_s;
        QCOMPARE(templates.put(one), QString());
    }
    QCOMPARE(templates.all().first().name, draftName(1));
    QVERIFY(templates.all().first().draft.stageArn.isEmpty());
    QCOMPARE(templates.freeName(draftName(1)), draftName(1) + u" 2"_s);
    QVERIFY(!templates.rename(draftName(1), draftName(2)).isEmpty());
    QCOMPARE(templates.rename(draftName(1), u"Zoo"_s), QString());
    templates.remove(draftName(2));
    const CompositionTemplates again = CompositionTemplates::fromJson(templates.toJson());
    QCOMPARE(again.all().size(), 2);
    QCOMPARE(again.find(u"zoo"_s)->draft.grid.gridGap, std::optional(1));
    CompositionTemplate wrong {u"wrong"_s, {}};
    wrong.draft.grid.featuredParticipantAttribute = u"no such thing"_s;
    QVERIFY(templates.put(wrong).contains(u"featuredParticipantAttribute"_s));
    QVERIFY(!templates.find(u"wrong"_s));
}

void TestStageCast::damagedTemplateLosesNothingElse()
{
    CompositionTemplates templates;
    QCOMPARE(templates.put({draftName(1), {}}), QString());
    QByteArray json = templates.toJson();
    json.insert(1, "{\"stagedesk\":\"composition-template\",\"version\":2,\"name\":\"later\"},");
    CompositionTemplates read = CompositionTemplates::fromJson(json);
    QCOMPARE(read.all().size(), 1);
    QCOMPARE(read.damaged(), 1);
    QCOMPARE(read.put({draftName(2), {}}), QString());
    QVERIFY(read.toJson().contains("later")); // still there for whoever can read it
    QVERIFY(CompositionTemplates::fromJson("nonsense").all().isEmpty());
}

QTEST_MAIN(TestStageCast)
#include "tst_stagecast.moc"
