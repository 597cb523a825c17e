// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositiontemplates.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// The templates that a draft is kept as.
class TestCompositionTemplates final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void templatesAreKept();
    void damagedTemplateLosesNothingElse();

private:
    static QString draftName(int number) { return u"design %1"_s.arg(number); }
};

void TestCompositionTemplates::templatesAreKept()
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

void TestCompositionTemplates::damagedTemplateLosesNothingElse()
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

QTEST_GUILESS_MAIN(TestCompositionTemplates)
#include "tst_compositiontemplates.moc"
