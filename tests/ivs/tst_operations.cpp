// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/arn.h"
#include "models/ivs/operations.h"
#include "models/ivs/pages.h"

#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

class OperationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsEachOperationOnce();
    void ratesAreThoseOfTheServiceQuotas();
    void writesAndRepeatables();
    void pagedOnesAreLists();
    void verbsAndPaths();
    void lowLatency();
    void findsByExactName();
    void pagesGiveTheirItems();
    void arns_data();
    void arns();
};

void OperationsTest::holdsEachOperationOnce()
{
    QSet<QByteArray> names;
    for (const aws::Operation &row : ivs::operations()) {
        names.insert(row.name);
        QCOMPARE(QByteArray(row.service), QByteArray("ivs-realtime"));
    }
    QCOMPARE(ivs::operations().size(), std::size_t(39));
    QCOMPARE(names.size(), 39);
}

void OperationsTest::ratesAreThoseOfTheServiceQuotas()
{
    for (const aws::Operation &row : ivs::operations()) {
        const QByteArray name = row.name;
        int expected = 5;
        if (name == "CreateParticipantToken")
            expected = 50;
        else if (name == "ListTagsForResource" || name == "TagResource" || name == "UntagResource")
            expected = 10;
        else if (name.contains("PublicKey"))
            expected = 3;
        QVERIFY2(row.callsPerSecond == expected, row.name);
    }
}

void OperationsTest::writesAndRepeatables()
{
    int writes = 0;
    QSet<QByteArray> repeatable;
    for (const aws::Operation &row : ivs::operations()) {
        const QByteArray name = row.name;
        QVERIFY2(row.writes != (name.startsWith("Get") || name.startsWith("List")), row.name);
        writes += row.writes ? 1 : 0;
        if (row.repeatable)
            repeatable.insert(name);
    }
    QCOMPARE(writes, 20);
    QCOMPARE(repeatable, (QSet<QByteArray> {"StartComposition", "TagResource", "UntagResource"}));
}

void OperationsTest::pagedOnesAreLists()
{
    int paged = 0;
    for (const aws::Operation &row : ivs::operations()) {
        const QByteArray name = row.name;
        QVERIFY2(row.paged == (name.startsWith("List") && name != "ListTagsForResource"), row.name);
        paged += row.paged ? 1 : 0;
    }
    QCOMPARE(paged, 10);
}

void OperationsTest::verbsAndPaths()
{
    for (const aws::Operation &row : ivs::operations()) {
        const QByteArray name = row.name;
        aws::Verb verb = aws::Verb::Post;
        QByteArray path = '/' + name;
        if (name == "ListTagsForResource" || name == "TagResource" || name == "UntagResource")
            path = "/tags/{resourceArn}";
        if (name == "ListTagsForResource")
            verb = aws::Verb::Get;
        else if (name == "UntagResource")
            verb = aws::Verb::Delete;
        QVERIFY2(row.verb == verb, row.name);
        QCOMPARE(QByteArray(row.path), path);
    }
}

void OperationsTest::lowLatency()
{
    QList<QByteArray> names;
    for (const aws::Operation &row : ivs::lowLatencyOperations()) {
        const QByteArray name = row.name;
        names.append(name);
        QCOMPARE(QByteArray(row.service), QByteArray("ivs"));
        QCOMPARE(QByteArray(row.path), '/' + name);
        QVERIFY(row.verb == aws::Verb::Post);
        QVERIFY(!row.writes && !row.repeatable);
        QCOMPARE(row.paged, name.startsWith("List"));
        QCOMPARE(row.callsPerSecond, 5);
        QVERIFY(ivs::isLowLatency(row));
        QCOMPARE(ivs::findOperation(row.name), &row);
    }
    QCOMPARE(names, (QList<QByteArray> {"ListChannels", "GetChannel", "ListStreams", "GetStream"}));
    QVERIFY(!ivs::isLowLatency(ivs::kListStages));
}

void OperationsTest::findsByExactName()
{
    for (const aws::Operation &row : ivs::operations())
        QCOMPARE(ivs::findOperation(row.name), &row);
    QCOMPARE(QByteArray(ivs::findOperation("GetStage")->name), QByteArray(ivs::kGetStage.name));
    QVERIFY(!ivs::findOperation("getstage"));
    QVERIFY(!ivs::findOperation("GetStag"));
    QVERIFY(!ivs::findOperation(""));
    QVERIFY(!ivs::findOperation({}));
}

void OperationsTest::pagesGiveTheirItems()
{
    ivs::ListStagesResponse page;
    ivs::PageOf<ivs::ListStagesResponse>::items(page).append(ivs::StageSummary {});
    QCOMPARE(page.stages.size(), 1);
    static_assert(std::is_same_v<ivs::PageOf<ivs::ListParticipantsResponse>::Item, ivs::ParticipantSummary>);
}

void OperationsTest::arns_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("id");

    QTest::newRow("stage") << u"arn:aws:ivs:us-west-2:123456789012:stage/AbCdef1G2hij"_s << true << u"stage"_s
                           << u"AbCdef1G2hij"_s;
    QTest::newRow("other partition") << u"arn:aws-us-gov:ivs:us-gov-west-1:1:public-key/x"_s << true << u"public-key"_s
                                     << u"x"_s;
    QTest::newRow("bucket") << u"arn:aws:s3:::my-bucket"_s << true << QString() << u"my-bucket"_s;
    QTest::newRow("path in the id") << u"arn:aws:iam::1:role/a/b"_s << true << u"role"_s << u"a/b"_s;
    QTest::newRow("colon in the id") << u"arn:aws:sns:r:1:topic:name"_s << true << QString() << u"topic:name"_s;
    QTest::newRow("empty") << QString() << false << QString() << QString();
    QTest::newRow("not an arn") << u"stage/AbCdef1G2hij"_s << false << QString() << QString();
    QTest::newRow("too few parts") << u"arn:aws:ivs:us-west-2:stage/x"_s << false << QString() << QString();
    QTest::newRow("no resource") << u"arn:aws:ivs:us-west-2:1:"_s << false << QString() << QString();
    QTest::newRow("no id") << u"arn:aws:ivs:us-west-2:1:stage/"_s << false << QString() << QString();
    QTest::newRow("no type") << u"arn:aws:ivs:us-west-2:1:/x"_s << false << QString() << QString();
    QTest::newRow("no partition") << u"arn::ivs:us-west-2:1:stage/x"_s << false << QString() << QString();
}

void OperationsTest::arns()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    QFETCH(QString, type);
    QFETCH(QString, id);
    const std::optional<ivs::Arn> arn = ivs::Arn::parse(text);
    QCOMPARE(arn.has_value(), valid);
    if (!arn)
        return;
    QCOMPARE(arn->resourceType, type);
    QCOMPARE(arn->resourceId, id);
    QCOMPARE(arn->toString(), text);
}

QTEST_GUILESS_MAIN(OperationsTest)
#include "tst_operations.moc"
