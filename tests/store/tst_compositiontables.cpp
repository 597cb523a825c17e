// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/schema.h"
#include "tests/store/storefixture.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using store::CompositionChange;
using store::CompositionRecord;
using store::Store;

/// The black box in its file: what was put comes back, line by line, and so does what an older version kept.
class TestCompositionTables final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everythingComesBack();
    void linesAreAppended();
    void olderTellsNothing();
    void latestFirst();
    void stretchesAreJoined();
    void ofOnePlaceOnly();
    void linesOfOtherConnectionsAreTold();
    void fromVersionFour();
    void damagedDetailsAreLeftOut();

private:
    QString path() const { return m_home->filePath(u"stagedesk/store.sqlite"_s); }
    store::Compositions read(const store::Place &where = place(), int limit = 100)
    {
        return answered<store::Compositions>(
            [&](QObject *guard, auto fn) { m_store->readCompositions(where, limit, guard, fn); });
    }
    void reopen()
    {
        m_store.reset();
        m_store = std::make_unique<Store>(path());
        QVERIFY(isReady(*m_store));
    }
    static CompositionRecord record(const QString &id, int began = 0)
    {
        CompositionRecord made;
        made.summary.arn = u"arn:composition/"_s + id;
        made.summary.stageArn = u"arn:stage/a"_s;
        made.summary.state = ivs::CompositionState::Active;
        made.summary.startTime = at(began);
        made.summary.tags = {{u"team"_s, u"live"_s}};
        made.summary.destinations.append({u"out"_s, ivs::DestinationState::Active, at(began + 5), {}});
        made.stageName = u"Abendschau"_s;
        made.firstSeen = at(began + 1);
        made.lastSeen = at(began + 60);
        return made;
    }
    static CompositionChange change(CompositionChange::What what, int seen)
    {
        CompositionChange made;
        made.what = what;
        made.seen = at(seen);
        return made;
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Store> m_store;
};

void TestCompositionTables::init()
{
    m_store.reset();
    m_home = std::make_unique<QTemporaryDir>();
    reopen();
}

void TestCompositionTables::everythingComesBack()
{
    CompositionRecord made = record(u"a"_s);
    made.detail = ivs::Composition();
    made.detail->arn = made.summary.arn;
    made.detail->stageArn = made.summary.stageArn;
    made.detail->state = made.summary.state;
    made.detail->layout.pip = ivs::PipConfiguration();
    made.detail->layout.pip->pipWidth = 320;
    ivs::Destination output;
    output.id = u"out"_s;
    output.state = ivs::DestinationState::Active;
    output.configuration.name = u"archive"_s;
    output.configuration.s3 = ivs::S3DestinationConfiguration {u"arn:storage/s"_s, {u"arn:encoder/e"_s}, {}, {}};
    output.detail = ivs::DestinationDetail {ivs::S3Detail {u"x/y/z/composite"_s}};
    made.detail->destinations.append(output);
    CompositionChange asked = change(CompositionChange::What::Asked, 70);
    asked.source = CompositionChange::Source::Here;
    asked.word = u"StopComposition"_s;
    asked.who = u"studio, key …ABCD"_s;
    asked.isCertain = false;
    CompositionChange failed = change(CompositionChange::What::Output, 80);
    failed.source = CompositionChange::Source::Details;
    failed.after = at(60);
    failed.told = at(75);
    failed.output = u"out"_s;
    failed.word = u"SOMETHING_NEW"_s;
    made.changes = {change(CompositionChange::What::State, 1), asked, failed};
    QVERIFY(m_store->putComposition(place(), made, made.changes) > 0);
    m_store->putWatched(place(), {at(0), at(60)});
    reopen();
    QCOMPARE(read().rows.size(), 1);
    QVERIFY(read().rows.first() == made);
    QCOMPARE(read().watched, (QList<store::Watched> {{at(0), at(60)}}));
}

void TestCompositionTables::linesAreAppended()
{
    CompositionRecord made = record(u"a"_s);
    const CompositionChange first = change(CompositionChange::What::State, 1);
    const CompositionChange second = change(CompositionChange::What::Gone, 100);
    m_store->putComposition(place(), made, {first});
    made.isGone = true;
    m_store->putComposition(place(), made, {second});
    const CompositionChange third = change(CompositionChange::What::Published, 200);
    m_store->putCompositionChanges(place(), made.summary.arn, {third});
    QCOMPARE(read().rows.size(), 1);
    QVERIFY(read().rows.first().isGone);
    QCOMPARE(read().rows.first().changes, (QList<CompositionChange> {first, second, third}));
    // Of one that nobody knows there is nothing to tell.
    m_store->putCompositionChanges(place(), u"arn:composition/other"_s, {third});
    QCOMPARE(read().rows.size(), 1);
}

void TestCompositionTables::olderTellsNothing()
{
    CompositionRecord made = record(u"a"_s);
    m_store->putComposition(place(), made, {});
    CompositionRecord late = made;
    late.lastSeen = at(10);
    late.summary.state = ivs::CompositionState::Starting;
    m_store->putComposition(place(), late, {});
    QVERIFY(read().rows.first() == made);
}

void TestCompositionTables::latestFirst()
{
    for (int i = 0; i < 5; ++i)
        m_store->putComposition(place(), record(QString::number(i), i * 1000), {});
    const store::Compositions found = read(place(), 2);
    QCOMPARE(found.rows.size(), 2);
    QCOMPARE(found.rows[0].summary.arn, u"arn:composition/4"_s);
    QCOMPARE(found.rows[1].summary.arn, u"arn:composition/3"_s);
}

void TestCompositionTables::stretchesAreJoined()
{
    m_store->putWatched(place(), {at(0), at(60)});
    m_store->putWatched(place(), {at(0), at(120)}); // it went on
    m_store->putWatched(place(), {at(1000), at(1060)});
    QCOMPARE(read().watched, (QList<store::Watched> {{at(0), at(120)}, {at(1000), at(1060)}}));
    m_store->putWatched(place(), {at(0), at(2000)}); // what lay between was watched after all
    QCOMPARE(read().watched, (QList<store::Watched> {{at(0), at(2000)}}));
}

void TestCompositionTables::ofOnePlaceOnly()
{
    m_store->putComposition(place(), record(u"a"_s), {change(CompositionChange::What::State, 1)});
    m_store->putWatched(place(), {at(0), at(60)});
    const store::Place other {u"aws"_s, u"123456789012"_s, u"eu-west-1"_s};
    QVERIFY(read(other).rows.isEmpty());
    QVERIFY(read(other).watched.isEmpty());
    QCOMPARE(m_store->putComposition({}, record(u"b"_s), {}), 0u);
    QCOMPARE(m_store->putCompositionChanges({}, u"arn:composition/a"_s, {}), 0u);
    QCOMPARE(m_store->putWatched({}, {at(0), at(60)}), 0u);
    QCOMPARE(read().rows.size(), 1);
}

void TestCompositionTables::linesOfOtherConnectionsAreTold()
{
    QSignalSpy told(m_store.get(), &Store::compositionChangesPut);
    m_store->putCompositionChanges(place(), u"arn:composition/a"_s, {change(CompositionChange::What::Asked, 1)});
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().at(1).toString(), u"arn:composition/a"_s);
}

void TestCompositionTables::fromVersionFour()
{
    m_store.reset();
    QVERIFY(QDir(QFileInfo(path()).path()).removeRecursively());
    QVERIFY(QDir().mkpath(QFileInfo(path()).path()));
    for (const QStringList &step : store::schemaSteps().first(4)) {
        for (const QString &statement : step)
            raw(path(), statement);
    }
    raw(path(), u"PRAGMA application_id = %1"_s.arg(store::kApplicationId));
    raw(path(), u"PRAGMA user_version = 4"_s);
    raw(path(), u"INSERT INTO place VALUES (1, 'aws', '123456789012', 'us-east-1', NULL)"_s);
    const QString row = u"INSERT INTO composition (place, arn, stage_arn, state, started, ended, seen) VALUES "
                        "(1, 'arn:composition/%1', 'arn:stage/a', '%2', %3, %4, %5)"_s;
    raw(path(), row.arg(u"stopped"_s, u"STOPPED"_s, u"1000"_s, u"9000"_s, u"9500"_s));
    raw(path(), row.arg(u"lost"_s, u"ACTIVE"_s, u"2000"_s, u"9000"_s, u"9000"_s));
    raw(path(), row.arg(u"running"_s, u"ACTIVE"_s, u"3000"_s, u"NULL"_s, u"9500"_s));
    raw(path(),
        u"INSERT INTO state VALUES ('watched/aws/123456789012/us-east-1', "
        "CAST('[[1000,5000],[7000.0,9500.0],\"x\",[null,3],[1]]' AS BLOB))"_s);
    raw(path(), u"INSERT INTO state VALUES ('watched/aws/1/eu-west-1', CAST('[[1,' AS BLOB))"_s);
    raw(path(), u"INSERT INTO state VALUES ('compositions/aws/123456789012/us-east-1', CAST('[]' AS BLOB))"_s);
    raw(path(), u"INSERT INTO state VALUES ('window', 'w')"_s);
    reopen();
    QVERIFY(m_store->state(u"watched/aws/123456789012/us-east-1"_s).isNull());
    QCOMPARE(m_store->state(u"window"_s), "w");
    const store::Compositions found = read();
    QCOMPARE(found.rows.size(), 3);
    QVERIFY(found.rows[0].isRunning());
    QVERIFY(found.rows[1].isLost());
    QCOMPARE(found.rows[1].ended(), QDateTime::fromMSecsSinceEpoch(9000, Qt::UTC));
    QVERIFY(!found.rows[1].isEndTold());
    QVERIFY(found.rows[2].isGone && !found.rows[2].isLost() && found.rows[2].isEndTold());
    QCOMPARE(found.rows[2].ended(), QDateTime::fromMSecsSinceEpoch(9000, Qt::UTC));
    QCOMPARE(found.watched.size(), 2);
    QCOMPARE(found.watched[1].until, QDateTime::fromMSecsSinceEpoch(9500, Qt::UTC));
    m_store.reset();
    QCOMPARE(raw(path(), u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
    QCOMPARE(raw(path(), u"PRAGMA user_version"_s).toInt(), int(store::schemaSteps().size()));
}

void TestCompositionTables::damagedDetailsAreLeftOut()
{
    const CompositionRecord made = record(u"a"_s);
    m_store->putComposition(place(), made, {change(CompositionChange::What::State, 1)});
    m_store.reset();
    raw(path(), u"UPDATE composition SET summary = 'no json', detail = '[1]'"_s);
    raw(path(), u"UPDATE composition_change SET what = 99, source = -4"_s);
    reopen();
    const CompositionRecord found = read().rows.value(0);
    QCOMPARE(found.summary.arn, made.summary.arn);
    QVERIFY(found.summary.state == ivs::CompositionState::Active);
    QVERIFY(!found.detail);
    QCOMPARE(found.changes.size(), 1);
}

QTEST_GUILESS_MAIN(TestCompositionTables)
#include "tst_compositiontables.moc"
